"""``lagebild move``: a whole record into another database."""

from typing import Annotated

import typer
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from lagebild.cli import options, output


def move(
    source: Annotated[str, typer.Argument(metavar="FROM", help="Path or address of the record.")],
    target: Annotated[str, typer.Argument(metavar="TO", help="Path or address of an empty database.")],
    json: options.Json = False,
) -> None:
    """Copy a record into an empty database, from SQLite to PostgreSQL or back, and compare every row."""
    from lagebild.record import Store, moving

    notes = output.notes()
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    rows: dict[str, int] = {}
    with Progress(*columns, console=notes, transient=True, disable=not notes.is_terminal) as progress:
        task = progress.add_task("opening", total=None)
        try:
            for moved in moving.move(source, target):
                progress.update(task, description=f"{moved.step} {moved.table}: {moved.rows}")
                if moved.step == "copying":
                    rows[moved.table] = moved.rows
        except KeyboardInterrupt:
            notes.print("interrupted; the target is empty as before, run the same command to begin again")
            raise typer.Exit(130) from None
    with Store.open(target, create=False) as store:
        counts = store.counts()
    if json:
        output.print_json({"documents": counts["documents"], "events": counts["events"], "rows": rows})
    else:
        output.console().print(
            f"{counts['documents']} documents, {counts['events']} events, {sum(rows.values())} rows "
            "moved and compared; the record they came from is as it was"
        )
