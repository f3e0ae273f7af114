"""The record: documents and what was read in them, in one database. Rows are only ever added."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, date, datetime
from itertools import islice
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, Unpack

from sqlalchemy import Connection, Engine, and_, func, insert, select
from sqlalchemy.engine import URL

from lagebild.errors import RecordError
from lagebild.record import audit, checks, lists, migrations, queries, schema, search, tallies
from lagebild.record.access import Access
from lagebild.record.cases import Cases
from lagebild.record.changes import ReadingSummary
from lagebild.record.counting import Counting
from lagebild.record.database import analyse, open_engine, parse_url, translated
from lagebild.record.jobs import Jobs
from lagebild.record.judging import Judging
from lagebild.record.queries import (
    EVERYTHING,
    ActorSummary,
    DocumentSummary,
    EventFilter,
    FrameworkSummary,
)
from lagebild.record.refusals import NotFoundError
from lagebild.record.rows import EvidenceError, document_from, document_row, events_from, rows_of
from lagebild.record.weighing import Weighing
from lagebild.records import Document, Event

if TYPE_CHECKING:
    from lagebild.record import answers
    from lagebild.record.questions import Question

DOCUMENTS_A_TRANSACTION = 50
"""``add_many`` commits this often; more gained nothing measurable."""


class Store:
    """An open database. May be used from several threads; several processes may open the same one."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._wrote = False
        self.cases = Cases(self._transaction)
        self.counting = Counting(self._transaction)
        self.weighing = Weighing(self._transaction)
        self.judging = Judging(self._transaction)
        self.access = Access(self._transaction)
        self.jobs = Jobs(self._transaction, engine)

    @classmethod
    def open(cls, url: str, *, create: bool = True) -> "Store":
        """Open a database URL or path; an older file is upgraded, a missing one made if ``create``.

        :raises RecordError: it is missing, damaged, newer than this program, or cannot be reached or written.
        """
        parsed = parse_url(url)
        engine = open_engine(parsed, create=create)
        try:
            with translated(parsed):
                migrations.upgrade(engine, create=create)
        except BaseException:
            engine.dispose()
            raise
        return cls(engine)

    def close(self) -> None:
        """Leave the file ready for others; after writing, with fresh statistics for the query planner."""
        if self._wrote:
            with suppress(RecordError), self._transaction(writes=True) as connection:
                analyse(connection)
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def url(self) -> URL:
        return self._engine.url

    # Writing

    def add(self, document: Document, events: Sequence[Event], *, model: str) -> bool:
        """Store a document and its events in one transaction; False if this model has read it already.

        :raises EvidenceError: an event is not about this text.
        """
        with self._transaction(writes=True) as connection:
            return _insert(connection, document, events, model)

    def add_many(self, pairs: Iterable[tuple[Document, Sequence[Event]]], *, model: str) -> list[bool]:
        """Like ``add`` for each pair, with fewer commits; a refused one takes its batch with it."""
        added: list[bool] = []
        remaining = iter(pairs)
        while batch := list(islice(remaining, DOCUMENTS_A_TRANSACTION)):
            with self._transaction(writes=True) as connection:
                added.extend([_insert(connection, document, events, model) for document, events in batch])
        return added

    # Asking

    def known(self, document_id: str, model: str) -> bool:
        """Whether the model has read the document."""
        readings = schema.readings.c
        query = select(readings.number).where(readings.document_id == document_id, readings.model == model)
        with self._transaction() as connection:
            return connection.execute(query).first() is not None

    def stored(self, document: Document) -> Document | None:
        """The document as it was first stored, None if it was not; another copy may differ in white space."""
        query = select(schema.documents).where(schema.documents.c.id == document.id)
        with self._transaction() as connection:
            row = connection.execute(query).mappings().first()
        return None if row is None else document_from(row)

    def documents(
        self,
        *,
        search: str | None = None,
        limit: int | None = 100,
        offset: int = 0,
        after: lists.Dated | None = None,
    ) -> list[DocumentSummary]:
        """Newest publication first; ``search`` is looked for in title, publisher, origin and text.

        ``after`` is day of publication and id of the last one already seen.
        """
        with self._transaction() as connection:
            return lists.documents(connection, search=search, limit=limit, offset=offset, after=after)

    def published_since(self, day: date) -> int:
        """How many documents were published on a day or later."""
        c = schema.documents.c
        with self._transaction() as connection:
            return connection.execute(select(func.count(c.id)).where(c.published >= day)).scalar_one()

    def document(self, beginning: str) -> Document:
        """The document whose id begins so.

        :raises NotFoundError: none or several do.
        """
        c = schema.documents.c
        given = beginning.lower()
        # ``LIKE`` cannot use the index: 50 documents of 40,000 took 0.5 s. No id has a letter after f.
        query = select(schema.documents).where(c.id >= given, c.id < f"{given}g").limit(2)
        with self._transaction() as connection:
            rows = connection.execute(query).mappings().all()
        if not rows or not beginning:
            raise NotFoundError(f"{beginning}: no document has this id; `lagebild events` lists ids")
        if len(rows) > 1:
            raise NotFoundError(f"{beginning}: several documents have ids that begin so; give more of the id")
        return document_from(rows[0])

    def events(
        self,
        wanted: EventFilter = EVERYTHING,
        *,
        limit: int | None = None,
        after: str | None = None,
        numbers: Sequence[int] | None = None,
    ) -> list[Event]:
        """Events of the readings in force: newest publication first, then as in the text.

        ``after`` is the id of the last event already seen; ``numbers`` (of ``tallies``) leave only those events.
        :raises NotFoundError: there is no event ``after``.
        """
        with self._transaction() as connection:
            query = queries.event_rows(wanted, connection).limit(limit)
            if after is not None:
                query = query.where(queries.after(after, connection))
            if numbers is not None:
                rows = select(schema.tallies.c.event_id).where(queries.numbered(numbers))
                query = query.where(schema.events.c.id.in_(rows))
            found = connection.execute(query).mappings().all()
            ids = [row["id"] for row in found]
            return events_from(
                found,
                _children(connection, schema.event_spans, ids),
                _children(connection, schema.event_actors, ids),
                _children(connection, schema.event_frameworks, ids),
            )

    def latest(self, wanted: EventFilter = EVERYTHING, *, limit: int) -> list[tuple[Event, datetime]]:
        """Events with the moment (UTC) at which each was read or corrected, the latest first."""
        with self._transaction() as connection:
            found = lists.latest(connection, wanted, limit=limit)
        events = {event.id: event for event in self.events_by_id(sorted(found))}
        return [(events[event_id], at) for event_id, at in found.items()]

    def events_by_id(self, ids: Sequence[str]) -> list[Event]:
        """Some events in the order of their ids; those the record does not have are left out."""
        c, readings = schema.events.c, schema.readings.c
        rows: list[Any] = []
        with self._transaction() as connection:
            for at in range(0, len(ids), queries.IDS_A_QUERY):
                query = (
                    select(schema.events, readings.model)
                    .join(
                        schema.readings,
                        and_(readings.document_id == c.document_id, readings.number == c.reading),
                    )
                    .where(c.id.in_(ids[at : at + queries.IDS_A_QUERY]))
                    .order_by(c.id)
                )
                rows.extend(connection.execute(query).mappings())
            found = [row["id"] for row in rows]
            return events_from(
                rows,
                _children(connection, schema.event_spans, found),
                _children(connection, schema.event_actors, found),
                _children(connection, schema.event_frameworks, found),
            )

    def readings(self, document_id: str) -> list[ReadingSummary]:
        """Which models read a document, oldest first; the last one is in force."""
        c = schema.readings.c
        query = (
            select(c.number, c.model, c.events, c.added_at)
            .where(c.document_id == document_id)
            .order_by(c.number)
        )
        with self._transaction() as connection:
            return [ReadingSummary(*row) for row in connection.execute(query)]

    def events_of_reading(self, document_id: str, number: int) -> list[Event]:
        """What a model found in one reading, in force or not, as it stands in the text."""
        c = schema.events.c
        query = select(c.id).where(c.document_id == document_id, c.reading == number, c.judgement.is_(None))
        with self._transaction() as connection:
            ids = list(connection.execute(query).scalars())
        return sorted(self.events_by_id(ids), key=lambda event: (event.trigger, event.id))

    def iterate(self, wanted: EventFilter = EVERYTHING, *, page: int = 1000) -> Iterator[Event]:
        """Like ``events``, a page at a time, for exports larger than memory."""
        last: str | None = None
        while found := self.events(wanted, limit=page, after=last):
            yield from found
            last = found[-1].id

    def search(self, query: str, **conditions: Unpack[search.Conditions]) -> list[search.Passage]:
        """Sentences with the words of ``query``, best first; conditions and limit as in ``search.search``."""
        with self._transaction() as connection:
            return search.search(connection, query, **conditions)

    def answer(
        self, question: "Question", wanted: EventFilter = EVERYTHING, *, limit: int = 10
    ) -> "answers.Answer":
        """Events and passages for the reading of a question; ``events_by_id`` has the events."""
        from lagebild.record import answers  # needs the registry, which few processes load

        with self._transaction() as connection:
            return answers.answer(connection, question, wanted, limit=limit)

    def actors(
        self,
        *,
        search: str | None = None,
        limit: int | None = 100,
        after: tuple[int, str, str | None] | None = None,
    ) -> list[ActorSummary]:
        """Codes with names, most frequent first; ``search`` is a code or part of a name.

        ``after`` is how often the last one already seen stands somewhere, its code and name.
        """
        with self._transaction() as connection:
            return lists.actors(connection, search=search, limit=limit, after=after)

    def frameworks(
        self, *, search: str | None = None, known: bool = True, limit: int | None = 100
    ) -> list[FrameworkSummary]:
        """Frameworks of events, most frequent first: those of the registry, or the words of those unknown to it."""
        with self._transaction() as connection:
            return lists.frameworks(connection, search=search, known=known, limit=limit)

    def epoch(self) -> int:
        """How often the record has been written to: what was worked out at the same epoch still holds."""
        with self._transaction() as connection:
            return tallies.epoch(connection)

    def counts(self) -> dict[str, int]:
        """Rows in force: documents, events, actors (different codes), models."""
        documents, events = schema.documents.c, schema.events.c
        actors, readings = schema.event_actors.c, schema.readings.c
        asked = {
            "documents": select(func.count(documents.id)),
            "events": select(func.count(events.id)).where(events.id.not_in(queries.superseded())),
            "actors": select(func.count(actors.code.distinct())),
            "models": select(func.count(readings.model.distinct())),
        }
        with self._transaction() as connection:
            return {name: connection.execute(query).scalar_one() for name, query in asked.items()}

    def check(self) -> list[str]:
        """Everything that is wrong with the file, a line each: structure, digests, every stored span."""
        with self._transaction() as connection:
            return list(checks.problems(connection))

    @contextmanager
    def _transaction(self, *, writes: bool = False) -> Iterator[Connection]:
        self._wrote |= writes
        with (
            translated(self._engine.url),
            self._engine.connect().execution_options(writes=writes) as connection,
            connection.begin(),
        ):
            change = audit.pending() if writes else None
            if writes:
                tallies.next_epoch(connection)
            if change is not None:
                audit.note(connection, change)
            yield connection
        if change is not None:
            change.noted = True


