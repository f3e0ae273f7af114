"""One event a row for spreadsheets; several values in a cell are parted by ``; ``.

A cell that a spreadsheet would take for a formula gets an apostrophe in front.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from lagebild.errors import InputError
from lagebild.export.about import About, Pair
from lagebild.export.quotes import MANGLED, Claim, Fault, Quote, unreadable
from lagebild.records import Actor, Document, Event, Span
from lagebild.reference.codebook import quad, score

COLUMNS = (
    "event_id",
    "document_id",
    "published",
    "publisher",
    "title",
    "type",
    "mode",
    "modality",
    "negated",
    "actor_codes",
    "actor_names",
    "recipient_codes",
    "recipient_names",
    "trigger",
    "objects",
    "frameworks",
    "places",
    "place_countries",
    "times",
    "time_values",
    "amounts",
    "amount_values",
    "contexts",
    "source_codes",
    "source_names",
    "source_stances",
    "sentence",
    "sentence_start",
    "sentence_end",
    "confidence",
    "model",
    "quad",
    "score",
    "trigger_start",
    "trigger_end",
    "actor_texts",
    "actor_spans",
    "actor_offices",
    "actor_inferred",
    "actor_confidences",
    "actor_others",
    "recipient_texts",
    "recipient_spans",
    "recipient_offices",
    "recipient_inferred",
    "recipient_confidences",
    "recipient_others",
    "source_texts",
    "source_spans",
    "source_offices",
    "source_inferred",
    "source_confidences",
    "source_others",
    "source_cues",
    "source_cue_spans",
    "object_spans",
    "framework_spans",
    "framework_names",
    "framework_kinds",
    "place_spans",
    "place_names",
    "place_geonameids",
    "place_latitudes",
    "place_longitudes",
    "time_spans",
    "amount_spans",
    "amount_bounds",
)
"""New columns come at the end: programs may count on the place of the others."""
MARK = "\ufeff".encode()
"""Spreadsheets read umlauts right only with the mark at the beginning."""
LONGEST_CELL = 2**31 - 1
"""The csv module takes 128 kB a cell unless told otherwise; a sentence may be longer."""

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_QUOTED = {
    "actor_texts": "actor_spans",
    "recipient_texts": "recipient_spans",
    "source_texts": "source_spans",
    "source_cues": "source_cue_spans",
    "objects": "object_spans",
    "frameworks": "framework_spans",
    "places": "place_spans",
    "times": "time_spans",
    "amounts": "amount_spans",
}
"""Cells of words and those of their offsets."""


def encode(found: Iterable[Pair], about: About) -> Iterator[bytes]:
    """A mark, a head line and a row an event."""
    yield MARK + _line(COLUMNS)
    for document, event in found:
        cells = _cells(document, event)
        yield _line(guarded(cells[column]) for column in COLUMNS)


def claims(path: Path) -> Iterator[Claim | Fault]:
    """What each row says; several words in a cell are one quote a span.

    :raises InputError: columns that prove something are missing.
    """
    csv.field_size_limit(LONGEST_CELL)
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as stream:
        rows = csv.DictReader(stream)
        missing = [c for c in COLUMNS if c not in (rows.fieldnames or ())]
        if missing:
            raise InputError(
                str(path), f"lacks the columns {', '.join(missing)}", "export it again with this version"
            )
        for number, row in enumerate(rows, 1):
            where = f"row {number}"
            try:
                yield Claim(where, row["document_id"], tuple(_quotes(row)))
            except MANGLED as error:
                yield unreadable(where, error)


def guarded(cell: str) -> str:
    """The cell with an apostrophe if a spreadsheet would take it for a formula; a plain number stays one."""
    return f"'{cell}" if cell.startswith(_FORMULA_STARTS) and not _NUMBER.fullmatch(cell) else cell


def _line(cells: Iterable[str]) -> bytes:
    stream = io.StringIO(newline="")
    csv.writer(stream).writerow(cells)
    return stream.getvalue().encode()


def _cells(document: Document, event: Event) -> dict[str, str]:
    kind = event.type.value
    return {
        "event_id": event.id,
        "document_id": event.document_id,
        "published": document.published.isoformat() if document.published else "",
        "publisher": document.publisher or "",
        "title": document.title or "",
        "type": kind,
        "mode": event.mode or "",
        "modality": event.modality.value,
        "negated": "true" if event.negated else "false",
        "actor_codes": _joined(actor.code for actor in event.actors),
        "actor_names": _joined(_name(actor) for actor in event.actors),
        "recipient_codes": _joined(actor.code for actor in event.recipients),
        "recipient_names": _joined(_name(actor) for actor in event.recipients),
        "trigger": event.trigger_text,
        "objects": _joined(filler.text for filler in event.objects),
        "frameworks": _joined(filler.text for filler in event.frameworks),
        "places": _joined(place.text for place in event.places),
        "place_countries": _joined(place.country or "" for place in event.places),
        "times": _joined(time.text for time in event.times),
        "time_values": _joined(time.value or "" for time in event.times),
        "amounts": _joined(amount.text for amount in event.amounts),
        "amount_values": _joined(amount.value or "" for amount in event.amounts),
        "contexts": _joined(event.contexts),
        "source_codes": _joined(source.code for source in event.sources),
        "source_names": _joined(_name(source) for source in event.sources),
        "source_stances": _joined(source.stance.value for source in event.sources),
        "sentence": event.sentence.of(document.text),
        "sentence_start": str(event.sentence.start),
        "sentence_end": str(event.sentence.end),
        "confidence": f"{event.confidence:.4f}",
        "model": event.model,
        "quad": quad(kind),
        "score": str(score(kind)),
        "trigger_start": str(event.trigger.start),
        "trigger_end": str(event.trigger.end),
        **_actors("actor", event.actors),
        **_actors("recipient", event.recipients),
        **_actors("source", event.sources),
        "source_cues": _joined(s.cue.of(document.text) if s.cue else "" for s in event.sources),
        "source_cue_spans": _spans(s.cue for s in event.sources),
        "object_spans": _spans(o.span for o in event.objects),
        "framework_spans": _spans(f.span for f in event.frameworks),
        "framework_names": _joined(f.name or "" for f in event.frameworks),
        "framework_kinds": _joined(f.kind or "" for f in event.frameworks),
        "place_spans": _spans(p.span for p in event.places),
        "place_names": _joined(p.name or "" for p in event.places),
        "place_geonameids": _joined(_given(p.geonameid) for p in event.places),
        "place_latitudes": _joined(_given(p.latitude) for p in event.places),
        "place_longitudes": _joined(_given(p.longitude) for p in event.places),
        "time_spans": _spans(t.span for t in event.times),
        "amount_spans": _spans(a.span for a in event.amounts),
        "amount_bounds": _joined(a.bound or "" for a in event.amounts),
    }


def _actors(role: str, actors: Iterable[Actor]) -> dict[str, str]:
    """The cells of a role; ``others`` are the further codes of each actor, parted by `` | ``."""
    found = list(actors)
    return {
        f"{role}_texts": _joined(a.text or "" for a in found),
        f"{role}_spans": _spans(a.span for a in found),
        f"{role}_offices": _joined(a.office or "" for a in found),
        f"{role}_inferred": _joined("true" if a.inferred else "false" for a in found),
        f"{role}_confidences": _joined(f"{a.confidence:.4f}" for a in found),
        f"{role}_others": _joined(
            " | ".join(f"{o.code} {o.confidence:.4f}" for o in a.others) for a in found
        ),
    }


def _spans(spans: Iterable[Span | None]) -> str:
    return _joined(f"{span.start}-{span.end}" if span else "" for span in spans)


def _given(value: float | None) -> str:
    return "" if value is None else str(value)


def _name(actor: Actor) -> str:
    return actor.name or actor.text or ""


def _joined(values: Iterable[str]) -> str:
    """Values at the same place of two columns belong together, so empty ones keep theirs."""
    found = list(values)
    return "; ".join(found) if any(found) else ""


def _quotes(row: dict[str, str]) -> Iterator[Quote]:
    """The quotes of a row. Words may themselves contain ``; ``: the lengths of the spans tell where they end."""
    for column in ("sentence", "trigger"):
        yield Quote(column, _bare(row[column]), int(row[f"{column}_start"]), int(row[f"{column}_end"]))
    for column, spans in _QUOTED.items():
        yield from _parted(column, _bare(row[column]), row[spans])


def _parted(column: str, cell: str, spans: str) -> Iterator[Quote]:
    at = 0
    for number, span in enumerate(spans.split("; ") if spans else ()):
        at += 2 if number else 0
        if not span:
            continue
        start, end = (int(part) for part in span.split("-"))
        yield Quote(column, cell[at : at + end - start], start, end)
        at += end - start
    if at != len(cell):
        raise ValueError(f"{column} and its spans do not fit each other")


def _bare(cell: str) -> str:
    """The cell without the apostrophe that keeps spreadsheets from calculating."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_FORMULA_STARTS) else cell
