"""What an actor code says to programs with other codes: sector, ISO country, Correlates of War number."""

from functools import cache
from typing import NamedTuple

from lagebild.reference.codebook import organisations
from lagebild.reference.registry import default_registry

_NOT_INTERGOVERNMENTAL = frozenset({"NGO", "INT", "UNK", "XXX"})
"""Codes in the place of a country that stand for no body of states."""


class State(NamedTuple):
    """``name`` in German, ``iso2`` in small letters, ``cow_number`` in the Correlates of War state system."""

    name: str
    iso2: str
    cow_number: str | None


def sector(code: str) -> str | None:
    """``KOR GOV`` -> ``GOV``; None for a country or organisation as a whole."""
    return code.partition(" ")[2] or None


def country(code: str) -> str | None:
    """``KOR GOV`` -> ``KOR``; ``IGO`` for an organisation of states; None where no country is known."""
    first = code.partition(" ")[0]
    if first in _NOT_INTERGOVERNMENTAL:
        return None
    return "IGO" if first in organisations() else first or None


def state(code: str) -> State | None:
    """The state in a code; None for organisations."""
    return _states().get(code.partition(" ")[0])


@cache
def _states() -> dict[str, State]:
    """By code; Yugoslavia has several rows, the first bears its name."""
    found: dict[str, State] = {}
    for row in default_registry().rows("states.csv"):
        made = State(row["names"].split("|")[0], row["iso2"].lower(), row["cow_number"] or None)
        found.setdefault(row["code"], made)
    return found
