"""A record moved into another database is the same row for row, or the target stays empty."""

import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from making import MODEL, TEXT, make_document, make_event

from lagebild.errors import RecordError
from lagebild.record import Store, moving
from lagebild.record.moving import move


def fill(address: str, documents: int = 3) -> None:
    with Store.open(address) as store:
        for number in range(documents):
            document = make_document(f"{TEXT} Nummer {number}.", title=f"Titel {number} „Öl“ 😀")
            events = [make_event(document, n, vector=bytes(range(256))) for n in range(3)]
            store.add(document, events, model=MODEL)
        first = make_document(f"{TEXT} Nummer 0.")
        store.add(first, [make_event(first, 7, model="zweites")], model="zweites")


def rows(address: str) -> dict[str, list[tuple[object, ...]]]:
    with Store.open(address, create=False) as store, store._transaction() as connection:
        return {
            table.name: [tuple(row.values()) for some in moving._rows(connection, table) for row in some]
            for table in moving._tables()
        }


def test_there_and_back_every_row_is_the_same(database_url: str, tmp_path: Path) -> None:
    first, last = str(tmp_path / "first.db"), str(tmp_path / "last.db")
    fill(first)
    seen = list(move(first, database_url))
    assert {each.step for each in seen} == {"copying", "indexing", "comparing"}
    assert {each.table for each in seen} >= {"documents", "event_spans", "tallies", "sentence_terms"}
    list(move(database_url, last))
    there, middle, back = rows(first), rows(database_url), rows(last)
    assert len(there["events"]) == 10
    assert there == middle
    assert there == back
    with Store.open(first) as one, Store.open(database_url) as two, Store.open(last) as three:
        assert one.epoch() == two.epoch() == three.epoch()
        assert one.events() == two.events() == three.events()
        for query in ("Hafenstadt Küstenrunde", '"zehn Booten"', "Bootslieferung Minister"):
            places = [(p.document_id, p.span) for p in one.search(query, fill=True)]
            assert places
            assert [(p.document_id, p.span) for p in two.search(query, fill=True)] == places
            assert [(p.document_id, p.span) for p in three.search(query, fill=True)] == places
        assert two.check() == three.check() == []
        assert two.add(make_document("Ein neuer Satz."), [], model=MODEL)


def test_only_an_empty_database_is_filled(database_url: str, tmp_path: Path) -> None:
    first = str(tmp_path / "first.db")
    fill(first)
    list(move(first, database_url))
    with pytest.raises(RecordError, match=r"is not empty .*name a database without a record"):
        list(move(first, database_url))
    with pytest.raises(RecordError, match=r"none\.db: no such database"):
        list(move(str(tmp_path / "none.db"), database_url))


def test_what_arrives_otherwise_is_not_kept(
    database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = str(tmp_path / "first.db")
    fill(first)
    steps = move(first, database_url)
    for step in steps:
        if step.step == "indexing":
            break
    monkeypatch.setattr(moving, "_add", lambda digest, found: digest.update(b"x"))
    with pytest.raises(RecordError, match=r"did not arrive as it was .*nothing was kept"):
        list(steps)
    monkeypatch.undo()
    with Store.open(database_url) as store:
        assert store.counts()["documents"] == 0
    list(move(first, database_url))
    assert rows(first) == rows(database_url)


def test_a_killed_move_leaves_source_and_target_as_they_were(database_url: str, tmp_path: Path) -> None:
    first = str(tmp_path / "first.db")
    fill(first, 40)
    before = rows(first)
    program = textwrap.dedent(
        f"""
        import time
        from lagebild.record import moving
        moving.ROWS_AT_A_TIME = 5
        for step in moving.move({first!r}, {database_url!r}):
            print(step.step, step.table, step.rows, flush=True)
            if (step.table, step.rows) == ("event_spans", 50):
                time.sleep(60)
        """
    )
    process = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True)
    assert process.stdout
    for line in process.stdout:
        if line.startswith("copying event_spans 50"):
            break
    process.send_signal(signal.SIGKILL)
    process.wait()
    process.stdout.close()
    assert rows(first) == before
    with Store.open(database_url) as store:
        assert store.counts()["documents"] == 0
    list(move(first, database_url))
    assert rows(database_url) == before
