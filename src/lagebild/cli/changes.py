"""``lagebild changes``: what another model, or other registry files, made of a document."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from lagebild.cli import options, output
from lagebild.errors import SettingsError

if TYPE_CHECKING:
    from lagebild.record.changes import Change


def changes(
    document: Annotated[str, typer.Argument(metavar="DOCUMENT", help="Id of a document, or its beginning.")],
    since: Annotated[
        int | None,
        typer.Option("--since", min=1, help="Number of the earlier reading; else the last but one."),
    ] = None,
    database: options.Database = None,
    json: options.Json = False,
) -> None:
    """Show how the last reading of a document differs from an earlier one: events that came, went, were recoded."""
    from lagebild.record.changes import changes as differences

    with options.open_store(database) as store:
        found = store.document(document)
        readings = {reading.number: reading for reading in store.readings(found.id)}
        last = max(readings, default=0)
        first = since or last - 1
        if first not in readings or first == last:
            raise SettingsError(
                f"{found.id[:12]}: has {len(readings)} readings, none to compare; read it again with another model"
            )
        differing = differences(
            store.events_of_reading(found.id, first), store.events_of_reading(found.id, last)
        )
    if json:
        rows = [_change_json(change) for change in differing]
        models = {"before": readings[first].model, "after": readings[last].model}
        output.print_json({"document_id": found.id, "models": models, "changes": rows})
        return
    output.console().print(f"{readings[first].model} -> {readings[last].model}")
    made = output.table("trigger", "change", "before", "after")
    for change in differing:
        event = change.after or change.before
        for name, was, now in _lines(change):
            made.add_row(*map(output.cell, (event.trigger_text if event else "", name, was, now)))
    output.console().print(made if differing else "nothing has changed")


def _lines(change: "Change") -> list[tuple[str, str, str]]:
    if change.after is None:
        return [("went", output.kind_of(change.before) if change.before else "", "")]
    if change.before is None:
        return [("came", "", output.kind_of(change.after))]
    return [(name, was, now) for name, (was, now) in change.fields.items()]


def _change_json(change: "Change") -> dict[str, Any]:
    event = change.after or change.before
    assert event is not None
    return {
        "change": "went" if change.after is None else "came" if change.before is None else "recoded",
        "before": change.before and change.before.id,
        "after": change.after and change.after.id,
        "trigger": {"text": event.trigger_text, "start": event.trigger.start, "end": event.trigger.end},
        "fields": {name: {"before": was, "after": now} for name, (was, now) in change.fields.items()},
    }
