"""``lagebild timeline``: cooperation and conflict by day, week, month or year."""

from collections import defaultdict
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from lagebild.cli import options, output
from lagebild.records.counting import Bin, By, Way

if TYPE_CHECKING:
    from lagebild.figures.timeline import Timeline


@options.filtered()
def timeline(
    *,
    bin: Annotated[Bin, typer.Option("--bin", help="How long a stretch of time is.")] = Bin.MONTH,
    by: Annotated[
        By, typer.Option("--by", help="The day told (else of publication), or that of publication.")
    ] = By.TOLD,
    count: options.Count = Way.REPORTS,
    filters: options.Filters,
    database: options.Database = None,
    json: options.Json = False,
) -> None:
    """Count events by stretches of time, cooperation beside conflict; all given conditions must hold."""
    from lagebild.figures import Figures

    with options.open_weighed(database) as store:
        _, found = Figures(store).timeline(filters.of(store), bin=bin, by=by, way=count)
    if json:
        output.print_json({"counted": count, "bin": bin, "by": by, **asdict(found)})
        return
    _print(found)


def _print(found: "Timeline") -> None:
    of_quad: defaultdict[str, list[int]] = defaultdict(lambda: [0] * len(found.starts))
    for series in found.series:
        of_quad[series.quad] = [a + b for a, b in zip(of_quad[series.quad], series.counts, strict=True)]
    quads = list(of_quad)
    made = output.table("from", "to", *quads, "all", "score")
    for at, (start, end, total, score) in enumerate(
        zip(found.starts, found.ends, found.totals, found.scores, strict=True)
    ):
        row = (start, end, *(of_quad[quad][at] for quad in quads), total, score)
        made.add_row(*map(output.cell, row))
    output.console().print(made if found.starts else "no events fit")
    if found.undated:
        output.notes().print(f"{found.undated} of {found.total} have no day")
