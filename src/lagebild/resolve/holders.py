"""Who somebody is: the name that words do not give but an office does, and the office that a name has."""

from datetime import date

from lagebild.reference.names import key_of
from lagebild.reference.offices import gender
from lagebild.reference.registry import Registry
from lagebild.resolve.actor_choice import Resolution


class Holders:
    """Looks offices up on one day, the document's."""

    def __init__(self, registry: Registry, on: date | None) -> None:
        self._registry, self._on = registry, on

    def name_of(self, found: Resolution, words: str | None) -> tuple[str | None, str | None, bool]:
        """Name, office in German, and whether the registry alone gave the name.

        A holder counts only if the words fit: ``die Außenministerin`` is no man.
        """
        if found.name is not None:
            return found.name, self._office_of(found), False
        if not found.title or self._on is None:
            return None, None, False
        held = self._registry.offices.holder(found.title, found.country, self._on)
        if held is None or (words is not None and {gender(words), gender(held.office)} == {"f", "m"}):
            return None, None, False
        return held.person, held.office, True

    def _office_of(self, found: Resolution) -> str | None:
        """The office that a person of the registry has on the day."""
        entries = self._registry.meanings(key_of(found.name or ""))
        person = next((e.person for e in entries if e.person), None)
        if person is None or self._on is None:
            return None
        current = [h for h in person.holdings if h.covers(self._on) and h.office]
        fitting = [h for h in current if h.code == found.code] or current
        return max(fitting, key=lambda h: h.start or date.min).office if fitting else None
