"""The ledger of a case: who says what about it since when, and where that leaves it."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date

from lagebild.records import CaseState, Ledger, Modality, Position, Report, Said, Stance
from lagebild.weigh.origins import origins

UNNAMED = "unnamed source"


def ledger(case_id: str, reports: Sequence[Report]) -> Ledger:
    """What some reports of one act say together; the reports may come in any order, but there must be one."""
    ordered = sorted(reports, key=lambda r: (r.published or date.max, r.known, r.document_id, r.event_id))
    said = tuple(position for report in ordered for position in positions(report))
    claims = [p for p in said if p.stance is not Stance.DENIES]
    denials = [p for p in said if p.stance is Stance.DENIES]
    return Ledger(
        case_id,
        state(said),
        reality(ordered),
        said,
        origins(ordered),
        claims[0] if claims else None,
        denials[0] if denials else None,
        _last_change(said),
    )


def positions(report: Report) -> tuple[Position, ...]:
    """What the sources of a report say; the publisher itself if it names none.

    A source behind a denying one passes the denial on; a denying one behind another answers it.
    """
    if not report.sources:
        return (_position(report, None, Stance.DENIES if _says_no(report) else Stance.ASSERTS, ()),)
    groups: list[list[Said]] = []
    for said in report.sources:
        if groups and (said.stance is not Stance.DENIES or groups[-1][0].stance is Stance.DENIES):
            groups[-1].append(said)
        else:
            groups.append([said])
    return tuple(
        _position(
            report,
            nearest,
            Stance.DENIES if _says_no(report) else nearest.stance,
            tuple(name_of(s) for s in chain),
        )
        for nearest, *chain in groups
    )


def state(said: Iterable[Position]) -> CaseState:
    """Where the positions leave the case (see ``CaseState``)."""
    return _state({_weight(p) for p in said})


def _weight(position: Position) -> tuple[bool, Stance, str]:
    """What counts of a position: is it about what happened, its stance, and who takes it."""
    return position.modality is Modality.ACTUAL, position.stance, position.holder


def _state(taken: Collection[tuple[bool, Stance, str]]) -> CaseState:
    """Plans and demands do not count where somebody says that it happened, or that it did not.

    Nobody disputes with himself: who denies it is no witness for it, whatever he said before.
    """
    happened = {(stance, holder) for actual, stance, holder in taken if actual}
    weights = happened or {(stance, holder) for _, stance, holder in taken}
    deniers = {holder for stance, holder in weights if stance is Stance.DENIES}
    others = {(stance, holder) for stance, holder in weights if holder != UNNAMED and holder not in deniers}
    stances = {stance for stance, _ in others}
    if deniers:
        return CaseState.DISPUTED if stances else CaseState.DENIED
    return CaseState.UNCONTESTED if Stance.ASSERTS in stances else CaseState.UNCONFIRMED


def reality(reports: Sequence[Report]) -> Modality:
    """The last word on how real it is: happened if any report says so, else what the latest says."""
    if any(r.modality is Modality.ACTUAL for r in reports):
        return Modality.ACTUAL
    return reports[-1].modality


def name_of(said: Said) -> str:
    """How a source is called: by its name, its code, or as unnamed."""
    if said.code.startswith("UNK") and said.name is None:
        return UNNAMED
    return said.name or said.code


def _position(report: Report, said: Said | None, stance: Stance, chain: tuple[str, ...]) -> Position:
    return Position(
        holder=name_of(said) if said else report.publisher or "unknown publisher",
        code=said.code if said else None,
        stance=stance,
        modality=report.modality,
        negated=report.negated,
        published=report.published,
        known=report.known,
        event_id=report.event_id,
        document_id=report.document_id,
        publisher=report.publisher,
        chain=chain,
    )


def _says_no(report: Report) -> bool:
    """Who says that it did not happen denies it; who promises not to do it does not."""
    return report.negated and report.modality is Modality.ACTUAL


def _last_change(said: Sequence[Position]) -> date | None:
    """The last day on which the state of the case became another."""
    changed: date | None = None
    before: CaseState | None = None
    weights: set[tuple[bool, Stance, str]] = set()
    for position in said:
        weights.add(_weight(position))
        now = _state(weights)
        if now is not before:
            changed, before = position.published, now
    return changed
