"""What figures are counted from: the narrow rows of ``tallies`` as plain tuples, and the numbers of those that fit.

Values come as the driver gives them (SQLite: days as ISO text, truth as 0 and 1): turning a million of them into
Python's own types takes longer than reading them.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Integer, Text, select, type_coerce

from lagebild.record import queries, schema, tallies
from lagebild.record.queries import EventFilter

ROWS_AT_A_TIME = 5_000
"""Rows of a batch; between 10,000 and 50,000 the speed is the same."""

_c = schema.tallies.c
_COLUMNS = (
    _c.number, type_coerce(_c.counts, Integer), _c.type, _c.modality, type_coerce(_c.negated, Integer), _c.state,
    type_coerce(_c.day, Text), type_coerce(_c.published, Text), _c.publisher, _c.actors, _c.recipients,
    _c.sources, _c.stances, _c.frameworks, _c.places, _c.case_id, _c.origin, _c.document_id,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Changes:
    """Rows that changed, in batches of tuples, up to an epoch.

    A tuple is number, counts, type, modality, negated, state, day, published, publisher, actors, recipients, sources,
    stances, frameworks, places, case, origin, document; those of several values are joined by ``tallies.SEPARATOR``.
    """

    epoch: int
    batches: Iterator[Sequence[Sequence[Any]]]


@dataclass(frozen=True, slots=True)
class GazetteerPoint:
    """A place of an event that the gazetteer knows; degrees in WGS 84."""

    name: str
    country: str | None
    geonameid: int | None
    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class Place:
    """Where an event stands in lists: in a document, which was published on a day."""

    published: date | None
    document_id: str


class Counting:
    """The part of the store that figures ask."""

    def __init__(self, transaction: Callable[[], AbstractContextManager[Connection]]) -> None:
        self._transaction = transaction

    @contextmanager
    def changes(self, since: int) -> Iterator[Changes]:
        """What changed after an epoch; to be read before the block ends."""
        with self._transaction() as connection:
            now = tallies.epoch(connection)
            query = select(*_COLUMNS)
            if since:
                query = query.where(_c.epoch > since)
            rows = connection.execution_options(yield_per=ROWS_AT_A_TIME).execute(query)
            yield Changes(now, rows.partitions())

    def numbers(self, wanted: EventFilter) -> Sequence[int]:
        """Numbers of the rows whose events fit."""
        with self._transaction() as connection:
            if wanted == EventFilter(actor=wanted.actor, other=wanted.other, words=wanted.words):
                # Without reading the events themselves: 40,000 with part of a name took 0.5 s.
                conditions = queries.looked_up(wanted, connection, _c.event_id)
                few = select(_c.number).where(_c.counts, *conditions)
                return connection.execute(few).scalars().all()
            fitting = (
                queries.event_rows(wanted, connection).with_only_columns(schema.events.c.id).order_by(None)
            )
            query = select(_c.number).where(_c.event_id.in_(fitting))
            return connection.execute(query).scalars().all()

    def place(self, event_id: str) -> Place:
        """:raises NotFoundError: there is no such event."""
        query = select(_c.published, _c.document_id).where(_c.event_id == event_id)
        with self._transaction() as connection:
            row = connection.execute(query).first()
        if row is None:
            raise queries.not_found(event_id)
        return Place(*row)

    def points(self, numbers: Sequence[int]) -> Iterator[tuple[int, tuple[GazetteerPoint, ...]]]:
        """For each number the places of its event that the gazetteer knows, each once."""
        with self._transaction() as connection:
            for at in range(0, len(numbers), queries.IDS_A_QUERY):
                some = numbers[at : at + queries.IDS_A_QUERY]
                query = (
                    select(_c.number, schema.events.c.details)
                    .join(schema.events, schema.events.c.id == _c.event_id)
                    .where(_c.number.in_(some))
                )
                for number, details in connection.execute(query):
                    yield number, _points(details)


def _points(details: dict[str, Any]) -> tuple[GazetteerPoint, ...]:
    known = zip(details.get("gazetteer", ()), details["places"], strict=False)  # old rows have no gazetteer
    found = (
        GazetteerPoint(name, country, geonameid, latitude, longitude)
        for (name, geonameid, latitude, longitude), country in known
        if name is not None and latitude is not None and longitude is not None
    )
    return tuple(dict.fromkeys(found))
