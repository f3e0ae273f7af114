"""JSON lines: ``{"text", "id"?, "published"?, "publisher"?, "title"?}``, one document a line."""

import codecs
import json
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from lagebild.errors import InputError
from lagebild.intake.dates import parse_published
from lagebild.intake.source import MAX_BYTES
from lagebild.intake.text import from_text
from lagebild.records import Document

_FORM = 'write {"text": "...", "published": "YYYY-MM-DD"} on one line'


def read_jsonl(
    lines: Iterable[bytes | str],
    origin: str,
    *,
    published: date | None = None,
    publisher: str | None = None,
    max_bytes: int = MAX_BYTES,
    first: int = 1,
) -> Iterator[tuple[str | None, Document | InputError]]:
    """The ``id`` and the document of each line; a broken line gives its error and the others go on.

    ``published`` and ``publisher`` stand in where a line gives none. Blank lines are skipped. ``first`` is the number
    of the first line.
    """
    for number, line in enumerate(lines, start=first):
        place = f"{origin}, line {number}"
        if len(line) > max_bytes:
            yield (
                None,
                InputError(
                    place, f"longer than {max_bytes} bytes", "split the text or raise LAGEBILD_MAX_BYTES"
                ),
            )
        elif not is_blank(line):
            yield _document(line, place, published, publisher)


def is_blank(line: bytes | str) -> bool:
    """Whether nothing is in a line, or only the mark with which some programs begin a file."""
    words = line.removeprefix(codecs.BOM_UTF8) if isinstance(line, bytes) else line.removeprefix("\ufeff")
    return not words.strip()


def _document(
    line: bytes | str, place: str, published: date | None, publisher: str | None
) -> tuple[str | None, Document | InputError]:
    name: str | None = None
    try:
        row = _row(line, place)
        raw = row.get("id")
        name = str(raw) if isinstance(raw, str | int) else None
        text = _string(row, "text", place)
        if text is None:
            raise InputError(place, "no text in it", _FORM)
        day = _string(row, "published", place)
        return name, from_text(
            text,
            published=parse_published(day, place) if day else published,
            publisher=_string(row, "publisher", place) or publisher,
            title=_string(row, "title", place),
            origin=place,
        )
    except InputError as error:
        return name, error


def _row(line: bytes | str, place: str) -> dict[str, Any]:
    try:
        text = line.decode("utf-8-sig") if isinstance(line, bytes) else line.removeprefix("\ufeff")
        row = json.loads(text)
    except UnicodeDecodeError:
        raise InputError(place, "not UTF-8", "save the file as UTF-8") from None
    except RecursionError:
        raise InputError(place, "broken JSON (nested too deep)", _FORM) from None
    except ValueError as error:
        raise InputError(place, f"broken JSON ({error})", _FORM) from None
    if not isinstance(row, dict):
        raise InputError(place, "not a JSON object", _FORM)
    return row


def _string(row: dict[str, Any], key: str, place: str) -> str | None:
    value = row.get(key)
    if value is not None and not isinstance(value, str):
        raise InputError(place, f"{key} is not a string", _FORM)
    return value or None
