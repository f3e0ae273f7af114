"""``lagebild export``: events into a file for other programs."""

from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lagebild.cli import options, output

if TYPE_CHECKING:
    from lagebild.record import EventFilter, Store
    from lagebild.records import Document, Event


class Format(StrEnum):
    JSONL = "jsonl"
    CSV = "csv"


def export(
    out: Annotated[
        Path, typer.Option("--output", "-o", metavar="FILE", help="Where to write; - for stdout.")
    ],
    format: Annotated[
        Format, typer.Option("--format", "-f", case_sensitive=False, help="Form of the file.")
    ] = (Format.JSONL),
    actor: options.Actor = None,
    framework: options.FrameworkOption = None,
    type: options.Type = None,
    reality: options.Reality = None,
    negated: options.Negated = None,
    stance: options.StanceOption = None,
    document: options.DocumentId = None,
    publisher: options.Publisher = None,
    since: options.Since = None,
    until: options.Until = None,
    database: options.Database = None,
    json: options.Json = False,
) -> None:
    """Write events, all or those that fit the conditions, to a file that is whole or not there."""
    from lagebild.export import atomic, write_csv, write_jsonl
    from lagebild.export.csv import ENCODING
    from lagebild.export.files import STANDARD

    if json and out == STANDARD:
        raise typer.BadParameter("--json needs --output with a file; standard output is taken by the events")
    with options.open_store(database) as store:
        wanted = options.event_filter(
            store,
            document=document,
            actor=actor,
            framework=framework,
            type=type,
            reality=reality,
            negated=negated,
            stance=stance,
            publisher=publisher,
            since=since,
            until=until,
        )
        with atomic(out, encoding=ENCODING if format is Format.CSV else "utf-8") as stream:
            write = write_csv if format is Format.CSV else write_jsonl
            count = write(_with_documents(store, wanted), stream)
    if json:
        output.print_json({"events": count, "output": str(out)})
    elif out != STANDARD:
        output.console().print(output.cell(f"{count} events written to {out}"))


def _with_documents(store: "Store", wanted: "EventFilter") -> "Iterator[tuple[Document, Event]]":
    """Events with their documents; those of one document follow each other, so one is kept at a time."""
    document: Document | None = None
    for event in store.iterate(wanted):
        if document is None or document.id != event.document_id:
            document = store.document(event.document_id)
        yield document, event
