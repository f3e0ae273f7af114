"""The queue, single events and what people decide about them under ``/api/v1``."""

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import own_cases
import pytest
from starlette.testclient import TestClient

from lagebild.server.app import create_app

CLAIM, DENIAL, PROMISE = (
    make()[1][0].id for make in (own_cases.delivery, own_cases.denial, own_cases.promise)
)

ADDED_TO = f"documents/{own_cases.denial()[0].id}/events"
MISSED: dict[str, Any] = {
    "trigger": own_cases.span_in(own_cases.DENIAL, "wies"),
    "type": "REJECT",
    "actor": [{**own_cases.span_in(own_cases.DENIAL, "Ministerium in Tallinn"), "code": "EST GOV"}],
}


@pytest.fixture
def client(database_url: str) -> Iterator[TestClient]:
    own_cases.fill(database_url)
    with TestClient(create_app(database_url), base_url="http://127.0.0.1:8642") as client:
        yield client


def get(client: TestClient, path: str, **query: Any) -> Any:
    answer = client.get(f"/api/v1/{path}", params=query)
    assert answer.status_code == 200, answer.text
    return answer.json()


def judged(client: TestClient, path: str, **body: Any) -> Any:
    answer = client.post(f"/api/v1/{path}", json={"made_by": "Ada", **body})
    assert answer.status_code == 201, answer.text
    return answer.json()


def refused(client: TestClient, path: str, **body: Any) -> tuple[int, str]:
    answer = client.post(f"/api/v1/{path}", json={"made_by": "Ben", **body})
    assert answer.headers["content-type"] == "application/problem+json"
    return answer.status_code, answer.json()["detail"]


def test_an_event_that_was_missed_is_added_and_stands_beside_the_others(client: TestClient) -> None:
    made = judged(client, ADDED_TO, fields=MISSED, reason="übersehen")
    assert (made["kind"], made["made_by"], made["reason"], made["changes"]) == (
        "add",
        "Ada",
        "übersehen",
        None,
    )
    (new,) = made["events"]
    document = get(client, f"documents/{own_cases.denial()[0].id}")
    (event,) = [each for each in document["events"] if each["id"] == new]
    assert (event["type"], event["trigger"]["text"], event["modality"]) == ("REJECT", "wies", "actual")
    assert [(a["code"], a["text"]) for a in event["actor"]] == [("EST GOV", "Ministerium in Tallinn")]
    page = get(client, f"events/{new}")
    assert (page["in_force"], page["made"], page["seen"]) == (True, 1, 1)
    assert new in {m["event_id"] for m in get(client, f"cases/{page['case_id']}")["members"]}
    assert new in {e["id"] for e in get(client, "events", type="REJECT")["items"]}
    status, detail = refused(client, ADDED_TO, fields=MISSED)
    assert (status, "Ada added this event on" in detail) == (409, True)
    judged(client, "judgements/1/undo")
    assert get(client, "events", type="REJECT")["items"] == []


@pytest.mark.parametrize(
    ("fields", "field", "told"),
    [
        ({"trigger": {"start": 0, "end": 9999}}, "trigger", "0 to 9999 is no stretch of the document"),
        ({"trigger": {"start": 4, "end": 4}}, "trigger", "4 to 4 is no stretch"),
        ({"trigger": {"text": "wies"}}, "trigger", "None to None is no stretch"),
        ({"type": "KRIEG"}, "type", "'KRIEG' is not possible"),
        ({"actor": [{"code": "EST"}, {"code": "Estland"}]}, "actor.1.code", "is no code"),
    ],
)
def test_what_cannot_be_added_is_told_with_its_field(
    client: TestClient, fields: dict[str, Any], field: str, told: str
) -> None:
    answer = client.post(f"/api/v1/{ADDED_TO}", json={"made_by": "Ada", "fields": {**MISSED, **fields}})
    assert (answer.status_code, answer.json()["field"]) == (422, field)
    assert told in answer.json()["detail"]
    assert get(client, "judgements")["items"] == []


def test_what_much_hangs_on_comes_first_if_asked_for(client: TestClient) -> None:
    answer = get(client, "queue", by="weight")
    assert [(i["event"]["id"], i["weight"], i["state"]) for i in answer["items"]][2] == (
        PROMISE, 3, "uncontested",
    )  # fmt: skip
    assert {(i["event"]["id"], i["weight"], i["state"]) for i in answer["items"][:2]} == {
        (CLAIM, 12, "disputed"), (DENIAL, 12, "disputed"),
    }  # fmt: skip
    assert answer["labels"]["DNK"] == "Dänemark"
    assert {head["publisher"] for head in answer["documents"].values()} == {
        "Hafenblatt", "Küstenpost", "Fjordkurier",
    }  # fmt: skip


