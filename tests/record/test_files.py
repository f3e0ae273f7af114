"""Databases that are old, new, damaged, locked, full, not ours, or written by several at once."""

import os
import signal
import sqlite3
import subprocess
import sys
import textwrap
from dataclasses import replace
from pathlib import Path

import pytest
from making import MODEL, make_document, make_event, span_of
from sqlalchemy import create_engine, inspect, select

from lagebild.errors import RecordError
from lagebild.record import Store, database, migrations, schema
from lagebild.record.migrations import MIGRATIONS, Migration, upgrade
from lagebild.records import Actor, Alternative, Amount, Place, Span

SAME_TYPE = {"TIMESTAMP": "DATETIME", "REAL": "DOUBLE"}
"""How SQLite reports the portable names of the migration, and what SQLAlchemy makes of its own types."""


OTHERS = (Alternative("PRK", "Nordkorea", 0.3), Alternative("UNK", None, 0.1))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A database with one document."""
    file = tmp_path / "a.db"
    with Store.open(str(file)) as store:
        store.add(make_document(), [make_event(make_document())], model=MODEL)
    return file


def test_migrated_file_has_the_tables_that_the_code_uses(path: Path) -> None:
    fresh = create_engine("sqlite://")
    schema.metadata.create_all(fresh)
    migrated = create_engine(f"sqlite:///{path}")

    def tables(engine: object) -> dict[str, object]:
        inspector = inspect(engine)
        return {
            name: (
                [
                    (c["name"], SAME_TYPE.get(str(c["type"]), str(c["type"])), c["nullable"])
                    for c in inspector.get_columns(name)
                ],
                inspector.get_pk_constraint(name)["constrained_columns"],
                sorted((i["name"], tuple(i["column_names"])) for i in inspector.get_indexes(name)),
                sorted(tuple(u["column_names"]) for u in inspector.get_unique_constraints(name)),
                sorted(
                    (tuple(f["constrained_columns"]), f["referred_table"])
                    for f in inspector.get_foreign_keys(name)
                ),
            )
            for name in inspector.get_table_names()
        }

    assert tables(migrated) == tables(fresh)


def test_older_file_is_upgraded_once_and_keeps_its_rows(path: Path) -> None:
    following = MIGRATIONS[-1].number + 1
    steps = (*MIGRATIONS, Migration(following, "notes", ("CREATE TABLE notes (id TEXT PRIMARY KEY)",)))
    with Store.open(str(path)) as store:
        assert upgrade(store._engine, steps) == 1
        assert upgrade(store._engine, steps) == 0
        assert "notes" in inspect(store._engine).get_table_names()
        assert store.counts()["documents"] == 1


def test_file_of_the_first_version_is_read_without_what_it_lacks(path: Path) -> None:
    """Places without gazetteer, amounts without bound, actors without office, frameworks without name."""
    with sqlite3.connect(path) as connection:
        connection.executescript(
            """
            DROP TABLE sentence_terms; DROP TABLE sentences; ALTER TABLE events DROP COLUMN vector;
            DROP TABLE acts; DROP TABLE act_keys; DROP TABLE case_events; DROP TABLE cases; DROP TABLE weighings;
            DROP TABLE event_judgements; DROP TABLE judgements; DROP TABLE tallies; DROP TABLE epochs;
            DROP TABLE tokens; DROP TABLE audit; DROP TABLE job_inputs; DROP TABLE jobs; DROP INDEX events_day;
            ALTER TABLE events DROP COLUMN day; ALTER TABLE events DROP COLUMN judgement;
            ALTER TABLE events DROP COLUMN withdrawn;
            DROP TABLE event_frameworks; DROP INDEX event_actors_name;
            ALTER TABLE event_actors DROP COLUMN office; ALTER TABLE event_actors DROP COLUMN others;
            UPDATE events SET details = json_remove(details, '$.gazetteer', '$.bounds');
            DELETE FROM migrations WHERE number > 1;
            """
        )
        assert connection.execute("SELECT details FROM events").fetchone()[0].count("gazetteer") == 0
    expected = make_event(make_document())
    assert expected.frameworks[0].name
    with Store.open(str(path)) as store:
        (found,) = store.events()
        assert store.check() == []
        with store._engine.connect() as connection:
            row = connection.exec_driver_sql("SELECT event_id, day FROM tallies").one()
            assert tuple(row) == (found.id, "2024-05-03")
            assert migrations.version(connection) == MIGRATIONS[-1].number
    (framework,) = found.frameworks
    assert (framework.text, framework.name, framework.kind) == ("Küstenrunde", None, None)
    assert [(p.text, p.name, p.latitude) for p in found.places] == [("Hafenstadt", None, None)]
    assert [(a.value, a.bound) for a in found.amounts] == [("4e6 EUR", None)]
    assert [(a.code, a.office, a.others) for a in found.actors] == [("NLD", None, ())]
    assert replace(found, frameworks=expected.frameworks) == expected


def test_what_the_second_version_adds_comes_back(path: Path) -> None:
    document = make_document("Norwegen zahlte in Oslo rund 5 Euro. Korea auch.")
    template = make_event(make_document())
    oslo, euro, korea = (span_of(document.text, w) for w in ("Oslo", "5 Euro", "Korea"))
    event = replace(
        template,
        id="zweite",
        document_id=document.id,
        sentence=Span(0, 36),
        trigger=span_of(document.text, "zahlte"),
        trigger_text="zahlte",
        actors=(Actor(korea, "Korea", "KOR", "Ada Test", True, 0.5, "Präsidentin", OTHERS),),
        recipients=(),
        objects=(),
        frameworks=(),
        places=(Place(oslo, "Oslo", "NOR", "Oslo", 3143244, 59.91, 10.75),),
        times=(),
        amounts=(Amount(euro, "5 Euro", "5 EUR", "about"),),
        sources=(),
    )
    with Store.open(str(path)) as store:
        store.add(document, [event], model=MODEL)
        assert event in store.events()


def test_failing_step_leaves_the_file_as_it_was(path: Path) -> None:
    newest = MIGRATIONS[-1].number
    statements = ("CREATE TABLE notes (id TEXT PRIMARY KEY)", "INSERT INTO nowhere VALUES (1)")
    bad = Migration(newest + 1, "bad", statements)
    with Store.open(str(path)) as store:
        with pytest.raises(Exception, match="nowhere"):
            upgrade(store._engine, (*MIGRATIONS, bad))
        assert "notes" not in inspect(store._engine).get_table_names()
        with store._engine.connect() as connection:
            assert migrations.version(connection) == newest


def test_newer_file_asks_for_an_update(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("INSERT INTO migrations VALUES (99, 'future', '2030-01-01')")
    with pytest.raises(RecordError, match=r"newer Lagebild .*update lagebild"):
        Store.open(str(path))


def test_database_of_another_program_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE things (id INTEGER)")
    with pytest.raises(RecordError, match="another program"):
        Store.open(str(path))
    with sqlite3.connect(path) as connection:
        assert connection.execute("SELECT name FROM sqlite_master").fetchall() == [("things",)]


def test_file_that_is_no_database(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    path.write_bytes(b"Not a database, only words. " * 100)
    with pytest.raises(RecordError, match=r"a\.db: is not a database; name another file"):
        Store.open(str(path))


def test_damaged_file(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[200:] = os.urandom(len(content) - 200)
    path.write_bytes(content)
    with (
        pytest.raises(RecordError, match=r"a\.db: (is damaged|is not a database|lacks)"),
        Store.open(str(path)) as s,
    ):
        s.check()


def test_missing_file_and_missing_folder(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="no such database"):
        Store.open(str(tmp_path / "a.db"), create=False)
    assert not (tmp_path / "a.db").exists()
    with pytest.raises(RecordError, match=r"folder .* does not exist"):
        Store.open(f"sqlite:///{tmp_path}/none/a.db")


def test_folder_instead_of_file(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="cannot be opened"):
        Store.open(str(tmp_path))


@pytest.mark.parametrize(
    "address",
    [
        "://",
        "mysql://a/b",
        "mysql://ada:g@eim/x@a/b",
        "postgresql://ada:geheim@a:hafen/b",
        "x://a/?password=geheim",
    ],
)
def test_addresses_of_no_database_are_refused_without_their_password(address: str) -> None:
    with pytest.raises(RecordError, match=r"sqlite:///PATH or postgresql://USER@HOST/NAME") as refused:
        Store.open(address)
    assert "eim" not in str(refused.value)


def test_locked_file(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "BUSY_SECONDS", 0.1)
    holder = sqlite3.connect(path, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    with Store.open(str(path)) as store:
        assert len(store.events()) == 1, "reading goes on while another process writes"
        with pytest.raises(RecordError, match="locked by another process; wait"):
            store.add(make_document("Neu."), [], model=MODEL)
        holder.execute("ROLLBACK")
        assert store.add(make_document("Neu."), [], model=MODEL)
    holder.close()


def test_full_disk_names_the_remedy_and_keeps_what_was_stored(path: Path) -> None:
    with Store.open(str(path)) as store:
        with store._engine.connect() as connection:
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
            connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(RecordError, match="the disk is full; free some space"):
            store.add(make_document("x" * 100_000), [], model=MODEL)
        assert store.counts()["documents"] == 1
        assert store.check() == []


def test_check_finds_changed_texts_and_spans(path: Path) -> None:
    with Store.open(str(path)) as store:
        assert store.check() == []
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE documents SET text = replace(text, 'Nordland', 'Westland')")
        connection.execute("DELETE FROM readings")
    with Store.open(str(path)) as store:
        found = store.check()
    assert any("text does not match its id" in line for line in found)
    assert any("actor is stored as 'Nordland', the text has 'Westland'" in line for line in found)
    assert any("events: row" in line and "readings" in line for line in found)


def test_what_was_reported_stored_survives_kill(database_url: str) -> None:
    """A process that adds documents is killed without warning; every id it printed is there, whole."""
    program = textwrap.dedent(
        f"""
        import sys
        sys.path.insert(0, {str(Path(__file__).parent)!r})
        from making import MODEL, TEXT, make_document, make_event
        from lagebild.record import Store
        store = Store.open({database_url!r})
        for number in range(100_000):
            document = make_document(f"{{TEXT}} {{number}}")
            store.add(document, [make_event(document, n) for n in range(20)], model=MODEL)
            print(document.id, flush=True)
        """
    )
    process = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True)
    assert process.stdout
    reported = [process.stdout.readline().strip() for _ in range(30)]
    process.send_signal(signal.SIGKILL)
    reported += process.stdout.read().split()
    process.wait()
    with Store.open(database_url) as store:
        assert store.check() == []
        summaries = {d.id: d.events for d in store.documents(limit=None)}
    assert set(reported) <= set(summaries)
    assert set(summaries.values()) == {20}, "no document is there without its events"


def test_two_processes_write_the_same_record(database_url: str) -> None:
    program = textwrap.dedent(
        f"""
        import sys
        sys.path.insert(0, {str(Path(__file__).parent)!r})
        from making import MODEL, TEXT, make_document, make_event
        from lagebild.record import Store
        with Store.open({database_url!r}) as store:
            for number in range(40):
                document = make_document(f"{{TEXT}} {{number}}")
                store.add(document, [make_event(document)], model=MODEL)
        """
    )
    running = [subprocess.Popen([sys.executable, "-c", program]) for _ in range(2)]
    assert [process.wait() for process in running] == [0, 0]
    with Store.open(database_url) as store:
        assert store.counts()["documents"] == 40
        assert store.counts()["events"] == len(list(store.iterate())) == 40
        with store._transaction() as connection:
            numbers = connection.execute(select(schema.tallies.c.number)).scalars().all()
        assert sorted(numbers) == list(range(40))
        assert store.check() == []
