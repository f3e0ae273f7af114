"""Where German sentences begin and end: exact spans over the text, one pass, linear in its length.

simplemma finds the boundaries inside a line; this module keeps lines apart, lets closing German quotation
marks end a sentence with the mark before them, and joins again what simplemma cuts after the abbreviations of
law and the press, initials and ordinals. The words for that are data: ``data/sentences.json``.
"""

import json
import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from simplemma import split_sentences as simplemma_sentences

from lagebild.records import SPOKEN_BLOCKS, Document, Span

_LINE = re.compile(r"[^\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
_QUOTES = "“”„«»‘’‚‹›"
"""simplemma does not know ``“`` as a closing mark; each becomes one plain mark, so offsets stay."""

_OPENERS = "\"'([{"
_CLOSERS = "\"')]}"
_ROMAN = re.compile(r"[IVXL]{1,6}\.")
_LONG_ORDINAL = re.compile(r"\d{3}\.")
_SHORT_NUMBER = re.compile(r"\d{1,2}\.")
_INITIALS = re.compile(r"(?:[A-ZÄÖÜ][a-z]?\.-?)+")
_SHORT = 14
_SHORT_LAST = re.compile(rf"(?:\s|^|[.-])\S{{1,{_SHORT - 2}}}$")
"""The last word is short enough to be an abbreviation: most boundaries are decided here."""

_TAIL = 60
"""Characters looked at before a boundary: longer than any entry of the data file and three words."""


class Words(NamedTuple):
    """The data file, each entry without its last full stop."""

    never_end: frozenset[str]
    end_before_starter: frozenset[str]
    before_number: frozenset[str]
    spaced_heads: frozenset[str]
    article_before_ordinal: frozenset[str]
    months: frozenset[str]
    starters: frozenset[str]


@cache
def words() -> Words:
    """Abbreviations, months and the words that open a German sentence."""
    raw = json.loads((files("lagebild.language") / "data" / "sentences.json").read_text(encoding="utf-8"))
    return Words(**{name: frozenset(raw[name]) for name in Words._fields})


def split_sentences(text: str) -> tuple[Span, ...]:
    """Spans of the sentences of ``text``, in order, without outer blanks, over all that is not blank.

    Every line break is a boundary. Spans never overlap and hold at least one non-blank character.
    """
    spans: list[Span] = []
    plain = text
    for mark in _QUOTES:
        plain = plain.replace(mark, '"')
    for line in _LINE.finditer(plain):
        spans.extend(_line_sentences(line.group(), line.start()))
    return tuple(spans)


def document_sentences(document: Document) -> tuple[Span, ...]:
    """Sentences of the blocks that say something about the world; no sentence crosses a block's border."""
    if not document.blocks:
        return split_sentences(document.text)
    return tuple(
        Span(block.span.start + part.start, block.span.start + part.end)
        for block in document.blocks
        if block.kind in SPOKEN_BLOCKS
        for part in split_sentences(block.span.of(document.text))
    )


def _line_sentences(plain: str, offset: int) -> Iterator[Span]:
    start = end = at = 0
    for part in simplemma_sentences(plain, "de"):
        begin = plain.index(part, at)  # parts are slices in order: found at once, only blanks lie between
        at = begin + len(part)
        if end and not _joined(plain, end, begin):
            yield Span(offset + start, offset + end)
            end = 0
        if not end:
            start = begin
        end = at
    if end:
        yield Span(offset + start, offset + end)


def _joined(plain: str, end: int, begin: int) -> bool:
    """Is the boundary between ``plain[:end]`` and ``plain[begin:]`` one that German does not mean?"""
    if plain[end - 1] != ".":
        return False
    if not _SHORT_LAST.search(plain, max(0, end - _SHORT), end):
        return False
    before = plain[max(0, end - _TAIL) : end].split()
    token = before[-1].lstrip(_OPENERS)
    following = plain[begin : begin + _TAIL].split(maxsplit=1)[0]
    known = words()
    opens = following.strip(_OPENERS + _CLOSERS + ",:;") in known.starters
    core = token[:-1].lower().rsplit("-", 1)[-1]
    spaced = len(before) > 1 and before[-2][-1] == "."
    if core in known.never_end or (spaced and _spaced(before, known.never_end, known.spaced_heads)):
        return True
    if core in known.before_number and following[0].isdigit():
        return True
    if _INITIALS.fullmatch(token) and not opens:
        return following[0] not in _OPENERS
    if _SHORT_NUMBER.fullmatch(token):
        return following.strip(".,;:") in known.months
    if opens:
        return False
    if core in known.end_before_starter:
        return True
    if spaced and _spaced(before, known.end_before_starter, known.spaced_heads):
        return True
    if _ROMAN.fullmatch(token):
        return len(before) > 1 and before[-2][:1].isupper()
    if _LONG_ORDINAL.fullmatch(token):
        return len(before) > 1 and before[-2].lower() in known.article_before_ordinal
    return False


def _spaced(before: list[str], entries: frozenset[str], heads: frozenset[str]) -> bool:
    """``z. B.`` and ``i. d. R.``: do the last two or three words, written together, make an entry?"""
    for count in (2, 3):
        if len(before) >= count:
            parts = [word.lstrip(_OPENERS).lower() for word in before[-count:]]
            if parts[0].rstrip(".") in heads and "".join(parts)[:-1] in entries:
                return True
    return False
