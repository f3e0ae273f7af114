"""Pieces of a document -> chunks that the network reads in one pass."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from lagebild.reader.tokens import BEGIN, END, Piece

CHUNK = 256
"""Subwords read at once: nearly every link of the corpus has its other end within this (docs/model.md)."""
PIECE = CHUNK - 2
LEAD = 40
"""A first piece (the headline) up to this long stands before every later chunk: it names who it is all about."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """``pieces`` in order. Of the first ``context`` pieces nothing is read, they only help."""

    pieces: tuple[Piece, ...]
    context: int = 0

    @property
    def size(self) -> int:
        return 1 + sum(len(p.ids) + 1 for p in self.pieces)

    def ids(self) -> list[int]:
        found = [BEGIN]
        for piece in self.pieces:
            found += piece.ids
            found.append(END)
        return found


def plan(pieces: Sequence[Piece]) -> list[Chunk]:
    """Chunks of about equal size, none above CHUNK subwords."""
    if not pieces:
        return []
    lead = (pieces[0],) if len(pieces[0].ids) <= LEAD else ()
    reserve = 2 + sum(len(p.ids) for p in lead)
    total = sum(len(p.ids) + 1 for p in pieces)
    room = CHUNK - reserve
    goal = total / max(1, ceil(total / room))
    chunks: list[Chunk] = []
    held: list[Piece] = []
    size = 0
    for piece in pieces:
        length = len(piece.ids) + 1
        if held and (size + length > room or size + length / 2 > goal):
            chunks.append(_chunk(held, lead if chunks else ()))
            held, size = [], 0
        held.append(piece)
        size += length
    chunks.append(_chunk(held, lead if chunks else ()))
    return chunks


def _chunk(held: Sequence[Piece], lead: tuple[Piece, ...]) -> Chunk:
    """A chunk with the lead before it, where there is room for the lead."""
    chunk = Chunk((*lead, *held), len(lead))
    return chunk if chunk.size <= CHUNK else Chunk(tuple(held))
