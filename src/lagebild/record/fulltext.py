"""What full text is asked for, whatever database answers: words in columns, and what a hit must fulfil besides.

``fulltext_sqlite`` and ``fulltext_postgresql`` have the same functions: ``store`` writes rows of the index, ``best``
finds the sentences that fit best, ``fits`` is the condition that one fits.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Date, DateTime, Row, bindparam, text
from sqlalchemy.types import TypeEngine

WEIGHTS = {"words": 1.0, "terms": 1.0, "stems": 0.5}
"""What a hit in a column counts; only phrases are looked for in the words."""


@dataclass(frozen=True, slots=True)
class Words:
    """Folded words that stand together, in this order, in one column of the index."""

    column: str
    words: str


@dataclass(frozen=True, slots=True)
class Every:
    """All of these in one sentence."""

    of: tuple["Wanted", ...]


@dataclass(frozen=True, slots=True)
class Some:
    """At least one of these."""

    of: tuple["Wanted", ...]


Wanted = Words | Every | Some


def leaves(wanted: Wanted) -> Iterator[Words]:
    """The words and phrases of what is wanted, as often as they occur."""
    if isinstance(wanted, Words):
        yield wanted
    else:
        for part in wanted.of:
            yield from leaves(part)


_PLACES = """
    SELECT s.document_id, s.start, s.stop, substr(d.text, s.start + 1, s.stop - s.start) AS text, best.rank
    FROM ({best}) AS best JOIN sentences AS s ON s.id = best.id JOIN documents AS d ON d.id = s.document_id
    ORDER BY best.rank, d.published DESC NULLS LAST, s.id"""
_CONDITIONS = {
    "document_id": "d.id = :document_id",
    "since": "d.published >= :since",
    "until": "d.published <= :until",
    "publisher": "d.publisher = :publisher",
    "as_of": "d.added_at <= :as_of",
    "not_before": "(d.published IS NULL OR d.published >= :not_before)",
}
_TYPES: dict[str, TypeEngine[Any]] = {
    "since": Date(),
    "until": Date(),
    "as_of": DateTime(),
    "not_before": Date(),
}


def places(
    connection: Connection, best: str, number: str, asked: Mapping[str, Any], given: Mapping[str, Any]
) -> Iterator[Row[Any]]:
    """Document, start, stop, text and rank (lower is better) of the sentences that a query finds.

    ``best`` is its SQL with a place for further conditions, ``number`` the column there that tells the sentence,
    ``given`` its parameters. ``asked`` are conditions of ``search.Conditions``.
    """
    rest = ""
    if asked:
        conditions = " AND ".join(_CONDITIONS[name] for name in asked)
        # Asked of each hit: joined or with a plain IN, SQLite runs the match anew for every sentence of the record.
        rest = (
            f"AND EXISTS (SELECT 1 FROM sentences AS s WHERE s.id = {number} "
            f"AND s.document_id IN (SELECT d.id FROM documents AS d WHERE {conditions}))"
        )
    types = [bindparam(name, type_=_TYPES[name]) for name in asked if name in _TYPES]
    statement = text(_PLACES.format(best=best.format(rest=rest))).bindparams(*types)
    yield from connection.execute(statement, {**given, **asked})
