"""Full text: what is found by which words, where it stands, and that it is written with the document."""

import sqlite3
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from making import MODEL, TEXT, make_document, make_event

from databases import on_sqlite
from lagebild.record import EvidenceError, Store
from lagebild.record.migrations import MIGRATIONS
from lagebild.records import Block, BlockKind, Span

NEWS = (
    "Südland verurteilte die Raketentests des Nachbarn scharf. Die Vorwürfe wies Nordland zurück. "
    "Nach Waffen aus Nordkorea fragte niemand. Eine Lieferung kam trotzdem. "
    "Die Vereinten Nationen tagen in Hafenstadt."
)


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    with Store.open(database_url) as opened:
        opened.add(make_document(NEWS), [], model=MODEL)
        yield opened


def found(store: Store, query: str) -> list[str]:
    return [passage.text.split()[0] for passage in store.search(query)]


@pytest.mark.parametrize(
    ("query", "first_words"),
    [
        ("Test", ["Südland"]),
        ("Rakete", ["Südland"]),
        ("raketentest", ["Südland"]),
        ("RAKETENTESTS", ["Südland"]),
        ("verurteilen", ["Südland"]),
        ("Vorwurf", ["Die"]),
        ("vorwuerfe", ["Die"]),
        ("Vorwurfe", ["Die"]),
        ("Nordkorea", ["Nach"]),
        ("nordkoreas", ["Nach"]),
        ("Nord", ["Die"]),  # Nordland is a word like others, Nordkorea the name of a state
        ("Nordland Vorwurf", ["Die"]),
        ("Eskimo", []),
        ("", []),
        ("und", []),
        ("*", []),
        ("NEAR(", []),
        ("a\"b'c;", []),
    ],
)
def test_words(store: Store, query: str, first_words: list[str]) -> None:
    assert found(store, query) == first_words


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ('"Vereinten Nationen"', 1),
        ("„vereinten nationen“", 1),
        ('"Nationen Vereinten"', 0),
        ('"Vereinten Nationen" Hafenstadt', 1),
        ('"die Vorwürfe wies"', 1),
        ('"Vereinte Nationen"', 0),
    ],
)
def test_phrases_stand_together_just_so(store: Store, query: str, count: int) -> None:
    assert len(store.search(query)) == count


def test_a_compound_is_found_in_its_parts_where_one_sentence_has_both(store: Store) -> None:
    document = make_document("Die Lieferung der Waffen begann. Waffen gab es.")
    store.add(document, [], model=MODEL)
    assert found(store, "Waffenlieferungen") == ["Die"]


def test_a_passage_says_where_it_stands(store: Store) -> None:
    (passage,) = store.search("Vorwurf")
    document = store.document(passage.document_id)
    assert passage.span.of(document.text) == passage.text == "Die Vorwürfe wies Nordland zurück."
    assert passage.complete


def test_without_a_sentence_that_has_all_words_those_with_some_are_ranked(store: Store) -> None:
    passages = store.search("Raketentest Vorwurf Nordland Eskimo")
    assert [p.text.split()[0] for p in passages] == ["Die", "Südland"]
    assert not any(p.complete for p in passages)
    assert [p.score for p in passages] == sorted((p.score for p in passages), reverse=True)


def test_fill_goes_on_with_sentences_that_have_some(store: Store) -> None:
    assert len(store.search("Nordland Vorwurf Lieferung zurück")) == 2
    passages = store.search("Nordland Vorwurf", fill=True)
    assert [p.complete for p in passages] == [True]
    store.add(make_document("Nordland schweigt."), [], model=MODEL)
    passages = store.search("Nordland Vorwurf", fill=True)
    assert [p.complete for p in passages] == [True, False]
    assert len(store.search("Nordland Vorwurf", fill=True, limit=1)) == 1


def test_related_words_are_found_where_nothing_else_is(store: Store) -> None:
    (passage,) = store.search("liefern")
    assert passage.text == "Eine Lieferung kam trotzdem."
    assert not passage.complete


def test_conditions(store: Store) -> None:
    other = make_document("Ein Raketentest.", published=date(2024, 6, 1), publisher="Nordpost")
    undated = make_document("Noch ein Raketentest.", published=None, publisher=None)
    store.add_many([(other, []), (undated, [])], model=MODEL)
    for conditions, count in (
        ({}, 3),
        ({"publisher": "Nordpost"}, 1),
        ({"since": date(2024, 6, 1)}, 1),
        ({"until": date(2024, 5, 31)}, 1),
        ({"not_before": date(2024, 6, 1)}, 2),
        ({"document_id": undated.id}, 1),
        ({"as_of": datetime.now(UTC) - timedelta(days=1)}, 0),
        ({"as_of": datetime.now(UTC)}, 3),
        ({"publisher": None, "since": None}, 3),
    ):
        assert len(store.search("Raketentest", **conditions)) == count, conditions


def test_furniture_of_a_page_is_not_found(store: Store) -> None:
    text = "Raketen gestartet.\nMehr über Panzer."
    blocks = (Block(BlockKind.BODY, Span(0, 18)), Block(BlockKind.NAVIGATION, Span(19, len(text))))
    store.add(replace(make_document(text), blocks=blocks), [], model=MODEL)
    assert len(store.search("gestartet")) == 1
    assert store.search("Panzer") == []


@given(st.text(max_size=60))
@settings(max_examples=200, deadline=None)
def test_any_text_is_a_query(query: str) -> None:
    assert isinstance(shared().search(query, fill=True), list)


@cache
def shared() -> Store:
    opened = Store.open("sqlite://")
    opened.add(make_document(NEWS), [], model=MODEL)
    return opened


def test_a_refused_document_leaves_no_sentences(store: Store) -> None:
    document = make_document(TEXT)
    with pytest.raises(EvidenceError):
        store.add(document, [make_event(document, trigger=Span(3, 9))], model=MODEL)
    assert store.search("Küstenrunde") == []


def test_a_second_reading_adds_no_sentences(store: Store) -> None:
    store.add(make_document(NEWS), [], model="reader-test-2")
    assert len(store.search("Raketentest")) == 1
    assert store.check() == []


@on_sqlite
def test_an_older_file_becomes_searchable_when_it_is_opened(store: Store, tmp_path: Path) -> None:
    store.close()
    path = tmp_path / "lagebild.db"
    with sqlite3.connect(path) as connection:
        connection.executescript("DELETE FROM sentences; DROP TABLE sentence_terms;")
        connection.execute("DROP TABLE sentences")
        connection.execute("DELETE FROM migrations WHERE number = 3")
    (step,) = (step for step in MIGRATIONS if step.number == 3)
    with Store.open(str(path)) as opened:
        with opened._transaction(writes=True) as connection:
            step.apply(connection)
        assert found(opened, "Test") == ["Südland"]
        assert opened.check() == []


def test_conditions_cost_little_in_a_larger_record(store: Store) -> None:
    """Where the match was run anew for every sentence, 200,000 sentences took minutes, these some seconds."""
    line = "Südland prüft Raketen und Boote im Hafen. "
    store.add_many([(make_document(f"{line * 20}Nummer {n}."), []) for n in range(200)], model=MODEL)
    start = time.process_time()
    found = store.search("Raketen", publisher="Küstenbote", not_before=date(2024, 1, 1), limit=10)
    assert len(found) == 10
    assert time.process_time() - start < 0.5
