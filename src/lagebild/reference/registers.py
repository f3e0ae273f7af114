"""What people ask of the registry: who held an office, what is known of an actor, of a framework."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from lagebild.errors import UnknownNameError
from lagebild.reference import codebook
from lagebild.reference.frameworks import Framework
from lagebild.reference.names import adjective_stems, fold, key_of
from lagebild.reference.offices import Tenure
from lagebild.reference.people import Person, day
from lagebild.reference.registry import Entry, Registry
from lagebild.reference.tables import split

CORE_OFFICES = ("head_of_state", "head_of_government", "foreign_minister", "defence_minister")
"""Shown on the page of a state."""


@dataclass(frozen=True, slots=True)
class Entity:
    """A state, organisation, group of states or person. ``kind``: state, organisation, group, person.

    ``offices`` are a person's, or those of a state by their holders; ``members`` are a group's and ``groups`` those
    that a state belongs to, both on the day asked for. ``code`` is the codebook's on that day.
    """

    kind: str
    name: str
    code: str
    aliases: tuple[str, ...] = ()
    start: date | None = None
    end: date | None = None
    offices: tuple[Tenure, ...] = ()
    members: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()


def who(registry: Registry, office: str, state: str | None = None, on: date | None = None) -> list[Tenure]:
    """Who held ``office`` (``Verteidigungsminister``, ``US-Präsident``) on a day, else everybody who did.

    ``state`` is a code or a German name; it may be left out where the office says it.
    :raises UnknownNameError: no such state, or none is named.
    """
    region, title = _region(registry, office, state)
    if region:
        return registry.offices.who(f"{title} von {region}", country_of(registry, region), on)
    if state:
        country, asked = country_of(registry, state), office
    else:
        country, asked = _owner(registry, office)
    return registry.offices.who(office, country, on) or registry.offices.who(asked, country, on)


def offices(
    registry: Registry, state: str | None = None, on: date | None = None, office: str | None = None
) -> list[Tenure]:
    """Offices with who holds them on a day, or ever did, by code and office; ``office`` is a part of its name.

    :raises UnknownNameError: there is no such state or organisation.
    """
    found = registry.offices.all(country_of(registry, state) if state else None, on)
    asked = (office or "").casefold()
    return [tenure for tenure in found if asked in tenure.office.casefold()]


def _region(registry: Registry, office: str, state: str | None) -> tuple[str, str]:
    """The part of a state that is named (``Bayern``, ``bayerischer``) and the office without it; empty if none is."""
    first, _, rest = office.partition(" ")
    for stem in adjective_stems(fold(first).lower()) if rest else ():
        if stem in registry.words["regions"]:
            return registry.words["regions"][stem], rest
    return (state, office) if state and fold(state).lower() in registry.words["regional"] else ("", office)


def country_of(registry: Registry, name: str) -> str:
    """The code of a state or organisation by code or German name.

    :raises UnknownNameError: there is none.
    """
    known = {row["code"] for row in registry.rows("states.csv")} | registry.organisation_codes
    if name.upper() in known:
        return name.upper()
    for entry in registry.names.get(key_of(name), ()):
        if entry.kind != "person":
            return entry.country
    raise UnknownNameError(f"{name}: no state or organisation of this name; write a code such as KOR or NATO")


def _owner(registry: Registry, office: str) -> tuple[str, str]:
    """The state that an office says (``US-``, ``Bundes``, ``russischer``), and the office without it."""
    first, _, rest = office.partition(" ")
    if rest:
        for stem in adjective_stems(fold(first).lower()):
            for entry in registry.adjectives.get(stem, ()):
                return entry.country, rest
    prefix, hyphen, title = office.partition("-")
    if hyphen:
        code = registry.words["owner_prefixes"].get(prefix.lower())
        entries = registry.names.get(key_of(prefix), ())
        if code or entries:
            return (code or entries[0].code).split(" ")[0], title
    for prefix, country in (("Bundes", "DEU"), ("Kreml", "RUS"), ("Pentagon", "USA")):
        if office.startswith(prefix):
            return country, office
    raise UnknownNameError(f"{office}: of which state? name it, for example with --state KOR")


def entity(registry: Registry, name: str, on: date | None = None) -> Entity:
    """What the registry knows of an actor by name or code; ``RUS GOV`` is the page of Russia.

    :raises UnknownNameError: nothing of that name.
    """
    row = _state_row(registry, name) or _state_row(registry, _country_part(name))
    if row is not None:
        return _state(registry, row, on)
    found = registry.frameworks.group(name)
    entries = registry.meanings(key_of(name)) or _surname(registry, name, on)
    person = next((e.person for e in entries if e.person), None)
    if found is None and person is not None:
        return _person(registry, person, on)
    if found is not None:
        heads = tuple(_heads(registry, found.code))
        return Entity("group", found.name, found.code, found.aliases, found.start, found.end, heads,
                      registry.frameworks.members(found, on))  # fmt: skip
    valid = [e for e in entries if (e.end is None if on is None else e.holds(on))] or list(entries)
    if not valid:
        raise UnknownNameError(
            f"{name}: the registry knows no such actor; `lagebild actors` lists those of the record"
        )
    return _organisation(registry, valid[0])


def _country_part(name: str) -> str:
    country, _, sector = name.partition(" ")
    return country if sector in codebook.sectors() else name


def _state_row(registry: Registry, name: str) -> dict[str, str] | None:
    key = key_of(name)
    rows = [
        r
        for r in registry.rows("states.csv")
        if name.upper() == r["code"] or key in map(key_of, split(r["names"]))
    ]
    return next((r for r in rows if not r["to"]), rows[0] if rows else None)


def _state(registry: Registry, row: dict[str, str], on: date | None) -> Entity:
    names = split(row["names"])
    held = [
        tenure
        for kind in CORE_OFFICES
        for tenure in registry.offices.who(kind, row["code"], on)
        if kind == registry.office_titles.key(tenure.office)
    ]
    groups = [g.name for g in registry.frameworks.groups if row["code"] in registry.frameworks.members(g, on)]
    return Entity("state", names[0], row["code"], (*names[1:], *split(row["seats"])), day(row["from"]),
                  day(row["to"], last=True), tuple(held), groups=tuple(groups))  # fmt: skip


def _person(registry: Registry, person: Person, on: date | None) -> Entity:
    tenures = tuple(Tenure(person.name, h.office, h.code, h.start, h.end, h.mark) for h in person.holdings)
    now = [t for t, h in zip(tenures, person.holdings, strict=True) if on is None or h.covers(on)]
    return Entity("person", person.name, (now or tenures)[-1].code, person.aliases, offices=tenures)


def _organisation(registry: Registry, entry: Entry) -> Entity:
    aliases: dict[str, None] = {}
    for row in registry.rows("organisations.csv"):
        if row["name"] == entry.name:
            aliases |= dict.fromkeys(split(row["aliases"]))
    heads = tuple(_heads(registry, entry.code))
    return Entity("organisation", entry.name, entry.code, tuple(aliases), entry.start, entry.end, heads)


def _heads(registry: Registry, code: str) -> Iterator[Tenure]:
    """Who led an organisation with a code of its own."""
    if code in registry.organisation_codes and code not in ("IGO", "NGO", "INT", "UNK"):
        for kind in ("secretary_general", "director_general", "commission_president", "head_of_state"):
            for tenure in registry.offices.who(kind, code):
                if registry.office_titles.key(tenure.office) == kind:
                    yield tenure


def _surname(registry: Registry, name: str, on: date | None) -> tuple[Entry, ...]:
    people = registry.called(name, on, anytime=True)
    return tuple(Entry("person", "", p.name, person=p) for p in people)


def framework(registry: Registry, name: str, on: date | None = None) -> Framework:
    """The framework or group of states of that name.

    :raises UnknownNameError: the registry has none.
    """
    found = registry.framework(name, on)
    if found is None:
        raise UnknownNameError(
            f"{name}: the registry knows no such framework; `lagebild framework --candidates` lists those that the "
            "record has and the registry lacks"
        )
    return found
