"""Empty databases for tests, on SQLite and, where LAGEBILD_TEST_POSTGRESQL names one to work in, on PostgreSQL."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote
from uuid import uuid4

import pytest

SERVER = os.environ.get("LAGEBILD_TEST_POSTGRESQL")
KINDS = ["sqlite", *(["postgresql"] if SERVER else [])]

on_sqlite = pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
"""For tests of what only a file can be or do."""
on_postgresql = pytest.mark.parametrize(
    "database_kind",
    [pytest.param("postgresql", marks=pytest.mark.skipif(not SERVER, reason="no PostgreSQL; see make test"))],
    indirect=True,
)


@contextmanager
def empty(kind: str, folder: Path) -> Iterator[str]:
    """The address of a database without tables: a file of the folder, or a schema that is dropped afterwards."""
    if kind == "sqlite":
        yield str(folder / "lagebild.db")
        return
    name = f"test_{uuid4().hex}"
    run_sql(f"CREATE SCHEMA {name}")
    try:
        yield within(str(SERVER), name)
    finally:
        run_sql(f"DROP SCHEMA {name} CASCADE")


def within(address: str, schema: str) -> str:
    """The address whose tables are those of a schema."""
    return f"{address}{'&' if '?' in address else '?'}options={quote(f'-csearch_path={schema}')}"


def run_sql(statement: str, address: str | None = None) -> list[tuple[object, ...]]:
    """What PostgreSQL answers, beside the code under test."""
    import psycopg

    with psycopg.connect(address or str(SERVER), autocommit=True) as connection:
        answer = connection.execute(statement.encode())
        return answer.fetchall() if answer.description else []
