"""Which of several meanings a name has on a date and in a document."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from lagebild.records import Alternative
from lagebild.reference.people import Person
from lagebild.reference.registry import Entry
from lagebild.resolve.actor_context import ActorContext

_OUSTED, _HISTORY = 60, 3653  # days
_BESIDE = frozenset({"PTY", "OPP", "LEG"})
"""Sectors of offices that are held beside one in government."""
MOST_OTHERS = 4
"""Further readings that are kept; more would tell nobody anything."""


@dataclass(frozen=True, slots=True)
class Resolution:
    """Whom a mention means. ``kind``: name, office, state, group, generic or pronoun.

    ``country_known`` is false where the country was guessed from the surrounding text or is UNK. ``title`` is the kind
    of office (``foreign_minister``) where one person in that office is meant; ``others`` are further readings.
    """

    code: str
    name: str | None
    kind: str
    confidence: float
    country_known: bool = True
    title: str = ""
    others: tuple[Alternative, ...] = ()

    @property
    def country(self) -> str:
        return self.code.split(" ")[0]


def pick(entries: Sequence[Entry], on: date | None, context: ActorContext | None) -> Entry:
    """Best entry by date, then by the document's countries, then by order."""
    valid = (
        [e for e in entries if e.kind != "person" and e.holds(on)]
        or [e for e in entries if e.kind != "person"]
        or list(entries)
    )
    if on is None and len(valid) > 1:  # the meaning of today
        valid = [e for e in valid if e.end is None] or valid
    if context and len({e.country for e in valid}) > 1:
        return max(valid, key=lambda e: (context.share(e.country), -valid.index(e)))
    return valid[0]


def code_on(person: Person, on: date | None) -> tuple[str, float]:
    """The person's code on a date and how sure it is; after an office ``ELI``, before it the first code.

    Who has just lost an office is still spoken of as its holder, and who lost it long ago is mentioned for
    what was done in it.
    """
    if on is None:
        return person.holdings[-1].code, 0.8
    current = [h for h in person.holdings if h.covers(on)]
    if current:  # a chancellor who leads her party speaks as chancellor
        return max(current, key=lambda h: (_first(h.code), h.start or date.min)).code, 0.95
    past = [h for h in person.holdings if h.end and h.end < on]
    if past:
        last = max(past, key=lambda h: h.end or date.min)
        country, _, sector = last.code.partition(" ")
        since = (on - last.end).days if last.end else 0
        if sector in ("GOV", "MIL", "LEG") and _OUSTED < since < _HISTORY:
            return f"{country} ELI", 0.7
        if since >= _HISTORY:
            return last.code, 0.5
        if since <= _OUSTED:
            return last.code, 0.75
        return last.code, 0.6
    return person.holdings[0].code, 0.5


def _first(code: str) -> int:
    """Offices held together: the chair of the OSCE speaks as her state's minister, a party leader as chancellor."""
    sector = code.partition(" ")[2]
    return 2 if sector == "GOV" else 0 if sector in _BESIDE else 1


def choose_person(
    people: Sequence[Person], on: date | None, context: ActorContext | None
) -> tuple[Person, str, float, tuple[Alternative, ...]]:
    """Whom a shared name means, and who else: first who is in office, then the document's countries, then order."""

    def rank(person: Person) -> tuple[float, ...]:
        code, sure = code_on(person, on)
        return (sure, context.share(code.split(" ")[0]) if context else 0.0, _first(code))

    best = max(people, key=rank)
    code, sure = code_on(best, on)
    others = [Alternative(*_named(p, on)) for p in sorted(people, key=rank, reverse=True) if p is not best]
    return best, code, sure * 0.9 if others else sure, tuple(others[:MOST_OTHERS])


def _named(person: Person, on: date | None) -> tuple[str, str, float]:
    code, sure = code_on(person, on)
    return code, person.name, round(0.5 * sure, 3)


def other_meanings(entries: Sequence[Entry], best: Entry, on: date | None) -> tuple[Alternative, ...]:
    """What else a name may mean: other states and bodies of that name that exist on the date."""
    found: dict[str, Alternative] = {}
    for entry in entries:
        if entry.kind != "person" and entry.code != best.code and entry.holds(on):
            found.setdefault(entry.code, Alternative(entry.code, entry.name, 0.3))
    return tuple(found.values())[:MOST_OTHERS]
