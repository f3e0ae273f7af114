"""How noun phrases hang together: the preposition before one, what is listed with it, what a noun has before it."""

import json
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache

from lagebild.language.words import tokens
from lagebild.records import Span
from lagebild.reference.registry import DATA

_BEFORE = 60
"""Characters before a phrase in which its preposition stands: an article, a possessive, two adjectives lie between."""
_MOST_BETWEEN = 3
_MOST_LISTED = 4
"""Words between two phrases of a list: more are a clause."""
_ADJECTIVE = ("e", "en", "er", "em", "es")


@dataclass(frozen=True, slots=True)
class PhraseWords:
    """The lists of ``data/phrases.json``; ``own_people`` are beginnings of words, in small letters."""

    determiners: frozenset[str]
    definite: frozenset[str]
    joints: frozenset[str]
    agents: frozenset[str]
    against: frozenset[str]
    meeting: frozenset[str]
    possessives: frozenset[str]
    own_people: tuple[str, ...]


@cache
def phrase_words() -> PhraseWords:
    raw = json.loads((DATA / "phrases.json").read_text(encoding="utf-8"))
    own_people = tuple(raw.pop("own_people"))
    return PhraseWords(own_people=own_people, **{key: frozenset(words) for key, words in raw.items()})


def is_governed(text: str, phrase: Span, prepositions: Collection[str]) -> bool:
    """Whether one of ``prepositions`` opens the phrase: ``durch die niederländische Marine``."""
    words = phrase_words()
    for word in reversed(_just_before(text, phrase)[-_MOST_BETWEEN:]):
        if word.lower() in prepositions:
            return True
        if not (word in words.determiners or word in words.possessives or _may_be_adjective(word)):
            return False
    return False


def is_listed(text: str, first: Span, second: Span) -> bool:
    """Whether nothing but a list stands between two phrases: ``Peru, das ferne Chile und`` - ``Kuba``."""
    words = phrase_words()
    between = Span(first.end, second.start).of(text)
    said = [token.of(between) for token in tokens(between)]
    if not words.joints.intersection(said) and "," not in between:
        return False
    return len(said) <= _MOST_LISTED and all(_may_be_listed(word, words) for word in said)


def is_directly_before(text: str, phrase: Span, noun: Span) -> bool:
    """``Perus`` in ``Perus Angriff``, ``peruanischer`` in ``peruanischer Angriff``; not the second of two in a list."""
    if phrase.start >= noun.start or Span(phrase.end, noun.start).of(text).strip():
        return False
    words = phrase_words()
    if any(token.of(text) in words.joints for token in _tokens_in(text, phrase)):
        return False
    before = _just_before(text, phrase)
    return text[: phrase.start].rstrip()[-1:] != "," and not (before and before[-1] in words.joints)


def is_definite(text: str, noun: Span) -> bool:
    """``die Lieferung``, ``seine erste Lieferung``: one that the text takes for known; ``eine``, ``neue Lieferung``."""
    words = phrase_words()
    for word in reversed(_just_before(text, noun)[-_MOST_BETWEEN:]):
        if word.lower() in words.definite or word.lower() in words.possessives:
            return True
        if word in words.determiners or not _may_be_adjective(word):
            return False
    return False


def possessive_of(text: str, phrase: Span) -> str | None:
    """The possessive that opens a phrase or stands before it, an adjective between them or none."""
    words = phrase_words()
    inside = [token.of(text) for token in _tokens_in(text, phrase)]
    said = [*_just_before(text, phrase)[-2:], *inside[:1]]
    return next((word for word in reversed(said) if word.lower() in words.possessives), None)


def _just_before(text: str, phrase: Span) -> list[str]:
    """Words before a phrase, as far as no mark stands between."""
    start = max(0, phrase.start - _BEFORE)
    found: list[str] = []
    end = phrase.start
    for token in reversed([Span(start + t.start, start + t.end) for t in tokens(text[start : phrase.start])]):
        if text[token.end : end].strip():
            break
        found.append(token.of(text))
        end = token.start
    return found[::-1]


def _tokens_in(text: str, span: Span) -> list[Span]:
    return [Span(span.start + t.start, span.start + t.end) for t in tokens(span.of(text))]


def _may_be_adjective(word: str) -> bool:
    return word[0].islower() and word.endswith(_ADJECTIVE)


def _may_be_listed(word: str, words: PhraseWords) -> bool:
    """An article, ``und``, an adjective, or a name that the reader has not taken for a party."""
    return word in words.joints or word in words.determiners or word[0].isupper() or _may_be_adjective(word)
