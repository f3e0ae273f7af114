"""The registry: states, organisations, people with dated holdings, titles; one lazy, cached load of data files."""

import csv
import json
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from lagebild.reference.names import fold, key_of, name_forms, people_forms

DATA = Path(__file__).parent / "data"
_ORDINAL = re.compile(r"[IVX]+|Jr|junior")  # ``Charles III``


@dataclass(frozen=True, slots=True)
class Entry:
    """One meaning of a name. ``kind``: state, seat, city, people, org or person; open dates are None."""

    kind: str
    code: str
    name: str
    start: date | None = None
    end: date | None = None
    person: "Person | None" = None

    def holds(self, on: date | None) -> bool:
        return on is None or (
            (self.start is None or self.start <= on) and (self.end is None or on <= self.end)
        )

    @property
    def country(self) -> str:
        return self.code.split(" ")[0]


@dataclass(frozen=True, slots=True)
class Holding:
    """A code that a person had from ``start`` to ``end`` (both inclusive, None is open)."""

    code: str
    start: date | None
    end: date | None
    office: str


@dataclass(frozen=True, slots=True)
class Person:
    """A person with dated holdings, oldest first. ``curated``: may be named by surname alone.

    ``aliases`` of several words are full names; those of one word are ``shorts``, by which the person is
    known at any time. Anybody else goes by the surname only while in office.
    """

    name: str
    aliases: tuple[str, ...]
    holdings: tuple[Holding, ...]
    curated: bool

    @property
    def shorts(self) -> tuple[str, ...]:
        return tuple(a for a in self.aliases if " " not in a)

    def in_office(self, on: date | None) -> bool:
        return on is not None and any(
            (h.start is None or h.start <= on) and (h.end is None or on <= h.end) for h in self.holdings
        )


@dataclass(frozen=True, slots=True)
class Title:
    """What a head word says of its bearer. ``kind``: office, rep (speaks for another), weak, state or org."""

    stem: str
    sector: str
    kind: str


