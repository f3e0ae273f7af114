"""The shapes of answers about who is there, and who changed what."""

from datetime import datetime
from typing import Annotated, Any

from pydantic import Field, StringConstraints

from lagebild.records.service import Role
from lagebild.server.forms import Form


class SessionForm(Form):
    """Who asks. Where no token is demanded, everybody is the administrator of this machine."""

    tokens: bool = Field(description="Whether this server demands tokens")
    name: str | None = Field(description="Of the token; null if none was shown")
    role: Role | None


class SignIn(Form):
    token: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]


class AuditLine(Form):
    number: int
    at: datetime
    who: str = Field(description="Name of the token; `local` where none was demanded")
    role: str | None
    action: str = Field(description="Method of the request, or `token add`, `token revoke`")
    target: str | None = Field(description="Path of the request, or the name of the token")
    details: dict[str, Any] | None


class AuditList(Form):
    """``next`` is the value of ``after`` for the next page, null on the last."""

    items: list[AuditLine]
    next: str | None
