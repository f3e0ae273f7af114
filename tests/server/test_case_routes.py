"""Cases, disputes, commitments and judgements under ``/api/v1``."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import own_cases
import pytest
from starlette.testclient import TestClient

from lagebild.server.app import create_app

CLAIM, DENIAL, PROMISE = (
    make()[1][0].id for make in (own_cases.delivery, own_cases.denial, own_cases.promise)
)
BOTH = [CLAIM, DENIAL]


@pytest.fixture
def desk(database_url: str) -> Iterator[tuple[TestClient, datetime]]:
    """A server over a record of one's own, and the moment before the denial was known."""
    before = own_cases.fill(database_url)
    with TestClient(create_app(database_url), base_url="http://127.0.0.1:8642") as client:
        yield client, before


@pytest.fixture
def client(desk: tuple[TestClient, datetime]) -> TestClient:
    return desk[0]


@pytest.fixture
def before(desk: tuple[TestClient, datetime]) -> str:
    return desk[1].isoformat()


def get(client: TestClient, path: str, **query: Any) -> Any:
    answer = client.get(f"/api/v1/{path}", params=query)
    assert answer.status_code == 200, answer.text
    return answer.json()


def judged(client: TestClient, path: str, **body: Any) -> Any:
    answer = client.post(f"/api/v1/{path}", json={"made_by": "Ada", **body})
    assert answer.status_code == 201, answer.text
    return answer.json()


def members(client: TestClient, case: str) -> list[str]:
    return [member["event_id"] for member in get(client, f"cases/{case}")["members"]]


def test_a_case_of_two_documents_is_listed_with_what_it_is_of(client: TestClient) -> None:
    answer = get(client, "cases")
    (line,) = answer["items"]
    assert (line["type"], line["state"], line["reality"]) == ("AID", "disputed", "actual")
    assert (line["events"], line["documents"], line["origins"]) == (2, 2, 2)
    assert (line["first_published"], line["last_published"]) == ("2024-03-04", "2024-03-11")
    assert line["words"] == "lieferte [zwölf Minenräumboote]"
    assert [party["code"] for party in line["actors"]] == ["DNK"]
    assert answer["labels"] == {"DNK": "Dänemark", "EST": "Estland"}
    assert answer["next_offset"] is None


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({}, {CLAIM, PROMISE}),
        ({"actor": "NOR"}, {PROMISE}),
        ({"actor": ["DNK", "EST"]}, {CLAIM}),
        ({"actor": ["DNK", "LVA"]}, set()),
        ({"actor": ""}, {CLAIM, PROMISE}),
        ({"state": ["denied", "disputed"]}, {CLAIM}),
        ({"state": "uncontested"}, {PROMISE}),
        ({"type": "ASSAULT"}, set()),
        ({"since": "2024-03-06"}, {CLAIM}),
        ({"until": "2024-03-04"}, {CLAIM}),
        ({"framework": "Resolution 1718"}, set()),
    ],
)
def test_cases_by_filter(client: TestClient, query: dict[str, Any], expected: set[str]) -> None:
    found = get(client, "cases", documents=1, **query)["items"]
    assert {line["event_id"] for line in found} == expected


def test_cases_page_by_page(client: TestClient) -> None:
    first = get(client, "cases", documents=1, limit=1)
    rest = get(client, "cases", documents=1, limit=1, offset=first["next_offset"])
    assert [line["event_id"] for line in first["items"] + rest["items"]] == [CLAIM, PROMISE]
    assert rest["next_offset"] is None


def test_a_ledger_tells_who_says_what_with_the_sentence_and_why(client: TestClient) -> None:
    case = get(client, f"cases/{CLAIM}")
    claim, denial = case["positions"]
    assert case["first_claim"] == claim
    assert case["first_denial"] == denial
    assert (claim["holder"], claim["code"], claim["stance"]) == ("Hafenblatt", None, "asserts")
    assert (denial["code"], denial["stance"], denial["publisher"]) == ("EST GOV", "denies", "Küstenpost")
    assert denial["sentence"] == {"text": own_cases.DENIAL, "start": 0, "end": len(own_cases.DENIAL)}
    assert {origin["kind"]: origin["events"] for origin in case["origins"]} == {
        "press": [CLAIM],
        "official": [DENIAL],
    }
    assert [(m["event_id"], m["linked_to"], m["judgement"]) for m in case["members"]] == [
        (CLAIM, None, None),
        (DENIAL, CLAIM, None),
    ]
    assert case["labels"]["EST GOV"] == "Estland · Regierung"
    assert get(client, f"cases/{case['id'][:5]}") == case


