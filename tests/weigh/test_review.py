"""What people decide about events: accept, reject, correct, undo; conflicts."""

import os
import signal
import subprocess
import sys
import threading
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from making import MODEL, TEXT, make_event, span_of
from reviewed import DOCUMENT, EVENT, OTHER, ids, state, tallied

from lagebild.errors import JudgementError
from lagebild.record import CaseFilter, ConflictError, EventFilter, NotFoundError, Store
from lagebild.records import EventType, Judgement, Modality
from lagebild.reference.registry import default_registry
from lagebild.weigh import desk, review
from lagebild.weigh.weigher import Weigher, summary

REGISTRY = default_registry()


def correct(store: Store, event_id: str, seen: int | None = None, by: str = "kb", **fields: Any) -> Judgement:
    return review.correct(store, event_id, fields, REGISTRY, seen=seen, made_by=by)


def test_rejecting_takes_an_event_out_of_everything_and_keeps_it(filled: Store) -> None:
    before = datetime.now(UTC)
    made = review.reject(filled, EVENT.id, seen=None, made_by="kb", reason="kein Ereignis")
    assert (made.kind, made.events, made.case_id, made.reason) == (
        "reject",
        (EVENT.id,),
        None,
        "kein Ereignis",
    )
    assert ids(filled) == tallied(filled) == {OTHER.id}
    assert filled.cases.of_events([EVENT.id]) == {EVENT.id: None}
    assert EVENT.id not in {p.event_id for p in desk.find_ledger(filled, OTHER.id).positions}
    assert {event.id for event in filled.events(EventFilter(as_of=before))} == {EVENT.id, OTHER.id}
    assert filled.events_by_id([EVENT.id]) == [EVENT]


def test_cases_beside_one_are_found_where_an_event_was_rejected(filled: Store) -> None:
    cases = filled.cases.of_events([EVENT.id, OTHER.id])
    review.reject(filled, EVENT.id, seen=None, made_by="kb")
    assert {each.case_id for each in filled.cases.beside([DOCUMENT.id])} == {cases[OTHER.id]}


def test_accepting_only_notes(filled: Store) -> None:
    before = state(filled)
    made = review.accept(filled, EVENT.id, seen=None, made_by="kb")
    assert state(filled) == before
    assert [j.number for j in review.find(filled, EVENT.id).history] == [made.number]


def test_a_correction_stands_in_the_place_of_the_event_and_in_its_case(filled: Store) -> None:
    case_id = filled.cases.of_event(EVENT.id)
    made = correct(filled, EVENT.id, type="AID", modality="actual", negated=True, context=["military"])
    old, new = made.events
    assert old == EVENT.id
    assert made.changes == {
        "type": {"before": "AGREE", "after": "AID"},
        "context": {"before": ["military", "economic"], "after": ["military"]},
        "modality": {"before": "planned", "after": "actual"},
        "negated": {"before": False, "after": True},
    }
    (stored,) = filled.events_by_id([new])
    assert stored == replace(
        EVENT,
        id=new,
        type=EventType.AID,
        modality=Modality.ACTUAL,
        negated=True,
        contexts=("military",),
        confidence=1.0,
    )
    assert ids(filled) == tallied(filled) == {new, OTHER.id}
    assert filled.cases.of_events([new]) == {new: case_id}
    (member,) = [m for m in filled.cases.members(str(case_id)) if m.event_id == new]
    assert (member.judgement, member.linked_to) == (made.number, EVENT.id)
    (position, *_) = [p for p in desk.find_ledger(filled, new).positions if p.event_id == new]
    assert (position.modality, position.negated) == (Modality.ACTUAL, True)
    assert filled.check() == []
    found = review.find(filled, new)
    assert found.before == EVENT
    assert review.find(filled, EVENT.id).after == stored


def span(words: str) -> dict[str, Any]:
    at = span_of(TEXT, words)
    return {"text": words, "start": at.start, "end": at.end}


