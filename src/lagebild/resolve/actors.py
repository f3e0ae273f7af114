"""Mention -> codebook code: ``russischen Präsidenten Wladimir Putin`` -> ``RUS GOV``, name, confidence."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from lagebild.records.terms import Span
from lagebild.reference.names import fold, key_of, tokenize
from lagebild.reference.people import Person
from lagebild.reference.registry import Entry, Registry, default_registry
from lagebild.resolve.actor_choice import Resolution, choose_person, other_meanings, pick
from lagebild.resolve.actor_context import ActorContext
from lagebild.resolve.actor_mention import Mention
from lagebild.resolve.actor_parse import parse
from lagebild.resolve.actor_reading import Reading
from lagebild.resolve.actor_words import Lexicon, first_name

__all__ = ["ActorResolver", "NameMention", "Resolution"]

_BODY_SECTORS = frozenset({"MIL", "JUD", "LEG", "COP", "SPY", "REB", "JRN"})
_QUOTES = "„“”\"'‚‘»«›‹ "


@dataclass(frozen=True, slots=True)
class NameMention:
    """A dictionary name in a text."""

    span: Span
    resolution: Resolution


class ActorResolver:
    """Rules over the registry; holds no state of a document (that is ``ActorContext``)."""

    def __init__(self, registry: Registry | None = None) -> None:
        self.registry = registry or default_registry()
        self.lexicon = Lexicon(self.registry)
        self.organisations = self.registry.organisation_codes

    def resolve(
        self,
        mention: str,
        *,
        on: date | None = None,
        context: ActorContext | None = None,
        at: int | None = None,
    ) -> Resolution | None:
        """The code of ``mention`` on a date; None where nothing in it names or describes an actor.

        ``at`` is the mention's place in the document that ``context`` was read from.
        """
        text = mention.strip(_QUOTES)
        words = [w.lower() for w, _, _ in tokenize(text)]
        if not words or all(w in self.lexicon.words["pronouns"] for w in words):
            return Resolution("UNK", None, "pronoun", 0.1, False) if words else None
        phrases = parse(text, self.lexicon, on)
        return Reading(self, Mention(text, phrases, self.lexicon, on, context, at)).result()

    def read(self, text: str, on: date | None = None) -> ActorContext:
        """What ``text`` names: countries, people and offices, in one pass."""
        from lagebild.resolve.actor_scan import scan

        return scan(text, on, self)

    def find_names(self, text: str, on: date | None = None) -> list[NameMention]:
        """All dictionary names and known people in ``text``, left to right, not overlapping."""
        found: list[NameMention] = []
        tokens = tokenize(text)
        folded = [fold(t) for t, _, _ in tokens]
        at = 0
        while at < len(tokens):
            size, entries, _ = self.lexicon.name_at(folded, at)
            if not size and tokens[at][0][0].isupper():
                people = self._bearers(first_name(text, tokens, at), self.registry.called(folded[at], on))
                entries = tuple(Entry("person", "", p.name, person=p) for p in people)
                size = 1 if entries else 0
            if size and not (size == 1 and folded[at] in self.lexicon.ambiguous):
                span = Span(tokens[at][1], tokens[at + size - 1][2])
                resolution = self.of_entries(entries, on, None)
                if resolution:
                    found.append(NameMention(span, resolution))
            at += max(size, 1)
        return found

    def _bearers(self, before: str, people: list[Person]) -> list[Person]:
        """Those of ``people`` whose name goes with the word before: ``Gina Miller`` is no other Miller."""
        if not before or not people or self.lexicon.head(before) or self.registry.meanings(fold(before)):
            return people
        return [p for p in people if key_of(before) in key_of(p.name).split(" ")]

    def of_entries(
        self, entries: Sequence[Entry], on: date | None, context: ActorContext | None
    ) -> Resolution | None:
        """The best meaning of a name: valid on the date, then most named in the document, then first."""
        if not entries:
            return None
        people = [e.person for e in entries if e.person]
        if people and len(people) == len(entries):
            person, code, sure, others = choose_person(people, on, context)
            return Resolution(code, person.name, "name", sure, others=others)
        best = pick(entries, on, context)
        kind = {"state": "state", "people": "group", "city": "state", "seat": "office"}.get(best.kind, "name")
        name = best.name if best.kind in ("org", "state") else None
        others = other_meanings(entries, best, on)
        return Resolution(best.code, name, kind, 0.95 if best.holds(on) else 0.7, others=others)

    def bare(self, code: str) -> str:
        """``UNO GOV`` -> ``UNO``: officials of an organisation carry its bare code."""
        country, _, sector = code.partition(" ")
        if (
            country in self.organisations
            and country != "UNK"
            and sector not in _BODY_SECTORS | {"CVL", "REF", "BUS"}
        ):
            return country
        return code
