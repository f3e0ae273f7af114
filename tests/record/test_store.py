"""Putting documents and events in and asking for them again."""

import time
from collections.abc import Iterator
from datetime import date

import pytest
from making import MODEL, TEXT, make_document, make_event

from lagebild.errors import RecordError
from lagebild.record import EventFilter, EvidenceError, NotFoundError, Store
from lagebild.records import Actor, Document, EventType, Modality, Source, Span, Stance


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    with Store.open(database_url) as opened:
        yield opened


def numbered(number: int, **fields: object) -> Document:
    return make_document(f"{TEXT} Nummer {number}.", **fields)


def test_what_comes_out_equals_what_went_in(store: Store) -> None:
    document = make_document(kind="text", origin="eingang/a.txt")
    events = [make_event(document, 0), make_event(document, 1, actors=(), sources=(), times=(), contexts=())]
    assert store.add(document, events, model=MODEL)
    assert store.document(document.id) == document
    assert store.events() == events


def test_words_of_an_actor_without_span_are_kept(store: Store) -> None:
    document = make_document()
    event = make_event(document, actors=(Actor(None, "das Land", "NLD", inferred=True),))
    store.add(document, [event], model=MODEL)
    assert store.events() == [event]


def test_second_time_adds_nothing(store: Store) -> None:
    document = make_document()
    events = [make_event(document)]
    assert store.add(document, events, model=MODEL)
    assert store.known(document.id, MODEL)
    assert not store.add(document, events, model=MODEL)
    assert store.counts() == {"documents": 1, "events": 1, "actors": 5, "models": 1}


def test_a_document_without_events_is_stored(store: Store) -> None:
    assert store.add(make_document(published=None, publisher=None), [], model=MODEL)
    (summary,) = store.documents()
    assert (summary.events, summary.published) == (0, None)


def test_last_reading_is_in_force_and_earlier_events_stay_in_the_file(store: Store) -> None:
    document = make_document()
    store.add(document, [make_event(document, 0), make_event(document, 1)], model=MODEL)
    assert not store.known(document.id, "reader-test-2")
    newer = make_event(document, 2, model="reader-test-2")
    assert store.add(document, [newer], model="reader-test-2")
    assert store.events() == [newer]
    assert store.documents()[0].events == 1
    assert store.counts()["events"] == 1
    with store._engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM events").scalar() == 3


def test_span_that_does_not_hold_its_words_is_refused_and_nothing_is_written(store: Store) -> None:
    document = make_document()
    wrong = make_event(document, 1, trigger=Span(3, 9))
    with pytest.raises(RecordError, match="has 'zugesagt' as trigger at 3, but the text has 'dland '"):
        store.add(document, [make_event(document), wrong], model=MODEL)
    assert store.documents() == []
    assert not store.known(document.id, MODEL)


def test_same_words_with_other_white_space_are_the_same_document(store: Store) -> None:
    document, copy = make_document(), make_document(TEXT.replace(" ", "\n", 1))
    store.add(document, [], model=MODEL)
    assert not store.add(copy, [], model=MODEL)
    with pytest.raises(EvidenceError, match="read the stored document instead"):
        store.add(copy, [], model="reader-test-2")


def test_event_of_another_document_is_refused(store: Store) -> None:
    other = numbered(1)
    with pytest.raises(EvidenceError, match="another document or model"):
        store.add(make_document(), [make_event(other)], model=MODEL)


def test_origin_with_bytes_that_are_no_text(store: Store) -> None:
    document = make_document(origin="eingang/\udcff.txt")
    store.add(document, [], model=MODEL)
    assert store.document(document.id).origin == "eingang/?.txt"


def test_add_many_is_fast_and_tells_what_was_new(store: Store, database_kind: str) -> None:
    documents = [numbered(n) for n in range(100)]
    pairs = [(d, [make_event(d, n) for n in range(10)]) for d in documents]
    start = time.process_time()
    added = store.add_many([*pairs, pairs[0]], model=MODEL)
    seconds = time.process_time() - start
    assert added == [True] * 100 + [False]
    assert store.counts()["events"] == 1000
    # PostgreSQL's driver is Python and takes about twice as long.
    assert seconds < (2 if database_kind == "sqlite" else 5), "of processor time: 50 (20) documents a second"


@pytest.mark.parametrize(
    ("search", "found"),
    [("boote", 2), ("ÖBERG", 2), ("nummer 2", 1), ("100%", 0), ("küsten", 2), ("zweiter", 1), ("", 2)],
)
def test_search_in_documents(store: Store, search: str, found: int) -> None:
    store.add(numbered(1), [], model=MODEL)
    store.add(numbered(2, title="Zweiter Text"), [], model=MODEL)
    assert len(store.documents(search=search)) == found


def test_documents_come_newest_first_undated_last(store: Store) -> None:
    for number, day in enumerate([date(2024, 1, 1), None, date(2024, 3, 1)]):
        store.add(numbered(number, published=day), [], model=MODEL)
    assert [d.published for d in store.documents()] == [date(2024, 3, 1), date(2024, 1, 1), None]
    assert [d.published for d in store.documents(limit=1, offset=1)] == [date(2024, 1, 1)]


