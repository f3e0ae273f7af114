"""The API names codes in the language that a request asks for."""

import pytest
from starlette.testclient import TestClient

from lagebild.server.languages import preferred


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("", "de"),
        ("en", "en"),
        ("en-GB,en;q=0.9,de;q=0.8", "en"),
        ("fr, en;q=0.3, de;q=0.7", "de"),
        ("fr", "de"),
        ("en;q=0, de;q=0.1", "de"),
        ("en;q=much", "de"),
        (";;,=", "de"),
    ],
)
def test_preferred(header: str, language: str) -> None:
    assert preferred(header) == language


def test_labels_follow_the_request(client: TestClient) -> None:
    for language, name in (("en", "Norway · government"), ("de", "Norwegen · Regierung")):
        answer = client.get("/api/v1/actors", headers={"Accept-Language": language})
        assert answer.json()["labels"]["NOR GOV"] == name
        assert "Accept-Language" in answer.headers["Vary"]
