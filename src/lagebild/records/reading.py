"""What the reader finds in a text, before anything is resolved: spans, labels, links, probabilities."""

from dataclasses import dataclass

from lagebild.records.terms import EventType, Modality, Role, Span, Stance


@dataclass(frozen=True, slots=True)
class Link:
    """A place in the text that may name what a pronoun, description or unsaid argument means."""

    span: Span
    score: float


@dataclass(frozen=True, slots=True)
class Argument:
    """A role filler. ``span`` is None where the sentence does not contain it; then ``links`` tell whom it means.

    ``links`` are ordered best first and may also be given for a span (a pronoun, ``das Land``).
    """

    role: Role
    span: Span | None
    confidence: float
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who vouches for an event in the text, with the cue word, and how; nearest first."""

    span: Span | None
    cue: Span | None
    stance: Stance
    confidence: float
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """One event as a sentence words it; ``vector`` is the encoder's view of the trigger (256 signed bytes)."""

    sentence: Span
    trigger: Span
    type: EventType
    mode: str | None
    contexts: tuple[str, ...]
    arguments: tuple[Argument, ...]
    sources: tuple[Attribution, ...]
    modality: Modality
    negated: bool
    confidence: float
    vector: bytes = b""


@dataclass(frozen=True, slots=True)
class Message:
    """What somebody says, writes or thinks, in the text's or in their own words.

    ``message`` has two spans where the cue stands in its midst; ``frame`` is the clause that introduces it. ``form`` is
    Direct, Indirect, FreeIndirect, IndirectFreeIndirect or Reported (SpkAtt-2023). ``nested`` is the index of the
    message of the same reading that it is a part of.
    """

    message: tuple[Span, ...]
    source: Span | None
    cue: tuple[Span, ...]
    frame: tuple[Span, ...]
    addressee: Span | None
    form: str
    confidence: float
    nested: int | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """The reader's answer for one document; ``model`` identifies the weights."""

    document_id: str
    sentences: tuple[Span, ...]
    mentions: tuple[Mention, ...]
    model: str
    messages: tuple[Message, ...] = ()
