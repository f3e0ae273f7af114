"""What people decide about events, in the database: each judgement is one transaction, checked before it writes.

A correction takes an event out and puts a whole new one in its place and into its case; what the reader missed comes
into the reading in force and into the case that weighing found for it. Rows of judgements are only ever added; whether
an event counts is told by the last of its rows in ``event_judgements``.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sqlalchemy import Connection, func, or_, select

from lagebild.record import queue, schema, tallies
from lagebild.record.judgements import add_judgement, judgement_from, judgement_of, told, touched_since
from lagebild.record.queries import EVERYTHING, EventFilter, in_force
from lagebild.record.queue import Order, Place, QueueLine
from lagebild.record.refusals import ConflictError
from lagebild.record.standing import (
    Addition,
    Comparable,
    Correction,
    Standing,
    mark,
    put_back,
    standing_of,
    take_out,
    write,
)
from lagebild.record.weighing import Opens, forget, is_weighed
from lagebild.records import Event, Judgement, Membership

EVENT_KINDS = ("accept", "reject", "correct", "add")

_events, _judgements, _each, _members = (
    schema.events.c,
    schema.judgements.c,
    schema.event_judgements.c,
    schema.case_events.c,
)


class Judging:
    """What people decide about the events of an open record; ``store.judging`` has one."""

    def __init__(self, transaction: Opens) -> None:
        self._transaction = transaction

    # Asking

    def standing(self, event_id: str) -> Standing:
        """:raises NotFoundError: there is no such event."""
        with self._transaction() as connection:
            return standing_of(connection, event_id)

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

    def last(self) -> int:
        """The number of the last judgement; 0 for none."""
        with self._transaction() as connection:
            return connection.execute(select(func.max(_judgements.number))).scalar() or 0

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
            mark(connection, event_id, made.number, counts=kind != "reject")
            if kind == "reject":
                take_out(connection, event_id, made.number)
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
            beside = Membership(
                str(here.case_id), new.id, made.made_at, event_id, 1.0, None, judgement=made.number
            )
            write(connection, Addition(new, correction.document, correction.comparable, beside), made.number)
            mark(connection, event_id, made.number, counts=False)
            take_out(connection, event_id, made.number)
            forget(connection, [here.case_id])
            tallies.count(connection, events)
        return made

    def add(self, addition: Addition, *, made_by: str, reason: str | None = None) -> Judgement:
        """Put in an event that the reader missed: into the reading in force of its document, and into a case.

        :raises ConflictError: it stands there already, or another model has read the document meanwhile.
        :raises EvidenceError: a span does not hold the words that the event says are there.
        """
        event = addition.event
        with self._transaction(writes=True) as connection:
            _check_new(connection, event)
            made = add_judgement(connection, "add", (event.id,), made_by, reason)
            write(
                connection,
                replace(addition, membership=replace(addition.membership, since=made.made_at)),
                made.number,
            )
            forget(connection, [addition.membership.case_id])
            tallies.count(connection, [event.id])
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
                raise ConflictError(f"{number}: {told(later)}; undo that one first", later)
            made = add_judgement(connection, "undo", undone.events, made_by, reason, undoes=number)
            judged = undone.events[: undone.kind != "add"]
            for event_id in undone.events[len(judged) :]:
                left = standing_of(connection, event_id).case_id
                mark(connection, event_id, made.number, counts=False)
                take_out(connection, event_id, made.number)
                forget(connection, [left])
            for event_id in judged:
                stood = standing_of(connection, event_id)
                mark(connection, event_id, made.number, counts=True)
                if stood.withdrawn is not None:
                    put_back(connection, stood, comparable[event_id])
            tallies.count(connection, undone.events)
        return made


def _checked(connection: Connection, event_id: str, seen: int | None) -> Standing:
    """How an event stands, if it may be judged by somebody who has seen its judgements up to ``seen``."""
    here = standing_of(connection, event_id)
    if here.last is not None and here.last != seen:
        last = judgement_of(connection, here.last)
        raise ConflictError(f"{event_id}: {told(last)}; look at it as it is now and decide again", last)
    if seen is not None and here.last is None:
        raise ConflictError(f"{event_id}: nobody has judged this event yet; leave out the number {seen}")
    if here.withdrawn is not None:
        out = judgement_of(connection, here.withdrawn)
        raise ConflictError(
            f"{event_id}: no longer counts, {told(out)}; judge what stands in its place, or undo that", out
        )
    if here.replaced:
        raise ConflictError(
            f"{event_id}: another model has read its document since; judge the events that it found"
        )
    if not here.weighed:
        raise ConflictError(f"{event_id}: is in no case yet; run `lagebild weigh`, then judge it")
    return here


def _check_new(connection: Connection, event: Event) -> None:
    """Nothing stands against adding an event: its document is read by its model and weighed, and nobody has it yet."""
    model = (
        select(schema.readings.c.model)
        .where(schema.readings.c.document_id == event.document_id)
        .order_by(schema.readings.c.number.desc())
        .limit(1)
    )
    if connection.execute(model).scalar() != event.model:
        raise ConflictError(
            f"{event.document_id}: another model has read this document since; look at the events that it found"
        )
    if not is_weighed(connection, event.document_id):
        raise ConflictError(f"{event.document_id}: is not weighed yet; run `lagebild weigh`, then add to it")
    spans = schema.event_spans.c
    same = (
        select(_events.id, _events.judgement)
        .join(schema.event_spans, spans.event_id == _events.id)
        .where(
            _events.document_id == event.document_id, in_force(), _events.type == event.type.value,
            spans.field == "trigger", spans.start < event.trigger.end, spans.stop > event.trigger.start,
        )
    )  # fmt: skip
    here = connection.execute(same.limit(1)).first()
    if here is not None:
        wrote = None if here.judgement is None else judgement_of(connection, here.judgement)
        said = told(wrote) if wrote else "the model read it"
        raise ConflictError(
            f"trigger: event {here.id} of this type stands here already, {said}; accept or correct that one",
            wrote,
        )


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
