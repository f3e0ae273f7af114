"""The shapes of answers about cases, commitments and judgements; all event ids are those of ``/events``."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Annotated, Any, Self

from pydantic import BeforeValidator, Field, StringConstraints, model_validator

from lagebild.records import (
    CaseState,
    Document,
    Event,
    EventType,
    Judgement,
    Modality,
    OriginKind,
    Stage,
    Stance,
)
from lagebild.server.forms import DocumentHead, Form, NextOffset, Plain, SpanForm

MOST_EVENTS = 1000
"""Events that one judgement may move."""

Id = Annotated[str, StringConstraints(min_length=1, max_length=64), Plain]
Labels = Annotated[dict[str, str], Field(description="German names of the codes in the answer")]
Documents = Annotated[dict[str, DocumentHead], Field(description="Where the sentences stand, by id")]


class PartyForm(Form):
    code: str = Field(description="`KOR` or `KOR GOV`")
    name: str | None = Field(description="Of a person or group; null if not known or only the code's own")

    @model_validator(mode="after")
    def _name_says_more(self) -> Self:
        from lagebild.server.labels import own_name

        self.name = own_name(self.code, self.name)
        return self


class MarkForm(Form):
    """Where a field of the event stands; offsets count in the document."""

    role: str = Field(description="`trigger`, `actor`, `recipient`, `object`, `place`, `source`, `cue` ...")
    start: int
    end: int


class AboutForm(Form):
    """What a case is of, as told by the event that opened it."""

    type: EventType
    actors: list[PartyForm]
    recipients: list[PartyForm]
    words: str = Field(description="Trigger and [objects]")
    event_id: str


class CaseLine(Form):
    """One act in a list; what it is of is told by the event that opened it."""

    id: str
    type: EventType = Field(description="The type most of its events have")
    state: CaseState = Field(description="Where it stands between those who assert and those who deny it")
    reality: Modality = Field(
        description="`actual` if any report says that it happened, else as the latest has it"
    )
    events: int
    documents: int
    origins: int = Field(description="Independent sources that the reports go back to")
    first_published: date | None
    last_published: date | None
    last_change: date | None = Field(description="Day of publication on which its state last changed")
    actors: list[PartyForm]
    recipients: list[PartyForm]
    words: str | None = Field(description="Trigger and [objects] of the event that opened it")
    event_id: str | None = Field(description="The event that opened it")


class CaseList(Form):
    """``next`` is the value of ``after`` for the next page, null on the last."""

    items: list[CaseLine]
    labels: Labels
    next: str | None
    next_offset: NextOffset

    @classmethod
    def of(
        cls, lines: Iterable[dict[str, Any]], *, next: str | None = None, next_offset: int | None = None
    ) -> Self:
        items = [CaseLine.model_validate(line) for line in lines]
        codes = {party.code for line in items for party in (*line.actors, *line.recipients)}
        return cls(items=items, labels=named(codes), next=next, next_offset=next_offset)


class PositionForm(Form):
    """What one source says about the act in one document."""

    holder: str = Field(description="Who takes it: name, code, the publisher or `unnamed source`")
    code: str | None = Field(description="Null for a publisher that tells it itself")
    stance: Stance
    modality: Modality
    negated: bool = Field(description="That it did not, or will not, happen")
    published: date | None
    known: datetime = Field(description="When the record learned of it")
    publisher: str | None
    chain: list[str] = Field(description="Who passed it on, nearest first")
    event_id: str
    document_id: str
    sentence: SpanForm
    marks: list[MarkForm] = Field(description="The event's fields that stand in the sentence")


class OriginForm(Form):
    """Reports that go back to one place."""

    label: str
    kind: OriginKind
    events: list[str]
    documents: list[str]
    why: list[str] = Field(description="What joined documents of other publishers to it")


class MembershipForm(Form):
    """Why an event is in the case."""

    event_id: str
    since: datetime
    linked_to: str | None = Field(description="The event it is most like; null if it opened the case")
    score: float
    parts: dict[str, float] = Field(description="What each comparison gave to the score")
    judgement: int | None = Field(description="The judgement by which a person put it here")


class LedgerForm(Form):
    id: str
    about: AboutForm | None = Field(description="Null if the event that opened it has no position")
    state: CaseState
    reality: Modality
    first_claim: PositionForm | None
    first_denial: PositionForm | None
    last_change: date | None
    positions: list[PositionForm] = Field(description="In the order of publication")
    origins: list[OriginForm]
    members: list[MembershipForm]

    def codes(self) -> set[str]:
        parties = (*self.about.actors, *self.about.recipients) if self.about else ()
        return {
            *(position.code for position in self.positions if position.code),
            *(party.code for party in parties),
        }


class CasePage(LedgerForm):
    """The whole ledger of one case."""

    documents: Documents
    labels: Labels

    @classmethod
    def of(cls, ledger: dict[str, Any], documents: Iterable[Document]) -> Self:
        codes = LedgerForm.model_validate(ledger).codes()
        return cls(**ledger, documents=heads(documents), labels=named(codes))


class DisputeList(Form):
    """Ledgers of what some assert and others deny; ``next`` is ``after`` of the next page, null on the last."""

    items: list[LedgerForm]
    documents: Documents
    labels: Labels
    next: str | None
    next_offset: NextOffset

    @classmethod
    def of(
        cls,
        ledgers: Iterable[dict[str, Any]],
        documents: Iterable[Document],
        *,
        next: str | None = None,
        next_offset: int | None = None,
    ) -> Self:
        items = [LedgerForm.model_validate(ledger) for ledger in ledgers]
        codes = set().union(*(item.codes() for item in items))
        return cls(
            items=items,
            documents=heads(documents),
            labels=named(codes),
            next=next,
            next_offset=next_offset,
        )


class StepForm(Form):
    """A report that moved the commitment."""

    stage: Stage
    published: date | None
    event_id: str
    case_id: str
    document_id: str | None = Field(None, description="Null where a later reading replaced the event")
    sentence: SpanForm | None = None
    marks: list[MarkForm] = Field(default_factory=list)


class CommitmentForm(Form):
    id: str = Field(description="The case of what was to be done")
    by: list[str] = Field(description="Codes of those who are to do it")
    to: list[str]
    what: str
    due: date | None = Field(description="Last day of the time that was promised; null if none was")
    stage: Stage
    overdue: bool = Field(description="`due` had passed by the day `on` without the deed being reported")
    reopened: bool = Field(description="Taken up again after it had ended")
    steps: list[StepForm]
    cases: list[str]


class CommitmentList(Form):
    """``on`` is the day as of which it is told; ``more`` do not fit into the limit, ``next`` goes on there."""

    items: list[CommitmentForm]
    documents: Documents
    labels: Labels
    on: date
    more: bool
    next: str | None = None


class JudgementForm(Form):
    """What a person decided; an undoing is a judgement of its own."""

    number: int
    kind: str = Field(description="`split`, `merge`, `accept`, `reject`, `correct`, `add` or `undo`")
    made_by: str
    made_at: datetime
    case_id: str | None = Field(
        description="Where the events were put; of an undoing, where they were; null if it is about one event"
    )
    events: list[str]
    reason: str | None
    undoes: int | None = Field(description="Number of the judgement that this one undoes")
    changes: dict[str, Any] | None = Field(description="Of a correction: field -> what it was and what it is")

    @classmethod
    def of(cls, judgement: Judgement) -> Self:
        from lagebild.export.ledger import judgement_json  # the client has these forms without the database

        return cls.model_validate(judgement_json(judgement))


class JudgedForm(Form):
    """The event that a judgement was about, in few words."""

    document_id: str
    type: EventType
    actors: list[PartyForm]
    recipients: list[PartyForm]
    trigger: str
    sentence: SpanForm

    @classmethod
    def of(cls, event: Event, text: str) -> Self:
        from lagebild.export.ledger import about_json  # as above

        about = about_json(event)
        span = event.sentence
        return cls(
            document_id=event.document_id,
            type=event.type,
            actors=about["actors"],
            recipients=about["recipients"],
            trigger=event.trigger_text,
            sentence=SpanForm(start=span.start, end=span.end, text=span.of(text)),
        )


class JudgementList(Form):
    """``next`` is the value of ``after`` for the next page, null on the last."""

    items: list[JudgementForm]
    events: dict[str, JudgedForm] = Field(description="By id, the last event that each judgement names")
    labels: Labels
    next: str | None

    @classmethod
    def of(
        cls, made: Iterable[Judgement], events: Iterable[Event], texts: dict[str, str], next: str | None
    ) -> Self:
        """``texts`` are the words of the events' documents, by id."""
        judged = {event.id: JudgedForm.of(event, texts[event.document_id]) for event in events}
        parties = (party for form in judged.values() for party in (*form.actors, *form.recipients))
        return cls(
            items=[JudgementForm.of(each) for each in made],
            events=judged,
            labels=named({party.code for party in parties}),
            next=next,
        )


