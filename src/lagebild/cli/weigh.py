"""``lagebild weigh``: put events into cases that have not been, such as those of an older file."""

from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from lagebild.cli import options, output


def weigh(database: options.Database = None, json: options.Json = False) -> None:
    """Put the events of documents that have not been weighed into cases; `lagebild add` does it by itself."""
    from lagebild import pipeline

    notes = output.notes()
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    done = 0
    with (
        options.open_store(database) as store,
        Progress(*columns, console=notes, transient=True, disable=not notes.is_terminal) as progress,
    ):
        task = progress.add_task("weighing", total=None)
        for done, _ in enumerate(pipeline.weigh(store), start=1):
            progress.update(task, description=f"{done} documents weighed")
    if json:
        output.print_json({"documents": done})
    else:
        output.console().print(f"{done} documents weighed")
