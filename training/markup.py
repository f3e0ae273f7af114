"""Compact mark-up for writing annotated text by hand, and its way into the corpus form (codebook section 5).

usage: python training/markup.py IN.txt OUT.jsonl      (checks everything; prints each fault with its line)

A document:

    ## x1-001 | 2016-04-11 | newspaper | Beispielzeitung
    = Title of the text
    - A sentence of the text.
      * verurteilte ACCUSE.disapprove diplomatic,military | a: Außenminister Weber = AUT GOV (Karl Weber)
        | r: - = RUS GOV; Kreml = RUS GOV | o: Truppenverlegung | t: am Montag = 2016-04-11
        | p: Moskau = RUS | f: Minsker Abkommen | n: neun Millionen Euro = 9e6 EUR
        | planned neg | s: Sprecherin = AUT GOV, sagte, asserts; - = UNK, angeblich, alleges

Keys: a actor, r recipient, o object, f framework, p place, t time, n amount, s source (who, cue or -, stance);
``planned``, ``called_for``, ``hypothetical``, ``neg`` stand bare; several fillers are parted by ``;``.
A span is quoted as it stands in the sentence; ``text#2`` takes its second occurrence; ``-`` is unsaid.
Lines that start with ``|`` continue the event above them.
"""

import json
import re
import sys
from pathlib import Path

_DATA = Path(__file__).parents[1] / "src/lagebild/reference/data"
CODEBOOK = json.loads((_DATA / "codebook.json").read_text("utf-8"))
ROLES = {
    "a": "actor", "r": "recipient", "o": "object", "f": "framework", "p": "place", "t": "time", "n": "amount",
}  # fmt: skip
MODALITIES = ("planned", "called_for", "hypothetical")
STANCES = ("asserts", "alleges", "denies")
_CODE = re.compile(r"([A-Z0-9]{2,8})(?: ([A-Z]{3}))?$")
_TIME = re.compile(r"\d{4}(-\d\d(-\d\d)?)?(/\d{4}(-\d\d(-\d\d)?)?)?$")


class MarkupError(ValueError):
    """What is wrong with one line."""


def locate(sentence: str, quoted: str) -> dict[str, object]:
    text, _, nth = quoted.partition("#")
    text = text.strip()
    whole = (
        rf"(?<!\w){re.escape(text)}(?!\w)" if text[:1].isalnum() and text[-1:].isalnum() else re.escape(text)
    )
    found = [match.start() for match in re.finditer(whole, sentence)] if text else []
    if len(found) < int(nth or 1):
        raise MarkupError(f"not in the sentence: {quoted!r}")
    start = found[int(nth or 1) - 1]
    return {"text": text, "start": start, "end": start + len(text)}


def filler(sentence: str, role: str, part: str) -> dict[str, object]:
    quoted, _, value = (p.strip() for p in part.partition("="))
    span: dict[str, object] = (
        {"text": None, "start": None, "end": None} if quoted == "-" else locate(sentence, quoted)
    )
    if role in ("actor", "recipient", "source"):
        code, _, name = value.partition("(")
        match = _CODE.match(code.strip())
        if not match or (match[2] and match[2] not in CODEBOOK["sectors"]):
            raise MarkupError(f"bad actor code {code!r}")
        return span | {"code": code.strip(), "name": name.strip(" )") or None}
    if role == "place":
        if value and not re.fullmatch("[A-Z]{3}", value):
            raise MarkupError(f"bad country {value!r}")
        return span | {"country": value or None}
    if role == "time":
        if value and not _TIME.match(value):
            raise MarkupError(f"bad time value {value!r}")
        return span | {"value": value or None}
    return span | {"value": value or None} if role == "amount" else span


def event(sentence: str, line: str) -> dict[str, object]:
    head, *parts = (p.strip() for p in line.split("|"))
    match = re.match(r"(.+?) ([A-Z]+)(?:\.([a-z-]+))?(?: ([a-z_,]+))?$", head)
    if not match or match[2] not in CODEBOOK["modes"]:
        raise MarkupError(f"bad event head {head!r}")
    if match[3] and match[3] not in CODEBOOK["modes"][match[2]]:
        raise MarkupError(f"{match[2]} has no mode {match[3]}")
    contexts = match[4].split(",") if match[4] else []
    if bad := set(contexts) - set(CODEBOOK["contexts"]):
        raise MarkupError(f"unknown context {bad}")
    out: dict[str, object] = {"trigger": locate(sentence, match[1]), "type": match[2], "mode": match[3]}
    out["context"] = contexts
    lists: dict[str, list[dict[str, object]]] = {role: [] for role in ROLES.values()}
    sources: list[dict[str, object]] = []
    modality, negated = "actual", False
    for part in filter(None, parts):
        key, colon, rest = part.partition(":")
        if colon and key in ROLES:
            lists[ROLES[key]] += [filler(sentence, ROLES[key], p) for p in rest.split(";") if p.strip()]
        elif colon and key == "s":
            for one in filter(str.strip, rest.split(";")):
                who, cue, stance = (p.strip() for p in one.rsplit(",", 2))
                if stance not in STANCES:
                    raise MarkupError(f"bad stance {stance!r}")
                found = None if cue == "-" else locate(sentence, cue)
                sources.append(filler(sentence, "source", who) | {"cue": found, "stance": stance})
        else:
            for word in part.split():
                if word == "neg":
                    negated = True
                elif word in MODALITIES:
                    modality = word
                else:
                    raise MarkupError(f"unknown part {part!r}")
    return out | lists | {"modality": modality, "negated": negated, "sources": sources}


def parse(text: str) -> tuple[list[dict[str, object]], list[str]]:
    """Documents and faults of a marked-up text. A faulty event is left out, the rest is kept."""
    lines: list[tuple[int, str]] = []
    for number, raw in enumerate(text.splitlines(), 1):
        line = raw.strip()
        if line.startswith("|") and lines:
            lines[-1] = (lines[-1][0], f"{lines[-1][1]} {line}")
        elif line:
            lines.append((number, line))
    documents: list[dict[str, object]] = []
    faults: list[str] = []
    for number, line in lines:
        try:
            if line.startswith("## "):
                ident, published, genre, publisher = (p.strip() for p in line[3:].split("|"))
                head = {
                    "id": ident,
                    "published": published or None,
                    "genre": genre,
                    "publisher": publisher or None,
                }
                documents.append({**head, "sentences": []})
            elif line[:2] in ("= ", "- "):
                sentence = {"text": line[2:].strip(), "title": line[0] == "=", "events": []}
                documents[-1]["sentences"].append(sentence)  # type: ignore[attr-defined]
            elif line.startswith("* "):
                sentence = documents[-1]["sentences"][-1]  # type: ignore[index]
                sentence["events"].append(event(sentence["text"], line[2:]))
            else:
                raise MarkupError("line starts with none of '## ', '= ', '- ', '* ', '|'")
        except (MarkupError, ValueError, IndexError) as fault:
            faults.append(f"line {number}: {fault}")
    return documents, faults


def main() -> None:
    source, target = Path(sys.argv[1]), Path(sys.argv[2])
    documents, faults = parse(source.read_text("utf-8"))
    print(*faults, sep="\n")
    target.write_text("".join(json.dumps(d, ensure_ascii=False) + "\n" for d in documents), "utf-8")
    events = sum(len(s["events"]) for d in documents for s in d["sentences"])  # type: ignore[attr-defined]
    print(f"{len(documents)} documents, {events} events, {len(faults)} faults")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