def test_a_ledger_names_the_act_the_documents_and_the_words_that_tell_it(client: TestClient) -> None:
    case = get(client, f"cases/{CLAIM}")
    assert (case["about"]["type"], case["about"]["words"]) == ("AID", "lieferte [zwölf Minenräumboote]")
    assert [party["code"] for party in case["about"]["recipients"]] == ["EST"]
    assert {"DNK", "EST"} < case["labels"].keys()
    _, denial = case["positions"]
    assert case["documents"][denial["document_id"]]["title"] == "Aus Küstenpost"
    words = {(m["role"], own_cases.DENIAL[m["start"] : m["end"]]) for m in denial["marks"]}
    assert {("trigger", "überließ"), ("cue", "wies"), ("source", "Ministerium in Tallinn")} < words
    dispute = get(client, "disputes")
    assert dispute["items"][0]["about"] == case["about"]
    assert dispute["documents"] == case["documents"]


def test_before_the_denial_was_known_nothing_was_disputed(client: TestClient, before: str) -> None:
    assert get(client, "cases", as_of=before)["items"] == []
    promise, line = get(client, "cases", as_of=before, documents=1)["items"]
    assert (promise["event_id"], line["event_id"]) == (PROMISE, CLAIM)
    assert (line["state"], line["documents"]) == ("uncontested", 1)
    case = get(client, f"cases/{line['id']}", as_of=before)
    assert [position["event_id"] for position in case["positions"]] == [CLAIM]
    assert [member["event_id"] for member in case["members"]] == [CLAIM]
    assert get(client, "disputes", as_of=before)["items"] == []
    events = get(client, "events", as_of=before)["items"]
    assert {event["id"] for event in events} == {CLAIM, PROMISE}
    assert get(client, "commitments", as_of=before) == get(client, "commitments")


def test_as_of_takes_days_moments_and_zones(client: TestClient, before: str) -> None:
    known = get(client, f"cases/{CLAIM}")["first_denial"]["known"]
    assert len(get(client, f"cases/{CLAIM}", as_of=known)["positions"]) == 2, "its second is meant as a whole"
    assert get(client, "events", as_of=known[:10])["items"] == get(client, "events")["items"]
    east = (datetime.fromisoformat(before) + timedelta(hours=2)).replace(tzinfo=None).isoformat() + "+02:00"
    assert get(client, "events", as_of=east) == get(client, "events", as_of=before)
    assert get(client, "events", as_of="2001-01-01")["items"] == []
    assert len(get(client, "events", as_of="9999-12-31")["items"]) == 3


def test_disputes_show_both_sides(client: TestClient) -> None:
    answer = get(client, "disputes")
    (dispute,) = answer["items"]
    assert [position["stance"] for position in dispute["positions"]] == ["asserts", "denies"]
    assert answer["labels"]["EST GOV"] == "Estland · Regierung"
    assert get(client, "disputes", actor="NOR")["items"] == []
    assert get(client, "disputes", since="2024-03-12")["items"] == []
    assert get(client, "disputes", state="disputed")["items"] == answer["items"]
    assert get(client, "disputes", state="denied")["items"] == []


