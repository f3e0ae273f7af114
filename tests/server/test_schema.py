"""Whatever is sent to the API, the server does not break."""

import own_cases
import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from starlette.testclient import TestClient

from lagebild.server.app import create_app

EXAMPLES = 6
"""Of each operation."""
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
