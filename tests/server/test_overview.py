"""What is new since a day, under ``/api/v1``."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import own_cases
import pytest
from starlette.testclient import TestClient

from lagebild.record import CaseFilter, Store
from lagebild.records import CaseState, Modality
from lagebild.server.app import create_app
from lagebild.weigh import desk
from lagebild.weigh.turns import turns_since

DELIVERED, DENIED, PROMISED = (
    make()[0].id for make in (own_cases.delivery, own_cases.denial, own_cases.promise)
)


@pytest.fixture(scope="module")
def database(new_database: Callable[[], str]) -> str:
    url = new_database()
    own_cases.fill(url)
    return url


@pytest.fixture(scope="module")
def client(database: str) -> Iterator[TestClient]:
    with TestClient(create_app(database), base_url="http://127.0.0.1:8642") as client:
        yield client


def overview(client: TestClient, **query: str) -> Any:
    answer = client.get("/api/v1/overview", params=query)
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_looks_back_seven_days_from_the_newest_document(client: TestClient) -> None:
    found = overview(client)
    assert (found["since"], found["newest"]) == ("2024-03-04", "2024-03-11")
    assert [document["id"] for document in found["documents"]["items"]] == [DENIED, PROMISED, DELIVERED]


def test_new_is_what_came_since_the_day(client: TestClient) -> None:
    found = overview(client, since="2024-03-05")
    assert [document["id"] for document in found["documents"]["items"]] == [DENIED, PROMISED]
    assert found["documents"]["total"] == 2
    [dispute] = found["disputes"]["items"]
    assert (dispute["state"], dispute["documents"], dispute["last_change"]) == ("disputed", 2, "2024-03-11")
    assert found["changes"] == [], "a new dispute is told once"
    assert found["labels"]["DNK"] == "Dänemark"


def test_nothing_is_new_after_the_last_report(client: TestClient) -> None:
    found = overview(client, since="2024-03-12")
    assert (found["documents"]["items"], found["disputes"]["items"], found["changes"]) == ([], [], [])
    assert (found["documents"]["total"], found["disputes"]["total"]) == (0, 0)


def test_since_the_first_day_there_is_all_is_new_and_nothing_a_turn(client: TestClient) -> None:
    found = overview(client, since="0001-01-01")
    assert (found["documents"]["total"], found["changes"]) == (3, [])


def test_an_impossible_day_is_named(client: TestClient) -> None:
    answer = client.get("/api/v1/overview", params={"since": "gestern"})
    assert (answer.status_code, "since" in answer.json()["detail"]) == (422, True)


def test_a_case_took_a_turn_since_the_day_of_its_denial_only(database: str) -> None:
    with Store.open(database) as store:
        [turn] = turns_since(store, date(2024, 3, 11))
        assert (turn.state, turn.case.state) == (CaseState.UNCONTESTED, CaseState.DISPUTED)
        assert (turn.reality, turn.case.reality) == (Modality.ACTUAL, Modality.ACTUAL)
        assert turns_since(store, date(2024, 3, 4)) == [], "it was not told of before"
        assert turns_since(store, date(2024, 3, 12)) == []


def test_overdue_is_what_fell_due_between_the_days(client: TestClient) -> None:
    def due(**query: str) -> list[tuple[str, bool]]:
        answer = client.get("/api/v1/overview/overdue", params=query).json()
        return [(line["due"], line["overdue"]) for line in answer["items"]]

    assert due(since="2024-04-01", on="2024-05-01") == [("2024-04-30", True)]
    assert due(since="2024-04-01", on="2024-04-30") == []
    assert due(since="2024-05-01", on="2024-05-02") == []
    assert due() == [("2024-04-30", True)], "until today"


def test_overdue_agrees_with_the_list_of_commitments(database: str) -> None:
    with Store.open(database) as store:
        on = date(2024, 6, 1)
        every = desk.find_commitments(store, CaseFilter(), on=on, overdue=True)
        assert desk.fell_due(store, date.min, on) == every != []


def test_an_empty_record_has_nothing_new(database_url: str) -> None:
    with TestClient(create_app(database_url), base_url="http://127.0.0.1") as client:
        found = overview(client)
        assert (found["newest"], found["documents"]["total"]) == (None, 0)
        assert client.get("/api/v1/overview/overdue").json()["items"] == []


def test_accuracy_card_names_the_model_and_its_figures(client: TestClient) -> None:
    card = client.get("/api/v1/accuracy").json()
    assert card["model"].startswith("lagebild-de-")
    assert 0 < card["sets"]["held-out"]["figures"]["event F1"] < 1
