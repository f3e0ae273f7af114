"""What differs between two readings of one text."""

from dataclasses import replace

from making import make_document, make_event

from lagebild.record.changes import changes
from lagebild.records import EventType, Modality, Span


def test_same_reading_changes_nothing() -> None:
    event = make_event(make_document())
    assert changes([event], [replace(event, id="other", model="newer")]) == []


def test_fields_that_differ_are_named_with_both_values() -> None:
    event = make_event(make_document())
    later = replace(event, modality=Modality.HYPOTHETICAL, type=EventType.CONCEDE, mode=None)
    (change,) = changes([event], [later])
    assert change.fields["reality"] == (event.modality.value, "hypothetical")
    assert change.fields["type"][1] == "CONCEDE"
    assert "actors" not in change.fields


def test_events_that_came_and_went_stand_in_the_order_of_the_text() -> None:
    event = make_event(make_document())
    elsewhere = replace(event, trigger=Span(event.trigger.end + 1, event.trigger.end + 5))
    gone, came = changes([event], [elsewhere])
    assert (gone.before, gone.after) == (event, None)
    assert (came.before, came.after) == (None, elsewhere)


def test_of_two_events_on_one_word_the_one_of_the_same_type_is_meant() -> None:
    event = make_event(make_document())
    promise = replace(event, id="b", type=EventType.AGREE, mode=None)
    assert changes([event, promise], [promise, event]) == []
