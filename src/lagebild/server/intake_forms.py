"""The shapes of what is sent for intake, and of what is told of it."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated, Any, Self

from pydantic import Field, StringConstraints

from lagebild.records.service import InputState, JobState
from lagebild.server.forms import Form, Plain

if TYPE_CHECKING:  # the client has these forms without the database
    from lagebild.record.jobs import Job, Outcome


Words = Annotated[str, StringConstraints(strip_whitespace=True, max_length=500), Plain]


class TextForm(Form):
    """A German text. With a ``title`` it is taken to be clean, and may begin with that headline; without one it is read
    as a page saved as text: headline, day and publisher are looked for, navigation and legal notes are left out."""

    text: Annotated[str, StringConstraints(min_length=1)]
    published: date | None = Field(default=None, description="Day from which `gestern` is counted")
    publisher: Words | None = None
    title: Words | None = None


class JobInputForm(Form):
    """``status`` is null while it waits; ``known``: the model in use has read this text before."""

    name: str
    status: InputState | None
    document_id: str | None
    events: int | None
    problem: str | None
    remedy: str | None

    @classmethod
    def of(cls, outcome: "Outcome") -> Self:
        problem, _, remedy = (outcome.problem or "").partition("; ")
        return cls(
            name=outcome.name,
            status=outcome.status,
            document_id=outcome.document_id,
            events=outcome.events,
            problem=problem or None,
            remedy=remedy or None,
        )


class JobLine(Form):
    """How far a job has come; it has ended when ``ended_at`` is set."""

    id: str
    made_by: str
    made_at: datetime
    state: JobState
    ended_at: datetime | None
    problem: str | None = Field(description="Why nothing of it could be read")
    inputs: int
    waiting: int
    stored: int
    known: int
    failed: int
    cancelled: int
    events: int = Field(description="Events that it added to the record")

    @classmethod
    def of(cls, job: "Job") -> Self:
        return cls.model_validate(job_line(job))


class JobForm(JobLine):
    outcomes: list[JobInputForm] = Field(description="In the order in which they were sent")


class JobList(Form):
    """``next`` is the value of ``after`` for the next page, null on the last."""

    items: list[JobLine]
    next: str | None


def job_line(job: "Job") -> dict[str, Any]:
    """What is told of a job but its outcomes."""
    counts = job.counts
    ended = (InputState.STORED, InputState.KNOWN, InputState.FAILED, InputState.CANCELLED)
    number = {state.value: counts.get(state, 0) for state in ended}
    total = sum(counts.values())
    return {
        "id": job.id, "made_by": job.made_by, "made_at": job.made_at, "state": job.state,
        "ended_at": job.ended_at, "problem": job.problem, "events": job.events, "inputs": total,
        "waiting": total - sum(number.values()), **number,
    }  # fmt: skip
