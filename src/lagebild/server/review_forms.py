"""The shapes of what is asked and answered when events are reviewed."""

from typing import Annotated, Any

from pydantic import Field

from lagebild.record import QueueLine
from lagebild.records import CaseState
from lagebild.server.case_forms import Decision, JudgementForm, Labels
from lagebild.server.forms import DocumentHead, EventForm, Form
from lagebild.server.labels import labels


class Verdict(Decision):
    """A decision about one event by somebody who knew its judgements up to ``seen``."""

    seen: Annotated[
        int | None,
        Field(ge=1, description="Number of the last judgement of this event that was seen; null for none"),
    ] = None


class CorrectionForm(Verdict):
    fields: dict[str, Any] = Field(
        description="Field -> what it should be, in the form of the event; what is not named stays. "
        "`{'type': 'AID', 'actor': [{'start': 0, 'end': 8, 'code': 'NLD GOV'}]}`",
        examples=[{"type": "AID", "modality": "planned"}],
    )


class AdditionForm(Decision):
    fields: dict[str, Any] = Field(
        description="Field -> what it is, in the form of the event; `trigger` (characters of the document) and `type` "
        "must be there, what is not named is none, `actual` and not negated",
        examples=[{"trigger": {"start": 59, "end": 67}, "type": "AID", "actor": [{"code": "DNK"}]}],
    )


class EventPage(Form):
    """One event with everything that was decided about it."""

    event: EventForm
    document: DocumentHead
    in_force: bool = Field(
        description="It counts: nobody took it out, and its reading is the last of its document"
    )
    seen: int | None = Field(description="Number of its last judgement; give it back when you judge")
    made: int | None = Field(description="The judgement that wrote this event; null if a model read it")
    withdrawn: int | None = Field(description="The judgement that took it out")
    case_id: str | None
    judgements: list[JudgementForm] = Field(description="Oldest first; also of what it was and became")
    before: EventForm | None = Field(description="What this event was before it was corrected")
    after: EventForm | None = Field(description="What stands in its place")
    labels: Labels


class QueueItem(Form):
    event: EventForm
    doubt: float = Field(description="0 to 1: the reader's doubt and that about the least certain party")
    weight: int = Field(
        description="Documents of its case, 10 more if that is disputed, 2 if it has still to be done"
    )
    judged: bool
    case_id: str | None
    state: CaseState | None

    @classmethod
    def of(cls, line: QueueLine, event: EventForm) -> "QueueItem":
        return cls(
            event=event,
            doubt=line.doubt,
            weight=line.weight,
            judged=line.judged,
            case_id=line.case_id,
            state=line.state,
        )


class QueuePage(Form):
    """``next`` is the value of ``after`` for the next page, null on the last; ``documents`` goes by id."""

    items: list[QueueItem]
    documents: dict[str, DocumentHead]
    labels: Labels
    next: str | None


def labels_of(*forms: EventForm | None) -> dict[str, str]:
    """Names of every code in some events, and of the country in each."""
    codes = {code for form in forms if form for code in form.codes() if code and code.strip()}
    return labels(codes | {code.split()[0] for code in codes})
