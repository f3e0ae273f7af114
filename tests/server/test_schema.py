"""Whatever is sent to the API, the server does not break."""

import json
from collections import Counter
from typing import Any

import own_cases
import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from lagebild.server.app import create_app
from lagebild.weigh.fields import ATTRIBUTES

EXAMPLES = 6
"""Of each operation."""
JUDGEMENTS = 200
JUDGING = ("accept", "reject", "correct", "split", "merge")
WORDS = st.text(st.characters(), max_size=20)
"""Also what no JSON should have: control characters, half of one beyond U+FFFF."""
RIGHT_OR_WRONG = st.sampled_from(
    ("DNK", "EST GOV", "2024-03", "about", 8, None, True, ["x"], {"start": ["x"]})
)
VALUE = RIGHT_OR_WRONG | st.floats() | WORDS
NAMES = ("start", "end", "code", "name", "value", "country", "bound", "cue", "stance")
NEEDS_THE_MODEL = {"/api/v1/documents/{document_id}/word"}
SERVER_ERROR = 500


@pytest.fixture
def hostile(tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    """No worker runs: what is sent for intake waits."""
    url = f"sqlite:///{tmp_path_factory.mktemp('schema') / 'own.db'}"
    own_cases.fill(url)
    return TestClient(create_app(url), base_url="http://127.0.0.1:8642", raise_server_exceptions=False)


def test_nothing_breaks_the_server(hostile: TestClient) -> None:
    schema = schemathesis.openapi.from_dict(hostile.app.openapi())  # type: ignore[attr-defined]
    operations = [found.ok() for found in schema.get_all_operations()]
    assert len(operations) > 30
    for operation in operations:
        if operation.path not in NEEDS_THE_MODEL:
            _try(operation, hostile)


def test_nothing_breaks_judging_what_is_there(hostile: TestClient) -> None:
    """What ``test_nothing_breaks_the_server`` sends names no event; here each judgement is made and undone."""
    claim, promise = (make()[1][0].id for make in (own_cases.delivery, own_cases.promise))
    told = _get(hostile, f"events/{claim}")
    other = _get(hostile, f"events/{promise}")["case_id"]
    made: Counter[tuple[str, int]] = Counter()

    @given(
        st.sampled_from(JUDGING), WORDS, st.sampled_from(sorted(ATTRIBUTES)), st.sampled_from(NAMES), VALUE
    )
    @settings(max_examples=JUDGEMENTS, deadline=None, derandomize=True, database=None)
    def judge(kind: str, words: str, field: str, name: str, value: object) -> None:
        who = {"made_by": "Ada", "reason": words} if kind == "correct" else {"made_by": words}
        before = told["event"][field]
        filler = [{**(before[0] if before else {}), name: value}] if isinstance(before, list) else value
        seen = {"seen": _get(hostile, f"events/{claim}")["seen"]}
        about, body = {
            "split": (f"cases/{told['case_id']}", {"events": [claim]}),
            "merge": (f"cases/{told['case_id']}", {"other": other}),
            "correct": (f"events/{claim}", {**seen, "fields": {"negated": True, field: filler}}),
        }.get(kind, (f"events/{claim}", seen))
        status, answer = _post(hostile, f"{about}/{kind}", {**who, **body})
        assert status in (201, 422), (kind, who, body, answer)
        made[kind, status] += 1
        if status == 201:
            undone, answer = _post(hostile, f"judgements/{answer['number']}/undo", who)
            assert undone == 201, answer

    judge()
    assert all(made[kind, status] for kind in JUDGING for status in (201, 422)), made


def _get(client: TestClient, path: str) -> Any:
    answer = client.get(f"/api/v1/{path}")
    assert answer.status_code == 200, answer.text
    return answer.json()


def _post(client: TestClient, path: str, body: dict[str, Any]) -> tuple[int, Any]:
    """Written by Python, which also writes what no JSON can be: ``NaN``, half a character."""
    headers = {"Content-Type": "application/json"}
    answer = client.post(f"/api/v1/{path}", content=json.dumps(body), headers=headers)
    return answer.status_code, answer.json()


def _try(operation: schemathesis.schemas.APIOperation, client: TestClient) -> None:
    @given(case=operation.as_strategy())
    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    def ask(case: schemathesis.Case) -> None:
        sent = case.as_transport_kwargs(base_url="http://127.0.0.1:8642")
        known = ("params", "json", "data", "files", "headers", "cookies")
        more = {name: value for name, value in sent.items() if name in known and value is not None}
        headers = {k: v for k, v in dict(more.pop("headers", {})).items() if k.lower() != "content-length"}
        more.pop("cookies", None)
        answer = client.request(sent["method"], sent["url"], headers=headers, **more)
        assert answer.status_code < SERVER_ERROR, (sent, answer.text)
        if answer.status_code >= 400:
            assert answer.headers["content-type"] == "application/problem+json", (sent, answer.text)

    ask()
