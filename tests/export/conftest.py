"""The fakes live with the tests of the record; ``shipped``: bytes of an export, ``kept``: a record to check it."""

import sys
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "record"))

from making import MODEL
from shipping import Shipped

from lagebild.export import About, Format, encode
from lagebild.export.about import Pair
from lagebild.record import Store

MADE = datetime(2024, 6, 1, 12, tzinfo=UTC)
READ = datetime(2024, 5, 5, 8, 30, tzinfo=UTC)


@pytest.fixture
def about() -> Callable[[Format], About]:
    return lambda format: About(
        format=format, selection={"actor": "NLD"}, made=MADE, read_at=lambda document_id: READ
    )


@pytest.fixture
def shipped(about: Callable[[Format], About]) -> Shipped:
    return lambda format, found: b"".join(encode(found, about(format)))


@pytest.fixture
def kept(database_url: str) -> Callable[[Iterable[Pair]], Store]:
    """A record with these pairs; one event a document."""

    def keep(found: Iterable[Pair]) -> Store:
        store = Store.open(database_url)
        for document, event in found:
            store.add(document, [event], model=MODEL)
        return store

    return keep
