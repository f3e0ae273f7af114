from collections.abc import Callable, Iterator

import own_record
import pytest
from starlette.testclient import TestClient

from lagebild.server.app import create_app


@pytest.fixture(scope="session")
def database(new_database: Callable[[], str]) -> str:
    url = new_database()
    own_record.fill(url)
    return url


@pytest.fixture(scope="session")
def client(database: str) -> Iterator[TestClient]:
    with TestClient(create_app(database), base_url="http://127.0.0.1:8642") as client:
        yield client
