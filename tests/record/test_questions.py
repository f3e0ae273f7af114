"""What is read out of a question, and which events answer it."""

from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from making import MODEL, TEXT, make_document, make_event

from lagebild.record import EventFilter, Store
from lagebild.record.question_words import cues, words
from lagebild.record.questions import Party, Question, read_question
from lagebild.records import Actor, Event, EventType, Modality, Span, Stance, Time
from lagebild.reference.registry import default_registry
from lagebild.resolve.actors import ActorResolver

RESOLVER = ActorResolver(default_registry())
TODAY = date(2026, 11, 22)


def read(text: str) -> Question:
    return read_question(text, RESOLVER, today=TODAY)


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        (
            "Waffenlieferungen Nordkorea Russland",
            "any role PRK, any role RUS, type AID or COOPERATE, words Waffe",
        ),
        (
            "Hat Nordkorea 2023 Waffen an Russland geliefert?",
            "actor PRK, recipient RUS, type AID or COOPERATE, since 2023-01-01, until 2023-12-31, words Waffen",
        ),
        (
            "hat nordkorea waffen an russland geliefert",
            "actor PRK, recipient RUS, type AID or COOPERATE, words waffen",
        ),
        ("Lieferung von Deutschland nach Polen", "actor DEU, recipient POL, type AID or COOPERATE"),
        ("russische Angriffe auf die Ukraine", "actor RUS, recipient UKR, type ASSAULT"),
        (
            "Treffen zwischen Putin und Xi Jinping",
            "any role Wladimir Putin, any role Xi Jinping, type CONSULT",
        ),
        ("US-Sanktionen im Mai 2024", "any role USA, type SANCTION, since 2024-05-01, until 2024-05-31"),
        ("Raketentests seit 2022", "type MOBILIZE, since 2022-01-01, words Rakete"),
        ("Raketentests bis März 2023", "type MOBILIZE, until 2023-03-31, words Rakete"),
        ("Wer wirft Russland Kriegsverbrechen vor?", "any role RUS, type ACCUSE, words Kriegsverbrechen"),
        ("Plant Polen einen Abzug?", "any role POL, type RETREAT, reality planned"),
        ("Wer fordert Verhandlungen?", "type CONSULT, reality called_for"),
        ("Was fordert Polen?", "any role POL, type REQUEST"),
        (
            "Bestreitet der Iran die Lieferung von Drohnen?",
            "any role IRN, type AID or COOPERATE, stance denies, words Drohnen",
        ),
        ("Resolution 1718 China", "any role CHN, framework Resolution 1718"),
        ("Proteste in Minsk", "type PROTEST, words Minsk"),
        ("Hamas Geiseln", "any role Hamas, words Geiseln"),
        ("Wer?", ""),
        ("", ""),
    ],
)
def test_reading(text: str, reading: str) -> None:
    assert ", ".join(f"{label} {value}" for label, value in read(text).reading) == reading


def test_passages_are_looked_for_with_the_words_of_the_question_but_not_its_times() -> None:
    assert read("Was sagte Polen im Mai 2024 zu Drohnen?").query == "Was Polen im zu Drohnen?"


def test_the_reading_as_json() -> None:
    row = read("Lieferung an Polen seit 2022").as_dict()
    assert row["parties"] == [{"code": "POL", "name": None, "role": "recipient"}]
    assert (row["types"], row["since"], row["until"]) == (["AID", "COOPERATE"], "2022-01-01", None)


@given(st.text(max_size=40))
@settings(max_examples=100, deadline=None)
def test_any_text_is_a_question(text: str) -> None:
    assert read(text).text == text


def test_every_cue_word_says_something_and_lists_are_there() -> None:
    assert all(cue.types or cue.reality or cue.stance for cue in cues().values())
    assert {kind for cue in cues().values() for kind in cue.types} == set(EventType)
    for kind in ("to", "from", "at", "articles", "since", "until", "particles", "ignored"):
        assert words(kind), kind


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    """Two documents: a planned promise with a time, a delivery from Russia to North Korea without one."""
    with Store.open(database_url) as opened:
        first = make_document(f"{TEXT} Nummer 1.", published=date(2024, 5, 4))
        second = make_document(f"{TEXT} Nummer 2.", published=date(2023, 2, 1), publisher="Nordpost")
        opened.add(first, [make_event(first, 1)], model=MODEL)
        opened.add(second, [delivery(second)], model=MODEL)
        yield opened


