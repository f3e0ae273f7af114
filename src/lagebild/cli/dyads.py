"""``lagebild dyads``: who acts upon whom how often."""

from typing import Annotated

import typer

from lagebild.cli import options, output
from lagebild.records.counting import Level, Way


@options.filtered()
def dyads(
    *,
    level: Annotated[
        Level, typer.Option("--level", help="Countries and organisations as a whole, or each body's code.")
    ] = Level.COUNTRY,
    count: options.Count = Way.REPORTS,
    filters: options.Filters,
    limit: options.Limit = 50,
    database: options.Database = None,
    json: options.Json = False,
) -> None:
    """Count who acts upon whom, largest first, both directions apart; all given conditions must hold."""
    from lagebild.figures import Figures

    with options.open_weighed(database) as store:
        _, found = Figures(store).dyads(filters.of(store), level=level, way=count)
    shown = [
        {
            "actor": each.actor,
            "recipient": each.recipient,
            "count": each.share.count,
            "cooperation": each.share.cooperation,
            "conflict": each.share.conflict,
            "score": each.share.score,
        }
        for each in found.items[:limit]
    ]
    if json:
        head = {"counted": count, "level": level, "total": found.total, "without": found.without}
        output.print_json({**head, "dyads": shown})
        return
    made = output.table("actor", "recipient", "count", "cooperation", "conflict", "score")
    for row in shown:
        made.add_row(*map(output.cell, row.values()))
    output.console().print(made if shown else "no events fit")
    if len(found.items) > limit:
        output.notes().print(f"{len(found.items) - limit} more with a larger --limit")
