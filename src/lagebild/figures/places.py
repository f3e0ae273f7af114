"""Where it happens and whose acts they are, by country, and the gazetteer's points of the newest events."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from lagebild.figures.columns import Codes, Columns, Values
from lagebild.figures.dyads import UNKNOWN, Party, largest_first
from lagebild.figures.members import Members
from lagebild.figures.shares import Share, shares
from lagebild.figures.ways import Rows, number_of, once
from lagebild.record import Store
from lagebild.record.counting import GazetteerPoint
from lagebild.record.tallies import SEPARATOR
from lagebild.records.counting import Way

MOST_LOOKED_AT = 3_000
"""Events whose points are looked up for a map; the details of so many are read in about 50 ms."""


@dataclass(frozen=True, slots=True)
class Point:
    """A place of the gazetteer with the reports of acts there."""

    place: GazetteerPoint
    share: Share


@dataclass(frozen=True, slots=True)
class Places:
    """Counts by country of place, of those who act and of those acted upon, largest first.

    ``placed`` of ``total`` have a country of place; the points are those of ``looked_at`` reports, the last stored.
    """

    total: int
    placed: int
    looked_at: int
    places: list[Party]
    actors: list[Party]
    recipients: list[Party]
    points: list[Point]


@dataclass(frozen=True, slots=True)
class PlaceMembers:
    """The countries of every combination of places, actors and recipients."""

    places: Members
    actors: Members
    recipients: Members

    @classmethod
    def of(cls, values: Values) -> "PlaceMembers":
        def countries(combination: int) -> Iterable[str]:
            codes = values.combinations.values_seen[combination].split(SEPARATOR)
            return dict.fromkeys(c.partition(" ")[0] for c in codes if c and not c.startswith(UNKNOWN))

        return cls(
            Members(values.places, lambda several: several.split(SEPARATOR) if several else ()),
            Members(values.parties, lambda parties: countries(parties.actors)),
            Members(values.parties, lambda parties: countries(parties.recipients)),
        )


def places(columns: Columns, rows: Rows, members: PlaceMembers, store: Store, *, way: Way) -> Places:
    """Count some rows by country; their points are asked of the record."""
    nowhere = columns.values.places.get("", -1)
    placed = rows[columns.places[rows] != nowhere]
    looked_at = placed[-MOST_LOOKED_AT:]
    return Places(
        total=number_of(columns, rows, way),
        placed=number_of(columns, placed, way),
        looked_at=len(looked_at),
        places=_by_country(columns, rows, columns.places[rows], members.places, way),
        actors=_by_country(columns, rows, columns.parties[rows], members.actors, way),
        recipients=_by_country(columns, rows, columns.parties[rows], members.recipients, way),
        points=_points(columns, looked_at, store),
    )


def _by_country(columns: Columns, rows: Rows, codes: Codes, members: Members, way: Way) -> list[Party]:
    positions, countries = members.expand(codes)
    each = rows[positions]
    counting = once(columns, each, countries, way)
    names = members.names.values_seen[:]
    found = shares(columns, columns.kinds[each[counting]], countries[counting], len(names))
    return largest_first(Party(name, share) for name, share in zip(names, found, strict=True) if share.count)


def _points(columns: Columns, rows: Rows, store: Store) -> list[Point]:
    numbers: list[int] = []
    groups: list[int] = []
    known: dict[GazetteerPoint, int] = {}
    for number, points in store.counting.points(rows.tolist()):
        for point in points:
            numbers.append(number)
            groups.append(known.setdefault(point, len(known)))
    kinds = columns.kinds[np.array(numbers, np.int64)]
    found = map(Point, known, shares(columns, kinds, np.array(groups, np.int64), len(known)))
    return sorted(found, key=lambda point: (-point.share.count, point.place.name))
