"""Full text: sentences of documents by their words, base forms and parts of compounds.

``sentences`` says where a sentence stands; ``sentence_terms`` has a row of the same number with three columns of
folded words: ``words`` as they stand there, for phrases, ``terms`` (base forms and parts) and ``stems``. How a
database keeps and searches it: ``fulltext_sqlite``, ``fulltext_postgresql``.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from types import ModuleType
from typing import Any, TypedDict

from sqlalchemy import ColumnElement, Connection, Select, false, func, insert, select
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler

from lagebild.language.words import asked_terms, fold, is_stop_word, terms_of, tokens
from lagebild.record import fulltext_postgresql, fulltext_sqlite, schema
from lagebild.record.fulltext import Every, Some, Wanted, Words
from lagebild.record.moments import moment
from lagebild.records import Block, BlockKind, Document, Span

_DIALECTS: dict[str, ModuleType] = {"sqlite": fulltext_sqlite, "postgresql": fulltext_postgresql}

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
    """What a word or phrase of the query is looked for as: what it must be, and what is near enough."""

    exact: Wanted
    near: Wanted


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
    found = _found(connection, Every(tuple(part.exact for part in parts)), asked, limit, complete=True)
    if len(found) < limit and (fill or not found):
        known = {(passage.document_id, passage.span) for passage in found}
        some = _found(connection, Some(tuple(part.near for part in parts)), asked, limit, complete=False)
        found += [p for p in some if (p.document_id, p.span) not in known][: limit - len(found)]
    return found


def sentences_with(query: str) -> Select[Any]:
    """Where the sentences stand that have every word of the query; none if it has no word to look for."""
    parts = tuple(part.exact for part in _parts(query))
    here = schema.sentences.c
    places = select(here.document_id, here.start, here.stop)
    return places.where(_Fits(here.id, Every(parts)) if parts else false())


class _Fits(ColumnElement[bool]):
    """The condition that a sentence fits, written as the database at hand wants it."""

    inherit_cache = False

    def __init__(self, sentence: ColumnElement[int], wanted: Wanted) -> None:
        self.sentence, self.wanted = sentence, wanted


@compiles(_Fits)
def _compile(element: _Fits, compiler: SQLCompiler, **options: Any) -> str:
    fits = _DIALECTS[compiler.dialect.name].fits(element.sentence, element.wanted)
    return compiler.process(fits, **options)


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
        _DIALECTS[connection.dialect.name].store(connection, terms)


def index_all(connection: Connection) -> None:
    """Make every document searchable that an older version stored."""
    # Columns by name: at this step of an upgrade the table may lack what later steps add.
    c = schema.documents.c
    ids = connection.execute(select(c.id).order_by(c.id)).scalars().all()
    for document_id in ids:
        row = connection.execute(select(c.text, c.blocks).where(c.id == document_id)).one()
        blocks = tuple(Block(BlockKind(kind), Span(start, end)) for kind, start, end in row.blocks)
        index(connection, Document(id=document_id, text=row.text, blocks=blocks))


def index_stored(connection: Connection) -> Iterator[int]:
    """Make sentences searchable that came from another database; tells how many are, now and then."""
    c, places = schema.documents.c, schema.sentences.c
    done = 0
    for document_id in connection.execute(select(c.id).order_by(c.id)).scalars().all():
        words = connection.execute(select(c.text).where(c.id == document_id)).scalar_one()
        query = select(schema.sentences).where(places.document_id == document_id).order_by(places.id)
        rows = [
            {"id": row.id, **_row(words[row.start : row.stop])} for row in connection.execute(query).all()
        ]
        if rows:
            _DIALECTS[connection.dialect.name].store(connection, rows)
            done += len(rows)
            yield done


def _found(
    connection: Connection, wanted: Wanted, asked: dict[str, Any], limit: int, *, complete: bool
) -> list[Passage]:
    rows = _DIALECTS[connection.dialect.name].best(connection, wanted, asked, limit)
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
            phrase = Words("words", " ".join(words))
            yield _Part(phrase, phrase)
    rest = _QUOTED.sub(" ", query)
    words = [span.of(rest) for span in tokens(rest)]
    for word in words:
        if not is_stop_word(word):
            yield _part(word)
        elif len(words) == 1:
            yield _Part(*(Words("words", fold(word)),) * 2)


def _part(word: str) -> _Part:
    whole, parts = asked_terms(word)
    several = _each("terms", whole.terms)
    exact: list[Wanted] = [Some(several) if len(whole.words) == 1 else Every(several)]
    near = [*exact, Some(_each("stems", whole.stems))]
    if parts:
        exact.append(Every(tuple(Some(_each("terms", part.terms)) for part in parts)))
        near += [Some(_each("terms", part.terms)) for part in parts]
    return _Part(Some(tuple(exact)), Some(tuple(near)))


def _each(column: str, terms: Sequence[str]) -> tuple[Words, ...]:
    return tuple(Words(column, term) for term in terms)
