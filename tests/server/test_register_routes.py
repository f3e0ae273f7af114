"""The registry under ``/api/v1/register``, and events by framework."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import own_record
import pytest
from starlette.testclient import TestClient

from lagebild.errors import RegistryError
from lagebild.record import Store
from lagebild.records import Event, Framework, Span
from lagebild.server.app import create_app

TREATY, UNKNOWN = "Republik Moldau", "Transformatoren"
"""Words of the first sentence that stand for a known and an unknown framework."""


def with_frameworks(event: Event, text: str) -> Event:
    spans = [Span(text.index(words), text.index(words) + len(words)) for words in (TREATY, UNKNOWN)]
    known = Framework(spans[0], TREATY, "INF-Vertrag", "treaty")
    return replace(event, frameworks=(known, Framework(spans[1], UNKNOWN)))


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory, new_database: Callable[[], str]) -> Iterator[TestClient]:
    """A server over one document whose first event is under a treaty, with a user's registry."""
    folder = tmp_path_factory.mktemp("register")
    rows = "name,aliases,code,from,to,office,mark\nAda Test,Ada,NOR GOV,2030,,Nebelministerin,\n"
    (folder / "people.csv").write_text(rows, "utf-8")
    url = new_database()
    document, events = own_record.grid()
    with Store.open(url) as store:
        store.add(document, [with_frameworks(events[0], document.text), *events[1:]], model=own_record.MODEL)
    with TestClient(create_app(url, registry=folder), base_url="http://127.0.0.1:8642") as client:
        yield client


def get(client: TestClient, path: str, **query: str | int) -> Any:
    answer = client.get(f"/api/v1/{path}", params=query)
    assert answer.status_code == 200, answer.text
    return answer.json()


@pytest.mark.parametrize("typed", ["NOR", "Norwegen", "Norway"])
def test_actors_of_the_registry_are_found_that_are_not_on_record(asked: TestClient, typed: str) -> None:
    found = get(asked, "register/actors", search=typed, limit=2)
    assert found["items"][0] == {"kind": "state", "code": "NOR", "name": None}
    assert found["labels"] == {"NOR": "Norwegen", "NOR GOV": "Norwegen · Regierung"}


def test_people_of_the_users_own_registry_are_offered_with_their_code(asked: TestClient) -> None:
    found = get(asked, "register/actors", search="ada tes", on="2031-01-01")
    assert found["items"] == [{"kind": "person", "code": "NOR GOV", "name": "Ada Test"}]
    answer = asked.get("/api/v1/register/actors")
    assert (answer.status_code, answer.json()["field"]) == (422, "search")


def test_who_held_an_office_on_a_day(asked: TestClient) -> None:
    (tenure,) = get(asked, "register/who", office="Außenminister", state="DEU", on="2024-05-01")["items"]
    assert tenure == {
        "person": "Annalena Baerbock",
        "office": "Außenministerin",
        "code": "DEU GOV",
        "start": "2021-12-08",
        "end": "2025-05-06",
        "mark": "",
    }
    assert len(get(asked, "register/who", office="US-Präsident")["items"]) > 5
    assert get(asked, "register/who", office="Hexenmeister", state="DEU") == {"items": []}


def test_a_users_registry_answers_too(asked: TestClient) -> None:
    (tenure,) = get(asked, "register/who", office="Nebelminister", state="Norwegen", on="2031-01-01")["items"]
    assert (tenure["person"], tenure["end"]) == ("Ada Test", None)


def test_an_actor_with_offices_and_labels(asked: TestClient) -> None:
    page = get(asked, "register/actor", name="Lawrow", on="2022-03-01")
    assert (page["kind"], page["name"], page["code"]) == ("person", "Sergej Lawrow", "RUS GOV")
    assert page["labels"]["RUS GOV"] == "Russland · Regierung"
    state = get(asked, "register/actor", name="KOR", on="2023-06-01")
    assert state["offices"][0]["person"] == "Yoon Suk-yeol"
    group = get(asked, "register/actor", name="NATO", on="2000-01-01")
    assert len(group["members"]) == 19
    assert group["labels"]["DNK"] == "Dänemark"


def test_a_framework_with_members_history_and_number_of_events(asked: TestClient) -> None:
    page = get(asked, "register/framework", name="INF-Vertrags")
    assert (page["name"], page["kind"], page["events"]) == ("INF-Vertrag", "treaty", 1)
    union = get(asked, "register/framework", name="EU", on="2020-01-31")
    assert len(union["members"]) == 28
    britain = next(m for m in union["history"] if m["code"] == "GBR")
    assert britain == {
        "code": "GBR",
        "start": "1973-01-01",
        "end": "2020-01-31",
        "group": False,
        "out": False,
    }
    assert union["events"] == 0


def test_frameworks_of_the_record_and_by_search(asked: TestClient) -> None:
    known = get(asked, "register/frameworks")["items"]
    assert known == [{"name": "INF-Vertrag", "kind": "treaty", "events": 1}]
    unknown = get(asked, "register/frameworks", known="false")["items"]
    assert unknown == [{"name": UNKNOWN, "kind": None, "events": 1}]
    searched = get(asked, "register/frameworks", search="inf-v")["items"]
    assert searched[0]["events"] == 1
    others = get(asked, "register/frameworks", search="1718")["items"]
    assert [(line["name"], line["events"]) for line in others] == [("Resolution 1718", 0)]
    assert len(get(asked, "register/frameworks", search="vertrag", limit=3)["items"]) == 3


def test_events_under_a_framework(asked: TestClient) -> None:
    found = get(asked, "events", framework="INF-Vertrag")["items"]
    assert [event["trigger"]["text"] for event in found] == ["liefere"]
    assert [(f["text"], f["name"], f["kind"]) for f in found[0]["framework"]] == [
        (TREATY, "INF-Vertrag", "treaty"),
        (UNKNOWN, None, None),
    ]
    assert get(asked, "events", framework="Nebelpakt")["items"] == []


@pytest.mark.parametrize(
    ("path", "status", "says"),
    [
        ("who?office=Außenminister&state=Atlantis", 404, "Atlantis"),
        ("who?office=Außenminister", 404, "of which state"),
        ("actor?name=Nebelhausen", 404, "Nebelhausen"),
        ("framework?name=Nebelpakt", 404, "Nebelpakt"),
        ("framework", 422, "name"),
        ("who?office=Papst&on=gestern", 422, "on"),
        ("frameworks?limit=0", 422, "limit"),
    ],
)
def test_unknown_names_are_problems(asked: TestClient, path: str, status: int, says: str) -> None:
    answer = asked.get(f"/api/v1/register/{path}")
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert says in answer.json()["detail"]


def test_a_faulty_registry_is_refused_at_the_start(database: str, tmp_path: Path) -> None:
    (tmp_path / "leute.csv").write_text("name\n", "utf-8")
    with pytest.raises(RegistryError, match=r"^leute\.csv"):
        create_app(database, registry=tmp_path)
