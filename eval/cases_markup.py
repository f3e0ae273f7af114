"""The labelled set of cases: stories told by several documents, in the mark-up of the training text with labels added.

usage: python eval/cases_markup.py FILE.txt ...      (checks everything; prints each fault)

Beside what ``training/markup.py`` knows:

    | k: ACT @ ORIGIN                      on an event: the act that it tells of, and where this document has it from
    % commitment NAME | acts: a, b | by: TUR GOV | to: UNO | due: 2016-05-01 | stages: 2016-04-11 called_for; ...

Documents that share an act label tell of the same act; those that share the origin label too count once.
"""

import re
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1] / "training"))

from markup import parse

STAGES = ("called_for", "announced", "agreed", "carried_out", "suspended", "withdrawn", "refused")
_KEY = re.compile(r"\|\s*k:\s*([\w-]+)\s*@\s*([\w-]+)\s*")
_DAY = re.compile(r"\d{4}-\d\d-\d\d$")


@dataclass(frozen=True, slots=True)
class Commitment:
    """A chain of acts with what its stage is from each day on, as the documents tell it."""

    name: str
    acts: tuple[str, ...]
    by: str
    to: str | None
    due: str | None
    stages: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Story:
    """Documents in the corpus form; their labelled events have ``act`` and ``origin`` besides."""

    name: str
    documents: list[dict[str, Any]]
    commitments: list[Commitment]


def story(path: Path) -> tuple[Story, list[str]]:
    """The story of one file, and what is wrong with it."""
    lines: list[str] = []
    commitments: list[Commitment] = []
    faults: list[str] = []
    for raw in path.read_text("utf-8").splitlines():
        line = raw.strip()
        if line.startswith("% commitment"):
            try:
                commitments.append(_commitment(line))
            except (KeyError, ValueError) as fault:
                faults.append(f"{line[:60]}: {fault}")
        elif line.startswith("|") and lines:
            lines[-1] += " " + line
        elif line:
            lines.append(line)
    keys = [_KEY.search(line) for line in lines if line.startswith("* ")]
    faults += [
        f"{line[:60]}: k: is not ACT @ ORIGIN" for line in lines if "| k:" in line and not _KEY.search(line)
    ]
    documents, more = parse("\n".join(_KEY.sub("", line) for line in lines))
    faults += more
    events = [e for d in documents for s in d["sentences"] for e in s["events"]]  # type: ignore[attr-defined]
    if len(events) == len(keys):
        for event, key in zip(events, keys, strict=True):
            event["act"], event["origin"] = (key[1], key[2]) if key else (None, None)
    acts = {e.get("act") for e in events}
    faults += [f"{c.name}: no event is labelled {a}" for c in commitments for a in c.acts if a not in acts]
    return Story(path.stem, documents, commitments), [f"{path.name}: {fault}" for fault in faults]


def stories(folder: Path) -> list[Story]:
    """All stories of a folder by name; stops at the first faulty one."""
    found = []
    for path in sorted(folder.glob("*.txt")):
        told, faults = story(path)
        if faults:
            raise SystemExit("\n".join(faults))
        found.append(told)
    return found


def _commitment(line: str) -> Commitment:
    head, *parts = (part.strip() for part in line.split("|"))
    given = {key.strip(): value.strip() for key, value in (part.split(":", 1) for part in parts)}
    stages = [tuple(stage.split()) for stage in given["stages"].split(";")]
    if not stages or any(len(s) != 2 or not _DAY.match(s[0]) or s[1] not in STAGES for s in stages):
        raise ValueError("stages are not 'DAY STAGE; DAY STAGE'")
    due, to = given["due"], given["to"]
    if due != "-" and not _DAY.match(due):
        raise ValueError("due is no day")
    return Commitment(
        head.removeprefix("% commitment").strip(),
        tuple(act.strip() for act in given["acts"].split(",")),
        given["by"],
        None if to == "-" else to,
        None if due == "-" else due,
        tuple((day, stage) for day, stage in stages),
    )


def main() -> None:
    faults: list[str] = []
    for name in sys.argv[1:]:
        told, wrong = story(Path(name))
        faults += wrong
        events = [e for d in told.documents for s in d["sentences"] for e in s["events"]]
        labelled = [e for e in events if e.get("act")]
        print(
            f"{told.name}: {len(told.documents)} documents, {len(events)} events, {len(labelled)} labelled, "
            f"{len({e['act'] for e in labelled})} acts, {len(told.commitments)} commitments"
        )
    print(*faults, sep="\n")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
