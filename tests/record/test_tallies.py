"""Rows that figures are counted from follow every change of the record."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from making import MODEL, make_document, make_event
from sqlalchemy import select

from lagebild.record import EventFilter, Store, schema
from lagebild.record.tallies import told_day
from lagebild.records import Modality

PUBLISHED = date(2024, 5, 4)


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    with Store.open(database_url) as opened:
        yield opened


def rows(store: Store, since: int = 0) -> list[dict[str, object]]:
    c = schema.tallies.c
    query = select(schema.tallies).where(c.epoch > since).order_by(c.number)
    with store._transaction() as connection:
        return [dict(row) for row in connection.execute(query).mappings()]


@pytest.mark.parametrize(
    ("values", "day"),
    [
        (["2024-05-03"], date(2024, 5, 3)),
        ([None, "2024-05", "2024-05-02", "2024-05-01"], date(2024, 5, 2)),
        (["2024-05-01/2024-05-09"], PUBLISHED),
        (["2024-02-31"], PUBLISHED),
        ([], PUBLISHED),
    ],
)
def test_the_first_whole_day_counts_else_publication(values: list[str | None], day: date) -> None:
    assert told_day(values, PUBLISHED) == day


def test_an_event_is_counted_with_its_parties_day_and_place(store: Store) -> None:
    document = make_document()
    event = make_event(document)
    store.add(document, [event], model=MODEL)
    (row,) = rows(store)
    assert (row["number"], row["event_id"], row["counts"]) == (0, event.id, True)
    assert (row["actors"], row["recipients"], row["sources"]) == ("NLD", "SWE GOV|UNK", "NLD GOV|SWE")
    assert (row["day"], row["published"], row["publisher"]) == (date(2024, 5, 3), PUBLISHED, "Küstenbote")
    assert (row["type"], row["modality"], row["frameworks"]) == ("AGREE", "planned", "Küstenrunde")
    assert (row["case_id"], row["origin"], row["state"]) == (None, None, None)


def test_a_later_reading_takes_the_place_of_the_earlier(store: Store) -> None:
    document = make_document()
    store.add(document, [make_event(document)], model=MODEL)
    seen = store.epoch()
    again = replace(make_event(document, 1), model="reader-test-2", modality=Modality.ACTUAL)
    store.add(document, [again], model="reader-test-2")
    changed = rows(store, seen)
    assert [(row["number"], row["counts"], row["modality"]) for row in changed] == [
        (0, False, "planned"),
        (1, True, "actual"),
    ]


def test_only_what_changed_is_told_again(store: Store) -> None:
    first, second = make_document(), make_document(make_document().text + " Mehr nicht.")
    store.add(first, [make_event(first)], model=MODEL)
    seen = store.epoch()
    assert rows(store, seen) == []
    store.add(second, [make_event(second)], model=MODEL)
    assert store.epoch() > seen
    assert [row["document_id"] for row in rows(store, seen)] == [second.id]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (EventFilter(actor="NLD", other="SWE"), 1),
        (EventFilter(actor="SWE", other="NLD"), 1),
        (EventFilter(actor="NLD", other="NOR"), 0),
        (EventFilter(from_day=date(2024, 5, 3), to_day=date(2024, 5, 3)), 1),
        (EventFilter(from_day=date(2024, 5, 4)), 0),
        (EventFilter(disputed=False), 1),
        (EventFilter(disputed=True), 0),
        (EventFilter(words="Boote Lieferung"), 1),
        (EventFilter(words="Panzer"), 0),
        (EventFilter(words="?"), 0),
    ],
)
def test_events_are_found_by_dyad_day_dispute_and_words(
    store: Store, wanted: EventFilter, found: int
) -> None:
    document = make_document()
    store.add(document, [make_event(document)], model=MODEL)
    assert len(store.events(wanted)) == found
