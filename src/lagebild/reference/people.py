"""People with dated offices: those written down by hand, and a long list that is read name by name."""

import csv
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path

from lagebild.reference.tables import split

_BEFORE, _AFTER = timedelta(days=60), timedelta(days=200)


@dataclass(frozen=True, slots=True)
class Holding:
    """A code that a person had from ``start`` to ``end`` (both inclusive, None is open).

    ``mark`` is empty, ``acting`` or ``designated``.
    """

    code: str
    start: date | None
    end: date | None
    office: str
    mark: str = ""

    def covers(self, on: date) -> bool:
        return (self.start is None or self.start <= on) and (self.end is None or on <= self.end)


@dataclass(frozen=True, slots=True)
class Person:
    """A person with dated holdings, oldest first.

    ``aliases`` of several words are full names; those of one word are ``shorts``, by which the person is
    known at any time. Anybody else goes by the surname only while in office.
    """

    name: str
    aliases: tuple[str, ...]
    holdings: tuple[Holding, ...]

    @property
    def shorts(self) -> tuple[str, ...]:
        return tuple(alias for alias in self.aliases if " " not in alias)

    def in_office(self, on: date | None) -> bool:
        return on is not None and any(holding.covers(on) for holding in self.holdings)

    def in_the_news(self, on: date | None) -> bool:
        """In office, or shortly before or after: then too the surname alone says who is meant."""
        if on is None:
            return False
        return any(
            (h.start is None or h.start <= on + _BEFORE) and (h.end is None or on <= h.end + _AFTER)
            for h in self.holdings
        )


def people_of(rows: Iterable[Mapping[str, str]]) -> tuple[Person, ...]:
    """Rows of one holding each; those with the same name are one person."""
    aliases: dict[str, set[str]] = defaultdict(set)
    holdings: dict[str, list[Holding]] = defaultdict(list)
    for row in rows:
        aliases[row["name"]].update(split(row["aliases"]))
        holding = Holding(
            row["code"], day(row["from"]), day(row["to"], last=True), row["office"], row.get("mark", "")
        )
        holdings[row["name"]].append(holding)
    return tuple(
        Person(name, tuple(sorted(aliases[name])), tuple(sorted(held, key=lambda h: h.start or date.min)))
        for name, held in holdings.items()
    )


class LongList:
    """A file of people who are known by their full names only; a row is taken apart when it is asked for.

    Its names are plain words, so that a name is its own look-up key.
    """

    def __init__(self, path: Path) -> None:
        header, *lines = (line for line in path.read_text("utf-8").splitlines() if not line.startswith("#"))
        self._header = header.split(",")
        self._lines: dict[str, list[str]] = defaultdict(list)
        names: dict[str, str] = {}
        for line in lines:
            name, alias, _ = line.split(",", 2)
            self._lines[name].append(line)
            names[name] = name
            if alias:
                names[alias] = name
        self.names: Mapping[str, str] = names

    def find(self, key: str) -> Person | None:
        name = self.names.get(key)
        if name is None:
            return None
        return people_of(csv.DictReader(self._lines[name], self._header))[0]


@lru_cache(maxsize=32768)
def day(cell: str, *, last: bool = False) -> date | None:
    """``2024``, ``2024-05`` or ``2024-05-17`` as its first (or last) day; empty is None."""
    if not cell:
        return None
    parts = [int(p) for p in cell.split("-")]
    if len(parts) == 3:
        return date(*parts)
    year, month = parts[0], parts[1] if len(parts) > 1 else (12 if last else 1)
    if not last:
        return date(year, month, 1)
    following = date(year + month // 12, month % 12 + 1, 1)
    return date.fromordinal(following.toordinal() - 1)
