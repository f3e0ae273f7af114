"""``lagebild doctor``: is everything there and whole, and if not, what to do."""

import shutil
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from lagebild.cli import options, output
from lagebild.errors import LagebildError

if TYPE_CHECKING:
    from lagebild.settings import Settings

OLDEST_PYTHON = (3, 11)
FREE_BYTES = 200_000_000
"""About 8,000 stored documents of 300 words with their events (24 kB each, measured)."""


@dataclass(frozen=True, slots=True)
class Check:
    name: str
    ok: bool
    finding: str


def doctor(database: options.Database = None, json: options.Json = False) -> None:
    """Check Python, the model's files, the database with every stored span, and the disk."""
    found = list(checks(options.load_settings(database=database)))
    if json:
        output.print_json([asdict(check) for check in found])
    else:
        made = output.table("", "check", "finding")
        for check in found:
            made.add_row("ok" if check.ok else "FAULT", check.name, output.cell(check.finding))
        output.console().print(made)
    raise typer.Exit(0 if all(check.ok for check in found) else 1)


def checks(settings: "Settings") -> Iterator[Check]:
    yield _python()
    yield from _model(settings.model)
    yield _registry(settings.registry)
    yield from _database(settings.database)
    yield _disk(settings.database)


def _python() -> Check:
    version = ".".join(map(str, sys.version_info[:3]))
    wanted = ".".join(map(str, OLDEST_PYTHON))
    if sys.version_info < OLDEST_PYTHON:
        return Check("python", False, f"{version} is too old; install Python {wanted} or newer")
    return Check("python", True, version)


def _model(folder: Path) -> Iterator[Check]:
    from lagebild.reader import load_manifest, verify

    try:
        faults = verify(folder)
        name = load_manifest(folder).name
    except LagebildError as error:
        faults = [str(error)]
    except OSError as error:
        faults = [f"{folder}: cannot be read ({error.strerror}); install Lagebild again"]
    if faults:
        yield from (Check("model", False, fault) for fault in faults)
    else:
        yield Check("model", True, f"{name} in {folder}")


def _registry(own: Path | None) -> Check:
    """Our registry files and the user's: columns, codes, dates, overlaps, cycles."""
    from lagebild.reference.checks import faults_in
    from lagebild.reference.registry import DATA, default_registry

    faults = faults_in(DATA, default_registry())
    if own is not None:
        faults += faults_in(own, default_registry())
    if faults:
        return Check("registry", False, "\n".join(str(fault) for fault in faults))
    return Check(
        "registry", True, f"sound, with your files in {own}" if own else "sound; no files of your own"
    )


def _database(address: str) -> Iterator[Check]:
    from lagebild.record import Store

    try:
        path = _file(address)
        if path is not None and not path.exists():
            yield Check("database", True, f"{path} is not there yet; `lagebild add` makes it")
            return
        with Store.open(address, create=False) as store:
            faults = store.check()
            counts = store.counts()
    except LagebildError as error:
        faults = [str(error)]
    if faults:
        yield from (Check("database", False, fault) for fault in faults)
    else:
        yield Check(
            "database", True, f"{counts['documents']} documents, {counts['events']} events, every span proved"
        )


def _file(address: str) -> Path | None:
    """The database's file; None if it is on a server or in memory."""
    from lagebild.record.database import parse_url

    url = parse_url(address)
    return Path(url.database) if url.get_backend_name() == "sqlite" and url.database else None


def _disk(address: str) -> Check:
    """Room for more beside the database's file, else in the current folder."""
    try:
        folder = (_file(address) or Path("lagebild.db")).resolve().parent
        free = shutil.disk_usage(folder).free
    except (LagebildError, OSError) as error:
        return Check("disk", False, f"{error}; name a database in a folder that exists")
    if free < FREE_BYTES:
        return Check("disk", False, f"{free // 1_000_000} MB free in {folder}; free some space")
    return Check("disk", True, f"{free // 1_000_000} MB free in {folder}")
