"""What a line of an export claims about a document: words with their offsets."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Row = dict[str, Any]
MANGLED = (ValueError, KeyError, TypeError, AttributeError, RecursionError)
"""What is raised by a line that is not in the form of its format."""
_FILLERS = ("actor", "recipient", "object", "framework", "place", "time", "amount", "sources")


@dataclass(frozen=True, slots=True)
class Quote:
    """``field`` tells what the words are (``actor``, ``cue``); ``[start, end)`` counts in the document's text."""

    field: str
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Claim:
    """``where`` is the place in the export (``line 3``); ``text`` the whole document if the export carries it."""

    where: str
    document_id: str
    quotes: tuple[Quote, ...]
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong at a place of the export."""

    where: str
    what: str


def quotes_in(row: Row) -> Iterator[Quote]:
    """All quotes of an event in the form of ``record_json``.

    :raises KeyError, TypeError, ValueError: the row is not in this form.
    """
    yield quote("sentence", row["sentence"])
    yield quote("trigger", row["trigger"])
    for field in _FILLERS:
        for filler in row[field]:
            if filler["text"] is not None or filler["start"] is not None:
                yield quote(field, filler)
            if filler.get("cue"):
                yield quote("cue", filler["cue"])


def quote(field: str, row: Row) -> Quote:
    """:raises ValueError: words without offsets, or offsets without words, prove nothing."""
    text, start, end = row["text"], row["start"], row["end"]
    if not isinstance(text, str) or type(start) is not int or type(end) is not int:
        raise ValueError(f"{field} needs text, start and end")
    return Quote(field, text, start, end)


def claims_of_lines(
    path: Path, build: Callable[[Row], tuple[str, tuple[Quote, ...]]]
) -> Iterator[Claim | Fault]:
    """The claims of a file of JSON lines; ``build`` gives a row's document and quotes."""
    with path.open(encoding="utf-8", errors="replace") as lines:
        for number, line in enumerate(lines, 1):
            if line.strip():
                yield claim_of(f"line {number}", line, build)


def claim_of(where: str, line: str, build: Callable[[Row], tuple[str, tuple[Quote, ...]]]) -> Claim | Fault:
    """The claim of one line of JSON, or what is wrong with the line."""
    try:
        document_id, quotes = build(json.loads(line))
    except MANGLED as error:
        return unreadable(where, error)
    return Claim(where, document_id, quotes)


def unreadable(where: str, error: Exception) -> Fault:
    """The fault of a line that is not in the form of its format."""
    told = f"{error} is missing" if isinstance(error, KeyError) else str(error)
    return Fault(where, f"is not as Lagebild wrote it ({told})")
