"""Weighing over a record: documents come one by one, and every earlier view stays."""

import threading
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from making import MODEL
from meetings import FIRST, SECOND, THIRD, add, case_of, ids, meeting, members, moment, rows, weigh
from telling import document

from lagebild.record import CaseFilter, NotFoundError, Store, schema
from lagebild.records import CaseState
from lagebild.weigh import desk
from lagebild.weigh.weigher import Weigher, summary


def test_a_second_document_joins_the_case_and_rewrites_nothing(store: Store) -> None:
    add(store, FIRST)
    weigh(store)
    before = rows(store)
    add(store, SECOND)
    assert weigh(store) == [SECOND[0].id]
    (case,) = desk.find_cases(store, CaseFilter(documents=2))
    assert (case.id, case.events, case.documents, case.state) == (
        FIRST[1].id[:12],
        2,
        2,
        CaseState.UNCONTESTED,
    )
    assert (case.first_published, case.last_published) == (date(2024, 5, 7), date(2024, 5, 8))
    assert set(before) < set(rows(store))


def test_weighing_again_changes_nothing(store: Store) -> None:
    add(store, FIRST, SECOND)
    weigh(store)
    before = [
        rows(store, table) for table in (schema.case_events, schema.cases, schema.acts, schema.weighings)
    ]
    assert weigh(store) == []
    Weigher(store).weigh(FIRST[0].id)
    Weigher(store).sum_up()
    assert before == [
        rows(store, t) for t in (schema.case_events, schema.cases, schema.acts, schema.weighings)
    ]


def test_a_document_without_events_is_weighed_once(store: Store) -> None:
    told = document("Nichts geschah.")
    store.add(told, [], model=MODEL)
    assert weigh(store) == [told.id]
    assert weigh(store) == []
    assert ids(store) == set()


def test_what_was_cut_off_before_it_was_summed_up_is_made_good(store: Store) -> None:
    add(store, FIRST)
    Weigher(store).weigh(FIRST[0].id)
    assert ids(store) == set()
    assert weigh(store) == []
    assert ids(store) == {FIRST[1].id[:12]}


def test_what_was_stored_by_a_killed_run_is_weighed_by_the_next(store: Store) -> None:
    add(store, FIRST, SECOND)
    next(Weigher(store).pending())
    assert len(weigh(store)) == 1
    assert ids(store) == {FIRST[1].id[:12]}


def test_a_denial_makes_the_case_disputed(store: Store) -> None:
    add(store, FIRST, SECOND, THIRD)
    weigh(store)
    ledger = desk.find_ledger(store, FIRST[1].id)
    assert (ledger.state, ledger.last_change) == (CaseState.DISPUTED, date(2024, 5, 9))
    assert ledger.first_denial
    assert ledger.first_denial.holder == "Lund"
    assert "Lund" in {origin.label for origin in ledger.origins}
    assert [c.state for c in desk.find_cases(store, CaseFilter(states=(CaseState.DISPUTED,)))] == ["disputed"]
    assert not desk.find_cases(store, CaseFilter(states=(CaseState.DENIED,)))


def test_cases_are_found_by_who_takes_part_and_when(store: Store) -> None:
    add(store, FIRST, SECOND)
    weigh(store)
    found = {FIRST[1].id[:12]}

    def asked(**wanted: Any) -> set[str]:
        now = {c.id for c in desk.find_cases(store, CaseFilter(**wanted))}
        assert now == {c.id for c in desk.find_cases(store, CaseFilter(**wanted, as_of=moment()))}
        return now

    assert asked(actors=("NLD", "SWE GOV")) == asked(since=date(2024, 5, 8), until=date(2024, 5, 7)) == found
    assert asked(type=FIRST[1].type, documents=2) == found
    assert asked(actors=("NLD", "FIN")) == asked(since=date(2024, 5, 9)) == asked(documents=3) == set()
    assert asked(framework="Küstenrunde") == set()


def test_as_of_shows_what_was_known(store: Store) -> None:
    add(store, FIRST)
    weigh(store)
    then = moment()
    add(store, SECOND, THIRD)
    weigh(store)
    (case,) = desk.find_cases(store, CaseFilter(as_of=then))
    assert (case.documents, case.state) == (1, CaseState.UNCONTESTED)
    assert len(desk.find_ledger(store, case.id, then).positions) == 1
    with pytest.raises(NotFoundError, match="at that time"):
        desk.find_ledger(store, case.id, then - timedelta(days=1))


def test_an_event_is_known_when_its_reading_was_stored_not_when_it_was_weighed(store: Store) -> None:
    add(store, FIRST)
    then = moment()
    weigh(store)
    assert ids(store, then) == {FIRST[1].id[:12]}


def test_a_new_reading_takes_the_place_of_the_old(store: Store) -> None:
    add(store, FIRST, SECOND)
    weigh(store)
    then = moment()
    told = SECOND[0]
    store.add(told, [], model="reader-test-2")
    weigh(store)
    (case,) = desk.find_cases(store, CaseFilter())
    assert (case.events, case.documents) == (1, 1)
    (before,) = desk.find_cases(store, CaseFilter(as_of=then))
    assert before.events == 2


def test_a_case_of_replaced_readings_only_is_gone_and_does_no_harm(store: Store) -> None:
    add(store, FIRST)
    weigh(store)
    then = moment()
    store.add(FIRST[0], [], model="reader-test-2")
    weigh(store)
    Weigher(store).sum_up()
    assert ids(store) == set()
    assert ids(store, then) == {FIRST[1].id[:12]}
    assert desk.find_commitments(store, CaseFilter(as_of=then)) == []


def test_a_reading_that_comes_while_its_document_is_weighed_is_weighed_too(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(store, FIRST)
    again = replace(FIRST[1], id="f" * 24, model="reader-test-2")
    known_since = store.weighing.known_since

    def meanwhile(document_id: str) -> datetime:
        store.add(FIRST[0], [again], model="reader-test-2")
        return known_since(document_id)

    monkeypatch.setattr(store.weighing, "known_since", meanwhile)
    weigh(store)
    (case,) = desk.find_cases(store, CaseFilter())
    assert members(store, case.id) == {again.id}


def test_two_weighers_on_one_record_do_not_double(store: Store, database_url: str) -> None:
    reports = [
        meeting(
            f"Öberg hat am Dienstag in Hafenstadt zum {n}. Mal Lund getroffen, sagte Zeuge {n}.", "2024-05-07"
        )
        for n in range(1, 9)
    ]
    add(store, *reports)
    other = Store.open(database_url)
    faults: list[BaseException] = []

    def work(opened: Store) -> None:
        try:
            weigh(opened)
        except BaseException as error:
            faults.append(error)

    threads = [threading.Thread(target=work, args=(opened,)) for opened in (store, other)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    other.close()
    assert not faults
    assert len(rows(store, schema.weighings)) == len(rows(store, schema.acts)) == len(reports)
    assert sum(case.events for case in desk.find_cases(store, CaseFilter())) == len(reports)


def test_a_case_that_changed_while_it_was_summed_up_is_summed_up_again(store: Store) -> None:
    add(store, FIRST, SECOND)
    weigher = Weigher(store)
    weigher.weigh(FIRST[0].id)
    case_id = case_of(store, FIRST)
    old = summary(case_id, store.cases.reports([case_id])[case_id])
    weigher.weigh(SECOND[0].id)
    assert store.weighing.summarise([old], {}) == 0
    assert ids(store) == set()
    weigher.sum_up()
    assert [case.events for case in desk.find_cases(store, CaseFilter())] == [2]
