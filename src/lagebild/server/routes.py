"""The REST API under ``/api/v1``: thin questions to the record."""

from collections.abc import Callable
from datetime import date, datetime
from importlib.metadata import version
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Query, Request
from pydantic import BeforeValidator

from lagebild.figures import Figures
from lagebild.record import EventFilter, Store
from lagebild.record.moments import read_moment
from lagebild.records import Event, EventType, Modality, Stance
from lagebild.records.words import plain
from lagebild.reference.registry import Registry
from lagebild.server.cursors import After, read_cursor, write_cursor
from lagebild.server.forms import (
    ActorLine,
    ActorList,
    BlockForm,
    DocumentForm,
    DocumentHead,
    DocumentLine,
    DocumentList,
    EventForm,
    EventList,
    Health,
    event_form,
)
from lagebild.server.labels import labels
from lagebild.server.problems import Problem, invalid

MAX_LIMIT = 1000
"""Most lines an answer may have; more are asked for page by page."""
MAX_OFFSET = 2**31

PROBLEMS: dict[int | str, dict[str, Any]] = {
    status: {"model": Problem, "content": {"application/problem+json": {}}, "description": description}
    for status, description in (
        (401, "No token in force, where one is needed"),
        (403, "The token has too few rights, or a page of another origin asks"),
        (404, "No such thing"),
        (422, "Impossible value"),
        (503, "Record unavailable"),
    )
}

router = APIRouter(prefix="/api/v1", responses=PROBLEMS)


def _store(request: Request) -> Store:
    store: Store = request.app.state.store
    return store


def framework_name(request: Request, given: str | None) -> str | None:
    """The registry's name for what was asked (``UN-Resolution 1718``), else as given; None if nothing was."""
    registry: Registry = request.app.state.registry
    found = registry.framework(given) if given else None
    return found.name if found else given or None


async def plain_address(request: Request) -> None:
    """:raises RequestValidationError: a part of the address has a character that no record can be asked for."""
    parts = {"path": request.path_params.items(), "query": request.query_params.multi_items()}
    for where, given in parts.items():
        for name, value in given:
            try:
                plain(str(value))
            except ValueError as error:
                message, _, remedy = str(error).partition("; ")
                raise invalid(where, name, message, remedy) from None


def _figures(request: Request) -> Figures:
    figures: Figures = request.app.state.figures
    return figures


OpenStore = Annotated[Store, Depends(_store)]
Counted = Annotated[Figures, Depends(_figures)]
Limit = Annotated[int, Query(ge=1, le=MAX_LIMIT, description="Most items in the answer")]
Offset = Annotated[
    int,
    Query(ge=0, le=MAX_OFFSET, deprecated=True, description="Items to leave out; go on with `after` instead"),
]
Text = Annotated[str | None, Query(max_length=500)]
FrameworkName = Annotated[
    str | None, Query(max_length=300, description="The registry's name of one: `Resolution 1718`")
]
DocumentId = Annotated[
    str | None, Query(max_length=64, description="A document's id or enough of its beginning")
]
Since = Annotated[date | None, Query(description="Published on this day or later")]
Until = Annotated[date | None, Query(description="Published on this day or earlier")]
FromDay = Annotated[
    date | None, Query(alias="from", description="Told to happen on this day or later (else: published)")
]
ToDay = Annotated[
    date | None, Query(alias="to", description="Told to happen on this day or earlier (else: published)")
]
AsOf = Annotated[
    datetime | None,
    BeforeValidator(read_moment),
    Query(
        description="What the record knew at this moment (ISO, UTC unless it has a zone) or at the end of this day",
        examples=["2024-05-17", "2024-05-17T12:00:00Z"],
    ),
]


def _wanted(
    request: Request,
    store: OpenStore,
    actor: Annotated[
        str | None,
        Query(max_length=500, description="Code (`KOR`, `KOR GOV`) or part of a name, in any role"),
    ] = None,
    other: Annotated[
        str | None,
        Query(
            max_length=500,
            description="Second actor: one of both acts upon the other, in either direction, or both act together",
        ),
    ] = None,
    framework: FrameworkName = None,
    type: EventType | None = None,
    modality: Modality | None = None,
    negated: bool | None = None,
    stance: Annotated[Stance | None, Query(description="A source of the event takes this stance")] = None,
    disputed: Annotated[bool | None, Query(description="Its case is disputed or denied")] = None,
    text: Annotated[str | None, Query(max_length=500, description="Words that its sentence has")] = None,
    publisher: Text = None,
    document: DocumentId = None,
    since: Since = None,
    until: Until = None,
    from_day: FromDay = None,
    to_day: ToDay = None,
    as_of: AsOf = None,
) -> EventFilter:
    return EventFilter(
        document_id=store.document(document).id if document else None,
        actor=actor or None,
        other=other or None,
        framework=framework_name(request, framework),
        type=type,
        modality=modality,
        negated=negated,
        stance=stance,
        disputed=disputed,
        words=text or None,
        publisher=publisher or None,
        since=since,
        until=until,
        from_day=from_day,
        to_day=to_day,
        as_of=as_of,
    )


