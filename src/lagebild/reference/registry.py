"""The registry: states, organisations, people with dated holdings, frameworks; data files are read once.

A user's files of the same form lie over ours: a row takes the place of ours with the same key, a name that they give
means only what they say.
"""

import json
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache
from hashlib import sha256
from itertools import chain
from pathlib import Path
from typing import Any

from lagebild.reference.frameworks import Framework, Frameworks, framework_of
from lagebild.reference.names import fold, key_of, name_forms, people_forms, spelling_key, tokenize
from lagebild.reference.offices import Offices, OfficeTitles
from lagebild.reference.people import LongList, Person, day, people_of
from lagebild.reference.places import Gazetteer, GazetteerPlace
from lagebild.reference.tables import TABLES, Row, read_rows, refuse, split

DATA = Path(__file__).parent / "data"
_COMMON = 3  # bearers of a first name from which it is no surname
_ORDINAL = re.compile(r"[IVX]+|Jr|junior")  # ``Charles III``


@dataclass(frozen=True, slots=True)
class Entry:
    """One meaning of a name. ``kind``: state, seat, city, people, org or person; open dates are None."""

    kind: str
    code: str
    name: str
    start: date | None = None
    end: date | None = None
    person: Person | None = None

    def holds(self, on: date | None) -> bool:
        return on is None or (
            (self.start is None or self.start <= on) and (self.end is None or on <= self.end)
        )

    @property
    def country(self) -> str:
        return self.code.split(" ")[0]


@dataclass(frozen=True, slots=True)
class Title:
    """What a head word says of its bearer. ``kind``: office, rep (speaks for another), weak, state or org."""

    stem: str
    sector: str
    kind: str


Rows = Callable[[str], Iterator[Row]]


