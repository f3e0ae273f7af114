"""Errors as ``application/problem+json`` (RFC 9457): type, title, status, detail."""

from http import HTTPStatus

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel
from starlette.exceptions import HTTPException

from lagebild.errors import JudgementError, LagebildError, RecordError, UnknownNameError
from lagebild.record import ConflictError, NotFoundError


class Problem(BaseModel):
    """What went wrong, for people (``title``, ``detail``) and for programs (``status``)."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str


def problem(status: int, title: str, detail: str) -> JSONResponse:
    content = Problem(title=title, status=status, detail=detail).model_dump()
    return JSONResponse(content, status_code=status, media_type="application/problem+json")


def install(app: FastAPI) -> None:
    """Answer every foreseen error of ``app`` as a problem; the guard answers for the others."""

    @app.exception_handler(HTTPException)
    async def http(request: Request, error: HTTPException) -> JSONResponse:
        answer = problem(error.status_code, HTTPStatus(error.status_code).phrase, str(error.detail))
        answer.headers.update(error.headers or {})
        return answer

    @app.exception_handler(RequestValidationError)
    async def validation(request: Request, error: RequestValidationError) -> JSONResponse:
        faults = (
            f"{'.'.join(str(p) for p in e['loc'][1:]) or 'request'}: {e['msg'].removeprefix('Value error, ')}"
            for e in error.errors()
        )
        return problem(422, "Unprocessable Content", "; ".join(faults))

    @app.exception_handler(UnknownNameError)
    @app.exception_handler(NotFoundError)
    async def not_found(request: Request, error: LagebildError) -> JSONResponse:
        return problem(404, "Not Found", str(error))

    @app.exception_handler(ConflictError)
    async def conflict(request: Request, error: ConflictError) -> JSONResponse:
        return problem(409, "Conflict", str(error))

    @app.exception_handler(JudgementError)
    async def judgement(request: Request, error: JudgementError) -> JSONResponse:
        return problem(422, "Unprocessable Content", str(error))

    @app.exception_handler(RecordError)
    async def record(request: Request, error: RecordError) -> JSONResponse:
        return problem(503, "Record unavailable", str(error))

    @app.exception_handler(LagebildError)
    async def ours(request: Request, error: LagebildError) -> JSONResponse:
        return problem(500, "Internal Server Error", str(error))
