"""Which acts become one case, and what stays of it when more comes."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from itertools import permutations

import numpy as np
import pytest
from telling import document, event

from lagebild.weigh import linking
from lagebild.weigh.acts import Act, act_of
from lagebild.weigh.linking import link
from lagebild.weigh.similarity import Comparison

WHEN = ("am Dienstag", "2024-05-07")


def told(text: str, published: str, trigger: str, type: str = "CONSULT", **fields: object) -> Act:
    given = {"by": ["NLD GOV"], "to": ["SWE GOV"]}
    report = document(text, published)
    return act_of(event(report, trigger, type, **{**given, **fields}), report)  # type: ignore[arg-type]


class Record:
    """What the database does for ``link``, in memory."""

    def __init__(self) -> None:
        self.case: dict[str, str] = {}
        self.acts: dict[str, Act] = {}

    def take(self, *new: Act, judged: Collection[str] = ()) -> None:
        linked = link(new, self.cases(), judged)
        assert {act.event_id for act in new} <= {each.act.event_id for each in linked}
        self.case |= {each.act.event_id: each.case_id for each in linked}
        self.acts |= {act.event_id: act for act in new}

    def cases(self) -> Mapping[str, Sequence[Act]]:
        found: defaultdict[str, list[Act]] = defaultdict(list)
        for event_id, case_id in self.case.items():
            found[case_id].append(self.acts[event_id])
        return found

    def together(self) -> set[frozenset[str]]:
        return {frozenset(act.event_id for act in acts) for acts in self.cases().values()}


MAY_7 = told(
    "Ministerin Öberg hat am Dienstag in Hafenstadt Minister Lund getroffen.",
    "2024-05-07",
    "getroffen",
    time=WHEN,
)
MAY_7_AGAIN = told(
    "Öberg und Lund kamen am Dienstag zu einem Treffen in Hafenstadt zusammen.",
    "2024-05-08",
    "Treffen",
    time=WHEN,
)
MAY_14 = told(
    "Ministerin Öberg hat am Dienstag in Hafenstadt Minister Lund getroffen, diesmal wegen der Fähren.",
    "2024-05-14", "getroffen", time=("am Dienstag", "2024-05-14"),
)  # fmt: skip
ANNOUNCED = told(
    "Ministerin Öberg will am Dienstag in Hafenstadt Minister Lund treffen.", "2024-05-05", "treffen",
    time=WHEN, modality="planned",
)  # fmt: skip


def test_two_reports_of_a_meeting_are_one_case_and_the_next_meeting_is_another() -> None:
    record = Record()
    record.take(MAY_7)
    record.take(MAY_7_AGAIN)
    record.take(MAY_14)
    assert record.together() == {
        frozenset({MAY_7.event_id, MAY_7_AGAIN.event_id}),
        frozenset({MAY_14.event_id}),
    }


def test_what_was_announced_and_then_held_is_one_case_by_the_name_of_the_first() -> None:
    record = Record()
    record.take(ANNOUNCED)
    record.take(MAY_7)
    assert set(record.case.values()) == {ANNOUNCED.event_id[:12]}


def test_teaser_and_body_of_a_document_are_one_case() -> None:
    text = "Öberg trifft Lund in Hafenstadt. Ministerin Öberg hat am Dienstag in Hafenstadt Minister Lund getroffen."
    record = Record()
    record.take(told(text, "2024-05-07", "trifft"), told(text, "2024-05-07", "getroffen", time=WHEN))
    assert len(record.together()) == 1


def test_why_an_act_is_in_a_case_is_told() -> None:
    (first,) = link([MAY_7], {})
    assert (first.linked_to, first.likeness) == (None, None)
    (second,) = link([MAY_7_AGAIN], {first.case_id: [MAY_7]})
    assert second.linked_to == MAY_7.event_id
    assert second.likeness
    assert second.likeness.parts["parties"] > 0


def test_acts_that_stay_where_they_are_get_no_new_row() -> None:
    moved = link([MAY_7_AGAIN], {"fall": [MAY_7], "anderer": [MAY_14]})
    assert [(each.act, each.case_id) for each in moved] == [(MAY_7_AGAIN, "fall")]


@pytest.mark.parametrize("order", [*permutations((ANNOUNCED, MAY_7, MAY_7_AGAIN, MAY_14))])
def test_the_order_in_which_documents_come_does_not_matter_here(order: Sequence[Act]) -> None:
    record = Record()
    for act in order:
        record.take(act)
    assert record.together() == {
        frozenset({ANNOUNCED.event_id, MAY_7.event_id, MAY_7_AGAIN.event_id}),
        frozenset({MAY_14.event_id}),
    }


def fixed(likes: Mapping[frozenset[str], float], monkeypatch: pytest.MonkeyPatch) -> None:
    """Scores of pairs by their ids; all others are unlike."""

    def compare(rows: Sequence[Act], columns: Sequence[Act]) -> Comparison:
        logits = np.array(
            [[likes.get(frozenset({a.event_id, b.event_id}), -9.0) for b in columns] for a in rows]
        )
        return Comparison(dict.fromkeys(linking.KEPT_APART, logits > np.inf), logits)

    monkeypatch.setattr(linking, "compare_each", lambda sides: [compare(*side) for side in sides])


def named(name: str, **fields: object) -> Act:
    return replace(MAY_7, event_id=name * 24, **fields)  # type: ignore[arg-type]


A, B, C, D = map(named, "abcd")
PAIR = {name: frozenset({name[0] * 24, name[1] * 24}) for name in ("ab", "ac", "ad", "bc", "bd", "cd")}


def test_one_likeness_alone_joins_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    fixed({PAIR["ab"]: 5, PAIR["bc"]: 0.5, PAIR["ac"]: -4}, monkeypatch)
    assert {each.case_id for each in link([C], {"fall": [A, B]})} == {"c" * 12}


def test_who_opened_a_case_may_leave_it_and_it_keeps_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    fixed({PAIR["bc"]: 5, PAIR["bd"]: 5, PAIR["cd"]: 5}, monkeypatch)
    moved = {each.act.event_id[0]: each.case_id for each in link([D], {"a" * 12: [A, B, C]})}
    assert moved["d"] == "a" * 12
    assert "b" not in moved
    assert "c" not in moved
    assert moved["a"] not in ("a" * 12, "d" * 12)


def test_a_judged_case_only_grows(monkeypatch: pytest.MonkeyPatch) -> None:
    fixed({PAIR["ad"]: 9, PAIR["bd"]: 2}, monkeypatch)
    loose = {each.act.event_id[0] for each in link([D], {"fall": [A, B]})}
    assert "b" in loose
    (only,) = link([D], {"fall": [A, B]}, judged={"fall"})
    assert (only.act, only.case_id) == (D, "fall")


def test_a_judged_case_keeps_its_name_against_a_larger_one(monkeypatch: pytest.MonkeyPatch) -> None:
    fixed(dict.fromkeys(PAIR.values(), 5.0), monkeypatch)
    moved = {
        each.act.event_id[0]: each.case_id
        for each in link([D], {"klein": [A], "groß": [B, C]}, judged={"klein"})
    }
    assert moved == dict.fromkeys("bcd", "klein")


def test_two_judged_cases_are_never_joined(monkeypatch: pytest.MonkeyPatch) -> None:
    fixed(dict.fromkeys(PAIR.values(), 5.0), monkeypatch)
    moved = link([D], {"eins": [A], "zwei": [B]}, judged={"eins", "zwei"})
    assert [each.act for each in moved] == [D]


def test_a_case_that_a_person_merged_of_two_families_grows_in_both(monkeypatch: pytest.MonkeyPatch) -> None:
    fixed(dict.fromkeys(PAIR.values(), 5.0), monkeypatch)
    mixed = {"fall": [A, replace(B, family="attack")]}
    for new in (C, replace(C, family="attack")):
        (only,) = link([new], mixed, judged={"fall"})
        assert only.case_id == "fall"


def test_a_told_day_keeps_apart_whatever_the_others_say() -> None:
    undated = replace(
        MAY_14, exact=False, dated=False, event_id="e" * 24, start=MAY_7.start - 9, end=MAY_14.end
    )
    record = Record()
    record.take(MAY_7)
    record.take(undated)
    record.take(MAY_14)
    assert record.case[MAY_7.event_id] != record.case[MAY_14.event_id]
