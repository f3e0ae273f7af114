"""What a person decides about events: accept, reject, correct, add, and what there is to look at."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from lagebild.errors import JudgementError
from lagebild.record import Addition, Comparable, Correction, NotFoundError, Standing, Store
from lagebild.records import Document, Event, Judgement
from lagebild.reference.registry import Registry
from lagebild.weigh.acts import Act, act_of
from lagebild.weigh.fields import changes_of, corrected, written
from lagebild.weigh.weigher import Weigher

ID_LENGTH = 24
"""Characters of an event's id, as the resolver makes them."""


@dataclass(frozen=True, slots=True)
class Reviewed:
    """All that is to be known for judging an event: how it stands, what it was before and what took its place.

    ``before`` and ``after`` are the nearest of its corrections, None if there are none.
    """

    event: Event
    document: Document
    standing: Standing
    history: tuple[Judgement, ...]
    before: Event | None
    after: Event | None


def find(store: Store, event_id: str) -> Reviewed:
    """An event with its judgements, in force or not.

    :raises NotFoundError: there is no such event.
    """
    standing = store.judging.standing(event_id)
    history = tuple(store.judging.history(event_id))
    around = _around(standing, history)
    found = {event.id: event for event in store.events_by_id([event_id, *filter(None, around)])}
    before, after = (found.get(i) if i else None for i in around)
    event = found[event_id]
    return Reviewed(event, store.document(event.document_id), standing, history, before, after)


def _around(standing: Standing, history: Sequence[Judgement]) -> tuple[str | None, str | None]:
    """Ids of the event that it was made from, and of the one that was made from it and stands."""
    pairs = {j.number: j.events for j in history if j.kind == "correct"}
    before = pairs[standing.made][0] if standing.made in pairs else None
    after = pairs[standing.withdrawn][1] if standing.withdrawn in pairs else None
    if standing.withdrawn is not None and after is None and before is not None:
        after = before  # its correction was undone
    return before, after


def accept(
    store: Store, event_id: str, *, seen: int | None, made_by: str, reason: str | None = None
) -> Judgement:
    """Note that an event is right as it stands.

    ``seen`` is the number of the last judgement of it that the person saw.
    :raises NotFoundError: there is no such event.
    :raises ConflictError: another judgement came between, or the event no longer counts.
    """
    return _noted(store, "accept", event_id, seen, made_by, reason)


def reject(
    store: Store, event_id: str, *, seen: int | None, made_by: str, reason: str | None = None
) -> Judgement:
    """Take an event out: the text does not tell of it. Arguments and errors as of ``accept``."""
    return _noted(store, "reject", event_id, seen, made_by, reason)


def _noted(
    store: Store, kind: str, event_id: str, seen: int | None, made_by: str, reason: str | None
) -> Judgement:
    _weighed(store, event_id)
    made = store.judging.note(kind, event_id, seen=seen, made_by=made_by, reason=reason)
    Weigher(store).sum_up()
    return made


def correct(
    store: Store,
    event_id: str,
    fields: Mapping[str, Any],
    registry: Registry,
    *,
    seen: int | None,
    made_by: str,
    reason: str | None = None,
) -> Judgement:
    """Put an event with other fields in the place of one; the last of the judgement's events is the new one.

    ``fields`` have the form of the API; those that are not named stay as they are. Other arguments as of ``accept``.
    :raises JudgementError: a field or value that cannot be, or nothing that differs.
    """
    _weighed(store, event_id)
    (old,) = store.events_by_id([event_id])
    document = store.document(old.document_id)
    told = corrected(old, document, fields, registry)
    changes = changes_of(old, told)
    if not changes:
        raise JudgementError("nothing differs from the event as it stands; change a field, or accept it")
    vector = old.vector if told.trigger == old.trigger else b""
    new = replace(told, id=_new_id(event_id, seen), confidence=1.0, vector=vector)
    correction = Correction(new, document, _comparable(act_of(new, document)), changes)
    made = store.judging.correct(event_id, correction, seen=seen, made_by=made_by, reason=reason)
    Weigher(store).sum_up()
    return made


def add(
    store: Store,
    document_id: str,
    fields: Mapping[str, Any],
    registry: Registry,
    *,
    made_by: str,
    reason: str | None = None,
) -> Judgement:
    """Put in an event that the reader missed; the judgement names it. ``document_id`` may be the beginning of one.

    ``fields`` have the form of the API; ``trigger`` and ``type`` must be there.
    :raises NotFoundError: there is no such document.
    :raises JudgementError: a field or value that cannot be.
    :raises ConflictError: an event of this type stands there already.
    """
    document = store.document(document_id)
    told = written(document, store.readings(document.id)[-1].model, fields, registry)
    if not store.weighing.done(document.id):
        Weigher(store).weigh(document.id)
    place = f"{document.id} {told.trigger.start} {told.trigger.end} {told.type}"
    event = replace(told, id=_new_id(place, store.judging.last()))
    act = act_of(event, document)
    addition = Addition(event, document, _comparable(act), Weigher(store).place(act))
    made = store.judging.add(addition, made_by=made_by, reason=reason)
    Weigher(store).sum_up()
    return made


def undo(store: Store, made: Judgement, *, made_by: str, reason: str | None = None) -> Judgement:
    """Put back what a judgement about an event changed.

    :raises ConflictError: a later judgement touched the same event.
    """
    acts = store.weighing.acts(made.events)
    comparable = {event_id: _comparable(Act.from_dict(row)) for event_id, row in acts.items()}
    done = store.judging.undo(made.number, comparable, made_by=made_by, reason=reason)
    Weigher(store).sum_up()
    return done


def event_named(store: Store, beginning: str) -> str:
    """The id of the one event that begins so.

    :raises NotFoundError: none or several do.
    """
    found = store.judging.complete(beginning)
    if len(found) == 1:
        return found[0]
    problem = (
        "several events have ids that begin so; give more of the id"
        if found
        else ("no event has this id; `lagebild queue` lists events to judge")
    )
    raise NotFoundError(f"{beginning}: {problem}")


def _weighed(store: Store, event_id: str) -> None:
    """Put the document's events into cases if nobody has: what is judged must have a place to come back to."""
    standing = store.judging.standing(event_id)
    if standing.in_force and not standing.weighed:
        Weigher(store).weigh(standing.document_id)


def _comparable(act: Act) -> Comparable:
    return Comparable(act.to_dict(), act.keys(), act.day)


def _new_id(instead_of: str, seen: int | None) -> str:
    """Of one event, or one place without any, only one follows on one judgement."""
    return hashlib.sha256(f"{instead_of}\0{seen or 0}".encode()).hexdigest()[:ID_LENGTH]
