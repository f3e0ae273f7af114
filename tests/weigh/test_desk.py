"""What people decide about cases, and commitments over the record."""

import sqlite3
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from meetings import FIRST, NLD, SECOND, SWE, THIRD, add, case_of, ids, meeting, members, moment, rows, weigh
from telling import document, event

from lagebild.record import CaseFilter, ConflictError, NotFoundError, Store, case_filter, schema
from lagebild.records import Document, Event, Stage
from lagebild.weigh import desk


def judged(store: Store) -> tuple[str, str, list[datetime]]:
    """A case split, then merged again, with the moments before, between and after."""
    add(store, FIRST, SECOND)
    weigh(store)
    case_id = FIRST[1].id[:12]
    moments = [moment()]
    made = desk.split(store, case_id, [SECOND[1].id[:8]], made_by="kb", reason="andere Sitzung")
    assert (made.kind, made.events, made.reason) == ("split", (SECOND[1].id,), "andere Sitzung")
    moments.append(moment())
    desk.merge(store, made.case_id, case_id, made_by="kb")
    return case_id, made.case_id, [*moments, moment()]


def test_split_and_merge_with_every_earlier_view(store: Store) -> None:
    case_id, new, (before, between, after) = judged(store)
    assert ids(store, before) == {case_id}
    assert members(store, case_id, before) == {FIRST[1].id, SECOND[1].id}
    assert ids(store, between) == {case_id, new}
    assert ids(store, after) == ids(store) == {new}
    assert desk.find_ledger(store, FIRST[1].id, between).case_id == case_id
    assert desk.find_ledger(store, FIRST[1].id).case_id == new
    assert len(desk.find_ledger(store, case_id, before).positions) == 2
    with pytest.raises(NotFoundError, match="in other cases now"):
        desk.find_ledger(store, case_id)


def test_rows_are_only_added_by_judgements(store: Store) -> None:
    add(store, FIRST, SECOND)
    weigh(store)
    seen = [set(rows(store)) | set(rows(store, schema.judgements))]
    made = desk.split(store, FIRST[1].id, [SECOND[1].id], made_by="kb")
    seen.append(set(rows(store)) | set(rows(store, schema.judgements)))
    desk.undo(store, made.number, made_by="lw")
    seen.append(set(rows(store)) | set(rows(store, schema.judgements)))
    assert seen[0] < seen[1] < seen[2]


def test_undo_puts_back_and_can_be_undone(store: Store) -> None:
    case_id, new, _ = judged(store)
    undone = desk.undo(store, 2, made_by="lw")
    assert (undone.kind, undone.undoes, undone.number) == ("undo", 2, 3)
    assert ids(store) == {case_id, new}
    assert members(store, new) == {SECOND[1].id}
    desk.undo(store, 3, made_by="lw")
    assert ids(store) == {new}
    assert [j.kind for j in store.cases.judgements()] == ["split", "merge", "undo", "undo"]


def test_undo_of_what_was_moved_again_is_refused(store: Store) -> None:
    add(store, FIRST, SECOND)
    weigh(store)
    made = desk.split(store, FIRST[1].id, [SECOND[1].id], made_by="kb")
    desk.merge(store, FIRST[1].id, SECOND[1].id, made_by="kb")
    with pytest.raises(ConflictError, match="undo that one first"):
        desk.undo(store, made.number, made_by="kb")
    with pytest.raises(NotFoundError, match="there is no such judgement"):
        desk.undo(store, 9, made_by="kb")


def test_an_event_named_twice_is_moved_once(store: Store) -> None:
    add(store, FIRST, SECOND)
    weigh(store)
    made = desk.split(store, FIRST[1].id, [SECOND[1].id, SECOND[1].id[:9]], made_by="kb")
    assert made.events == (SECOND[1].id,)
    desk.undo(store, made.number, made_by="kb")
    assert case_of(store, SECOND) == case_of(store, FIRST)


def test_who_opened_a_case_can_be_split_from_it(store: Store) -> None:
    add(store, FIRST, SECOND)
    weigh(store)
    desk.split(store, FIRST[1].id[:12], [FIRST[1].id], made_by="kb")
    assert case_of(store, FIRST) != case_of(store, SECOND) == FIRST[1].id[:12]


def test_a_case_that_is_gone_by_now_costs_no_other(store: Store) -> None:
    case_id, new, _ = judged(store)
    assert [found.case_id for found in desk.find_ledgers(store, [case_id, new])] == [new]


@pytest.mark.parametrize("actors", [("NLD",), ("SWE", "NLD"), ("NOR",), ("NLD", "NOR")])
def test_a_frequent_actor_is_asked_for_otherwise_with_the_same_answer(
    store: Store, monkeypatch: pytest.MonkeyPatch, actors: tuple[str, ...]
) -> None:
    add(store, FIRST, THIRD)
    weigh(store)
    seldom = desk.find_cases(store, CaseFilter(actors=actors))
    assert bool(seldom) == ("NOR" not in actors)
    monkeypatch.setattr(case_filter, "FREQUENT", 1)
    assert desk.find_cases(store, CaseFilter(actors=actors)) == seldom


@pytest.mark.parametrize("taken_out", [FIRST, SECOND])
def test_later_documents_do_not_reverse_a_split(store: Store, taken_out: tuple[Document, Event]) -> None:
    """The case that the event was taken out of is judged as well; a third report could join both again."""
    add(store, FIRST, SECOND)
    weigh(store)
    desk.split(store, FIRST[1].id, [taken_out[1].id], made_by="kb")
    add(store, THIRD, meeting("Öberg und Lund haben sich am Dienstag in Hafenstadt getroffen.", "2024-05-10"))
    weigh(store)
    assert case_of(store, FIRST) != case_of(store, SECOND)


