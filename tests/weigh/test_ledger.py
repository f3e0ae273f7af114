"""Who says what of an act, and where that leaves it."""

from datetime import date, datetime
from itertools import permutations

import pytest

from lagebild.records import CaseState, Ledger, Modality, Report, Said, Stance
from lagebild.weigh.ledger import UNNAMED, ledger, positions

DENIES, ALLEGES, ASSERTS = Stance.DENIES, Stance.ALLEGES, Stance.ASSERTS


def said(code: str, stance: Stance = ASSERTS, name: str | None = None) -> Said:
    return Said(code, name, name, stance)


def report(number: int, *sources: Said, **fields: object) -> Report:
    given = {
        "event_id": f"e{number}", "document_id": f"d{number}", "published": date(2024, 5, number),
        "publisher": f"Blatt {number}", "kind": None, "known": datetime(2024, 6, 1), "type": "AID",
        "modality": Modality.ACTUAL, "negated": False, "sources": sources,
    }  # fmt: skip
    return Report(**{**given, **fields})  # type: ignore[arg-type]


def of(*reports: Report) -> Ledger:
    return ledger("fall", reports)


KREML, PARIS = said("RUS GOV", DENIES, "Kreml"), said("FRA GOV", name="Paris")
HEARSAY = said("UNK", ALLEGES)


@pytest.mark.parametrize(
    ("reports", "state"),
    [
        ([report(1)], "uncontested"),
        ([report(1, PARIS)], "uncontested"),
        ([report(1, PARIS), report(2, KREML)], "disputed"),
        ([report(1, said("FRA GOV", ALLEGES)), report(2, KREML)], "disputed"),
        ([report(1), report(2, negated=True)], "disputed"),
        ([report(1, KREML)], "denied"),
        ([report(1, said("RUS GOV", name="Kreml")), report(2, KREML)], "denied"),
        ([report(1, HEARSAY), report(2, KREML)], "denied"),
        ([report(1, negated=True)], "denied"),
        ([report(1, HEARSAY)], "unconfirmed"),
        ([report(1, said("UNK"))], "unconfirmed"),
        ([report(1, said("FRA GOV", ALLEGES))], "unconfirmed"),
        ([report(1, HEARSAY), report(2, PARIS)], "uncontested"),
    ],
)
def test_states(reports: list[Report], state: str) -> None:
    for order in permutations(reports):
        assert ledger("fall", order).state == state


def test_a_plan_that_is_called_off_is_no_denial() -> None:
    called_off = report(2, PARIS, modality=Modality.PLANNED, negated=True)
    assert of(report(1, PARIS, modality=Modality.PLANNED), called_off).state is CaseState.UNCONTESTED
    assert positions(called_off)[0].stance is ASSERTS


def test_plans_do_not_count_where_somebody_says_whether_it_happened() -> None:
    plan = report(1, PARIS, modality=Modality.PLANNED)
    assert of(plan, report(2, KREML)).state is CaseState.DENIED
    assert of(report(1, KREML, modality=Modality.CALLED_FOR), report(2)).state is CaseState.UNCONTESTED


def test_reality_is_actual_once_somebody_says_so_else_as_the_latest_has_it() -> None:
    demand, plan = report(1, modality=Modality.CALLED_FOR), report(2, modality=Modality.PLANNED)
    assert of(plan, demand).reality is Modality.PLANNED
    assert of(report(1), plan).reality is Modality.ACTUAL


def test_a_publisher_that_tells_it_itself_takes_the_position() -> None:
    (own,) = positions(report(1))
    assert (own.holder, own.code, own.stance, own.chain) == ("Blatt 1", None, ASSERTS, ())
    assert positions(report(1, publisher=None))[0].holder == "unknown publisher"


def test_who_passes_a_denial_on_does_not_deny() -> None:
    (denial,) = positions(report(1, said("FRA GOV", DENIES, "Paris"), said("RUS GOV", name="Kreml")))
    assert (denial.holder, denial.stance, denial.chain) == ("Paris", DENIES, ("Kreml",))


def test_a_denial_behind_a_claim_answers_it() -> None:
    claim, denial = positions(report(1, PARIS, KREML))
    assert (claim.holder, claim.stance, denial.holder, denial.stance) == ("Paris", ASSERTS, "Kreml", DENIES)
    assert of(report(1, PARIS, KREML)).state is CaseState.DISPUTED


def test_who_says_that_it_did_not_happen_denies_it() -> None:
    (position,) = positions(report(1, PARIS, negated=True))
    assert position.stance is DENIES


def test_nobody_in_particular() -> None:
    assert positions(report(1, HEARSAY))[0].holder == UNNAMED
    assert positions(report(1, said("UNK", name="Iwan P.")))[0].holder == "Iwan P."


def test_first_claim_first_denial_and_last_change() -> None:
    found = of(report(9, KREML), report(3, HEARSAY), report(5, PARIS), report(7, PARIS), report(11, KREML))
    assert found.first_claim
    assert found.first_denial
    assert (found.first_claim.event_id, found.first_denial.event_id) == ("e3", "e9")
    assert [p.event_id for p in found.positions] == ["e3", "e5", "e7", "e9", "e11"]
    assert found.last_change == date(2024, 5, 9)
    assert of(report(3), report(5)).last_change == date(2024, 5, 3)


def test_reports_without_a_date_come_last() -> None:
    found = of(report(1, published=None), report(4))
    assert [p.event_id for p in found.positions] == ["e4", "e1"]
    assert found.last_change == date(2024, 5, 4)
