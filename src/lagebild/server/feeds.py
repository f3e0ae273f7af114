"""Feeds of watched queries under ``/api/v1/feeds`` (Atom, RFC 4287): what came into the record last comes first.

An entry has the id of its event or case, so a reader never shows one twice; an act that gets a further report, or a
denial, is the same entry with a later ``updated``. Sentences are text: markup in them is escaped.
"""

import hashlib
import re
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Annotated, Any
from xml.etree import ElementTree

from fastapi import APIRouter, Query, Request, Response

from lagebild.export import ledger
from lagebild.record import CaseFilter, CaseSummary, Store
from lagebild.records import CONTESTED, CaseState, Document, Event, EventType
from lagebild.server.cases import About
from lagebild.server.etag import has
from lagebild.server.labels import actor_label
from lagebild.server.routes import PROBLEMS, OpenStore, Wanted
from lagebild.weigh import desk
from lagebild.weigh.acts import label_of

ATOM = "http://www.w3.org/2005/Atom"
MEDIA_TYPE = "application/atom+xml"
MOST_ENTRIES = 200
_IDS = uuid.uuid5(uuid.NAMESPACE_URL, "urn:x-lagebild:export")
"""An event has the same id in every feed, and in an exported one."""
_BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)
_IMPOSSIBLE = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_FEED: dict[int | str, dict[str, Any]] = {
    200: {"content": {MEDIA_TYPE: {"schema": {"type": "string"}}}, "description": "An Atom feed"},
    304: {"description": "Nothing has changed since the `ETag` that was sent along"},
}

router = APIRouter(prefix="/api/v1/feeds", responses=PROBLEMS)

Entries = Annotated[int, Query(ge=1, le=MOST_ENTRIES, description="Most entries, the latest first")]


@dataclass(frozen=True, slots=True)
class Entry:
    """``link`` is the path of a view of the workbench, ``words`` the sentences that prove it."""

    id: str
    title: str
    updated: datetime
    link: str
    words: str
    author: str
    kind: str


@router.get("/events.atom", summary="A feed of events", response_class=Response, responses=_FEED)
def events(request: Request, store: OpenStore, wanted: Wanted, limit: Entries = 50) -> Response:
    """With the filters of `/events`: a dyad (`actor` and `other`), a framework, words of a sentence."""
    found = store.latest(wanted, limit=limit)
    texts = {id_: store.document(id_) for id_ in {event.document_id for event, _ in found}}
    entries = [_event(event, texts[event.document_id], at) for event, at in found]
    return _answer(request, "events", entries)


@router.get("/cases.atom", summary="A feed of cases", response_class=Response, responses=_FEED)
def cases(
    request: Request,
    store: OpenStore,
    about: About,
    type: EventType | None = None,
    state: Annotated[list[CaseState] | None, Query(description="Any of these")] = None,
    documents: Annotated[int, Query(ge=1, le=1000, description="Told by at least so many documents")] = 2,
    limit: Entries = 50,
) -> Response:
    """With the filters of `/cases`; an entry is updated whenever a report comes into its case."""
    wanted = replace(about, type=type, states=tuple(state or ()), documents=documents)
    return _answer(request, "cases", _cases(store, wanted, limit))


@router.get("/disputes.atom", summary="A feed of disputes", response_class=Response, responses=_FEED)
def disputes(
    request: Request, store: OpenStore, about: About, type: EventType | None = None, limit: Entries = 50
) -> Response:
    """What some assert and others deny, with the first sentence of each side."""
    wanted = replace(about, type=type, states=tuple(CONTESTED))
    return _answer(request, "disputes", _cases(store, wanted, limit))


def _event(event: Event, document: Document, at: datetime) -> Entry:
    kind = f"{event.type}.{event.mode}" if event.mode else str(event.type)
    reality = f"not {event.modality}" if event.negated else str(event.modality)
    return Entry(
        id=_urn(f"event {event.id}"),
        title=f"{kind}: {_parties(event)} ({reality})",
        updated=at,
        link=f"/dokumente/{document.id}?ereignis={event.id}",
        words=event.sentence.of(document.text),
        author=document.publisher or "unknown publisher",
        kind=kind,
    )


