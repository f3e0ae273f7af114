"""Two events of one document, weighed, for the tests of review."""

from dataclasses import replace
from typing import Any

from making import TEXT, make_document, make_event, span_of
from sqlalchemy import select

from lagebild.record import CaseFilter, Store, schema

DOCUMENT = make_document()
EVENT = make_event(DOCUMENT)
OTHER = replace(
    make_event(DOCUMENT, 1),
    trigger=span_of(TEXT, "Lieferung"),
    trigger_text="Lieferung",
    confidence=0.4,
    id="andere",
)


def ids(store: Store) -> set[str]:
    return {event.id for event in store.events()}


def tallied(store: Store) -> set[str]:
    counted = select(schema.tallies.c.event_id).where(schema.tallies.c.counts)
    with store._transaction() as connection:
        return set(connection.execute(counted).scalars())


def state(store: Store) -> dict[str, Any]:
    """Everything that an undoing has to bring back."""
    members = {case: store.cases.members(case) for case in store.cases.of_events(sorted(ids(store))).values()}
    with store._transaction() as connection:
        keys = connection.exec_driver_sql("SELECT * FROM act_keys ORDER BY key, event_id").fetchall()
    return {
        "events": store.events(),
        "cases": {case: {m.event_id for m in found} for case, found in members.items()},
        "summaries": {s.id: s for s in store.cases.find(CaseFilter())},
        "keys": [tuple(row) for row in keys],
        "tallied": tallied(store),
        "counts": store.counts(),
    }
