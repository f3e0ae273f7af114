"""One event a row with nested columns, for pandas, DuckDB, R and engines; the card is in the file's metadata."""

import json
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lagebild.errors import InputError, LagebildError
from lagebild.export.about import About, Pair
from lagebild.export.form import record_json
from lagebild.export.quotes import MANGLED, Claim, Fault, quotes_in, unreadable
from lagebild.export.sink import Sink

if TYPE_CHECKING:
    import pyarrow as pa

ROWS_A_GROUP = 5_000
"""Events held at a time while writing: 60 MB of Python objects (12 kB an event, measured)."""
CARD_KEY = b"lagebild"


def encode(found: Iterable[Pair], about: About) -> Iterator[bytes]:
    """The file, a row group at a time.

    :raises LagebildError: pyarrow is not installed.
    """
    pa, parquet = _pyarrow()
    form = schema().with_metadata({CARD_KEY: about.card_json().encode()})
    sink = Sink()
    rows = (_row(pair) for pair in found)
    with parquet.ParquetWriter(sink, form, compression="zstd") as writer:
        while group := list(islice(rows, ROWS_A_GROUP)):
            writer.write_table(pa.Table.from_pylist(group, form))
            yield sink.take()
    yield sink.take()


def claims(path: Path) -> Iterator[Claim | Fault]:
    """:raises InputError: the file is not whole or has other columns."""
    pa, parquet = _pyarrow()
    remedy = "export it again"
    try:
        with parquet.ParquetFile(path) as file:
            missing = set(schema().names) - set(file.schema_arrow.names)
            if missing:
                raise InputError(str(path), f"lacks the columns {', '.join(sorted(missing))}", remedy)
            number = 0
            for batch in file.iter_batches(batch_size=ROWS_A_GROUP):
                for row in batch.to_pylist():
                    number += 1
                    yield _claim(f"row {number}", row)
    except pa.ArrowException as error:
        raise InputError(str(path), f"is not a whole Parquet file ({error})", remedy) from error


def card_in(path: Path) -> dict[str, Any]:
    """The card that the file carries."""
    _, parquet = _pyarrow()
    found: dict[str, Any] = json.loads(parquet.read_schema(path).metadata[CARD_KEY])
    return found


def schema() -> "pa.Schema":
    """The columns: the keys of JSONL, in its order."""
    pa, _ = _pyarrow()
    text, number, flag = pa.string(), pa.float64(), pa.bool_()
    quote = (("text", text), ("start", pa.int64()), ("end", pa.int64()))
    others = pa.list_(pa.struct((("code", text), ("name", text), ("confidence", number))))
    actor = (
        *quote,
        ("code", text),
        ("name", text),
        ("inferred", flag),
        ("confidence", number),
        ("office", text),
        ("others", others),
    )
    place = (
        ("country", text),
        ("name", text),
        ("geonameid", pa.int64()),
        ("latitude", number),
        ("longitude", number),
    )

    def several(*fields: tuple[str, Any]) -> Any:
        return pa.list_(pa.struct(fields))

    return pa.schema(
        (
            ("id", text),
            ("document_id", text),
            ("model", text),
            ("sentence", pa.struct(quote)),
            ("trigger", pa.struct(quote)),
            ("type", text),
            ("quad", text),
            ("score", number),
            ("mode", text),
            ("context", pa.list_(text)),
            ("actor", several(*actor)),
            ("recipient", several(*actor)),
            ("object", several(*quote)),
            ("framework", several(*quote, ("name", text), ("kind", text))),
            ("place", several(*quote, *place)),
            ("time", several(*quote, ("value", text))),
            ("amount", several(*quote, ("value", text), ("bound", text))),
            ("modality", text),
            ("negated", flag),
            ("sources", several(*actor, ("cue", pa.struct(quote)), ("stance", text))),
            ("confidence", number),
            ("published", pa.date32()),
            ("publisher", text),
            ("title", text),
        )
    )


def _row(pair: Pair) -> dict[str, Any]:
    document, event = pair
    published: date | None = document.published
    return {
        **record_json(event, document.text),
        "published": published,
        "publisher": document.publisher,
        "title": document.title,
    }


def _claim(where: str, row: dict[str, Any]) -> Claim | Fault:
    try:
        return Claim(where, row["document_id"], tuple(quotes_in(row)))
    except MANGLED as error:
        return unreadable(where, error)


def _pyarrow() -> tuple[Any, Any]:
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError as error:
        raise LagebildError(
            "Parquet needs pyarrow, which is not installed; run `pip install 'lagebild[parquet]'` or export JSONL"
        ) from error
    return pyarrow, parquet
