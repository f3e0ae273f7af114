"""lagebild queue, accept, reject, correct, add-event, undo, eval, export corpus"""

import json
from pathlib import Path
from typing import Any

import pytest
from making import TEXT
from running import Run

from lagebild.record import Store


def told(run: Run, *arguments: object) -> Any:
    result = run(*arguments, "--json")
    assert result.code == 0, result.err
    return json.loads(result.out)


@pytest.fixture
def ids(filled: Store) -> list[str]:
    return sorted(event.id for event in filled.events())


def test_what_is_judged_leaves_the_queue(run: Run, ids: list[str]) -> None:
    first, second = (item["event"]["id"] for item in told(run, "queue")["queue"])
    assert run("accept", first[:17], "--by", "kb").out == f"judgement 1: accept {first}\n"
    assert [item["event"]["id"] for item in told(run, "queue")["queue"]] == [second]
    assert run("reject", second, "--by", "kb", "--reason", "doppelt").code == 0
    assert "nothing left to review" in run("queue").out
    assert [e["id"] for e in told(run, "events")["events"]] == [first]
    assert run("undo", "2", "--by", "kb").out == f"judgement 3: 1 events, undo, event {second}\n"
    listed = run("judgements").out
    assert all(word in listed for word in ("accept", "reject", "undo", "doppelt", first))


def test_the_queue_takes_the_conditions_of_the_list_of_events(run: Run, ids: list[str]) -> None:
    for conditions in (
        ("--words", "Boote"),
        ("--words", "Gurken"),
        ("--actor", "NLD", "--other", "SWE"),
        ("--actor", "NLD", "--other", "RUS"),
        ("--undisputed",),
        ("--disputed",),
        ("--from", "2024-01-01", "--to", "2024-12-31"),
        ("--from", "2025-01-01"),
    ):
        queued = {item["event"]["id"] for item in told(run, "queue", *conditions)["queue"]}
        assert queued == {event["id"] for event in told(run, "events", *conditions)["events"]}, conditions
    assert {item["event"]["id"] for item in told(run, "queue", "--undisputed")["queue"]} == {*ids}
    assert told(run, "queue", "--disputed")["queue"] == []


def test_fields_are_corrected_by_options_and_by_json(run: Run, ids: list[str]) -> None:
    made = told(
        run, "correct", ids[0], "--by", "kb", "--type", "aid", "--reality", "actual", "--negated",
        "--actor", "POL GOV=Südland", "--recipient", "", "--field", '{"time": []}',
    )  # fmt: skip
    new = made["events"][1]
    (event,) = [e for e in told(run, "events")["events"] if e["id"] == new]
    assert (event["type"], event["modality"], event["negated"], event["time"]) == ("AID", "actual", True, [])
    assert [(a["code"], a["text"], a["start"]) for a in event["actor"]] == [
        ("POL GOV", "Südland", TEXT.index("Südland"))
    ]
    assert event["recipient"] == []
    assert set(made["changes"]) == {"type", "modality", "negated", "actor", "recipient", "time"}
    assert f"it is {new}" not in run("correct", ids[0], "--by", "kb", "--type", "AID").out


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (("--field", "[1]"), "is no JSON object"),
        (("--actor", "POL=Westland"), "the sentence has no 'Westland'"),
        (("--actor", "Polen"), "'Polen' is no code"),
        ((), "nothing differs"),
        (("--seen", "7", "--type", "AID"), "nobody has judged this event yet"),
    ],
)
def test_faulty_corrections_are_told_in_a_line(
    run: Run, ids: list[str], arguments: tuple[str, ...], problem: str
) -> None:
    result = run("correct", ids[0], "--by", "kb", *arguments)
    assert (result.code, result.out, problem in result.err) == (1, "", True)


def test_a_withdrawn_event_is_not_judged_again(run: Run, ids: list[str]) -> None:
    run("reject", ids[0], "--by", "Ada")
    result = run("accept", ids[0], "--by", "Ben")
    assert (result.code, "Ada rejected this event" in result.err) == (1, True)


def added(run: Run, ids: list[str], *arguments: object) -> Any:
    shown = next(e for e in told(run, "events")["events"] if e["id"] == ids[0])
    return run("add-event", shown["document_id"][:12], "--by", "kb", *arguments)


def test_an_event_that_was_missed_is_added(run: Run, ids: list[str]) -> None:
    result = added(
        run, ids, "--trigger", "bestreitet", "--type", "reject", "--actor", "SWE GOV=Südland",
        "--reality", "actual", "--reason", "übersehen",
    )  # fmt: skip
    (event,) = [e for e in told(run, "events")["events"] if e["id"] not in ids]
    assert result.out == f"judgement 1: add {event['id']}\n"
    assert (event["type"], event["trigger"]["text"]) == ("REJECT", "bestreitet")
    (actor,) = event["actor"]
    assert (actor["code"], actor["start"]) == ("SWE GOV", TEXT.rindex("Südland"))  # that of its own sentence
    assert "accept or correct that one" in added(run, ids, "--trigger", "bestreitet", "--type", "REJECT").err
    assert run("undo", "1", "--by", "kb").code == 0
    assert sorted(e["id"] for e in told(run, "events")["events"]) == ids


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (("--trigger", "leugnet", "--type", "REJECT"), "the text has no such words"),
        (
            ("--trigger", "Südland", "--type", "REJECT"),
            "stands at the characters 13, 158; name one with --at",
        ),
        (("--trigger", "Südland", "--at", "14", "--type", "REJECT"), "no such words at character 14"),
        (("--trigger", "bestreitet", "--type", "REJECT", "--mode", "visit"), "REJECT has no mode visit"),
        (("--trigger", "bestreitet", "--type", "REJECT", "--actor", "SWE=Nordland"), "has no 'Nordland'"),
    ],
)
def test_faulty_additions_are_told_in_a_line(
    run: Run, ids: list[str], arguments: tuple[str, ...], problem: str
) -> None:
    result = added(run, ids, *arguments)
    assert result.code == 1
    assert problem in result.err
    assert told(run, "judgements")["judgements"] == []


