"""What can be asked of the record, and the SQL for it."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, exists, or_, select, tuple_

from lagebild.record import schema
from lagebild.records import EventType, Modality, Stance

_documents, _readings, _events, _actors = (
    schema.documents.c,
    schema.readings.c,
    schema.events.c,
    schema.event_actors.c,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class EventFilter:
    """Which events are wanted; None asks nothing.

    ``since`` and ``until`` are days of publication, both inclusive.
    ``actor`` (in any role) is a country or full code if the record has such a code, else a part of a name.
    ``framework`` is the registry's name of one (``Resolution 1718``).
    ``as_of`` (UTC) asks for what the record knew at that moment: later documents and readings do not count.
    """

    document_id: str | None = None
    actor: str | None = None
    framework: str | None = None
    type: EventType | None = None
    modality: Modality | None = None
    negated: bool | None = None
    stance: Stance | None = None
    publisher: str | None = None
    since: date | None = None
    until: date | None = None
    as_of: datetime | None = None


EVERYTHING = EventFilter()
IDS_A_QUERY = 500
"""SQLite before 3.32 takes 999 parameters a statement."""


@dataclass(frozen=True, slots=True)
class DocumentSummary:
    """A line of the list of documents; ``events`` counts the reading in force."""

    id: str
    title: str | None
    published: date | None
    publisher: str | None
    kind: str | None
    origin: str | None
    events: int
    added_at: datetime


@dataclass(frozen=True, slots=True)
class ActorSummary:
    """How often an actor stands in each role."""

    code: str
    name: str | None
    as_actor: int
    as_recipient: int
    as_source: int


@dataclass(frozen=True, slots=True)
class FrameworkSummary:
    """How many events refer to a framework; ``kind`` is None for what the registry does not know."""

    name: str
    kind: str | None
    events: int


def in_force(as_of: datetime | None = None) -> ColumnElement[bool]:
    """The event belongs to the last reading of its document, now or at a moment (UTC, without zone)."""
    later = schema.readings.alias("later")
    replaced = [later.c.document_id == _events.document_id, later.c.number > _events.reading]
    if as_of is None:
        return ~exists().where(*replaced)
    return and_(_readings.added_at <= as_of, ~exists().where(*replaced, later.c.added_at <= as_of))


def superseded(as_of: datetime | None = None) -> Select[Any]:
    """Ids of events that a later reading of their document replaced; for queries going through all events."""
    later = schema.readings.alias("later")
    query = (
        select(_events.id)
        .join(later, and_(later.c.document_id == _events.document_id, later.c.number > _events.reading))
        .where(later.c.number > 1)
    )
    return query if as_of is None else query.where(later.c.added_at <= as_of)


def moment(given: datetime) -> datetime:
    """A moment as the record notes it: UTC without zone; one without zone is taken to be UTC."""
    return given.astimezone(UTC).replace(tzinfo=None) if given.tzinfo else given


def event_rows(wanted: EventFilter, connection: Connection) -> Select[Any]:
    """Events with their model, newest publication first, then as they stand in the text."""
    query = (
        select(schema.events, _readings.model)
        .join(schema.documents, _documents.id == _events.document_id)
        .join(
            schema.readings,
            and_(_readings.document_id == _events.document_id, _readings.number == _events.reading),
        )
        .where(
            in_force(None if wanted.as_of is None else moment(wanted.as_of)), *_conditions(wanted, connection)
        )
    )
    return query.order_by(_documents.published.desc().nulls_last(), _documents.id, _events.ordinal)


def _conditions(wanted: EventFilter, connection: Connection) -> list[ColumnElement[bool]]:
    equal: tuple[tuple[ColumnElement[Any], object], ...] = (
        (_events.document_id, wanted.document_id),
        (_events.type, wanted.type and wanted.type.value),
        (_events.modality, wanted.modality and wanted.modality.value),
        (_events.negated, wanted.negated),
        (_documents.publisher, wanted.publisher),
    )
    conditions = [column == value for column, value in equal if value is not None]
    if wanted.since:
        conditions.append(_documents.published >= wanted.since)
    if wanted.until:
        conditions.append(_documents.published <= wanted.until)
    if wanted.stance:
        conditions.append(
            _events.id.in_(select(_actors.event_id).where(_actors.stance == wanted.stance.value))
        )
    if wanted.framework:
        frameworks = schema.event_frameworks.c
        conditions.append(
            _events.id.in_(select(frameworks.event_id).where(frameworks.name == wanted.framework))
        )
    if wanted.actor:
        conditions.append(
            _events.id.in_(select(_actors.event_id).where(actor_matches(wanted.actor, connection)))
        )
    return conditions


def actor_matches(wanted: str, connection: Connection) -> ColumnElement[bool]:
    """A code the record knows means just that; ``USA`` must not find ``Jerusalem``."""
    code = or_(_actors.code == wanted, _actors.country == wanted)
    if connection.execute(select(_actors.event_id).where(code).limit(1)).first():
        return code
    return or_(contains(_actors.name, wanted), contains(_actors.code, wanted))


def contains(column: ColumnElement[Any], part: str) -> ColumnElement[bool]:
    """Case does not matter, and ``%`` and ``_`` mean themselves."""
    return column.icontains(part, autoescape=True)


def after(event_id: str, connection: Connection) -> ColumnElement[bool] | None:
    """The condition for what follows an event in the order of ``event_rows``; None if it does not exist."""
    row = connection.execute(
        select(_documents.published, _events.document_id, _events.ordinal)
        .join(schema.events, _documents.id == _events.document_id)
        .where(_events.id == event_id)
    ).first()
    if row is None:
        return None
    published, document_id, ordinal = row
    later_here = tuple_(_documents.id, _events.ordinal) > tuple_(document_id, ordinal)
    if published is None:
        return and_(_documents.published.is_(None), later_here)
    return or_(
        _documents.published < published,
        _documents.published.is_(None),
        and_(_documents.published == published, later_here),
    )
