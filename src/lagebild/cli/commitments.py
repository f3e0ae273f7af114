"""``lagebild commitments``: who promised whom what by when, and what became of it."""

from datetime import date
from typing import Annotated

import typer

from lagebild.cli import options, output


def commitments(
    actor: options.Actors = None,
    overdue: Annotated[
        bool,
        typer.Option("--overdue", help="Only what should have been done by that day and is not reported."),
    ] = False,
    on: options.On = None,
    framework: options.FrameworkOption = None,
    since: options.Since = None,
    until: options.Until = None,
    as_of: options.AsOf = None,
    limit: options.Limit = 50,
    database: options.Database = None,
    json: options.Json = False,
) -> None:
    """List what was called for, announced, agreed, carried out, suspended, withdrawn or refused."""
    from lagebild.export.ledger import commitment_json
    from lagebild.weigh.commitments import reached
    from lagebild.weigh.desk import find_commitments

    day = options.day(on)
    with options.open_weighed(database) as store:
        wanted = options.case_filter(actor, None, None, framework, since, until, as_of=as_of, documents=1)
        found = find_commitments(store, wanted, on=day, overdue=overdue, limit=limit)
    if json:
        output.print_json({"commitments": [commitment_json(each) for each in found]})
        return
    made = output.table("case", "who", "to whom", "what", "due", "stage", "since", "steps")
    for each in found:
        late = " overdue" if each.overdue(day or date.today()) else ""
        made.add_row(
            *map(
                output.cell,
                (
                    each.id, ", ".join(each.by), ", ".join(each.to), each.what,
                    f"{each.due or '-'}{late}", f"{each.stage.value}{' (again)' if each.reopened else ''}",
                    reached(each).published, ", ".join(step.stage.value for step in each.steps),
                ),
            )
        )  # fmt: skip
    output.console().print(made if found else "no commitment fits")
