"""The registry under ``/api/v1/register``: actors with their offices, frameworks with their members, who held what."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request

from lagebild.record import Store
from lagebild.reference import registers
from lagebild.reference.frameworks import Framework
from lagebild.reference.offices import Tenure
from lagebild.reference.registry import Registry
from lagebild.server.forms import Form
from lagebild.server.labels import labels
from lagebild.server.routes import PROBLEMS, Limit, OpenStore

router = APIRouter(prefix="/api/v1/register", responses=PROBLEMS)


def _registry(request: Request) -> Registry:
    registry: Registry = request.app.state.registry
    return registry


OpenRegistry = Annotated[Registry, Depends(_registry)]
On = Annotated[date | None, Query(description="On this day; else at any time, members today")]
Name = Annotated[str, Query(min_length=1, max_length=300)]


class TenureForm(Form):
    """``mark``: ``acting``, ``designated`` or empty; ``end`` is null while it lasts."""

    person: str
    office: str
    code: str
    start: date | None
    end: date | None
    mark: str

    @classmethod
    def of(cls, tenure: Tenure) -> "TenureForm":
        return cls.model_validate(tenure, from_attributes=True)


class TenureList(Form):
    items: list[TenureForm]


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
    items: list[FrameworkLine]


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


@router.get("/who", summary="Who held an office of a state or organisation")
def who(registry: OpenRegistry, office: Name, state: str | None = None, on: On = None) -> TenureList:
    found = registers.who(registry, office, state, on)
    return TenureList(items=[TenureForm.of(tenure) for tenure in found])


@router.get("/actor", summary="A state, organisation, group or person by name or code")
def actor(registry: OpenRegistry, name: Name, on: On = None) -> EntityForm:
    found = registers.entity(registry, name, on)
    return EntityForm(
        kind=found.kind,
        name=found.name,
        code=found.code,
        aliases=list(found.aliases),
        start=found.start,
        end=found.end,
        offices=[TenureForm.of(tenure) for tenure in found.offices],
        members=list(found.members),
        groups=list(found.groups),
        labels=labels({found.code, *found.members, *(tenure.code for tenure in found.offices)}),
    )


@router.get("/frameworks", summary="Frameworks that the record's events refer to, most frequent first")
def frameworks(
    store: OpenStore,
    registry: OpenRegistry,
    search: Annotated[str | None, Query(max_length=300, description="Part of a name")] = None,
    known: Annotated[bool, Query(description="False: words that the registry does not know yet")] = True,
    limit: Limit = 200,
) -> FrameworkList:
    """With ``search`` also those of the registry that no event refers to."""
    found = [FrameworkLine.model_validate(line, from_attributes=True)
             for line in store.frameworks(search=search or None, known=known, limit=limit)]  # fmt: skip
    if search and known:
        named = {line.name for line in found}
        asked = search.casefold()
        found += [
            FrameworkLine(name=f.name, kind=f.kind, events=0)
            for f in (*registry.frameworks.all, *registry.frameworks.groups)
            if f.name not in named and any(asked in name.casefold() for name in (f.name, *f.aliases))
        ]
    return FrameworkList(items=found[:limit])


@router.get("/framework", summary="A treaty, resolution, format, operation or group of states")
def framework(store: OpenStore, registry: OpenRegistry, name: Name, on: On = None) -> FrameworkPage:
    found = registers.framework(registry, name, on)
    members = registry.frameworks.members(found, on)
    return FrameworkPage(
        name=found.name,
        kind=found.kind,
        aliases=list(found.aliases),
        start=found.start,
        end=found.end,
        about=found.about,
        members=list(members),
        history=[MemberForm.model_validate(member, from_attributes=True) for member in found.members],
        events=_events(store, found),
        labels=labels([*members, *(member.code for member in found.members)]),
    )


def _events(store: Store, found: Framework) -> int:
    lines = store.frameworks(search=found.name, limit=None)
    return sum(line.events for line in lines if line.name == found.name)
