"""Events with everything resolved: codes, names, intervals, amounts; each field keeps its evidence span."""

from dataclasses import dataclass

from lagebild.records.terms import EventType, Modality, Span, Stance


@dataclass(frozen=True, slots=True)
class Actor:
    """An actor or recipient. ``code`` is ``COUNTRY SECTOR`` (codebook 3.1), ``UNK`` if unknown.

    ``span`` is None where the sentence does not contain the actor. ``inferred`` is true where the text does not
    name it: a pronoun, a description, an unsaid argument, an office whose holder the registry gave.
    """

    span: Span | None
    text: str | None
    code: str
    name: str | None = None
    inferred: bool = False
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Source(Actor):
    """Who vouches for an event, the cue word and the stance."""

    cue: Span | None = None
    stance: Stance = Stance.ASSERTS


@dataclass(frozen=True, slots=True)
class Filler:
    """An object or a framework."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Place:
    """``country`` is ISO 3166-1 alpha-3, None if unknown."""

    span: Span
    text: str
    country: str | None


@dataclass(frozen=True, slots=True)
class Time:
    """``value``: ``2024``, ``2024-05``, ``2024-05-17`` or ``start/end``; None if it could not be resolved."""

    span: Span
    text: str
    value: str | None


@dataclass(frozen=True, slots=True)
class Amount:
    """``value``: number and unit (``9e9 USD``); None if it could not be resolved."""

    span: Span
    text: str
    value: str | None


@dataclass(frozen=True, slots=True)
class Event:
    """One act in one document. ``id`` is stable for the same document, trigger, type and model."""

    id: str
    document_id: str
    sentence: Span
    trigger: Span
    trigger_text: str
    type: EventType
    mode: str | None
    contexts: tuple[str, ...]
    actors: tuple[Actor, ...]
    recipients: tuple[Actor, ...]
    objects: tuple[Filler, ...]
    frameworks: tuple[Filler, ...]
    places: tuple[Place, ...]
    times: tuple[Time, ...]
    amounts: tuple[Amount, ...]
    modality: Modality
    negated: bool
    sources: tuple[Source, ...]
    confidence: float
    model: str
