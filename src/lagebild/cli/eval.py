"""``lagebild eval``: how often people found the model right."""

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from lagebild.cli import options, output

if TYPE_CHECKING:
    from lagebild.weigh.judged import Share


class Basis(StrEnum):
    JUDGEMENTS = "judgements"


def eval(
    on: Annotated[Basis, typer.Option("--on", help="What the model is held against.")] = Basis.JUDGEMENTS,
    database: options.Database = None,
    json: options.Json = False,
) -> None:
    """Tell how many of the events and fields that people judged the model had right, and what it missed."""
    from lagebild.weigh.judged import precision

    with options.open_store(database) as store:
        found = precision(store)
    if json:
        output.print_json(
            {
                "on": on.value, "sample": "judged", "accepted": found.accepted, "corrected": found.corrected,
                "rejected": found.rejected, "events": _json(found.events),
                "types": {name: _json(share) for name, share in found.types.items()},
                "fields": {name: _json(share) for name, share in found.fields.items()},
                "added": found.added, "recall": _json(found.recall), "readings": found.readings,
                "models": list(found.models),
            }
        )  # fmt: skip
        return
    console = output.console()
    if not found.events.judged + found.added:
        console.print("nobody has judged an event yet; `lagebild queue` lists what to look at")
        return
    console.print(
        f"{found.events.judged} judged events: {found.accepted} accepted, {found.corrected} corrected, "
        f"{found.rejected} rejected; {found.added} added that the model had missed"
    )
    made = output.table("of the judged", "right", "judged", "share", "95 % interval")
    rows = {"events that are one": found.events}
    if found.readings:
        rows["events that were found"] = found.recall
    rows |= {f"type {name}": share for name, share in found.types.items()}
    rows |= {f"field {name}": share for name, share in found.fields.items() if share.judged}
    for name, share in rows.items():
        if share.value is None:
            continue
        low, high = share.interval
        made.add_row(
            *map(
                output.cell,
                (name, share.right, share.judged, f"{share.value:.3f}", f"{low:.3f} to {high:.3f}"),
            )
        )
    console.print(made)
    console.print(
        "Judged events are no random sample: people look at what is doubtful or matters to them. "
        "The shares tell of these events only; docs/accuracy.md has those of texts chosen beforehand."
    )
    console.print(
        f"What was found is counted in {found.readings} documents whose every event was judged; "
        "it is at most that: what nobody noticed there counts nowhere."
        if found.readings
        else "How much was found is not counted: that takes a document whose every event was judged."
    )


def _json(share: "Share") -> dict[str, Any]:
    low, high = share.interval
    value = None if share.value is None else round(share.value, 4)
    return {
        "right": share.right, "judged": share.judged, "share": value, "low": round(low, 4), "high": round(high, 4)
    }  # fmt: skip
