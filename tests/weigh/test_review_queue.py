"""What is to be reviewed first: the queue by doubt and weight, and what it leaves out."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

import pytest
from making import MODEL
from reviewed import DOCUMENT, EVENT, OTHER

from lagebild.figures import Figures
from lagebild.record import EventFilter, NotFoundError, Order, Store
from lagebild.records import EventType
from lagebild.reference.registry import default_registry
from lagebild.weigh import desk, review


def test_the_queue_leaves_out_what_is_judged_until_that_is_undone(filled: Store) -> None:
    assert [line.event_id for line in filled.judging.queue()] == [OTHER.id, EVENT.id]
    made = review.accept(filled, OTHER.id, seen=None, made_by="kb")
    assert [line.event_id for line in filled.judging.queue()] == [EVENT.id]
    assert [line.judged for line in filled.judging.queue(judged=True)] == [True, False]
    desk.undo(filled, made.number, made_by="kb")
    assert [line.event_id for line in filled.judging.queue()] == [OTHER.id, EVENT.id]
    (new,) = review.correct(
        filled, EVENT.id, {"type": "AID"}, default_registry(), seen=None, made_by="kb"
    ).events[1:]
    assert [line.event_id for line in filled.judging.queue()] == [OTHER.id]
    assert {line.event_id for line in filled.judging.queue(judged=True)} == {new, OTHER.id}


def test_the_queue_goes_on_behind_an_event_in_both_orders(filled: Store) -> None:
    for order in Order:
        first, second = filled.judging.queue(by=order)
        assert filled.judging.queue(by=order, after=first.place) == [second]
        assert filled.judging.queue(by=order, after=second.place) == []
    with pytest.raises(NotFoundError, match="start again from the beginning"):
        filled.judging.place("nichts")


FILTERS: list[Callable[[], EventFilter]] = [
    lambda: EventFilter(actor="NLD"),
    lambda: EventFilter(actor="Regierung von"),
    lambda: EventFilter(actor="NLD", other="SWE"),
    lambda: EventFilter(actor="SWE", other="NLD GOV"),
    lambda: EventFilter(actor="gov"),
    lambda: EventFilter(framework="Küstenrunde"),
    lambda: EventFilter(framework="Küste"),
    lambda: EventFilter(type=EventType.AID),
    lambda: EventFilter(disputed=True),
    lambda: EventFilter(disputed=False),
    lambda: EventFilter(words="Boote"),
    lambda: EventFilter(publisher="Küstenbote"),
    lambda: EventFilter(from_day=datetime(2024, 5, 3).date(), to_day=datetime(2024, 5, 3).date()),
    lambda: EventFilter(since=datetime(2024, 5, 5).date()),
]


@pytest.mark.parametrize(
    ("one", "other", "number"), [("NLD", "SWE", 1), ("Regierung", "NLD", 1), ("NLD", "NLD", 0)]
)
def test_the_queue_of_a_dyad_has_what_both_do_together(
    store: Store, one: str, other: str, number: int
) -> None:
    both = (*EVENT.actors, EVENT.recipients[0])
    store.add(DOCUMENT, [replace(EVENT, actors=both, recipients=())], model=MODEL)
    wanted = EventFilter(actor=one, other=other)
    assert len(store.judging.queue(wanted)) == len(store.events(wanted)) == number


@pytest.mark.parametrize("wanted", FILTERS)
def test_the_queue_has_what_the_list_of_events_has(filled: Store, wanted: Callable[[], EventFilter]) -> None:
    review.reject(filled, OTHER.id, seen=None, made_by="kb")
    for order in Order:
        lines = filled.judging.queue(wanted(), by=order)
        assert {line.event_id for line in lines} == {event.id for event in filled.events(wanted())}
        numbers = Figures(filled).numbers(wanted(), most=10)
        assert filled.judging.queue(wanted(), by=order, numbers=numbers) == lines


def test_more_events_than_a_queue_can_be_told_are_not_named(filled: Store) -> None:
    assert Figures(filled).numbers(EventFilter(), most=len(filled.events()) - 1) is None