def test_document_by_the_beginning_of_its_id(store: Store) -> None:
    first, second = numbered(1), numbered(2)
    store.add(first, [], model=MODEL)
    store.add(second, [], model=MODEL)
    assert store.document(first.id[:10].upper()) == first
    for beginning, message in (
        ("zz", "no document"),
        ("", "no document"),
        ("%", "no document"),
    ):
        with pytest.raises(NotFoundError, match=message):
            store.document(beginning)


def test_beginning_that_fits_several_documents(store: Store) -> None:
    documents = [numbered(n) for n in range(17)]  # 17 ids begin with 16 possible characters
    store.add_many([(d, []) for d in documents], model=MODEL)
    beginnings = [d.id[0] for d in documents]
    shared = next(b for b in beginnings if beginnings.count(b) > 1)
    with pytest.raises(NotFoundError, match="several"):
        store.document(shared)


@pytest.fixture
def mixed(store: Store) -> Store:
    """Three documents: planned promise, negated attack with an accuser, one undated without actors."""
    a, b, c = (
        numbered(1),
        numbered(2, published=date(2024, 6, 1), publisher="Nordpost"),
        numbered(3, published=None),
    )
    accuser = Source(None, None, "USA GOV", name="Jerusalemer Rat", stance=Stance.ALLEGES)
    attack = make_event(
        b,
        1,
        type=EventType.ASSAULT,
        modality=Modality.ACTUAL,
        negated=True,
        sources=(accuser,),
        recipients=(),
    )
    store.add(a, [make_event(a)], model=MODEL)
    store.add(b, [attack], model=MODEL)
    store.add(c, [make_event(c, actors=(), recipients=(), sources=())], model=MODEL)
    return store


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (EventFilter(), 3),
        (EventFilter(type=EventType.ASSAULT), 1),
        (EventFilter(modality=Modality.PLANNED), 2),
        (EventFilter(negated=True), 1),
        (EventFilter(negated=False), 2),
        (EventFilter(stance=Stance.DENIES), 1),
        (EventFilter(stance=Stance.ALLEGES), 1),
        (EventFilter(publisher="Nordpost"), 1),
        (EventFilter(since=date(2024, 5, 5)), 1),
        (EventFilter(until=date(2024, 5, 4)), 1),
        (EventFilter(actor="NLD"), 2),
        (EventFilter(actor="NLD GOV"), 1),
        (EventFilter(actor="SWE"), 1),
        (EventFilter(actor="öberg"), 1),
        (EventFilter(actor="usa"), 1),
        (EventFilter(actor="rat"), 1),
        (EventFilter(actor="FRA"), 0),
        (EventFilter(actor="NLD", type=EventType.AGREE), 1),
    ],
)
def test_filters(mixed: Store, wanted: EventFilter, found: int) -> None:
    assert len(mixed.events(wanted)) == found


def test_filter_by_document(mixed: Store) -> None:
    document = mixed.document(mixed.documents()[0].id)
    assert {e.document_id for e in mixed.events(EventFilter(document_id=document.id))} == {document.id}


def test_code_in_the_record_does_not_match_inside_names(mixed: Store) -> None:
    document = numbered(9)
    council = Actor(None, None, "ISR", name="Rat von JerUSAlem")
    mixed.add(document, [make_event(document, actors=(council,), sources=())], model=MODEL)
    assert [e.sources[0].code for e in mixed.events(EventFilter(actor="USA"))] == ["USA GOV"]


def test_pages_follow_each_other_over_equal_and_missing_dates(store: Store) -> None:
    days = [date(2024, 1, 1), None, date(2024, 1, 1), None, date(2024, 2, 2)]
    for number, day in enumerate(days):
        document = numbered(number, published=day)
        store.add(document, [make_event(document, n) for n in range(3)], model=MODEL)
    everything = store.events()
    assert len(everything) == 15
    for page in (1, 2, 4, 15, 100):
        assert list(store.iterate(page=page)) == everything
    assert store.events(limit=2, after=everything[3].id) == everything[4:6]
    with pytest.raises(NotFoundError):
        store.events(after="none")


def test_actors_are_counted_by_role(mixed: Store) -> None:
    counted = {(a.code, a.name): (a.as_actor, a.as_recipient, a.as_source) for a in mixed.actors()}
    assert counted[("NLD", None)] == (2, 0, 0)
    assert counted[("SWE", None)] == (0, 0, 1)
    assert counted[("SWE GOV", "Regierung von Südland")] == (0, 1, 0)
    assert [a.name for a in mixed.actors(search="regierung")] == ["Regierung von Südland"]
    assert len(mixed.actors(limit=2)) == 2


def test_memory_database() -> None:
    with Store.open("sqlite://") as store:
        store.add(make_document(), [], model=MODEL)
        assert len(store.documents()) == 1
