"""The shapes of answers to questions and of passages."""

from datetime import date
from typing import Literal

from pydantic import Field

from lagebild.records import EventType, Modality, Stance
from lagebild.server.forms import EventForm, Form, SpanForm


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
    """``next`` is the value of ``after`` for the next page, null on the last."""

    passages: list[PassageForm]
    next: str | None


class AnswerForm(Form):
    question: QuestionForm
    read_as: list[ReadingForm] = Field(description="The same reading, to be shown")
    without: list[str] = Field(
        description="What of the reading was given up because nothing fitted all of it"
    )
    events: list[AnswerEvent] = Field(description="Best first")
    passages: list[PassageForm]
    labels: dict[str, str] = Field(description="German names of the codes in the answer")
