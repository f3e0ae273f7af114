"""A user's registry folder, written by the rows of its files."""

from collections.abc import Callable
from pathlib import Path

import pytest

from lagebild.reference.tables import TABLES

Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """``write("people", row, ...)`` makes ``people.csv`` with its header; gives the folder."""

    def write(table: str, *rows: str) -> Path:
        folder = tmp_path / "own"
        folder.mkdir(exist_ok=True)
        header = ",".join(TABLES[f"{table}.csv"].header)
        (folder / f"{table}.csv").write_text("\n".join((header, *rows)) + "\n", "utf-8")
        return folder

    return write
