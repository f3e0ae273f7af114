"""The gazetteer: cities of the world, German names, regions, seas and seats (``data/places.csv``)."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from lagebild.reference.names import key_of
from lagebild.reference.tables import Row

_RANKS = {"region": 3, "capital": 3, "sea": 3, "site": 2, "city": 1}


@dataclass(frozen=True, slots=True)
class GazetteerPlace:
    """One place. ``country`` is ISO 3166-1 alpha-3, None for seas and regions of several countries."""

    name: str
    country: str | None
    geonameid: int | None
    population: int
    latitude: float | None
    longitude: float | None
    kind: str

    @property
    def weight(self) -> tuple[int, int]:
        """What the bare name means first: a capital or region before a city, then the larger."""
        own = self.population or (
            100_000 if self.kind == "city" else 0
        )  # we wrote it down: it is in the news
        return _RANKS[self.kind], own


class Gazetteer:
    """Places by name; of 36,000 rows a text asks for a few, so a row is taken apart when it is asked for."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self._rows: dict[str, list[Row]] = defaultdict(list)
        for row in rows:
            self._rows[key_of(row["name"])].append(row)
        self._found: dict[str, tuple[GazetteerPlace, ...]] = {}

    def find(self, key: str) -> tuple[GazetteerPlace, ...]:
        """The places of a look-up key, the likeliest first."""
        if key not in self._rows:
            return ()
        if key not in self._found:
            places = (_place(row) for row in self._rows[key])
            self._found[key] = tuple(sorted(places, key=lambda p: p.weight, reverse=True))
        return self._found[key]


def _place(row: dict[str, str]) -> GazetteerPlace:
    return GazetteerPlace(
        name=row["name"],
        country=row["country"] or None,
        geonameid=int(row["geonameid"]) if row["geonameid"] else None,
        population=int(row["population"] or 0),
        latitude=float(row["latitude"]) if row["latitude"] else None,
        longitude=float(row["longitude"]) if row["longitude"] else None,
        kind=row["kind"],
    )
