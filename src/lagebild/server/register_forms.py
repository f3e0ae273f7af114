"""The shapes of answers from the registry."""

from datetime import date
from typing import TYPE_CHECKING

from pydantic import Field

from lagebild.server.forms import Form

if TYPE_CHECKING:  # the client has these forms without the registry
    from lagebild.reference.offices import Tenure


class TenureForm(Form):
    """``mark``: ``acting``, ``designated`` or empty; ``end`` is null while it lasts."""

    person: str
    office: str
    code: str
    start: date | None
    end: date | None
    mark: str

    @classmethod
    def of(cls, tenure: "Tenure") -> "TenureForm":
        return cls.model_validate(tenure, from_attributes=True)


class TenureList(Form):
    items: list[TenureForm]


class OfficeList(Form):
    """``next`` is the value of ``after`` for the next page, null on the last."""

    items: list[TenureForm]
    labels: dict[str, str]
    next: str | None


class EntityForm(Form):
    kind: str
    name: str
    code: str
    aliases: list[str]
    start: date | None
    end: date | None
    offices: list[TenureForm]
    members: list[str]
    groups: list[str]
    labels: dict[str, str]


class ActorChoice(Form):
    """An actor as an event names it; ``name`` is null where the code says it all."""

    kind: str = Field(description="`state`, `organisation`, `group` or `person`")
    code: str = Field(description="`KOR` or `KOR GOV`; of a person that of the day, else the last")
    name: str | None


class ActorChoices(Form):
    items: list[ActorChoice]
    labels: dict[str, str]


class MemberForm(Form):
    """A state or body, or a ``group`` whose members count; ``out`` takes one out again."""

    code: str
    start: date | None
    end: date | None
    group: bool
    out: bool


class FrameworkLine(Form):
    """``events`` of the record refer to it; ``kind`` is null for what the registry does not know."""

    name: str
    kind: str | None
    events: int


class FrameworkList(Form):
    """``next`` is the value of ``after`` for the next page, null on the last."""

    items: list[FrameworkLine]
    next: str | None


class FrameworkPage(Form):
    name: str
    kind: str
    aliases: list[str]
    start: date | None
    end: date | None
    about: str
    members: list[str]
    history: list[MemberForm]
    events: int
    labels: dict[str, str]
