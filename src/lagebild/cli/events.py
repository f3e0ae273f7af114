"""``lagebild events``: the list of events, filtered."""

from typing import Annotated

import typer

from lagebild.cli import options, output


@options.filtered()
def events(
    *,
    filters: options.Filters,
    limit: options.Limit = 50,
    after: Annotated[
        str | None, typer.Option("--after", help="Id of the last event seen; goes on behind it.")
    ] = None,
    database: options.Database = None,
    json: options.Json = False,
) -> None:
    """List events, newest publication first; all given conditions must hold."""
    from lagebild.export import record_json

    with options.open_store(database) as store:
        found = store.events(filters.of(store), limit=limit + 1, after=after)
        shown, more = found[:limit], len(found) > limit
        documents = {i: store.document(i) for i in {event.document_id for event in shown}}
    if json:
        rows = [record_json(event, documents[event.document_id].text) for event in shown]
        output.print_json({"events": rows, "next": shown[-1].id if more else None})
        return
    made = output.table("published", "type", "who", "to whom", "trigger", "reality", "sources", "document")
    for event in shown:
        made.add_row(
            *map(
                output.cell,
                (
                    documents[event.document_id].published,
                    output.kind_of(event),
                    output.who(event.actors),
                    output.who(event.recipients),
                    event.trigger_text,
                    output.reality_of(event),
                    output.vouching(event.sources),
                    event.document_id[:10],
                ),
            )
        )
    output.console().print(made if shown else "no events fit")
    if more:
        output.notes().print(f"more with --after {shown[-1].id}")
