"""Cases, disputes, commitments and judgements under ``/api/v1``: thin questions to the analyst's desk."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Path, Query, Request

from lagebild.export import ledger
from lagebild.export.ledger import Json
from lagebild.record import CaseFilter, CaseSummary, Store
from lagebild.records import CONTESTED, CaseState, Document, EventType, Judgement, Ledger
from lagebild.server.case_forms import (
    CaseList,
    CasePage,
    CommitmentForm,
    CommitmentList,
    Decision,
    DisputeList,
    JudgementForm,
    JudgementList,
    MergeForm,
    SplitForm,
    heads,
    named,
)
from lagebild.server.cursors import LARGEST, After, read_cursor, write_cursor
from lagebild.server.routes import (
    MAX_OFFSET,
    PROBLEMS,
    AsOf,
    Counted,
    FrameworkName,
    Limit,
    Offset,
    OpenStore,
    Since,
    Until,
    framework_name,
)
from lagebild.weigh import desk, review

MAX_LEDGERS = 100
"""Most whole ledgers in an answer; each is worked out anew."""
FEW = 10_000
"""Cases of some actors that are named to the record; of more it finds a page by asking one case after the other."""

router = APIRouter(prefix="/api/v1", responses=PROBLEMS)

Actors = Annotated[
    list[str] | None,
    Query(max_length=20, description="Code or part of a name in any role; all that are given must take part"),
]
CaseId = Annotated[
    str, Path(max_length=64, description="Id of a case or its beginning, or the id of one of its events")
]


def _about(
    request: Request,
    figures: Counted,
    actor: Actors = None,
    framework: FrameworkName = None,
    since: Since = None,
    until: Until = None,
    as_of: AsOf = None,
) -> CaseFilter:
    actors = tuple(name for name in actor or () if name.strip())
    known = framework_name(request, framework)
    numbers = figures.cases(actors, known, most=FEW) if as_of is None else None
    return CaseFilter(actors=actors, framework=known, since=since, until=until, as_of=as_of, numbers=numbers)


About = Annotated[CaseFilter, Depends(_about)]


@router.get("/cases", summary="Acts that several documents tell of, the last told of first")
def cases(
    store: OpenStore,
    about: About,
    type: EventType | None = None,
    state: Annotated[list[CaseState] | None, Query(description="Any of these")] = None,
    documents: Annotated[
        int, Query(ge=1, le=MAX_OFFSET, description="Told by at least so many documents")
    ] = 2,
    limit: Limit = 50,
    offset: Offset = 0,
    after: After = None,
) -> CaseList:
    wanted = replace(about, type=type, states=tuple(state or ()), documents=documents)
    seen = read_cursor(after, date, str)
    found = desk.find_cases(store, wanted, limit=limit + 1, offset=offset, after=seen)
    shown = found[:limit]
    examples = ledger.examples(store, shown, wanted.as_of)
    lines = [ledger.case_json(each, examples.get(each.id)) for each in shown]
    return CaseList.of(lines, **_next(found, limit, offset))


@router.get("/cases/{case_id}", summary="The ledger of a case: who says what about it since when")
def case(store: OpenStore, case_id: CaseId, as_of: AsOf = None) -> CasePage:
    found = desk.find_ledger(store, case_id, as_of)
    (told,), documents = _told(store, [found], as_of)
    return CasePage.of(told, documents.values())


@router.get("/disputes", summary="What some assert and others deny, with both sides' sentences")
def disputes(
    store: OpenStore,
    about: About,
    type: EventType | None = None,
    state: Annotated[
        Literal[CaseState.DISPUTED, CaseState.DENIED] | None, Query(description="Only these; else both")
    ] = None,
    limit: Annotated[int, Query(ge=1, le=MAX_LEDGERS, description="Most ledgers in the answer")] = 20,
    offset: Offset = 0,
    after: After = None,
) -> DisputeList:
    wanted = replace(about, type=type, states=(state,) if state else tuple(CONTESTED))
    seen = read_cursor(after, date, str)
    found = desk.find_cases(store, wanted, limit=limit + 1, offset=offset, after=seen)
    ledgers = desk.find_ledgers(store, [each.id for each in found[:limit]], wanted.as_of)
    told, documents = _told(store, ledgers, wanted.as_of)
    return DisputeList.of(told, documents.values(), **_next(found, limit, offset))


@router.get("/commitments", summary="Who is to do what for whom by when, and how far it has come")
def commitments(
    store: OpenStore,
    about: About,
    on: Annotated[date | None, Query(description="As the reports until this day tell it; else today")] = None,
    overdue: Annotated[bool, Query(description="Only what should have been done by then")] = False,
    limit: Limit = 50,
    after: After = None,
) -> CommitmentList:
    seen = read_cursor(after, date, str)
    found = desk.find_commitments(store, about, on=on, overdue=overdue, limit=limit + 1, after=seen)
    day = on or date.today()
    shown = found[:limit]
    proofs = ledger.step_evidence(store, shown)
    return CommitmentList(
        items=[
            CommitmentForm(**ledger.commitment_json(each, *proofs), overdue=each.overdue(day))
            for each in shown
        ],
        documents=heads(proofs[1].values()),
        labels=named({code for each in shown for code in (*each.by, *each.to)}),
        on=day,
        more=len(found) > limit,
        next=write_cursor(shown[-1].due, shown[-1].id) if len(found) > limit else None,
    )


@router.get(
    "/judgements", summary="What people decided about cases and events, oldest first unless asked otherwise"
)
def judgements(
    store: OpenStore,
    case: Annotated[str | None, Query(max_length=64, description="Only those that name this case")] = None,
    event: Annotated[
        str | None, Query(max_length=64, description="Only those of this event, of what it was and became")
    ] = None,
    latest: Annotated[bool, Query(description="The last decided first")] = False,
    limit: Limit = 1000,
    after: After = None,
) -> JudgementList:
    seen = read_cursor(after, int)
    number: int | None = seen[0] if seen else None
    if event:
        history = store.judging.history(review.event_named(store, event))
        found = _from(history, latest, number)[: limit + 1]
    else:
        case_id = desk.case_named(store, case) if case else None
        found = store.cases.judgements(case_id, latest=latest, limit=limit + 1, after=number)
    shown = found[:limit]
    events = store.events_by_id(sorted({each.events[-1] for each in shown}))
    return JudgementList.of(
        shown,
        events,
        {id_: store.document(id_).text for id_ in sorted({event.document_id for event in events})},
        next=write_cursor(shown[-1].number) if len(found) > limit else None,
    )


def _from(history: Sequence[Judgement], latest: bool, after: int | None) -> list[Judgement]:
    """An event's judgements as asked for; ``after`` is the number of the last one seen."""
    if latest:
        return [made for made in reversed(history) if after is None or made.number < after]
    return [made for made in history if after is None or made.number > after]


