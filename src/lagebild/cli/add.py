"""``lagebild add``: files and folders into the record."""

from collections import Counter
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from lagebild.cli import options, output
from lagebild.errors import LagebildError

if TYPE_CHECKING:
    from lagebild.pipeline import Outcome


def add(
    paths: Annotated[
        list[Path], typer.Argument(metavar="PATH...", help="Files (.txt, .html, .jsonl) or folders.")
    ],
    published: options.Published = None,
    publisher: Annotated[str | None, typer.Option("--publisher", help="Publisher of all inputs.")] = None,
    processes: options.Processes = None,
    database: options.Database = None,
    json: options.Json = False,
) -> None:
    """Read documents and store them with their events; what is there already is not stored twice."""
    from lagebild import pipeline
    from lagebild.scale import open_coder

    settings = options.load_settings(database=database)
    outcomes: list[Outcome] = []
    interrupted = False
    with (
        options.open_store(settings.database, create=True) as store,
        open_coder(settings, options.processes(processes)) as coder,
        _progress() as progress,
    ):
        task = progress.add_task("reading", total=None)
        try:
            for outcome in pipeline.add(
                paths,
                store,
                coder,
                published=options.day(published),
                publisher=publisher,
                max_bytes=settings.max_bytes,
            ):
                outcomes.append(outcome)
                progress.update(task, description=_line(outcomes))
            for number, _ in enumerate(pipeline.weigh(store), start=1):
                progress.update(task, description=f"{_line(outcomes)}, {number} weighed")
        except KeyboardInterrupt:
            interrupted = True
    _report(outcomes, json)
    if interrupted:
        output.notes().print("interrupted; what is counted as stored is stored")
        raise typer.Exit(130)
    if not outcomes:
        raise LagebildError(
            f"{', '.join(map(str, paths))}: nothing to read in there; give .txt, .html or .jsonl files"
        )
    raise typer.Exit(_exit_code(outcomes))


def _progress() -> Progress:
    notes = output.notes()
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    return Progress(*columns, console=notes, transient=True, disable=not notes.is_terminal)


def _line(outcomes: "list[Outcome]") -> str:
    counted = Counter(outcome.status for outcome in outcomes)
    return ", ".join(f"{count} {status}" for status, count in counted.items())


def _report(outcomes: "list[Outcome]", json: bool) -> None:
    counted = Counter(str(outcome.status) for outcome in outcomes)
    summary = {name: counted[name] for name in ("stored", "known", "failed")}
    summary["events"] = sum(outcome.events for outcome in outcomes)
    if json:
        output.print_json({**summary, "documents": [asdict(outcome) for outcome in outcomes]})
        return
    console = output.console()
    made = output.table(*summary)
    made.add_row(*map(str, summary.values()))
    console.print(made)
    failed = [outcome for outcome in outcomes if outcome.problem]
    if failed:
        console.print()
        listed = output.table("failed", "reason")
        for outcome in failed:
            listed.add_row(output.cell(outcome.origin), output.cell(outcome.problem))
        console.print(listed)


def _exit_code(outcomes: "list[Outcome]") -> int:
    failed = sum(outcome.problem is not None for outcome in outcomes)
    if failed == 0:
        return 0
    return 1 if failed == len(outcomes) else 3
