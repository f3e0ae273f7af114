"""``lagebild events``: the list of events, filtered."""

from typing import Annotated

import typer

from lagebild.cli import options, output


def events(
    actor: options.Actor = None,
    other: options.Other = None,
    framework: options.FrameworkOption = None,
    type: options.Type = None,
    reality: options.Reality = None,
    negated: options.Negated = None,
    stance: options.StanceOption = None,
    disputed: options.Disputed = None,
    words: options.Words = None,
    document: options.DocumentId = None,
    publisher: options.Publisher = None,
    since: options.Since = None,
    until: options.Until = None,
    from_day: options.FromDay = None,
    to_day: options.ToDay = None,
    as_of: options.AsOf = None,
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
        wanted = options.event_filter(
            store,
            document=document,
            actor=actor,
            other=other,
            framework=framework,
            type=type,
            reality=reality,
            negated=negated,
            stance=stance,
            disputed=disputed,
            words=words,
            publisher=publisher,
            since=since,
            until=until,
            from_day=from_day,
            to_day=to_day,
            as_of=as_of,
        )
        found = store.events(wanted, limit=limit + 1, after=after)
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
