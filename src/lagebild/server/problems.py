"""Errors as ``application/problem+json`` (RFC 9457): type, title, status, detail, and what to do about it."""

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Any, Self

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException

from lagebild.errors import JudgementError, LagebildError, RecordError, UnknownNameError
from lagebild.record import ConflictError, NotFoundError
from lagebild.records import Judgement

TYPES = "urn:lagebild:problem:"
_TITLES = {413: "Content Too Large", 422: "Unprocessable Content"}
"""What Python calls otherwise before 3.13; the ``type`` of a problem is the same everywhere."""
_TOO_MANY_PARTS = "Too many "
"""How the parser of forms begins to say that there are more files or fields than it takes."""

_FIELD_FIRST = re.compile(r"([a-z_]+(?:\.[a-z0-9_]+)*): ")
"""How a judgement that cannot be begins to say which field it is about."""

_REMEDIES = {
    400: "send what /api/v1/openapi.json describes",
    401: "send a token as `Authorization: Bearer TOKEN`, or sign in at /anmelden",
    403: "ask for a token with more rights: `lagebild token add`",
    404: "check the address; /api/v1/openapi.json lists all",
    405: "use another method; /api/v1/openapi.json lists all",
    413: "send less at a time",
    429: "wait, then try again",
    500: "the server's log tells more; please report it",
    503: "try again in a moment",
}


class Between(BaseModel):
    """The judgement that a request would have run over."""

    number: int
    kind: str = Field(description="`split`, `merge`, `accept`, `reject`, `correct`, `add` or `undo`")
    made_by: str
    made_at: datetime
    fields: list[str] = Field(description="What a correction changed")

    @classmethod
    def of(cls, judgement: Judgement) -> Self:
        return cls(
            number=judgement.number,
            kind=judgement.kind,
            made_by=judgement.made_by,
            made_at=judgement.made_at.replace(tzinfo=UTC),
            fields=list(judgement.changes or ()),
        )


class Problem(BaseModel):
    """What went wrong, for people (``title``, ``detail``, ``remedy``) and for programs (``type``, ``status``)."""

    type: str = Field(description="`urn:lagebild:problem:` and a word that stays the same")
    title: str
    status: int
    detail: str = Field(description="Names the input and what is wrong with it")
    remedy: str | None = Field(default=None, description="What to do")
    field: str | None = Field(default=None, description="Of 422: the field or parameter that is impossible")
    judgement: Between | None = Field(default=None, description="Of 409: what somebody decided in between")


def problem(
    status: int,
    title: str,
    detail: str,
    *,
    remedy: str | None = None,
    field: str | None = None,
    judgement: Judgement | None = None,
    headers: Mapping[str, str] | None = None,
) -> JSONResponse:
    """The answer; without a remedy, what stands behind the semicolon of the detail is one."""
    detail = _writable(detail)
    made = Problem(
        type=TYPES + title.lower().replace(" ", "-"),
        title=title,
        status=status,
        detail=detail,
        remedy=remedy or detail.partition("; ")[2] or _REMEDIES.get(status),
        field=field and _writable(field),
        judgement=Between.of(judgement) if judgement else None,
    )
    return JSONResponse(
        made.model_dump(mode="json", exclude_none=True),
        status_code=status,
        headers=dict(headers or {}),
        media_type="application/problem+json",
    )


def _writable(words: str) -> str:
    """Details repeat what was sent; half a character of it cannot be sent back."""
    return words.encode("utf-8", "replace").decode("utf-8")


def invalid(where: str, field: str, message: str, remedy: str) -> RequestValidationError:
    """An impossible value that only a route can see; ``where`` is ``query`` or ``body``."""
    return RequestValidationError(
        [{"type": "value_error", "loc": (where, field), "msg": f"{message}; {remedy}"}]
    )


def install(app: FastAPI) -> None:
    """Answer every foreseen error of ``app`` as a problem; the guard answers for the others."""

    @app.exception_handler(HTTPException)
    async def http(request: Request, error: HTTPException) -> JSONResponse:
        status, detail = error.status_code, str(error.detail)
        if status == 400 and detail.startswith(_TOO_MANY_PARTS):
            status, detail = 413, f"{detail.rstrip('.')}; send the rest in another request"
        title = _TITLES.get(status) or HTTPStatus(status).phrase
        return problem(status, title, detail, headers=error.headers)

    @app.exception_handler(RequestValidationError)
    async def validation(request: Request, error: RequestValidationError) -> JSONResponse:
        faults = [(_field(fault), _message(fault)) for fault in error.errors()]
        detail = "; ".join(f"{field}: {message}" for field, message in faults)
        field, message = faults[0] if faults else ("request", "")
        remedy = message.partition("; ")[2] or f"correct {field}; /api/v1/openapi.json says what it takes"
        return problem(422, "Unprocessable Content", detail, remedy=remedy, field=field)

    @app.exception_handler(UnknownNameError)
    @app.exception_handler(NotFoundError)
    async def not_found(request: Request, error: LagebildError) -> JSONResponse:
        return problem(404, "Not Found", str(error))

    @app.exception_handler(ConflictError)
    async def conflict(request: Request, error: ConflictError) -> JSONResponse:
        return problem(409, "Conflict", str(error), judgement=error.judgement)

    @app.exception_handler(JudgementError)
    async def judgement(request: Request, error: JudgementError) -> JSONResponse:
        field = _FIELD_FIRST.match(str(error))
        return problem(422, "Unprocessable Content", str(error), field=field and field[1])

    @app.exception_handler(RecordError)
    async def record(request: Request, error: RecordError) -> JSONResponse:
        return problem(503, "Record unavailable", str(error))

    @app.exception_handler(LagebildError)
    async def ours(request: Request, error: LagebildError) -> JSONResponse:
        return problem(500, "Internal Server Error", str(error))


def _field(fault: Mapping[str, Any]) -> str:
    loc: Sequence[Any] = fault["loc"]
    return ".".join(str(part) for part in loc[1:]) or "request"


def _message(fault: Mapping[str, Any]) -> str:
    return str(fault["msg"]).removeprefix("Value error, ")