def test_the_queue_goes_on_page_by_page_and_takes_the_filters_of_events(client: TestClient) -> None:
    seen: list[str] = []
    after = None
    while True:
        page = get(client, "queue", limit=1, **({"after": after} if after else {}))
        seen += [item["event"]["id"] for item in page["items"]]
        if (after := page["next"]) is None:
            break
    assert sorted(seen) == sorted([CLAIM, DENIAL, PROMISE])
    assert [i["event"]["id"] for i in get(client, "queue", actor="NOR")["items"]] == [PROMISE]


def test_a_judgement_between_two_pages_hides_no_line_of_the_next(client: TestClient) -> None:
    first = get(client, "queue", by="weight", limit=2)
    assert {item["event"]["id"] for item in first["items"]} == {CLAIM, DENIAL}
    judged(client, f"events/{DENIAL}/reject")  # now the claim, too, weighs less than the promise
    rest = get(client, "queue", by="weight", after=first["next"])
    assert rest["items"][0]["event"]["id"] == PROMISE


def test_the_queue_of_another_day_is_refused_with_the_field(client: TestClient) -> None:
    answer = client.get("/api/v1/queue", params={"as_of": "2024-03-05"})
    assert (answer.status_code, answer.json()["field"]) == (422, "as_of")


def test_an_event_with_its_judgements_and_what_it_was(client: TestClient) -> None:
    page = get(client, f"events/{CLAIM}")
    assert (page["event"]["id"], page["in_force"], page["seen"], page["judgements"]) == (
        CLAIM,
        True,
        None,
        [],
    )
    made = judged(client, f"events/{CLAIM}/correct", fields={"type": "COOPERATE"}, reason="Kauf")
    assert (made["kind"], made["made_by"], made["reason"]) == ("correct", "Ada", "Kauf")
    old, new = made["events"]
    assert made["changes"] == {"type": {"before": "AID", "after": "COOPERATE"}}
    page = get(client, f"events/{new}")
    assert (page["event"]["type"], page["before"]["type"], page["made"], page["seen"]) == (
        "COOPERATE",
        "AID",
        1,
        1,
    )
    page = get(client, f"events/{old}")
    assert (page["in_force"], page["withdrawn"], page["after"]["id"]) == (False, 1, new)
    assert [j["number"] for j in get(client, "judgements", event=new)["items"]] == [1]
    assert get(client, "judgements", event=PROMISE)["items"] == []
    assert new in {m["event_id"] for m in get(client, f"cases/{page['after']['id']}")["members"]}


def test_a_case_is_weighed_anew_when_its_denial_is_rejected(client: TestClient) -> None:
    judged(client, f"events/{DENIAL}/reject")
    (line,) = get(client, "cases", documents=1, type="AID", actor="DNK")["items"]
    assert (line["state"], line["events"]) == ("uncontested", 1)
    assert DENIAL not in {e["id"] for e in get(client, "events")["items"]}
    judged(client, "judgements/1/undo")
    (line,) = get(client, "cases", actor="DNK")["items"]
    assert (line["state"], line["events"]) == ("disputed", 2)


def test_who_has_not_seen_the_last_judgement_gets_a_conflict(client: TestClient) -> None:
    judged(client, f"events/{CLAIM}/accept")
    status, detail = refused(client, f"events/{CLAIM}/correct", fields={"type": "COOPERATE"})
    assert status == 409
    assert "Ada accepted this event on" in detail
    judged(client, f"events/{CLAIM}/reject", seen=1)
    assert refused(client, f"events/{CLAIM}/accept", seen=2)[0] == 409
    assert refused(client, "judgements/1/undo")[0] == 409


def test_a_conflict_tells_programs_who_decided_what_in_between(client: TestClient) -> None:
    judged(client, f"events/{CLAIM}/correct", fields={"type": "COOPERATE"})
    answer = client.post(f"/api/v1/events/{CLAIM}/accept", json={"made_by": "Ben"}).json()
    between = answer["judgement"]
    assert datetime.fromisoformat(between.pop("made_at")).tzinfo is not None
    assert between == {"number": 1, "kind": "correct", "made_by": "Ada", "fields": ["type"]}
    answer = client.post("/api/v1/cases/nichts/merge", json={"made_by": "Ben", "other": CLAIM}).json()
    assert "judgement" not in answer


def test_a_faulty_value_is_named_by_field_and_place(client: TestClient) -> None:
    fields = {"actor": [{"start": 0, "end": 8, "code": "QQQ"}]}
    answer = client.post(f"/api/v1/events/{CLAIM}/correct", json={"made_by": "Ben", "fields": fields})
    assert answer.json()["field"] == "actor.0.code"
    answer = client.post(
        f"/api/v1/events/{CLAIM}/correct", json={"made_by": "Ben", "fields": {"type": "AID"}}
    )
    assert "field" not in answer.json()


