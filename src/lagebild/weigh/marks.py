"""What tells where a document has its text from: agencies it names, and a signature that finds copies."""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from lagebild.records import SPOKEN_BLOCKS, Document
from lagebild.weigh.acts import stems

PERMUTATIONS = 128
_BRACKET = re.compile(r"\(([A-ZÄÖÜa-zäöü]{2,10}(?:[/,] ?[A-ZÄÖÜa-zäöü]{2,10})*)\)")
_CREDIT = re.compile(
    rf"^[^(]{{0,60}}(?:{_BRACKET.pattern}\s*[-–—:.]|\.\s*{_BRACKET.pattern})|[.!?“]\s*{_BRACKET.pattern}$"
)
"""Where only credits stand in brackets, before or behind a text; elsewhere ``(SPD)`` is the party of somebody."""
_NAMED = re.compile(
    r"(?:Nachrichtenagentur|Agentur|Nachrichtendienst|Pressedienst)(?:en)?s?,? (?:„|\")?"
    r"((?:[A-ZÄÖÜ][\w-]+ ?){1,3}|[a-z]{3}\b)"
)


@dataclass(frozen=True, slots=True)
class Media:
    """Names of agencies by their short form, and words that tell agencies and official publishers."""

    agencies: dict[str, list[str]]
    agency_heads: tuple[str, ...]
    agency_kinds: tuple[str, ...]
    state_kinds: tuple[str, ...]
    official_heads: tuple[str, ...]
    official_kinds: tuple[str, ...]


@cache
def media() -> Media:
    path = files("lagebild.reference").joinpath("data/media.json")
    given = json.loads(path.read_text("utf-8"))
    return Media(given.pop("agencies"), **{name: tuple(words) for name, words in given.items()})


def marks_of(document: Document) -> frozenset[str]:
    """Short forms and names of agencies behind ``Nachrichtenagentur``, in brackets, or in the brackets of a credit."""
    known = {name: short for short, names in media().agencies.items() for name in names}
    in_brackets = _short_forms(_BRACKET, document.text)
    credits = {short for b in document.blocks for short in _short_forms(_CREDIT, b.span.of(document.text))}
    named = {m[1].strip() for m in _NAMED.finditer(document.text)}
    found = {name for name in in_brackets | named if name in known} | {c for c in credits if c.isupper()}
    return frozenset(known.get(name, name) for name in found | {name for name in named if not name.islower()})


def _short_forms(pattern: re.Pattern[str], text: str) -> set[str]:
    """What stands in the brackets; ``AFP/dpa`` are two."""
    lists = (group for m in pattern.finditer(text) for group in m.groups() if group)
    return {short for each in lists for short in re.split(r"[/,] ?", each)}


def signature_of(document: Document) -> tuple[int, ...]:
    """MinHash of the stems in what the document tells; equal places estimate the Jaccard similarity.

    Stems and not runs of words: rewrites of agency reports keep the names and numbers, hardly a phrase.
    """
    spoken = " ".join(b.span.of(document.text) for b in document.blocks if b.kind in SPOKEN_BLOCKS)
    hashed = np.array([_hash(stem) for stem in stems(spoken or document.text)] or [0], np.uint64)
    factors, summands = _permutations()
    mixed = hashed[:, None] * factors[None, :] + summands[None, :]  # wraps around, which is as good
    return tuple(int(x >> np.uint64(33)) for x in mixed.min(axis=0))


def similarity(a: Iterable[int], b: Iterable[int]) -> float:
    """Estimated share of stems in common; 0 if a document has no signature."""
    pairs = list(zip(a, b, strict=False))
    return sum(x == y for x, y in pairs) / len(pairs) if pairs else 0.0


@cache
def _permutations() -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    """Odd factors and summands, the same in every version: signatures are stored."""
    factors = [_hash(f"factor {i}") | 1 for i in range(PERMUTATIONS)]
    summands = [_hash(f"summand {i}") for i in range(PERMUTATIONS)]
    return np.array(factors, np.uint64), np.array(summands, np.uint64)


def _hash(text: str) -> int:
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "big")
