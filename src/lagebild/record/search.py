"""Full text: sentences of documents by their words, base forms and parts of compounds. All SQL for it is here.

``sentences`` says where a sentence stands; ``sentence_terms`` has a row of the same number with three columns of
folded words: ``words`` as they stand there, for phrases, ``terms`` (base forms and parts) and ``stems``.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypedDict

from sqlalchemy import (
    Connection,
    Date,
    DateTime,
    Integer,
    Select,
    bindparam,
    column,
    false,
    func,
    insert,
    select,
    text,
)
from sqlalchemy.types import TypeEngine

from lagebild.language.words import asked_terms, fold, is_stop_word, terms_of, tokens
from lagebild.record import schema
from lagebild.record.moments import moment
from lagebild.records import Block, BlockKind, Document, Span

WEIGHTS = (1.0, 1.0, 0.5)
"""What a hit in words, terms and stems counts; only phrases are looked for in the words."""

_QUOTED = re.compile(r'["„“”«»]([^"„“”«»]+)["„“”«»]')


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence that fits: where it stands and how well it fits (higher is better, comparable in one search).

    ``complete`` is false where it lacks a word of the query.
    """

    document_id: str
    span: Span
    text: str
    score: float
    complete: bool = True


@dataclass(frozen=True, slots=True)
class _Part:
    """FTS5 expressions for a word or phrase of the query: what it must be, and what is near enough."""

    exact: str
    near: str


class Conditions(TypedDict, total=False):
    """What a search may be narrowed to: a document, days of publication (inclusive), a publisher.

    ``not_before`` is a day of publication that undated documents pass; documents added after the moment ``as_of``
    (UTC) do not count.
    """

    limit: int
    fill: bool
    document_id: str | None
    since: date | None
    until: date | None
    publisher: str | None
    as_of: datetime | None
    not_before: date | None


def search(
    connection: Connection, query: str, *, limit: int = 20, fill: bool = False, **conditions: Any
) -> list[Passage]:
    """Sentences that have every word of the query, best first; if there is none, those that have some.

    Words in quotation marks must stand together just so. ``fill``: sentences with some of the words follow those
    that have all, up to ``limit``. For the conditions see ``Conditions``.
    """
    parts = list(_parts(query))
    if not parts or limit < 1:
        return []
    asked = {name: value for name, value in conditions.items() if value is not None}
    if "as_of" in asked:
        asked["as_of"] = moment(asked["as_of"])
    found = _found(connection, " AND ".join(part.exact for part in parts), asked, limit, complete=True)
    if len(found) < limit and (fill or not found):
        known = {(passage.document_id, passage.span) for passage in found}
        some = _found(connection, " OR ".join(part.near for part in parts), asked, limit, complete=False)
        found += [p for p in some if (p.document_id, p.span) not in known][: limit - len(found)]
    return found


def sentences_with(query: str) -> Select[Any]:
    """Where the sentences stand that have every word of the query; none if it has no word to look for."""
    match = " AND ".join(part.exact for part in _parts(query))
    here = schema.sentences.c
    places = select(here.document_id, here.start, here.stop)
    if not match:
        return places.where(false())
    fitting = text("SELECT rowid FROM sentence_terms WHERE sentence_terms MATCH :match").bindparams(
        match=match
    )
    return places.where(here.id.in_(select(fitting.columns(column("rowid", Integer)).subquery().c.rowid)))


def index(connection: Connection, document: Document) -> None:
    """Make the sentences of a document that is stored searchable; part of the transaction that stores it."""
    from lagebild.language.sentences import (
        document_sentences,
    )  # slow to import, and who only asks needs it not

    last = connection.execute(select(func.max(schema.sentences.c.id))).scalar() or 0
    places, terms = [], []
    for number, span in enumerate(document_sentences(document), start=last + 1):
        places.append({"id": number, "document_id": document.id, "start": span.start, "stop": span.end})
        terms.append({"id": number, **_row(span.of(document.text))})
    if places:
        connection.execute(insert(schema.sentences), places)
        connection.execute(_INSERT, terms)


