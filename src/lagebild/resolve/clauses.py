"""The clause that a word stands in, and what its verb says of reality: ``habe``, ``könnte``, ``falls``."""

import json
from dataclasses import dataclass
from functools import cache

from lagebild.language.words import tokens
from lagebild.records import Span
from lagebild.reference.registry import DATA


@dataclass(frozen=True, slots=True)
class _Words:
    """The lists of ``data/clauses.json``; ``konjunktiv`` holds only forms that no indicative of a third person has."""

    breaks: frozenset[str]
    konjunktiv: frozenset[str]
    first_person: frozenset[str]
    fixed: frozenset[str]
    possible: frozenset[str]
    conditions: frozenset[str]
    relatives: frozenset[str]


def is_reported(text: str) -> bool:
    """Whether a form of Konjunktiv I tells that somebody else says so: ``er habe``, but not ``ich habe``.

    Konjunktiv II does not count: ``hätte`` and ``würde`` are as often a condition.
    """
    words, said = _words(), _said(text)
    for at, word in enumerate(said):
        if word not in words.konjunktiv:
            continue
        around = [w.lower() for w in said[max(at - 1, 0) : at + 2]]
        if not words.first_person.intersection(around) and " ".join(said[at : at + 2]) not in words.fixed:
            return True
    return False


def clause_of(text: str, sentence: Span, word: Span) -> Span:
    """The stretch between commas and the like that holds ``word``, which lies in ``sentence``."""
    breaks = _words().breaks
    start, end = word.start, word.end
    while start > sentence.start and text[start - 1] not in breaks:
        start -= 1
    while end < sentence.end and text[end] not in breaks:
        end += 1
    return Span(start, end)


def is_condition(clause: str) -> bool:
    """``falls die Grenze schließt``."""
    said = _said(clause)
    return bool(said) and said[0].lower() in _words().conditions


def is_possibility(clause: str, *, opens_sentence: bool) -> bool:
    """``Die Regierung könnte liefern``, ``dass sie liefern könnte``; no relative clause: ``die liefern könnten``."""
    words, said = _words(), _said(clause)
    if words.possible.isdisjoint(said):
        return False
    return opens_sentence or not _is_relative(said)


def _is_relative(said: list[str]) -> bool:
    """A relative pronoun opens it, perhaps after a preposition, and the finite verb ends it."""
    words = _words()
    return said[-1] in words.possible and any(word in words.relatives for word in said[:2])


def _said(text: str) -> list[str]:
    return [token.of(text) for token in tokens(text)]


@cache
def _words() -> _Words:
    raw = json.loads((DATA / "clauses.json").read_text(encoding="utf-8"))
    return _Words(**{key: frozenset(words) for key, words in raw.items()})
