"""The gazetteer: cities of the world, German names, regions, seas and seats (``data/places.csv``)."""

import csv
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from lagebild.reference.names import key_of

_FILE = Path(__file__).parent / "data" / "places.csv"
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


@lru_cache(maxsize=1)
def _table() -> dict[str, tuple[GazetteerPlace, ...]]:
    table: dict[str, list[GazetteerPlace]] = defaultdict(list)
    with _FILE.open(encoding="utf-8", newline="") as lines:
        next(lines)  # the licence notice
        for row in csv.DictReader(lines):
            table[key_of(row["name"])].append(_place(row))
    return {key: tuple(sorted(found, key=lambda p: p.weight, reverse=True)) for key, found in table.items()}


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


def find_places(name: str) -> tuple[GazetteerPlace, ...]:
    """The places of that name, the likeliest first; the look-up knows accents and ``ß`` but no inflection."""
    return _table().get(key_of(name), ())
