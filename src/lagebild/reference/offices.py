"""Offices and who held them: ``Außenministerin`` of DEU on 2024-05-01 -> Annalena Baerbock."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from lagebild.reference.names import fold
from lagebild.reference.people import Holding, Person
from lagebild.reference.tables import Row, split

_FEMININE = re.compile(r"\b(\w+(?:er|ent|ef|ant|eur|ist|är|or|ssar|nig|önig|rst|nn|ller|ärer))in\b")
_ADJECTIVE = re.compile(r"\b(\w{3,})(?:er|e)\b")
_ANY_HEAD = frozenset({"regierungschef", "regierung chef"})
_HEADS = frozenset({"chef", "leiter"})
_HEADED = ("secretary_general", "director_general", "commission_president")
"""Whom ``IAEA-Chef`` means: the head of an organisation under whatever title."""
_NOT_THE_OFFICE = re.compile(r"(vize|alt|ex|schatten|stellvertretende|ehemalige|frühere|parlaments|senats)")


@dataclass(frozen=True, slots=True)
class Tenure:
    """A person in an office from ``start`` to ``end`` (inclusive, None is open). ``mark``: acting or designated."""

    person: str
    office: str
    code: str
    start: date | None
    end: date | None
    mark: str = ""


class OfficeTitles:
    """Which titles mean the same office (``offices.csv``)."""

    def __init__(self, rows: Iterable[Row], prefixes: Sequence[str]) -> None:
        self._kinds: dict[str, str] = {}
        self._single: set[str] = set()
        self._known: set[str] = set()
        self._prefixes = tuple(prefixes)
        for row in rows:
            for title in split(row["titles"]):
                self._kinds.setdefault(_plain(title), row["kind"])  # a user's rows come first
            self._known.add(row["kind"])
            if row["holders"] == "one":
                self._single.add(row["kind"])

    def key(self, title: str) -> str:
        """What two titles of the same office have in common: its kind, else the masculine title in small letters.

        ``US-Außenministerin``, ``Bundesaußenminister`` and ``Chefdiplomat`` are ``foreign_minister``.
        """
        plain = _plain(title)
        if plain in self._kinds:
            return self._kinds[plain]
        for prefix in self._prefixes:
            rest = plain.removeprefix(prefix).lstrip("- ")
            if rest != plain and rest in self._kinds:
                return self._kinds[rest]
        return plain

    def is_single(self, kind: str) -> bool:
        """Whether one person at a time holds the office."""
        return kind in self._single

    def kind(self, title: str) -> str:
        """The kind of a title that ``offices.csv`` lists, empty for others."""
        found = self.key(title)
        return found if found in self._known else ""


class Offices:
    """Holdings of all people by state or organisation and office."""

    def __init__(self, people: Iterable[Person], titles: OfficeTitles) -> None:
        self.titles = titles
        self._held: dict[tuple[str, str], list[tuple[Person, Holding]]] = defaultdict(list)
        for person in people:
            for holding in person.holdings:
                if holding.office:
                    country = holding.code.split(" ")[0]
                    self._held[country, titles.key(holding.office)].append((person, holding))

    def who(self, office: str, country: str, on: date | None = None) -> list[Tenure]:
        """Who held ``office`` in a state or organisation: on a day, else at any time, the earliest first.

        The head of state also answers for ``Regierungschef`` where a state has no other (USA), and a party or body
        named in an office (``SPD-Vorsitzender``) is found by the words it is written with.
        """
        key = self.titles.key(office)
        found = self._held.get((country, key), [])
        if not found and key == "head_of_government" and _plain(office) in _ANY_HEAD:
            found = self._held.get((country, "head_of_state"), [])
        if key in _HEADS:
            found = [pair for kind in _HEADED for pair in self._held.get((country, kind), [])]
        if not found:
            found = [pair for (where, held), pairs in self._held.items()
                     if where == country and _contains(held, key) for pair in pairs]  # fmt: skip
        tenures = {
            (person.name, h.start): Tenure(person.name, h.office, h.code, h.start, h.end, h.mark)
            for person, h in found
            if on is None or h.covers(on)
        }
        return sorted(tenures.values(), key=lambda t: (t.start or date.min, t.mark == "designated"))

    def all(self, country: str | None = None, on: date | None = None) -> list[Tenure]:
        """Every tenure of a state or organisation, or of all, that covers a day, or any: by code, office and time."""
        found = {
            Tenure(person.name, h.office, h.code, h.start, h.end, h.mark)
            for (where, _), pairs in self._held.items()
            if country in (None, where)
            for person, h in pairs
            if on is None or h.covers(on)
        }
        return sorted(found, key=place)

    def holder(self, kind: str, country: str, on: date) -> Tenure | None:
        """The one who held an office on a day, None where nobody or several did; who is designated does not count."""
        pairs = self._held.get((country, kind), [])
        found = [(p, h) for p, h in pairs if h.mark != "designated" and h.covers(on)]
        if len(found) > 1:  # the day of a change: the new one
            latest = max(h.start or date.min for _, h in found)
            found = [(p, h) for p, h in found if (h.start or date.min) == latest]
        if len({p.name for p, _ in found}) != 1:
            return None
        person, h = found[0]
        return Tenure(person.name, h.office, h.code, h.start, h.end, h.mark)


def place(tenure: Tenure) -> tuple[str, str, date, str, str]:
    """Where a tenure stands in a list of all."""
    return tenure.code, tenure.office, tenure.start or date.min, tenure.person, tenure.mark


def gender(words: str) -> str:
    """``f`` or ``m`` where the wording of an office tells, empty where it does not (``Außenbeauftragte``)."""
    folded = fold(words).lower()
    if "beauftragte" in folded:
        return ""
    return "f" if _FEMININE.search(folded) or "königin" in folded else "m"


def _plain(title: str) -> str:
    """Small letters, masculine, no ending of adjectives: ``Hohe Vertreterin`` is ``hoh vertreter``."""
    folded = fold(title).lower().strip()
    masculine = _FEMININE.sub(r"\1", folded)
    if masculine.endswith(("beauftragte", "vorsitzende")):
        masculine += "r"
    masculine = re.sub(r"-(?:partei)?vorsitzender$", "-chef", masculine)  # SPD-Vorsitzende
    first, _, rest = masculine.partition(" ")
    return _ADJECTIVE.sub(r"\1", first) + " " + rest if rest else masculine


def _contains(held: str, key: str) -> bool:
    whole = held.endswith(("-" + key, " " + key)) or held.startswith(key + " ")
    return whole and not _NOT_THE_OFFICE.match(held)