Wanted = Annotated[EventFilter, Depends(_wanted)]


@router.get("/health", summary="Whether the record can be read, and how much it holds")
def health(request: Request) -> Health:
    counts: Callable[[], dict[str, int]] = request.app.state.counts
    return Health(status="ok", version=version("lagebild"), **counts())


@router.get("/documents", summary="Documents, newest publication first")
def documents(
    store: OpenStore,
    search: Annotated[
        str | None, Query(max_length=500, description="Part of title, publisher, origin or text")
    ] = None,
    limit: Limit = 50,
    offset: Offset = 0,
    after: After = None,
) -> DocumentList:
    seen = read_cursor(after, date, str)
    found = store.documents(search=search or None, limit=limit + 1, offset=offset, after=seen)
    shown, more = found[:limit], len(found) > limit
    return DocumentList(
        items=[DocumentLine.of(summary) for summary in shown],
        next=write_cursor(shown[-1].published, shown[-1].id) if more else None,
        next_offset=offset + limit if more else None,
    )


@router.get("/documents/{document_id}", summary="A document, its blocks and its events")
def document(
    store: OpenStore,
    document_id: Annotated[str, Path(max_length=64, description="The id or enough of its beginning")],
) -> DocumentForm:
    found = store.document(document_id)
    events = [
        event_form(event, found.text) for event in store.events(EventFilter(document_id=found.id), limit=None)
    ]
    return DocumentForm(
        **DocumentHead.of(found).model_dump(),
        text=found.text,
        language=found.language,
        kind=found.kind,
        origin=found.origin,
        blocks=[BlockForm(kind=b.kind, start=b.span.start, end=b.span.end) for b in found.blocks],
        events=events,
        labels=_labels(events),
    )


@router.get("/events", summary="Events: newest publication first, then as in the text")
def events(
    store: OpenStore,
    figures: Counted,
    wanted: Wanted,
    limit: Limit = 50,
    after: Annotated[str | None, Query(max_length=200, description="`next` of the page before")] = None,
) -> EventList:
    found = figures.events(wanted, limit=limit + 1, after=after or None)
    shown = found[:limit]
    forms, heads = _with_documents(store, shown)
    return EventList(
        items=forms,
        documents=heads,
        labels=_labels(forms),
        next=shown[-1].id if len(found) > limit else None,
    )


@router.get("/actors", summary="Actors, most frequent first")
def actors(
    store: OpenStore,
    search: Annotated[str | None, Query(max_length=500, description="Code or part of a name")] = None,
    limit: Limit = 100,
    after: After = None,
) -> ActorList:
    seen = read_cursor(after, int, str, str | None)
    found = store.actors(search=search or None, limit=limit + 1, after=seen)
    shown = [ActorLine.of(summary) for summary in found[:limit]]
    codes = {line.code for line in shown}
    return ActorList(
        items=shown,
        labels=labels(codes | {code.split()[0] for code in codes if code.strip()}),
        next=write_cursor(shown[-1].times, shown[-1].code, shown[-1].name) if len(found) > limit else None,
    )


def _with_documents(store: Store, found: list[Event]) -> tuple[list[EventForm], dict[str, DocumentHead]]:
    """The events' forms, and the heads of the documents they stand in."""
    texts = {id_: store.document(id_) for id_ in dict.fromkeys(event.document_id for event in found)}
    forms = [event_form(event, texts[event.document_id].text) for event in found]
    return forms, {id_: DocumentHead.of(document) for id_, document in texts.items()}


def _labels(forms: list[EventForm]) -> dict[str, str]:
    """Names of every code in the events, and of the country in each: filters offer both."""
    codes = {code for form in forms for code in form.codes() if code and code.strip()}
    return labels(codes | {code.split()[0] for code in codes})
