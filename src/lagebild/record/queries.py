"""What can be asked of the record, and the SQL for it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    CompoundSelect,
    Connection,
    Select,
    Text,
    and_,
    bindparam,
    exists,
    func,
    or_,
    select,
    tuple_,
    union,
)
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

from lagebild.record import postgresql, schema, search
from lagebild.record.moments import moment
from lagebild.record.refusals import NotFoundError
from lagebild.records import CONTESTED, EventType, Modality, Stance

_documents, _readings, _events, _actors = (
    schema.documents.c,
    schema.readings.c,
    schema.events.c,
    schema.event_actors.c,
)
_judgements = schema.judgements.c


@dataclass(frozen=True, slots=True, kw_only=True)
class EventFilter:
    """Which events are wanted; None asks nothing.

    ``since`` and ``until`` are days of publication, ``from_day`` and ``to_day`` days on which it is told to happen (of
    publication where no day is told), all inclusive.
    ``actor`` (in any role) is a country or full code if the record has such a code, else a part of a name. With
    ``other``, one of both acts upon the other, or they act together upon nobody.
    ``framework`` is the registry's name of one (``Resolution 1718``).
    ``disputed`` asks for acts whose case is disputed or denied, ``words`` for sentences with all of some words.
    ``as_of`` (UTC) asks for what the record knew at that moment: later documents and readings do not count.
    """

    document_id: str | None = None
    actor: str | None = None
    other: str | None = None
    framework: str | None = None
    type: EventType | None = None
    modality: Modality | None = None
    negated: bool | None = None
    stance: Stance | None = None
    disputed: bool | None = None
    words: str | None = None
    publisher: str | None = None
    since: date | None = None
    until: date | None = None
    from_day: date | None = None
    to_day: date | None = None
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
    """The event belongs to the last reading of its document and no judgement took it out, now or at a moment (UTC,
    without zone)."""
    later = schema.readings.alias("later")
    replaced = [later.c.document_id == _events.document_id, later.c.number > _events.reading]
    if as_of is None:
        return and_(_events.withdrawn.is_(None), ~exists().where(*replaced))
    return and_(
        _readings.added_at <= as_of,
        ~exists().where(*replaced, later.c.added_at <= as_of),
        _events.id.not_in(union(*_judged_out(as_of))),
    )


def superseded(as_of: datetime | None = None) -> CompoundSelect[Any]:
    """Ids of events that a later reading of their document replaced or that a judgement took out; for queries going
    through all events."""
    later = schema.readings.alias("later")
    query = (
        select(_events.id)
        .join(later, and_(later.c.document_id == _events.document_id, later.c.number > _events.reading))
        .where(later.c.number > 1)
    )
    if as_of is not None:
        query = query.where(later.c.added_at <= as_of)
    return union(query, *_judged_out(as_of))


def _judged_out(as_of: datetime | None) -> tuple[Select[Any], ...]:
    """Ids of events that people took out, or, at a moment, had taken out or not yet written."""
    each, later, made = (
        schema.event_judgements,
        schema.event_judgements.alias("later_judgements"),
        _judgements,
    )
    if as_of is None:
        judged = select(each.c.event_id)
        return (select(_events.id).where(_events.id.in_(judged), _events.withdrawn.is_not(None)),)
    known = schema.judgements.alias("known_judgements")
    overruled = (
        select(later.c.event_id)
        .join(known, known.c.number == later.c.judgement)
        .where(
            later.c.event_id == each.c.event_id,
            later.c.judgement > each.c.judgement,
            known.c.made_at <= as_of,
        )
    )
    out = (
        select(each.c.event_id)
        .join(schema.judgements, made.number == each.c.judgement)
        .where(~each.c.counts, made.made_at <= as_of, ~overruled.exists())
    )
    not_yet = (
        select(_events.id)
        .join(schema.judgements, made.number == _events.judgement)
        .where(made.made_at > as_of)
    )
    return out, not_yet


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
    if wanted.from_day:
        conditions.append(_events.day >= wanted.from_day)
    if wanted.to_day:
        conditions.append(_events.day <= wanted.to_day)
    if wanted.disputed is not None:
        contested = _events.id.in_(_contested())
        conditions.append(contested if wanted.disputed else ~contested)
    if wanted.stance:
        conditions.append(
            _events.id.in_(select(_actors.event_id).where(_actors.stance == wanted.stance.value))
        )
    if wanted.framework:
        frameworks = schema.event_frameworks.c
        conditions.append(
            _events.id.in_(select(frameworks.event_id).where(frameworks.name == wanted.framework))
        )
    return [*conditions, *looked_up(wanted, connection, _events.id)]


def looked_up(
    wanted: EventFilter, connection: Connection, id_: ColumnElement[Any]
) -> Iterator[ColumnElement[bool]]:
    """The conditions of words and parties on a column of ids of events."""
    if wanted.words:
        yield id_.in_(with_words(wanted.words))
    if wanted.actor and wanted.other:
        one, other = (actor_matches(name, connection) for name in (wanted.actor, wanted.other))
        upon = (and_(*_acts_upon(id_, *pair)) for pair in ((one, other), (other, one)))
        yield or_(*upon, and_(*_act_together(id_, one, other)))
    elif named := wanted.actor or wanted.other:
        yield id_.in_(select(_actors.event_id).where(actor_matches(named, connection)))


def _acts_upon(
    id_: ColumnElement[Any], one: ColumnElement[bool], other: ColumnElement[bool]
) -> Iterator[ColumnElement[bool]]:
    for role, matches in (("actor", one), ("recipient", other)):
        yield id_.in_(select(_actors.event_id).where(_actors.role == role, matches))


def _act_together(
    id_: ColumnElement[Any], one: ColumnElement[bool], other: ColumnElement[bool]
) -> Iterator[ColumnElement[bool]]:
    """Both are among the actors, as two, and nobody is acted upon: they meet, agree, fight each other."""
    acts = select(_actors.event_id).where(_actors.role == "actor")
    yield id_.in_(acts.where(one))
    yield id_.in_(acts.where(other))
    yield id_.in_(acting_as_two(one, other))
    yield id_.not_in(select(_actors.event_id).where(_actors.role == "recipient"))


def acting_as_two(one: ColumnElement[bool], other: ColumnElement[bool]) -> Select[Any]:
    """Ids of events with two or more actors of whom each is one or the other."""
    acts = select(_actors.event_id).where(_actors.role == "actor", or_(one, other))
    return acts.group_by(_actors.event_id).having(func.count(_actors.code.distinct()) > 1)


def _contested() -> Select[Any]:
    """Ids of events whose case somebody denies."""
    states = [state.value for state in CONTESTED]
    cases, acts = schema.cases.c, schema.acts.c
    return select(acts.event_id).join(schema.cases, cases.id == acts.case_id).where(cases.state.in_(states))


def with_words(words: str) -> Select[Any]:
    """Ids of events that stand in a sentence with all of some words."""
    places = search.sentences_with(words).subquery()
    return select(_events.id).join(
        places,
        and_(
            places.c.document_id == _events.document_id,
            places.c.start < _events.sentence_stop,
            places.c.stop > _events.sentence_start,
        ),
    )


def actor_matches(wanted: str, connection: Connection) -> ColumnElement[bool]:
    """A code the record knows means just that; ``USA`` must not find ``Jerusalem``."""
    code = or_(_actors.code == wanted, _actors.country == wanted)
    if connection.execute(select(_actors.event_id).where(code).limit(1)).first():
        return code
    return or_(*(_has(column, wanted, connection) for column in (_actors.name, _actors.code)))


def _has(column: ColumnElement[str | None], part: str, connection: Connection) -> ColumnElement[bool]:
    """Each value is looked at once where that gives few: to compare 400,000 rows took 2 s, their 200 names 0.1 s."""
    values = connection.execute(select(column).distinct()).scalars()
    found = [value for value in values if value and part.lower() in value.lower()]
    return column.in_(found) if len(found) <= IDS_A_QUERY else contains(column, part)


def contains(column: ColumnElement[Any], part: str) -> ColumnElement[bool]:
    """Case does not matter, and ``%`` and ``_`` mean themselves."""
    return Lowered(column).contains(part.lower(), autoescape=True)


class Lowered(FunctionElement[str]):
    """A text in lower case, in all alphabets whatever the server's locale."""

    type = Text()
    inherit_cache = True


