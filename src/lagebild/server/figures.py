"""Figures under ``/api/v1``: thin questions to the columns."""

from collections.abc import Iterable
from typing import Annotated

from fastapi import APIRouter, Query, Response

from lagebild.records.counting import Bin, By, Level, Way
from lagebild.server.figure_forms import (
    DyadForm,
    DyadList,
    FacetForm,
    FacetsForm,
    MapForm,
    NetworkForm,
    NodeForm,
    PartyForm,
    PointForm,
    SeriesForm,
    TimelineForm,
)
from lagebild.server.labels import labels
from lagebild.server.routes import PROBLEMS, Counted, Wanted

MAX_DYADS = 5000
MAX_SIDE = 200
"""Rows and columns of a matrix: 40,000 cells are more than a page shows."""
MAX_NODES = 400
MAX_FACETS = 100
"""Most publishers and frameworks of an answer; the other lists are short."""

router = APIRouter(prefix="/api/v1", responses=PROBLEMS)


Count = Annotated[
    Way,
    Query(
        description="`reports`: every report; `daily`: same actors, recipients, type and day once; `cases`: each case "
        "once; `origins`: each independent origin of a case once"
    ),
]
LevelOf = Annotated[
    Level, Query(description="Countries and organisations as a whole, or each of their bodies")
]


@router.get("/timeline", response_model=TimelineForm, summary="Cooperation and conflict over time")
def timeline(
    figures: Counted,
    wanted: Wanted,
    bin: Annotated[Bin, Query(description="Length of a stretch of time; weeks begin on Monday")] = Bin.MONTH,
    by: Annotated[
        By, Query(description="The day told (else of publication) or that of publication")
    ] = By.TOLD,
    count: Count = Way.REPORTS,
) -> Response:
    epoch, found = figures.timeline(wanted, bin=bin, by=by, way=count)
    form = TimelineForm(
        counted=count,
        epoch=epoch,
        bin=bin,
        by=by,
        total=found.total,
        undated=found.undated,
        starts=found.starts,
        ends=found.ends,
        totals=found.totals,
        scores=found.scores,
        series=[
            SeriesForm(
                quad=each.quad,
                reality=each.reality,
                disputed=each.disputed,
                counts=each.counts,
                sums=each.sums,
            )
            for each in found.series
        ],
    )
    # Written here: by day it has 400,000 numbers, which FastAPI would take up one by one.
    return Response(form.model_dump_json(by_alias=True), media_type="application/json")


@router.get("/dyads", summary="Who acts upon whom how often, both directions kept apart")
def dyads(
    figures: Counted,
    wanted: Wanted,
    level: LevelOf = Level.COUNTRY,
    count: Count = Way.REPORTS,
    limit: Annotated[int, Query(ge=1, le=MAX_DYADS, description="Most dyads in the answer")] = 100,
    top: Annotated[
        int | None,
        Query(
            ge=1,
            le=MAX_SIDE,
            description="All dyads between so many of those who act and are acted upon most: a matrix; "
            "`limit` does not count then",
        ),
    ] = None,
) -> DyadList:
    epoch, found = figures.dyads(wanted, level=level, way=count)
    sides = top or limit
    rows, columns = found.actors[:sides], found.recipients[:sides]
    items = found.items[:limit]
    if top:
        acting, acted_upon = {row.code for row in rows}, {column.code for column in columns}
        items = [each for each in found.items if each.actor in acting and each.recipient in acted_upon]
    shown = [code for each in items for code in (each.actor, each.recipient)]
    return DyadList(
        total=found.total,
        counted=count,
        epoch=epoch,
        level=level,
        without=found.without,
        items=[DyadForm.of(each) for each in items],
        actors=[PartyForm.of(each) for each in rows],
        recipients=[PartyForm.of(each) for each in columns],
        dyads=len(found.items),
        labels=_named([*shown, *(each.code for each in (*rows, *columns))]),
    )


@router.get("/network", summary="Parties as points that no filter moves, with the dyads between them")
def network(
    figures: Counted,
    wanted: Wanted,
    level: LevelOf = Level.COUNTRY,
    count: Count = Way.REPORTS,
    limit: Annotated[int, Query(ge=1, le=MAX_NODES, description="Most points in the answer")] = 80,
) -> NetworkForm:
    epoch, found = figures.network(wanted, level=level, way=count, limit=limit)
    return NetworkForm(
        total=found.total,
        counted=count,
        epoch=epoch,
        level=level,
        without=found.without,
        nodes=[NodeForm.at(node) for node in found.nodes],
        edges=[DyadForm.of(each) for each in found.edges],
        left_out=found.left_out,
        labels=_named(node.party.code for node in found.nodes),
    )


@router.get("/map", summary="Where it happens and whose acts they are, by country, with points")
def places(figures: Counted, wanted: Wanted, count: Count = Way.REPORTS) -> MapForm:
    epoch, found = figures.places(wanted, way=count)
    countries = [*found.places, *found.actors, *found.recipients]
    return MapForm(
        total=found.total,
        counted=count,
        epoch=epoch,
        placed=found.placed,
        looked_at=found.looked_at,
        places=[PartyForm.of(each) for each in found.places],
        actors=[PartyForm.of(each) for each in found.actors],
        recipients=[PartyForm.of(each) for each in found.recipients],
        points=[PointForm.of(each) for each in found.points],
        labels=_named(each.code for each in countries),
    )


@router.get("/facets", summary="How many events each value of each filter would leave")
def facets(figures: Counted, wanted: Wanted, count: Count = Way.REPORTS) -> FacetsForm:
    epoch, found = figures.facets(wanted, way=count)
    return FacetsForm(
        total=found.total,
        counted=count,
        epoch=epoch,
        types=[FacetForm.of(each) for each in found.types],
        quads=[FacetForm.of(each) for each in found.quads],
        realities=[FacetForm.of(each) for each in found.realities],
        disputed=[FacetForm.of(each) for each in found.disputed],
        stances=[FacetForm.of(each) for each in found.stances],
        publishers=[FacetForm.of(each) for each in found.publishers[:MAX_FACETS]],
        frameworks=[FacetForm.of(each) for each in found.frameworks[:MAX_FACETS]],
    )


def _named(codes: Iterable[str]) -> dict[str, str]:
    """Names of the codes and of the country in each: filters offer both."""
    found = set(codes)
    return labels(found | {code.partition(" ")[0] for code in found})
