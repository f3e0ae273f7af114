"""Events with everything resolved: codes, names, intervals, amounts; each field keeps its evidence span."""

from dataclasses import dataclass

from lagebild.records.terms import EventType, Modality, Span, Stance


@dataclass(frozen=True, slots=True)
class Alternative:
    """Somebody else whom the words may mean, with how sure that is."""

    code: str
    name: str | None
    confidence: float


@dataclass(frozen=True, slots=True)
class Actor:
    """An actor or recipient. ``code`` is ``COUNTRY SECTOR`` (codebook 3.1), ``UNK`` if unknown.

    ``span`` is None where the sentence does not contain the actor. ``inferred`` is true where the text does not
    name it: a pronoun, a description, an unsaid argument, an office whose holder the registry gave. ``office`` is the
    person's on the day of publication, in German; ``others`` are further readings of the same words, likeliest first.
    """

    span: Span | None
    text: str | None
    code: str
    name: str | None = None
    inferred: bool = False
    confidence: float = 1.0
    office: str | None = None
    others: tuple[Alternative, ...] = ()

    @property
    def country(self) -> str:
        """The code without its sector."""
        return self.code.partition(" ")[0]


@dataclass(frozen=True, slots=True)
class Source(Actor):
    """Who vouches for an event, the cue word and the stance."""

    cue: Span | None = None
    stance: Stance = Stance.ASSERTS


@dataclass(frozen=True, slots=True)
class Filler:
    """An object."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Framework(Filler):
    """``name`` and ``kind`` as the registry has them; None is a candidate that it does not know."""

    name: str | None = None
    kind: str | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """``country`` is ISO 3166-1 alpha-3, None if unknown.

    ``name``, ``geonameid`` (GeoNames), ``latitude`` and ``longitude`` (degrees, WGS 84) are those of the gazetteer's
    entry; None where the words name a state or nothing that the gazetteer knows.
    """

    span: Span
    text: str
    country: str | None
    name: str | None = None
    geonameid: int | None = None
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True, slots=True)
class Time:
    """``value``: ``2024``, ``2024-05``, ``2024-05-17`` or ``start/end``; None if it could not be resolved."""

    span: Span
    text: str
    value: str | None


@dataclass(frozen=True, slots=True)
class Amount:
    """``value``: number and unit (``9e9 USD``); None if it could not be resolved.

    ``bound``: ``about``, ``at_least``, ``at_most`` or ``range`` as the words say; None is exact.
    """

    span: Span
    text: str
    value: str | None
    bound: str | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """One act in one document. ``id`` is stable for the same document, trigger, type and model.

    ``vector`` is the reader's view of the trigger in its sentence, 256 signed bytes, for comparing acts; may be empty.
    """

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
    frameworks: tuple[Framework, ...]
    places: tuple[Place, ...]
    times: tuple[Time, ...]
    amounts: tuple[Amount, ...]
    modality: Modality
    negated: bool
    sources: tuple[Source, ...]
    confidence: float
    model: str
    vector: bytes = b""