def test_words_that_stand_twice_are_told_apart_by_their_place(run: Run, ids: list[str]) -> None:
    at = TEXT.rindex("Südland")
    assert added(run, ids, "--trigger", "Südland", "--at", at, "--type", "REJECT").code == 0
    (event,) = [e for e in told(run, "events")["events"] if e["id"] not in ids]
    assert event["trigger"]["start"] == at


def test_what_was_added_counts_as_missed_and_becomes_training_text(
    run: Run, ids: list[str], tmp_path: Path
) -> None:
    added(run, ids, "--trigger", "bestreitet", "--type", "REJECT", "--actor", "SWE GOV=Südland")
    found = told(run, "eval")
    assert (found["added"], found["readings"], found["recall"]["share"]) == (1, 0, None)
    assert found["events"]["judged"] == 0
    assert "1 added that the model had missed" in run("eval").out
    assert "that takes a document whose every event was judged" in run("eval").out
    run("accept", ids[0], "--by", "kb")
    found = told(run, "eval")
    assert (found["added"], found["readings"]) == (1, 1)
    assert found["recall"] == {"right": 1, "judged": 2, "share": 0.5, "low": 0.0945, "high": 0.9055}
    assert "events that were found" in run("eval").out
    out = tmp_path / "judged.jsonl"
    assert told(run, "export", "corpus", "-o", out)["sentences"] == 2
    (document,) = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    (event,) = document["sentences"][1]["events"]
    assert (event["type"], event["trigger"]) == ("REJECT", {"text": "bestreitet", "start": 8, "end": 18})
    assert event["actor"][0]["code"] == "SWE GOV"


def test_eval_counts_what_people_made_of_the_model(run: Run, ids: list[str]) -> None:
    assert "nobody has judged an event yet" in run("eval", "--on", "judgements").out
    made = told(run, "correct", ids[0], "--by", "kb", "--type", "AID")
    run("accept", made["events"][1], "--by", "Ada")
    run("reject", ids[1], "--by", "kb")
    found = told(run, "eval")
    assert (found["accepted"], found["corrected"], found["rejected"]) == (0, 1, 1)
    assert found["events"] == {"right": 1, "judged": 2, "share": 0.5, "low": 0.0945, "high": 0.9055}
    assert found["types"] == {"AGREE": {"right": 0, "judged": 2, "share": 0.0, "low": 0.0, "high": 0.6576}}
    assert found["fields"]["type"]["right"] == 0
    assert found["fields"]["actor"] == {"right": 1, "judged": 1, "share": 1.0, "low": 0.2065, "high": 1.0}
    assert found["fields"]["mode"]["judged"] == 0
    assert "no random sample" in run("eval").out
    run("undo", "3", "--by", "kb")
    assert told(run, "eval")["rejected"] == 0


def test_judged_sentences_become_training_text(run: Run, ids: list[str], tmp_path: Path) -> None:
    out = tmp_path / "judged.jsonl"
    assert told(run, "export", "corpus", "-o", out)["sentences"] == 0
    run("correct", ids[0], "--by", "kb", "--type", "AID")
    run("reject", ids[1], "--by", "kb")
    assert told(run, "export", "corpus", "-o", out) == {"documents": 2, "sentences": 2, "output": str(out)}
    documents = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    assert [d["id"] for d in documents] == ["judged-001", "judged-002"]
    assert sorted(len(d["sentences"][0]["events"]) for d in documents) == [0, 1]
    (sentence,) = next(d for d in documents if d["sentences"][0]["events"])["sentences"]
    (event,) = sentence["events"]
    assert (event["type"], event["trigger"]["text"]) == ("AID", "zugesagt")
    own = Path(__file__).parents[2] / "training/corpus/lagebild_s1.jsonl"
    example = json.loads(own.read_text("utf-8").splitlines()[0])
    assert set(documents[0]) == set(example)
    assert set(sentence) == set(example["sentences"][0])
    assert set(event) == set(example["sentences"][0]["events"][0])
    spans = [
        event["trigger"],
        *event["actor"],
        *event["object"],
        *event["sources"],
        event["sources"][0]["cue"],
    ]
    for span in spans:
        if span["start"] is not None:
            assert sentence["text"][span["start"] : span["end"]] == span["text"]


@pytest.mark.parametrize("option", ["--by", "--reason"])
@pytest.mark.parametrize(
    "command", [("accept", "x"), ("split", "x", "y"), ("merge", "x", "y"), ("undo", "1")]
)
def test_words_that_no_record_can_hold_are_refused(run: Run, command: tuple[str, ...], option: str) -> None:
    result = run(*command, "--by", "kb", option, "a\x07b")
    assert (result.code, result.out) == (2, "")
    assert f"'{option}': has the control character U+0007; leave it out" in " ".join(result.err.split())
