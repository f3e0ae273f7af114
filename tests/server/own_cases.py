"""Three invented reports: two of one delivery, the second denying it, and one of a promise; weighed into cases."""

from datetime import UTC, date, datetime
from typing import Any

import own_record

from lagebild.record import Store
from lagebild.records import BlockKind, Document, Event, EventType, Filler, Modality, Span, Stance, Time
from lagebild.weigh.weigher import Weigher

DELIVERY = "Dänemark lieferte Estland am 2. März 2024 zwölf Minenräumboote."
DENIAL = (
    "Das Ministerium in Tallinn wies einen Bericht als frei erfunden zurück, wonach Dänemark der Marine von "
    "Estland am 2. März 2024 bei Nacht zwölf Minenräumboote überließ."
)
PROMISE = "Norwegen will Lettland bis Ende April 2024 drei Eisbrecher übergeben."


def _document(words: str, published: date, publisher: str) -> Document:
    return own_record.document(
        ((BlockKind.BODY, words),), published=published, publisher=publisher, title=f"Aus {publisher}"
    )


def _maker(doc: Document) -> own_record.Maker:
    return own_record.Maker(doc, Span(0, len(doc.text)))


def delivery() -> tuple[Document, list[Event]]:
    doc = _document(DELIVERY, date(2024, 3, 4), "Hafenblatt")
    return doc, [_maker(doc).event("lieferte", EventType.AID, **_boats(_maker(doc)))]


def denial() -> tuple[Document, list[Event]]:
    doc = _document(DENIAL, date(2024, 3, 11), "Küstenpost")
    tells = _maker(doc)
    ministry = tells.source("Ministerium in Tallinn", "EST GOV", "wies", Stance.DENIES)
    return doc, [tells.event("überließ", EventType.AID, **_boats(tells), sources=(ministry,))]


def promise() -> tuple[Document, list[Event]]:
    doc = _document(PROMISE, date(2024, 3, 5), "Fjordkurier")
    tells = _maker(doc)
    fields: dict[str, Any] = {
        "actors": (tells.actor("Norwegen", "NOR"),),
        "recipients": (tells.actor("Lettland", "LVA"),),
        "objects": (Filler(tells.span("drei Eisbrecher"), "drei Eisbrecher"),),
        "times": (Time(tells.span("bis Ende April 2024"), "bis Ende April 2024", "2024-03-05/2024-04-30"),),
        "modality": Modality.PLANNED,
    }
    return doc, [tells.event("übergeben", EventType.AID, **fields)]


def _boats(tells: own_record.Maker) -> dict[str, Any]:
    return {
        "actors": (tells.actor("Dänemark", "DNK"),),
        "recipients": (tells.actor("Estland", "EST"),),
        "objects": (Filler(tells.span("zwölf Minenräumboote"), "zwölf Minenräumboote"),),
        "times": (Time(tells.span("am 2. März 2024"), "am 2. März 2024", "2024-03-02"),),
    }


def span_in(text: str, words: str) -> dict[str, Any]:
    """Where words stand in a text, as the API takes it."""
    at = text.index(words)
    return {"text": words, "start": at, "end": at + len(words)}


def fill(database: str) -> datetime:
    """Adds and weighs them; returns the moment before the denial was added."""
    with Store.open(database) as store:
        for doc, events in (promise(), delivery()):
            store.add(doc, events, model=own_record.MODEL)
        for _ in Weigher(store).pending():
            pass
        before = datetime.now(UTC)
        store.add(*denial(), model=own_record.MODEL)
        for _ in Weigher(store).pending():
            pass
    return before