def test_commitments_fall_due(client: TestClient) -> None:
    answer = get(client, "commitments", on="2024-04-30")
    (promise,) = answer["items"]
    assert (promise["by"], promise["to"], promise["due"]) == (["NOR"], ["LVA"], "2024-04-30")
    assert (promise["stage"], promise["overdue"]) == ("announced", False)
    assert [(step["stage"], step["event_id"]) for step in promise["steps"]] == [("announced", PROMISE)]
    (step,) = promise["steps"]
    assert step["sentence"]["text"] == own_cases.PROMISE
    assert {"role": "trigger", "start": 59, "end": 68} in step["marks"]
    assert answer["documents"][step["document_id"]]["publisher"] == "Fjordkurier"
    assert (answer["on"], answer["more"]) == ("2024-04-30", False)
    assert answer["labels"] == {"LVA": "Lettland", "NOR": "Norwegen"}
    assert get(client, "commitments", on="2024-04-30", overdue=True)["items"] == []
    (late,) = get(client, "commitments", on="2024-05-01", overdue=True)["items"]
    assert late == {**promise, "overdue": True}
    assert get(client, "commitments", on="2024-03-04")["items"] == []
    assert get(client, "commitments", actor="DNK")["items"] == []


def test_split_merge_and_undo_lead_back(client: TestClient) -> None:
    case = get(client, f"cases/{CLAIM}")["id"]
    split = judged(client, f"cases/{case}/split", events=[DENIAL[:10], DENIAL], reason=" another night ")
    assert (split["number"], split["kind"], split["events"]) == (1, "split", [DENIAL])
    assert (split["made_by"], split["reason"], split["undoes"]) == ("Ada", "another night", None)
    assert members(client, case) == [CLAIM]
    assert members(client, DENIAL) == [DENIAL]
    states = {line["event_id"]: line["state"] for line in get(client, "cases", documents=1)["items"]}
    assert (states[CLAIM], states[DENIAL]) == ("uncontested", "denied")

    merged = judged(client, f"cases/{case}/merge", other=split["case_id"])
    assert (merged["kind"], merged["events"], merged["reason"]) == ("merge", [DENIAL], None)
    assert members(client, case) == BOTH
    assert client.get(f"/api/v1/cases/{split['case_id']}").status_code == 404

    undone = judged(client, f"judgements/{merged['number']}/undo")
    assert undone["undoes"] == merged["number"]
    assert members(client, DENIAL) == [DENIAL]
    judged(client, f"judgements/{undone['number']}/undo")
    assert members(client, case) == BOTH
    why = {m["event_id"]: m["judgement"] for m in get(client, f"cases/{case}")["members"]}
    assert why == {CLAIM: None, DENIAL: 4}

    kinds = [(each["number"], each["kind"]) for each in get(client, "judgements")["items"]]
    assert kinds == [(1, "split"), (2, "merge"), (3, "undo"), (4, "undo")]
    (line,) = get(client, "cases")["items"]
    assert line["state"] == "disputed"


def test_two_splits_never_share_a_case(client: TestClient) -> None:
    case = get(client, f"cases/{CLAIM}")["id"]
    first = judged(client, f"cases/{case}/split", events=[CLAIM])
    assert first["case_id"] not in (case, get(client, f"cases/{PROMISE}")["id"])
    assert members(client, case) == [DENIAL]
    judged(client, f"cases/{case}/split", events=[DENIAL])
    assert members(client, CLAIM) == [CLAIM]
    assert members(client, DENIAL) == [DENIAL]


def test_a_split_does_not_fall_into_the_case_that_is_called_after_the_event(client: TestClient) -> None:
    promise = get(client, f"cases/{PROMISE}")["id"]
    alone = judged(client, f"cases/{CLAIM}/split", events=[CLAIM])["case_id"]
    judged(client, f"cases/{promise}/merge", other=alone)
    assert members(client, CLAIM[:12]) == [DENIAL]
    judged(client, f"cases/{promise}/split", events=[CLAIM])
    assert members(client, CLAIM) == [CLAIM]
    assert members(client, CLAIM[:12]) == [DENIAL]


def test_a_case_that_was_merged_away_keeps_its_past(client: TestClient) -> None:
    split = judged(client, f"cases/{CLAIM}/split", events=[DENIAL])
    apart = datetime.now(UTC).isoformat()
    judged(client, f"cases/{CLAIM}/merge", other=split["case_id"])
    assert get(client, "cases", state="denied", documents=1)["items"] == []
    (line,) = get(client, "cases", state="denied", documents=1, as_of=apart)["items"]
    assert (line["id"], line["event_id"]) == (split["case_id"], DENIAL)


