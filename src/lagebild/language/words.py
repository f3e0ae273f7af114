"""The words of a German text as a search knows them: as written, base form, parts of compounds, stem.

``Raketentests`` is the word ``raketentests`` and the terms ``raketentest``, ``rakete`` and ``test``. Case and umlauts
do not count: ``Vorwürfe``, ``VORWUERFE`` and ``vorwurfe`` are one word.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from lagebild.language.compounds import LEAST, entry, lemma, parts_of, word_lists
from lagebild.records import Span

_WORD = re.compile(r"[^\W_]+(?:[-‐‑'’&][^\W_]+)*")
_PIECE = re.compile(r"[^\W_]+")
_DIGRAPH = re.compile(r"([aou])e")
_CACHED = 200_000

_ENDING = re.compile(r"(?:ungen|ung|en|n|e)$")
"""What a stem goes without, so that ``liefern`` and ``Lieferung`` meet; at least four letters stay."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What stands for one word in an index, all folded and without repetition.

    ``words`` is as written, a piece each between hyphens; ``terms`` are base forms and parts; ``stems`` those of
    ``terms``.
    """

    words: tuple[str, ...]
    terms: tuple[str, ...]
    stems: tuple[str, ...]


def tokens(text: str) -> Iterator[Span]:
    """The words of a text; a hyphenated compound is one."""
    for match in _WORD.finditer(text):
        yield Span(*match.span())


@lru_cache(maxsize=_CACHED)
def fold(word: str) -> str:
    """Lower case without accents; ``ae`` counts as ``ä`` and so as ``a``."""
    plain = word.lower()
    if not plain.isascii():
        letters = unicodedata.normalize("NFKD", plain.replace("ß", "ss"))
        plain = "".join(c for c in letters if not unicodedata.combining(c))
    return _DIGRAPH.sub(r"\1", plain)


@lru_cache(maxsize=_CACHED)
def terms_of(word: str, *, first: bool = False) -> Terms:
    """The index terms of a word of a text; the ``first`` of a sentence has its capital from there, perhaps."""
    spelled = _spelled(word)
    bases = [lemma(spelled), *parts_of(spelled)]
    if first and spelled[0].isupper() and entry(spelled.lower()):
        bases.append(lemma(spelled.lower()))
    return _terms(word, bases)


@lru_cache(maxsize=1000)
def asked_terms(word: str) -> tuple[Terms, tuple[Terms, ...]]:
    """The terms of a word that is asked for, and those of its parts, which may stand apart in a text.

    Nobody is asked to write capitals or umlauts: ``vorwurfe`` is looked up as ``Vorwürfe`` too.
    """
    spelled = _spelled(word, asked=True)
    noun = spelled[0].upper() + spelled[1:]
    return _terms(word, [lemma(spelled), lemma(noun)]), tuple(_terms(part, [part]) for part in parts_of(noun))


def is_stop_word(word: str) -> bool:
    """Whether the word says nothing alone (``der``, ``wurde``, ``wer``)."""
    return word.lower() in word_lists().stop_words


def _terms(word: str, bases: Iterable[str]) -> Terms:
    pieces = (piece for base in bases for piece in _PIECE.findall(base))
    terms = tuple(dict.fromkeys(map(fold, pieces)))
    return Terms(tuple(map(fold, _PIECE.findall(word))), terms, tuple(dict.fromkeys(map(_stem, terms))))


def _stem(folded: str) -> str:
    short = _ENDING.sub("", folded)
    return short if len(short) >= LEAST else folded


@lru_cache(maxsize=_CACHED)
def _spelled(word: str, *, asked: bool = False) -> str:
    """The word with the umlauts and small letters that the dictionary knows it with, if it knows it so only."""
    if word.isupper() and len(word) > LEAST and (entry(word.capitalize()) or not entry(word)):
        word = word.capitalize()
    if entry(word) or entry(word.capitalize()) or entry(word.lower()):
        return word
    spellings = [word.replace(two, one) for two, one in (("ae", "ä"), ("oe", "ö"), ("ue", "ü"))]
    if asked:
        spellings += [
            word[:at] + "äöü"["aou".index(letter)] + word[at + 1 :]
            for at, letter in enumerate(word)
            if letter in "aou"
        ]
    known = (s for s in spellings if s != word and (entry(s.capitalize()) or entry(s.lower())))
    return next(known, word)
