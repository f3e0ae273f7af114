"""What people decide about events, in the database: each judgement is one transaction, checked before it writes.

A correction takes an event out and puts a whole new one in its place and into its case. Rows of judgements are only
ever added; whether an event counts is told by the last of its rows in ``event_judgements``, and ``events.withdrawn``,
``acts.case_id`` and ``act_keys`` repeat what follows from them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, delete, exists, func, insert, or_, select, update

from lagebild.record import queue, schema, tallies
from lagebild.record.judgements import add_judgement, judgement_from, judgement_of, told, touched_since
from lagebild.record.queries import EVERYTHING, EventFilter
from lagebild.record.queue import Order, Place, QueueLine
from lagebild.record.refusals import ConflictError, NotFoundError
from lagebild.record.rows import rows_of
from lagebild.record.weighing import Opens, forget
from lagebild.records import Document, Event, Judgement

EVENT_KINDS = ("accept", "reject", "correct")

_events, _judgements, _each, _acts, _members = (
    schema.events.c,
    schema.judgements.c,
    schema.event_judgements.c,
    schema.acts.c,
    schema.case_events.c,
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


class Judging:
    """What people decide about the events of an open record; ``store.judging`` has one."""

    def __init__(self, transaction: Opens) -> None:
        self._transaction = transaction

    # Asking

    def standing(self, event_id: str) -> Standing:
        """:raises NotFoundError: there is no such event."""
        with self._transaction() as connection:
            return _standing(connection, event_id)

    def complete(self, beginning: str) -> list[str]:
        """Ids of events that begin so, two at most; an id itself is only its own beginning."""
        query = select(_events.id).where(_events.id.startswith(beginning, autoescape=True)).limit(2)
        with self._transaction() as connection:
            found = list(connection.execute(query.order_by(_events.id)).scalars()) if beginning else []
        return [beginning] if beginning in found else found

    def lineage(self, event_id: str) -> list[str]:
        """The event, those that it was corrected from and those that it was corrected to, oldest first."""
        with self._transaction() as connection:
            return _lineage(connection, event_id)

    def history(self, event_id: str) -> list[Judgement]:
        """Judgements of an event, of those in its lineage and of cases that moved one of them, oldest first."""
        with self._transaction() as connection:
            ids = _lineage(connection, event_id)
            query = (
                select(schema.judgements)
                .where(
                    or_(
                        _judgements.number.in_(select(_each.judgement).where(_each.event_id.in_(ids))),
                        _judgements.number.in_(select(_members.judgement).where(_members.event_id.in_(ids))),
                    )
                )
                .order_by(_judgements.number)
            )
            return [judgement_from(row) for row in connection.execute(query).mappings()]

    def judgement(self, number: int) -> Judgement:
        """:raises NotFoundError: there is no such judgement."""
        with self._transaction() as connection:
            return judgement_of(connection, number)

    def queue(
        self,
        wanted: EventFilter = EVERYTHING,
        *,
        by: Order = Order.DOUBT,
        judged: bool = False,
        limit: int = 50,
        after: Place | None = None,
        numbers: Sequence[int] | None = None,
    ) -> list[QueueLine]:
        """Events in force to look at, the first first; those already judged only if asked for.

        ``numbers`` (of ``tallies``) leave only those events: they spare looking through all where few fit.
        """
        with self._transaction() as connection:
            return queue.lines(
                connection, wanted, by=by, judged=judged, limit=limit, after=after, numbers=numbers
            )

    def place(self, event_id: str) -> Place:
        """Where an event stands in the queue now.

        :raises NotFoundError: there is no such event.
        """
        with self._transaction() as connection:
            return queue.place_of(connection, event_id)

    # Judging

    def note(
        self, kind: str, event_id: str, *, seen: int | None, made_by: str, reason: str | None = None
    ) -> Judgement:
        """Accept an event, or reject it: then it no longer counts.

        ``seen`` is the last judgement of it that the person saw, None for none.
        :raises ConflictError: there has been another since, or the event no longer counts.
        """
        with self._transaction(writes=True) as connection:
            here = _checked(connection, event_id, seen)
            made = add_judgement(connection, kind, (event_id,), made_by, reason)
            _mark(connection, event_id, made.number, counts=kind != "reject")
            if kind == "reject":
                _take_out(connection, event_id, made.number)
                forget(connection, [here.case_id])
            tallies.count(connection, [event_id])
        return made

    def correct(
        self,
        event_id: str,
        correction: Correction,
        *,
        seen: int | None,
        made_by: str,
        reason: str | None = None,
    ) -> Judgement:
        """Put another event in the place of one: into its document, its reading and its case.

        :raises ConflictError: there has been another judgement since ``seen``, or the event no longer counts.
        :raises EvidenceError: a span does not hold the words that the event says are there.
        """
        new = correction.event
        with self._transaction(writes=True) as connection:
            here = _checked(connection, event_id, seen)
            events = (event_id, new.id)
            made = add_judgement(connection, "correct", events, made_by, reason, changes=correction.changes)
            _write(connection, event_id, correction, made.number)
            connection.execute(
                insert(schema.acts),
                {"event_id": new.id, "case_id": here.case_id, "act": dict(correction.comparable.act)},
            )
            _index(connection, new.id, correction.comparable)
            connection.execute(
                insert(schema.case_events),
                {
                    "event_id": new.id, "number": 1, "case_id": here.case_id, "since": made.made_at,
                    "linked_to": event_id, "score": 1.0, "parts": None, "judgement": made.number,
                },
            )  # fmt: skip
            _mark(connection, event_id, made.number, counts=False)
            _mark(connection, new.id, made.number, counts=True)
            _take_out(connection, event_id, made.number)
            forget(connection, [here.case_id])
            tallies.count(connection, events)
        return made

    def undo(
        self,
        number: int,
        comparable: Mapping[str, Comparable],
        *,
        made_by: str,
        reason: str | None = None,
    ) -> Judgement:
        """Put back what a judgement about an event changed; ``comparable`` has the acts of its events.

        :raises NotFoundError: there is no such judgement.
        :raises ConflictError: a later judgement touched the same event, or it is an undoing itself.
        """
        with self._transaction(writes=True) as connection:
            undone = judgement_of(connection, number)
            if undone.kind not in EVENT_KINDS:
                raise ConflictError(f"{number}: is an undoing itself; judge the event again instead")
            if later := touched_since(connection, number, undone.events):
                raise ConflictError(f"{number}: {told(later)}; undo that one first")
            made = add_judgement(connection, "undo", undone.events, made_by, reason, undoes=number)
            before, *after = undone.events
            stood = _standing(connection, before)
            for event_id in after:
                left = _standing(connection, event_id).case_id
                _mark(connection, event_id, made.number, counts=False)
                _take_out(connection, event_id, made.number)
                forget(connection, [left])
            _mark(connection, before, made.number, counts=True)
            if stood.withdrawn is not None:
                _put_back(connection, stood, comparable[before])
            tallies.count(connection, undone.events)
        return made


def _standing(connection: Connection, event_id: str) -> Standing:
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


def _checked(connection: Connection, event_id: str, seen: int | None) -> Standing:
    """How an event stands, if it may be judged by somebody who has seen its judgements up to ``seen``."""
    here = _standing(connection, event_id)
    if here.last is not None and here.last != seen:
        said = told(judgement_of(connection, here.last))
        raise ConflictError(f"{event_id}: {said}; look at it as it is now and decide again")
    if seen is not None and here.last is None:
        raise ConflictError(f"{event_id}: nobody has judged this event yet; leave out the number {seen}")
    if here.withdrawn is not None:
        said = told(judgement_of(connection, here.withdrawn))
        raise ConflictError(
            f"{event_id}: no longer counts, {said}; judge what stands in its place, or undo that"
        )
    if here.replaced:
        raise ConflictError(
            f"{event_id}: another model has read its document since; judge the events that it found"
        )
    if not here.weighed:
        raise ConflictError(f"{event_id}: is in no case yet; run `lagebild weigh`, then judge it")
    return here


def _mark(connection: Connection, event_id: str, number: int, *, counts: bool) -> None:
    connection.execute(
        insert(schema.event_judgements), {"event_id": event_id, "judgement": number, "counts": counts}
    )


def _write(connection: Connection, event_id: str, correction: Correction, number: int) -> None:
    """The rows of the event that takes the place of another, behind the last of its reading."""
    old = connection.execute(select(_events.document_id, _events.reading).where(_events.id == event_id)).one()
    last = connection.execute(
        select(func.max(_events.ordinal)).where(
            _events.document_id == old.document_id, _events.reading == old.reading
        )
    ).scalar_one()
    rows = rows_of(correction.document, [correction.event], old.reading, first=last + 1)
    for table, values in (
        (schema.events, [{**row, "judgement": number} for row in rows.events]),
        (schema.event_spans, rows.spans),
        (schema.event_actors, rows.actors),
        (schema.event_frameworks, rows.frameworks),
    ):
        if values:
            connection.execute(insert(table), values)


def _take_out(connection: Connection, event_id: str, number: int) -> None:
    """The event counts no longer and is in no case; which it was in is told by ``case_events``."""
    connection.execute(update(schema.events).where(_events.id == event_id).values(withdrawn=number))
    connection.execute(update(schema.acts).where(_acts.event_id == event_id).values(case_id=None))
    connection.execute(delete(schema.act_keys).where(schema.act_keys.c.event_id == event_id))


def _put_back(connection: Connection, stood: Standing, comparable: Comparable) -> None:
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


def _lineage(connection: Connection, event_id: str) -> list[str]:
    found = {event_id}
    while True:
        shared = select(_each.judgement).where(_each.event_id.in_(sorted(found)))
        query = select(_each.event_id).where(_each.judgement.in_(shared))
        more = {*connection.execute(query).scalars()} - found
        if not more:
            break
        found |= more
    made = select(_events.id).where(_events.id.in_(sorted(found)))
    return list(connection.execute(made.order_by(_events.judgement.nulls_first(), _events.id)).scalars())