@dataclass(frozen=True)
class Registry:
    """Look-ups over the data files in ``directory`` and a user's folder ``own``; every table is built on first use."""

    directory: Path = field(default=DATA)
    own: Path | None = None

    @classmethod
    def load(cls, own: Path | None = None) -> "Registry":
        """The registry of the package with a user's files over it.

        :raises RegistryError: a file of ``own`` is faulty; nothing of the folder is used.
        """
        if own is not None:
            from lagebild.reference.checks import faults_in

            refuse(faults_in(own, default_registry()))
        return cls(own=own) if own else default_registry()

    @cached_property
    def version(self) -> str:
        """Empty for ours alone, else a mark of the user's files: with other files documents are read anew."""
        if self.own is None:
            return ""
        total = sha256()
        for path in sorted(self.own.glob("*.csv")):
            total.update(path.name.encode() + path.read_bytes())
        return f"+{total.hexdigest()[:8]}"

    def _own_rows(self, name: str) -> Iterator[Row]:
        if self.own is not None and (self.own / name).is_file():
            yield from read_rows(self.own / name)

    def _our_rows(self, name: str) -> Iterator[Row]:
        key = TABLES[name].key
        replaced = {row[key] for row in self._own_rows(name)} if key else set()
        yield from (row for row in read_rows(self.directory / name) if not key or row[key] not in replaced)

    def rows(self, name: str) -> Iterator[Row]:
        """The rows of a table, a user's first."""
        yield from self._own_rows(name)
        yield from self._our_rows(name)

    def _layers(self) -> tuple[Rows, ...]:
        """Ours, then the user's, which win."""
        return (self._our_rows, self._own_rows) if self.own else (self._our_rows,)

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
        table: dict[str, tuple[Entry, ...]] = {}
        for rows in self._layers():
            table |= _names_in(rows, self.people if self.own is None else people_of(rows("people.csv")))
        return table

    @cached_property
    def longest(self) -> dict[str, int]:
        """First word of a name -> most words a name beginning with it has."""
        table: dict[str, int] = {}
        for key in chain(self.names, self.long_list.names):
            first, _, rest = key.partition(" ")
            size = 1 + (rest.count(" ") + 1 if rest else 0)
            if size > table.get(first, 0):
                table[first] = size
        return table

    @cached_property
    def adjectives(self) -> dict[str, tuple[Entry, ...]]:
        """Stem of a national adjective, lower case -> its states; also ``Kiewer``, ``Pariser``."""
        table: dict[str, tuple[Entry, ...]] = {}
        for rows in self._layers():
            table |= _adjectives_in(rows)
        return table

    @cached_property
    def people(self) -> tuple[Person, ...]:
        """The people of ``people.csv``, who may be called by their surnames."""
        return people_of(self.rows("people.csv"))

    @cached_property
    def long_list(self) -> LongList:
        return LongList(self.directory / "people_bulk.csv")

    def meanings(self, key: str) -> tuple[Entry, ...]:
        """What the folded name ``key`` may mean; empty if it is unknown."""
        found = self.names.get(key, ())
        if found or " " not in key:
            return found
        person = self.long_list.find(key)
        return (Entry("person", "", person.name, person=person),) if person else ()

    @cached_property
    def spellings(self) -> dict[str, tuple[Person, ...]]:
        """``spelling_key`` of a full name -> whose it is."""
        table: dict[str, dict[str, Person]] = defaultdict(dict)
        for person in self.people:
            for name in (person.name, *person.aliases):
                if " " in name:
                    table[spelling_key(name)][person.name] = person
        return {key: tuple(people.values()) for key, people in table.items()}

    @cached_property
    def first_syllables(self) -> frozenset[str]:
        """What full names begin with, up to a blank or hyphen, in small letters."""
        names = chain.from_iterable((p.name, *p.aliases) for p in self.people)
        return frozenset(
            re.split("[ -]", key_of(name), maxsplit=1)[0].lower() for name in names if " " in name
        )

    def respelled(self, words: Sequence[str]) -> tuple[Entry, ...]:
        """The people whose full name ``words`` are but for capitals, hyphens and blanks; also in the genitive."""
        key = spelling_key(" ".join(words))
        people = self.spellings.get(key) or self.spellings.get(key.removesuffix("s"), ())
        return tuple(Entry("person", "", person.name, person=person) for person in people)

    @cached_property
    def surnames(self) -> dict[str, tuple[Person, ...]]:
        """Folded short name of people -> whom it may mean, those known by it at any time first.

        A last word that is also the first name of several (``Ahmed``, ``Michel``) is no surname unless listed.
        """
        firsts = Counter(key_of(p.name).split(" ")[0] for p in self.people if " " in p.name)
        given = {name for name, bearers in firsts.items() if bearers >= _COMMON}
        table: dict[str, list[Person]] = defaultdict(list)
        for person in self.people:
            for key in {key_of(s) for s in person.shorts}:
                table[key].append(person)
        for person in self.people:
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
                    if anytime or p.in_the_news(on) or any(fold(short) == key for short in p.shorts)
                ]
        return []

    @cached_property
    def titles(self) -> dict[str, Title]:
        return {
            fold(row["stem"]): Title(fold(row["stem"]), row["sector"], row["kind"])
            for rows in self._layers()
            for row in rows("titles.csv")
        }

    @cached_property
    def office_titles(self) -> OfficeTitles:
        return OfficeTitles(self.rows("offices.csv"), self.words["office_prefixes"])

    @cached_property
    def offices(self) -> Offices:
        """Who held which office when."""
        return Offices(self.people, self.office_titles)

    @cached_property
    def frameworks(self) -> Frameworks:
        """Treaties, resolutions, formats, operations, and groups of states with their members."""
        return Frameworks(
            [framework_of(row) for row in self.rows("frameworks.csv")],
            [framework_of(row, "group") for row in self.rows("groups.csv")],
        )

    @cached_property
    def _gazetteers(self) -> tuple[Gazetteer, ...]:
        return tuple(Gazetteer(rows("places.csv")) for rows in reversed(self._layers()))

    def places(self, name: str) -> tuple[GazetteerPlace, ...]:
        """The places of that name, the likeliest first; the look-up knows accents and ``ß`` but no inflection."""
        key = key_of(name)
        return next((found for gazetteer in self._gazetteers if (found := gazetteer.find(key))), ())

    def framework(self, text: str, on: date | None = None) -> Framework | None:
        """The framework that ``text`` names or contains, else the organisation (kind ``organisation``)."""
        found = self.frameworks.named(text, on)
        if found is None and (inside := self.frameworks.within(text, on)):
            found = inside[0]
        return found or self._organisation(text, on)

    def _organisation(self, text: str, on: date | None) -> Framework | None:
        words = [fold(word) for word, _, _ in tokenize(text)]
        for key in (" ".join(words), *words):
            for form in (key, key.removesuffix("s")):
                for entry in self.names.get(form, ()):
                    whole = len(words) == 1 or (key != words[0] and " " in key)
                    if (
                        entry.kind == "org"
                        and entry.holds(on)
                        and (whole or entry.code in self.organisation_codes)
                    ):
                        return Framework(
                            entry.name, (), "organisation", entry.start, entry.end, code=entry.code
                        )
        return None


