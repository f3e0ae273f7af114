"""Addresses of PostgreSQL as messages show them, and what is said where no server can be asked."""

import sys

import pytest

from lagebild.errors import RecordError
from lagebild.record import Store
from lagebild.record.database import parse_url, shown

SECRET = "geheim-7"


def refused(address: str) -> str:
    with pytest.raises(RecordError) as error:
        Store.open(address)
    assert SECRET not in str(error.value)
    assert "\n" not in str(error.value)
    return str(error.value)


def test_an_address_is_shown_without_password_and_options() -> None:
    url = parse_url(f"postgres://ada:{SECRET}@db.example:5433/lage?sslmode=require")
    assert shown(url) == "postgresql://ada@db.example:5433/lage"
    assert SECRET not in repr(url)


def test_no_server() -> None:
    assert refused(f"postgresql://ada:{SECRET}@127.0.0.1:1/lage") == (
        "postgresql://ada@127.0.0.1:1/lage: no server answers there; start it, or correct host and port in the address"
    )
    assert "no server answers there" in refused("postgresql:///lage?host=/nowhere")
    assert "no such host" in refused(f"postgresql://ada:{SECRET}@nowhere.invalid/lage")


def test_a_parameter_that_postgresql_does_not_know() -> None:
    assert "has a parameter that PostgreSQL does not know" in refused(
        "postgresql:///lage?host=/nowhere&farbe=rot"
    )


def test_without_the_driver(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    assert refused(f"postgresql://ada:{SECRET}@db/lage").endswith('run pip install "lagebild[postgresql]"')
