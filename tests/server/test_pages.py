"""Lists go on page by page by cursor, whatever comes in meanwhile; errors name field and remedy."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import own_cases
import own_record
import pytest
from fastapi.exceptions import RequestValidationError
from starlette.testclient import TestClient

from lagebild.record import Store
from lagebild.records import BlockKind
from lagebild.server.app import create_app
from lagebild.server.cursors import read_cursor, write_cursor


@pytest.fixture
def url(tmp_path: Path) -> str:
    url = f"sqlite:///{tmp_path / 'own.db'}"
    own_record.fill(url)
    own_cases.fill(url)
    return url


@pytest.fixture
def client(url: str) -> Iterator[TestClient]:
    with TestClient(create_app(url), base_url="http://127.0.0.1:8642") as client:
        yield client


def get(client: TestClient, path: str, **query: Any) -> Any:
    answer = client.get(f"/api/v1/{path}", params=query)
    assert answer.status_code == 200, answer.text
    return answer.json()


def all_pages(client: TestClient, path: str, items: str, **query: Any) -> list[Any]:
    found, page = [], get(client, path, limit=1, **query)
    found += page[items]
    while page["next"] is not None:
        page = get(client, path, limit=1, after=page["next"], **query)
        assert len(page[items]) == 1
        found += page[items]
    return found


LISTS = [
    ("documents", "items", {}),
    ("documents", "items", {"search": "er"}),
    ("events", "items", {}),
    ("cases", "items", {"documents": 1}),
    ("cases", "items", {"documents": 1, "as_of": "2100-01-01"}),
    ("disputes", "items", {}),
    ("commitments", "items", {}),
    ("actors", "items", {}),
    ("search", "passages", {"words": "Russland"}),
    ("offices", "items", {"state": "NOR", "on": "2023-02-14"}),
    ("frameworks", "items", {"search": "Minsk"}),
]


@pytest.mark.parametrize(("path", "items", "query"), LISTS)
def test_pages_of_one_are_the_whole_list(
    client: TestClient, path: str, items: str, query: dict[str, Any]
) -> None:
    whole = get(client, path, limit=100, **query)
    assert whole["next"] is None
    assert len(whole[items]) >= 1
    found = all_pages(client, path, items, **query)
    without_score = [{k: v for k, v in item.items() if k != "score"} for item in whole[items]]
    assert [{k: v for k, v in item.items() if k != "score"} for item in found] == without_score


def test_judgements_go_on_where_the_page_ended(client: TestClient) -> None:
    (case,) = get(client, "cases")["items"]
    body = {"made_by": "Ada", "events": [case["event_id"]]}
    number = client.post(f"/api/v1/cases/{case['id']}/split", json=body).json()["number"]
    client.post(f"/api/v1/judgements/{number}/undo", json={"made_by": "Ada"})
    assert [j["kind"] for j in all_pages(client, "judgements", "items")] == ["split", "undo"]


def test_a_document_that_comes_in_meanwhile_moves_nothing(client: TestClient, url: str) -> None:
    first = get(client, "documents", limit=3)
    with Store.open(url) as store:
        for number in range(4):
            late = own_record.document(
                ((BlockKind.BODY, f"Am Kai lag Schiff Nummer {number}."),),
                published=date(2030, 1, 1 + number),
            )
            store.add(late, [], model=own_record.MODEL)
    rest = get(client, "documents", limit=100, after=first["next"])
    seen = [line["id"] for line in first["items"] + rest["items"]]
    assert len(seen) == len(set(seen)) == 6
    by_offset = get(client, "documents", limit=100, offset=first["next_offset"])
    assert {line["id"] for line in by_offset["items"]} & {line["id"] for line in first["items"]}


@pytest.mark.parametrize(
    "values",
    [
        (date(2024, 5, 4), "ab"),
        (None, "ab"),
        (7, "KOR GOV", None),
        (7, 0.1 + 0.2, "x"),
        (datetime(2024, 5, 4, 12), "x"),
    ],
)
def test_a_cursor_gives_back_what_it_was_made_of(values: tuple[Any, ...]) -> None:
    kinds = [str | None if value is None else type(value) for value in values]
    assert read_cursor(write_cursor(*values), *kinds) == values
    assert write_cursor(*values).replace("-", "").replace("_", "").isalnum()


@pytest.mark.parametrize(
    "given",
    ["x", "ä", "e30", "W10", "WzEsMl0", "WyJhIl0", write_cursor("2024-13-01", "a"), write_cursor(1, 2),
     write_cursor("2024-01-01", "a\0"), write_cursor("2024-01-01", "a", "b")],
)  # fmt: skip
def test_what_is_no_cursor_is_refused_with_the_remedy(client: TestClient, given: str) -> None:
    with pytest.raises(RequestValidationError):
        read_cursor(given, date, str)
    answer = client.get("/api/v1/documents", params={"after": given})
    assert (answer.status_code, answer.json()["field"]) == (422, "after")
    assert answer.json()["remedy"] == "take `next` of the page before"


@pytest.mark.parametrize(
    ("path", "values"),
    [
        ("documents", [None, None]),
        ("actors", [None, "KOR", None]),
        ("actors", [1, None, None]),
        ("jobs", [None, "a"]),
        ("cases", [None, None]),
        ("disputes", [None, None]),
        ("queue", [None, None, None]),
        ("queue", [1, float("inf"), "a"]),
        ("queue", [1.5, 0.5, "a"]),
        ("queue", [1, float("nan"), "a"]),
        ("queue", [1, True, "a"]),
    ],
)
def test_a_cursor_that_lacks_what_sorts_the_list_is_refused(
    client: TestClient, path: str, values: list[Any]
) -> None:
    answer = client.get(f"/api/v1/{path}", params={"after": write_cursor(*values)})
    assert (answer.status_code, answer.json()["field"]) == (422, "after")


@pytest.mark.parametrize(
    ("path", "status", "kind", "field"),
    [
        ("/api/v1/documents/ffff", 404, "not-found", None),
        ("/api/v1/events?since=gestern", 422, "unprocessable-content", "since"),
        ("/api/v1/compare?one=a", 422, "unprocessable-content", "other"),
        ("/api/v1/register/actor?name=Nirgendwo", 404, "not-found", None),
        ("/api/v1/nowhere", 404, "not-found", None),
        ("/api/v1/cases/none", 404, "not-found", None),
    ],
)
def test_a_problem_says_what_to_do(
    client: TestClient, path: str, status: int, kind: str, field: str | None
) -> None:
    answer = client.get(path)
    told = answer.json()
    assert (answer.status_code, told["status"], told.get("field")) == (status, status, field)
    assert told["type"] == f"urn:lagebild:problem:{kind}"
    assert told["title"]
    assert told["detail"]
    assert told["remedy"]


def test_offices_by_state_day_and_title(client: TestClient) -> None:
    found = get(client, "offices", state="Norwegen", office="außenminister", on="2023-02-14")
    assert [(line["person"], line["code"]) for line in found["items"]] == [("Anniken Huitfeldt", "NOR GOV")]
    assert found["labels"]["NOR GOV"] == "Norwegen · Regierung"
    assert client.get("/api/v1/offices", params={"state": "Nirgendwo"}).status_code == 404


def test_a_framework_has_an_address_of_its_own(client: TestClient) -> None:
    by_address = get(client, "frameworks/Resolution 1718")
    assert by_address == get(client, "register/framework", name="Resolution 1718")
