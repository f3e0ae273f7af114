"""``lagebild split``, ``merge``, ``undo`` and ``judgements``: what people decide."""

from typing import Annotated

import typer

from lagebild.cli import options, output
from lagebild.cli.cases import CaseId
from lagebild.records import Judgement
from lagebild.records.words import plain


def _plain(given: str | None) -> str | None:
    try:
        return plain(given) if given else given
    except ValueError as error:
        raise typer.BadParameter(str(error)) from None


By = Annotated[str, typer.Option("--by", callback=_plain, help="Who decides; stays with the judgement.")]
Reason = Annotated[str | None, typer.Option("--reason", callback=_plain, help="Why.")]


def split(
    case: CaseId,
    event: Annotated[list[str], typer.Argument(metavar="EVENT", help="Ids of the events to take out.")],
    by: By,
    reason: Reason = None,
    database: options.Database = None,
    json: options.Json = False,
) -> None:
    """Take events out of a case: they are about another act."""
    from lagebild.weigh import desk

    with options.open_store(database) as store:
        _print(desk.split(store, case, event, made_by=by, reason=reason), json)


def merge(
    into: CaseId,
    other: CaseId,
    by: By,
    reason: Reason = None,
    database: options.Database = None,
    json: options.Json = False,
) -> None:
    """Put all events of one case into another: both are about one act."""
    from lagebild.weigh import desk

    with options.open_store(database) as store:
        _print(desk.merge(store, into, other, made_by=by, reason=reason), json)


def undo(
    number: Annotated[int, typer.Argument(metavar="NUMBER", help="Number of a judgement.")],
    by: By,
    reason: Reason = None,
    database: options.Database = None,
    json: options.Json = False,
) -> None:
    """Put back what a judgement moved or changed; the judgement stays on record."""
    from lagebild.weigh import desk

    with options.open_store(database) as store:
        _print(desk.undo(store, number, made_by=by, reason=reason), json)


def judgements(database: options.Database = None, json: options.Json = False) -> None:
    """List what people decided about events and cases, oldest first."""
    from lagebild.export.ledger import judgement_json

    with options.open_store(database) as store:
        found = store.cases.judgements()
    if json:
        output.print_json({"judgements": [judgement_json(each) for each in found]})
        return
    made = output.table("number", "kind", "by", "at", "case or event", "events", "changed", "reason")
    for each in found:
        made.add_row(
            *map(
                output.cell,
                (
                    each.number, each.kind, each.made_by, each.made_at.isoformat(" ", "minutes"),
                    each.case_id or each.events[0], len(each.events), ", ".join(each.changes or ()), each.reason,
                ),
            )
        )  # fmt: skip
    output.console().print(made if found else "nobody has judged anything yet")


def _print(made: Judgement, json: bool) -> None:
    from lagebild.export.ledger import judgement_json

    if json:
        output.print_json(judgement_json(made))
    else:
        what = f"case {made.case_id}" if made.case_id else f"event {made.events[0]}"
        output.console().print(f"judgement {made.number}: {len(made.events)} events, {made.kind}, {what}")
