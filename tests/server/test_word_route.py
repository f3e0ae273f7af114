"""What the reader makes of a word, as the API tells it."""

import own_record
import pytest
from starlette.testclient import TestClient

from lagebild.settings import Settings

GRID, EVENTS = own_record.grid()
ASKS = EVENTS[1]

pytestmark = pytest.mark.skipif(
    not (Settings().model / "manifest.json").is_file(), reason="there is no model yet"
)


def asked(client: TestClient, at: int, **more: int) -> dict[str, object]:
    answer = client.get(f"/api/v1/documents/{GRID.id}/word", params={"at": at, **more})
    return {"status": answer.status_code, **answer.json()}


def test_a_trigger_is_told_with_its_type_and_reality(client: TestClient) -> None:
    told = asked(client, ASKS.trigger.start + 2)
    assert told["word"] == {"text": "forderte", "start": ASKS.trigger.start, "end": ASKS.trigger.end}
    assert told["types"][0]["label"] == "REQUEST"  # type: ignore[index]
    assert told["types"][0]["probability"] > told["threshold"]  # type: ignore[index]
    assert told["realities"][0]["label"] == "actual"  # type: ignore[index]
    assert told["roles"] == []


def test_another_word_is_told_with_what_it_is_to_the_event(client: TestClient) -> None:
    russia = ASKS.recipients[0].span
    assert russia is not None
    told = asked(client, russia.start, trigger=ASKS.trigger.start)
    assert told["types"][0]["label"] == "none"  # type: ignore[index]
    assert told["roles"][0]["label"] == "recipient"  # type: ignore[index]


def test_between_words_and_in_page_furniture_nothing_is_read(client: TestClient) -> None:
    told = asked(client, 0)
    assert told["status"] == 404
    assert str(told["detail"]).startswith("at: nothing is read at character 0")
