import pytest

from lagebild.resolve import Resolver


@pytest.fixture(scope="session")
def resolver() -> Resolver:
    return Resolver.load()
