"""``lagebild move`` as a user types it."""

import json
from pathlib import Path

import pytest
from running import Run

from lagebild.record import Store


@pytest.mark.usefixtures("filled")
def test_a_record_is_moved_into_a_file(run: Run, database_url: str, tmp_path: Path) -> None:
    result = run("move", database_url, tmp_path / "new.db")
    assert (result.code, result.err) == (0, "")
    assert result.out.startswith("2 documents, 2 events, ")
    assert "moved and compared" in result.out
    with Store.open(str(tmp_path / "new.db")) as moved, Store.open(database_url) as old:
        assert moved.events() == old.events()
        assert moved.check() == []


@pytest.mark.usefixtures("filled")
def test_what_was_moved_as_json(run: Run, database_url: str, tmp_path: Path) -> None:
    told = json.loads(run("move", database_url, tmp_path / "new.db", "--json").out)
    assert (told["documents"], told["events"]) == (2, 2)
    assert told["rows"]["tallies"] == 2
    assert told["rows"]["cases"] == 0


@pytest.mark.usefixtures("filled")
def test_a_database_with_a_record_is_refused_in_one_line(run: Run, database_url: str) -> None:
    result = run("move", database_url, database_url)
    assert (result.code, result.err.count("\n")) == (1, 1)
    assert "is not empty" in result.err
    assert run("move", "none.db", "new.db").err.startswith("lagebild: none.db: no such database")
