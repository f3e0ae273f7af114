"""Makes ``making`` and ``telling`` importable for the tests of weighing, and an empty record."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "record"))

from lagebild.record import Store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(str(tmp_path / "lagebild.db")) as opened:
        yield opened