def _insert(connection: Connection, document: Document, events: Sequence[Event], model: str) -> bool:
    """Write one reading; the document too if it is new."""
    foreign = next((e for e in events if e.document_id != document.id or e.model != model), None)
    if foreign is not None:
        raise EvidenceError(
            f"{document.origin or document.id}: event {foreign.id} belongs to another document or model; "
            "this is a fault in Lagebild, please report it"
        )
    readings = schema.readings.c
    earlier = connection.execute(
        select(readings.number, readings.model).where(readings.document_id == document.id)
    ).all()
    if any(row.model == model for row in earlier):
        return False
    now = datetime.now(UTC).replace(tzinfo=None)
    stored = connection.execute(
        select(schema.documents.c.text).where(schema.documents.c.id == document.id)
    ).scalar()
    if stored is not None and stored != document.text:
        raise EvidenceError(
            f"{document.origin or document.id}: the record has the same text with other white space; "
            "read the stored document instead"
        )
    if stored is None:
        connection.execute(insert(schema.documents), document_row(document, now))
        search.index(connection, document)
    number = max((row.number for row in earlier), default=0) + 1
    rows = rows_of(document, events, number)
    connection.execute(
        insert(schema.readings),
        {
            "document_id": document.id,
            "number": number,
            "model": model,
            "events": len(events),
            "added_at": now,
        },
    )
    for table, values in (
        (schema.events, rows.events),
        (schema.event_spans, rows.spans),
        (schema.event_actors, rows.actors),
        (schema.event_frameworks, rows.frameworks),
    ):
        if values:
            connection.execute(insert(table), values)
    all_readings = select(schema.events.c.id).where(schema.events.c.document_id == document.id)
    tallies.count(connection, connection.execute(all_readings).scalars())
    return True


def _children(connection: Connection, table: Any, ids: Sequence[str]) -> list[Any]:
    """The rows of a table that belong to the events, ordered by ordinal."""
    found: list[Any] = []
    for at in range(0, len(ids), queries.IDS_A_QUERY):
        query = (
            select(table)
            .where(table.c.event_id.in_(ids[at : at + queries.IDS_A_QUERY]))
            .order_by(table.c.ordinal)
        )
        found.extend(connection.execute(query).mappings())
    return found
