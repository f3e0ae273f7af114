"""Which cases took a turn: told of before a day, and standing otherwise since."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from lagebild.record import CaseFilter, CaseSummary, Store
from lagebild.records import CONTESTED, CaseState, Modality, Report
from lagebild.weigh.weigher import summary

MOST_CASES = 100
"""Cases that are looked at, those told of last: 2.5 ms each on two cores, a quarter of a second in all."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A case as it stands, and the state and reality that it had before the day asked for."""

    case: CaseSummary
    state: CaseState
    reality: Modality


def turns_since(store: Store, day: date) -> list[Turn]:
    """Cases of several documents whose state or reality is another than before ``day``, the hardest first.

    Hardest is a change between contested and not, then a deed done that was only announced, then what most
    independent origins tell.
    """
    if day == date.min:
        return []
    wanted = CaseFilter(since=day, until=day - timedelta(days=1), documents=2)
    cases = store.cases.find(wanted, limit=MOST_CASES)
    reports = store.cases.reports([case.id for case in cases])
    found = [turn for case in cases if (turn := _turn(case, reports.get(case.id, []), day))]
    return sorted(found, key=_hardness, reverse=True)


def _turn(case: CaseSummary, reports: Sequence[Report], day: date) -> Turn | None:
    before = [report for report in reports if report.published and report.published < day]
    if not before:
        return None
    then = summary(case.id, before)
    if (then.state, then.reality) == (case.state, case.reality):
        return None
    return Turn(case, then.state, then.reality)


def _hardness(turn: Turn) -> tuple[bool, bool, int, str]:
    contested = (turn.state in CONTESTED) != (turn.case.state in CONTESTED)
    done = turn.case.reality is Modality.ACTUAL and turn.reality is not Modality.ACTUAL
    return contested, done, turn.case.origins, turn.case.id
