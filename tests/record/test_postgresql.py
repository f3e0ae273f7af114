"""PostgreSQL: what is said when the server, the user or the database is not as it should be, and how it goes on."""

import subprocess
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path

import pytest
from making import MODEL, make_document, make_event
from sqlalchemy import make_url

from databases import SERVER, on_postgresql, run_sql, within
from lagebild.errors import RecordError
from lagebild.record import EventFilter, Store, fulltext_postgresql, migrations
from lagebild.record.migrations import MIGRATIONS, Migration

SECRET = "geheim-7"
pytestmark = on_postgresql


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    with Store.open(database_url) as opened:
        document = make_document()
        opened.add(document, [make_event(document)], model=MODEL)
        yield opened


@pytest.fixture
def user(database_url: str) -> Iterator[str]:
    """The address of the same schema for somebody who has no rights in it."""
    run_sql(f"CREATE ROLE lagebild_guest LOGIN PASSWORD '{SECRET}'")
    yield make_url(database_url).set(username="lagebild_guest").render_as_string(hide_password=False)
    run_sql("DROP OWNED BY lagebild_guest")
    run_sql("DROP ROLE lagebild_guest")


def refused(address: str, *, create: bool = True) -> str:
    with pytest.raises(RecordError) as error:
        Store.open(address, create=create)
    assert SECRET not in str(error.value)
    assert "\n" not in str(error.value)
    return str(error.value)


def over_network(name: str, password: str) -> str:
    ((port,),) = run_sql("SHOW port")
    database = make_url(str(SERVER)).database
    return f"postgresql://{name}:{password}@127.0.0.1:{port}/{database}"


def changed(**parts: str) -> str:
    return make_url(str(SERVER)).set(**parts).render_as_string(hide_password=False)  # type: ignore[arg-type]


def schema_of(address: str) -> str:
    return str(make_url(address).query["options"]).removeprefix("-csearch_path=")


def test_wrong_password_user_and_database(user: str, database_url: str) -> None:
    wrong = refused(over_network("lagebild_guest", "x"))
    assert wrong.endswith("refuses this user or password; correct them in the address")
    assert "guest:x@" not in wrong
    assert "refuses this user or password" in refused(over_network("niemand", SECRET))
    assert "no such user" in refused(changed(username="niemand"))
    nowhere = refused(changed(database="nebelbank"))
    assert "no such database; make it (createdb NAME)" in nowhere
    name = schema_of(database_url)
    run_sql(f"GRANT ALL ON SCHEMA {name} TO lagebild_guest")
    with Store.open(within(over_network("lagebild_guest", SECRET), name)) as opened:
        assert SECRET not in repr(opened.url)


def test_a_schema_that_is_not_there(database_kind: str) -> None:
    assert "the schema that search_path names is not there" in refused(within(str(SERVER), "nebel"))


def test_rights(store: Store, database_url: str, user: str) -> None:
    name = schema_of(database_url)
    assert "has no record yet" in refused(user, create=False)
    run_sql(f"GRANT USAGE ON SCHEMA {name} TO lagebild_guest")
    assert "the user lacks rights (permission denied for table migrations)" in refused(user)
    run_sql(f"GRANT SELECT ON ALL TABLES IN SCHEMA {name} TO lagebild_guest")
    with Store.open(user, create=False) as reader:
        assert len(reader.events()) == 1
        with pytest.raises(RecordError, match=r"lacks rights \(permission denied for table epochs"):
            reader.add(make_document("Neu."), [], model=MODEL)


def test_an_empty_database_is_made_only_where_something_is_added(database_url: str) -> None:
    assert refused(database_url, create=False).endswith("add documents first or name another with --database")
    with Store.open(database_url) as store:
        assert store.counts()["documents"] == 0
    Store.open(database_url, create=False).close()


def test_the_tables_of_others_are_left_alone(database_url: str) -> None:
    name = schema_of(database_url)
    run_sql(f"CREATE TABLE {name}.things (id INTEGER)")
    assert "another program" in refused(database_url)
    assert run_sql(f"SELECT tablename FROM pg_tables WHERE schemaname = '{name}'") == [("things",)]


def test_a_newer_record_asks_for_an_update(store: Store, database_url: str) -> None:
    run_sql(f"INSERT INTO {schema_of(database_url)}.migrations VALUES (99, 'future', '2030-01-01')")
    assert "was written by a newer Lagebild" in refused(database_url)


def test_a_server_lost_in_the_middle_is_found_again(store: Store) -> None:
    with (
        pytest.raises(RecordError, match="the connection to the server was lost; try again"),
        store._transaction() as connection,
    ):
        connection.exec_driver_sql("SELECT pg_terminate_backend(pg_backend_pid())")
    assert store.counts()["documents"] == 1
    with store._engine.connect() as connection:
        pid = connection.exec_driver_sql("SELECT pg_backend_pid()").scalar()
    run_sql(f"SELECT pg_terminate_backend({pid})")
    assert len(store.events()) == 1, "a connection that was lost while nobody asked is noticed by nobody"


