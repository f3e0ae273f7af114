"""Whole documents with their text, and annotations as offsets beside it; the form is our own, after brat's.

One object; between its first and its last line stands one document a line, so that it can be read line by line.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from pathlib import Path

from lagebild.export.about import About, Pair
from lagebild.export.form import Json, record_json
from lagebild.export.quotes import Claim, Fault, Quote, Row, claim_of, quote
from lagebild.records import Document, Event

FORM = "lagebild stand-off 1"
ROLES = ("actor", "recipient", "object", "framework", "place", "time", "amount", "sources")
Note = Callable[[str, Json | None], str | None]
_HELD_BY_ANNOTATION = ("text", "start", "end")


def encode(found: Iterable[Pair], about: About) -> Iterator[bytes]:
    """Events of one document follow each other; they are held together, one document at a time."""
    yield f'{{"form": {json.dumps(FORM)}, "card": {about.card_json()}, "documents": [\n'.encode()
    between = b""
    for _, pairs in groupby(found, key=lambda pair: pair[0].id):
        together = list(pairs)
        form = document_json(together[0][0], [event for _, event in together])
        yield between + json.dumps(form, ensure_ascii=False).encode()
        between = b",\n"
    yield b"\n]}\n"


def claims(path: Path) -> Iterator[Claim | Fault]:
    with path.open(encoding="utf-8", errors="replace") as lines:
        for number, line in enumerate(lines, 1):
            inside = line.strip().removesuffix(",")
            if number == 1 or inside in ("", "]}"):
                continue
            claim = claim_of(f"line {number}", inside, _claim)
            if isinstance(claim, Claim):
                claim = Claim(claim.where, claim.document_id, claim.quotes, json.loads(inside)["text"])
            yield claim


def document_json(document: Document, events: Iterable[Event]) -> Json:
    """``annotations`` are numbered stretches of the text, ``events`` name them; no two have the same kind and span."""
    annotations: dict[tuple[str, int, int], Json] = {}

    def note(kind: str, words: Json | None) -> str | None:
        if words is None or words["start"] is None:
            return None
        key = (kind, words["start"], words["end"])
        made = {"id": f"T{len(annotations) + 1}", "kind": kind, **_part(words)}
        return str(annotations.setdefault(key, made)["id"])

    noted = [_event(record_json(event, document.text), note) for event in events]
    return {
        "id": document.id,
        "published": document.published.isoformat() if document.published else None,
        "publisher": document.publisher,
        "title": document.title,
        "language": document.language,
        "origin": document.origin,
        "text": document.text,
        "blocks": [{"kind": b.kind.value, "start": b.span.start, "end": b.span.end} for b in document.blocks],
        "annotations": list(annotations.values()),
        "events": noted,
    }


def _event(row: Json, note: Note) -> Json:
    """The event with ids of annotations in place of words; a role without words has ``annotation`` null."""
    return {
        **{name: value for name, value in row.items() if name not in (*ROLES, "document_id")},
        "sentence": note("sentence", row["sentence"]),
        "trigger": note("trigger", row["trigger"]),
        **{role: [_filler(role, filler, note) for filler in row[role]] for role in ROLES},
    }


def _filler(role: str, filler: Json, note: Note) -> Json:
    kind = "source" if role == "sources" else role
    rest = {name: value for name, value in filler.items() if name not in _HELD_BY_ANNOTATION}
    if "cue" in rest:
        rest["cue"] = note("cue", rest["cue"])
    return {"annotation": note(kind, filler), **rest}


def _part(words: Json) -> Json:
    return {name: words[name] for name in _HELD_BY_ANNOTATION}


def _claim(row: Row) -> tuple[str, tuple[Quote, ...]]:
    if not isinstance(row["text"], str):
        raise ValueError("text is not a text")
    return row["id"], tuple(quote(one["kind"], one) for one in row["annotations"])
