"""Questions, full text and comparison under ``/api/v1``."""

from collections.abc import Callable, Iterator
from typing import Any

import own_cases
import pytest
from starlette.testclient import TestClient

from lagebild.server.app import create_app

(EARLIER, (CLAIM,)), (LATER, (DENIAL,)) = own_cases.delivery(), own_cases.denial()


@pytest.fixture(scope="module")
def asked(new_database: Callable[[], str]) -> Iterator[tuple[TestClient, str]]:
    url = new_database()
    before = own_cases.fill(url)
    with TestClient(create_app(url), base_url="http://127.0.0.1:8642") as client:
        yield client, before.isoformat()


@pytest.fixture(scope="module")
def client(asked: tuple[TestClient, str]) -> TestClient:
    return asked[0]


def get(client: TestClient, path: str, **query: Any) -> Any:
    answer = client.get(f"/api/v1/{path}", params=query)
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_a_question_is_answered_with_its_reading_events_and_passages(client: TestClient) -> None:
    answer = get(client, "ask", question="Hat Dänemark Estland im März 2024 Minenräumboote überlassen?")
    assert answer["question"]["since"] == "2024-03-01"
    assert {party["code"] for party in answer["question"]["parties"]} == {"DNK", "EST"}
    assert {"label": "since", "value": "2024-03-01"} in answer["read_as"]
    assert {event["id"] for event in answer["events"]} == {CLAIM.id, DENIAL.id}
    first = next(event for event in answer["events"] if event["id"] == CLAIM.id)
    assert (first["publisher"], first["published"]) == ("Hafenblatt", "2024-03-04")
    assert {passage["document_id"] for passage in answer["passages"]} == {EARLIER.id, LATER.id}
    assert answer["labels"]["EST GOV"] == "Estland · Regierung"
    assert answer["without"] == []


def test_filters_overrule_the_reading(client: TestClient) -> None:
    question = "Was will Norwegen liefern?"
    read = get(client, "ask", question=question)
    assert [event["publisher"] for event in read["events"]] == ["Fjordkurier"]
    overruled = get(client, "ask", question=question, actor="EST", modality="actual")
    assert overruled["question"]["parties"] == []
    assert {event["id"] for event in overruled["events"]} == {CLAIM.id, DENIAL.id}
    denied = get(client, "ask", question="Minenräumboote", stance="denies", limit=1)
    assert [event["id"] for event in denied["events"]] == [DENIAL.id]
    assert len(denied["passages"]) == 1


def test_questions_and_searches_as_of_a_moment(asked: tuple[TestClient, str]) -> None:
    client, before = asked
    answer = get(client, "ask", question="Minenräumboote", as_of=before)
    assert [event["id"] for event in answer["events"]] == [CLAIM.id]
    (passage,) = get(client, "search", words="Minenräumboot", as_of=before)["passages"]
    assert passage["document_id"] == EARLIER.id


def test_search_finds_sentences_with_offsets_and_their_document(client: TestClient) -> None:
    (passage,) = get(client, "search", words="Eisbrechern")["passages"]
    assert passage["text"] == own_cases.PROMISE[passage["start"] : passage["end"]]
    assert (passage["publisher"], passage["complete"]) == ("Fjordkurier", True)
    found = get(client, "search", words="Minenräumboote", publisher="Küstenpost")["passages"]
    assert [each["document_id"] for each in found] == [LATER.id]
    assert get(client, "search", words="Minenräumboote", until="2024-03-03")["passages"] == []
    found = get(client, "search", words='"drei Eisbrecher"', document=EARLIER.id[:12])["passages"]
    assert found == []


@pytest.mark.parametrize("words", ['"', "NEAR(", "* OR -", "''; --", "und", "💡"])
def test_search_takes_any_words(client: TestClient, words: str) -> None:
    assert isinstance(get(client, "search", words=words)["passages"], list)
    assert isinstance(get(client, "ask", question=words)["passages"], list)


def test_two_documents_are_compared_in_order_of_publication(client: TestClient) -> None:
    compared = get(client, "compare", one=LATER.id[:10], other=EARLIER.id)
    assert (compared["earlier"]["id"], compared["later"]["id"]) == (EARLIER.id, LATER.id)
    assert sum(compared["counts"].values()) == len(compared["changes"])
    for change in compared["changes"]:
        for side, document in (("earlier", EARLIER), ("later", LATER)):
            passage = change[side]
            assert passage is None or document.text[passage["start"] : passage["end"]] == passage["text"]


def test_a_hardened_statement_with_tones_and_signatories(database_url: str) -> None:
    from own_record import MODEL, document

    from lagebild.record import Store
    from lagebild.records import BlockKind

    made = [
        document(
            (
                (BlockKind.TITLE, f"Gemeinsame Erklärung der Regierungen von {who} zur Lage im Nebelmoor"),
                (BlockKind.BODY, f"Wir {what} die Angriffe auf den Hafen von Lindau."),
            )
        )
        for who, what in (
            ("Polen und Schweden", "bedauern"),
            ("Polen und Finnland", "verurteilen aufs Schärfste"),
        )
    ]
    with Store.open(database_url) as store:
        for each in made:
            store.add(each, [], model=MODEL)
    with TestClient(create_app(database_url), base_url="http://127.0.0.1:8642") as client:
        compared = get(client, "compare", one=made[0].id, other=made[1].id)
    assert compared["counts"]["hardened"] == 1
    (change,) = (change for change in compared["changes"] if change["kind"] == "hardened")
    assert change["later"]["tone"]["rank"] > change["earlier"]["tone"]["rank"]
    signed = compared["signatories"]
    assert [[s["code"][:3] for s in signed[kind]] for kind in ("added", "dropped", "kept")] == [
        ["FIN"],
        ["SWE"],
        ["POL"],
    ]


@pytest.mark.parametrize(
    ("path", "status", "says"),
    [
        (f"compare?one={EARLIER.id}&other={EARLIER.id[:9]}", 422, "other: the same document"),
        (f"compare?one={EARLIER.id}&other=ffff", 404, "ffff"),
        (f"compare?one={EARLIER.id}", 422, "other"),
        ("ask", 422, "question"),
        ("ask?question=", 422, "question"),
        ("ask?question=Minen&type=WAR", 422, "type"),
        ("ask?question=Minen&as_of=morgen", 422, "as_of"),
        ("search?words=Boot&limit=0", 422, "limit"),
        ("search?words=Boot&document=ffff", 404, "ffff"),
        ("search?words=Boot&since=bald", 422, "since"),
    ],
)
def test_bad_questions_are_problems(client: TestClient, path: str, status: int, says: str) -> None:
    answer = client.get(f"/api/v1/{path}")
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
    assert says in answer.json()["detail"]
