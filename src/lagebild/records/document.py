"""A document as intake leaves it: immutable text, typed blocks over all of it."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from lagebild.records.terms import Span


class BlockKind(StrEnum):
    """What a stretch of a document's text is. Nothing is thrown away: page noise is marked as what it is."""

    TITLE = "title"
    LEAD = "lead"
    BODY = "body"
    CAPTION = "caption"
    NAVIGATION = "navigation"
    DATELINE = "dateline"
    TEASER = "teaser"  # a repetition of text that stands elsewhere in the document
    LINK = "link"  # title of another page glued into the text
    CREDIT = "credit"


SPOKEN_BLOCKS = frozenset({BlockKind.TITLE, BlockKind.LEAD, BlockKind.BODY, BlockKind.CAPTION})
"""Blocks that the reader reads; the others say nothing new about the world."""


@dataclass(frozen=True, slots=True)
class Block:
    kind: BlockKind
    span: Span


@dataclass(frozen=True, slots=True)
class Document:
    """One text. ``id`` is the SHA-256 (hex) of ``text`` after normalisation; ``blocks`` are ordered, disjoint."""

    id: str
    text: str
    published: date | None = None
    publisher: str | None = None
    title: str | None = None
    language: str = "de"
    kind: str | None = None
    origin: str | None = None
    blocks: tuple[Block, ...] = field(default=())
