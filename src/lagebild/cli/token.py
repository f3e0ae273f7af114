"""``lagebild token`` and ``audit``: who may reach the server from elsewhere, and what was changed from there."""

from dataclasses import asdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from lagebild.cli import options, output
from lagebild.records.service import Role

if TYPE_CHECKING:
    from lagebild.record.access import Token

app = typer.Typer(
    help="Make, list and revoke the tokens that a server asks for when it is reached from elsewhere.",
    no_args_is_help=True,
)


Name = Annotated[str, typer.Argument(metavar="NAME", help="Of the person or program that has it.")]


@app.command()
def add(
    name: Name,
    role: Annotated[
        Role,
        typer.Option("--role", help="A reader reads, a reviewer also judges, an administrator sees changes."),
    ] = Role.READER,
    days: Annotated[int | None, typer.Option("--days", min=1, max=36500, help="Ends after so many.")] = None,
    database: options.Database = None,
    json: options.Json = False,
) -> None:
    """Make a token and print it once; only its digest is kept."""
    with options.open_store(database, create=True) as store:
        made, secret = store.access.add(name, role, days=days)
    if json:
        output.print_json({**asdict(made), "token": secret})
        return
    output.notes().print(f"token of {name} ({made.role}), {_end(made)}; keep it, it is shown only now:")
    print(secret)


@app.command("list")
def list_(database: options.Database = None, json: options.Json = False) -> None:
    """List all tokens ever made, without their secrets."""
    with options.open_store(database) as store:
        found = store.access.tokens()
    if json:
        output.print_json({"tokens": [asdict(each) for each in found]})
        return
    made = output.table("id", "name", "role", "made", "state")
    for each in found:
        made.add_row(*map(output.cell, (each.id, each.name, each.role, _minute(each.made_at), _end(each))))
    output.console().print(
        made if found else "nobody has a token yet; make one with `lagebild token add NAME`"
    )


@app.command()
def revoke(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Name or id of a token in force.")],
    database: options.Database = None,
    json: options.Json = False,
) -> None:
    """End a token at once."""
    with options.open_store(database) as store:
        ended = store.access.revoke(name)
    if json:
        output.print_json(asdict(ended))
    else:
        output.console().print(f"token {ended.id} of {ended.name} is revoked", markup=False)


def audit(
    limit: options.Limit = 50,
    after: Annotated[
        int | None, typer.Option("--after", help="Goes on behind the change with this number.")
    ] = None,
    database: options.Database = None,
    json: options.Json = False,
) -> None:
    """List what was changed over the network, and tokens made and revoked, the latest first."""
    with options.open_store(database) as store:
        found = store.access.audit(limit=limit + 1, after=after)
    shown = found[:limit]
    following = shown[-1].number if len(found) > limit else None
    if json:
        output.print_json({"changes": [asdict(row) for row in shown], "next": following})
        return
    made = output.table("number", "at", "who", "role", "action", "target")
    for row in shown:
        made.add_row(
            *map(output.cell, (row.number, _minute(row.at), row.who, row.role, row.action, row.target))
        )
    output.console().print(made if found else "nothing was changed over the network yet")
    if following is not None:
        output.notes().print(f"more: --after {following}")


def _minute(moment: datetime) -> str:
    return moment.isoformat(" ", "minutes").removesuffix("+00:00")


def _end(token: "Token") -> str:
    if token.revoked_at:
        return f"revoked {_minute(token.revoked_at)}"
    if token.expires_at is None:
        return "in force"
    return f"{'until' if token.holds(datetime.now(UTC)) else 'expired'} {_minute(token.expires_at)}"