PROMISE = "Nordland will Südland bis Ende Mai Boote liefern."
DELIVERY = "Nordland hat Südland am Dienstag Boote geliefert."


def delivery(text: str, day: str, trigger: str, **fields: Any) -> tuple[Document, Event]:
    told = document(text, day)
    return told, event(told, trigger, "AID", [NLD], [SWE], what="Boote", **fields)


PROMISED = delivery(PROMISE, "2024-05-03", "liefern", modality="planned", time=("bis Ende Mai", "2024-05"))
PUT_OFF = delivery(
    "Nordland will Südland bis Ende August die Boote liefern.", "2024-06-10", "liefern", modality="planned",
    time=("bis Ende August", "2024-08"),
)  # fmt: skip


def test_overdue_as_the_reports_until_a_day_tell_it(store: Store) -> None:
    add(store, PROMISED, delivery(DELIVERY, "2024-06-20", "geliefert"))
    weigh(store)

    def late(on: str) -> list[Stage]:
        day = date.fromisoformat(on)
        return [c.stage for c in desk.find_commitments(store, CaseFilter(), on=day, overdue=True)]

    assert late("2024-05-31") == []
    assert late("2024-06-05") == [Stage.ANNOUNCED]
    assert late("2024-06-21") == []
    (now,) = desk.find_commitments(store, CaseFilter())
    assert [step.stage for step in now.steps] == [Stage.ANNOUNCED, Stage.CARRIED_OUT]
    assert desk.find_commitments(store, CaseFilter(), on=date(2024, 5, 1)) == []


def test_a_day_that_was_set_later_does_not_count_before(store: Store) -> None:
    add(store, PROMISED, PUT_OFF)
    weigh(store)
    desk.merge(store, PROMISED[1].id, PUT_OFF[1].id, made_by="kb")
    (then,) = desk.find_commitments(store, CaseFilter(), on=date(2024, 6, 5), overdue=True)
    assert then.due == date(2024, 5, 31)
    assert desk.find_commitments(store, CaseFilter(), on=date(2024, 7, 1), overdue=True) == []


def test_commitments_as_they_were_known(store: Store) -> None:
    add(store, PROMISED)
    weigh(store)
    then = moment()
    add(store, delivery(DELIVERY, "2024-06-20", "geliefert"))
    weigh(store)
    (made,) = desk.find_commitments(store, CaseFilter(as_of=then))
    assert made.stage is Stage.ANNOUNCED
    (now,) = desk.find_commitments(store, CaseFilter())
    assert now.stage is Stage.CARRIED_OUT


def test_the_list_of_now_is_that_of_today(store: Store) -> None:
    """One reads what was noted when the cases were summed up, the other all acts."""
    add(store, PROMISED, PUT_OFF, FIRST, delivery(DELIVERY, "2024-06-20", "geliefert"))
    weigh(store)
    now, today = (desk.find_commitments(store, CaseFilter(), on=on) for on in (None, date.today()))
    assert now == today != []
    late, late_today = (
        desk.find_commitments(store, CaseFilter(), on=on, overdue=True) for on in (None, date.today())
    )
    assert [made.id for made in late] == [made.id for made in late_today] == [PUT_OFF[1].id[:12]]
    assert (
        desk.fell_due(store, date(2024, 6, 1)) == desk.fell_due(store, date(2024, 6, 1), date.today()) != []
    )
    assert desk.fell_due(store, date(2024, 9, 1)) == []


def test_when_deeds_are_due_is_noted_in_a_file_of_before(tmp_path: Path) -> None:
    path = tmp_path / "lagebild.db"
    with Store.open(str(path)) as store:
        add(store, PROMISED, PUT_OFF, FIRST)
        weigh(store)
        desk.merge(store, PROMISED[1].id, PUT_OFF[1].id, made_by="kb")
        before = rows(store, schema.cases)
    assert {row[-2:] for row in before} == {("False", "2024-08-31"), ("True", "None")}
    with sqlite3.connect(path) as connection:
        connection.executescript(
            """
            DROP INDEX cases_due; ALTER TABLE cases DROP COLUMN deed; ALTER TABLE cases DROP COLUMN due;
            ALTER TABLE cases DROP COLUMN done;
            CREATE INDEX cases_state ON cases (state); DELETE FROM migrations WHERE number = 8;
            """
        )
    with Store.open(str(path)) as store:
        assert rows(store, schema.cases) == before


def test_pages_of_commitments_are_those_of_the_whole_list(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = delivery(
        "Nordland will Südland bis Ende April andere Boote liefern.", "2024-03-01", "liefern", modality="planned",
        time=("bis Ende April", "2024-04"),
    )  # fmt: skip
    add(store, PROMISED, PUT_OFF, other)
    weigh(store)
    every = desk.find_commitments(store, CaseFilter(), limit=None)
    assert [made.due for made in every] == sorted(made.due for made in every if made.due)
    assert len(every) > 1
    monkeypatch.setattr(desk, "DEEDS_AT_A_TIME", 1)
    for at, seen in enumerate(every):
        page = desk.find_commitments(store, CaseFilter(), limit=1, after=(seen.due, seen.id))
        assert page == every[at + 1 : at + 2]
    late = desk.find_commitments(store, CaseFilter(), on=date(2024, 6, 11), overdue=True)
    assert late == [made for made in every if made.overdue(date(2024, 6, 11))]
