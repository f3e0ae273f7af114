"""What a document has named so far: countries by place, people with codes, offices with their holders."""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from math import exp
from typing import TYPE_CHECKING

from lagebild.reference.names import spelling_key

if TYPE_CHECKING:
    from lagebild.resolve.actor_choice import Resolution
    from lagebild.resolve.actors import ActorResolver

_REACH = 350.0  # characters over which a named country fades; tuned on the even half of the training corpus
_AFTER = 0.5  # a country named later counts less than one named before
_SHARE = 0.6  # weight of a country's share in the whole document against nearness


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody the document names: where, whom (full name) and with which title word (folded, lower case)."""

    at: int
    resolution: "Resolution"
    title: str


@dataclass(slots=True)
class ActorContext:
    """Built once a document by ``ActorResolver.read``; ``resolve`` only reads it."""

    countries: list[tuple[int, str, float]] = field(default_factory=list)
    people: dict[str, list[Known]] = field(default_factory=lambda: defaultdict(list))
    titled: list[Known] = field(default_factory=list)
    introduced: list[Known] = field(default_factory=list)
    home: str = "DEU"
    text: str = ""
    bodies: Counter[str] = field(default_factory=Counter)
    _share: dict[str, float] = field(default_factory=lambda: defaultdict(float))

    @classmethod
    def from_text(cls, text: str, on: date | None, resolver: "ActorResolver") -> "ActorContext":
        """What ``text`` names, read once."""
        return resolver.read(text, on)

    def add_country(self, at: int, code: str, weight: float = 1.0) -> None:
        self.countries.append((at, code, weight))
        self._share[code] += weight

    def add_person(self, known: Known, names: Sequence[str]) -> None:
        for key in {spelling_key(name) for name in names}:
            self.people[key].append(known)
        self.introduced.append(known)
        if known.title:
            self.titled.append(known)

    def finish(self, organisations: frozenset[str]) -> None:
        """Order what was added and settle the home country that ``Bundes-`` words mean."""
        self.countries.sort()
        self.titled.sort(key=lambda k: k.at)
        german, others = self._share.get("DEU", 0.0), {c: self._share.get(c, 0.0) for c in ("AUT", "CHE")}
        best = max(others, key=lambda c: others[c])
        if others[best] > german:
            self.home = best

    def most_named(self, codes: Sequence[str]) -> str:
        """Which of ``codes`` the document names most; the first of equals, empty if it names none."""
        counts = [(self._share.get(code, 0.0) + self.bodies[code], -i) for i, code in enumerate(codes)]
        best = max(counts)
        return codes[-best[1]] if best[0] > 0 else ""

    def share(self, code: str) -> float:
        total = sum(self._share.values())
        return self._share.get(code, 0.0) / total if total else 0.0

    def dominant(self, at: int | None) -> tuple[str, float]:
        """The country meant by a bare ``Regierung`` at ``at`` and its part of all votes; ("", 0) if none."""
        if not self.countries:
            return "", 0.0
        votes: dict[str, float] = {}
        total = sum(self._share.values())
        for code, n in self._share.items():
            votes[code] = _SHARE * n / total
        if at is not None:
            for place, code, weight in self.countries:
                distance = at - place
                near = exp(-abs(distance) / _REACH) * weight
                votes[code] += near if distance >= 0 else near * _AFTER
        best = max(votes, key=lambda c: votes[c])
        return best, votes[best] / (sum(votes.values()) or 1.0)

    def person(self, name: str, at: int | None) -> Known | None:
        """Whom the document calls ``name`` (or surname): the nearest before ``at``, else the first after."""
        return _nearest(self.people.get(spelling_key(name), []), at)

    def introduced_before(self, at: int, country: str) -> list[Known]:
        """People of ``country`` whom the document has named before ``at``, each as named last, that one first."""
        found: dict[str, Known] = {}
        for known in self.introduced:
            if known.at < at and known.resolution.name and known.resolution.country == country:
                found.pop(known.resolution.name, None)
                found[known.resolution.name] = known
        return list(reversed(found.values()))

    def holder(self, title: str, at: int | None) -> Known | None:
        """The last person before ``at`` introduced with a title that ends like ``title``."""
        fitting = [k for k in self.titled if k.title.endswith(title) or title.endswith(k.title)]
        before = [k for k in fitting if at is None or k.at < at]
        return before[-1] if before else None


def _nearest(known: list[Known], at: int | None) -> Known | None:
    if not known:
        return None
    if at is None:
        return known[0]
    place = bisect_right([k.at for k in known], at)
    return known[place - 1] if place else known[0]
