"""The shapes of the API's answers. An event has the codebook's form with offsets in the document."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated, Any, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from lagebild.records import BlockKind, Document, Event, EventType, Modality, Stance
from lagebild.records.words import plain

if TYPE_CHECKING:  # the client has these forms without the database
    from lagebild.record import ActorSummary, DocumentSummary


Plain = AfterValidator(plain)
"""Of words that go into the record or are looked up there."""


class Form(BaseModel):
    model_config = ConfigDict(extra="forbid")


class SpanForm(Form):
    """A stretch of the document; ``start`` and ``end`` count Unicode code points."""

    text: str
    start: int
    end: int


class FillerForm(Form):
    """``start`` and ``end`` are null where the sentence does not contain the filler."""

    text: str | None
    start: int | None
    end: int | None


def _repeating(given: dict[str, Any]) -> list[str]:
    from lagebild.server.labels import own_name

    code = given.get("code", "")
    words = ((part, given.get(part)) for part in ("name", "text"))
    return [part for part, said in words if said and own_name(code, said) is None]


class PartyOfEvent(Form):
    """Whom words of an event mean."""

    code: str
    name: str | None = None
    repeats: list[str] = Field(
        default_factory=_repeating,
        description="Of `name` and `text` what says no more than `code`, for which `labels` has words: `Russlands`",
    )


class AlternativeForm(PartyOfEvent):
    """Somebody else whom the words may mean."""

    confidence: float


class ActorForm(PartyOfEvent, FillerForm):
    inferred: bool = False
    confidence: float = 1.0
    office: str | None = None
    others: list[AlternativeForm] = []


class FrameworkForm(FillerForm):
    """``name`` and ``kind`` are null for what the registry does not know."""

    name: str | None = None
    kind: str | None = None


class SourceForm(ActorForm):
    cue: SpanForm | None = None
    stance: Stance


class PlaceForm(FillerForm):
    """``geonameid``, ``latitude`` and ``longitude`` are GeoNames'."""

    country: str | None = None
    name: str | None = None
    geonameid: int | None = None
    latitude: float | None = None
    longitude: float | None = None


class ValueForm(FillerForm):
    value: str | None = None


class AmountForm(ValueForm):
    """``bound``: ``about``, ``at_least``, ``at_most``, ``range``; null is exact."""

    bound: str | None = None


class EventForm(Form):
    id: str
    document_id: str
    sentence: SpanForm
    trigger: SpanForm
    type: EventType
    quad: str
    score: float
    mode: str | None
    context: list[str]
    actor: list[ActorForm]
    recipient: list[ActorForm]
    object: list[FillerForm]
    framework: list[FrameworkForm]
    place: list[PlaceForm]
    time: list[ValueForm]
    amount: list[AmountForm]
    modality: Modality
    negated: bool
    sources: list[SourceForm]
    confidence: float
    model: str

    def codes(self) -> Iterator[str | None]:
        """Every actor and country code in the event."""
        for actor in (*self.actor, *self.recipient, *self.sources):
            yield actor.code
            yield from (other.code for other in actor.others)
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
    def of(cls, summary: "DocumentSummary") -> Self:
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


NextOffset = Annotated[
    int | None, Field(deprecated=True, description="The next page by `offset`; use `next` and `after`")
]


class DocumentList(Form):
    """``next`` is the value of ``after`` for the next page, null on the last."""

    items: list[DocumentLine]
    next: str | None
    next_offset: NextOffset


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

    @property
    def times(self) -> int:
        return self.as_actor + self.as_recipient + self.as_source

    @classmethod
    def of(cls, summary: "ActorSummary") -> Self:
        return cls.model_validate(summary, from_attributes=True)


class ActorList(Form):
    """``next`` is the value of ``after`` for the next page, null on the last."""

    items: list[ActorLine]
    labels: dict[str, str]
    next: str | None


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
    from lagebild.export.form import record_json

    return EventForm.model_validate(record_json(event, text))
