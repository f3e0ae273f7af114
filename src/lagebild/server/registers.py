"""The registry under ``/api/v1``: actors with their offices, frameworks with their members, who held what."""

from datetime import date
from functools import lru_cache
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Query, Request

from lagebild.record import Store
from lagebild.reference import registers
from lagebild.reference.actor_search import ActorSearch
from lagebild.reference.frameworks import Framework
from lagebild.reference.offices import place
from lagebild.reference.registry import Registry
from lagebild.server.cursors import After, read_cursor, write_cursor
from lagebild.server.labels import every_name, labels
from lagebild.server.register_forms import (
    ActorChoice,
    ActorChoices,
    EntityForm,
    FrameworkLine,
    FrameworkList,
    FrameworkPage,
    MemberForm,
    OfficeList,
    TenureForm,
    TenureList,
)
from lagebild.server.routes import PROBLEMS, Limit, OpenStore

MAX_CHOICES = 50
"""Most actors to choose from in an answer; who types goes on typing."""

router = APIRouter(prefix="/api/v1", responses=PROBLEMS)


def _registry(request: Request) -> Registry:
    registry: Registry = request.app.state.registry
    return registry


OpenRegistry = Annotated[Registry, Depends(_registry)]
On = Annotated[date | None, Query(description="On this day; else at any time, members today")]
Name = Annotated[str, Query(min_length=1, max_length=300)]


@router.get("/register/who", summary="Who held an office of a state or organisation")
def who(registry: OpenRegistry, office: Name, state: str | None = None, on: On = None) -> TenureList:
    found = registers.who(registry, office, state, on)
    return TenureList(items=[TenureForm.of(tenure) for tenure in found])


@router.get("/register/actor", summary="A state, organisation, group or person by name or code")
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


@router.get("/register/actors", summary="Actors of the registry to choose from while a name is typed")
def actors(
    registry: OpenRegistry,
    search: Annotated[
        str, Query(max_length=300, description="A code, or how words of a German or English name begin")
    ],
    on: Annotated[date | None, Query(description="Codes of people are those of this day")] = None,
    limit: Annotated[int, Query(ge=1, le=MAX_CHOICES, description="Most actors in the answer")] = 12,
) -> ActorChoices:
    found = _search(registry).find(search, on=on, limit=limit)
    return ActorChoices(
        items=[ActorChoice.model_validate(each, from_attributes=True) for each in found],
        labels=labels({each.code for each in found}),
    )


@lru_cache(maxsize=1)
def _search(registry: Registry) -> ActorSearch:
    """Built when somebody first types: it takes half a second."""
    return ActorSearch(registry, every_name)


@router.get("/offices", summary="Offices and who holds them, by state, day and title")
def offices(
    registry: OpenRegistry,
    state: Annotated[str | None, Query(max_length=300, description="Code or German name")] = None,
    office: Annotated[str | None, Query(max_length=300, description="Part of the title")] = None,
    on: Annotated[date | None, Query(description="Held on this day; else at any time")] = None,
    limit: Limit = 100,
    after: After = None,
) -> OfficeList:
    seen = read_cursor(after, str, str, date, str, str)
    found = registers.offices(registry, state or None, on, office or None)
    if seen:
        found = [tenure for tenure in found if place(tenure) > _seen(seen)]
    shown = found[:limit]
    return OfficeList(
        items=[TenureForm.of(tenure) for tenure in shown],
        labels=labels({tenure.code for tenure in shown}),
        next=write_cursor(*place(shown[-1])) if len(found) > limit else None,
    )


def _seen(values: tuple[Any, ...]) -> tuple[str, str, date, str, str]:
    code, office, start, person, mark = values
    return code, office, start or date.min, person, mark


@router.get("/frameworks", summary="Frameworks that the record's events refer to, most frequent first")
@router.get(
    "/register/frameworks", summary="Frameworks that the record's events refer to, most frequent first"
)
def frameworks(
    store: OpenStore,
    registry: OpenRegistry,
    search: Annotated[str | None, Query(max_length=300, description="Part of a name")] = None,
    known: Annotated[bool, Query(description="False: words that the registry does not know yet")] = True,
    limit: Limit = 200,
    after: After = None,
) -> FrameworkList:
    """With ``search`` also those of the registry that no event refers to."""
    found = [FrameworkLine.model_validate(line, from_attributes=True)
             for line in store.frameworks(search=search or None, known=known, limit=None)]  # fmt: skip
    if search and known:
        named = {line.name for line in found}
        asked = search.casefold()
        found += [
            FrameworkLine(name=f.name, kind=f.kind, events=0)
            for f in (*registry.frameworks.all, *registry.frameworks.groups)
            if f.name not in named and any(asked in name.casefold() for name in (f.name, *f.aliases))
        ]
    found.sort(key=_frequent_first)
    if seen := read_cursor(after, int, str, str | None):
        place_seen = (-seen[0], seen[1], seen[2] or "")
        found = [line for line in found if _frequent_first(line) > place_seen]
    shown = found[:limit]
    last = shown[-1] if len(found) > limit else None
    return FrameworkList(items=shown, next=write_cursor(last.events, last.name, last.kind) if last else None)


def _frequent_first(line: FrameworkLine) -> tuple[int, str, str]:
    return -line.events, line.name, line.kind or ""


@router.get("/frameworks/{name}", summary="A treaty, resolution, format, operation or group of states")
def framework_named(
    store: OpenStore,
    registry: OpenRegistry,
    name: Annotated[str, Path(min_length=1, max_length=300, description="Any of its names")],
    on: On = None,
) -> FrameworkPage:
    return framework(store, registry, name, on)


@router.get("/register/framework", summary="A treaty, resolution, format, operation or group of states")
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
