"""One event a line, in the codebook's form, with the document it stands in."""

import json
from collections.abc import Iterable
from typing import TextIO

from lagebild.export.form import record_json
from lagebild.records import Document, Event


def write_jsonl(found: Iterable[tuple[Document, Event]], stream: TextIO) -> int:
    """Write all events; returns how many. Sentences and cues come with their words: a line proves itself."""
    count = 0
    for document, event in found:
        row = record_json(event, document.text)
        row["published"] = document.published.isoformat() if document.published else None
        row["publisher"] = document.publisher
        row["title"] = document.title
        stream.write(json.dumps(row, ensure_ascii=False) + "\n")
        count += 1
    return count