def test_judgements_come_with_what_they_were_about(client: TestClient) -> None:
    new = judged(client, f"events/{CLAIM}/correct", fields={"type": "COOPERATE"})["events"][1]
    judged(client, f"events/{PROMISE}/accept")
    found = get(client, "judgements")
    assert sorted(found["events"]) == sorted([new, PROMISE])
    about = found["events"][new]
    assert (about["type"], about["trigger"], about["actors"], about["recipients"]) == (
        "COOPERATE", "lieferte", [{"code": "DNK", "name": None}], [{"code": "EST", "name": None}],
    )  # fmt: skip
    assert about["sentence"]["text"] == own_cases.DELIVERY
    assert about["document_id"] == own_cases.delivery()[0].id
    assert found["labels"]["DNK"] == "Dänemark"


def test_the_latest_judgements_come_first_if_asked_for(client: TestClient) -> None:
    for seen in (None, 1, 2):
        judged(client, f"events/{CLAIM}/accept", seen=seen)
    for about in ({}, {"event": CLAIM}):
        numbers, after = [], None
        while True:
            page = get(
                client, "judgements", latest=True, limit=2, **about, **({"after": after} if after else {})
            )
            numbers.append([made["number"] for made in page["items"]])
            if (after := page["next"]) is None:
                break
        assert numbers == [[3, 2], [1]]


@pytest.mark.parametrize(
    ("path", "body", "status", "told"),
    [
        (f"events/{CLAIM}/correct", {"fields": {"type": "KRIEG"}}, 422, "type: 'KRIEG' is not possible"),
        (f"events/{CLAIM}/correct", {"fields": {}}, 422, "nothing differs"),
        (f"events/{CLAIM}/correct", {}, 422, "fields"),
        (f"events/{CLAIM}/accept", {"made_by": " "}, 422, "made_by"),
        (f"events/{CLAIM}/accept", {"seen": 0}, 422, "seen"),
        ("documents/nichts/events", {"fields": MISSED}, 404, "no document"),
        (ADDED_TO, {}, 422, "fields"),
        (ADDED_TO, {"fields": MISSED, "made_by": ""}, 422, "made_by"),
        ("events/nichts/accept", {}, 404, "no event has this id"),
        ("events/nichts/correct", {"fields": {"type": "AID"}}, 404, "no event has this id"),
    ],
)  # fmt: skip
def test_faulty_judgements_are_problems(
    client: TestClient, path: str, body: dict[str, Any], status: int, told: str
) -> None:
    found, detail = refused(client, path, **body)
    assert (found, told in detail) == (status, True), detail
    assert get(client, "judgements")["items"] == []


@pytest.mark.parametrize("character", ["\0", "\x1b", "\ud800"])
@pytest.mark.parametrize(
    ("path", "field", "body"),
    [
        (f"events/{CLAIM}/accept", "made_by", {}),
        (f"events/{CLAIM}/reject", "reason", {}),
        (f"events/{CLAIM}/correct", "reason", {"fields": {"type": "COOPERATE"}}),
        ("cases/x/split", "reason", {"events": ["x"]}),
        ("cases/x/merge", "other", {}),
        ("judgements/1/undo", "reason", {}),
    ],
)
def test_characters_that_no_record_can_hold_are_refused_by_field(
    client: TestClient, path: str, field: str, body: dict[str, Any], character: str
) -> None:
    sent = json.dumps({"made_by": "Ada", **body, field: f"a{character}b"})
    answer = client.post(f"/api/v1/{path}", content=sent, headers={"Content-Type": "application/json"})
    assert (answer.status_code, answer.json()["field"]) == (422, field), answer.text
    assert get(client, "judgements")["items"] == []


@pytest.mark.parametrize("body", [{"fields": {"\ud800": 1}}, {"fields": {}, "\ud800": 1}])
def test_half_a_character_in_a_name_is_a_problem_like_any_other(
    client: TestClient, body: dict[str, Any]
) -> None:
    sent = json.dumps({"made_by": "Ada", **body})
    headers = {"Content-Type": "application/json"}
    answer = client.post(f"/api/v1/events/{CLAIM}/correct", content=sent, headers=headers)
    assert answer.status_code == 422, answer.text
    assert answer.headers["content-type"] == "application/problem+json"


def test_a_reason_may_have_several_lines(client: TestClient) -> None:
    assert (
        judged(client, f"events/{CLAIM}/accept", reason="Kauf,\n\tkeine Hilfe")["reason"]
        == "Kauf,\n\tkeine Hilfe"
    )


@pytest.mark.parametrize(
    ("address", "field"),
    [("queue?text=a%00", "text"), ("events/a%00", "event_id"), ("documents?search=%1b", "search")],
)
def test_an_address_with_a_control_character_is_a_problem(
    client: TestClient, address: str, field: str
) -> None:
    answer = client.get(f"/api/v1/{address}")
    assert (answer.status_code, answer.json()["field"]) == (422, field)
