"""The life of an act across cases: called for, announced, agreed, carried out, suspended, withdrawn, refused.

A commitment is a deed (a case that was planned or called for by somebody) together with what is said about it in the
same sentence: the demand, the promise, the agreement, the refusal, the suspension, wherever else these are told.
"""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from importlib.resources import files

from lagebild.records import FUTURE, SPEECH, Commitment, Modality, Report, Stage, Stance, Step
from lagebild.weigh.acts import FAMILIES, UNDATED, Act, stems

OPEN = (Stage.CALLED_FOR, Stage.ANNOUNCED, Stage.AGREED, Stage.CARRIED_OUT)
"""A later report does not take a commitment back to an earlier one of these."""

ENDING = frozenset(type for type, family in FAMILIES.items() if family in ("refuse", "punish"))
"""Types of acts by which a commitment may end, wherever in a document of the deed they are told."""


@cache
def turns() -> Mapping[str, frozenset[str]]:
    """Stems of words by which a commitment is suspended, withdrawn or agreed, and of denials."""
    path = files("lagebild.weigh").joinpath("life_cycle.json")
    given: dict[str, list[str]] = json.loads(path.read_text("utf-8"))
    return {kind: frozenset().union(*map(stems, words)) for kind, words in given.items()}


def is_deed(told: Iterable[Act | Report]) -> bool:
    """Whether a case is of something that was to be done."""
    return any(one.type not in SPEECH and one.modality != "actual" for one in told)


def is_done(reports: Iterable[Report]) -> bool:
    """Whether somebody reports that it happened: then the life of the deed has been carried out."""
    return any(
        r.modality is Modality.ACTUAL
        and not r.negated
        and all(s.stance is not Stance.DENIES for s in r.sources)
        for r in reports
    )


def commitment(case_id: str, deed: Sequence[Act], around: Mapping[str, Sequence[Act]]) -> Commitment | None:
    """The life of one deed; None if nobody has called for it, announced it or done it.

    ``around`` are cases, by id, with an act in a document in which the deed is told: at least those with one in a
    sentence of the deed or of an ``ENDING`` type. Those that are about something else are left out.
    """
    by = _most(act.first for act in deed)
    told = {(act.document_id, act.sentence): act for act in deed}
    words = frozenset().union(*({*act.trigger, *act.subject} for act in deed))
    steps = [step for act in deed if (step := _step(act, _deed_stage(act), case_id))]
    cases = [case_id]
    for other_id, acts in around.items():
        if other_id == case_id or not any(_beside(a, told, by) or _turns(a, words, by) for a in acts):
            continue
        found = [step for act in acts if (step := _step(act, _speech_stage(act, by), other_id))]
        if found:
            steps += found
            cases.append(other_id)
    if not steps:
        return None
    ordered = _in_order(steps)
    stage, reopened = _stage(ordered)
    return Commitment(
        id=case_id,
        by=by,
        to=_most(act.second for act in deed),
        what=_label(deed),
        due=due_day(deed),
        stage=stage,
        steps=ordered,
        cases=tuple(cases),
        reopened=reopened,
    )


def reached(found: Commitment) -> Step:
    """The report that first told the stage it has now, since it last had another end or was taken up again."""
    first: Step | None = None
    for step in found.steps:
        if step.stage is found.stage:
            first = first or step
        elif step.stage not in OPEN or (found.stage not in OPEN and step.stage is not Stage.CALLED_FOR):
            first = None
    return first or found.steps[-1]


_ORDER = (*OPEN, Stage.REFUSED, Stage.WITHDRAWN, Stage.SUSPENDED)
"""In which order one document is taken to tell several stages."""


def _in_order(steps: Iterable[Step]) -> tuple[Step, ...]:
    """Each stage of a case where it is told first; who tells it again moves nothing."""
    ordered = sorted(steps, key=lambda s: (s.published or date.max, _ORDER.index(s.stage), s.event_id))
    first: dict[tuple[str, Stage], Step] = {}
    for step in ordered:
        first.setdefault((step.case_id, step.stage), step)
    return tuple(first.values())