def test_every_field_can_be_corrected(filled: Store) -> None:
    wanted: dict[str, Any] = {
        "trigger": span("Lieferung"),
        "type": "CONSULT",
        "mode": "visit",
        "context": ["economic"],
        "actor": [{**span("Südland"), "code": "POL GOV", "name": "Regierung von Südland"}],
        "recipient": [{"start": None, "code": "UNK"}],
        "object": [span("zehn Booten")],
        "framework": [{**span("Küstenrunde"), "name": "NATO"}],
        "place": [{**span("Hafenstadt"), "country": "POL", "name": "Warschau"}],
        "time": [{**span("3. Mai"), "value": "2024-05-02/2024-05-03"}],
        "amount": [{**span("4 Millionen Euro"), "value": "5e6 EUR", "bound": "about"}],
        "modality": "hypothetical",
        "negated": True,
        "sources": [{**span("Südland"), "code": "POL", "stance": "denies", "cue": span("bestreitet")}],
    }
    made = correct(filled, EVENT.id, **wanted)
    assert set(made.changes or ()) == set(wanted)
    (new,) = filled.events_by_id([made.events[1]])
    assert (new.trigger_text, new.type, new.mode, new.contexts) == (
        "Lieferung",
        EventType.CONSULT,
        "visit",
        ("economic",),
    )
    assert [(a.text, a.code, a.name, a.inferred, a.confidence) for a in (*new.actors, *new.recipients)] == [
        ("Südland", "POL GOV", "Regierung von Südland", False, 1.0), (None, "UNK", None, True, 1.0),
    ]  # fmt: skip
    assert [o.text for o in new.objects] == ["zehn Booten"]
    assert [(f.text, f.kind) for f in new.frameworks] == [("Küstenrunde", "group")]
    assert [(p.country, p.name, p.geonameid) for p in new.places] == [("POL", "Warschau", 756135)]
    assert [t.value for t in new.times] == ["2024-05-02/2024-05-03"]
    assert [(a.value, a.bound) for a in new.amounts] == [("5e6 EUR", "about")]
    (source,) = new.sources
    assert (source.code, source.stance.value, source.cue) == ("POL", "denies", span_of(TEXT, "bestreitet"))
    assert new.vector == b""


def test_what_is_not_touched_keeps_what_the_machine_knew_of_it(filled: Store) -> None:
    kept, _ = EVENT.recipients
    form = {"start": kept.span.start, "end": kept.span.end, "code": kept.code, "name": kept.name}  # type: ignore[union-attr]
    made = correct(filled, EVENT.id, recipient=[form], actor=[{**span("Nordland"), "code": "NLD"}], mode=None)
    assert list(made.changes or ()) == ["recipient"]
    (new,) = filled.events_by_id([made.events[1]])
    assert (new.recipients, new.actors) == ((kept,), EVENT.actors)


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("wer", [], "wer: an event has no such field"),
        ("type", "ATTACK", "type: 'ATTACK' is not possible; write one of AGREE"),
        ("mode", "visit", "mode: AGREE has no mode visit; its modes: none"),
        ("context", ["military", "legal", "cyber"], "context: are 3; keep the 2"),
        ("negated", "ja", "negated: is neither true nor false"),
        ("actor", {"code": "NLD"}, "actor: is no list"),
        ("actor", [{"code": "Niederlande"}], "actor.0.code: 'Niederlande' is no code"),
        ("actor", [{"code": "QQQ"}], "actor.0.code: there is no state or organisation QQQ"),
        ("actor", [{"code": "NLD ABC"}], "actor.0.code: there is no sector ABC"),
        ("actor", [{"start": 5, "end": 3, "code": "NLD"}], "actor.0: 5 to 3 is no stretch"),
        ("object", [{"start": 0, "end": 10**9}], "object.0: 0 to 1000000000 is no stretch"),
        ("object", [{"start": True, "end": 3}], "object.0: True to 3 is no stretch"),
        ("object", [{"start": 0, "end": 8, "text": "Südland"}], "the text has 'Nordland' from 0 to 8, not 'Südland'"),
        ("framework", [{"start": 0, "end": 8, "name": "Kuhvertrag 17"}], "the registry has no Kuhvertrag 17"),
        ("place", [{"start": 0, "end": 8, "country": "NATO"}], "place.0.country: NATO is no state"),
        ("place", [{"start": 0, "end": 8, "name": "Nirgendwo"}], "the gazetteer has no Nirgendwo"),
        ("time", [{"start": 0, "end": 8, "value": "2024-13"}], "time.0.value: 2024-13 is no time"),
        ("time", [{"start": 0, "end": 8, "value": "2024-05-03/2024-05-01"}], "is no time"),
        ("amount", [{"start": 0, "end": 8, "value": "viel Geld"}], "amount.0.value: viel Geld is no amount"),
        ("sources", [{"code": "NLD", "stance": "meint"}], "sources.0.stance: 'meint' is not possible"),
        ("sources", [{"code": "NLD", "stance": "denies", "cue": "sagte"}], "sources.0.cue: is no object"),
        ("actor", [{"code": ["NLD"]}], "actor.0.code: ['NLD'] is no code"),
        ("trigger", {"start": 0, "end": len(TEXT)}, "trigger: does not stand in one sentence"),
        ("type", "AGREE", "nothing differs"),
    ],
)  # fmt: skip
def test_faulty_fields_are_told_and_nothing_is_stored(
    filled: Store, field: str, value: Any, told: str
) -> None:
    with pytest.raises(JudgementError) as refused:
        correct(filled, EVENT.id, **{field: value})
    assert told in str(refused.value)
    assert ids(filled) == {EVENT.id, OTHER.id}
    assert filled.cases.judgements() == []


