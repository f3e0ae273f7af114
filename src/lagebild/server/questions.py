"""Questions, full text and comparison under ``/api/v1``: answers with the sentences that prove them."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from fastapi.exceptions import RequestValidationError

from lagebild.export.answer import answer_json, evidence, passage_json
from lagebild.export.comparison import comparison_json
from lagebild.record import EventFilter
from lagebild.record.answers import overruled
from lagebild.record.questions import read_question
from lagebild.resolve.actors import ActorResolver
from lagebild.server.case_forms import named
from lagebild.server.comparison_forms import ComparisonForm
from lagebild.server.cursors import After, read_cursor, write_cursor
from lagebild.server.question_forms import AnswerEvent, AnswerForm, PassageForm, PassageList
from lagebild.server.routes import PROBLEMS, AsOf, DocumentId, OpenStore, Since, Text, Until, Wanted
from lagebild.weigh.compare import compare as compare_statements
from lagebild.weigh.compare import in_order

MAX_ANSWERS = 100
"""Most events, and most passages, in one answer."""

MOST_PASSAGES = 1000
"""Sentences of one search that can be paged through; each page ranks those before it anew."""

router = APIRouter(prefix="/api/v1", responses=PROBLEMS)


def _actors(request: Request) -> ActorResolver:
    resolver: ActorResolver = request.app.state.actors()
    return resolver


OpenActors = Annotated[ActorResolver, Depends(_actors)]
Most = Annotated[
    int, Query(ge=1, le=MAX_ANSWERS, description="Most events, and most passages, in the answer")
]
StatementId = Annotated[
    str, Query(min_length=1, max_length=64, description="A document's id or enough of its beginning")
]


@router.get("/ask", summary="A question in German words: events that fit its reading, then passages")
def ask(
    store: OpenStore,
    actors: OpenActors,
    wanted: Wanted,
    question: Annotated[str, Query(min_length=1, max_length=1000, description="Names, deeds, dates, words")],
    limit: Most = 10,
) -> AnswerForm:
    """Fixed rules read it, no model guesses; what a filter says replaces what was read."""
    read = overruled(read_question(question, actors, today=date.today()), wanted)
    answer = store.answer(read, wanted, limit=limit)
    answered = answer_json(answer, *evidence(store, answer))
    events = [AnswerEvent.model_validate(event) for event in answered.pop("events")]
    codes = {code for event in events for code in event.codes() if code}
    asked = {party.code for party in read.parties}
    return AnswerForm(**answered, events=events, labels=named(codes | asked))


@router.get("/search", summary="Sentences with some words in any of their forms, best first")
def search(
    store: OpenStore,
    words: Annotated[
        str,
        Query(min_length=1, max_length=500, description="Words; those in quotation marks stand together so"),
    ],
    document: DocumentId = None,
    publisher: Text = None,
    since: Since = None,
    until: Until = None,
    as_of: AsOf = None,
    limit: Most = 20,
    after: After = None,
) -> PassageList:
    """Every document changes how rare a word is, and so the order: the cursor counts what was seen."""
    seen = min(max((read_cursor(after, int) or (0,))[0] or 0, 0), MOST_PASSAGES)
    ranked = store.search(
        words,
        limit=seen + limit + 1,
        document_id=store.document(document).id if document else None,
        publisher=publisher or None,
        since=since,
        until=until,
        as_of=as_of,
    )
    found = ranked[seen : seen + limit]
    more = len(ranked) > seen + limit and seen + limit < MOST_PASSAGES
    documents = {id_: store.document(id_) for id_ in {passage.document_id for passage in found}}
    shown = (passage_json(passage, documents[passage.document_id]) for passage in found)
    return PassageList(
        passages=[PassageForm.model_validate(passage) for passage in shown],
        next=write_cursor(seen + limit) if more else None,
    )


@router.get("/compare", summary="Two statements: what was hardened, softened, added, dropped, and who signs")
def compare(store: OpenStore, actors: OpenActors, one: StatementId, other: StatementId) -> ComparisonForm:
    """Their dates of publication decide which is the earlier; without them, ``one`` is."""
    earlier, later = in_order(store.document(one), store.document(other))
    if earlier.id == later.id:
        fault = {
            "type": "value_error",
            "loc": ("query", "other"),
            "msg": "the same document as one; name two",
        }
        raise RequestValidationError([fault])
    events = [store.events(EventFilter(document_id=document.id)) for document in (earlier, later)]
    compared = compare_statements(earlier, later, *events, actors=actors)
    found = comparison_json(compared)
    codes = {one["code"] for signed in found["signatories"].values() for one in signed}
    return ComparisonForm.model_validate({**found, "labels": named(codes)})