def test_a_locked_record(store: Store, monkeypatch: pytest.MonkeyPatch, database_url: str) -> None:
    monkeypatch.setattr("lagebild.record.database.BUSY_SECONDS", 0.1)
    with store._transaction(writes=True), Store.open(database_url) as other:
        assert len(other.events()) == 1, "reading goes on while another process writes"
        with pytest.raises(RecordError, match="locked by another process; wait"):
            other.add(make_document("Neu."), [], model=MODEL)


def test_what_is_read_together_is_of_one_moment(store: Store, database_url: str) -> None:
    with store._transaction() as connection, Store.open(database_url) as other:
        before = connection.exec_driver_sql("SELECT count(*) FROM documents").scalar()
        other.add(make_document("Neu."), [], model=MODEL)
        assert connection.exec_driver_sql("SELECT count(*) FROM documents").scalar() == before
    assert store.counts()["documents"] == 2


def test_reading_cannot_write(store: Store) -> None:
    with pytest.raises(RecordError, match="cannot be written here"), store._transaction() as connection:
        connection.exec_driver_sql("DELETE FROM event_spans")


def test_lower_case_knows_umlauts_whatever_the_locale(store: Store) -> None:
    assert len(store.events(EventFilter(actor="öBERG"))) == 1
    assert len(store.documents(search="SÜDLAND")) == 1
    assert store.documents(search="S_dland") == []


def test_texts_are_ordered_as_in_sqlite(store: Store) -> None:
    for publisher in ("b", "Ä", "a", "Z"):
        store.add(make_document(f"Von {publisher}.", publisher=publisher), [], model=MODEL)
    with store._transaction() as connection:
        found = (
            connection.exec_driver_sql("SELECT publisher FROM documents ORDER BY publisher").scalars().all()
        )
    assert found == sorted(found)


def test_later_steps_are_written_in_its_types(store: Store) -> None:
    statements = ("CREATE TABLE notes (id VARCHAR(8) NOT NULL PRIMARY KEY, words TEXT, picture BLOB)",)
    step = Migration(MIGRATIONS[-1].number + 1, "notes", statements)
    assert migrations.upgrade(store._engine, (*MIGRATIONS, step)) == 1
    columns = """SELECT column_name, data_type, collation_name FROM information_schema.columns
        WHERE table_schema = current_schema() AND table_name = 'notes' ORDER BY 1"""
    with store._transaction() as connection:
        assert [tuple(row) for row in connection.exec_driver_sql(columns)] == [
            ("id", "character varying", "C"),
            ("picture", "bytea", None),
            ("words", "text", "C"),
        ]


def test_two_processes_that_find_an_empty_database_make_it_once(database_url: str) -> None:
    program = f"from lagebild.record import Store; Store.open({database_url!r}).close()"
    running = [subprocess.Popen([sys.executable, "-c", program]) for _ in range(3)]
    assert [process.wait() for process in running] == [0, 0, 0]
    with Store.open(database_url) as store, store._transaction() as connection:
        assert connection.exec_driver_sql("SELECT epoch FROM epochs").scalars().all() == [1]


def test_a_character_that_it_cannot_store(store: Store) -> None:
    with pytest.raises(RecordError, match="the character NUL, which PostgreSQL cannot store"):
        store.add(make_document("Ein\0Wort."), [], model=MODEL)
    assert store.counts()["documents"] == 1


def test_sentences_longer_than_a_tsvector_are_stored(store: Store) -> None:
    document = make_document(f"Hafen {'x' * 5000} {'wort ' * 20_000} Ende.")
    assert store.add(document, [], model=MODEL)
    assert [p.document_id for p in store.search("Hafen Wort")] == [document.id]
    assert store.search("x" * 5000) == []
    vector = fulltext_postgresql._vector([str(n) * 6 for n in range(100_000)])
    assert len(vector.encode()) < fulltext_postgresql.MOST_BYTES


def test_a_full_index_finds_what_sqlite_finds(store: Store, tmp_path: Path) -> None:
    """Same sentences in the same order, for words, compounds, phrases and words that are not all there."""
    places = ("Hafen", "Norden", "Süden", "Bucht")
    with Store.open(str(tmp_path / "beside.db")) as beside:
        beside.add(make_document(), [], model=MODEL)
        for opened in (store, beside):
            for n in range(40):
                text = textwrap.dedent(
                    f"""Die Lieferung von {n} Booten nach {places[n % 4]} {"und Umgebung " * (n % 3)}begann.
                    {"Raketentests" if n % 5 == 0 else "Übungen"} wies Minister Lund{n % 7} scharf zurück."""
                )
                opened.add(make_document(text), [], model=f"{MODEL}-{n}")
        for query in ("Boot Hafen", "Bootslieferung", '"scharf zurück" Rakete', "Rakete Bucht Lund3 Eskimo"):
            here, there = (
                {
                    (p.document_id, p.span): (p.complete, p.score)
                    for p in s.search(query, fill=True, limit=200)
                }
                for s in (store, beside)
            )
            assert len(here) > 5
            assert {where: complete for where, (complete, _) in here.items()} == {
                where: complete for where, (complete, _) in there.items()
            }
            for where, (_, score) in here.items():
                assert score == pytest.approx(there[where][1], rel=0.01), query
