"""Makes ``making`` and ``telling`` importable for the tests of weighing, and an empty record."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parents[1] / "record"))

from making import MODEL
from reviewed import DOCUMENT, EVENT, OTHER

from lagebild.record import Store
from lagebild.weigh.weigher import Weigher


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    with Store.open(database_url) as opened:
        yield opened


@pytest.fixture
def filled(store: Store) -> Store:
    """The two events of ``reviewed``, in cases."""
    store.add(DOCUMENT, [EVENT, OTHER], model=MODEL)
    assert list(Weigher(store).pending()) == [DOCUMENT.id]
    return store
