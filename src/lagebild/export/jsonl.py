"""One event a line, in the codebook's form, with the document it stands in."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from lagebild.export.about import About, Pair
from lagebild.export.form import Json, record_json
from lagebild.export.quotes import Claim, Fault, Quote, Row, claims_of_lines, quotes_in
from lagebild.records import Document


def encode(found: Iterable[Pair], about: About) -> Iterator[bytes]:
    """A line an event. Sentences and cues come with their words: a line proves itself."""
    for document, event in found:
        yield line({**record_json(event, document.text), **head(document)})


def claims(path: Path) -> Iterator[Claim | Fault]:
    return claims_of_lines(path, _claim)


def head(document: Document) -> Json:
    return {
        "published": document.published.isoformat() if document.published else None,
        "publisher": document.publisher,
        "title": document.title,
    }


def line(row: Json) -> bytes:
    return json.dumps(row, ensure_ascii=False).encode() + b"\n"


def _claim(row: Row) -> tuple[str, tuple[Quote, ...]]:
    return row["document_id"], tuple(quotes_in(row))
