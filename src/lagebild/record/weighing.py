"""Weighing in the database: what has been weighed, what is like what, and where each event was put.

Rows of ``case_events`` are only ever added; ``acts.case_id`` and ``cases`` repeat what follows from them, for speed.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Protocol

from sqlalchemy import Connection, and_, bindparam, delete, exists, func, insert, select, update

from lagebild.record import queries, schema, tallies
from lagebild.record.moments import moment
from lagebild.records import CaseState, EventType, Membership, Modality

NEAREST = 6
"""Acts looked at on either side of a day under one key: more changed nothing on ``eval/cases``."""

_NEAREST_SQL = """
    SELECT * FROM (SELECT event_id FROM act_keys WHERE key = ? AND day <= ? ORDER BY day DESC LIMIT ?) AS before
    UNION ALL
    SELECT * FROM (SELECT event_id FROM act_keys WHERE key = ? AND day > ? ORDER BY day LIMIT ?) AS later
"""
_NEAREST_BY_STYLE = {"qmark": _NEAREST_SQL, "pyformat": _NEAREST_SQL.replace("?", "%s")}
"""As the drivers of SQLite and PostgreSQL mark parameters."""

_acts, _members, _cases, _events, _readings = (
    schema.acts.c,
    schema.case_events.c,
    schema.cases.c,
    schema.events.c,
    schema.readings.c,
)


class Opens(Protocol):
    """Opens a transaction of the record."""

    def __call__(self, *, writes: bool = False) -> AbstractContextManager[Connection]: ...


@dataclass(frozen=True, slots=True)
class CaseSummary:
    """A line of the list of cases, as of the last weighing.

    ``deed`` if it is of something that was to be done, ``done`` if somebody reports that it happened, ``due`` by which
    day it was to, None if none was set.
    """

    id: str
    type: EventType
    state: CaseState
    reality: Modality
    events: int
    documents: int
    origins: int
    first_published: date | None
    last_published: date | None
    last_change: date | None
    deed: bool
    done: bool
    due: date | None


class Weighing:
    """What weighing asks of an open record; ``store.weighing`` is one."""

    def __init__(self, transaction: Opens) -> None:
        self._transaction = transaction

    def unweighed(self, limit: int) -> list[str]:
        """Documents whose reading in force has not been weighed, in the order in which they came."""
        done = schema.weighings.c
        query = (
            select(_readings.document_id)
            .where(
                ~exists().where(done.document_id == _readings.document_id, done.reading >= _readings.number)
            )
            .group_by(_readings.document_id)
            .order_by(func.min(_readings.added_at), _readings.document_id)
            .limit(limit)
        )
        with self._transaction() as connection:
            return list(connection.execute(query).scalars())

    def done(self, document_id: str) -> bool:
        """Whether the events of the reading in force of a document have been put into cases."""
        with self._transaction() as connection:
            return is_weighed(connection, document_id)

    def known_since(self, document_id: str) -> datetime:
        """When the reading in force of a document was stored."""
        query = select(func.max(_readings.added_at)).where(_readings.document_id == document_id)
        with self._transaction() as connection:
            found: datetime = connection.execute(query).scalar_one()
            return found

    def around(self, asks: Mapping[str, Iterable[int]], most: int) -> dict[str, list[str]]:
        """Cases of the acts under some keys, the nearest to each of some days on either side, with their events.

        Of a large case only ``most`` events are given.
        """
        found: defaultdict[str, list[str]] = defaultdict(list)
        place = func.row_number().over(partition_by=_acts.case_id, order_by=_acts.event_id)
        numbered = select(_acts.case_id, _acts.event_id, place.label("place"))
        with self._transaction() as connection:
            ids = {i for key, days in asks.items() for day in days for i in _nearest(connection, key, day)}
            cases: set[str] = set()
            for some in some_of(sorted(ids)):
                query = select(_acts.case_id).where(_acts.event_id.in_(some), _acts.case_id.is_not(None))
                cases.update(connection.execute(query).scalars())
            for some in some_of(sorted(cases)):
                inner = numbered.where(_acts.case_id.in_(some)).subquery()
                query = select(inner.c.case_id, inner.c.event_id).where(inner.c.place <= most)
                for case_id, event_id in connection.execute(query):
                    found[case_id].append(event_id)
        return dict(found)

    def acts(self, event_ids: Sequence[str]) -> dict[str, dict[str, Any]]:
        """The acts of some events."""
        with self._transaction() as connection:
            return {
                row.event_id: row.act
                for some in some_of(event_ids)
                for row in connection.execute(select(schema.acts).where(_acts.event_id.in_(some)))
            }

    def judged(self, case_ids: Iterable[str]) -> set[str]:
        """Those of some cases into which a person put events, or out of which one took some."""
        left = schema.case_events.alias()
        taken_out = and_(left.c.event_id == _members.event_id, left.c.number == _members.number - 1)
        found: set[str] = set()
        with self._transaction() as connection:
            if connection.execute(select(schema.judgements.c.number).limit(1)).first() is None:
                return found  # as in most records, and asked for every document
            for some in some_of(sorted(case_ids)):
                for query in (
                    select(_members.case_id).where(_members.case_id.in_(some)),
                    select(left.c.case_id)
                    .join(schema.case_events, taken_out)
                    .where(left.c.case_id.in_(some)),
                ):
                    judged = query.where(_members.judgement.is_not(None)).distinct()
                    found.update(connection.execute(judged).scalars())
        return found

    def put(
        self,
        document_id: str,
        memberships: Sequence[Membership],
        acts: Mapping[str, tuple[dict[str, Any], Sequence[str], int]],
        marks: Mapping[str, Any],
    ) -> bool:
        """Store the weighing of a document: act, keys and day of each of its events, and every membership that is new.

        False if another process has weighed it meanwhile, or another model has read it.
        """
        with self._transaction(writes=True) as connection:
            number = connection.execute(
                select(func.max(_readings.number)).where(_readings.document_id == document_id)
            ).scalar_one()
            done = schema.weighings.c
            if connection.execute(
                select(done.reading).where(done.document_id == document_id, done.reading == number)
            ).first():
                return False
            read = select(_events.id).where(_events.document_id == document_id, _events.reading == number)
            if {*connection.execute(read).scalars()} != acts.keys():
                return False
            if number > 1:
                _leave_out(connection, document_id, number)
            row = {"document_id": document_id, "reading": number, "weighed_at": now(), "marks": dict(marks)}
            connection.execute(insert(schema.weighings), row)
            into = {m.event_id: m.case_id for m in memberships}
            if acts:
                connection.execute(
                    insert(schema.acts),
                    [{"event_id": i, "case_id": into[i], "act": act} for i, (act, _, _) in acts.items()],
                )
            keys = [
                {"key": key, "day": day, "event_id": i} for i, (_, keys, day) in acts.items() for key in keys
            ]
            if keys:
                connection.execute(insert(schema.act_keys), keys)
            first = [member_row(m, 1) for m in memberships if m.event_id in acts]
            if first:
                connection.execute(insert(schema.case_events), first)
            left = {move(connection, m) for m in memberships if m.event_id not in acts}
            forget(connection, {*into.values(), *left})
            tallies.count(connection, into)
            return True

    def unsummarised(self, limit: int) -> list[str]:
        """Cases whose ledger has changed since it was last summed up."""
        query = (
            select(_acts.case_id)
            .outerjoin(schema.cases, _cases.id == _acts.case_id)
            .where(_cases.id.is_(None), _acts.case_id.is_not(None))
            .distinct()
            .limit(limit)
        )
        with self._transaction() as connection:
            return list(connection.execute(query).scalars())

    def summarise(self, summaries: Iterable[CaseSummary], origins: Mapping[str, int]) -> int:
        """Note what the ledgers of some cases say; returns of how many. Those that have changed since are left out.

        ``origins`` tells for all their events which of the case's origins each goes back to.
        """
        rows = {
            s.id: {
                "id": s.id, "type": s.type.value, "state": s.state.value, "reality": s.reality.value,
                "events": s.events, "documents": s.documents, "origins": s.origins,
                "first_published": s.first_published, "last_published": s.last_published,
                "last_change": s.last_change, "deed": s.deed, "done": s.done, "due": s.due,
            }
            for s in summaries
        }  # fmt: skip
        noted = 0
        with self._transaction(writes=True) as connection:
            forget(connection, rows)
            for some in some_of(sorted(rows)):
                inside: defaultdict[str, set[str]] = defaultdict(set)
                query = select(_acts.case_id, _acts.event_id).where(_acts.case_id.in_(some))
                for case_id, event_id in connection.execute(query):
                    inside[case_id].add(event_id)
                # A correction leaves as many events in a case, but other ones.
                if same := [
                    rows[i]
                    for i in some
                    if len(inside[i]) == rows[i]["events"] and inside[i] <= origins.keys()
                ]:
                    connection.execute(insert(schema.cases), same)
                    _note_origins(connection, [str(row["id"]) for row in same], origins)
                    noted += len(same)
        return noted


def _note_origins(connection: Connection, case_ids: Sequence[str], origins: Mapping[str, int]) -> None:
    inside = list(connection.execute(select(_acts.event_id).where(_acts.case_id.in_(case_ids))).scalars())
    rows = [{"event": i, "known": origins.get(i)} for i in inside]
    statement = update(schema.acts).where(_acts.event_id == bindparam("event"))
    connection.execute(statement.values(origin=bindparam("known")), rows)
    tallies.count(connection, inside)


def is_weighed(connection: Connection, document_id: str) -> bool:
    """Whether the events of the reading in force of a document have been put into cases."""
    done = schema.weighings.c
    last = select(func.max(_readings.number)).where(_readings.document_id == document_id).scalar_subquery()
    query = select(done.reading).where(done.document_id == document_id, done.reading == last)
    return connection.execute(query).first() is not None


def forget(connection: Connection, case_ids: Iterable[str | None]) -> None:
    """Drop what was summed up of some cases, because it has changed."""
    for some in some_of(sorted(i for i in case_ids if i)):
        connection.execute(delete(schema.cases).where(_cases.id.in_(some)))


def move(connection: Connection, membership: Membership) -> str:
    """Add the row that puts an event into another case; returns the one it leaves."""
    here = _acts.event_id == membership.event_id
    number = connection.execute(
        select(func.max(_members.number)).where(_members.event_id == membership.event_id)
    ).scalar_one()
    before: str = connection.execute(select(_acts.case_id).where(here)).scalar_one()
    connection.execute(insert(schema.case_events), member_row(membership, number + 1))
    connection.execute(update(schema.acts).where(here).values(case_id=membership.case_id))
    return before


def _leave_out(connection: Connection, document_id: str, number: int) -> None:
    """Leave the acts of earlier readings out of all cases; which they were in is told by ``case_events``."""
    old = select(_events.id).where(_events.document_id == document_id, _events.reading < number)
    here = _acts.event_id.in_(old)
    left = select(_acts.case_id).where(here)
    connection.execute(delete(schema.cases).where(_cases.id.in_(left)))
    connection.execute(update(schema.acts).where(here).values(case_id=None))
    connection.execute(delete(schema.act_keys).where(schema.act_keys.c.event_id.in_(old)))


def _nearest(connection: Connection, key: str, day: int) -> list[str]:
    """Ids under a key, the nearest on both sides of a day; raw SQL, because weighing asks it most of all."""
    statement = _NEAREST_BY_STYLE[connection.dialect.paramstyle]
    return [*connection.exec_driver_sql(statement, (key, day, NEAREST, key, day, NEAREST)).scalars().all()]


def member_row(membership: Membership, number: int) -> dict[str, Any]:
    """The row of ``case_events`` that puts an event into a case for the first, second... time."""
    return {
        "event_id": membership.event_id,
        "number": number,
        "case_id": membership.case_id,
        "since": moment(membership.since),
        "linked_to": membership.linked_to,
        "score": membership.score,
        "parts": None if membership.parts is None else dict(membership.parts),
        "judgement": membership.judgement,
    }


def some_of(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    """As many at a time as fit into a query."""
    for at in range(0, len(ids), queries.IDS_A_QUERY):
        yield ids[at : at + queries.IDS_A_QUERY]


def now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)
