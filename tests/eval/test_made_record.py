"""The record that speed is measured on holds together like one that was read."""

import sys
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete, select

sys.path.insert(0, str(Path(__file__).parents[2] / "eval"))

from lagebild.record import CaseFilter, EventFilter, Store, schema, tallies
from lagebild.weigh import desk
from made_record import grow, make


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = str(tmp_path_factory.mktemp("made") / "made.db")
    make(path, 120)
    return path


def rows(store: Store) -> list[dict[str, Any]]:
    with store._transaction() as connection:
        query = select(schema.tallies).order_by(schema.tallies.c.event_id)
        return [
            {name: value for name, value in row.items() if name not in ("number", "epoch")}
            for row in connection.execute(query).mappings()
        ]


def test_its_rows_for_figures_are_those_that_the_record_would_write(made: str) -> None:
    with Store.open(made) as store:
        written = rows(store)
        assert len(written) == 120
        with store._transaction(writes=True) as connection:
            connection.execute(delete(schema.tallies))
            tallies.count(connection, [row["event_id"] for row in written])
        assert rows(store) == written


def test_its_evidence_is_sound_and_its_words_are_found(made: str) -> None:
    with Store.open(made) as store:
        # Names of documents are made up too: thousands are made a second.
        assert [each for each in store.check() if "does not match its id" not in each] == []
        event = store.events(limit=1)[0]
        word = store.document(event.document_id).text[event.sentence.start : event.sentence.end].split()[-1]
        assert event.id in {found.id for found in store.events(EventFilter(words=word.strip(".")))}


def test_copies_are_documents_of_their_own(made: str, tmp_path: Path) -> None:
    grown = tmp_path / "grown.db"
    grown.write_bytes(Path(made).read_bytes())
    grow(str(grown), 2)
    with Store.open(str(grown)) as store:
        assert sorted(store.counting.numbers(EventFilter())) == list(range(360))


def test_its_cases_have_ledgers_and_commitments(made: str) -> None:
    with Store.open(made) as store:
        for case in store.cases.find(CaseFilter(), limit=5):
            assert len(desk.find_ledger(store, case.id).positions) == case.events
        assert desk.find_commitments(store, CaseFilter(), limit=None)