def _names_in(rows: Rows, people: Iterable[Person]) -> dict[str, tuple[Entry, ...]]:
    table: dict[str, list[Entry]] = defaultdict(list)
    for row in rows("states.csv"):
        _add_state(table, row)
    for row in rows("cities.csv"):
        for city in row["names"].split("|"):
            table[key_of(city)].append(Entry("city", row["code"], city))
    for row in rows("organisations.csv"):
        entry = Entry("org", row["code"], row["name"], day(row["from"]), day(row["to"], last=True))
        for key in {k for a in (row["name"], *split(row["aliases"])) for k in name_forms(a)}:
            table[key].append(entry)
    for row in rows("groups.csv"):  # a group without a code of its own is several states: INT
        entry = Entry("org", row["code"] or "INT", row["name"], day(row["from"]), day(row["to"], last=True))
        for key in {k for a in (row["name"], *split(row["aliases"])) for k in name_forms(a)} - set(table):
            table[key].append(entry)
    for person in people:
        entry = Entry("person", "", person.name, person=person)
        for key in {key_of(n) for n in (person.name, *person.aliases) if " " in n or n == person.name}:
            table[key].append(entry)
    return {key: tuple(entries) for key, entries in table.items()}


def _add_state(table: dict[str, list[Entry]], row: Row) -> None:
    name = (split(row["names"]) or [row["code"]])[0]
    span = day(row["from"]), day(row["to"], last=True)
    for kind, forms, code in (
        ("state", {k for a in split(row["names"]) for k in name_forms(a)}, row["code"]),
        ("seat", {k for a in split(row["seats"]) for k in name_forms(a)}, row["code"] + " GOV"),
        ("people", {k for a in split(row["people"]) for k in people_forms(a)}, row["code"]),
    ):
        for key in forms:
            table[key].append(Entry(kind, code, name, *span))


def _adjectives_in(rows: Rows) -> dict[str, tuple[Entry, ...]]:
    table: dict[str, list[Entry]] = defaultdict(list)
    for row in rows("states.csv"):
        span = day(row["from"]), day(row["to"], last=True)
        for stem in split(row["adjectives"]):
            table[fold(stem).lower()].append(
                Entry("adjective", row["code"], row["names"].split("|")[0], *span)
            )
        for seat in split(row["seats"]):
            _add_inhabitant(table, seat, row["code"], *span)
    for row in rows("cities.csv"):
        for city in row["names"].split("|"):
            _add_inhabitant(table, city, row["code"], None, None)
    return {key: tuple(entries) for key, entries in table.items()}


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


@lru_cache(maxsize=1)
def default_registry() -> Registry:
    """The registry of the data files in the package, loaded once a process."""
    return Registry()
