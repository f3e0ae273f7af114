"""Events that people add where the reader missed them: they count like any other, and can be taken out again."""

import threading
from datetime import UTC, datetime
from typing import Any

import pytest
from making import MODEL, TEXT, make_document, span_of
from reviewed import DOCUMENT, EVENT, OTHER, ids, state, tallied

from lagebild.errors import JudgementError
from lagebild.record import ConflictError, EventFilter, NotFoundError, Store
from lagebild.records import Document, EventType, Judgement, Modality, Span
from lagebild.reference.registry import default_registry
from lagebild.weigh import desk, review
from lagebild.weigh.judged import precision
from lagebild.weigh.weigher import Weigher

REGISTRY = default_registry()
REPORTS = (
    "Die Niederlande lieferten Schweden am 3. Mai 2024 zehn Boote.",
    "Schweden bekam am 3. Mai 2024 zehn Boote, welche die Niederlande lieferten.",
)


def span(words: str, text: str = TEXT) -> dict[str, Any]:
    at = span_of(text, words)
    return {"text": words, "start": at.start, "end": at.end}


DENIAL: dict[str, Any] = {"trigger": span("bestreitet"), "type": "REJECT"}
"""What the reader missed in ``reviewed``, in its second sentence."""


def add(store: Store, document: Document = DOCUMENT, by: str = "kb", **fields: Any) -> Judgement:
    return review.add(store, document.id, fields, REGISTRY, made_by=by, reason="übersehen")


def delivered(text: str, **fields: Any) -> dict[str, Any]:
    given = {
        "trigger": span("lieferten", text),
        "type": "AID",
        "actor": [{**span("Niederlande", text), "code": "NLD"}],
        "recipient": [{**span("Schweden", text), "code": "SWE"}],
        "object": [span("zehn Boote", text)],
        "time": [{**span("3. Mai 2024", text), "value": "2024-05-03"}],
    }
    return {**given, **fields}


def test_what_is_added_counts_everywhere_and_tells_who_added_it(filled: Store) -> None:
    before = datetime.now(UTC)
    made = add(filled, **DENIAL, actor=[{**span("Südland"), "code": "SWE GOV"}], negated=False)
    assert (made.kind, made.made_by, made.reason, made.case_id) == ("add", "kb", "übersehen", None)
    (new,) = made.events
    (event,) = filled.events_by_id([new])
    assert (event.type, event.trigger_text, event.modality) == (
        EventType.REJECT,
        "bestreitet",
        Modality.ACTUAL,
    )
    assert (event.sentence, event.confidence) == (Span(TEXT.index("Südland best"), len(TEXT)), 1.0)
    assert ids(filled) == tallied(filled) == {EVENT.id, OTHER.id, new}
    assert event in filled.events(EventFilter(actor="SWE GOV", type=EventType.REJECT))
    assert desk.find_ledger(filled, new).positions[0].event_id == new
    assert {e.id for e in filled.events(EventFilter(as_of=before))} == {EVENT.id, OTHER.id}
    assert new not in {line.event_id for line in filled.judging.queue()}
    found = review.find(filled, new)
    assert (found.standing.made, [j.number for j in found.history]) == (made.number, [made.number])
    assert filled.check() == []


def test_what_is_added_joins_the_case_it_fits_and_moves_no_other(store: Store) -> None:
    one, other = (make_document(text, publisher=text[:9]) for text in REPORTS)
    store.add(one, [], model=MODEL)
    store.add(other, [], model=MODEL)
    (first,) = add(store, one, **delivered(one.text)).events
    stood = store.cases.of_event(first)
    (second,) = add(store, other, **delivered(other.text)).events
    assert store.cases.of_events([first, second]) == {first: stood, second: stood}
    (line,) = store.cases.find(desk.CaseFilter())
    assert (line.events, line.documents) == (2, 2)
    (member,) = [m for m in store.cases.members(str(stood)) if m.event_id == second]
    assert (member.linked_to, member.judgement) == (first, None)
    asked = delivered(one.text, trigger=span("Boote", one.text), type="MOBILIZE")
    assert store.cases.of_event(*add(store, one, **asked).events) != stood


def test_a_document_nobody_weighed_is_weighed_first(store: Store) -> None:
    store.add(DOCUMENT, [EVENT, OTHER], model=MODEL)
    (new,) = add(store, **DENIAL).events
    assert None not in store.cases.of_events([EVENT.id, OTHER.id, new]).values()
    assert list(Weigher(store).pending()) == []


def test_undo_takes_it_out_and_it_can_be_added_again(filled: Store) -> None:
    before = state(filled)
    made = add(filled, **DENIAL)
    undone = desk.undo(filled, made.number, made_by="Ada")
    assert (undone.kind, undone.undoes, undone.events) == ("undo", made.number, made.events)
    assert state(filled) == before
    assert not review.find(filled, made.events[0]).standing.in_force
    again = add(filled, **DENIAL)
    assert ids(filled) == {EVENT.id, OTHER.id, *again.events}
    with pytest.raises(ConflictError, match="is an undoing itself"):
        desk.undo(filled, undone.number, made_by="Ada")


