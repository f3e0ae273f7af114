"""FollowTheMoney, checked by its own package."""

import json
from collections import defaultdict
from dataclasses import replace
from typing import Any

import followthemoney
import pytest
from hostile import hostile_pair
from making import TEXT, make_document, make_event
from shipping import Shipped

from lagebild.export import Format
from lagebild.records import Actor, Time

DOCUMENT = make_document()
EVENT = make_event(DOCUMENT)
ACTORS = (
    Actor(None, None, "RUS GOV", name="Sergej Lawrow", office="Außenminister"),
    Actor(None, None, "UKR MIL"),
    Actor(None, None, "DEU PTY", name="SPD"),
    Actor(None, None, "SUN"),
    Actor(None, None, "EUU", name="Europäische Union"),
    Actor(None, None, "SYR CVL"),
    Actor(None, None, "UNK"),
)


def entities(shipped: Shipped, *pairs: Any) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for line in shipped(Format.FTM, pairs).splitlines():
        entity = json.loads(line)
        found[entity["schema"]].append(entity)
    return found


def check(found: dict[str, list[dict[str, Any]]]) -> None:
    """Every property is one of its schema, its value is clean, and what it points to is there and fits."""
    by_id = {e["id"]: e for several in found.values() for e in several}
    assert len(by_id) == sum(map(len, found.values()))
    for entity in by_id.values():
        schema = followthemoney.model.get(entity["schema"])
        schema.validate({"properties": entity["properties"]})
        for name, values in entity["properties"].items():
            kind = schema.get(name).type
            for value in values:
                if kind.name == "entity":
                    target = followthemoney.model.get(by_id[value]["schema"])
                    assert target.is_a(schema.get(name).range), (name, target.name)
                else:
                    assert kind.clean(value) == value, (name, value)


def test_every_entity_is_valid(shipped: Shipped) -> None:
    event = replace(EVENT, actors=ACTORS)
    found = entities(shipped, (DOCUMENT, event), (DOCUMENT, replace(event, id="second")))
    check(found)
    assert {schema: len(several) for schema, several in found.items()} == {
        "Article": 1, "Person": 1, "PublicBody": 3, "Organization": 2, "LegalEntity": 4, "Event": 2, "Mention": 4,
    }  # fmt: skip
    countries = {e["properties"]["name"][0]: e["properties"].get("country") for e in found["PublicBody"]}
    assert countries["Sowjetunion"] == ["suhh"]
    assert countries["Ukraine MIL"] == ["ua"]


def test_an_event_points_to_actors_and_proof(shipped: Shipped) -> None:
    found = entities(shipped, (DOCUMENT, EVENT))
    (event,) = found["Event"]
    (article,) = found["Article"]
    names = {
        e["id"]: e["properties"]["name"]
        for several in found.values()
        for e in several
        if "name" in e["properties"]
    }
    assert event["properties"]["proof"] == [article["id"]] == [DOCUMENT.id]
    assert [names[i] for i in event["properties"]["organizer"]] == [["Niederlande"]]
    assert [names[i] for i in event["properties"]["involved"]] == [["Regierung von Südland"], ["UNK"]]
    assert event["properties"]["summary"] == [EVENT.sentence.of(TEXT)]
    assert event["properties"]["date"] == ["2024-05-03"]
    assert "planned" in event["properties"]["keywords"]
    assert event["lagebild"]["model"] == EVENT.model


@pytest.mark.parametrize(
    ("value", "dates"),
    [
        ("2024-05", {"date": ["2024-05"]}),
        ("2024/2025", {"startDate": ["2024"], "endDate": ["2025"]}),
        (None, {}),
    ],
)
def test_dates_keep_their_precision(value: str | None, dates: dict[str, list[str]], shipped: Shipped) -> None:
    event = replace(EVENT, times=(Time(EVENT.times[0].span, "3. Mai", value),))
    found = entities(shipped, (DOCUMENT, event))
    check(found)
    told = found["Event"][0]["properties"]
    assert {k: v for k, v in told.items() if k.lower().endswith("date")} == dates


def test_mentions_have_their_offsets_and_followthemoney_carries_them_along(shipped: Shipped) -> None:
    for mention in entities(shipped, (DOCUMENT, EVENT))["Mention"]:
        own = followthemoney.model.get_proxy(mention).to_dict()["lagebild"]
        assert TEXT[own["start"] : own["end"]] == mention["properties"]["name"][0]


def test_the_same_actor_is_one_entity_whether_named_or_not(shipped: Shipped) -> None:
    event = replace(EVENT, actors=(Actor(None, None, "RUS"), Actor(None, None, "RUS", name="Russland")))
    bodies = entities(shipped, (DOCUMENT, event))["PublicBody"]
    assert [e["properties"]["name"] for e in bodies].count(["Russland"]) == 1


def test_hostile_words_break_no_line(shipped: Shipped) -> None:
    found = entities(shipped, hostile_pair())
    (event,) = found["Event"]
    assert event["properties"]["summary"] == [hostile_pair()[0].text]
    assert "javascript" not in json.dumps(found["Article"])
