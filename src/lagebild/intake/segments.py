"""Stretches of a line that the recognisers type or cut further."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from lagebild.records import BlockKind, Span

_LINE = re.compile(r"[^\n]+")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Segment:
    """A non-blank stretch inside one line; ``kind`` is None until a recogniser knows better.

    ``gap`` counts the line breaks between this segment and the one before (0: they share a line).
    """

    span: Span
    gap: int
    kind: BlockKind | None = None


def segments_of(text: str) -> list[Segment]:
    """One segment a non-blank line, without its outer blanks."""
    found: list[Segment] = []
    last = 0
    for line in _LINE.finditer(text):
        span = stripped(text, line.start(), line.end())
        if span is not None:
            found.append(Segment(span, text.count("\n", last, span.start)))
            last = span.end
    return found


def stripped(text: str, start: int, end: int) -> Span | None:
    """The span without outer blanks, None if nothing is left."""
    piece = text[start:end]
    begin = start + len(piece) - len(piece.lstrip())
    stop = end - (len(piece) - len(piece.rstrip()))
    return Span(begin, stop) if begin < stop else None


def cut(text: str, segment: Segment, parts: Iterable[tuple[int, BlockKind | None]]) -> Iterator[Segment]:
    """Cut a segment: each part is (offset in the text where it begins, its kind), the first at its start."""
    borders = [*parts, (segment.span.end, None)]
    gap = segment.gap
    for (start, kind), (end, _) in pairwise(borders):
        span = stripped(text, start, end)
        if span is not None:
            yield Segment(span, gap, kind)
            gap = 0


def normal_words(text: str) -> list[str]:
    """Words in small letters without marks: what two copies of one text share."""
    return _WORD.findall(text.casefold())


def ends_sentence(text: str) -> bool:
    """Does the text end as a sentence does (a final mark, perhaps inside closing marks)?"""
    return text.rstrip("\"'“”„‘’«»)] ").endswith((".", "!", "?", "…"))
