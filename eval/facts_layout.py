"""The founding documents as they were found: the gold's lines where they stand in the raw files.

The gold joins its lines by line breaks; for the product a line break ends a sentence, also after an abbreviation.
Questions about the documents are asked of the text that a user would give it: ``../shared/seeds``.
"""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from evaluate import SHARED
from scoring import GoldDocument

RAW = SHARED / "seeds"


def as_found(document: GoldDocument, folder: Path = RAW) -> GoldDocument:
    """The same document with its raw file as text; lines and events are moved there.

    :raises ValueError: no file of the folder is these lines with blanks between them.
    """
    lines = [document.text[start:end] for start, end in document.bounds]
    for path in sorted(folder.glob("*.txt")):
        text = path.read_text("utf-8")
        if bounds := _places(lines, text):
            return replace(document, text=text, bounds=bounds, events=_moved(document, bounds))
    raise ValueError(f"{document.id}: no file of {folder} has its lines")


def _places(lines: Sequence[str], text: str) -> list[tuple[int, int]]:
    """Where the lines stand; empty if more than blanks is between or around them."""
    bounds: list[tuple[int, int]] = []
    at = 0
    for line in lines:
        at += len(text[at:]) - len(text[at:].lstrip())
        if not text.startswith(line, at):
            return []
        bounds.append((at, at + len(line)))
        at += len(line)
    return [] if text[at:].strip() else bounds


def _moved(document: GoldDocument, bounds: Sequence[tuple[int, int]]) -> list[dict[str, object]]:
    moved: list[dict[str, object]] = []
    for event in document.events:
        trigger = event["trigger"]
        line = next(n for n, (a, b) in enumerate(document.bounds) if a <= trigger["start"] < b)
        by = bounds[line][0] - document.bounds[line][0]
        trigger = {**trigger, "start": trigger["start"] + by, "end": trigger["end"] + by}
        moved.append({**event, "trigger": trigger})
    return moved
