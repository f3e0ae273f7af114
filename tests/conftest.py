"""One suite on SQLite and PostgreSQL: a test that opens a record takes ``database_url`` and runs on each."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

import databases


@pytest.fixture(scope="session", params=databases.KINDS)
def database_kind(request: pytest.FixtureRequest) -> str:
    kind: str = request.param
    return kind


@pytest.fixture
def database_url(database_kind: str, tmp_path: Path) -> Iterator[str]:
    """The address of an empty database: ``lagebild.db`` in ``tmp_path``, or a schema of its own."""
    with databases.empty(database_kind, tmp_path) as address:
        yield address


@pytest.fixture(scope="session")
def new_database(database_kind: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[], str]]:
    """Makes empty databases for fixtures that several tests share."""
    with ExitStack() as stack:
        yield lambda: stack.enter_context(databases.empty(database_kind, tmp_path_factory.mktemp("database")))