def test_a_judgement_that_a_later_one_moved_on_stays(client: TestClient) -> None:
    split = judged(client, f"cases/{CLAIM}/split", events=[DENIAL])
    judged(client, f"cases/{CLAIM}/merge", other=split["case_id"])
    answer = client.post(f"/api/v1/judgements/{split['number']}/undo", json={"made_by": "Ada"})
    assert answer.status_code == 409
    assert "Ada merged cases with this event" in answer.json()["detail"]
    assert "undo that one first" in answer.json()["detail"]


@pytest.mark.parametrize(
    ("path", "status", "says"),
    [
        ("cases/ffff", 404, "ffff"),
        (f"cases/{CLAIM[:12]}?as_of=2001-01-01", 404, "at that time"),
        ("cases?state=settled", 422, "state"),
        ("cases?documents=0", 422, "documents"),
        ("cases?as_of=gestern", 422, "as_of: gestern is no ISO date"),
        ("cases?as_of=2024", 422, "as_of"),
        ("cases?as_of=0001-01-01T00:00:00%2B02:00", 422, "as_of"),
        ("events?as_of=2024-13-01", 422, "as_of"),
        ("disputes?limit=101", 422, "limit"),
        ("disputes?state=uncontested", 422, "state"),
        ("commitments?on=bald", 422, "on"),
        ("judgements?case=ffff", 404, "ffff"),
    ],
)
def test_bad_questions_are_problems(client: TestClient, path: str, status: int, says: str) -> None:
    answer = client.get(f"/api/v1/{path}")
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
    assert says in answer.json()["detail"]


@pytest.mark.parametrize(
    ("path", "body", "status", "says"),
    [
        ("cases/ffff/split", {"made_by": "Ada", "events": [CLAIM]}, 404, "ffff"),
        (f"cases/{CLAIM}/split", {"made_by": "Ada", "events": [PROMISE]}, 404, PROMISE),
        (f"cases/{CLAIM}/split", {"made_by": "Ada", "events": []}, 422, "events"),
        (f"cases/{CLAIM}/split", {"made_by": " ", "events": [CLAIM]}, 422, "made_by"),
        (f"cases/{CLAIM}/split", {"events": [CLAIM]}, 422, "made_by"),
        (f"cases/{CLAIM}/split", {"made_by": "Ada", "events": [CLAIM], "case": "x"}, 422, "case"),
        (f"cases/{CLAIM}/merge", {"made_by": "Ada", "other": DENIAL}, 409, "same case"),
        (f"cases/{CLAIM}/merge", {"made_by": "Ada", "other": "ffff"}, 404, "ffff"),
        ("judgements/7/undo", {"made_by": "Ada"}, 404, "7"),
        ("judgements/0/undo", {"made_by": "Ada"}, 422, "number"),
        (f"judgements/{2**63}/undo", {"made_by": "Ada"}, 422, "number"),
    ],
)
def test_bad_judgements_are_problems_and_change_nothing(
    client: TestClient, path: str, body: dict[str, Any], status: int, says: str
) -> None:
    answer = client.post(f"/api/v1/{path}", json=body)
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
    assert says in answer.json()["detail"]
    assert get(client, "judgements")["items"] == []


def test_judgements_of_one_case(client: TestClient) -> None:
    split = judged(client, f"cases/{CLAIM}/split", events=[DENIAL])
    assert get(client, "judgements", case=split["case_id"])["items"] == [split]
    assert get(client, "judgements", case=CLAIM)["items"] == []


def test_a_foreign_page_cannot_judge(client: TestClient) -> None:
    headers = {"Origin": "http://evil.example", "Content-Type": "text/plain"}
    body = '{"made_by": "Mallory", "events": ["' + DENIAL + '"]}'
    answer = client.post(f"/api/v1/cases/{CLAIM}/split", content=body, headers=headers)
    assert answer.status_code == 403
    assert members(client, CLAIM) == BOTH
