"""Whom the server answers, and what every answer carries."""

import pytest
from starlette.testclient import TestClient

from lagebild.server.app import create_app
from lagebild.server.security import HEADERS, host_name


@pytest.mark.parametrize("path", ["/", "/dokumente/abc", "/api/v1/health", "/api/v1/nowhere", "/icon.svg"])
def test_every_answer_carries_the_security_headers(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    assert {name: headers.get(name) for name in HEADERS} == HEADERS


def test_nothing_may_be_loaded_from_elsewhere() -> None:
    policy = dict(part.split(" ", 1) for part in HEADERS["Content-Security-Policy"].split("; "))
    assert policy["default-src"] == "'none'"
    assert "unsafe" not in str(policy)
    assert "http" not in str(policy)


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8642", "127.0.0.1.evil.example", "[::2]", ""])
def test_foreign_host_is_refused(client: TestClient, host: str) -> None:
    answer = client.get("/api/v1/health", headers={"Host": host})
    assert answer.status_code == 421
    assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("host", ["127.0.0.1:8642", "localhost", "LOCALHOST:80", "[::1]:8642"])
def test_own_host_is_answered(client: TestClient, host: str) -> None:
    assert client.get("/api/v1/health", headers={"Host": host}).status_code == 200


def test_further_hosts_can_be_named(database: str) -> None:
    app = create_app(database, hosts=["lagebild.example:8642"])
    with TestClient(app, base_url="http://lagebild.example") as client:
        assert client.get("/api/v1/health").status_code == 200
        assert client.get("/api/v1/health", headers={"Host": "127.0.0.1"}).status_code == 421


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:3000"},
        {"Origin": "http://127.0.0.1"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site", "Origin": "http://127.0.0.1:3000"},
    ],
)
@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_a_page_of_another_origin_changes_nothing(
    client: TestClient, headers: dict[str, str], method: str
) -> None:
    answer = client.request(method, "/api/v1/judgements/1/undo", json={"made_by": "Ada"}, headers=headers)
    assert answer.status_code == 403
    assert answer.headers["content-type"] == "application/problem+json"
    assert "Content-Security-Policy" in answer.headers


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Origin": "http://127.0.0.1:8642"},
        {"Sec-Fetch-Site": "same-origin", "Origin": "http://127.0.0.1:8642"},
        {"Sec-Fetch-Site": "none"},
    ],
)
def test_own_pages_and_programs_may_write(client: TestClient, headers: dict[str, str]) -> None:
    answer = client.post("/api/v1/judgements/1/undo", json={"made_by": "Ada"}, headers=headers)
    assert answer.status_code == 404
    assert "no such judgement" in answer.json()["detail"]


def test_reading_does_not_ask_who_sends(client: TestClient) -> None:
    assert client.get("/api/v1/health", headers={"Sec-Fetch-Site": "cross-site"}).status_code == 200


def test_host_names() -> None:
    assert [host_name(h) for h in ("A.B:1", "[::1]:1", "[::1]", "")] == ["a.b", "[::1]", "[::1]", ""]
