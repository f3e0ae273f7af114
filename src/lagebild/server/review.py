"""Events to review, and what people decide about them, under ``/api/v1``."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request

from lagebild.record import Order, Place
from lagebild.records import Event, Judgement
from lagebild.server.case_forms import JudgementForm
from lagebild.server.cursors import After, read_cursor, write_cursor
from lagebild.server.forms import DocumentHead, EventForm, event_form
from lagebild.server.problems import invalid
from lagebild.server.review_forms import (
    AdditionForm,
    CorrectionForm,
    EventPage,
    QueueItem,
    QueuePage,
    Verdict,
    labels_of,
)
from lagebild.server.routes import PROBLEMS, Counted, OpenStore, Wanted
from lagebild.weigh import review

MAX_QUEUE = 200
"""Most events of the queue in an answer; each comes whole."""
FEW = 10_000
"""Events of an actor that are named to the queue; it finds a page of a more frequent one by walking its order."""

router = APIRouter(prefix="/api/v1", responses=PROBLEMS)

EventId = Annotated[str, Path(max_length=64, description="Id of an event or enough of its beginning")]


@router.get("/queue", summary="Events to review: the most doubtful, or what most hangs on, first")
def queue(
    store: OpenStore,
    figures: Counted,
    wanted: Wanted,
    by: Order = Order.DOUBT,
    judged: Annotated[bool, Query(description="Also those that somebody has judged")] = False,
    limit: Annotated[int, Query(ge=1, le=MAX_QUEUE, description="Most events in the answer")] = 50,
    after: After = None,
) -> QueuePage:
    if wanted.as_of is not None:
        raise invalid("query", "as_of", "the queue is of what counts now", "leave it out")
    numbers = figures.numbers(wanted, most=FEW) if wanted.actor or wanted.other else None
    seen = read_cursor(after, int, float, str)
    found = store.judging.queue(
        wanted, by=by, judged=judged, limit=limit + 1, after=Place(*seen) if seen else None, numbers=numbers
    )
    shown = found[:limit]
    events = {event.id: event for event in store.events_by_id([line.event_id for line in shown])}
    documents = {id_: store.document(id_) for id_ in dict.fromkeys(line.document_id for line in shown)}
    items = [
        QueueItem.of(line, event_form(events[line.event_id], documents[line.document_id].text))
        for line in shown
    ]
    return QueuePage(
        items=items,
        documents={id_: DocumentHead.of(document) for id_, document in documents.items()},
        labels=labels_of(*(item.event for item in items)),
        next=write_cursor(*shown[-1].place) if len(found) > limit else None,
    )


@router.get("/events/{event_id}", summary="One event, in force or not, with its judgements")
def event(store: OpenStore, event_id: EventId) -> EventPage:
    found = review.find(store, review.event_named(store, event_id))

    def form(one: Event | None) -> EventForm | None:
        return None if one is None else event_form(one, found.document.text)

    shown = event_form(found.event, found.document.text)
    before, after = form(found.before), form(found.after)
    return EventPage(
        event=shown,
        document=DocumentHead.of(found.document),
        in_force=found.standing.in_force,
        seen=found.standing.last,
        made=found.standing.made,
        withdrawn=found.standing.withdrawn,
        case_id=found.standing.case_id,
        judgements=[JudgementForm.of(each) for each in found.history],
        before=before,
        after=after,
        labels=labels_of(shown, before, after),
    )


@router.post("/events/{event_id}/accept", status_code=201, summary="This event is right as it stands")
def accept(store: OpenStore, event_id: EventId, asked: Verdict) -> JudgementForm:
    named = review.event_named(store, event_id)
    return _told(review.accept(store, named, seen=asked.seen, made_by=asked.made_by, reason=asked.reason))


@router.post("/events/{event_id}/reject", status_code=201, summary="The text tells of no such event")
def reject(store: OpenStore, event_id: EventId, asked: Verdict) -> JudgementForm:
    named = review.event_named(store, event_id)
    return _told(review.reject(store, named, seen=asked.seen, made_by=asked.made_by, reason=asked.reason))


@router.post("/events/{event_id}/correct", status_code=201, summary="Put a corrected event in its place")
def correct(request: Request, store: OpenStore, event_id: EventId, asked: CorrectionForm) -> JudgementForm:
    made = review.correct(
        store,
        review.event_named(store, event_id),
        asked.fields,
        request.app.state.registry,
        seen=asked.seen,
        made_by=asked.made_by,
        reason=asked.reason,
    )
    return _told(made)


@router.post(
    "/documents/{document_id}/events",
    status_code=201,
    summary="The text tells of an event that the reader missed",
)
def add(
    request: Request,
    store: OpenStore,
    document_id: Annotated[str, Path(max_length=64, description="The id or enough of its beginning")],
    asked: AdditionForm,
) -> JudgementForm:
    registry = request.app.state.registry
    made = review.add(store, document_id, asked.fields, registry, made_by=asked.made_by, reason=asked.reason)
    return _told(made)


def _told(made: Judgement) -> JudgementForm:
    return JudgementForm.of(made)
