"""German compounds and their parts: ``Waffenlieferungen`` holds ``Waffe`` and ``Lieferung``.

Our own search over the entries of simplemma's dictionary: the last part must be a noun there, an earlier one
a noun, adjective or verb, as it stands or before a linking element. Names of states, cities and people stay
whole. Measured on words of foreign policy (``tests/language/compounds.csv``): of their parts .98 were found, and .98
of those found are right; .95 and .93 on 62 other words before anything was mended that they showed.
"""

import json
import re
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

LEAST = 4
"""Letters of a part; shorter words are parts only if the data file lists them (``Rat``, ``Gas``)."""

SHORTEST = 7
"""Letters of a compound."""

SHORT_COST, E_COST, ADJECTIVE_COST, VERB_COST = 1.3, 1.1, 1.4, 1.6
"""What a part costs where a noun costs 1: a short one, one that lost its ``e``, an adjective, a verb's stem."""

KNOWN_COST, UNKNOWN_COST = 0.7, 2.0
"""The most that parts may cost above 1 each; a word that the dictionary has is split into likely parts only."""

_CACHED = 200_000
"""Different words kept: some 30 MB when full."""

_Cover = tuple[float, tuple[tuple[str, str], ...]]
"""What the parts cost, and each as (form, base)."""

_HYPHEN = re.compile(r"[-‐‑–/&]")
_LETTERS = re.compile(r"[^\W\d_]+")


class WordLists(NamedTuple):
    """The data file ``data/words.json``."""

    more_parts: frozenset[str]
    no_parts: frozenset[str]
    no_heads: frozenset[str]
    whole: frozenset[str]
    stop_words: frozenset[str]


@cache
def word_lists() -> WordLists:
    """Parts that are short or in no dictionary, strings that are no part (or not the last), words left whole."""
    raw = json.loads((files("lagebild.language") / "data" / "words.json").read_text(encoding="utf-8"))
    return WordLists(**{name: frozenset(raw[name]) for name in WordLists._fields})


@cache
def _dictionary() -> Mapping[str, str]:
    """simplemma's forms and lemmas: 18 MB and 1 s to load, 0.1 GB less than the form made for speed."""
    from simplemma.strategies.dictionaries import LOW_MEMORY_DICTIONARY_FACTORY

    found: Mapping[str, str] = LOW_MEMORY_DICTIONARY_FACTORY.get_dictionary("de")
    return found


@lru_cache(maxsize=_CACHED)
def entry(form: str) -> str | None:
    """The lemma that the dictionary gives this very form, in its own case."""
    return _dictionary().get(form)


@lru_cache(maxsize=_CACHED)
def base_form(word: str) -> str:
    """The dictionary form in its own case; an unknown word's is a guess from its ending, or the word."""
    import simplemma

    return entry(word) or str(simplemma.lemmatize(word, "de", low_memory=True))


def lemma(word: str) -> str:
    """The dictionary form in lower case."""
    return base_form(word).lower()


@cache
def _names() -> frozenset[str]:
    """States, cities and surnames of the registry, in lower case: never split."""
    from lagebild.reference.registry import DATA
    from lagebild.reference.tables import read_rows

    columns = (("states.csv", "names"), ("states.csv", "seats"), ("cities.csv", "names"))
    found = {
        name.lower()
        for file, column in columns
        for row in read_rows(DATA / file)
        for name in row[column].split("|")
    }
    found |= {row["name"].rsplit(" ", 1)[-1].lower() for row in read_rows(DATA / "people.csv")}
    return frozenset(found - {""})


def is_name(word: str) -> bool:
    """Whether ``word`` (lower case) is a name of a state, city or person, perhaps in the genitive."""
    return word in _names() or (word.endswith("s") and word[:-1] in _names())


@lru_cache(maxsize=_CACHED)
def parts_of(word: str) -> tuple[str, ...]:
    """Base forms of the parts of a noun, in order and lower case; empty for what is no compound."""
    pieces = [piece for piece in _HYPHEN.split(word) if _LETTERS.fullmatch(piece)]
    if len(pieces) > 1:
        return tuple(part for piece in pieces for part in parts_of(piece) or (_base(piece),))
    low = word.lower()
    if not word[:1].isupper() or len(low) < SHORTEST or not _LETTERS.fullmatch(word) or is_name(low):
        return ()
    return _taken_apart(low)


def _base(piece: str) -> str:
    low = piece.lower()
    if is_name(low):
        return low if low in _names() else low[:-1]
    return lemma(piece)


@lru_cache(maxsize=_CACHED)
def _taken_apart(low: str) -> tuple[str, ...]:
    """The cheapest parts, each taken apart again; empty where the word is better left whole."""
    if len(low) < SHORTEST or is_name(low) or lemma(low.capitalize()) in word_lists().whole:
        return ()
    found = _cheapest(low)
    most = KNOWN_COST if entry(low.capitalize()) else UNKNOWN_COST
    if found is None or found[0] - len(found[1]) > most:
        return ()
    return tuple(inner for form, base in found[1] for inner in _taken_apart(form) or (base,))


def _cheapest(low: str) -> _Cover | None:
    """Cost and (form, base) of the parts, at least two; None if the word is not made of known words.

    From the end of the word to its beginning: ``done[i]`` is the best way to make up what begins at ``i``.
    """
    done: dict[int, _Cover] = {}
    for at in range(len(low) - 3, -1, -1):
        ways: list[_Cover] = []
        if at and (head := _head(low[at:])):
            ways.append((head[0], ((low[at:], head[1]),)))
        for end, (cost, rest) in done.items():
            if modifier := _modifier(low[at:end]):
                ways.append((modifier[0] + cost, ((modifier[2], modifier[1]), *rest)))
        if ways:
            done[at] = min(ways)
    return done.get(0)


def _is_part(base: str) -> bool:
    lists = word_lists()
    return base in lists.more_parts or (len(base) >= LEAST and base not in lists.no_parts)


def _noun(form: str) -> str | None:
    """The lemma in lower case if the form is a noun's that may be a part."""
    found = entry(form.capitalize()) if form not in word_lists().no_parts else None
    return found.lower() if found and found[0].isupper() and _is_part(found.lower()) else None


@lru_cache(maxsize=_CACHED)
def _head(low: str) -> tuple[float, str] | None:
    """Cost and lemma of a last part: a noun in any form."""
    lists = word_lists()
    if low in lists.no_heads:
        return None
    base = low if low in lists.more_parts else _noun(low)
    return (_cost(base), base) if base else None


@lru_cache(maxsize=_CACHED)
def _modifier(low: str) -> tuple[float, str, str] | None:
    """Cost, lemma and bare form of an earlier part with its linking element; None if it cannot be one."""
    bare, lists = low.removesuffix("s"), word_lists()
    for form in dict.fromkeys((bare, low)):
        if form in lists.more_parts or (len(form) >= LEAST and is_name(form)):
            return _cost(form), form, form
    if low in lists.no_parts or len(bare) < LEAST:
        return None
    if (base := _noun(bare + "e")) == bare + "e":
        return E_COST, base, base
    for form in dict.fromkeys((bare, low)):
        if base := _noun(form):
            return _cost(base), base, form
    if entry(low) == low and _is_part(low):
        return ADJECTIVE_COST, low, low
    verb = low + "en"
    return (VERB_COST, verb, verb) if entry(verb) == verb and _is_part(verb) else None


def _cost(base: str) -> float:
    return 1.0 if len(base) >= LEAST else SHORT_COST
