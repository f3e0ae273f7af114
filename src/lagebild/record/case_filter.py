"""Which cases are wanted, and the SQL for it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, func, select

from lagebild.record import queries, schema
from lagebild.records import CaseState, EventType

_cases, _actors = schema.cases.c, schema.event_actors.c

FREQUENT = 10_000
"""Rows of an actor from which on each case is asked whether the actor takes part: most pages are full after a few
hundred cases, while to list all cases of an actor with 90,000 rows took 0.7 s."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFilter:
    """Which cases are wanted; None asks nothing. ``actors`` must all take part, in any role (code, country or name).

    ``since`` and ``until`` are days on which something was published about it, ``changed_since`` on which its state
    changed; ``as_of`` is the moment (UTC) whose knowledge is asked for. ``numbers`` (of ``tallies``) are
    events of all cases with these actors and this framework, if somebody has counted them.
    """

    actors: tuple[str, ...] = ()
    type: EventType | None = None
    states: tuple[CaseState, ...] = ()
    framework: str | None = None
    since: date | None = None
    until: date | None = None
    changed_since: date | None = None
    documents: int = 1
    as_of: datetime | None = None
    numbers: Sequence[int] | None = None


def conditions(wanted: CaseFilter, connection: Connection) -> list[Any]:
    conditions: list[Any] = [_cases.documents >= wanted.documents] if wanted.documents > 1 else []
    if wanted.type:
        conditions.append(_cases.type == wanted.type.value)
    if wanted.states:
        conditions.append(_cases.state.in_([state.value for state in wanted.states]))
    if wanted.since:
        conditions.append(_cases.last_published >= wanted.since)
    if wanted.until:
        conditions.append(_cases.first_published <= wanted.until)
    if wanted.changed_since:
        # What changed was published: the index of publication finds it.
        conditions.append(_cases.last_published >= wanted.changed_since)
        conditions.append(_cases.last_change >= wanted.changed_since)
    if wanted.numbers is not None:
        counted = select(schema.tallies.c.case_id).where(queries.numbered(wanted.numbers))
        return [*conditions, _cases.id.in_(counted)]
    return [*conditions, *about(wanted, connection, schema.acts, _cases.id)]


def about(
    wanted: CaseFilter, connection: Connection, placed: Table, case_id: ColumnElement[Any]
) -> Iterator[ColumnElement[bool]]:
    """That each wanted actor and framework is in a case; ``placed`` tells which event is in which."""
    into = placed.alias().c
    for actor in wanted.actors:
        matches = queries.actor_matches(actor, connection)
        inside = (
            select(into.case_id).join(schema.event_actors, _actors.event_id == into.event_id).where(matches)
        )
        each = inside.where(into.case_id == case_id).exists()
        yield each if _is_frequent(matches, connection) else case_id.in_(inside)
    if wanted.framework:
        named = schema.event_frameworks.c
        inside = select(into.case_id).join(schema.event_frameworks, named.event_id == into.event_id)
        yield case_id.in_(inside.where(named.name == wanted.framework))


def _is_frequent(matches: ColumnElement[bool], connection: Connection) -> bool:
    rows = select(_actors.event_id).where(matches).limit(FREQUENT).subquery()
    number: int = connection.execute(select(func.count()).select_from(rows)).scalar_one()
    return number >= FREQUENT
