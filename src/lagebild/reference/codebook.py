"""The closed lists of the codebook: modes, contexts, sectors, organisation codes (``data/codebook.json``)."""

import json
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def _lists() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(
        (files("lagebild.reference") / "data" / "codebook.json").read_text("utf-8")
    )
    return found


def modes(event_type: str) -> tuple[str, ...]:
    """Modes of a PLOVER type, in the codebook's order."""
    return tuple(_lists()["modes"][event_type])


def contexts() -> tuple[str, ...]:
    return tuple(_lists()["contexts"])


def sectors() -> frozenset[str]:
    return frozenset(_lists()["sectors"])


def organisations() -> frozenset[str]:
    """Codes that may stand in place of a country."""
    return frozenset(_lists()["organisations"])


def unsaid_sector(event_type: str, role: str, *, same_country: bool) -> str:
    """Which body of a country an unsaid actor or recipient most often is; empty for the country as a whole.

    ``same_country`` asks about parties of the other party's own country, where empty means that none is usual.
    Counted in the training corpus; ``tests/training/test_corpus.py`` counts again.
    """
    table = _lists()["unsaid_sectors"]["of_the_other_party" if same_country else "of_any_country"]
    found: str = table.get(event_type, {}).get(role, "")
    return found