def test_a_mode_of_the_old_type_goes_with_it(store: Store) -> None:
    visit = replace(EVENT, type=EventType.CONSULT, mode="visit")
    store.add(DOCUMENT, [visit], model=MODEL)
    made = correct(store, visit.id, type="AID")
    assert (made.changes or {})["mode"] == {"before": "visit", "after": None}


@pytest.mark.parametrize("kind", ["accept", "reject", "correct"])
def test_undo_puts_everything_back(filled: Store, kind: str) -> None:
    before = state(filled)
    made = (
        correct(filled, EVENT.id, type="AID")
        if kind == "correct"
        else getattr(review, kind)(filled, EVENT.id, seen=None, made_by="kb")
    )
    undone = desk.undo(filled, made.number, made_by="lw")
    assert (undone.kind, undone.undoes, undone.made_by) == ("undo", made.number, "lw")
    assert state(filled) == before
    with pytest.raises(ConflictError, match="is an undoing itself"):
        desk.undo(filled, undone.number, made_by="lw")
    with pytest.raises(ConflictError, match="lw undid the judgement of this event"):
        desk.undo(filled, made.number, made_by="lw")
    again = correct(filled, EVENT.id, seen=undone.number, type="AID")
    assert ids(filled) == {again.events[1], OTHER.id}


def test_undo_is_refused_if_a_later_judgement_touched_the_event(filled: Store) -> None:
    made = correct(filled, EVENT.id, type="AID")
    new = made.events[1]
    later = correct(filled, new, seen=made.number, by="Ada", negated=True)
    with pytest.raises(ConflictError, match=r"Ada corrected this event \(negated\) on .*undo that one first"):
        desk.undo(filled, made.number, made_by="kb")
    desk.undo(filled, later.number, made_by="Ada")
    desk.undo(filled, made.number, made_by="kb")
    assert ids(filled) == {EVENT.id, OTHER.id}


def test_a_case_that_was_split_since_keeps_a_correction_from_being_undone(filled: Store) -> None:
    made = correct(filled, EVENT.id, type="AID")
    split = desk.split(filled, made.events[1], [made.events[1]], made_by="Ada")
    with pytest.raises(ConflictError, match="Ada split a case with this event"):
        desk.undo(filled, made.number, made_by="kb")
    desk.undo(filled, split.number, made_by="Ada")
    desk.undo(filled, made.number, made_by="kb")
    with pytest.raises(ConflictError, match="undo that one first"):
        desk.undo(filled, split.number, made_by="Ada")


def test_who_has_not_seen_the_last_judgement_is_told_of_it(filled: Store) -> None:
    made = review.accept(filled, EVENT.id, seen=None, made_by="Ada")
    for judge in (
        lambda: review.reject(filled, EVENT.id, seen=None, made_by="kb"),
        lambda: correct(filled, EVENT.id, type="AID"),
        lambda: correct(filled, EVENT.id, seen=made.number + 5, type="AID"),
    ):
        with pytest.raises(
            ConflictError, match=r"Ada accepted this event on \d{4}-.* UTC, judgement 1; look"
        ):
            judge()
    review.reject(filled, EVENT.id, seen=made.number, made_by="kb")
    with pytest.raises(ConflictError, match="no longer counts, kb rejected"):
        review.accept(filled, EVENT.id, seen=2, made_by="Ada")
    with pytest.raises(ConflictError, match="nobody has judged this event yet"):
        review.accept(filled, OTHER.id, seen=2, made_by="Ada")
    with pytest.raises(NotFoundError, match="no event has this id"):
        review.accept(filled, "nichts", seen=None, made_by="Ada")


