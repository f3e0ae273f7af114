"""Whatever is sent to the API, the server does not break."""

import own_cases
import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from starlette.testclient import TestClient

from lagebild.server.app import create_app

EXAMPLES = 8
"""Of each operation; all together take some seconds on an idle machine."""
SERVER_ERROR = 500
UNAVAILABLE = 503


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    """No worker runs: what is sent for intake waits."""
    url = f"sqlite:///{tmp_path_factory.mktemp('schema') / 'own.db'}"
    own_cases.fill(url)
    return TestClient(create_app(url), base_url="http://127.0.0.1:8642", raise_server_exceptions=False)


@pytest.fixture(scope="session")
def api(hostile: TestClient) -> schemathesis.BaseSchema:
    return schemathesis.openapi.from_dict(hostile.app.openapi())  # type: ignore[attr-defined]


schema = schemathesis.pytest.from_fixture("api")


@schema.parametrize()
@settings(max_examples=EXAMPLES, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
def test_nothing_breaks_the_server(case: schemathesis.Case, hostile: TestClient) -> None:
    answer = case.call(base_url="http://127.0.0.1:8642", session=hostile)
    assert answer.status_code < SERVER_ERROR, answer.text
    if answer.status_code >= 400:
        assert answer.headers["content-type"][0] == "application/problem+json"
