"""Events to review, what is doubtful or what much hangs on first; asked of ``tallies``, which has it all in one row."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Select, and_, or_, select

from lagebild.record import queries, schema
from lagebild.record.queries import EventFilter
from lagebild.record.refusals import NotFoundError
from lagebild.record.tallies import SEPARATOR
from lagebild.records import CONTESTED, CaseState

AHEAD = 2000
"""Rows of an index in which a page is looked for first. Walking an index through 114,000 rows takes ten times as long
as reading and sorting them all; most pages are full before."""

_c, _actors = schema.tallies.c, schema.event_actors.c


class Order(StrEnum):
    """What comes first: the event most likely to be wrong, or the one that most hangs on."""

    DOUBT = "doubt"
    WEIGHT = "weight"


class Place(NamedTuple):
    """Where an event stands in the queue, in either order; it keeps its place whatever becomes of the event."""

    weight: int
    doubt: float
    event_id: str


@dataclass(frozen=True, slots=True)
class QueueLine:
    """An event to look at; ``case_id`` and ``state`` are None where it is in no case that was summed up."""

    event_id: str
    document_id: str
    doubt: float
    weight: int
    judged: bool
    case_id: str | None
    state: CaseState | None

    @property
    def place(self) -> Place:
        return Place(self.weight, self.doubt, self.event_id)


def lines(
    connection: Connection,
    wanted: EventFilter,
    *,
    by: Order,
    judged: bool,
    limit: int,
    after: Place | None,
    numbers: Sequence[int] | None,
) -> list[QueueLine]:
    """Events in force, ``numbers`` only some; ``as_of`` is not asked for."""
    conditions = [*_conditions(wanted, connection), _c.counts]
    done = judged_ids()
    if not judged:
        conditions.append(_c.event_id.not_in(done))
    columns = [_c.event_id, _c.document_id, _c.doubt, _c.weight, _c.case_id, _c.state]
    query = select(*columns, _c.event_id.in_(done).label("judged")).where(*conditions).limit(limit)
    if after is not None:
        query = query.where(_behind(after, by))
    if numbers is not None:
        rows = connection.execute(
            query.where(queries.numbered(numbers)).order_by(*_sorted(by, walking=False))
        ).all()
    else:
        first = select(_c.number).order_by(*_sorted(by)).limit(AHEAD)
        if after is not None:
            first = first.where(_behind(after, by))
        rows = connection.execute(query.where(_c.number.in_(first)).order_by(*_sorted(by))).all()
    if numbers is None and len(rows) < limit:
        rows = connection.execute(query.order_by(*_sorted(by, walking=False))).all()
    return [
        QueueLine(
            row.event_id, row.document_id, row.doubt, row.weight, bool(row.judged), row.case_id,
            CaseState(row.state) if row.state else None,
        )
        for row in rows
    ]  # fmt: skip


def _sorted(by: Order, *, walking: bool = True) -> tuple[ColumnElement[Any], ...]:
    """What to sort by; without ``walking`` in words that fit no index, so that the rows are read as they lie."""
    doubt = _c.doubt.desc() if walking else (_c.doubt + 0).desc()
    return (doubt, _c.event_id) if by is Order.DOUBT else (_weight(walking), doubt, _c.event_id)


def _weight(walking: bool) -> ColumnElement[Any]:
    return _c.weight.desc() if walking else (_c.weight + 0).desc()


def judged_ids() -> Select[Any]:
    """Ids of the events that a judgement is about which nobody has undone."""
    made, each, undoing = schema.judgements.c, schema.event_judgements.c, schema.judgements.alias().c
    undone = select(undoing.undoes).where(undoing.undoes.is_not(None))
    return (
        select(each.event_id)
        .join(schema.judgements, made.number == each.judgement)
        .where(made.kind != "undo", made.number.not_in(undone))
    )


def place_of(connection: Connection, event_id: str) -> Place:
    """:raises NotFoundError: there is no such event."""
    row = connection.execute(select(_c.weight, _c.doubt).where(_c.event_id == event_id)).first()
    if row is None:
        raise NotFoundError(f"{event_id}: no event has this id; start again from the beginning")
    return Place(row.weight, row.doubt, event_id)


def _behind(place: Place, by: Order) -> ColumnElement[bool]:
    """What follows a place in the order of the queue."""
    weight, doubt, event_id = place
    same = and_(_c.doubt == doubt, _c.event_id > event_id)
    behind = and_(_c.doubt <= doubt, or_(_c.doubt < doubt, same))
    if by is Order.DOUBT:
        return behind
    return and_(_c.weight <= weight, or_(_c.weight < weight, and_(_c.weight == weight, behind)))


def _conditions(wanted: EventFilter, connection: Connection) -> Iterator[ColumnElement[bool]]:
    equal: tuple[tuple[ColumnElement[Any], object], ...] = (
        (_c.document_id, wanted.document_id),
        (_c.type, wanted.type and wanted.type.value),
        (_c.modality, wanted.modality and wanted.modality.value),
        (_c.negated, wanted.negated),
        (_c.publisher, wanted.publisher),
    )
    yield from (column == value for column, value in equal if value is not None)
    days: tuple[tuple[ColumnElement[Any], date | None, date | None], ...] = (
        (_c.published, wanted.since, wanted.until),
        (_c.day, wanted.from_day, wanted.to_day),
    )
    for column, first, last in days:
        if first:
            yield column >= first
        if last:
            yield column <= last
    if wanted.disputed is not None:
        contested = and_(_c.state.is_not(None), _c.state.in_([state.value for state in CONTESTED]))
        yield contested if wanted.disputed else ~contested
    if wanted.stance:
        yield _holds(_c.stances, wanted.stance.value)
    if wanted.framework:
        yield _holds(_c.frameworks, wanted.framework)
    if wanted.words:
        yield _c.event_id.in_(queries.with_words(wanted.words))
    yield from _parties(wanted, connection)


def _parties(wanted: EventFilter, connection: Connection) -> Iterator[ColumnElement[bool]]:
    if wanted.actor and wanted.other:
        one, other = (
            {role: _takes_part(name, (role,), connection) for role in ("actor", "recipient")}
            for name in (wanted.actor, wanted.other)
        )
        matches = (queries.actor_matches(name, connection) for name in (wanted.actor, wanted.other))
        as_two = _c.event_id.in_(queries.acting_as_two(*matches))
        yield or_(
            and_(one["actor"], other["recipient"]),
            and_(other["actor"], one["recipient"]),
            and_(_c.recipients == "", one["actor"], other["actor"], as_two),
        )
    elif named := wanted.actor or wanted.other:
        yield _takes_part(named, ("actor", "recipient", "source"), connection)


def _takes_part(wanted: str, roles: tuple[str, ...], connection: Connection) -> ColumnElement[bool]:
    """A code the record knows is looked for in the cells, a part of a name where names are."""
    code = or_(_actors.code == wanted, _actors.country == wanted)
    if connection.execute(select(_actors.event_id).where(code).limit(1)).first():
        cells = {"actor": _c.actors, "recipient": _c.recipients, "source": _c.sources}
        return or_(*(held for role in roles for held in _with_code(cells[role], wanted)))
    named = queries.actor_matches(wanted, connection)
    found = select(_actors.event_id).where(named)
    return _c.event_id.in_(found if len(roles) > 1 else found.where(_actors.role.in_(roles)))


def _with_code(cell: ColumnElement[Any], code: str) -> tuple[ColumnElement[bool], ...]:
    """The code itself, or that of a country with any sector."""
    return _holds(cell, code), (SEPARATOR + cell).contains(f"{SEPARATOR}{code} ", autoescape=True)


def _holds(cell: ColumnElement[Any], value: str) -> ColumnElement[bool]:
    return (SEPARATOR + cell + SEPARATOR).contains(f"{SEPARATOR}{value}{SEPARATOR}", autoescape=True)
