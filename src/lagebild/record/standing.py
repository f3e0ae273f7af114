"""The rows that tell whether an event counts: how it stands, writing one, taking one out and putting it back.

``events.withdrawn``, ``acts.case_id`` and ``act_keys`` repeat what follows from ``event_judgements``.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, delete, exists, func, insert, select, update

from lagebild.record import schema
from lagebild.record.refusals import NotFoundError
from lagebild.record.rows import rows_of
from lagebild.record.weighing import forget, member_row
from lagebild.records import Document, Event, Membership

_events, _each, _acts, _members, _readings = (
    schema.events.c,
    schema.event_judgements.c,
    schema.acts.c,
    schema.case_events.c,
    schema.readings.c,
)


@dataclass(frozen=True, slots=True)
class Standing:
    """How an event stands now: ``last`` judged it last, ``made`` wrote it, ``withdrawn`` took it out (numbers).

    ``replaced`` if another model has read its document since; ``weighed`` if it has been put into a case.
    """

    event_id: str
    document_id: str
    last: int | None
    made: int | None
    withdrawn: int | None
    replaced: bool
    weighed: bool
    case_id: str | None

    @property
    def in_force(self) -> bool:
        return self.withdrawn is None and not self.replaced


@dataclass(frozen=True, slots=True)
class Comparable:
    """The comparable side of an event: its act, the keys to look it up by, and its day number."""

    act: Mapping[str, Any]
    keys: Sequence[str]
    day: int


@dataclass(frozen=True, slots=True)
class Correction:
    """What is to stand in the place of an event."""

    event: Event
    document: Document
    comparable: Comparable
    changes: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Addition:
    """An event that the reader missed, and the case that it belongs to; when it is put there, the judgement tells."""

    event: Event
    document: Document
    comparable: Comparable
    membership: Membership


def standing_of(connection: Connection, event_id: str) -> Standing:
    later = schema.readings.alias()
    replaced = exists().where(later.c.document_id == _events.document_id, later.c.number > _events.reading)
    last = select(func.max(_each.judgement)).where(_each.event_id == _events.id).scalar_subquery()
    query = (
        select(
            _events.document_id,
            last.label("last"),
            _events.judgement.label("made"),
            _events.withdrawn,
            replaced.label("replaced"),
            _acts.event_id.is_not(None).label("weighed"),
            _acts.case_id,
        )
        .outerjoin(schema.acts, _acts.event_id == _events.id)
        .where(_events.id == event_id)
    )
    row = connection.execute(query).mappings().first()
    if row is None:
        raise NotFoundError(f"{event_id}: no event has this id; `lagebild queue` lists events to judge")
    return Standing(event_id, **row)


def mark(connection: Connection, event_id: str, number: int, *, counts: bool) -> None:
    connection.execute(
        insert(schema.event_judgements), {"event_id": event_id, "judgement": number, "counts": counts}
    )


def write(connection: Connection, added: Addition, number: int) -> None:
    """All rows of an event that a person wrote, behind the last of the reading in force."""
    id_, document_id = added.event.id, added.document.id
    reading = connection.execute(
        select(func.max(_readings.number)).where(_readings.document_id == document_id)
    ).scalar_one()
    last = connection.execute(
        select(func.max(_events.ordinal)).where(
            _events.document_id == document_id, _events.reading == reading
        )
    ).scalar()
    rows = rows_of(added.document, [added.event], reading, first=0 if last is None else last + 1)
    for table, values in (
        (schema.events, [{**row, "judgement": number} for row in rows.events]),
        (schema.event_spans, rows.spans),
        (schema.event_actors, rows.actors),
        (schema.event_frameworks, rows.frameworks),
    ):
        if values:
            connection.execute(insert(table), values)
    case_id, act = added.membership.case_id, dict(added.comparable.act)
    connection.execute(insert(schema.acts), {"event_id": id_, "case_id": case_id, "act": act})
    _index(connection, id_, added.comparable)
    connection.execute(insert(schema.case_events), member_row(added.membership, 1))
    mark(connection, id_, number, counts=True)


def take_out(connection: Connection, event_id: str, number: int) -> None:
    """The event counts no longer and is in no case; which it was in is told by ``case_events``."""
    connection.execute(update(schema.events).where(_events.id == event_id).values(withdrawn=number))
    connection.execute(update(schema.acts).where(_acts.event_id == event_id).values(case_id=None))
    connection.execute(delete(schema.act_keys).where(schema.act_keys.c.event_id == event_id))


def put_back(connection: Connection, stood: Standing, comparable: Comparable) -> None:
    """The event counts again, in the case that it was in last; a later reading of its document keeps it out."""
    here = _events.id == stood.event_id
    connection.execute(update(schema.events).where(here).values(withdrawn=None))
    if stood.replaced:
        return
    query = select(_members.case_id).where(_members.event_id == stood.event_id)
    case_id = connection.execute(query.order_by(_members.number.desc()).limit(1)).scalar_one()
    connection.execute(update(schema.acts).where(_acts.event_id == stood.event_id).values(case_id=case_id))
    _index(connection, stood.event_id, comparable)
    forget(connection, [case_id])


def _index(connection: Connection, event_id: str, comparable: Comparable) -> None:
    rows = [{"key": key, "day": comparable.day, "event_id": event_id} for key in comparable.keys]
    if rows:
        connection.execute(insert(schema.act_keys), rows)
