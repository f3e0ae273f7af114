"""Every figure over one record, for a filter and a way of counting."""

from collections.abc import Callable, Sequence
from threading import Lock
from typing import TypeVar

import numpy as np

from lagebild.figures import dyads, facets, network, places, timeline, ways
from lagebild.figures.columns import Columns, Reader
from lagebild.figures.dyads import Dyads
from lagebild.figures.facets import FacetMembers, Facets
from lagebild.figures.layout import Positions, lay_out
from lagebild.figures.network import Network
from lagebild.figures.newest import newest
from lagebild.figures.places import PlaceMembers, Places
from lagebild.figures.selection import fitting
from lagebild.figures.timeline import Timeline
from lagebild.figures.ways import Rows
from lagebild.record import EventFilter, Store
from lagebild.record.queries import EVERYTHING
from lagebild.records import Event
from lagebild.records.counting import Bin, By, Level, Way

_Found = TypeVar("_Found")

GROWTH = 0.1
"""By so much of its events a record may grow or shrink before its network is laid out anew: people remember where
who stood."""


class Figures:
    """Counts from columns that follow the record; may be asked from several threads."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._reader = Reader(store)
        values = self._reader.values
        self._dyads = {level: dyads.dyad_members(values, level) for level in Level}
        self._places = PlaceMembers.of(values)
        self._facets = FacetMembers(values)
        self._layouts: dict[Level, tuple[int, Positions]] = {}
        self._laying = Lock()

    def warm(self) -> None:
        """Read the record and lay out its network, so that the first question need not wait for it."""
        columns = self._reader.columns()
        self._positions(columns, Level.COUNTRY)
        for way in Way:
            ways.units(columns, way)

    def columns(self) -> Columns:
        return self._reader.columns()

    def timeline(
        self,
        wanted: EventFilter = EVERYTHING,
        *,
        bin: Bin = Bin.MONTH,
        by: By = By.TOLD,
        way: Way = Way.REPORTS,
    ) -> tuple[int, Timeline]:
        """With the epoch that was counted at, as all others."""
        return self._counted(wanted, lambda c, rows: timeline.timeline(c, rows, bin=bin, by=by, way=way))

    def dyads(
        self, wanted: EventFilter = EVERYTHING, *, level: Level = Level.COUNTRY, way: Way = Way.REPORTS
    ) -> tuple[int, Dyads]:
        return self._counted(wanted, lambda c, rows: dyads.dyads(c, rows, self._dyads[level], way=way))

    def network(
        self,
        wanted: EventFilter = EVERYTHING,
        *,
        level: Level = Level.COUNTRY,
        way: Way = Way.REPORTS,
        limit: int,
    ) -> tuple[int, Network]:
        def count(columns: Columns, rows: Rows) -> Network:
            found = dyads.dyads(columns, rows, self._dyads[level], way=way)
            return network.network(found, self._positions(columns, level), limit=limit)

        return self._counted(wanted, count)

    def places(self, wanted: EventFilter = EVERYTHING, *, way: Way = Way.REPORTS) -> tuple[int, Places]:
        return self._counted(
            wanted, lambda c, rows: places.places(c, rows, self._places, self._store, way=way)
        )

    def facets(self, wanted: EventFilter = EVERYTHING, *, way: Way = Way.REPORTS) -> tuple[int, Facets]:
        return self._counted(wanted, lambda c, rows: facets.facets(c, rows, self._facets, way=way))

    def events(
        self, wanted: EventFilter = EVERYTHING, *, limit: int, after: str | None = None
    ) -> list[Event]:
        """The same events in the same order as ``Store.events``.

        :raises NotFoundError: there is no event ``after``.
        """
        if (
            wanted == EVERYTHING or wanted.document_id or wanted.as_of
        ):  # an index of the record leads to these
            return self._store.events(wanted, limit=limit, after=after)
        place = None if after is None else self._store.counting.place(after)
        columns = self._reader.columns()
        rows = np.flatnonzero(fitting(columns, self._store, wanted))
        first = newest(columns, rows, limit=limit, after=place)
        return self._store.events(limit=limit, after=after, numbers=first.tolist())

    def numbers(self, wanted: EventFilter, *, most: int) -> list[int] | None:
        """Numbers (of ``tallies``) of the events that fit; None if there are more than ``most``."""
        found = np.flatnonzero(fitting(self._reader.columns(), self._store, wanted))
        return found.tolist() if len(found) <= most else None

    def cases(self, actors: Sequence[str], framework: str | None = None, *, most: int) -> list[int] | None:
        """A number (of ``tallies``) of an event of each case in which all of some actors and a framework are.

        None if nothing is asked for, or if there are more than ``most``.
        """
        asked = [EventFilter(actor=actor) for actor in actors]
        asked += [EventFilter(framework=framework)] if framework else []
        if not asked:
            return None
        columns = self._reader.columns()
        inside = np.ones(2 * len(columns), bool)  # by the numbers of ``of_case``
        for each in asked:
            there = np.zeros_like(inside)
            there[columns.of_case[fitting(columns, self._store, each)]] = True
            inside &= there
        inside[len(columns) :] = False  # events in no case
        if inside.sum() > most:
            return None
        rows = np.flatnonzero(inside[columns.of_case])
        _, first = np.unique(columns.of_case[rows], return_index=True)
        found: list[int] = np.sort(rows[first]).tolist()
        return found

    def _counted(self, wanted: EventFilter, count: Callable[[Columns, Rows], _Found]) -> tuple[int, _Found]:
        columns = self._reader.columns()
        rows = np.flatnonzero(fitting(columns, self._store, wanted))
        return columns.epoch, count(columns, rows)

    def _positions(self, columns: Columns, level: Level) -> Positions:
        rows = np.flatnonzero(fitting(columns, self._store, EVERYTHING))
        with self._laying:
            then, laid = self._layouts.get(level, (0, {}))
            if not then or abs(len(rows) - then) > GROWTH * then:
                found = dyads.dyads(columns, rows, self._dyads[level], way=Way.REPORTS)
                laid = lay_out(found.items)
                self._layouts[level] = (len(rows), laid)
            return laid
