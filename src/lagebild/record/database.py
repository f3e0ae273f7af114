"""Opening the database and saying in one line what is wrong with it."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from json import JSONDecodeError
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, StaticPool, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from lagebild.errors import RecordError
from lagebild.record import postgresql

BUSY_SECONDS = 15
"""How long a writer waits for another before it gives up; one document takes milliseconds to write."""

ROWS_ANALYSED = 1000
"""Sampling an index takes milliseconds; without it, a page out of 100,000 events took 0.28 s, not 0.02 s."""

_PROBLEMS = (
    ("database is locked", "is locked by another process; wait until it has finished, then try again"),
    (
        "disk is full",
        "the disk is full; free some space and run the same command again, nothing is stored twice",
    ),
    ("not a database", "is not a database; name another file"),
    ("malformed", "is damaged; restore a copy, or move it away and add the documents again"),
    ("unable to open", "cannot be opened; check that the folder exists and that you may write there"),
    (
        "readonly database",
        "is write-protected; allow writing to the file and its folder, or copy it elsewhere",
    ),
    ("disk i/o error", "cannot be read or written; check the disk and the free space"),
    ("no such table", "lacks tables; restore a copy, or move it away and add the documents again"),
    ("no such column", "lacks columns; restore a copy, or move it away and add the documents again"),
)


def parse_url(address: str) -> URL:
    """A database URL or a plain path of an SQLite file.

    :raises RecordError: neither.
    """
    try:
        url = make_url(address) if "://" in address else URL.create("sqlite", database=address)
    except (ArgumentError, ValueError):
        raise _no_address(address) from None
    if url.drivername in postgresql.NAMES:
        return url.set(drivername=postgresql.DRIVER)
    if url.get_backend_name() != "sqlite":
        raise _no_address(address)
    return url


def _no_address(address: str) -> RecordError:
    hidden = re.sub(r"(://[^:@/]*:).*@|(password=)[^&]*", r"\1\2***@", address)
    return RecordError(
        f"{hidden}: is no database address; give a path, sqlite:///PATH or postgresql://USER@HOST/NAME"
    )


def shown(url: URL) -> str:
    """What messages call the database: path of the file, or address without password."""
    return str(url.database) if url.get_backend_name() == "sqlite" else postgresql.shown(url)


def open_engine(url: URL, *, create: bool) -> Engine:
    """An engine over SQLite with WAL, foreign keys and a patient lock, or over PostgreSQL.

    ``create=False`` wants a file to be there.
    :raises RecordError: no such file, a folder that does not exist, or no driver.
    """
    if url.get_backend_name() != "sqlite":
        return postgresql.open_engine(url, lock_seconds=BUSY_SECONDS)
    if not in_memory(url):
        path = Path(str(url.database))
        if not create and not path.is_file():
            raise RecordError(
                f"{path}: no such database; add documents first or name another with --database"
            )
        if not path.parent.is_dir():
            raise RecordError(
                f"{path}: the folder {path.parent} does not exist; create it or name another file"
            )
    options: dict[str, Any] = {"poolclass": StaticPool} if in_memory(url) else {}
    engine = create_engine(url, connect_args={"timeout": BUSY_SECONDS, "check_same_thread": False}, **options)
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def in_memory(url: URL) -> bool:
    """Of SQLite: a record that no other program can open, and that ends with this one."""
    return url.database in (None, "", ":memory:")


def _prepare(connection: sqlite3.Connection, _: object) -> None:
    # sqlite3's own transaction handling would commit before DDL; we send BEGIN ourselves.
    connection.isolation_level = None
    # SQLite's lower() knows ASCII only; searches must find "österreich" in "Österreich".
    connection.create_function("lower", 1, _lower, deterministic=True)
    for pragma in ("journal_mode = WAL", "synchronous = NORMAL", "foreign_keys = ON"):
        connection.execute(f"PRAGMA {pragma}")


def _lower(value: str | None) -> str | None:
    return None if value is None else value.lower()


def _begin(connection: Connection) -> None:
    # A writer takes the lock at once: upgrading a read lock later would fail without waiting.
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def analyse(connection: Connection) -> None:
    """Fresh statistics for the query planner; PostgreSQL sees to them by itself."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(f"PRAGMA analysis_limit = {ROWS_ANALYSED}")
        connection.exec_driver_sql("ANALYZE")


@contextmanager
def translated(url: URL) -> Iterator[None]:
    """Turn what the driver raises into a RecordError that names the database and the remedy."""
    try:
        yield
    except DBAPIError as error:
        sqlite = url.get_backend_name() == "sqlite"
        said = _explain(error.orig) if sqlite else postgresql.explain(url, error)
        raise RecordError(f"{shown(url)}: {said}") from (error if sqlite else None)
    except PoolTimeoutError:
        raise RecordError(f"{shown(url)}: too many ask at once; try again in a moment") from None
    except (sqlite3.Error, UnicodeEncodeError, JSONDecodeError) as error:
        raise RecordError(f"{shown(url)}: {_explain(error)}") from error


def _explain(error: BaseException | None) -> str:
    said = str(error).splitlines()[0] if str(error) else type(error).__name__
    for sign, advice in _PROBLEMS:
        if sign in said.lower():
            return advice
    return f"the database refused ({said}); run `lagebild doctor`"
