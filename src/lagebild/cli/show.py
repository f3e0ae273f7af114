"""``lagebild show``: a document with the evidence of its events marked in the text."""

from typing import Annotated, Any

import typer
from rich.text import Text

from lagebild.cli import options, output
from lagebild.records import SPOKEN_BLOCKS, Document, Event

STYLES = {
    "source": "underline green",
    "cue": "italic green",
    "place": "cyan",
    "time": "yellow",
    "amount": "bright_black",
    "framework": "bright_cyan",
    "object": "bright_yellow",
    "recipient": "bold magenta",
    "actor": "bold blue",
    "trigger": "bold reverse",
}
"""Later ones lie on top; no two differ by colour alone where the roles of a dyad meet."""


def show(
    document: Annotated[str, typer.Argument(metavar="DOCUMENT", help="Id of a document, or its beginning.")],
    database: options.Database = None,
    json: options.Json = False,
) -> None:
    """Show a document's text with the spans of its events, and the events with reality and sources."""
    from lagebild.export import record_json
    from lagebild.record import EventFilter

    with options.open_store(database) as store:
        found = store.document(document)
        events = store.events(EventFilter(document_id=found.id))
    if json:
        rows = [record_json(event, found.text) for event in events]
        output.print_json({"document": _document_json(found), "events": rows})
        return
    console = output.console()
    head = " · ".join(str(part) for part in (found.publisher, found.published, found.id[:10]) if part)
    console.print(Text(output.printable(found.title or found.origin or "Untitled"), style="bold"))
    console.print(Text(output.printable(head), style="dim"))
    console.print()
    console.print(marked(found, events))
    console.print()
    console.print(Text("  ").join(Text(name, style=style) for name, style in reversed(STYLES.items())))
    console.print()
    console.print(_listed(events) if events else "no events")


def marked(document: Document, events: list[Event]) -> Text:
    """The text with styles on the spans; page furniture is dim."""
    from lagebild.export.spans import evidence

    text = Text(output.printable(document.text))
    for block in document.blocks:
        if block.kind not in SPOKEN_BLOCKS:
            text.stylize("dim", block.span.start, block.span.end)
    spans = [found for event in events for found in evidence(event)]
    for name, style in STYLES.items():
        for field, span in spans:
            if field == name:
                text.stylize(style, span.start, span.end)
    return text


def _listed(events: list[Event]) -> Any:
    made = output.table("", "type", "who", "to whom", "trigger", "what", "when", "reality", "sources")
    for number, event in enumerate(events, start=1):
        made.add_row(
            *map(
                output.cell,
                (
                    number,
                    output.kind_of(event),
                    output.who(event.actors),
                    output.who(event.recipients),
                    event.trigger_text,
                    ", ".join(filler.text for filler in (*event.objects, *event.frameworks)),
                    ", ".join(time.value or time.text for time in event.times),
                    output.reality_of(event),
                    output.vouching(event.sources) or "(the publisher)",
                ),
            )
        )
    return made


def _document_json(document: Document) -> dict[str, Any]:
    return {
        "id": document.id,
        "title": document.title,
        "published": document.published.isoformat() if document.published else None,
        "publisher": document.publisher,
        "language": document.language,
        "kind": document.kind,
        "origin": document.origin,
        "blocks": [
            {"kind": block.kind.value, "start": block.span.start, "end": block.span.end}
            for block in document.blocks
        ],
        "text": document.text,
    }
