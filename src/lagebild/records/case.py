"""What is known of one act across documents: cases, positions, origins, commitments, judgements."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from lagebild.records.terms import Modality, Stance


class CaseState(StrEnum):
    """Where a case stands between those who assert and those who deny it."""

    UNCONTESTED = "uncontested"  # somebody vouches for it, nobody denies it
    DISPUTED = "disputed"  # named parties or publishers say that it is so, others that it is not
    DENIED = "denied"  # it is denied, and at most hearsay says that it is so
    UNCONFIRMED = "unconfirmed"  # only alleged or told by anonymous sources


CONTESTED = frozenset({CaseState.DISPUTED, CaseState.DENIED})
"""States in which somebody says that it is not so."""


class OriginKind(StrEnum):
    """What kind of source a report goes back to."""

    OFFICIAL = "official"  # a government, parliament, army, court or international organisation
    PRESS = "press"  # a medium's own report
    OTHER = "other"  # parties, companies, experts, armed groups, people
    ANONYMOUS = "anonymous"


class Stage(StrEnum):
    """The stages of a commitment."""

    CALLED_FOR = "called_for"
    ANNOUNCED = "announced"
    AGREED = "agreed"
    CARRIED_OUT = "carried_out"
    SUSPENDED = "suspended"
    WITHDRAWN = "withdrawn"
    REFUSED = "refused"


PROMISED = frozenset({Stage.ANNOUNCED, Stage.AGREED, Stage.SUSPENDED})
"""Stages in which somebody has said that it will be done, and not taken that back."""


@dataclass(frozen=True, slots=True)
class Membership:
    """Why an event belongs to a case: the event it was most like, the score and what each part gave to it.

    ``linked_to`` is None for the event that opened the case; ``judgement`` is set where a person decided.
    """

    case_id: str
    event_id: str
    since: datetime
    linked_to: str | None = None
    score: float = 1.0
    parts: Mapping[str, float] | None = None
    judgement: int | None = None


@dataclass(frozen=True, slots=True)
class Position:
    """What one source says about a case in one document: that it is so, or will (``negated``: will not) be.

    ``code`` is None for a publisher that tells it itself. ``chain`` names who passed it on, nearest first.
    """

    holder: str
    code: str | None
    stance: Stance
    modality: Modality
    negated: bool
    published: date | None
    known: datetime
    event_id: str
    document_id: str
    publisher: str | None
    chain: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Origin:
    """Reports that go back to one place; ``why`` tells for each joined document what joined it."""

    label: str
    kind: OriginKind
    event_ids: tuple[str, ...]
    document_ids: tuple[str, ...]
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Ledger:
    """Everything said about one act: positions in order of publication, independent origins, the state."""

    case_id: str
    state: CaseState
    reality: Modality
    positions: tuple[Position, ...]
    origins: tuple[Origin, ...]
    first_claim: Position | None
    first_denial: Position | None
    last_change: date | None


@dataclass(frozen=True, slots=True)
class Step:
    """One report that moved or confirmed the stage of a commitment."""

    stage: Stage
    published: date | None
    event_id: str
    case_id: str


@dataclass(frozen=True, slots=True)
class Commitment:
    """The life of an act across cases: who is to do what for whom by when, and how far it has come.

    ``id`` is that of the deed's case; ``due`` is the last day of the time that was promised, None if none was.
    """

    id: str
    by: tuple[str, ...]
    to: tuple[str, ...]
    what: str
    due: date | None
    stage: Stage
    steps: tuple[Step, ...]
    cases: tuple[str, ...]
    reopened: bool = False

    def overdue(self, on: date) -> bool:
        """Whether the promised day has passed without the deed being reported; a demand promises nothing."""
        late = self.due is not None and self.due < on and self.stage in PROMISED
        return late and all(step.stage is not Stage.CARRIED_OUT for step in self.steps)


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a person decided about cases or events; rows are only ever added, an undoing is a row of its own.

    ``events`` are those that were taken out of a case (split) or put into ``case_id`` (merge), or the one that was
    accepted, rejected or corrected (and behind it the one written in its place); then ``case_id`` is None, and
    ``changes`` tells for each corrected field what it was (``before``) and what it is (``after``).
    """

    number: int
    kind: str
    made_by: str
    made_at: datetime
    case_id: str | None
    events: tuple[str, ...]
    reason: str | None = None
    undoes: int | None = None
    changes: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """A source of a report: who, by which words, and how."""

    code: str
    name: str | None
    text: str | None
    stance: Stance


@dataclass(frozen=True, slots=True)
class Report:
    """One event of a case with what tells who vouches for it and where its document has it from.

    ``marks`` are agencies that the document names as its source; ``signature`` is its MinHash; ``words`` are the lemmas
    of the sentence; ``until`` is the last day of the time that the text tells, None if it tells none.
    """

    event_id: str
    document_id: str
    published: date | None
    publisher: str | None
    kind: str | None
    known: datetime
    type: str
    modality: Modality
    negated: bool
    sources: tuple[Said, ...]
    words: frozenset[str] = frozenset()
    marks: frozenset[str] = frozenset()
    signature: tuple[int, ...] = ()
    until: date | None = None
