"""The words of a passage with lemma, place and clause, and what differs between two passages word by word."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from functools import lru_cache

from lagebild.language.compounds import base_form
from lagebild.records import Span
from lagebild.reference.tone import tone_words

_WORD = re.compile(r"\d+(?:[.,:]\d+)*|\w+(?:[-/&]\w+)*")
_PIECE = re.compile(r"\s*(\d+(?:[.,:]\d+)*|\w+(?:[-/&]\w+)*|[^\w\s])")
_CLAUSE_MARKS = frozenset(';:–—()„“"')
_ADJECTIVE = re.compile(r"e[nmrs]?$")
_FEWEST_LETTERS = 5
"""A shorter word that ends in s is hardly a name in the genitive: ``Hans``, ``Reis``."""


class Wording(StrEnum):
    """What became of words from the earlier passage to the later."""

    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Word:
    """``before`` is what stands between it and the word before; ``clause`` counts from 0 in the passage."""

    text: str
    lemma: str
    span: Span
    before: str
    clause: int

    @property
    def capital(self) -> bool:
        return self.text[:1].isupper()


def words_of(text: str, span: Span) -> tuple[Word, ...]:
    """The words of a stretch of ``text``; offsets count in ``text``."""
    found: list[Word] = []
    clause, end = 0, span.start
    for match in _WORD.finditer(text, span.start, span.end):
        before = text[end : match.start()]
        if found and _opens_clause(before, found[-1].text, match.group()):
            clause += 1
        found.append(Word(match.group(), lemma(match.group()), Span(*match.span()), before, clause))
        end = match.end()
    return tuple(found)


@lru_cache(maxsize=50_000)
def lemma(word: str) -> str:
    """The dictionary form; a name loses the s of the genitive, which the lemmatiser leaves."""
    known = tone_words().lemmas.get(word.lower())
    if known:
        return known
    found = base_form(word)
    if found == word and word[:1].isupper() and word.endswith("s") and len(word) > _FEWEST_LETTERS:
        return word[:-1]
    return found


def wording(earlier: str, later: str) -> tuple[tuple[Wording, str], ...]:
    """The change from one text to the other in runs of words, with the blanks before them.

    What is the same and what was added make up the later text; the same with what was removed the earlier one, but
    for its blanks.
    """
    mine, theirs = ([m.group() for m in _PIECE.finditer(text)] for text in (earlier, later))
    plain = [[piece.strip() for piece in pieces] for pieces in (mine, theirs)]
    found: list[tuple[Wording, str]] = []
    for op, a, b, c, d in SequenceMatcher(None, plain[0], plain[1], autojunk=False).get_opcodes():
        if op == "equal":
            found.append((Wording.SAME, "".join(theirs[c:d])))
            continue
        if b > a:
            found.append((Wording.REMOVED, "".join(mine[a:b])))
        if d > c:
            found.append((Wording.ADDED, "".join(theirs[c:d])))
    return tuple(found)


def same_words(a: Sequence[Word], b: Sequence[Word]) -> bool:
    """Punctuation, quotation marks and the capital of the first word make no other wording."""
    return [word.text.casefold() for word in a] == [word.text.casefold() for word in b]


def _opens_clause(before: str, last: str, word: str) -> bool:
    """A comma opens one where no list of names or adjectives goes on: ``schweren, anhaltenden``; verbs end in n."""
    if any(mark in _CLAUSE_MARKS or mark in ".!?" for mark in before):
        return True
    if "," not in before or word[:1].isupper() or word[:1].isdigit():
        return False
    ending = _ADJECTIVE.search(last)
    listed = ending and last[:1].islower() and word.endswith(ending.group()) and not lemma(word).endswith("n")
    return not listed
