"""Words of denials and of what they deny: charges, reports, one's part in a deed."""

import json
from dataclasses import dataclass
from functools import cache

from lagebild.language.words import fold
from lagebild.reference.registry import DATA


@dataclass(frozen=True, slots=True)
class DenialWords:
    """The lists of ``data/denials.json``: base forms, or the words themselves; ``separable``: verb -> its particles."""

    denials: frozenset[str]
    separable: dict[str, dict[str, str]]
    charges: frozenset[str]
    reports: frozenset[str]
    shares: frozenset[str]
    adverbs: frozenset[str]
    pronouns: frozenset[str]
    clauses: frozenset[str]


@cache
def denial_words() -> DenialWords:
    raw = json.loads((DATA / "denials.json").read_text(encoding="utf-8"))
    lists = {key: frozenset(map(fold, words)) for key, words in raw.items() if key != "separable"}
    return DenialWords(separable=raw["separable"], **lists)
