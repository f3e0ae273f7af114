"""Sentences -> subwords and words. Words are what events are made of; subwords are what the network sees."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tokenizers import Tokenizer

from lagebild.errors import ModelError
from lagebild.records import Span

BEGIN, PAD, END = 0, 1, 2
MAX_WORDS = 120
"""Longer sentences are read in pieces of this many words: 120 German words are about 210 subwords."""

_WORD = re.compile(r"\w+|[^\w\s]")
_COMPOUND = re.compile(r"\w+(?:[-\u2010\u2011]\w+)+")


@dataclass(frozen=True, slots=True)
class Piece:
    """A sentence, or a part of a very long one.

    Word ``i`` covers ``words[i]`` of the document and the subwords ``first[i]`` to ``last[i]`` of ``ids``;
    ``wholes[i]`` is the hyphenated compound that it is a part of (``Ukraine-Krieg``), else the word itself.
    """

    sentence: int
    span: Span
    ids: list[int]
    words: list[Span]
    first: list[int]
    last: list[int]
    wholes: list[Span]


def load_tokenizer(path: Path) -> Tokenizer:
    try:
        return Tokenizer.from_file(str(path))
    except Exception as error:  # tokenizers raises bare Exception
        raise ModelError(f"{path}: the tokenizer cannot be read ({error}); run `lagebild doctor`") from error


def _cut(text: str, sentence: Span) -> list[list[Span]]:
    at = sentence.start
    words = [Span(at + m.start(), at + m.end()) for m in _WORD.finditer(sentence.of(text))]
    return [words[i : i + MAX_WORDS] for i in range(0, len(words), MAX_WORDS)]


def pieces(tokenizer: Tokenizer, text: str, sentences: Sequence[Span], limit: int) -> list[Piece]:
    """Tokenise each sentence by itself; one with more than ``limit`` subwords is cut into halves until they fit."""
    cut = [(i, words) for i, sentence in enumerate(sentences) for words in _cut(text, sentence)]
    found: list[Piece] = []
    while cut:
        spans = [Span(words[0].start, words[-1].end) for _, words in cut]
        encodings = tokenizer.encode_batch([s.of(text) for s in spans], add_special_tokens=False)
        again: list[tuple[int, list[Span]]] = []
        for (sentence, words), span, encoding in zip(cut, spans, encodings, strict=True):
            if len(encoding.ids) > limit and len(words) > 1:
                half = len(words) // 2
                again += [(sentence, words[:half]), (sentence, words[half:])]
                continue
            kept, first, last = _align(words, encoding.offsets[:limit], span.start)
            if kept:
                wholes = compounds(text, span, kept)
                found.append(Piece(sentence, span, encoding.ids[:limit], kept, first, last, wholes))
        cut = again
    return sorted(found, key=lambda piece: piece.span)


def compounds(text: str, piece: Span, words: Sequence[Span]) -> list[Span]:
    """The hyphenated compound of each word; signs and words that stand alone are their own."""
    found = [Span(piece.start + m.start(), piece.start + m.end()) for m in _COMPOUND.finditer(piece.of(text))]
    return [next((c for c in found if c.contains(word)), word) for word in words]


def _align(
    words: list[Span], offsets: list[tuple[int, int]], shift: int
) -> tuple[list[Span], list[int], list[int]]:
    """First and last subword of every word; subwords may cover several words and words several subwords."""
    kept: list[Span] = []
    first: list[int] = []
    last: list[int] = []
    at, count = 0, len(offsets)
    for word in words:
        start, end = word.start - shift, word.end - shift
        while at < count and offsets[at][1] <= start:
            at += 1
        if at == count:
            break
        stop = at
        while stop + 1 < count and offsets[stop + 1][0] < end:
            stop += 1
        kept.append(word)
        first.append(at)
        last.append(stop)
        at = stop
    return kept, first, last