def delivery(document: object) -> Event:
    return make_event(
        document,  # type: ignore[arg-type]
        2,
        type=EventType.AID,
        modality=Modality.ACTUAL,
        actors=(Actor(None, None, "RUS"),),
        recipients=(Actor(None, None, "PRK GOV", "Amt für Boote"),),
        times=(),
    )


@pytest.mark.parametrize(
    ("question", "numbers"),
    [
        (Question("", parties=(Party("RUS"),)), "2"),
        (Question("", parties=(Party("RUS", role="recipient"), Party("PRK"))), "2"),  # direction given up
        (Question("", parties=(Party("PRK"),)), "2"),
        (Question("", parties=(Party("PRK GOV", "Amt für Boote"),)), "2"),
        (Question("", parties=(Party("PRK GOV", "Amt für Züge"),)), ""),
        (Question("", types=(EventType.AGREE, EventType.AID)), "12"),
        (Question("", realities=(Modality.PLANNED,)), "1"),
        (Question("", stance=Stance.DENIES), "12"),
        (Question("", frameworks=("Küstenrunde",)), "12"),
        (Question("", frameworks=("Nebelpakt",)), ""),
        (Question("", since=date(2024, 5, 3), until=date(2024, 5, 3)), "1"),
        (Question("", since=date(2023, 1, 1), until=date(2023, 12, 31)), "2"),
        (Question("", words=("Boote",)), "12"),
        (Question("", words=("Eskimo",)), ""),
        (Question(""), ""),
    ],
)
def test_events_that_answer(store: Store, question: Question, numbers: str) -> None:
    answer = store.answer(question)
    assert "".join(event_id[-1] for event_id in answer.event_ids) == numbers


def test_what_was_given_up_is_told(store: Store) -> None:
    asked = Question("", parties=(Party("RUS"),), types=(EventType.ASSAULT,), realities=(Modality.PLANNED,))
    answer = store.answer(asked)
    assert (len(answer.event_ids), answer.without) == (1, ("reality", "type"))
    assert store.answer(Question("", parties=(Party("RUS"),))).without == ()


def test_events_whose_sentence_has_the_words_come_first(store: Store) -> None:
    document = make_document("Heute Regen. " + TEXT, published=date(2025, 1, 1))
    event = make_event(document, 3, sentence=Span(0, 12))
    store.add(document, [event], model=MODEL)
    answer = store.answer(Question("", types=(EventType.AGREE,), words=("Boote",)))
    assert [event_id[-1] for event_id in answer.event_ids] == ["1", "3"]
    assert [e[-1] for e in store.answer(Question("", types=(EventType.AGREE,))).event_ids] == ["3", "1"]


def test_options_narrow_events_and_passages(store: Store) -> None:
    asked = Question("", stance=Stance.DENIES, query="Boote")
    answer = store.answer(asked, EventFilter(publisher="Nordpost"))
    assert (len(answer.event_ids), len(answer.passages)) == (1, 1)
    assert len(store.answer(asked, limit=1).event_ids) == 1


def test_an_interval_fits_where_it_overlaps(store: Store) -> None:
    document = make_document(f"{TEXT} Nummer 4.")
    (time,) = make_event(document).times
    event = make_event(document, 4, times=(Time(time.span, time.text, "2019/2021-05"),))
    store.add(document, [event], model=MODEL)
    for since, until, count in (("2021-05-31", "2021-12-31", 1), ("2021-06-01", "2021-12-31", 0)):
        days = {"since": date.fromisoformat(since), "until": date.fromisoformat(until)}
        answer = store.answer(Question("", types=(EventType.AGREE,), **days))
        assert (answer.without == ()) == bool(count)
