"""Intake under ``/api/v1``: texts and files are kept as a job, coded in the background, and told of one by one."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import PurePath
from typing import Annotated, Any

from fastapi import APIRouter, File, HTTPException, Path, Request, Response, UploadFile
from fastapi import Form as Field

from lagebild.intake.folder import lines_of
from lagebild.intake.jsonl import is_blank
from lagebild.record.jobs import Job, JobInput
from lagebild.record.moments import moment
from lagebild.server.cursors import After, read_cursor, write_cursor
from lagebild.server.intake_forms import JobForm, JobInputForm, JobLine, JobList, TextForm, Words, job_line
from lagebild.server.routes import PROBLEMS, Limit, OpenStore
from lagebild.server.session import caller_of
from lagebild.server.worker import Worker

MOST_INPUTS = 1000
"""Texts in one job; a line of JSONL is one."""
_NAME_LENGTH = 200

router = APIRouter(prefix="/api/v1", responses=PROBLEMS)


JobId = Annotated[str, Path(max_length=16, description="Id of a job")]


@router.post("/intake/text", status_code=202, summary="Read a text: it becomes a job")
def send_text(store: OpenStore, request: Request, response: Response, sent: TextForm) -> JobForm:
    content = sent.text.encode("utf-8", "surrogatepass")
    most: int = request.app.state.max_bytes
    if len(content) > most:
        raise HTTPException(
            413, f"text: has {len(content)} bytes, {most} are taken; split it or raise LAGEBILD_MAX_BYTES"
        )
    given = {"text": True, "publisher": sent.publisher or None, "title": sent.title or None}
    name = sent.title or " ".join(sent.text.split()[:8])[:60] or "text"
    return _kept(
        store,
        request,
        response,
        [JobInput(name=name, given={**given, **_day(sent.published)}, content=content)],
    )


@router.post("/intake/files", status_code=202, summary="Read files (.txt, .html, .jsonl): they become a job")
def send_files(
    store: OpenStore,
    request: Request,
    response: Response,
    files: Annotated[
        list[UploadFile], File(description=f"At most {MOST_INPUTS}; a line of JSONL counts as one")
    ],
    published: Annotated[
        date | None, Field(description="Day of publication of all, instead of what is found")
    ] = None,
    publisher: Annotated[
        Words | None, Field(description="Publisher of all, instead of what is found")
    ] = None,
) -> JobForm:
    """A file that cannot be read is listed among the outcomes and costs no other."""
    given = {"publisher": publisher or None, **_day(published)}
    inputs: list[JobInput] = []
    for file in files:
        for each in _inputs(file, given, request.app.state.max_bytes):
            inputs.append(each)
            if len(inputs) > MOST_INPUTS:
                raise HTTPException(
                    413, f"files: more than {MOST_INPUTS} texts in one job; send the rest as another"
                )
    if not inputs:
        raise HTTPException(400, "files: there is no text in them; send .txt, .html or .jsonl files")
    return _kept(store, request, response, inputs)


@router.get("/jobs", summary="What was sent for intake, the latest first")
def jobs(store: OpenStore, limit: Limit = 50, after: After = None) -> JobList:
    seen = read_cursor(after, datetime, str)
    found = store.jobs.jobs(limit=limit + 1, after=(moment(seen[0]), seen[1]) if seen else None)
    shown = found[:limit]
    more = len(found) > limit
    return JobList(
        items=[JobLine.of(job) for job in shown],
        next=write_cursor(shown[-1].made_at, shown[-1].id) if more else None,
    )


@router.get("/jobs/{job_id}", summary="How far a job has come, and what became of each input")
def job(store: OpenStore, job_id: JobId) -> JobForm:
    return _form(store, store.jobs.job(job_id))


@router.post("/jobs/{job_id}/cancel", summary="Read no more of a job; what was stored stays")
def cancel(store: OpenStore, job_id: JobId) -> JobForm:
    return _form(store, store.jobs.cancel(job_id))


def _kept(store: OpenStore, request: Request, response: Response, inputs: list[JobInput]) -> JobForm:
    caller = caller_of(request)
    kept = store.jobs.add(caller.name if caller else "", inputs)
    worker: Worker = request.app.state.worker
    worker.wake()
    response.headers["Location"] = f"/api/v1/jobs/{kept.id}"
    return _form(store, kept)


def _inputs(file: UploadFile, given: dict[str, Any], max_bytes: int) -> Iterator[JobInput]:
    name = _name(file.filename)
    if name.lower().endswith(".jsonl"):
        for number, line in enumerate(lines_of(file.file, max_bytes), start=1):
            if not is_blank(line):
                yield _input(
                    f"{name}, line {number}", {**given, "file": name, "line": number}, line, max_bytes
                )
    else:
        yield _input(name, given, file.file.read(max_bytes + 1), max_bytes)


def _input(name: str, given: dict[str, Any], content: bytes, max_bytes: int) -> JobInput:
    problem = None
    if len(content) > max_bytes:
        problem = f"larger than {max_bytes} bytes; split it or raise LAGEBILD_MAX_BYTES"
    return JobInput(name=name, given=given, content=content, problem=problem)


def _name(given: str | None) -> str:
    """The last part of a file's name, without what no file should have in it."""
    last = PurePath((given or "").replace("\\", "/")).name
    return "".join(c for c in last if c.isprintable())[-_NAME_LENGTH:] or "file"


def _day(published: date | None) -> dict[str, str | None]:
    return {"published": published.isoformat() if published else None}


def _form(store: OpenStore, job: Job) -> JobForm:
    outcomes = [JobInputForm.of(outcome) for outcome in store.jobs.outcomes(job.id)]
    return JobForm(**job_line(job), outcomes=outcomes)
