"""The shapes of the API's answers. An event has the codebook's form with offsets in the document."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, Self

from pydantic import BaseModel, ConfigDict

from lagebild.record import ActorSummary, DocumentSummary
from lagebild.records import Actor, BlockKind, Document, Event, EventType, Modality, Span, Stance


class Form(BaseModel):
    model_config = ConfigDict(extra="forbid")


class SpanForm(Form):
    """A stretch of the document; ``start`` and ``end`` count Unicode code points."""

    text: str
    start: int
    end: int

    @classmethod
    def of(cls, span: Span, text: str) -> Self:
        return cls(text=span.of(text), start=span.start, end=span.end)


class FillerForm(Form):
    """``start`` and ``end`` are null where the sentence does not contain the filler."""

    text: str | None
    start: int | None
    end: int | None


class ActorForm(FillerForm):
    code: str
    name: str | None = None
    inferred: bool = False
    confidence: float = 1.0


class SourceForm(ActorForm):
    cue: SpanForm | None = None
    stance: Stance


class PlaceForm(FillerForm):
    country: str | None = None


class ValueForm(FillerForm):
    """A time or an amount."""

    value: str | None = None


class EventForm(Form):
    id: str
    document_id: str
    sentence: SpanForm
    trigger: SpanForm
    type: EventType
    mode: str | None
    context: list[str]
    actor: list[ActorForm]
    recipient: list[ActorForm]
    object: list[FillerForm]
    framework: list[FillerForm]
    place: list[PlaceForm]
    time: list[ValueForm]
    amount: list[ValueForm]
    modality: Modality
    negated: bool
    sources: list[SourceForm]
    confidence: float
    model: str

    def codes(self) -> Iterator[str | None]:
        """Every actor and country code in the event."""
        yield from (actor.code for actor in (*self.actor, *self.recipient, *self.sources))
        yield from (place.country for place in self.place)


class DocumentLine(Form):
    """A document in a list; ``events`` is their number."""

    id: str
    title: str | None
    published: date | None
    publisher: str | None
    kind: str | None
    origin: str | None
    events: int
    added_at: datetime

    @classmethod
    def of(cls, summary: DocumentSummary) -> Self:
        return cls.model_validate(summary, from_attributes=True)


class DocumentHead(Form):
    """What a list of events says about the documents they stand in."""

    id: str
    title: str | None
    published: date | None
    publisher: str | None

    @classmethod
    def of(cls, document: Document) -> Self:
        return cls(
            id=document.id,
            title=document.title,
            published=document.published,
            publisher=document.publisher,
        )


class BlockForm(Form):
    kind: BlockKind
    start: int
    end: int


class DocumentForm(DocumentHead):
    """A whole document with its events; ``labels`` names every code among them."""

    text: str
    language: str
    kind: str | None
    origin: str | None
    blocks: list[BlockForm]
    events: list[EventForm]
    labels: dict[str, str]


class DocumentList(Form):
    """``next_offset`` is null on the last page."""

    items: list[DocumentLine]
    next_offset: int | None


class EventList(Form):
    """``next`` is the value of ``after`` for the next page, null on the last; ``documents`` goes by id."""

    items: list[EventForm]
    documents: dict[str, DocumentHead]
    labels: dict[str, str]
    next: str | None


class ActorLine(Form):
    code: str
    name: str | None
    as_actor: int
    as_recipient: int
    as_source: int

    @classmethod
    def of(cls, summary: ActorSummary) -> Self:
        return cls.model_validate(summary, from_attributes=True)


class ActorList(Form):
    items: list[ActorLine]
    labels: dict[str, str]


class Health(Form):
    """``ok`` if the record can be read; how much it holds."""

    status: str
    version: str
    documents: int
    events: int
    actors: int
    models: int


def event_form(event: Event, text: str) -> EventForm:
    """The event as the API gives it; ``text`` is its document's."""
    return EventForm(
        id=event.id,
        document_id=event.document_id,
        sentence=SpanForm.of(event.sentence, text),
        trigger=SpanForm.of(event.trigger, text),
        type=event.type,
        mode=event.mode,
        context=list(event.contexts),
        actor=[ActorForm(**_actor(a)) for a in event.actors],
        recipient=[ActorForm(**_actor(a)) for a in event.recipients],
        object=[FillerForm(**_place(f.span, f.text)) for f in event.objects],
        framework=[FillerForm(**_place(f.span, f.text)) for f in event.frameworks],
        place=[PlaceForm(**_place(p.span, p.text), country=p.country) for p in event.places],
        time=[ValueForm(**_place(t.span, t.text), value=t.value) for t in event.times],
        amount=[ValueForm(**_place(a.span, a.text), value=a.value) for a in event.amounts],
        modality=event.modality,
        negated=event.negated,
        sources=[
            SourceForm(**_actor(s), cue=SpanForm.of(s.cue, text) if s.cue else None, stance=s.stance)
            for s in event.sources
        ],
        confidence=event.confidence,
        model=event.model,
    )


def _place(span: Span | None, text: str | None) -> dict[str, Any]:
    return {"text": text, "start": span and span.start, "end": span and span.end}


def _actor(actor: Actor) -> dict[str, Any]:
    return _place(actor.span, actor.text) | {
        "code": actor.code,
        "name": actor.name,
        "inferred": actor.inferred,
        "confidence": actor.confidence,
    }
