"""``lagebild export``: events into a file for other programs."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from lagebild.cli import corpus, options, output
from lagebild.export.formats import FORMS, Format


class What(StrEnum):
    EVENTS = "events"
    CORPUS = "corpus"


@options.filtered(without=("as_of",))
def export(
    *,
    out: Annotated[
        Path, typer.Option("--output", "-o", metavar="FILE", help="Where to write; - for stdout.")
    ],
    format: Annotated[
        Format, typer.Option("--format", "-f", case_sensitive=False, help="Form of the file.")
    ] = Format.JSONL,
    what: Annotated[
        What, typer.Argument(metavar="[corpus]", help="corpus: what people judged, as training text.")
    ] = What.EVENTS,
    filters: options.Filters,
    database: options.Database = None,
    json: options.Json = False,
) -> None:
    """Write events, all or those that fit the conditions, to a file that is whole or not there."""
    from lagebild.export import About, selected, write
    from lagebild.export.files import STANDARD

    if json and out == STANDARD:
        raise typer.BadParameter("--json needs --output with a file; standard output is taken by the events")
    if what is What.CORPUS:
        corpus.write(out, database, json)
        return
    if out == STANDARD and FORMS[format].binary and sys.stdout.isatty():
        raise typer.BadParameter(f"{FORMS[format].name} is no text; give --output a file")
    with options.open_store(database) as store:
        wanted = filters.of(store)
        written = write(selected(store, wanted), out, About.of(format, store, wanted))
    if json:
        card = str(written.card) if written.card else None
        output.print_json({"events": written.events, "output": str(out), "card": card})
    elif out != STANDARD:
        beside = f", the accuracy card to {written.card}" if written.card else ""
        output.console().print(output.cell(f"{written.events} events written to {out}{beside}"))
