"""Build ``people_bulk.csv``: dated holdings of a TABARI actor file, respelt as German papers spell names.

python training/build_reference.py phoenix_countries_actors.txt

The list stops in 2014, so an open holding is closed at the end of that year. People whom ``people.csv`` has
are left out: what is written there by hand is better. Rules of spelling are data (``romanisation.json``).
"""

import argparse
import csv
import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from lagebild.reference.names import key_of
from lagebild.reference.registry import DATA, default_registry

_HOLDING = re.compile(r"\[([A-Z]{3})([A-Z]*)\s*([<>]?)(\d{6,8})(?:-(\d{6,8}))?\]")
_PLAIN = re.compile(r"[A-Z_'.-]+")
_LAST = "2014-12-31"
_SHORTEST = 365  # days in office: who had less is hardly named in a German paper
_WORDS = 4  # a longer name is never written out

REMARK = (
    "# People named in full only, to 2014: transformed from the Phoenix country actors (MIT, Open Event Data Alliance) "
    "by training/build_reference.py; as of 2026-11-22\n"
)


def day_of(digits: str) -> str:
    """``041207`` or ``20041207`` as an ISO date; two-digit years from 30 on are of the last century."""
    if len(digits) == 6:
        digits = ("19" if digits[:2] >= "30" else "20") + digits
    year, month, day = digits[:4], digits[4:6], digits[6:8]
    return f"{year}-{min(max(int(month), 1), 12):02d}-{min(max(int(day), 1), 28):02d}"


def entries(path: Path) -> Iterator[tuple[str, list[tuple[str, str, str, str]]]]:
    """(upper-case name, [(country, sector, from, to)]) of every dated actor."""
    name, holdings = "", []
    for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
        if line[:1].isalpha():
            if name and holdings:
                yield name, holdings
            name, holdings = re.split(r"[;\[#]", line)[0].strip().strip("_"), []
        match = _HOLDING.search(line)
        if match:
            country, sector, sign, first, last = match.groups()
            start = "" if sign == "<" else day_of(first)
            end = day_of(first) if sign == "<" else day_of(last) if last else _LAST
            holdings.append((country, sector, start, end))
    if name and holdings:
        yield name, holdings


def days(start: str, end: str) -> int:
    """Length of a holding; one without a beginning counts as long."""
    return (date.fromisoformat(end) - date.fromisoformat(start)).days if start else _SHORTEST


def title_case(name: str) -> str:
    words = [w.capitalize() for w in name.replace(".", "").split("_") if w]
    return re.sub(r"\bAl ", "al-", " ".join(words))


def german(name: str, rules: dict[str, Any]) -> str:
    """``Sergey Lavrov`` -> ``Sergej Lawrow`` by the word list and letter rules of its language group."""
    out = []
    for word in name.split(" "):
        new = rules["words"].get(word)
        if new is None:
            new = word.lower()
            for pattern, by in rules["letters"]:
                new = re.sub(pattern, by, new)
            new = "-".join(part if part == "al" else part.capitalize() for part in new.split("-"))
        out.append(new)
    return " ".join(out)


def load_rules() -> tuple[dict[str, Any], dict[str, Any]]:
    """``romanisation.json``, and of it the rules of each country that needs some."""
    rules: dict[str, Any] = json.loads(Path(__file__).with_name("romanisation.json").read_text("utf-8"))
    return rules, {c: rules[g] for g in ("slavic", "arabic") for c in rules[g]["countries"]}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("source", type=Path)
    args = parser.parse_args()
    rules, groups = load_rules()
    registry = default_registry()
    known = {key_of(n) for p in registry.people for n in (p.name, *p.aliases)}
    codes = {row["code"] for row in registry.rows("states.csv")}
    rows, seen = [], set(known)
    for upper, holdings in entries(args.source):
        if (
            len(upper.split("_")) < 2
            or set(upper.split("_")) & set(rules["honorifics"])
            or not _PLAIN.fullmatch(upper)
        ):
            continue
        kept = [
            (c, rules["offices"][s], a, b) for c, s, a, b in holdings if s in rules["offices"] and c in codes
        ]
        kept = [h for h in kept if h[2] <= h[3] >= "1985"]  # the source has some that end before they begin
        if sum(days(a, b) for _, _, a, b in kept) < _SHORTEST:
            continue
        original = title_case(upper)
        name = german(original, groups[kept[0][0]]) if kept[0][0] in groups else original
        if {key_of(name), key_of(original)} & seen:
            continue
        seen |= {key_of(name), key_of(original)}
        for number, (country, sector, start, end) in enumerate(sorted(set(kept), key=lambda h: h[2])):
            alias = original if number == 0 and original != name else ""
            rows.append([name, alias, f"{country} {sector}", start, end, ""])
    with (DATA / "people_bulk.csv").open("w", encoding="utf-8", newline="") as handle:
        handle.write(REMARK)
        writer = csv.writer(handle, lineterminator="\n")
        writer.writerow(["name", "aliases", "code", "from", "to", "office"])
        writer.writerows(rows)
    print(f"{len(rows)} holdings of {len({r[0] for r in rows})} people")


if __name__ == "__main__":
    main()
