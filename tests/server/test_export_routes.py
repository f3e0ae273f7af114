"""Exports over the API."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

sys.path.insert(0, str(Path(__file__).parents[1] / "record"))

from making import MODEL, TEXT, make_document, make_event

from lagebild.export import FORMS, About, Format, selected, write
from lagebild.export.verify import Verification
from lagebild.record import EventFilter, Store
from lagebild.reference.accuracy import accuracy
from lagebild.server import exports
from lagebild.server.app import create_app

ANSWER = "/api/v1/export/"


@pytest.fixture
def database(database_url: str) -> str:
    """A record whose documents have the ids that their texts give."""
    with Store.open(database_url) as store:
        for number in (1, 2):
            document = make_document(f"{TEXT} Nummer {number}.")
            store.add(document, [make_event(document, negated=number == 2)], model=MODEL)
    return database_url


@pytest.fixture
def client(database: str) -> Iterator[TestClient]:
    with TestClient(create_app(database), base_url="http://127.0.0.1:8642") as client:
        yield client


@pytest.mark.parametrize("format", Format)
def test_every_format_is_sent_as_a_file(format: Format, client: TestClient) -> None:
    answer = client.get(f"{ANSWER}{format}")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == FORMS[format].media_type
    assert f'filename="lagebild.{FORMS[format].extension}"' in answer.headers["content-disposition"]
    assert len(answer.content) > 500


@pytest.mark.parametrize("format", [f for f, form in FORMS.items() if form.proves])
def test_what_is_sent_can_be_verified(
    format: Format, client: TestClient, database: str, tmp_path: Path
) -> None:
    path = tmp_path / "sent"
    path.write_bytes(client.get(f"{ANSWER}{format}").content)
    with Store.open(database) as store:
        check = Verification(store)
        assert list(check.faults(path)) == []
        assert check.quotes > 0


def test_the_command_and_the_api_write_the_same(client: TestClient, database: str, tmp_path: Path) -> None:
    with Store.open(database) as store:
        wanted = EventFilter(negated=False)
        write(selected(store, wanted), tmp_path / "a", About.of(Format.CSV, store, wanted))
    assert client.get(f"{ANSWER}csv?negated=false").content == (tmp_path / "a").read_bytes()


def test_filters_are_those_of_the_events(client: TestClient) -> None:
    events = client.get("/api/v1/events?modality=planned&limit=1000").json()["items"]
    lines = client.get(f"{ANSWER}jsonl?modality=planned").text.splitlines()
    assert [json.loads(line)["id"] for line in lines] == [event["id"] for event in events]
    assert client.get(f"{ANSWER}jsonl?actor=nobody-at-all").content == b""


def test_the_card_stands_beside(client: TestClient) -> None:
    link = client.get(f"{ANSWER}csv").headers["link"]
    assert link.startswith("</api/v1/export/csv/card>")
    card = client.get(f"{ANSWER}csv/card?modality=planned").json()
    assert card["selection"] == {"modality": "planned"}
    assert card["accuracy"] == accuracy()


def test_faults_are_told_before_anything_is_sent(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    assert client.get(f"{ANSWER}xml").status_code == 422
    assert "type" in client.get(f"{ANSWER}csv?type=x").json()["detail"]
    assert client.get(f"{ANSWER}csv?document=ffffffff").status_code == 404
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    answer = client.get(f"{ANSWER}parquet")
    assert answer.status_code == 500
    assert "lagebild[parquet]" in answer.json()["detail"]


def test_lines_are_sent_in_larger_pieces() -> None:
    line = b"x" * 1000
    sent = list(exports._pieces(line for _ in range(200)))
    assert b"".join(sent) == line * 200
    assert len(sent) == 200_000 // exports.BYTES_A_PIECE + 1
