"""What was sent for intake: a job and its inputs, kept until each of them is stored, known or refused."""

import secrets
from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Engine, and_, func, insert, or_, select, update

from lagebild.record import schema
from lagebild.record.refusals import ConflictError, NotFoundError
from lagebild.record.turn import turn
from lagebild.record.weighing import Opens, now
from lagebild.records.service import InputState, JobState

_jobs, _inputs = schema.jobs.c, schema.job_inputs.c


OPEN = (JobState.WAITING, JobState.READING, JobState.WEIGHING)


@dataclass(frozen=True, slots=True, kw_only=True)
class JobInput:
    """Something to read: its bytes, and what the sender says of it (``published``, ``publisher``, ``title``)."""

    name: str
    given: Mapping[str, Any]
    content: bytes | None
    problem: str | None = None
    """Refused at the door: it is listed as failed, and not kept."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an input; ``status`` is None while it waits."""

    ordinal: int
    name: str
    status: InputState | None
    document_id: str | None
    events: int | None
    problem: str | None


@dataclass(frozen=True, slots=True)
class Pending:
    """An input to read now; ``status`` is not None where the program ended while it was read before."""

    job_id: str
    ordinal: int
    name: str
    given: Mapping[str, Any]
    content: bytes
    status: InputState | None


@dataclass(frozen=True, slots=True)
class Job:
    """A job and how far it has come; times are UTC. ``counts``: how many inputs have each status, None waits."""

    id: str
    made_by: str
    made_at: datetime
    state: JobState
    ended_at: datetime | None
    problem: str | None
    counts: Mapping[InputState | None, int] = field(default_factory=dict)
    events: int = 0