@compiles(Lowered)
def _lowered(element: Lowered, compiler: SQLCompiler, **options: Any) -> str:
    folding = "" if compiler.dialect.name == "sqlite" else f' COLLATE "{postgresql.FOLDING}"'
    return f"lower({compiler.process(element.clauses, **options)}{folding})"


def not_found(event_id: str) -> NotFoundError:
    return NotFoundError(f"{event_id}: no event has this id; start again from the beginning")


def numbered(numbers: Sequence[int]) -> ColumnElement[bool]:
    """Rows of ``tallies`` with one of these numbers; written out, as there may be more than SQLite takes parameters."""
    wanted: BindParameter[int] = bindparam("numbers", numbers, expanding=True, literal_execute=True)
    return schema.tallies.c.number.in_(wanted)


def after(event_id: str, connection: Connection) -> ColumnElement[bool]:
    """The condition for what follows an event in the order of ``event_rows``.

    :raises NotFoundError: there is no such event.
    """
    row = connection.execute(
        select(_documents.published, _events.document_id, _events.ordinal)
        .join(schema.events, _documents.id == _events.document_id)
        .where(_events.id == event_id)
    ).first()
    if row is None:
        raise not_found(event_id)
    published, document_id, ordinal = row
    later_here = tuple_(_documents.id, _events.ordinal) > tuple_(document_id, ordinal)
    if published is None:
        return and_(_documents.published.is_(None), later_here)
    return or_(
        _documents.published < published,
        _documents.published.is_(None),
        and_(_documents.published == published, later_here),
    )
