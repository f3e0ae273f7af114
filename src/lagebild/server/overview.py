"""What is new since a day, and how good the machine is: the first page of the workbench, under ``/api/v1``."""

from datetime import date, timedelta
from typing import Annotated, Any

from fastapi import APIRouter, Query

from lagebild.export import ledger
from lagebild.record import CaseFilter, CaseSummary, Store
from lagebild.records import CONTESTED
from lagebild.reference.accuracy import accuracy
from lagebild.server.case_forms import CaseLine, CommitmentForm, CommitmentList, heads, named
from lagebild.server.forms import DocumentLine
from lagebild.server.overview_forms import NewDisputes, NewDocuments, Overview, TurnForm
from lagebild.server.routes import PROBLEMS, OpenStore
from lagebild.weigh import desk
from lagebild.weigh.turns import turns_since

DAYS = 7
"""How far an overview looks back from the newest document."""
SHOWN = 8
"""Lines of each list; each leads to a view with all."""

router = APIRouter(prefix="/api/v1", responses=PROBLEMS)

SinceDay = Annotated[
    date | None,
    Query(description="New is what was published then or later; else the last seven days on record"),
]


@router.get("/overview", summary="New documents, new disputes and the hardest changes since a day")
def overview(store: OpenStore, since: SinceDay = None) -> Overview:
    newest = _newest(store)
    day = since or _start(newest)
    documents = [d for d in store.documents(limit=SHOWN) if d.published and d.published >= day]
    contested = CaseFilter(states=tuple(CONTESTED), changed_since=day)
    disputes = store.cases.find(contested, limit=SHOWN)
    shown = {case.id for case in disputes}
    turns = [turn for turn in turns_since(store, day) if turn.case.id not in shown]
    lines = _lines(store, [*disputes, *(turn.case for turn in turns[:SHOWN])])
    return Overview(
        since=day,
        newest=newest,
        documents=NewDocuments(
            items=[DocumentLine.of(document) for document in documents], total=store.published_since(day)
        ),
        disputes=NewDisputes(items=[lines[c.id] for c in disputes], total=store.cases.count(contested)),
        changes=[
            TurnForm(case=lines[turn.case.id], state_before=turn.state, reality_before=turn.reality)
            for turn in turns[:SHOWN]
        ],
        labels=named(p.code for line in lines.values() for p in (*line.actors, *line.recipients)),
    )


@router.get("/overview/overdue", summary="Commitments whose day has passed since a day without the deed")
def overdue(
    store: OpenStore,
    since: SinceDay = None,
    on: Annotated[date | None, Query(description="As the reports until this day tell it; else today")] = None,
) -> CommitmentList:
    found = desk.fell_due(store, since or _start(_newest(store)), on)
    shown = found[:SHOWN]
    proofs = ledger.step_evidence(store, shown)
    return CommitmentList(
        items=[CommitmentForm(**ledger.commitment_json(each, *proofs), overdue=True) for each in shown],
        documents=heads(proofs[1].values()),
        labels=named({code for each in shown for code in (*each.by, *each.to)}),
        on=on or date.today(),
        more=len(found) > len(shown),
    )


@router.get("/accuracy", summary="The accuracy card: how often the machine reads rightly")
def accuracy_card() -> dict[str, Any]:
    """Aims, figures for each set of documents with a key, and figures across documents; see ``docs/accuracy.md``."""
    return accuracy()


def _newest(store: Store) -> date | None:
    newest = store.documents(limit=1)
    return newest[0].published if newest else None


def _start(newest: date | None) -> date:
    return (newest or date.today()) - timedelta(days=DAYS)


def _lines(store: Store, cases: list[CaseSummary]) -> dict[str, CaseLine]:
    examples = ledger.examples(store, cases)
    return {case.id: CaseLine.model_validate(ledger.case_json(case, examples.get(case.id))) for case in cases}