@router.post("/cases/{case_id}/split", status_code=201, summary="Take events out of a case: another act")
def split(store: OpenStore, case_id: CaseId, asked: SplitForm) -> JudgementForm:
    made = desk.split(store, case_id, asked.events, made_by=asked.made_by, reason=asked.reason)
    return JudgementForm.of(made)


@router.post("/cases/{case_id}/merge", status_code=201, summary="Put another case into this one: one act")
def merge(store: OpenStore, case_id: CaseId, asked: MergeForm) -> JudgementForm:
    made = desk.merge(store, case_id, asked.other, made_by=asked.made_by, reason=asked.reason)
    return JudgementForm.of(made)


@router.post(
    "/judgements/{number}/undo", status_code=201, summary="Put back what a judgement moved or changed"
)
def undo(store: OpenStore, number: Annotated[int, Path(ge=1, lt=LARGEST)], asked: Decision) -> JudgementForm:
    made = desk.undo(store, number, made_by=asked.made_by, reason=asked.reason)
    return JudgementForm.of(made)


def _next(found: Sequence[CaseSummary], limit: int, offset: int) -> dict[str, Any]:
    """Where the next page of cases begins; ``found`` has one more than fits."""
    if len(found) <= limit:
        return {"next": None, "next_offset": None}
    last = found[limit - 1]
    return {"next": write_cursor(last.last_published, last.id), "next_offset": offset + limit}


def _told(
    store: Store, ledgers: Sequence[Ledger], as_of: datetime | None
) -> tuple[list[Json], dict[str, Document]]:
    """Ledgers with what each is of, and the documents that their sentences stand in, by id."""
    events, documents = ledger.evidence(store, *ledgers)
    told = []
    for found in ledgers:
        members = store.cases.members(found.case_id, as_of)
        opening = events.get(members[0].event_id) if members else None
        about = ledger.about_json(opening) if opening else None
        told.append({**ledger.ledger_json(found, events, documents, members), "about": about})
    return told, documents