def test_what_another_model_has_read_since_is_not_judged(filled: Store) -> None:
    later = replace(EVENT, id="later", model="reader-test-2")
    filled.add(DOCUMENT, [later], model="reader-test-2")
    with pytest.raises(ConflictError, match="another model has read its document since"):
        review.accept(filled, EVENT.id, seen=None, made_by="kb")
    review.accept(filled, later.id, seen=None, made_by="kb")  # weighed for it
    assert filled.weighing.unweighed(1) == []


def test_of_two_corrections_at_a_time_one_wins(filled: Store, database_url: str) -> None:
    barrier = threading.Barrier(2)
    told: list[object] = []

    def judge(name: str, kind: str) -> None:
        with Store.open(database_url) as own:
            barrier.wait()
            try:
                told.append(correct(own, EVENT.id, by=name, type=kind))
            except ConflictError as error:
                told.append(str(error))

    threads = [threading.Thread(target=judge, args=args) for args in (("Ada", "AID"), ("Ben", "COOPERATE"))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    (won,) = [each for each in told if isinstance(each, Judgement)]
    (lost,) = [each for each in told if isinstance(each, str)]
    assert f"{won.made_by} corrected this event (type)" in lost
    assert ids(filled) == {won.events[1], OTHER.id}
    assert [j.number for j in filled.cases.judgements()] == [1]


def test_a_corrected_event_is_undone_and_rejected_in_every_earlier_view(filled: Store) -> None:
    made = correct(filled, EVENT.id, type="AID")
    between = datetime.now(UTC)
    desk.undo(filled, made.number, made_by="kb")
    assert {e.id for e in filled.events(EventFilter(as_of=between))} == {made.events[1], OTHER.id}
    assert desk.find_ledger(filled, made.events[1], between).positions[0].event_id == made.events[1]
    assert {e.id for e in filled.events(EventFilter(as_of=datetime.now(UTC)))} == {EVENT.id, OTHER.id}


def test_a_case_that_was_corrected_while_it_was_summed_up_is_summed_up_again(
    filled: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    (case_id,) = filled.cases.of_events([EVENT.id]).values()
    reports = filled.cases.reports([case_id])[case_id]
    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(Weigher, "sum_up", lambda weigher: None)
        correct(filled, EVENT.id, modality="actual")
    origins = {report.event_id: 0 for report in reports}
    assert filled.weighing.summarise([summary(case_id, reports)], origins) == 0
    Weigher(filled).sum_up()
    shown = {case.id: case.reality for case in desk.find_cases(filled, CaseFilter())}
    assert shown[case_id] is Modality.ACTUAL


REVIEW = """
import sys
from lagebild.record import Store
from lagebild.weigh import review
with Store.open(sys.argv[1]) as store:
    for number in range(60):
        event = store.judging.queue(limit=1)[0].event_id
        made = review.reject(store, event, seen=None, made_by="kb")
        print(made.number, event, flush=True)
"""


def test_what_was_told_as_stored_is_there_after_a_kill(store: Store, database_url: str) -> None:
    events = [make_event(DOCUMENT, number) for number in range(60)]
    store.add(DOCUMENT, events, model=MODEL)
    assert list(Weigher(store).pending())
    process = subprocess.Popen(
        [sys.executable, "-c", REVIEW, database_url], stdout=subprocess.PIPE, text=True, env={**os.environ}
    )
    assert process.stdout is not None
    told = [process.stdout.readline() for _ in range(5)]
    process.send_signal(signal.SIGKILL)
    told += process.stdout.readlines()
    process.wait()
    rejected = {line.split()[1] for line in told if line.endswith("\n")}
    assert 5 <= len(rejected) < 60
    with Store.open(database_url) as reopened:
        stored = reopened.cases.judgements()
        assert rejected <= {event for j in stored for event in j.events}
        assert len(stored) - len(rejected) <= 1  # the one that was not told any more
        left = {event.id for event in reopened.events()}
        assert left == tallied(reopened) == {e.id for e in events} - {i for j in stored for i in j.events}
        Weigher(reopened).sum_up()
        assert sum(s.events for s in reopened.cases.find(desk.CaseFilter(), limit=None)) == len(left)
        assert reopened.check() == []