def index_all(connection: Connection) -> None:
    """Make every document searchable that an older version stored."""
    # Columns by name: at this step of an upgrade the table may lack what later steps add.
    c = schema.documents.c
    ids = connection.execute(select(c.id).order_by(c.id)).scalars().all()
    for document_id in ids:
        row = connection.execute(select(c.text, c.blocks).where(c.id == document_id)).one()
        blocks = tuple(Block(BlockKind(kind), Span(start, end)) for kind, start, end in row.blocks)
        index(connection, Document(id=document_id, text=row.text, blocks=blocks))


_INSERT = text("INSERT INTO sentence_terms (rowid, words, terms, stems) VALUES (:id, :words, :terms, :stems)")
_RANK = f"bm25(sentence_terms, {', '.join(map(str, WEIGHTS))})"
_BEST = f"""
    SELECT rowid AS id, {_RANK} AS rank FROM sentence_terms WHERE sentence_terms MATCH :match {{rest}}
    ORDER BY rank LIMIT :limit"""
_PLACES = """
    SELECT s.document_id, s.start, s.stop, substr(d.text, s.start + 1, s.stop - s.start) AS text, best.rank
    FROM ({best}) AS best JOIN sentences AS s ON s.id = best.id JOIN documents AS d ON d.id = s.document_id
    ORDER BY best.rank, d.published DESC, s.id"""
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


def _found(
    connection: Connection, match: str, asked: dict[str, Any], limit: int, *, complete: bool
) -> list[Passage]:
    rest = ""
    if asked:
        conditions = " AND ".join(_CONDITIONS[name] for name in asked)
        # Asked of each hit: joined or with a plain IN, SQLite runs the match anew for every sentence of the record.
        rest = (
            "AND EXISTS (SELECT 1 FROM sentences AS s WHERE s.id = sentence_terms.rowid "
            f"AND s.document_id IN (SELECT d.id FROM documents AS d WHERE {conditions}))"
        )
    types = [bindparam(name, type_=_TYPES[name]) for name in asked if name in _TYPES]
    statement = text(_PLACES.format(best=_BEST.format(rest=rest))).bindparams(*types)
    rows = connection.execute(statement, {"match": match, "limit": limit, **asked})
    return [
        Passage(row.document_id, Span(row.start, row.stop), row.text, -row.rank, complete) for row in rows
    ]


def _row(sentence: str) -> dict[str, str]:
    words: list[str] = []
    terms: list[str] = []
    stems: list[str] = []
    for at, span in enumerate(tokens(sentence)):
        word = span.of(sentence)
        found = terms_of(word, first=at == 0)
        words += found.words
        if not is_stop_word(word):
            terms += found.terms
            stems += found.stems
    return {"words": " ".join(words), "terms": " ".join(terms), "stems": " ".join(stems)}


def _parts(query: str) -> Iterator[_Part]:
    """The words and phrases of a query; stop words count only in phrases, or where there is nothing else."""
    for match in _QUOTED.finditer(query):
        words = [word for span in tokens(match[1]) for word in terms_of(span.of(match[1])).words]
        if words:
            phrase = f'words : "{" ".join(words)}"'
            yield _Part(phrase, phrase)
    rest = _QUOTED.sub(" ", query)
    words = [span.of(rest) for span in tokens(rest)]
    for word in words:
        if not is_stop_word(word):
            yield _part(word)
        elif len(words) == 1:
            yield _Part(*(f'words : "{fold(word)}"',) * 2)


def _part(word: str) -> _Part:
    whole, parts = asked_terms(word)
    exact = [_any("terms", whole.terms) if len(whole.words) == 1 else _all("terms", whole.terms)]
    near = [*exact, _any("stems", whole.stems)]
    if parts:
        exact.append(_together([_any("terms", part.terms) for part in parts]))
        near += [_any("terms", part.terms) for part in parts]
    return _Part(f"({' OR '.join(exact)})", f"({' OR '.join(near)})")


def _any(column: str, terms: Sequence[str]) -> str:
    return f"{column} : ({' OR '.join(_quoted(terms))})"


def _all(column: str, terms: Sequence[str]) -> str:
    return f"{column} : ({' AND '.join(_quoted(terms))})"


def _together(expressions: Sequence[str]) -> str:
    return f"({' AND '.join(expressions)})"


def _quoted(terms: Iterable[str]) -> list[str]:
    return [f'"{term}"' for term in terms]
