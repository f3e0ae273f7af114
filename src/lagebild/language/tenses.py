"""Whether the verbs of some words say that something is to come: ``soll im November tagen``."""

import re
from itertools import pairwise

from lagebild.language.dates_tokens import CALENDAR

_WORDS = CALENDAR["timeml"]
_BEHIND = frozenset(_WORDS["behind"])
_ANNOUNCING = frozenset(CALENDAR["announcing"])
_PRETERITE = re.compile(_WORDS["preterite"])
_WORD = re.compile(r"\w+")


def announces(words: str) -> bool:
    """Whether a word of plans (``wird``, ``soll``, ``geplant``) stands in ``words`` and no past form beside it."""
    found = _WORD.findall(words)
    if _ANNOUNCING.isdisjoint(found) or not _BEHIND.isdisjoint(found):
        return False
    return not any(_is_past(word, after) for word, after in pairwise([*found, ""]))


def _is_past(word: str, after: str) -> bool:
    """A preterite; ``beraten`` at the end or before ``werde`` is an infinitive."""
    if word in _ANNOUNCING or (word.endswith("ten") and (not after or after in _ANNOUNCING)):
        return False
    return word[0].islower() and _PRETERITE.fullmatch(word) is not None
