"""Treaties, resolutions, formats, operations and groups of states: their names, dates and members on a day."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from lagebild.reference.names import fold, key_of, name_forms, tokenize
from lagebild.reference.people import day
from lagebild.reference.tables import Row, split

_RESOLUTION = re.compile(
    r"(?:Sicherheitsrats|UN-|UNO-|Uno-)?-?[Rr]esolution(?:en)?\s+(?:Nr\.\s*)?(\d{1,4})(?:\s*\((?:19|20)\d\d\))?"
)


_PLANNED = timedelta(days=366)
_SHARED_CODES = frozenset({"IGO", "NGO", "INT", "UNK"})
"""Codes of many bodies: they name none of them."""


@dataclass(frozen=True, slots=True)
class Member:
    """A member: a state's or organisation's code, or another group's name (``group``); ``out`` takes one out again."""

    code: str
    start: date | None
    end: date | None
    group: bool = False
    out: bool = False

    def covers(self, on: date | None) -> bool:
        if on is None:
            return self.end is None
        return (self.start is None or self.start <= on) and (self.end is None or on <= self.end)


@dataclass(frozen=True, slots=True)
class Framework:
    """A framework or a group. ``kind`` is one of ``tables.KINDS_OF_FRAMEWORK``, ``organisation`` or ``group``."""

    name: str
    aliases: tuple[str, ...]
    kind: str
    start: date | None
    end: date | None
    members: tuple[Member, ...] = ()
    about: str = ""
    code: str = ""

    def holds(self, on: date | None) -> bool:
        return on is None or self.end is None or on <= self.end

    def begun(self, on: date | None) -> bool:
        """Not later than a year from now: what is planned has a name already."""
        return on is None or self.start is None or self.start <= on + _PLANNED


def framework_of(row: Row, kind: str = "") -> Framework:
    """A row of ``frameworks.csv`` or ``groups.csv``."""
    return Framework(
        row["name"],
        tuple(split(row["aliases"])),
        kind or row["kind"],
        day(row["from"]),
        day(row["to"], last=True),
        tuple(member_of(item) for item in split(row["members"])),
        row.get("about", ""),
        row.get("code", ""),
    )


def member_of(item: str) -> Member:
    """``DEU``, ``GBR 1973..2020-01-31``, ``@EU``, ``-IND``."""
    who, _, span = item.strip().partition(" ")
    start, _, end = span.partition("..")
    return Member(
        who.lstrip("@-"), day(start), day(end, last=True), group=who.startswith("@"), out=who.startswith("-")
    )


class Frameworks:
    """Look-ups over frameworks and groups; of two with a name the first given wins, on a date the one in force."""

    def __init__(self, frameworks: Iterable[Framework], groups: Iterable[Framework]) -> None:
        self.all = tuple(frameworks)
        self.groups = tuple(groups)

    @cached_property
    def _names(self) -> dict[str, list[Framework]]:
        return _by_name((*self.all, *self.groups))

    @cached_property
    def _group_names(self) -> dict[str, list[Framework]]:
        table = _by_name(self.groups)
        for group in self.groups:
            if group.code not in ("", *_SHARED_CODES) and group.code not in table:
                table[group.code] = [group]
        return table

    @cached_property
    def _longest(self) -> Mapping[str, int]:
        longest: dict[str, int] = defaultdict(int)
        for key in self._names:
            words = key.split(" ")
            longest[words[0]] = max(longest[words[0]], len(words))
        return longest

    def named(self, name: str, on: date | None = None) -> Framework | None:
        """The framework or group of that very name, in any case."""
        for key in _forms(key_of(name)):
            found = sorted(self._names.get(key, ()), key=lambda f: f.name != name)  # its name before an alias
            if found := [f for f in found if f.begun(on)]:
                return next((f for f in found if f.holds(on)), found[0])
        return self._resolution(name)

    def within(self, text: str, on: date | None = None) -> tuple[Framework, int, int] | None:
        """The longest name in ``text`` with its character range."""
        tokens = tokenize(text)
        folded = [fold(word) for word, _, _ in tokens]
        best: tuple[Framework, int, int] | None = None
        for at, first in enumerate(folded):
            for size in range(min(self._longest_from(first), len(tokens) - at), 0, -1):
                found = self.named(" ".join(folded[at : at + size]), on)
                span = tokens[at][1], tokens[at + size - 1][2]
                if found and (best is None or span[1] - span[0] > best[2] - best[1]):
                    best = found, *span
                    break
        if best is None and (match := _RESOLUTION.search(text)) and (found := self._resolution(match[0])):
            return found, *match.span()
        return best

    def _longest_from(self, first: str) -> int:
        return max((self._longest.get(form, 0) for form in _forms(first)), default=0)

    def _resolution(self, name: str) -> Framework | None:
        """``UN-Resolution 1718`` and ``Resolution 1718 (2006)`` are ``Resolution 1718``."""
        match = _RESOLUTION.fullmatch(name.strip())
        found = self._names.get(f"Resolution {match[1]}") if match else None
        return found[0] if found else None

    def group(self, name: str) -> Framework | None:
        """A group by name or code (``EUU``)."""
        for key in _forms(key_of(name)):
            if key in self._group_names:
                return self._group_names[key][0]
        return None

    def members(self, framework: Framework, on: date | None = None) -> tuple[str, ...]:
        """Codes of its members on a day, groups resolved, in the order of the file.

        None asks for today's, or the last ones of what has ended; before its beginning and after its end it has none.
        """
        if on is None:
            on = framework.end
        elif not framework.holds(on) or (framework.start is not None and on < framework.start):
            return ()
        codes: dict[str, None] = {}
        for member in framework.members:
            if not member.covers(on):
                continue
            inner = self.group(member.code) if member.group else None
            given = self.members(inner, on) if inner else (member.code,)
            for code in given:
                if member.out:
                    codes.pop(code, None)
                else:
                    codes[code] = None
        return tuple(codes)


def _by_name(frameworks: Iterable[Framework]) -> dict[str, list[Framework]]:
    table: dict[str, list[Framework]] = defaultdict(list)
    for framework in frameworks:
        for key in {k for name in (framework.name, *framework.aliases) for k in name_forms(name)}:
            table[key].append(framework)
    return dict(table)


def _forms(key: str) -> Iterable[str]:
    """A name and what it may be the genitive or plural of."""
    yield key
    for ending in ("s", "es", "n", "en"):
        if key.endswith(ending) and len(key) - len(ending) > 2:
            yield key[: -len(ending)]