class Jobs:
    """The jobs of an open record; ``store.jobs`` has one."""

    def __init__(self, transaction: Opens, engine: Engine) -> None:
        self._transaction = transaction
        self._engine = engine

    def add(self, made_by: str, inputs: Sequence[JobInput]) -> Job:
        """Keep a job with all its inputs; when this returns, none can be lost."""
        job_id, moment = secrets.token_hex(8), now()
        row = {"id": job_id, "made_by": made_by, "made_at": moment, "state": JobState.WAITING.value}
        with self._transaction(writes=True) as connection:
            connection.execute(insert(schema.jobs), row)
            connection.execute(
                insert(schema.job_inputs),
                [
                    {
                        "job_id": job_id, "ordinal": ordinal, "name": each.name, "given": dict(each.given),
                        "content": each.content if each.problem is None else None,
                        "status": InputState.FAILED.value if each.problem else None, "problem": each.problem,
                    }
                    for ordinal, each in enumerate(inputs)
                ],
            )  # fmt: skip
        return self.job(job_id)

    def job(self, job_id: str) -> Job:
        """:raises NotFoundError: there is no such job."""
        found = self._found(_jobs.id == job_id, limit=1)
        if not found:
            raise NotFoundError(f"{job_id}: there is no such job; /api/v1/jobs lists them")
        return found[0]

    def jobs(self, *, limit: int, after: tuple[datetime, str] | None = None) -> list[Job]:
        """The latest first; ``after`` is time and id of the last one already seen."""
        if after is None:
            return self._found(limit=limit)
        made_at, job_id = after
        earlier = or_(_jobs.made_at < made_at, and_(_jobs.made_at == made_at, _jobs.id > job_id))
        return self._found(earlier, limit=limit)

    def outcomes(self, job_id: str, *, limit: int | None = None, after: int = -1) -> list[Outcome]:
        """What became of the inputs of a job, in the order in which they were sent."""
        c = _inputs
        query = (
            select(c.ordinal, c.name, c.status, c.document_id, c.events, c.problem)
            .where(c.job_id == job_id, c.ordinal > after)
            .order_by(c.ordinal)
            .limit(limit)
        )
        with self._transaction() as connection:
            return [
                Outcome(r.ordinal, r.name, _state(r.status), r.document_id, r.events, r.problem)
                for r in connection.execute(query)
            ]  # fmt: skip

    def cancel(self, job_id: str) -> Job:
        """Read no more of a job; what was stored stays.

        :raises NotFoundError: there is no such job.
        :raises ConflictError: it has ended already.
        """
        if self.job(job_id).state not in OPEN:
            raise ConflictError(f"{job_id}: the job has ended; what it stored stays in the record")
        self.end(job_id, JobState.CANCELLED)
        return self.job(job_id)

    # What the worker asks and notes

    def turn(self) -> AbstractContextManager[bool]:
        """Whether it is this program's turn to read, until the block ends: what is begun is never another's."""
        return turn(self._engine)

    def next_open(self) -> Job | None:
        """The oldest job that has not ended."""
        with self._transaction() as connection:
            query = select(_jobs.id).where(_jobs.state.in_([s.value for s in OPEN]))
            job_id = connection.execute(query.order_by(_jobs.made_at, _jobs.id).limit(1)).scalar()
        return None if job_id is None else self.job(job_id)

    def begin(self, job_id: str, limit: int) -> list[Pending]:
        """The next inputs to read, marked as begun; one that was begun before comes alone, and is marked so."""
        c = _inputs
        query = (
            select(schema.job_inputs).where(c.job_id == job_id, c.content.is_not(None)).order_by(c.ordinal)
        )
        with self._transaction(writes=True) as connection:
            again = connection.execute(query.where(c.status.is_not(None)).limit(1)).mappings().all()
            rows = again or connection.execute(query.limit(limit)).mappings().all()
            mark = InputState.ALONE if again else InputState.BEGUN
            ordinals = [row["ordinal"] for row in rows]
            here = and_(c.job_id == job_id, c.ordinal.in_(ordinals))
            connection.execute(update(schema.job_inputs).where(here).values(status=mark.value))
            connection.execute(_to(job_id, JobState.READING))
        return [
            Pending(job_id, r["ordinal"], r["name"], r["given"], r["content"], _state(r["status"]))
            for r in rows
        ]  # fmt: skip

    def release(self) -> None:
        """What was begun and will not be finished by this program may be begun again, as if it had not been."""
        begun = _inputs.status.in_([InputState.BEGUN.value, InputState.ALONE.value])
        with self._transaction(writes=True) as connection:
            here = and_(begun, _inputs.content.is_not(None))
            connection.execute(update(schema.job_inputs).where(here).values(status=None))

    def settle(self, job_id: str, outcomes: Iterable[Outcome]) -> None:
        """Note what became of some inputs; their bytes are no longer needed."""
        with self._transaction(writes=True) as connection:
            for each in outcomes:
                here = and_(_inputs.job_id == job_id, _inputs.ordinal == each.ordinal)
                connection.execute(
                    update(schema.job_inputs)
                    .where(here)
                    .values(
                        status=each.status and each.status.value, document_id=each.document_id, events=each.events,
                        problem=each.problem, content=None,
                    )
                )  # fmt: skip

    def weighing(self, job_id: str) -> None:
        with self._transaction(writes=True) as connection:
            connection.execute(_to(job_id, JobState.WEIGHING))

    def end(self, job_id: str, state: JobState, problem: str | None = None) -> None:
        """Note that a job has ended; what was not read is given up."""
        left = and_(_inputs.job_id == job_id, _inputs.content.is_not(None))
        given_up = InputState.FAILED if state is JobState.FAILED else InputState.CANCELLED
        with self._transaction(writes=True) as connection:
            connection.execute(
                update(schema.job_inputs)
                .where(left)
                .values(status=given_up.value, content=None, problem=problem)
            )
            connection.execute(_to(job_id, state).values(ended_at=now(), problem=problem))

    def _found(self, *conditions: Any, limit: int) -> list[Job]:
        query = select(schema.jobs).where(*conditions).order_by(_jobs.made_at.desc(), _jobs.id).limit(limit)
        with self._transaction() as connection:
            rows = connection.execute(query).mappings().all()
            counted = connection.execute(
                select(_inputs.job_id, _inputs.status, func.count(), func.sum(_inputs.events))
                .where(_inputs.job_id.in_([row["id"] for row in rows]))
                .group_by(_inputs.job_id, _inputs.status)
            ).all()
        found = []
        for row in rows:
            mine = [each for each in counted if each[0] == row["id"]]
            times = {name: row[name] and row[name].replace(tzinfo=UTC) for name in ("made_at", "ended_at")}
            found.append(
                Job(
                    **{**row, **times, "state": JobState(row["state"])},
                    counts={_state(status): number for _, status, number, _ in mine},
                    events=sum(events or 0 for *_, events in mine),
                )
            )
        return found


def _to(job_id: str, state: JobState) -> Any:
    """The step of a job to a state; one that has ended stays as it ended."""
    open_ = _jobs.state.in_([each.value for each in OPEN])
    return update(schema.jobs).where(_jobs.id == job_id, open_).values(state=state.value)


def _state(status: str | None) -> InputState | None:
    return InputState(status) if status else None
