"""``lagebild verify``: is every quote of an export still in the documents of the record?"""

from pathlib import Path
from typing import Annotated

import typer

from lagebild.cli import options, output
from lagebild.export.formats import Format


def verify(
    export: Annotated[Path, typer.Argument(metavar="EXPORT", help="A file that `lagebild export` wrote.")],
    format: Annotated[
        Format | None,
        typer.Option("--format", "-f", case_sensitive=False, help="Its form, unless the file tells."),
    ] = None,
    database: options.Database = None,
    json: options.Json = False,
) -> None:
    """Check digest, offsets and words of every quote in an export against the record; 1 if one is wrong."""
    from lagebild.export.verify import Verification

    with options.open_store(database) as store:
        check = Verification(store)
        found = []
        for fault in check.faults(export, format):
            found.append(fault)
            if not json:
                output.console().print(output.cell(f"{fault.where}: {fault.what}"))
    if json:
        faults = [{"where": fault.where, "what": fault.what} for fault in found]
        output.print_json({"lines": check.lines, "quotes": check.quotes, "faults": faults})
    else:
        told = f"{check.lines} lines, {check.quotes} quotes checked, {len(found)} wrong"
        output.console().print(output.cell(told))
    raise typer.Exit(1 if found else 0)
