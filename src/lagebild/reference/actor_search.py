"""Actors of the registry by code or by how the words of a name begin: for somebody who types and picks one."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from lagebild.reference import codebook
from lagebild.reference.names import fold, tokenize
from lagebild.reference.people import Person
from lagebild.reference.registry import Registry
from lagebild.reference.tables import split

_LETTERS = str.maketrans("äöü", "aou")  # who has no German keyboard finds Köln, too
_KINDS = ("state", "organisation", "group", "person")
_USUAL = ("GOV", "MIL", "LEG")  # sectors that stand at once behind a state that is named in full
_WHOLE, _WITH_SECTOR, _BEGINS, _INSIDE, _OTHER_SECTOR = range(5)

Called = Callable[[str], Iterable[str]]
"""What a code of an actor or sector is called, in every language that is known."""
Place = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """An actor as an event names it. ``kind``: state, organisation, group, person; no name where the code is enough."""

    kind: str
    code: str
    name: str | None


@dataclass(frozen=True, slots=True)
class _Line:
    """An actor to look through; a person's code depends on the day. ``keys`` are its names as ``_key`` has them."""

    kind: str
    code: str
    name: str | None
    keys: tuple[str, ...]
    ended: bool = False
    person: Person | None = None

    def place(self, rank: int) -> Place:
        return rank, self.ended, _KINDS.index(self.kind), len(self.keys[0]), self.keys[0], self.code


class ActorSearch:
    """Looks through all states, organisations, groups and people; built once, it takes no part in reading."""

    def __init__(self, registry: Registry, called: Called) -> None:
        self._registry = registry
        self._lines = [*_coded(registry, called), *_people(registry)]
        self._whole = {
            key: line for line in reversed(self._lines) if _takes_sector(line) for key in line.keys
        }
        self._sectors = {sector: _keys((sector, *called(sector))) for sector in sorted(codebook.sectors())}

    def find(self, search: str, *, on: date | None = None, limit: int = 12) -> list[Found]:
        """Whom ``search`` may mean, the likeliest first; codes of people are those of the day ``on``, else their last.

        A state or organisation is also found with a sector (``KOR GOV``, ``Norwegen Militär``). Nothing for no words.
        """
        wanted = _key(search)
        words = [f" {word}" for word in wanted.split()]
        if not words:
            return []
        ranked = [
            (line.place(rank), line, "")
            for line in self._lines
            if (rank := _rank(line.keys, wanted, words)) is not None
        ]
        ranked += self._with_sectors(words)
        ranked.sort(key=lambda each: each[0])
        return [self._found(line, sector, on) for _, line, sector in ranked[:limit]]

    def _with_sectors(self, words: list[str]) -> Iterator[tuple[Place, _Line, str]]:
        """The sectors that the last words name; all of a state that the words are the name of."""
        for at in range(1, len(words)):
            line, rest = self._whole.get("".join(words[:at])), words[at:]
            for sector, keys in self._sectors.items() if line else ():
                if line and _rank(keys, "".join(rest), rest) is not None:
                    yield (*line.place(_WITH_SECTOR), sector), line, sector
        line = self._whole.get("".join(words))
        if line and line.kind == "state":
            for number, sector in enumerate(dict.fromkeys((*_USUAL, *self._sectors))):
                rank = _WITH_SECTOR if sector in _USUAL else _OTHER_SECTOR
                yield (*line.place(rank), number), line, sector

    def _found(self, line: _Line, sector: str, on: date | None) -> Found:
        if line.kind != "person":
            return Found(line.kind, f"{line.code} {sector}".strip(), line.name)
        person = line.person or self._registry.long_list.find(line.name or "")
        held = person.holdings if person else ()
        now = [holding for holding in held if on is not None and holding.covers(on)]
        return Found("person", (now or held)[-1].code, line.name)


def _takes_sector(line: _Line) -> bool:
    return line.name is None and line.kind != "person" and " " not in line.code


def _key(text: str) -> str:
    """Folded words in small letters with a blank before each: where a word begins is then a plain search."""
    words = (fold(token).lower().translate(_LETTERS) for token, _, _ in tokenize(text))
    return "".join(f" {word}" for word in words).replace("-", " ")


def _keys(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(key for name in names if (key := _key(name))))


def _rank(keys: tuple[str, ...], wanted: str, words: list[str]) -> int | None:
    """How well names fit; None if in none of them each word that is wanted begins a word."""
    fitting = [key for key in keys if words[0] in key and all(word in key for word in words)]
    if not fitting:
        return None
    if wanted in fitting:
        return _WHOLE
    return _BEGINS if any(key.startswith(wanted) for key in fitting) else _INSIDE


def _coded(registry: Registry, called: Called) -> Iterator[_Line]:
    """States and organisations by their codes, and the bodies and groups that share a code."""
    bodies = list(registry.rows("organisations.csv"))
    own: dict[str, list[str]] = defaultdict(list)
    for row in bodies:
        if row["name"] in called(row["code"]):
            own[row["code"]] += [row["name"], *split(row["aliases"])]
    states: dict[str, list[str]] = defaultdict(list)
    seats: dict[str, list[str]] = defaultdict(list)
    current: set[str] = set()
    for row in registry.rows("states.csv"):
        states[row["code"]] += split(row["names"])
        seats[row["code"]] += split(row["seats"])
        if not row["to"]:
            current.add(row["code"])
    for code, names in states.items():
        yield _Line("state", code, None, _keys((*called(code), code, *names)), code not in current)
        if seats[code]:
            yield _Line("state", f"{code} GOV", None, _keys(seats[code]), code not in current)
    for code in sorted(registry.organisation_codes - set(states)):
        yield _Line("organisation", code, None, _keys((*called(code), code, *own[code])))
    for row in bodies:
        if row["name"] not in own[row["code"]]:
            keys = _keys((row["name"], *split(row["aliases"])))
            yield _Line("organisation", row["code"], row["name"], keys, bool(row["to"]))
    for row in registry.rows("groups.csv"):
        if not row["code"]:  # several states; one with a code of its own stands among the organisations
            keys = _keys((row["name"], *split(row["aliases"])))
            yield _Line("group", "INT", row["name"], keys, bool(row["to"]))


def _people(registry: Registry) -> Iterator[_Line]:
    known = set()
    for person in registry.people:
        known.add(person.name)
        yield _Line("person", "", person.name, _keys((person.name, *person.aliases)), person=person)
    others: dict[str, list[str]] = defaultdict(list)
    for alias, name in registry.long_list.names.items():
        others[name].append(alias)
    for name, aliases in others.items():
        if name not in known:
            yield _Line("person", "", name, _keys((name, *aliases)))
