"""What a server refuses, as exceptions with its remedy.

LagebildError
  ApiError            any refusal; ``status``, ``title``, ``detail``, ``remedy``, ``field``
    InvalidError      422: an impossible value; ``field`` names it
    DeniedError       401, 403: no token in force, or one with too few rights
    NotFoundError     404: there is no such thing
    ConflictError     409: it does not fit what the record holds by now; ``judgement`` is what came between
  UnreachableError    no answer came, also after trying again
"""

from collections.abc import Mapping
from typing import Any

from lagebild.errors import LagebildError


class ApiError(LagebildError):
    """The server refused a request."""

    def __init__(self, status: int, problem: Mapping[str, Any]) -> None:
        self.status = status
        self.title = str(problem.get("title") or f"status {status}")
        self.detail = str(problem.get("detail") or self.title)
        self.remedy: str | None = problem.get("remedy")
        self.field: str | None = problem.get("field")
        self.judgement: Mapping[str, Any] | None = problem.get("judgement")
        told = self.detail
        if self.remedy and self.remedy not in told:
            told = f"{told}; {self.remedy}"
        super().__init__(told)


class InvalidError(ApiError):
    """A value is impossible; ``field`` names it."""


class DeniedError(ApiError):
    """No token in force was shown, or one with too few rights."""


class NotFoundError(ApiError):
    """There is no such thing."""


class ConflictError(ApiError):
    """The request does not fit what the record holds by now."""


class UnreachableError(LagebildError):
    """No answer came from the server."""


_BY_STATUS: dict[int, type[ApiError]] = {
    401: DeniedError,
    403: DeniedError,
    404: NotFoundError,
    409: ConflictError,
    422: InvalidError,
}


def refusal(status: int, problem: Mapping[str, Any]) -> ApiError:
    """The exception for an answer that is no success."""
    return _BY_STATUS.get(status, ApiError)(status, problem)
