"""``lagebild who`` and ``lagebild framework``: what the registry knows, without a document."""

from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from lagebild.cli import options, output

if TYPE_CHECKING:
    from lagebild.reference.frameworks import Framework
    from lagebild.reference.registry import Registry

On = Annotated[
    datetime | None,
    typer.Option("--on", formats=["%Y-%m-%d"], metavar="DATE", help="On this day."),
]


def who(
    office: Annotated[str, typer.Argument(metavar="OFFICE", help="Verteidigungsminister, US-Präsident, ...")],
    state: Annotated[
        str | None,
        typer.Option(
            "--state", "-s", metavar="STATE", help="Code or German name of a state or organisation."
        ),
    ] = None,
    on: On = None,
    json: options.Json = False,
) -> None:
    """Who held an office: on a day, or everybody who did."""
    from lagebild.reference import registers

    found = registers.who(options.open_registry(), office, state, options.day(on))
    if json:
        output.print_json([asdict(tenure) for tenure in found])
        return
    made = output.table("name", "office", "code", "from", "to", "")
    for tenure in found:
        cells = (tenure.person, tenure.office, tenure.code, tenure.start, tenure.end, tenure.mark)
        made.add_row(*map(output.cell, cells))
    unknown = "the registry knows nobody in this office; try another title, another day or none"
    output.console().print(made if found else unknown)


def framework(
    name: Annotated[
        str | None, typer.Argument(metavar="NAME", help="Resolution 1718, Normandie-Format, ...")
    ] = None,
    on: On = None,
    candidates: Annotated[
        bool, typer.Option("--candidates", help="What the record's events name and the registry lacks.")
    ] = False,
    confirm: Annotated[
        str | None,
        typer.Option("--confirm", metavar="KIND", help="Write NAME into your own registry as this kind."),
    ] = None,
    limit: options.Limit = 50,
    database: options.Database = None,
    json: options.Json = False,
) -> None:
    """A treaty, resolution, format, operation or group of states: kind, dates, members (today's, or on a day)."""
    from lagebild.errors import SettingsError
    from lagebild.reference import registers

    if candidates:
        with options.open_store(database) as store:
            found = store.frameworks(known=False, limit=limit)
        if json:
            output.print_json([asdict(summary) for summary in found])
        else:
            made = output.table("words", "events")
            for summary in found:
                made.add_row(output.cell(summary.name), output.cell(summary.events))
            output.console().print(made if found else "the registry knows every framework of the record")
    elif name is None:
        raise SettingsError("name a framework, for example `Resolution 1718`, or ask for --candidates")
    elif confirm is not None:
        _confirm(name, confirm, json=json)
    else:
        registry = options.open_registry()
        _show(registry, registers.framework(registry, name, options.day(on)), options.day(on), json=json)


def _show(registry: "Registry", found: "Framework", on: Any, *, json: bool) -> None:
    members = registry.frameworks.members(found, on)
    if json:
        row = {"name": found.name, "kind": found.kind, "aliases": found.aliases, "from": found.start,
               "to": found.end, "about": found.about, "members": members}  # fmt: skip
        output.print_json(row)
        return
    made = output.table("", "")
    for label, value in (
        ("name", found.name),
        ("kind", found.kind),
        ("also called", ", ".join(found.aliases)),
        ("from", found.start),
        ("to", found.end),
        ("about", found.about),
        (f"members ({len(members)})", " ".join(members)),
    ):
        if value:
            made.add_row(label, output.cell(value))
    output.console().print(made)


def _confirm(name: str, kind: str, *, json: bool) -> None:
    """Add the framework to the user's ``frameworks.csv``; the folder is checked again with it."""
    from lagebild.errors import SettingsError
    from lagebild.reference.own import add_framework

    folder = options.load_settings().registry
    if folder is None:
        raise SettingsError("set LAGEBILD_REGISTRY to a folder of your own registry files, then confirm")
    path = add_framework(folder, name, kind)
    if json:
        output.print_json({"name": name, "kind": kind, "file": str(path)})
    else:
        output.console().print(f"{name} is in {path}; `lagebild add` reads documents again with it")
