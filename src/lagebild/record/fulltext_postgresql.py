"""Full text in PostgreSQL: a tsvector for each column, in one GIN index, ranked as SQLite ranks.

``ts_rank`` knows nothing of how rare a word is, so the rank is BM25 over the same words and columns.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from math import log
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Row,
    Table,
    column,
    func,
    insert,
    select,
    text,
)
from sqlalchemy.dialects.postgresql import TSVECTOR

from lagebild.record import fulltext, schema
from lagebild.record.fulltext import WEIGHTS, Every, Wanted, Words, leaves

metadata = MetaData()
_terms = Table(
    "sentence_terms",
    metadata,
    Column("id", Integer, ForeignKey(schema.sentences.c.id), primary_key=True, autoincrement=False),
    Column("size", Integer, nullable=False),  # how many words the three columns have
    *(Column(name, TSVECTOR, nullable=False) for name in WEIGHTS),
)
Index("sentence_terms_words", *(_terms.c[name] for name in WEIGHTS), postgresql_using="gin")

_WORD = re.compile(r"[0-9A-Za-z\u0080-\U0010ffff]+")
"""The words that SQLite's ``ascii`` tokenizer sees; none of their characters means anything in a tsvector."""

LONGEST_WORD = 2046
MOST_BYTES = 1_000_000
MOST_PLACES = 255
LAST_PLACE = 16_383
"""Limits of a tsvector; what a sentence has beyond them is not found."""

SATURATION = 1.2
LENGTH_MATTERS = 0.75
"""``k1`` and ``b`` of BM25, those of FTS5."""
LEAST_RARITY = 1e-6
"""What a word counts that stands in half of all sentences."""
HITS_COUNTED = 20_000
"""Words that stand in more sentences count as rare as if it were so many."""
SENTENCES_MEASURED = 1000
"""The first of the record tell how long sentences are."""


def store(connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    """Write rows of the index: number of the sentence, words, terms and stems."""
    found = []
    for row in rows:
        words = {name: _WORD.findall(row[name].lower()) for name in WEIGHTS}
        size = sum(map(len, words.values()))
        found.append({"id": row["id"], "size": size, **{name: _vector(words[name]) for name in WEIGHTS}})
    connection.execute(insert(_terms), found)


def best(connection: Connection, wanted: Wanted, asked: Mapping[str, Any], limit: int) -> Iterator[Row[Any]]:
    """The sentences that fit best, as ``fulltext.places`` gives them."""
    given: dict[str, Any] = {"limit": limit}
    match = _condition(wanted, given)
    measured = select(func.avg(_terms.c.size)).where(_terms.c.id <= SENTENCES_MEASURED)
    given["average"] = float(connection.execute(measured).scalar() or 1.0)
    length = f"({1 - LENGTH_MATTERS} + {LENGTH_MATTERS} * size / CAST(:average AS float8))"
    ranks = []
    for n, (leaf, worth) in enumerate(_worth(connection, wanted).items()):
        weight = WEIGHTS[leaf.column]
        given |= {f"leaf{n}": _query(leaf), f"worth{n}": worth * weight * (SATURATION + 1)}
        ranks.append(
            f"CASE WHEN {leaf.column} @@ CAST(:leaf{n} AS tsquery) "
            f"THEN CAST(:worth{n} AS float8) / ({weight} + {SATURATION} * {length}) ELSE 0 END"
        )
    sql = f"""SELECT id, -({" + ".join(ranks)}) AS rank FROM sentence_terms WHERE {match} {{rest}}
        ORDER BY rank LIMIT :limit"""
    return fulltext.places(connection, sql, "sentence_terms.id", asked, given)


def fits(sentence: ColumnElement[int], wanted: Wanted) -> ColumnElement[bool]:
    """The sentence of this number fits."""
    given: dict[str, Any] = {}
    fitting = text(f"SELECT id FROM sentence_terms WHERE {_condition(wanted, given)}").bindparams(**given)
    return sentence.in_(select(fitting.columns(column("id", Integer)).subquery().c.id))


def _worth(connection: Connection, wanted: Wanted) -> dict[Words, float]:
    """What each word or phrase counts: the more, the rarer it is, and as often as it is wanted."""
    often = Counter(leaves(wanted))
    sentences = connection.execute(select(func.max(_terms.c.id))).scalar() or 0
    counts, given = [], {}
    for n, leaf in enumerate(often):
        given[f"leaf{n}"] = _query(leaf)
        counts.append(
            f"(SELECT count(*) FROM (SELECT 1 FROM sentence_terms WHERE {leaf.column} @@ "
            f"CAST(:leaf{n} AS tsquery) LIMIT {HITS_COUNTED}) AS hits{n})"
        )
    hits = connection.execute(text(f"SELECT {', '.join(counts)}"), given).one()
    return {
        leaf: often[leaf]
        * max(log((sentences - n + 0.5) / (n + 0.5)) if n < sentences else 0.0, LEAST_RARITY)
        for leaf, n in zip(often, hits, strict=True)
    }


def _vector(words: Sequence[str]) -> str:
    """The words with their places as a tsvector is written."""
    places: defaultdict[str, list[str]] = defaultdict(list)
    for place, word in enumerate(words[:LAST_PLACE], start=1):
        if len(word.encode()) <= LONGEST_WORD and len(places[word]) < MOST_PLACES:
            places[word].append(str(place))
    vector, left = [], MOST_BYTES
    for word, found in places.items():
        left -= len(word.encode()) + 2 * len(found) + 6
        if found and left > 0:
            vector.append(f"{word}:{','.join(found)}")
    return " ".join(vector)


def _condition(wanted: Wanted, given: dict[str, Any]) -> str:
    """SQL for what is wanted; its parameters are added to ``given``."""
    columns = {leaf.column for leaf in leaves(wanted)}
    if len(columns) == 1 or isinstance(wanted, Words):
        name = f"match{len(given)}"
        given[name] = _query(wanted)
        return f"{columns.pop()} @@ CAST(:{name} AS tsquery)"
    between = " AND " if isinstance(wanted, Every) else " OR "
    return f"({between.join(_condition(part, given) for part in wanted.of)})"


def _query(wanted: Wanted) -> str:
    """What is wanted of one column as a tsquery is written."""
    if isinstance(wanted, Words):
        words = [word for word in _WORD.findall(wanted.words.lower()) if len(word.encode()) <= LONGEST_WORD]
        return f"({' <-> '.join(words)})" if words else ""
    parts = filter(None, map(_query, wanted.of))
    joined = (" & " if isinstance(wanted, Every) else " | ").join(parts)
    return f"({joined})" if joined else ""
