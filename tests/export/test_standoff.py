"""Stand-off JSON: the text once, annotations beside it."""

import json
from dataclasses import replace
from typing import Any

from hostile import hostile_pair
from making import TEXT, make_document, make_event
from shipping import Shipped

from lagebild.export import Format
from lagebild.records import EventType

DOCUMENT = make_document()
EVENT = make_event(DOCUMENT)


def documents(shipped: Shipped, *pairs: Any) -> list[dict[str, Any]]:
    found = json.loads(shipped(Format.STANDOFF, pairs))
    assert found["form"] == "lagebild stand-off 1"
    return list(found["documents"])


def test_a_document_comes_once_with_all_its_events(shipped: Shipped) -> None:
    other = make_document(f"{TEXT} Weiter.")
    second = replace(EVENT, id="second", type=EventType.AID)
    found = documents(shipped, (DOCUMENT, EVENT), (DOCUMENT, second), (other, make_event(other)))
    assert [d["id"] for d in found] == [DOCUMENT.id, other.id]
    assert [e["type"] for e in found[0]["events"]] == ["AGREE", "AID"]
    assert (found[0]["text"], found[0]["blocks"]) == (TEXT, [{"kind": "body", "start": 0, "end": len(TEXT)}])


def test_events_name_annotations_that_hold_the_words(shipped: Shipped) -> None:
    (document,) = documents(shipped, (DOCUMENT, EVENT))
    noted = {one["id"]: one for one in document["annotations"]}
    (event,) = document["events"]
    for one in noted.values():
        assert TEXT[one["start"] : one["end"]] == one["text"]
    assert noted[event["trigger"]]["text"] == "zugesagt"
    assert noted[event["actor"][0]["annotation"]] | {"kind": "actor", "text": "Nordland"} == noted["T3"]
    assert event["recipient"][1]["annotation"] is None
    assert noted[event["sources"][0]["cue"]]["text"] == "sagte."
    assert (event["modality"], event["model"]) == ("planned", EVENT.model)


def test_the_same_words_of_two_events_are_one_annotation(shipped: Shipped) -> None:
    once = documents(shipped, (DOCUMENT, EVENT))[0]["annotations"]
    twice = documents(shipped, (DOCUMENT, EVENT), (DOCUMENT, replace(EVENT, id="b")))[0]["annotations"]
    assert once == twice


def test_there_is_one_document_a_line(shipped: Shipped) -> None:
    other = make_document(f"{TEXT} Weiter.")
    lines = shipped(Format.STANDOFF, [(DOCUMENT, EVENT), (other, make_event(other)), hostile_pair()])
    assert len(lines.decode().split("\n")) == 1 + 3 + 1 + 1