def _stage(steps: Sequence[Step]) -> tuple[Stage, bool]:
    """How far the reports have it, and whether it was taken up again after it had ended."""
    stage, reopened = Stage.CALLED_FOR, False
    for i, step in enumerate(steps):
        if i == 0 or step.stage not in OPEN:
            stage = step.stage
        elif stage not in OPEN:
            reopened |= step.stage is not Stage.CALLED_FOR
            stage = stage if step.stage is Stage.CALLED_FOR else step.stage
        else:
            stage = max(stage, step.stage, key=OPEN.index)
    return stage, reopened


def _step(act: Act, stage: Stage | None, case_id: str) -> Step | None:
    day = date.fromordinal(act.published) if act.published != UNDATED else None
    return None if stage is None else Step(stage, day, act.event_id, case_id)


def _deed_stage(act: Act) -> Stage | None:
    """What a report of the deed itself says; what is denied, negated or only possible says nothing."""
    if act.negated or act.denied or act.modality == "hypothetical":
        return None
    if act.modality == "actual":
        return Stage.CARRIED_OUT
    if act.modality == "called_for":
        return Stage.CALLED_FOR
    return Stage.AGREED if len(act.first) > 1 and not act.second else Stage.ANNOUNCED


def _speech_stage(act: Act, by: Collection[str]) -> Stage | None:
    """What an act about the deed says."""
    if act.negated or act.modality not in ("actual", "planned"):
        return None
    if act.family == "ask":
        return Stage.CALLED_FOR
    if by and {*act.first}.isdisjoint(by):
        return None
    if act.type in ("REJECT", "SANCTION"):
        words = {*act.trigger}
        if words & turns()["suspend"]:
            return Stage.SUSPENDED
        if words & turns()["withdraw"]:
            return Stage.WITHDRAWN
        return Stage.REFUSED if act.family == "refuse" and not words & turns()["deny"] else None
    if act.family == "accord":
        both = len({*act.first, *act.second}) > 1 and not act.second
        words = {*act.trigger, *act.subject}
        return Stage.AGREED if both or act.joint or words & turns()["agree"] else Stage.ANNOUNCED
    return Stage.ANNOUNCED if act.family == "threaten" or act.type == "CONCEDE" else None


def _beside(act: Act, told: Mapping[tuple[str, int], Act], by: Collection[str]) -> bool:
    """Whether an act stands in a sentence of the deed and is of its parties: the promise beside what is promised."""
    deed = told.get((act.document_id, act.sentence))
    if deed is None or act.event_id == deed.event_id:
        return False
    speakers = {*act.first}
    if act.family == "ask":
        return not {*act.second}.isdisjoint({*deed.first, *by}) or not speakers.isdisjoint(deed.said_by)
    return not speakers.isdisjoint({*deed.first, *deed.said_by, *by})


def _turns(act: Act, words: Collection[str], by: Collection[str]) -> bool:
    """Whether an act is the end or the refusal of what was to be done, by the words of its object."""
    return (
        _speech_stage(act, by) not in (None, *OPEN)
        and not {*act.first}.isdisjoint(by)
        and not {*act.subject, *act.trigger}.isdisjoint(words)
    )


def _most(sides: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    """The parties most often told on a side."""
    counts: defaultdict[tuple[str, ...], int] = defaultdict(int)
    for side in sides:
        if side:
            counts[side] += 1
    return max(counts, key=lambda side: (counts[side], side), default=())


def _label(deed: Sequence[Act]) -> str:
    """The wording with most in it, the earliest of equal ones."""
    return max(deed, key=lambda act: (act.modality in FUTURE, len(act.subject), -act.published)).label


def due_day(deed: Iterable[Act]) -> date | None:
    """The last day of the time that was set last."""
    dated = (act for act in deed if act.dated and act.modality in FUTURE)
    last = max(((act.published, act.end) for act in dated), default=None)
    return None if last is None else date.fromordinal(last[1])


def due_by(reports: Iterable[Report]) -> date | None:
    """The same of a case's reports."""
    dated = ((r.published or date.min, r.until) for r in reports if r.until and r.modality in FUTURE)
    return max(dated, default=(date.min, None))[1]
