"""The seed facts as they were written down: numbered questions, each with quotations from the document as proof.

They lie in ``../shared/gold/seed_facts.md``; the quotations are foreign text and are read there at run time.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lagebild.records import Span
from scoring import GoldDocument

_SECTION = re.compile(r"## (s\d+) ")
_ITEM = re.compile(r"(\d+)\. (.+)")
_QUOTE = re.compile(r'"([^"]+)" \(S(\d+)\)')


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a line of the document; lines count from 1."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Item:
    """One question about one document with the proof of its answer."""

    document: str
    number: int
    question: str
    quotes: tuple[Quote, ...]

    @property
    def id(self) -> str:
        return f"{self.document}.{self.number}"


@dataclass(frozen=True, slots=True)
class Evidence:
    """The same as spans of the document's text: where the quoted words stand, and the whole lines they are from."""

    quotes: tuple[Span, ...]
    lines: tuple[Span, ...]


def parse(text: str) -> list[Item]:
    """The numbered items of the sections ``## s0`` and so on; other sections have questions of another form."""
    items: list[Item] = []
    document: str | None = None
    for line in text.splitlines():
        if line.startswith("## "):
            section = _SECTION.match(line)
            document = section[1] if section else None
        elif document and (item := _ITEM.match(line)):
            question = item[2].partition(" → ")[0]
            quotes = tuple(Quote(q, int(n)) for q, n in _QUOTE.findall(line))
            items.append(Item(document, int(item[1]), question, quotes))
    return items


def evidence(document: GoldDocument, quotes: Sequence[Quote], also: Iterable[int] = ()) -> Evidence:
    """Where the quotes stand; a line that the page repeats word for word proves as much as the one quoted.

    ``also`` are further lines that tell the same.

    :raises ValueError: a quote is not in its line.
    """
    words = [document.text[a:b] for a, b in document.bounds]
    spans: list[Span] = []
    lines: list[Span] = []
    for quote in quotes:
        if quote.text not in words[quote.line - 1]:
            raise ValueError(f"{document.id}: the quote of line {quote.line} is not in it: {quote.text}")
        for (start, end), line in zip(document.bounds, words, strict=True):
            if line == words[quote.line - 1]:
                at = start + line.index(quote.text)
                spans.append(Span(at, at + len(quote.text)))
                lines.append(Span(start, end))
    lines += (Span(*document.bounds[number - 1]) for number in also)
    return Evidence(tuple(spans), tuple(lines))
