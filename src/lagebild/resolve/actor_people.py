"""The people whom a mention names, in the document's or the registry's sense, checked against its title and country."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from lagebild.reference.names import key_of
from lagebild.reference.people import Holding, Person
from lagebild.resolve.actor_choice import Resolution, choose_person
from lagebild.resolve.actor_context import Known
from lagebild.resolve.actor_mention import Mention
from lagebild.resolve.actor_parse import Part, Phrase
from lagebild.resolve.actor_seats import SMALL, Seats


@dataclass(frozen=True, slots=True)
class People:
    """The people of one mention."""

    mention: Mention
    seats: Seats

    def named(self, phrase: Phrase) -> Resolution | None:
        """A full or short personal name in ``phrase``; None if there is none that fits."""
        for part in phrase.of("name"):
            if part.only_person:
                return self._as_titled([e.person for e in part.entries if e.person])
        run = self._name_run(phrase)
        if not run:
            return None
        mention = self.mention
        for name in dict.fromkeys((" ".join(run), run[-1])):
            known = mention.context.person(name, mention.at) if mention.context else None
            if known:
                return self._with_own_title(known)
            people = self._called(name, run)
            if people:
                return self._as_titled(people)
        return self.seats.bearer(run[0]) if len(run) == 1 else None

    def namesake(self, title: Part) -> Resolution | None:
        """Somebody in office who is called like a bare title: ``Fischer``, ``Major``."""
        on = self.mention.on
        called = self.mention.lexicon.registry.called(title.text, on)
        people = [p for p in called if p.in_office(on) and title.text in p.shorts]
        return self._as_titled(people) if people else None

    def _called(self, name: str, run: list[str]) -> list[Person]:
        """People of the registry whom ``name`` may mean here: with a first name only who bears it, with a
        country only who served it; a title without country allows only who is in office."""
        own = self.mention.own_country
        people = self.mention.lexicon.registry.called(
            name, self.mention.on, anytime=bool(own) or len(run) > 1
        )
        if len(run) == 1:
            people = [p for p in people if self.seats.held_by(p)]
        else:
            people = [p for p in people if _bears(p, run)]
        return [p for p in people if not own or _served(p, own)]

    def _name_run(self, phrase: Phrase) -> list[str]:
        """The capitalised words that look like a personal name: unknown ones, after any title."""
        run: list[str] = []
        for part in phrase.parts:
            if part.kind == "unknown" and not part.owner:
                run.append(part.text)
            elif run and part.kind == "other" and part.text in SMALL:
                continue
            elif part.kind == "name" and run and part.start > 0:
                run.append(part.text)
        return run

    def _as_titled(self, people: Sequence[Person]) -> Resolution:
        """A person of the registry, with the code that title and country of the mention leave."""
        mention, own = self.mention, self.mention.own_country
        fitting = [p for p in people if _served(p, own)] or list(people)
        person, code, sure, others = choose_person(fitting, mention.on, mention.context)
        if own and not code.startswith(own):  # the OSCE's chair is a minister as well
            code = next((h.code for h in person.holdings if h.code.startswith(own) and self._now(h)), code)
        country, _, sector = code.partition(" ")
        titles = [p.head.title for p in mention.head.of("title") if p.head]
        organisations = mention.lexicon.registry.organisation_codes
        if own in organisations and not any(h.code.startswith(own) for h in person.holdings):
            body = titles[0].sector if titles else ""
            return Resolution(f"{own} {body}".strip(), person.name, "name", 0.8)
        if mention.former:
            code = f"{country} ELI" if sector in ("GOV", "ELI", "MIL") else code
            return Resolution(code, person.name, "name", sure, others=others)
        sectors = [title.sector for title in titles if title.kind == "office"]
        if sectors and sectors[0] and (sure < 0.9 or sector == "ELI"):
            code = f"{own or country} {sectors[0]}"
        return Resolution(code, person.name, "name", sure, others=others)

    def _now(self, holding: Holding) -> bool:
        return self.mention.on is not None and holding.covers(self.mention.on)

    def _with_own_title(self, known: Known) -> Resolution:
        if self.mention.former and known.resolution.code.endswith(" GOV"):
            return replace(known.resolution, code=known.resolution.country + " ELI")
        return known.resolution


def _served(person: Person, country: str) -> bool:
    return any(h.code.split(" ")[0] == country for h in person.holdings)


def _bears(person: Person, run: list[str]) -> bool:
    """With a first name the surname alone does not do: first and last word must be the person's."""
    own = {word for name in (person.name, *person.aliases) for word in key_of(name).split(" ")}
    return all(end in own or end.removesuffix("s") in own for end in (key_of(run[0]), key_of(run[-1])))