def _decider(given: Any) -> Any:
    """The name of the token where one was shown: nobody signs for another."""
    from lagebild.record.audit import signed_name

    name = signed_name() or given
    if name is None:
        raise ValueError("is missing; say who decides")
    return name


class Decision(Form):
    """Who decides, and why; both stay with the judgement. Who shows a token decides in its name."""

    made_by: Annotated[
        str,
        StringConstraints(strip_whitespace=True, min_length=1, max_length=200),
        Plain,
        BeforeValidator(_decider, json_schema_input_type=str | None),
        Field(validate_default=True, description="May be left out where a token was shown"),
    ] = None  # type: ignore[assignment]  # the validator puts the token's name in its place, or refuses
    reason: Annotated[str, StringConstraints(strip_whitespace=True, max_length=2000), Plain] | None = None


class SplitForm(Decision):
    events: list[Id] = Field(
        min_length=1, max_length=MOST_EVENTS, description="Events to take out, by id or its beginning"
    )


class MergeForm(Decision):
    other: Id = Field(description="The case whose events are put into this one")


def heads(documents: Iterable[Document]) -> dict[str, DocumentHead]:
    return {document.id: DocumentHead.of(document) for document in documents}


def named(codes: Iterable[str]) -> dict[str, str]:
    """Names of codes, and of the country in each."""
    from lagebild.server.labels import labels

    known = {code for code in codes if code.strip()}
    return labels(known | {code.split()[0] for code in known})
