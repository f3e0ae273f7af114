"""Figures over HTTP: the filters of the list of events, the same events behind them; tags that follow the record."""

from datetime import date
from pathlib import Path
from typing import Any

import own_record
import pytest
from starlette.testclient import TestClient

from lagebild.server import etag
from lagebild.server.app import create_app
from lagebild.server.etag import has

FIGURES = ("timeline", "dyads", "network", "map", "facets")


def ask(client: TestClient, path: str, **query: Any) -> dict[str, Any]:
    answer = client.get(f"/api/v1/{path}", params=query)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


@pytest.mark.parametrize("path", FIGURES)
@pytest.mark.parametrize(
    "query",
    [
        {},
        {"actor": "RUS"},
        {"actor": "Sandu"},
        {"actor": "NOR", "other": "MDA"},
        {"modality": "planned"},
        {"text": "Umspannwerke"},
        {"negated": "true"},
        {"from": "2100-01-01"},
    ],
)
def test_a_total_is_the_number_of_the_events_behind_it(
    client: TestClient, path: str, query: dict[str, str]
) -> None:
    events = ask(client, "events", **query, limit=1000)["items"]
    found = ask(client, path, **query)
    assert (found["total"], found["counted"]) == (len(events), "reports")
    assert isinstance(found["epoch"], int)


def test_each_bin_of_a_timeline_leads_to_its_events(client: TestClient) -> None:
    line = ask(client, "timeline", bin="week")
    assert sum(line["totals"]) + line["undated"] == line["total"] > 0
    for start, end, total in zip(line["starts"], line["ends"], line["totals"], strict=True):
        assert len(ask(client, "events", **{"from": start, "to": end})["items"]) == total
    assert all(len(series["counts"]) == len(line["starts"]) for series in line["series"])


def test_each_dyad_leads_to_its_events(client: TestClient) -> None:
    found = ask(client, "dyads")
    counts = {(each["actor"], each["recipient"]): each["count"] for each in found["items"]}
    assert counts
    for (actor, recipient), count in counts.items():
        both = count + (counts.get((recipient, actor), 0) if actor != recipient else 0)
        assert len(ask(client, "events", actor=actor, other=recipient)["items"]) == both
        assert {actor, recipient} <= found["labels"].keys()


def test_a_matrix_has_all_dyads_between_its_rows_and_columns(client: TestClient) -> None:
    whole, matrix = ask(client, "dyads"), ask(client, "dyads", top=1)
    ((row,), (column,)) = matrix["actors"], matrix["recipients"]
    assert row == whole["actors"][0]
    assert matrix["items"] == [
        each
        for each in whole["items"]
        if each["actor"] == row["code"] and each["recipient"] == column["code"]
    ]
    assert matrix["dyads"] == len(whole["items"])


def test_nodes_of_a_network_stay_where_they_are(client: TestClient) -> None:
    whole = {node["code"]: (node["x"], node["y"]) for node in ask(client, "network")["nodes"]}
    part = ask(client, "network", actor="RUS")
    assert part["nodes"]
    assert all(whole[node["code"]] == (node["x"], node["y"]) for node in part["nodes"])
    codes = {node["code"] for node in part["nodes"]}
    assert all({edge["actor"], edge["recipient"]} <= codes for edge in part["edges"])


@pytest.mark.parametrize(
    ("path", "query", "field"),
    [
        ("timeline", {"bin": "decade"}, "bin"),
        ("timeline", {"by": "heard"}, "by"),
        ("dyads", {"count": "twice"}, "count"),
        ("dyads", {"level": "village"}, "level"),
        ("dyads", {"top": "0"}, "top"),
        ("network", {"limit": "401"}, "limit"),
        ("map", {"from": "neulich"}, "from"),
        ("facets", {"type": "CHAT"}, "type"),
    ],
)
def test_an_impossible_value_is_named(
    client: TestClient, path: str, query: dict[str, str], field: str
) -> None:
    answer = client.get(f"/api/v1/{path}", params=query)
    assert answer.status_code == 422
    assert answer.json()["detail"].startswith(f"{field}: ")


def test_who_has_the_answer_already_gets_none(client: TestClient) -> None:
    first = client.get("/api/v1/timeline?actor=RUS")
    tag = first.headers["ETag"]
    assert tag.startswith('W/"')
    again = client.get("/api/v1/timeline?actor=RUS", headers={"If-None-Match": f'"other", {tag}'})
    assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", tag)
    assert "Content-Security-Policy" in again.headers
    other = client.get("/api/v1/timeline?actor=UKR", headers={"If-None-Match": tag})
    assert other.status_code == 200
    assert client.get("/api/v1/timeline?bin=decade", headers={"If-None-Match": tag}).status_code == 422


def test_whoever_else_asks_gets_a_tag_of_his_own(client: TestClient) -> None:
    tags = {
        client.get("/api/v1/events", headers={"Authorization": f"Bearer {who}"}).headers["ETag"]
        for who in "ab"
    }
    assert len(tags) == 2


def test_the_next_day_has_another_tag_when_it_begins_here(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Tomorrow(date):
        @classmethod
        def today(cls) -> date:
            return date(2024, 3, 6)

    today = client.get("/api/v1/commitments").headers["ETag"]
    monkeypatch.setattr(etag, "date", Tomorrow)
    assert client.get("/api/v1/commitments", headers={"If-None-Match": today}).status_code == 200


def test_errors_and_pages_have_no_tag_of_the_record(client: TestClient) -> None:
    assert "ETag" not in client.get("/api/v1/documents/none").headers
    assert not client.get("/").headers.get("ETag", "").startswith("W/")


def test_a_change_of_the_record_changes_tags_and_figures(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'own.db'}"
    own_record.fill(url)
    with TestClient(create_app(url), base_url="http://127.0.0.1:8642") as client:
        before = client.get("/api/v1/timeline")
        event = ask(client, "events")["items"][0]
        from lagebild.record import Store

        with Store.open(url) as store:
            (found,) = store.events_by_id([event["id"]])
            document = store.document(found.document_id)
            assert store.add(document, [], model="a later one")
        after = client.get("/api/v1/timeline", headers={"If-None-Match": before.headers["ETag"]})
        assert after.status_code == 200
        assert after.headers["ETag"] != before.headers["ETag"]
        assert after.json()["total"] < before.json()["total"]


@pytest.mark.parametrize(
    ("given", "held"),
    [('W/"a"', True), ('"a"', True), ('"b", W/"a"', True), ('"b"', False), ("", False), ("*", False)],
)
def test_tags_are_compared_weakly(given: str, held: bool) -> None:
    assert has(given, 'W/"a"') is held
