"""One event a row for spreadsheets; several values in a cell are parted by ``; ``.

A cell that a spreadsheet would take for a formula gets an apostrophe in front.
"""

import csv
from collections.abc import Iterable, Sequence
from typing import TextIO

from lagebild.records import Actor, Document, Event

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
)
ENCODING = "utf-8-sig"
"""Spreadsheets read umlauts right only with the mark at the beginning."""

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def write_csv(found: Iterable[tuple[Document, Event]], stream: TextIO) -> int:
    """Write a head line and all events; returns how many events."""
    writer = csv.writer(stream)
    writer.writerow(COLUMNS)
    count = 0
    for document, event in found:
        writer.writerow([_guarded(cell) for cell in _row(document, event)])
        count += 1
    return count


def _row(document: Document, event: Event) -> Sequence[str]:
    cells = {
        "event_id": event.id,
        "document_id": event.document_id,
        "published": document.published.isoformat() if document.published else "",
        "publisher": document.publisher or "",
        "title": document.title or "",
        "type": event.type.value,
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
    }
    return [cells[column] for column in COLUMNS]


def _name(actor: Actor) -> str:
    return actor.name or actor.text or ""


def _joined(values: Iterable[str]) -> str:
    """Values at the same place of two columns belong together, so empty ones keep theirs."""
    found = list(values)
    return "; ".join(found) if any(found) else ""


def _guarded(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA_STARTS) else cell
