"""lagebild ask"""

import json

import fakes
import pytest
from making import TEXT, make_document, make_event
from running import Run

from lagebild.record import Store
from lagebild.records import Actor, EventType, Modality


@pytest.fixture(autouse=True)
def record(filled: Store, database_url: str) -> None:
    """Two promises that NLD made, and a delivery from PRK to RUS in an undated document."""
    document = make_document(f"{TEXT} Raketentests gab es keine.", published=None)
    event = make_event(
        document,
        type=EventType.AID,
        modality=Modality.ACTUAL,
        actors=(Actor(None, None, "PRK"),),
        recipients=(Actor(None, None, "RUS"),),
        **dict.fromkeys(("objects", "places", "amounts", "times", "sources"), ()),
    )
    with Store.open(database_url) as store:
        store.add(document, [event], model=fakes.MODEL)


def test_the_answer_shows_reading_events_and_passages(run: Run) -> None:
    result = run("ask", "Hat Nordkorea Boote an Russland geliefert?")
    assert result.code == 0
    out = " ".join(result.out.split())
    assert out.startswith("read as: actor PRK; recipient RUS; type AID or COOPERATE; words Boote")
    events, passages = out.split("passage document at")
    assert "AID PRK RUS actual (the publisher) Nordland hat Südland" in events
    assert "AGREE" not in events
    assert passages.count("Nordland hat Südland") == 3


def test_what_was_given_up_is_told(run: Run) -> None:
    out = run("ask", "Bestreitet Nordkorea Angriffe auf Russland?").out
    assert "nothing fits all of it; without stance, type:" in out
    assert " AID " in out


def test_the_answer_as_json(run: Run) -> None:
    row = json.loads(run("ask", "Raketentest", "--json").out)
    assert row["question"]["types"] == ["MOBILIZE"]
    assert row["question"]["words"] == ["Rakete"]
    assert row["read_as"] == [{"label": "type", "value": "MOBILIZE"}, {"label": "words", "value": "Rakete"}]
    (passage,) = row["passages"]
    assert passage["text"] == "Raketentests gab es keine."
    assert passage["end"] - passage["start"] == len(passage["text"])
    assert (passage["published"], passage["publisher"], passage["complete"]) == (None, "Küstenbote", True)
    row = json.loads(run("ask", "Nordkorea", "--json").out)
    (event,) = row["events"]
    assert (event["type"], event["sentence"]["text"]) == ("AID", TEXT.partition(" Südland best")[0])


@pytest.mark.parametrize(
    ("arguments", "count"),
    [
        ([], 1),
        (["--actor", "NLD"], 2),
        (["--type", "agree"], 0),
        (["--actor", "NLD", "--type", "agree", "--reality", "planned", "--stance", "denies"], 2),
        (["--actor", "NLD", "--framework", "Küstenrunde", "--limit", "1"], 1),
        (["--since", "2024-01-01"], 0),
        (["--until", "2024-01-01"], 0),
        (["--publisher", "Nordpost"], 0),
    ],
)
def test_options_overrule_the_reading(run: Run, arguments: list[str], count: int) -> None:
    row = json.loads(run("ask", "Nordkorea", *arguments, "--json").out)
    assert len(row["events"]) == count


def test_a_question_that_says_nothing(run: Run) -> None:
    result = run("ask", "Wer?")
    assert result.code == 0
    assert "read as: nothing; name who, what or when" in result.out
    assert "no events fit" in result.out
    assert "no passages fit" in result.out


def test_what_a_terminal_would_obey_is_not_printed(run: Run) -> None:
    assert "\x1b" not in run("ask", "\x1b[31mBoote").out
