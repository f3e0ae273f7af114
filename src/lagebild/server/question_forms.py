"""The shapes of answers to questions, of passages and of two statements compared."""

from datetime import date
from typing import Literal

from pydantic import Field

from lagebild.records import EventType, Modality, Stance
from lagebild.server.forms import DocumentHead, EventForm, FillerForm, Form, SpanForm
from lagebild.weigh.compare import Kind
from lagebild.weigh.words import Wording


class QuestionParty(Form):
    code: str
    name: str | None = Field(description="Asked for by name where the code is shared with others")
    role: Literal["actor", "recipient"] | None = Field(description="Null: in any role")


class QuestionForm(Form):
    """What was read out of a question; every field that is empty asks nothing."""

    text: str
    parties: list[QuestionParty]
    types: list[EventType]
    realities: list[Modality]
    stance: Stance | None
    frameworks: list[str]
    since: date | None = Field(description="First day of the act")
    until: date | None
    words: list[str] = Field(description="What is left for full text")


class ReadingForm(Form):
    label: str
    value: str


class AnswerEvent(EventForm):
    """An event with where its document appeared."""

    published: date | None
    publisher: str | None
    title: str | None


class PassageForm(SpanForm):
    """A sentence that fits."""

    document_id: str
    score: float = Field(description="Higher is better; comparable within one answer")
    complete: bool = Field(description="False where it lacks a word of the query")
    published: date | None
    publisher: str | None
    title: str | None


class PassageList(Form):
    passages: list[PassageForm]


class AnswerForm(Form):
    question: QuestionForm
    read_as: list[ReadingForm] = Field(description="The same reading, to be shown")
    without: list[str] = Field(
        description="What of the reading was given up because nothing fitted all of it"
    )
    events: list[AnswerEvent] = Field(description="Best first")
    passages: list[PassageForm]
    labels: dict[str, str] = Field(description="German names of the codes in the answer")


class ToneForm(Form):
    """How strong a passage speaks on one scale, with the words that say so."""

    scale: str
    label: str
    grade: str
    rank: float
    words: list[SpanForm]


class StatementPassage(SpanForm):
    tone: ToneForm | None


class WordingForm(Form):
    op: Wording
    text: str


class ChangeForm(Form):
    """``earlier`` is null where a passage was added, ``later`` where it was dropped."""

    kind: Kind
    moved: bool
    similarity: float
    earlier: StatementPassage | None = Field(description="Offsets in the earlier document")
    later: StatementPassage | None = Field(description="Offsets in the later document")
    wording: list[WordingForm] = Field(description="Both wordings in one; empty where one passage is missing")


class SignatoryForm(FillerForm):
    code: str
    name: str | None
    aligned: bool = Field(description="Aligned itself with a statement of others")


class SignatoriesForm(Form):
    """Offsets of ``dropped`` count in the earlier document, of the others in the later."""

    added: list[SignatoryForm]
    dropped: list[SignatoryForm]
    kept: list[SignatoryForm]


class ComparisonForm(Form):
    earlier: DocumentHead
    later: DocumentHead
    counts: dict[Kind, int]
    changes: list[ChangeForm] = Field(description="In the order of the later statement")
    signatories: SignatoriesForm