def test_it_is_corrected_and_rejected_like_any_other(filled: Store) -> None:
    made = add(filled, **DENIAL)
    corrected = review.correct(
        filled, made.events[0], {"negated": True}, REGISTRY, seen=made.number, made_by="Ada"
    )
    assert corrected.events[0] == made.events[0]
    with pytest.raises(ConflictError, match="Ada corrected this event"):
        desk.undo(filled, made.number, made_by="kb")
    rejected = review.reject(filled, corrected.events[1], seen=corrected.number, made_by="kb")
    assert ids(filled) == {EVENT.id, OTHER.id}
    for number in (rejected.number, corrected.number, made.number):
        desk.undo(filled, number, made_by="kb")
    assert ids(filled) == tallied(filled) == {EVENT.id, OTHER.id}


def test_another_model_takes_the_place_of_what_was_added_as_of_what_was_corrected(filled: Store) -> None:
    made = add(filled, **DENIAL)
    filled.add(DOCUMENT, [], model="reader-test-2")
    assert ids(filled) == set()
    with pytest.raises(ConflictError, match="another model has read its document since"):
        review.accept(filled, made.events[0], seen=made.number, made_by="kb")
    assert precision(filled).added == 1
    assert ids(filled) == set()
    assert add(filled, **DENIAL).events != made.events


def test_what_stands_there_already_is_not_added(filled: Store) -> None:
    whole = {"trigger": span("Lieferung von zehn Booten"), "type": OTHER.type.value}
    with pytest.raises(
        ConflictError, match="event andere of this type stands here already, the model read it"
    ):
        add(filled, **whole)
    add(filled, **DENIAL)
    with pytest.raises(ConflictError, match=r"already, kb added this event on .*accept or correct that one"):
        add(filled, by="Ada", **DENIAL)
    add(filled, **{**DENIAL, "type": "ACCUSE"})
    review.reject(filled, OTHER.id, seen=None, made_by="kb")
    add(filled, **whole)


def test_of_two_who_add_the_same_at_a_time_one_wins(filled: Store, database_url: str) -> None:
    told: list[str] = []
    ready = threading.Barrier(2)

    def adding(by: str) -> None:
        with Store.open(database_url) as store:
            ready.wait()
            try:
                add(store, by=by, **DENIAL)
                told.append("stored")
            except ConflictError:
                told.append("refused")

    threads = [threading.Thread(target=adding, args=(by,)) for by in ("kb", "Ada")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(told) == ["refused", "stored"]
    assert len(filled.events()) == 3


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"type": "REJECT"}, "trigger: is missing; mark the word"),
        ({"trigger": span("bestreitet")}, "type: is missing; choose one"),
        ({**DENIAL, "trigger": {"start": 160, "end": 400}}, "trigger: 160 to 400 is no stretch of the document"),
        ({**DENIAL, "trigger": {"start": 9, "end": 9}}, "trigger: 9 to 9 is no stretch of the document"),
        ({**DENIAL, "trigger": {"start": -4, "end": 3}}, "trigger: -4 to 3 is no stretch"),
        ({**DENIAL, "trigger": {**span("bestreitet"), "text": "leugnet"}}, "trigger: the text has 'bestreitet'"),
        ({**DENIAL, "trigger": span("sagte. Südland")}, "trigger: does not stand in one sentence"),
        ({**DENIAL, "type": "KRIEG"}, "type: 'KRIEG' is not possible"),
        ({**DENIAL, "mode": "visit"}, "mode: REJECT has no mode visit"),
        ({**DENIAL, "actor": [{"code": "Schweden"}]}, "actor.0.code: 'Schweden' is no code"),
        ({**DENIAL, "farbe": "rot"}, "farbe: an event has no such field"),
    ],
)  # fmt: skip
def test_faulty_fields_are_told_and_nothing_is_stored(
    filled: Store, fields: dict[str, Any], problem: str
) -> None:
    with pytest.raises(JudgementError) as caught:
        add(filled, **fields)
    assert str(caught.value).startswith(problem)
    assert filled.cases.judgements() == []
    assert ids(filled) == {EVENT.id, OTHER.id}


def test_there_must_be_such_a_document(filled: Store) -> None:
    with pytest.raises(NotFoundError):
        review.add(filled, "0000", DENIAL, REGISTRY, made_by="kb")


def test_recall_is_of_readings_all_of_whose_events_were_judged(filled: Store) -> None:
    made = add(filled, **DENIAL)
    review.accept(filled, EVENT.id, seen=None, made_by="kb")
    found = precision(filled)
    assert (found.added, found.readings, found.recall.judged) == (1, 0, 0)
    assert (found.events.right, found.events.judged) == (1, 1)  # the added one is not the model's
    other = review.reject(filled, OTHER.id, seen=None, made_by="kb")
    found = precision(filled)
    assert (found.readings, found.recall.right, found.recall.judged) == (1, 1, 2)
    undone = desk.undo(filled, other.number, made_by="kb")
    assert precision(filled).readings == 0
    review.accept(filled, OTHER.id, seen=undone.number, made_by="kb")
    assert (precision(filled).recall.right, precision(filled).recall.judged) == (2, 3)
    review.reject(filled, made.events[0], seen=made.number, made_by="kb")
    found = precision(filled)
    assert (found.added, found.recall.right, found.recall.judged) == (0, 2, 2)
    assert (found.rejected, set(found.types)) == (0, {EVENT.type.value})


def test_a_document_in_which_the_model_read_nothing_counts_when_something_is_added(store: Store) -> None:
    store.add(DOCUMENT, [], model=MODEL)
    add(store, **DENIAL)
    found = precision(store)
    assert (found.readings, found.recall.right, found.recall.judged, found.models) == (1, 0, 1, (MODEL,))
