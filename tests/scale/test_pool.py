"""Reading on several processes: order, faults, deaths, interruption."""

import time
from collections.abc import Iterator

import fakes
import pytest
from making import MODEL, TEXT, make_document

from lagebild.errors import ModelError
from lagebild.pipeline import BATCH_DOCUMENTS, Coded, Coder
from lagebild.records import Document
from lagebild.scale import Pool


@pytest.fixture(scope="module")
def pool() -> Iterator[Pool]:
    with Pool(fakes.load, 2) as opened:
        yield opened


def documents(count: int, **odd: str) -> list[Document]:
    """Numbered documents; ``_3="word"`` puts a word into the fourth."""
    return [
        make_document(f"{TEXT} Nummer {n}. {odd.get(f'_{n}', '')}", origin=f"{n}.txt") for n in range(count)
    ]


def coded(coder: Coder, items: list[Document | str]) -> list[Coded | str]:
    return list(coder.stream(items))


def test_order_is_kept_and_other_items_pass_through(pool: Pool) -> None:
    found = documents(5 * BATCH_DOCUMENTS, _0=fakes.SLOW)
    items: list[Document | str] = [x for n, document in enumerate(found) for x in (document, f"known {n}")]
    results = coded(pool, items)
    assert [r.document if isinstance(r, Coded) else r for r in results] == items
    assert all(len(r.events) == 1 and r.error is None for r in results if isinstance(r, Coded))
    assert pool.model == MODEL


def test_same_results_as_in_one_process(pool: Pool) -> None:
    items: list[Document | str] = [*documents(40, _7=fakes.FAULT), "x", make_document("Sonst nichts.")]
    here, there = coded(fakes.load(), items), coded(pool, items)
    for one, other in zip(here, there, strict=True):
        if isinstance(one, Coded) and isinstance(other, Coded):
            assert (one.document, one.events, str(one.error)) == (
                other.document,
                other.events,
                str(other.error),
            )
        else:
            assert one == other
    failed = [r.document.origin for r in there if isinstance(r, Coded) and r.error]
    assert failed == ["7.txt"]


def test_only_other_items(pool: Pool) -> None:
    assert coded(pool, ["x"] * 1000) == ["x"] * 1000
    assert coded(pool, []) == []


def test_document_that_kills_its_process_fails_alone(pool: Pool) -> None:
    results = coded(pool, [*documents(3 * BATCH_DOCUMENTS, _5=fakes.CRASH, _20=fakes.CRASH)])
    errors = {r.document.origin: str(r.error) for r in results if isinstance(r, Coded) and r.error}
    assert list(errors) == ["5.txt", "20.txt"]
    assert "the reading process died on it (SIGKILL, often a lack of memory)" in errors["5.txt"]
    assert "use --processes 1" in errors["5.txt"]
    assert coded(pool, [*documents(2)])[1].events, "the pool goes on"  # type: ignore[union-attr]


def test_process_that_dies_while_idle_is_replaced(pool: Pool) -> None:
    assert pool.model
    for worker in pool._workers:
        worker.process.kill()
        worker.process.join()
    results = coded(pool, [*documents(3)])
    assert all(isinstance(r, Coded) and r.error is None for r in results)


def test_missing_model_is_told_once() -> None:
    with Pool(fakes.load_nothing, 2) as pool, pytest.raises(ModelError, match="no model there"):
        coded(pool, [*documents(2)])


def test_processes_that_never_get_ready() -> None:
    with Pool(fakes.die_at_once, 2) as pool, pytest.raises(ModelError, match="before they are ready"):
        assert pool.model


def test_stopping_early_ends_the_processes_at_once() -> None:
    with Pool(fakes.load, 2) as pool:
        stream = pool.stream(documents(20 * BATCH_DOCUMENTS, **{f"_{n}": fakes.SLOW for n in range(16, 320)}))
        next(stream)
        start = time.perf_counter()
    assert time.perf_counter() - start < 2
