"""``lagebild actors``: who stands in the record, and how often in which role."""

from dataclasses import asdict
from typing import Annotated

import typer

from lagebild.cli import options, output


def actors(
    search: Annotated[str | None, typer.Option("--search", "-s", help="Code or part of a name.")] = None,
    limit: options.Limit = 50,
    database: options.Database = None,
    json: options.Json = False,
) -> None:
    """List actors, most frequent first."""
    with options.open_store(database) as store:
        found = store.actors(search=search, limit=limit)
    if json:
        output.print_json([asdict(actor) for actor in found])
        return
    made = output.table("code", "name", "as actor", "as recipient", "as source")
    for actor in found:
        made.add_row(
            *map(output.cell, (actor.code, actor.name, actor.as_actor, actor.as_recipient, actor.as_source))
        )
    output.console().print(made if found else "no actors fit")
