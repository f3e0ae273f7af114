"""The life of what was to be done."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest
from telling import document, event

from lagebild.records import Commitment, Stage
from lagebild.weigh.acts import Act, act_of
from lagebild.weigh.commitments import commitment, is_deed, turns

DUE = ("bis Ende Mai", "2024-05-31")
SAID = "Nordland will Südland bis Ende Mai zehn Boote liefern und hat das zugesagt oder abgelehnt."


def act(day: str, trigger: str = "liefern", type: str = "AID", text: str = SAID, **fields: object) -> Act:
    report = document(f"{text} ({day})", f"2024-{day}", kind=fields.pop("kind", None))
    given = {"by": ["NLD GOV"], "to": ["SWE GOV"], "what": "Boote"}
    return act_of(event(report, trigger, type, **{**given, **fields}), report)  # type: ignore[arg-type]


def life(deed: Sequence[Act], **around: Sequence[Act]) -> Commitment:
    found = commitment("tat", deed, around)
    assert found
    return found


DEMAND = act("05-01", modality="called_for")
PLAN = act("05-03", modality="planned", time=DUE)
DONE = act("05-20")


def stages(found: Commitment) -> list[str]:
    return [step.stage.value for step in found.steps]


def test_called_for_announced_agreed_carried_out() -> None:
    agreed = act("05-05", "zugesagt", "AGREE", by=["NLD GOV", "SWE GOV"], to=[], said_by=[])
    beside = act("05-05", modality="planned", time=DUE)
    found = life([DEMAND, PLAN, beside, DONE], zusage=[agreed])
    assert stages(found) == ["called_for", "announced", "agreed", "carried_out"]
    assert (found.stage, found.by, found.to) == (Stage.CARRIED_OUT, ("NLD",), ("SWE",))
    assert (found.due, found.what) == (date(2024, 5, 31), "liefern [Boote]")
    assert found.cases == ("tat", "zusage")


@pytest.mark.parametrize(
    ("deed", "stage"),
    [
        ([DEMAND], "called_for"),
        ([PLAN], "announced"),
        ([DEMAND, PLAN], "announced"),
        ([PLAN, DONE], "carried_out"),
    ],
)
def test_stage_of_a_deed_alone(deed: list[Act], stage: str) -> None:
    assert life(deed).stage == stage


def test_what_both_plan_is_agreed() -> None:
    both = act("05-03", modality="planned", by=["NLD", "SWE"], to=[])
    assert life([both]).stage is Stage.AGREED


TAKEN_BACK = "Nordland hat die Lieferung der Boote {} und bedauert das."


@pytest.mark.parametrize(
    ("word", "type", "stage"),
    [
        ("ausgesetzt", "SANCTION", Stage.SUSPENDED),
        ("gestoppt", "SANCTION", Stage.SUSPENDED),
        ("abgesagt", "REJECT", Stage.WITHDRAWN),
        ("gekündigt", "SANCTION", Stage.WITHDRAWN),
        ("abgelehnt", "REJECT", Stage.REFUSED),
        ("verweigert", "REJECT", Stage.REFUSED),
    ],
)
def test_how_it_ends_before_it_is_done(word: str, type: str, stage: Stage) -> None:
    end = act("05-10", word, type, TAKEN_BACK.format(word))
    found = life([DEMAND, PLAN], ende=[end])
    assert (found.stage, found.cases) == (stage, ("tat", "ende"))
    assert not found.reopened


def test_a_denied_accusation_refuses_nothing() -> None:
    denial = act("05-10", "bestritten", "REJECT", TAKEN_BACK.format("bestritten"))
    assert life([PLAN], dementi=[denial]).stage is Stage.ANNOUNCED


def test_what_others_refuse_does_not_end_it() -> None:
    other = act("05-10", "abgelehnt", "REJECT", TAKEN_BACK.format("abgelehnt"), by=["FIN"])
    assert life([PLAN], fremd=[other]).stage is Stage.ANNOUNCED


def test_stages_that_are_told_again_move_nothing() -> None:
    found = life([PLAN, DONE, act("05-25", modality="planned"), act("05-27", modality="called_for")])
    assert found.stage is Stage.CARRIED_OUT
    assert stages(found) == ["announced", "carried_out", "called_for"]


def test_done_after_it_was_suspended_is_reopened() -> None:
    stop = act("05-10", "ausgesetzt", "SANCTION", TAKEN_BACK.format("ausgesetzt"))
    found = life([PLAN, DONE], ende=[stop])
    assert (found.stage, found.reopened) == (Stage.CARRIED_OUT, True)


def test_what_is_suspended_after_it_was_done_is_not_reopened() -> None:
    stop = act("05-28", "ausgesetzt", "SANCTION", TAKEN_BACK.format("ausgesetzt"))
    found = life([PLAN, DONE], ende=[stop])
    assert (found.stage, found.reopened) == (Stage.SUSPENDED, False)
    assert not found.overdue(date(2030, 1, 1))
    assert life([PLAN], ende=[stop]).overdue(date(2030, 1, 1))


def test_who_demands_it_again_does_not_reopen_it() -> None:
    stop = act("05-10", "ausgesetzt", "SANCTION", TAKEN_BACK.format("ausgesetzt"))
    found = life([PLAN, act("05-12", modality="called_for")], ende=[stop])
    assert (found.stage, found.reopened) == (Stage.SUSPENDED, False)


@pytest.mark.parametrize(
    ("deed", "on", "late"),
    [
        ([PLAN], "2024-05-31", False),
        ([PLAN], "2024-06-01", True),
        ([PLAN, DONE], "2024-06-01", False),
        ([act("05-03", modality="planned")], "2030-01-01", False),
    ],
)
def test_overdue_on_a_day(deed: list[Act], on: str, late: bool) -> None:
    assert life(deed).overdue(date.fromisoformat(on)) == late


def test_the_day_that_was_set_last_counts() -> None:
    later = act("05-15", modality="planned", time=("bis Ende Mai", "2024-08"))
    assert life([PLAN, later]).due == date(2024, 8, 31)
    assert life([later, PLAN]).due == date(2024, 8, 31)


def test_a_demand_beside_the_deed_belongs_to_it_and_others_do_not() -> None:
    text = "Südland forderte von Nordland, bis Ende Mai zehn Boote zu liefern."
    demand = act("05-01", "forderte", "REQUEST", text, by=["SWE GOV"], to=["NLD GOV"])
    deed = act("05-01", text=text, modality="called_for")
    other = replace(demand, sentence=999, subject=(), trigger=())
    assert life([deed], forderung=[demand]).cases == ("tat", "forderung")
    assert life([deed], fremd=[other]).cases == ("tat",)


def test_what_is_denied_negated_or_only_possible_is_no_step() -> None:
    nothing = [
        act("05-03", modality="planned", negated=True),
        act("05-04", modality="hypothetical"),
        act("05-05", said_by=[("NLD GOV", "denies")]),
    ]
    assert commitment("tat", nothing, {}) is None


def test_what_counts_as_a_deed() -> None:
    assert is_deed([DONE, PLAN])
    assert not is_deed([DONE])
    assert not is_deed([act("05-01", "zugesagt", "REQUEST", modality="planned")])


def test_a_report_without_a_day_of_publication_comes_last() -> None:
    undated = replace(DONE, published=1)
    assert [step.published for step in life([undated, PLAN]).steps] == [date(2024, 5, 3), None]


def test_words_of_turns_are_of_one_kind() -> None:
    kinds = turns()
    assert not kinds["suspend"] & kinds["withdraw"]
    assert not kinds["agree"] & kinds["deny"]
