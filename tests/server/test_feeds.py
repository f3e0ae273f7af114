"""Feeds of watched queries: valid Atom, stable ids, nothing sent twice."""

from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import own_cases
import own_record
import pytest
from starlette.testclient import TestClient

from lagebild.record import Store
from lagebild.records import BlockKind, EventType, Span
from lagebild.server.app import create_app
from lagebild.weigh.weigher import Weigher

NS = {"a": "http://www.w3.org/2005/Atom"}
ADDRESS = "http://127.0.0.1:8642"


@pytest.fixture
def url(tmp_path: Path) -> str:
    url = f"sqlite:///{tmp_path / 'own.db'}"
    own_cases.fill(url)
    return url


@pytest.fixture
def client(url: str) -> Iterator[TestClient]:
    with TestClient(create_app(url), base_url=ADDRESS) as client:
        yield client


def feed(client: TestClient, name: str, **query: Any) -> ElementTree.Element:
    answer = client.get(f"/api/v1/feeds/{name}.atom", params=query)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"].startswith("application/atom+xml")
    return ElementTree.fromstring(answer.content)


def entries(client: TestClient, name: str, **query: Any) -> list[ElementTree.Element]:
    return feed(client, name, **query).findall("a:entry", NS)


def told(entry: ElementTree.Element, name: str) -> str:
    return entry.findtext(f"a:{name}", "", NS)


@pytest.mark.parametrize("name", ["events", "cases", "disputes"])
def test_a_feed_has_all_that_rfc_4287_asks_for(client: TestClient, name: str) -> None:
    found = feed(client, name, documents=1) if name == "cases" else feed(client, name)
    for element in (found, *found.findall("a:entry", NS)):
        for required in ("id", "title", "updated"):
            assert len(element.findall(f"a:{required}", NS)) == 1
        assert told(element, "id").startswith("urn:uuid:")
        assert told(element, "updated").endswith("Z")
    (own,) = found.findall("a:link[@rel='self']", NS)
    assert own.get("href", "").startswith(f"{ADDRESS}/api/v1/feeds/{name}.atom")
    inside = found.findall("a:entry", NS)
    assert told(found, "updated") == max(told(entry, "updated") for entry in inside)
    assert all(entry.findtext("a:author/a:name", "", NS) for entry in inside)
    ids = [told(entry, "id") for entry in inside]
    assert len(set(ids)) == len(ids) > 0


def test_an_entry_has_the_sentence_and_leads_to_its_view(client: TestClient) -> None:
    document, (event,) = own_cases.denial()
    first = entries(client, "events")[0]
    content = first.find("a:content", NS)
    assert content is not None
    assert (content.text, content.get("type")) == (own_cases.DENIAL, "text")
    link = first.find("a:link", NS)
    assert link is not None
    assert link.get("href") == f"{ADDRESS}/dokumente/{document.id}?ereignis={event.id}"
    assert told(first, "title") == "AID: Dänemark → Estland (actual)"


@pytest.mark.parametrize(
    ("query", "number"),
    [
        ({}, 3),
        ({"actor": "EST", "other": "DNK"}, 2),
        ({"actor": "NOR", "other": "DNK"}, 0),
        ({"text": "Eisbrecher"}, 1),
        ({"framework": "Resolution 1718"}, 0),
        ({"limit": "1"}, 1),
    ],
)
def test_a_feed_is_of_a_query(client: TestClient, query: dict[str, str], number: int) -> None:
    assert len(entries(client, "events", **query)) == number


def test_a_dispute_has_both_sides_and_leads_to_its_case(client: TestClient) -> None:
    (dispute,) = entries(client, "disputes")
    assert told(dispute, "content").splitlines() == [
        f"Hafenblatt (asserts): {own_cases.DELIVERY}",
        f"EST GOV (denies): {own_cases.DENIAL}",
    ]
    (case,) = client.get("/api/v1/disputes").json()["items"]
    link = dispute.find("a:link", NS)
    assert link is not None
    assert link.get("href") == f"{ADDRESS}/faelle/{case['id']}"
    assert told(entries(client, "cases")[0], "id") == told(dispute, "id")


def test_what_a_reader_has_is_not_sent_again_until_something_comes_in(client: TestClient, url: str) -> None:
    path = "/api/v1/feeds/events.atom"
    first = client.get(path)
    etag = first.headers["etag"]
    for headers in ({"If-None-Match": etag}, {"If-None-Match": f'"x", W/{etag}'}):
        again = client.get(path, headers=headers)
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", etag)
    assert client.get(path, headers={"If-None-Match": '"x"'}).status_code == 200
    ids = [told(entry, "id") for entry in entries(client, "events")]
    with Store.open(url) as store:
        document, events = own_record.protest()
        store.add(document, events, model=own_record.MODEL)
        list(Weigher(store).pending())
    assert client.get(path, headers={"If-None-Match": etag}).status_code == 200
    newest_first = [told(entry, "id") for entry in entries(client, "events")]
    assert set(newest_first[3:]) == set(ids), "an older publication that came in last stands first"


def test_a_reader_learns_that_an_entry_was_taken_out_whatever_it_sends_along(client: TestClient) -> None:
    path = "/api/v1/feeds/events.atom"
    first = client.get(path)
    asked = {"If-Modified-Since": format_datetime(datetime.now(UTC), usegmt=True)}
    _, (event,) = own_cases.denial()
    client.post(f"/api/v1/events/{event.id}/reject", json={"made_by": "Ada"})
    for headers in (asked, {"If-None-Match": first.headers["etag"]}):
        again = client.get(path, headers=headers)
        assert again.status_code == 200
        assert len(ElementTree.fromstring(again.content).findall("a:entry", NS)) == 2


def test_hostile_words_stay_words(client: TestClient, url: str) -> None:
    words = "Der \x07Minister <script>alert(1)</script> & \u202eliefert]]> Boote."
    document = own_record.document(((BlockKind.BODY, words),), publisher="<b>Blatt</b>")
    maker = own_record.Maker(document, Span(0, len(words)))
    with Store.open(url) as store:
        store.add(document, [maker.event("liefert", EventType.AID)], model=own_record.MODEL)
    first = entries(client, "events")[0]
    assert told(first, "content") == words.replace("\x07", "\ufffd")
    assert first.findtext("a:author/a:name", "", NS) == "<b>Blatt</b>"


def test_a_wrong_filter_is_a_problem_and_no_feed(client: TestClient) -> None:
    answer = client.get("/api/v1/feeds/events.atom", params={"type": "WAR"})
    assert (answer.status_code, answer.json()["field"]) == (422, "type")
