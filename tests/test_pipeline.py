"""From files to the record, with a pipeline that needs no model."""

import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent / "record"))

import fakes
from making import MODEL, TEXT, make_document

import lagebild
from lagebild.errors import InputError, ModelError
from lagebild.pipeline import (
    BATCH_CHARACTERS,
    BATCH_DOCUMENTS,
    BATCH_ITEMS,
    Outcome,
    Pipeline,
    Status,
    add,
    batches,
)
from lagebild.record import Store
from lagebild.records import Document

DAY = date(2024, 5, 4)


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    with Store.open(database_url) as opened:
        yield opened


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two good texts, one that the reader fails on, an empty and a binary one."""
    made = tmp_path / "eingang"
    made.mkdir()
    (made / "a.txt").write_text(TEXT)
    (made / "b.txt").write_text(f"{TEXT} {fakes.FAULT}")
    (made / "c.txt").write_text("")
    (made / "d.txt").write_bytes(bytes(range(256)))
    (made / "e.txt").write_text(f"{TEXT} Noch ein Satz.")
    return made


def run(store: Store, *paths: Path) -> list[Outcome]:
    return list(add(paths, store, fakes.load(), published=DAY, publisher="Bote", max_bytes=1_000_000))


def test_faulty_inputs_do_not_stop_the_batch(store: Store, folder: Path) -> None:
    outcomes = run(store, folder, folder / "none.txt")
    assert [(Path(o.origin).name, o.status) for o in outcomes] == [
        ("a.txt", Status.STORED),
        ("b.txt", Status.FAILED),
        ("c.txt", Status.FAILED),
        ("d.txt", Status.FAILED),
        ("e.txt", Status.STORED),
        ("none.txt", Status.FAILED),
    ]
    assert outcomes[1].problem == (
        "cannot be coded (RuntimeError: kaputt); this is a fault in Lagebild, please report it"
    )
    assert all(o.problem for o in outcomes if o.status is Status.FAILED)
    assert store.counts() == {"documents": 2, "events": 2, "actors": 5, "models": 1}
    assert {(d.published, d.publisher) for d in store.documents()} == {(DAY, "Bote")}


def test_second_run_changes_nothing(store: Store, folder: Path) -> None:
    run(store, folder)
    before = store.counts()
    again = run(store, folder)
    assert [o.status for o in again if Path(o.origin).name in ("a.txt", "e.txt")] == [Status.KNOWN] * 2
    assert store.counts() == before


def test_same_text_twice_in_one_batch(store: Store, folder: Path) -> None:
    (folder / "f.txt").write_text(TEXT)
    assert [o.status for o in run(store, folder / "a.txt", folder / "f.txt")] == [Status.STORED, Status.KNOWN]


def test_new_model_reads_the_stored_copy(store: Store, folder: Path) -> None:
    run(store, folder / "a.txt")
    (folder / "a.txt").write_text(TEXT.replace(" ", "\n", 1))

    class Newer(fakes.FakeReader):
        model = "reader-test-2"

    class Resolver(fakes.FakeResolver):
        def resolve(self, document: Document, reading: object) -> tuple[lagebild.Event, ...]:
            return tuple(
                fakes.make_event(document, 9, model=Newer.model) for _ in [0] if document.text == TEXT
            )

    outcomes = list(
        add([folder / "a.txt"], store, Pipeline(Newer(), Resolver()), published=DAY, max_bytes=9999)
    )
    assert [(o.status, o.events) for o in outcomes] == [(Status.STORED, 1)]
    assert store.counts()["documents"] == 1


def test_event_that_does_not_fit_its_text_is_told_and_the_rest_goes_on(store: Store, folder: Path) -> None:
    class Resolver(fakes.FakeResolver):
        def resolve(self, document: Document, reading: object) -> tuple[lagebild.Event, ...]:
            text = "falsch" if document.text == TEXT else "zugesagt"
            return (fakes.make_event(document, trigger_text=text),)

    pipeline = Pipeline(fakes.FakeReader(), Resolver())
    outcomes = list(add([folder / "a.txt", folder / "e.txt"], store, pipeline, published=DAY, max_bytes=9999))
    assert [o.status for o in outcomes] == [Status.FAILED, Status.STORED]
    assert "has 'falsch' as trigger" in str(outcomes[0].problem)


def test_memory_fault_names_the_remedy() -> None:
    (coded,) = fakes.load().code([make_document(fakes.LARGE, origin="a.txt")])
    assert str(coded.error) == "a.txt: too large for the memory there is; split it into several documents"


def test_damaged_model_is_no_fault_of_the_document() -> None:
    class Reader(fakes.FakeReader):
        def read(self, documents: object) -> list[object]:
            raise ModelError("damaged")

    with pytest.raises(ModelError):
        Pipeline(Reader(), fakes.FakeResolver()).code([make_document()])


def test_batches_are_bounded_and_complete() -> None:
    short, long = make_document("Kurz."), make_document("x" * BATCH_CHARACTERS)
    items: list[Document | str] = [*[short] * 20, long, *["known"] * 100, short]
    made = list(batches(items))
    assert [item for batch in made for item in batch] == items
    assert [len(batch) for batch in made] == [BATCH_DOCUMENTS, 5, BATCH_ITEMS, 37]


def test_read_uses_one_pipeline(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lagebild, "_pipeline", fakes.load)
    (event,) = lagebild.read(TEXT, published=DAY)
    assert event.trigger_text == "zugesagt"
    assert event.model == MODEL
    with pytest.raises(InputError, match="no text"):
        lagebild.read(" ")
