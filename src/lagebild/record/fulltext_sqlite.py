"""Full text in SQLite: an FTS5 table without a copy of the texts, ranked by its BM25."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Integer, Row, column, select, text

from lagebild.record import fulltext
from lagebild.record.fulltext import WEIGHTS, Every, Wanted, Words

_INSERT = text("INSERT INTO sentence_terms (rowid, words, terms, stems) VALUES (:id, :words, :terms, :stems)")
_BEST = f"""
    SELECT rowid AS id, bm25(sentence_terms, {", ".join(map(str, WEIGHTS.values()))}) AS rank
    FROM sentence_terms WHERE sentence_terms MATCH :match {{rest}} ORDER BY rank LIMIT :limit"""
_FITTING = text("SELECT rowid FROM sentence_terms WHERE sentence_terms MATCH :match")


def store(connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    """Write rows of the index: number of the sentence, words, terms and stems."""
    connection.execute(_INSERT, rows)


def best(connection: Connection, wanted: Wanted, asked: Mapping[str, Any], limit: int) -> Iterator[Row[Any]]:
    """The sentences that fit best, as ``fulltext.places`` gives them."""
    given = {"match": _match(wanted), "limit": limit}
    return fulltext.places(connection, _BEST, "sentence_terms.rowid", asked, given)


def fits(sentence: ColumnElement[int], wanted: Wanted) -> ColumnElement[bool]:
    """The sentence of this number fits."""
    fitting = _FITTING.bindparams(match=_match(wanted)).columns(column("rowid", Integer)).subquery()
    return sentence.in_(select(fitting.c.rowid))


def _match(wanted: Wanted) -> str:
    if isinstance(wanted, Words):
        return f'{wanted.column} : "{wanted.words}"'
    return f"({(' AND ' if isinstance(wanted, Every) else ' OR ').join(map(_match, wanted.of))})"
