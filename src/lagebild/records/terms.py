"""The closed vocabularies of the codebook and the span that all evidence is made of."""

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open character range ``[start, end)`` in ``Document.text``."""

    start: int
    end: int

    def of(self, text: str) -> str:
        return text[self.start : self.end]

    def overlaps(self, other: "Span") -> bool:
        return self.start < other.end and other.start < self.end

    def contains(self, other: "Span") -> bool:
        return self.start <= other.start and other.end <= self.end


class EventType(StrEnum):
    """PLOVER's sixteen event types (manual 0.8, 2021)."""

    AGREE = "AGREE"
    CONSULT = "CONSULT"
    SUPPORT = "SUPPORT"
    CONCEDE = "CONCEDE"
    COOPERATE = "COOPERATE"
    AID = "AID"
    RETREAT = "RETREAT"
    REQUEST = "REQUEST"
    ACCUSE = "ACCUSE"
    REJECT = "REJECT"
    THREATEN = "THREATEN"
    PROTEST = "PROTEST"
    SANCTION = "SANCTION"
    MOBILIZE = "MOBILIZE"
    COERCE = "COERCE"
    ASSAULT = "ASSAULT"


SPEECH = frozenset(
    {EventType.REQUEST, EventType.ACCUSE, EventType.REJECT, EventType.THREATEN, EventType.PROTEST}
)
"""Types of what is only said: no deeds somebody could promise."""


class Modality(StrEnum):
    """How real an event is (codebook section 4)."""

    ACTUAL = "actual"
    PLANNED = "planned"
    CALLED_FOR = "called_for"
    HYPOTHETICAL = "hypothetical"


FUTURE = frozenset({Modality.PLANNED, Modality.CALLED_FOR})
"""What is still to be done."""


class Stance(StrEnum):
    """What a source does with the event: says it is so, says it as accusation or hearsay, says it is not so."""

    ASSERTS = "asserts"
    ALLEGES = "alleges"
    DENIES = "denies"


class Role(StrEnum):
    """The arguments an event can have."""

    ACTOR = "actor"
    RECIPIENT = "recipient"
    OBJECT = "object"
    FRAMEWORK = "framework"
    PLACE = "place"
    TIME = "time"
    AMOUNT = "amount"
