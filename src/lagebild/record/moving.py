"""A whole record into another database: SQLite to PostgreSQL, back, or into another file.

Everything is written in one transaction, which is committed only if the target then holds the same rows. Whatever
happens before leaves the target as empty as it was; the source is only read, as of one moment.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from sqlalchemy import (
    JSON,
    ColumnElement,
    Connection,
    Engine,
    MetaData,
    RowMapping,
    Select,
    Table,
    Text,
    cast,
    insert,
    select,
    update,
)
from sqlalchemy.types import UserDefinedType

from lagebild.errors import RecordError
from lagebild.record import migrations, schema, search
from lagebild.record.database import analyse, open_engine, parse_url, shown, translated

ROWS_AT_A_TIME = 2000
"""Held in memory at once; the longest rows are documents, a few thousand characters each."""

_OF_THE_DATABASE = {schema.migrations.name, schema.epochs.name}
"""Tables of which every database has its own rows."""


@dataclass(frozen=True, slots=True)
class Moved:
    """How far a table has come; ``step`` is copying, indexing or comparing."""

    step: str
    table: str
    rows: int


class _Written(UserDefinedType[str]):
    """JSON as it is written, so that it arrives letter for letter; a missing value stays missing."""

    cache_ok = True

    def get_col_spec(self, **_: Any) -> str:
        return "JSON"

    def column_expression(self, column: ColumnElement[Any]) -> ColumnElement[Any]:
        return cast(column, Text)


def _tables() -> list[Table]:
    """Those to be copied, each after those it refers to."""
    copies = MetaData()
    for table in schema.metadata.sorted_tables:
        for column in table.to_metadata(copies).c:
            if isinstance(column.type, JSON):
                column.type = _Written()
    return [table for table in copies.sorted_tables if table.name not in _OF_THE_DATABASE]


def move(source: str, target: str) -> Iterator[Moved]:
    """Copy the record at one address into the empty database at another, telling how far it has come.

    :raises RecordError: there is no such record, the target is not empty, or its rows are not the same afterwards.
    """
    with _opened(source, create=False) as old, _opened(target, create=True) as new:
        with (
            translated(old.url),
            old.connect() as reading,
            reading.begin(),
            translated(new.url),
            new.connect().execution_options(writes=True) as writing,
            writing.begin(),
        ):
            yield from _copy(reading, writing)
        with translated(new.url), new.connect().execution_options(writes=True) as writing, writing.begin():
            analyse(writing)


@contextmanager
def _opened(address: str, *, create: bool) -> Iterator[Engine]:
    url = parse_url(address)
    engine = open_engine(url, create=create)
    try:
        with translated(url):
            migrations.upgrade(engine, create=create)
        yield engine
    finally:
        engine.dispose()


def _copy(reading: Connection, writing: Connection) -> Iterator[Moved]:
    # The row of epochs is what every writer locks first: nobody else adds to the target meanwhile.
    writing.execute(update(schema.epochs).values(epoch=schema.epochs.c.epoch + 1))
    tables = _tables()
    for table in tables:
        if writing.execute(select(table.c[0]).limit(1)).first() is not None:
            raise RecordError(
                f"{shown(writing.engine.url)}: is not empty ({table.name} has rows); name a database without a record"
            )
    digests = {}
    for table in tables:
        digest, moved = sha256(), 0
        yield Moved("copying", table.name, moved)
        for rows in _rows(reading, table):
            writing.execute(insert(table), [dict(row) for row in rows])
            _add(digest, rows)
            moved += len(rows)
            yield Moved("copying", table.name, moved)
        digests[table.name] = moved, digest.hexdigest()
    for indexed in search.index_stored(writing):
        yield Moved("indexing", "sentence_terms", indexed)
    for table in tables:
        digest, found = sha256(), 0
        for rows in _rows(writing, table):
            _add(digest, rows)
            found += len(rows)
            yield Moved("comparing", table.name, found)
        if (found, digest.hexdigest()) != digests[table.name]:
            raise RecordError(
                f"{shown(writing.engine.url)}: {table.name} did not arrive as it was ({found} rows of "
                f"{digests[table.name][0]}); nothing was kept there, this is a fault in Lagebild, please report it"
            )
    epoch = reading.execute(select(schema.epochs.c.epoch)).scalar_one()
    writing.execute(update(schema.epochs).values(epoch=epoch))


def _rows(connection: Connection, table: Table) -> Iterator[Sequence[RowMapping]]:
    """All rows in the order of their key, some at a time."""
    query: Select[Any] = select(table).order_by(*table.primary_key)
    options = {"yield_per": ROWS_AT_A_TIME}
    yield from connection.execute(query, execution_options=options).mappings().partitions()


def _add(digest: Any, rows: Sequence[Mapping[Any, Any]]) -> None:
    for row in rows:
        digest.update(repr(tuple(row.values())).encode("utf-8", "surrogatepass"))
