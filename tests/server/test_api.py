"""The REST API: what it answers, and how it refuses."""

import own_record
import pytest
from starlette.testclient import TestClient

from lagebild.server.app import create_app


def triggers(client: TestClient, **query: str) -> list[str]:
    answer = client.get("/api/v1/events", params=query)
    assert answer.status_code == 200, answer.text
    return [event["trigger"]["text"] for event in answer.json()["items"]]


def test_health_counts_what_the_record_holds(client: TestClient) -> None:
    health = client.get("/api/v1/health").json()
    assert (health["status"], health["documents"], health["events"]) == ("ok", 3, 9)


def test_documents_newest_first_with_number_of_events(client: TestClient) -> None:
    lines = client.get("/api/v1/documents").json()["items"]
    assert [(line["publisher"], line["events"]) for line in lines] == [
        ("Agentur Donau", 3),
        ("Fjordkurier", 6),
        (None, 0),
    ]


def test_documents_by_search_and_by_page(client: TestClient) -> None:
    found = client.get("/api/v1/documents", params={"search": "umspannwerke"}).json()
    assert [line["publisher"] for line in found["items"]] == ["Fjordkurier"]
    first = client.get("/api/v1/documents", params={"limit": 2}).json()
    assert first["next_offset"] == 2
    rest = client.get("/api/v1/documents", params={"limit": 2, "offset": 2}).json()
    assert (len(rest["items"]), rest["next_offset"]) == (1, None)


def test_document_gives_text_blocks_events_and_labels(client: TestClient) -> None:
    doc, events = own_record.grid()
    answer = client.get(f"/api/v1/documents/{doc.id[:12]}").json()
    assert answer["id"] == doc.id
    assert answer["text"] == doc.text
    assert [block["kind"] for block in answer["blocks"]] == [block.kind.value for block in doc.blocks]
    assert [event["id"] for event in answer["events"]] == [event.id for event in events]
    assert answer["labels"]["NOR GOV"] == "Norwegen · Regierung"
    assert answer["labels"]["NOR"] == "Norwegen"


def test_event_has_the_codebooks_form_and_true_offsets(client: TestClient) -> None:
    doc, _ = own_record.grid()
    answer = client.get(f"/api/v1/documents/{doc.id}").json()
    text, event = answer["text"], answer["events"][0]
    for filler in (event["trigger"], *event["actor"], *event["recipient"], *event["time"], event["sentence"]):
        assert text[filler["start"] : filler["end"]] == filler["text"]
    source = event["sources"][0]
    assert (source["code"], source["name"], source["stance"]) == ("NOR GOV", "Anniken Huitfeldt", "asserts")
    assert source["cue"]["text"] == "sagte"
    assert (event["type"], event["mode"], event["modality"], event["negated"]) == (
        "AID",
        None,
        "planned",
        False,
    )
    assert event["time"][0]["value"] == "2023-02-14/2023-03-31"
    unsaid = answer["events"][4]["actor"][0]
    assert (unsaid["start"], unsaid["end"], unsaid["text"], unsaid["inferred"]) == (None, None, None, True)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"type": "ASSAULT"}, ["Angriffe", "beschossen"]),
        ({"modality": "called_for"}, ["beenden"]),
        ({"negated": "true"}, ["Sanktionen"]),
        ({"stance": "denies"}, ["beschossen"]),
        ({"stance": "alleges"}, ["bezahlt"]),
        ({"publisher": "Agentur Donau"}, ["warf", "bezahlt", "verhängen"]),
        ({"actor": "RUS GOV"}, ["beschossen", "Sanktionen"]),
        ({"actor": "RUS", "modality": "called_for"}, ["beenden"]),
        ({"type": "PROTEST", "actor": ""}, []),
        ({"type": "ASSAULT", "until": "2023-02-14"}, ["Angriffe", "beschossen"]),
        ({"since": "2023-03-02"}, ["warf", "bezahlt", "verhängen"]),
        ({"as_of": "2001-01-01"}, []),
    ],
)
def test_events_by_filter(client: TestClient, query: dict[str, str], expected: list[str]) -> None:
    assert triggers(client, **query) == expected


def test_events_of_one_document(client: TestClient) -> None:
    doc, events = own_record.protest()
    assert triggers(client, document=doc.id[:10]) == [event.trigger_text for event in events]


def test_events_page_by_page_miss_none_and_name_their_documents(client: TestClient) -> None:
    seen: list[str] = []
    after = ""
    while after is not None:
        page = client.get("/api/v1/events", params={"limit": 4, "after": after}).json()
        seen += [event["id"] for event in page["items"]]
        assert {event["document_id"] for event in page["items"]} == set(page["documents"])
        after = page["next"]
    assert seen == [event.id for event in own_record.protest()[1] + own_record.grid()[1]]


def test_actors_with_labels(client: TestClient) -> None:
    answer = client.get("/api/v1/actors").json()
    russia = next(line for line in answer["items"] if line["code"] == "RUS")
    assert (russia["as_actor"], russia["as_recipient"]) == (4, 2)
    assert answer["labels"]["MDA CVL"] == "Republik Moldau · Zivilbevölkerung"


@pytest.mark.parametrize(
    ("path", "status", "says"),
    [
        ("/api/v1/documents/ffff", 404, "ffff"),
        ("/api/v1/events?after=nothing", 404, "nothing"),
        ("/api/v1/events?document=ffff", 404, "ffff"),
        ("/api/v1/events?type=WAR", 422, "type"),
        ("/api/v1/events?limit=0", 422, "limit"),
        ("/api/v1/documents?offset=-1", 422, "offset"),
        ("/api/v1/nowhere", 404, "/api/v1/nowhere"),
    ],
)
def test_errors_are_problems_that_name_the_input(
    client: TestClient, path: str, status: int, says: str
) -> None:
    answer = client.get(path)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["status"] == status
    assert says in answer.json()["detail"]


def test_an_unforeseen_error_keeps_its_inner_workings_to_itself(
    database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("secret")

    with TestClient(create_app(database), base_url="http://localhost") as client:
        monkeypatch.setattr("lagebild.record.Store.documents", broken)
        answer = client.get("/api/v1/documents")
    assert answer.status_code == 500
    assert "secret" not in answer.text
    assert "Content-Security-Policy" in answer.headers
