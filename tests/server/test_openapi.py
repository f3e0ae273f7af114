"""The API describes itself: every operation with words, a tag and an example that works."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import making_examples
import pytest
from making_examples import ASKED
from starlette.testclient import TestClient

from lagebild.server.app import create_app
from lagebild.server.openapi import TAGS, examples

PAGE = (Path(__file__).parents[2] / "docs/api.md").read_text("utf-8")


@pytest.fixture(scope="module")
def described(tmp_path_factory: pytest.TempPathFactory) -> Any:
    return create_app(f"sqlite:///{tmp_path_factory.mktemp('openapi') / 'empty.db'}").openapi()


def operations(described: Any) -> Iterator[tuple[str, str, Any]]:
    for path, methods in described["paths"].items():
        for method, operation in methods.items():
            yield method.upper(), path, operation


def test_every_operation_has_words_a_tag_and_a_form(described: Any) -> None:
    for method, path, operation in operations(described):
        assert operation["summary"], path
        assert set(operation["tags"]) <= set(TAGS), path
        (status,) = [code for code in operation["responses"] if code.startswith("2")]
        content = operation["responses"][status]["content"]
        if ".atom" in path:
            assert set(content) == {"application/atom+xml"}
        elif path != "/api/v1/export/{format}":
            assert content["application/json"]["schema"], path
        assert {"404", "422"} <= set(operation["responses"]), (method, path)


def test_every_operation_has_an_example(described: Any) -> None:
    known = examples()
    assert set(known) == {f"{method} {path}" for method, path, _ in operations(described)}
    for method, path, operation in operations(described):
        given = known[f"{method} {path}"]
        names = {p["name"] for p in operation.get("parameters", ())}
        assert {*given.get("path", {}), *given.get("query", {})} <= names, path
        assert given["answer"] != {"items": []}


def test_the_examples_are_those_that_are_asked() -> None:
    answered = {"answer", "media_type"}
    kept = {key: {k: v for k, v in value.items() if k not in answered} for key, value in examples().items()}
    asked = {f"{m} /api/v1{p}": given for key, given in ASKED.items() for m, p in [key.split(" ")]}
    assert kept == asked, "run tests/server/making_examples.py"


def test_every_example_works(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'own.db'}"
    secret = making_examples.record(url)
    headers = {"Authorization": f"Bearer {secret}"}
    client = TestClient(create_app(url, tokens=True), base_url="http://127.0.0.1:8642", headers=headers)
    job = client.post("/api/v1/intake/text", json=ASKED["POST /intake/text"]["body"]).json()["id"]
    for operation, given in ASKED.items():
        answer = making_examples.ask(client, operation, given, secret, job)
        assert answer.status_code in (200, 201, 202), (operation, answer.text)
        method, path = operation.split(" ")
        if answer.headers["content-type"] == "application/json" and path != "/accuracy":
            kept = examples()[f"{method} /api/v1{path}"]["answer"]
            assert set(answer.json()) == set(kept), f"{operation}: run tests/server/making_examples.py"


def test_the_page_tells_every_route_with_all_it_takes(described: Any) -> None:
    rows = {tuple(found) for found in re.findall(r"^\| `([A-Z]+) (/[^`]*)` \|", PAGE, re.M)}
    assert rows == {(m, p.removeprefix("/api/v1")) for m, p, _ in operations(described)}
    for method, path, operation in operations(described):
        (row,) = re.findall(rf"^\| `{method} {re.escape(path.removeprefix('/api/v1'))}` \|(.*)$", PAGE, re.M)
        shared = FILTERS.get(path.removeprefix("/api/v1"), "")
        told = set(re.findall(r"`(\w+)`", row + shared))
        takes = {
            p["name"]
            for p in operation.get("parameters", ())
            if p["in"] == "query" and not p.get("deprecated")
        }
        assert takes <= told, (path, takes - told)


_EVENTS, _CASES = (
    re.search(rf"^{name}: (.*)$", PAGE, re.M)[1]  # type: ignore[index]
    for name in ("Filters of events", "Filters of cases")
)
FILTERS = {
    "/events": _EVENTS, "/ask": _EVENTS, "/feeds/events.atom": _EVENTS,
    "/cases": _CASES, "/disputes": _CASES, "/commitments": _CASES, "/feeds/cases.atom": _CASES,
    "/feeds/disputes.atom": _CASES, "/export/{format}": _EVENTS, "/queue": _EVENTS, "/export/{format}/card": _EVENTS,
    "/timeline": _EVENTS, "/dyads": _EVENTS, "/network": _EVENTS, "/map": _EVENTS, "/facets": _EVENTS,
}  # fmt: skip
"""Rows that say ``the filters of events`` or ``of cases`` take what one line of the page lists."""