def _cases(store: Store, wanted: CaseFilter, limit: int) -> list[Entry]:
    found = store.cases.latest(wanted, limit=limit)
    examples = ledger.examples(store, [summary for summary, _ in found])
    return [_case(store, summary, examples.get(summary.id), at) for summary, at in found]


def _case(store: Store, summary: CaseSummary, about: Event | None, at: datetime) -> Entry:
    words, author = _sides(store, summary.id)
    told = f"{_parties(about)}: {label_of(about)}" if about else summary.id
    return Entry(
        id=_urn(f"case {summary.id}"),
        title=f"{summary.type}: {told} ({summary.state}, {summary.documents} documents)",
        updated=at,
        link=f"/faelle/{summary.id}",
        words=words,
        author=author,
        kind=str(summary.type),
    )


def _sides(store: Store, case_id: str) -> tuple[str, str]:
    """The first sentence of each side with its holder, and who published the first."""
    found = desk.find_ledger(store, case_id)
    events, documents = ledger.evidence(store, found)
    first = [position for position in (found.first_claim, found.first_denial) if position] or found.positions[
        :1
    ]
    lines = []
    for position in first:
        document = documents[position.document_id]
        sentence = ledger.proof(position, events[position.event_id], document).of(document.text)
        lines.append(f"{position.holder} ({position.stance}): {sentence}")
    return "\n".join(lines), first[0].publisher or "unknown publisher"


def _parties(event: Event) -> str:
    actors, recipients = (
        ", ".join(actor.name or actor_label(actor.code) for actor in side)
        for side in (event.actors, event.recipients)
    )
    return f"{actors or '?'}{' → ' + recipients if recipients else ''}"


def _answer(request: Request, name: str, entries: list[Entry]) -> Response:
    """The feed, or 304 if the reader has it already; the same content is always the same bytes.

    No ``Last-Modified``: the times of the entries do not tell that another was taken out.
    """
    body = b"".join(_written(request, name, entries))
    etag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    headers = {"ETag": etag, "Cache-Control": "no-cache"}
    if has(request.headers.get("if-none-match", ""), etag):
        return Response(status_code=304, headers=headers)
    return Response(body, media_type=f"{MEDIA_TYPE}; charset=utf-8", headers=headers)


def _written(request: Request, name: str, entries: Iterable[Entry]) -> Iterator[bytes]:
    base = str(request.base_url).rstrip("/")
    query = sorted(request.query_params.multi_items())
    asked = ", ".join(f"{key} {value}" for key, value in query if value and key != "limit")
    entries = list(entries)
    feed = ElementTree.Element("feed", xmlns=ATOM)
    _add(feed, "id", _urn(f"feed {name} {query}"))
    _add(feed, "title", f"Lagebild {name}: {asked or 'all'}")
    _add(feed, "updated", _stamp(_updated(entries)))
    _add(feed, "link", rel="self", type=MEDIA_TYPE, href=str(request.url))
    _add(feed, "link", rel="alternate", type="text/html", href=f"{base}/")
    _add(feed, "generator", "Lagebild")
    for each in entries:
        entry = ElementTree.SubElement(feed, "entry")
        _add(entry, "id", each.id)
        _add(entry, "title", each.title)
        _add(entry, "updated", _stamp(each.updated))
        _add(ElementTree.SubElement(entry, "author"), "name", each.author)
        _add(entry, "link", rel="alternate", type="text/html", href=base + each.link)
        _add(entry, "category", term=each.kind)
        _add(entry, "content", each.words, type="text")
    yield b'<?xml version="1.0" encoding="utf-8"?>\n'
    yield ElementTree.tostring(feed, encoding="utf-8", xml_declaration=False)


def _add(parent: ElementTree.Element, name: str, text: str | None = None, **attributes: str) -> None:
    possible = {key: _possible(value) for key, value in attributes.items()}
    element = ElementTree.SubElement(parent, name, possible)
    element.text = None if text is None else _possible(text)


def _possible(text: str) -> str:
    """The text, character for character, without controls that XML 1.0 forbids even when escaped."""
    return _IMPOSSIBLE.sub("\ufffd", text)


def _updated(entries: Iterable[Entry]) -> datetime:
    return max((entry.updated for entry in entries), default=_BEGINNING)


def _stamp(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds").replace("+00:00", "Z")


def _urn(name: str) -> str:
    return uuid.uuid5(_IDS, name).urn
