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


@cache
def _quads() -> dict[str, str]:
    return {event_type: quad for quad, types in _lists()["quads"].items() for event_type in types}


def quad(event_type: str) -> str:
    """PLOVER's quad class of a type: verbal or material, cooperation or conflict."""
    return _quads()[event_type]


def score(event_type: str) -> float:
    """PLOVER's conflict-cooperation score of a type, -10 to 10.

    From the manual's drafts: Goldstein's scores of the CAMEO codes behind a type, weighed by their frequency. The
    manual prints ACCUSE as +3, evidently for -3 (a draft has -2.0): it is verbal conflict.
    """
    found: float = _lists()["scores"][event_type]
    return found


def contexts() -> tuple[str, ...]:
    return tuple(_lists()["contexts"])


def sectors() -> frozenset[str]:
    return frozenset(_lists()["sectors"])


def organisations() -> frozenset[str]:
    """Codes that may stand in place of a country."""
    return frozenset(_lists()["organisations"])


def unsaid_sector(
    event_type: str, role: str, *, same_country: bool, mode: str | None = None, word: str = ""
) -> str:
    """Which body of a country an unsaid actor or recipient most often is; empty for the country as a whole.

    ``same_country`` asks about parties of the other party's own country, where empty means that none is usual;
    otherwise the ``word`` that tells of the act decides, then its ``mode``, then its type.
    Counted in the training corpus; ``tests/training/test_corpus.py`` counts again.
    """
    tables = _lists()["unsaid_sectors"]
    if not same_country:
        for sector, stems in tables["of_word"].get(event_type, {}).get(role, {}).items():
            if word.lower().startswith(tuple(stems)):
                return str(sector)
        by_mode: dict[str, str] = tables["of_mode"].get(f"{event_type}.{mode}", {})
        if role in by_mode:
            return by_mode[role]
    table = tables["of_the_other_party" if same_country else "of_any_country"]
    found: str = table.get(event_type, {}).get(role, "")
    return found