@dataclass(frozen=True)
class Registry:
    """Look-ups over the data files in ``directory``; every table is built on first use."""

    directory: Path = field(default=DATA)

    def rows(self, name: str) -> Iterator[dict[str, str]]:
        with (self.directory / name).open(encoding="utf-8", newline="") as handle:
            yield from csv.DictReader(handle)

    @cached_property
    def words(self) -> dict[str, Any]:
        """Closed word classes that a mention is taken apart with."""
        loaded: dict[str, Any] = json.loads(
            (self.directory / "mention_words.json").read_text(encoding="utf-8")
        )
        return {k: frozenset(v) if isinstance(v, list) else v for k, v in loaded.items()}

    @cached_property
    def organisation_codes(self) -> frozenset[str]:
        book = json.loads((self.directory / "codebook.json").read_text(encoding="utf-8"))
        return frozenset(book["organisations"])

    @cached_property
    def names(self) -> dict[str, tuple[Entry, ...]]:
        """Folded name -> its meanings, in file order."""
        table: dict[str, list[Entry]] = defaultdict(list)
        for row in self.rows("states.csv"):
            self._add_state(table, row)
        for row in self.rows("cities.csv"):
            for city in row["names"].split("|"):
                entry = Entry("city", row["code"], city)
                table[key_of(city)].append(entry)
        for row in self.rows("organisations.csv"):
            entry = Entry("org", row["code"], row["name"], day(row["from"]), day(row["to"], last=True))
            for key in {k for a in (row["name"], *split(row["aliases"])) for k in name_forms(a)}:
                table[key].append(entry)
        for person in self.people:
            entry = Entry("person", "", person.name, person=person)
            for key in {key_of(n) for n in (person.name, *person.aliases) if " " in n or n == person.name}:
                table[key].append(entry)
        return {key: tuple(entries) for key, entries in table.items()}

    @staticmethod
    def _add_state(table: dict[str, list[Entry]], row: dict[str, str]) -> None:
        name = (split(row["names"]) or [row["code"]])[0]
        span = day(row["from"]), day(row["to"], last=True)
        for kind, forms, code in (
            ("state", {k for a in split(row["names"]) for k in name_forms(a)}, row["code"]),
            ("seat", {k for a in split(row["seats"]) for k in name_forms(a)}, row["code"] + " GOV"),
            ("people", {k for a in split(row["people"]) for k in people_forms(a)}, row["code"]),
        ):
            for key in forms:
                table[key].append(Entry(kind, code, name, *span))

    @cached_property
    def longest(self) -> dict[str, int]:
        """First word of a name -> most words a name beginning with it has."""
        table: dict[str, int] = {}
        for key in self.names:
            first, _, rest = key.partition(" ")
            size = 1 + (rest.count(" ") + 1 if rest else 0)
            if size > table.get(first, 0):
                table[first] = size
        return table

    @cached_property
    def adjectives(self) -> dict[str, tuple[Entry, ...]]:
        """Stem of a national adjective, lower case -> its states; also ``Kiewer``, ``Pariser``."""
        table: dict[str, list[Entry]] = defaultdict(list)
        for row in self.rows("states.csv"):
            span = day(row["from"]), day(row["to"], last=True)
            for stem in split(row["adjectives"]):
                table[fold(stem).lower()].append(
                    Entry("adjective", row["code"], row["names"].split("|")[0], *span)
                )
            for seat in split(row["seats"]):
                self._add_inhabitant(table, seat, row["code"], *span)
        for row in self.rows("cities.csv"):
            for city in row["names"].split("|"):
                self._add_inhabitant(table, city, row["code"], None, None)
        return {key: tuple(entries) for key, entries in table.items()}

    @staticmethod
    def _add_inhabitant(
        table: dict[str, list[Entry]], city: str, code: str, start: date | None, end: date | None
    ) -> None:
        last = fold(city).lower()
        forms = {
            last + "er",
            last[:-1] + "er" if last[-1:] in "eo" else "",
            last[:-2] + "ner" if last[-2:] == "en" else "",
        }
        for form in forms - {""}:
            table[form].append(Entry("adjective", code, city, start, end))

    @cached_property
    def people(self) -> tuple[Person, ...]:
        """Curated people first, then the bulk list; rows with the same name are one person."""
        found: dict[str, tuple[set[str], list[Holding], bool]] = {}
        for file, curated in (("people.csv", True), ("people_bulk.csv", False)):
            if not (self.directory / file).exists():
                continue
            for row in self.rows(file):
                shorts, holdings, _ = found.setdefault(row["name"], (set(), [], curated))
                shorts.update(split(row.get("aliases") or ""))
                holdings.append(
                    Holding(row["code"], day(row["from"]), day(row["to"], last=True), row.get("office") or "")
                )
        return tuple(
            Person(name, tuple(sorted(shorts)), tuple(sorted(h, key=lambda x: x.start or date.min)), curated)
            for name, (shorts, h, curated) in found.items()
        )

    @cached_property
    def surnames(self) -> dict[str, tuple[Person, ...]]:
        """Folded short name of curated people -> whom it may mean, those known by it at any time first.

        A last word that is also somebody's first name (``Ahmed``, ``Michel``) is no surname unless listed.
        """
        curated = [p for p in self.people if p.curated]
        given = {key_of(p.name).split(" ")[0] for p in curated if " " in p.name}
        table: dict[str, list[Person]] = defaultdict(list)
        for person in curated:
            for key in {key_of(s) for s in person.shorts}:
                table[key].append(person)
        for person in curated:
            last = key_of(person.name).rsplit(" ", 1)[-1]
            if last not in given and not _ORDINAL.fullmatch(last) and person not in table[last]:
                table[last].append(person)
        return {key: tuple(people) for key, people in table.items() if people}

    def called(self, surname: str, on: date | None, *, anytime: bool = False) -> list[Person]:
        """Whom the bare ``surname`` (also in the genitive) may mean on a date.

        People in office and those it always means; ``anytime``: also former and later office holders.
        """
        folded = fold(surname)
        for key in (folded, folded.removesuffix("s").removesuffix("'")):
            people = self.surnames.get(key)
            if people:
                return [
                    p
                    for p in people
                    if anytime or p.in_office(on) or any(fold(short) == key for short in p.shorts)
                ]
        return []

    @cached_property
    def titles(self) -> dict[str, Title]:
        return {
            row["stem"]: Title(row["stem"], row["sector"], row["kind"]) for row in self.rows("titles.csv")
        }


def split(cell: str) -> list[str]:
    return [part for part in cell.split("|") if part]


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


@lru_cache(maxsize=1)
def default_registry() -> Registry:
    """The registry of the data files in the package, loaded once a process."""
    return Registry()
