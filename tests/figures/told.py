"""Records of short reports made by hand: each document tells of one act."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from making import MODEL, make_document
from sqlalchemy import insert

from lagebild.record import Store, schema, tallies
from lagebild.records import (
    Actor,
    Event,
    EventType,
    Framework,
    Modality,
    Place,
    Source,
    Span,
    Stance,
    Time,
)

HARBOUR = ("Hafenstadt", "NLD", 4711, 52.5, 4.5)


@dataclass(frozen=True, kw_only=True)
class Told:
    """What a report says; ``day`` is the one that it tells."""

    by: tuple[str, ...] = ("NLD GOV",)
    to: tuple[str, ...] = ("SWE GOV",)
    type: EventType = EventType.CONSULT
    modality: Modality = Modality.ACTUAL
    negated: bool = False
    day: date | None = None
    published: date | None = date(2024, 5, 6)
    publisher: str | None = "Küstenbote"
    said_by: tuple[tuple[str, Stance], ...] = ()
    name: str | None = None
    framework: str | None = None
    place: tuple[str | None, str | None, int | None, float | None, float | None] | None = None


def tell(store: Store, told: Told, number: int) -> Event:
    """Store a document with the event; its words have its number."""
    text = f"Meldung Nummer{number}: Man traf sich in Hafenstadt am Kai."
    document = make_document(text, published=told.published, publisher=told.publisher)
    here = Span(0, 7)

    def party(code: str, name: str | None = None) -> dict[str, Any]:
        return {"span": None, "text": None, "code": code, "name": name}

    event = Event(
        id=f"event-{number}",
        document_id=document.id,
        sentence=Span(0, len(text)),
        trigger=here,
        trigger_text="Meldung",
        type=told.type,
        mode=None,
        contexts=(),
        actors=tuple(Actor(**party(code, told.name)) for code in told.by),
        recipients=tuple(Actor(**party(code)) for code in told.to),
        objects=(),
        frameworks=(Framework(here, "Meldung", told.framework, "format"),) if told.framework else (),
        places=(Place(here, "Meldung", told.place[1], told.place[0], *told.place[2:]),) if told.place else (),
        times=(Time(here, "Meldung", told.day.isoformat()),) if told.day else (),
        amounts=(),
        modality=told.modality,
        negated=told.negated,
        sources=tuple(Source(**party(code), stance=stance) for code, stance in told.said_by),
        confidence=0.9,
        model=MODEL,
    )
    assert store.add(document, [event], model=MODEL)
    return event


def put_into(store: Store, case_id: str, origins: Mapping[str, int], state: str = "uncontested") -> None:
    """Make a case of some events, each with the independent origin that it goes back to."""
    case = {"id": case_id, "type": "CONSULT", "state": state, "reality": "actual", "events": len(origins)}
    counts = {"documents": len(origins), "origins": len(set(origins.values()))}
    with store._transaction(writes=True) as connection:
        connection.execute(insert(schema.cases), {**case, **counts})
        for event_id, origin in origins.items():
            row = {"event_id": event_id, "case_id": case_id, "act": {}, "origin": origin}
            connection.execute(insert(schema.acts), row)
        tallies.count(connection, origins)
