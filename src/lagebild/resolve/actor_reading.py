"""One mention read: its titles, names, adjectives and complements combined to a code."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from lagebild.language.numbers import parse_number
from lagebild.records import Alternative
from lagebild.reference.names import fold, key_of
from lagebild.reference.people import Holding, Person
from lagebild.resolve.actor_choice import MOST_OTHERS, Resolution, choose_person, pick
from lagebild.resolve.actor_context import ActorContext, Known
from lagebild.resolve.actor_parse import Part, Phrase, opening_title
from lagebild.resolve.actor_seats import SMALL, Seats, unknown_name

if TYPE_CHECKING:
    from lagebild.resolve.actors import ActorResolver

_FEW = 5  # states: of so many a text tends to tell the names
_LIST = 400  # characters before a mention in which the title of its list is looked for


class Reading:
    """One mention being resolved: collects evidence from its phrases, then combines it."""

    def __init__(
        self,
        resolver: "ActorResolver",
        text: str,
        phrases: list[Phrase],
        on: date | None,
        context: ActorContext | None,
        at: int | None,
    ) -> None:
        self.resolver, self.text, self.phrases = resolver, text, phrases
        self.on, self.context, self.at = on, context, at
        self.lexicon = resolver.lexicon
        self.head = phrases[0]
        self.former = any(True for _ in self.head.of("former")) or any(
            p.head and p.head.modifier.split("-")[0] in self.lexicon.words["former_prefixes"]
            for p in self.head.of("title")
        )

        self.seats = Seats(text, phrases, self.former, self.lexicon, context, at)

    def result(self) -> Resolution | None:
        found = self._by_context() or self._nobody_in_particular() or self._in_list(self._result())
        if found is None:
            return None
        return replace(
            found,
            code=self.resolver.bare(found.code),
            name=found.name or unknown_name(self.text, self.phrases, self.lexicon),
        )

    def _result(self) -> Resolution | None:
        for phrase in self.phrases:
            if phrase.link in ("head", "comma"):
                person = self._person(phrase)
                if person:
                    return person
        titles = self.head.of("title")
        if titles and self._single():
            holders = self._namesakes(titles[0])
            if holders:
                return self._as_titled(holders)
        names = [p for p in self.head.of("name") if not self._only_person(p)]
        if titles:
            return self._titled(titles, names)
        if names:
            return self._named(names)
        nationals = self.head.of("adjective")
        if nationals:
            country = pick(nationals[0].entries, self.on, self.context).country
            return Resolution(country, None, "group", 0.7)
        return self._unknown()

    # -- what the document decides --------------------------------------------------------------

    def _by_context(self) -> Resolution | None:
        """Words that are names only in a document about their bearer: ``Norden``, ``Insel``, ``Union``."""
        if not self.context or not self._single():
            return None
        word = fold(self.head.parts[0].text).lower()
        table: dict[str, list[str]] = self.lexicon.words["by_context"]
        for key in (word, word.removesuffix("s"), word.removesuffix("es")):
            code = self.context.most_named(table[key]) if key in table else ""
            if code:
                others = tuple(Alternative(c, None, 0.3) for c in table[key] if c != code)
                return Resolution(code, None, "generic", 0.6, False, others=others[:MOST_OTHERS])
        return None

    def _nobody_in_particular(self) -> Resolution | None:
        """``Medienberichte`` and ``informierte Kreise`` are nobody's, ``mehrere Staaten`` and ``30 Länder`` many."""
        if not self.head.parts or any(phrase.of("name") or phrase.of("adjective") for phrase in self.phrases):
            return None
        words, last = self.lexicon.words, self.head.parts[-1]
        titles = [
            p.head.title for p in self.head.of("title") if p.head and p.text.lower() not in words["foreign"]
        ]
        sector = titles[0].sector if titles else ""
        if last.owner or sector == "NGO":
            return None
        if any(self._countless(p) for p in self.phrases[1:] if not self._is_definite(p)):
            return _of_many("INT", sector)  # Soldaten aus neunzehn Ländern
        if len(self.phrases) > 1:
            return None
        foreign = [
            words["foreign"][p.text.lower()] for p in self.head.parts if p.text.lower() in words["foreign"]
        ]
        if foreign:  # ausländische Journalisten
            return _of_many(foreign[0], sector)
        if last.text.lower() in words["anonymous"]:
            return Resolution(words["anonymous"][last.text.lower()], None, "generic", 0.5, False)
        article = self.text.split(" ")[0].lower() in words["articles"]
        return _of_many("INT", sector) if self._countless(self.head) and not article else None

    def _is_definite(self, phrase: Phrase) -> bool:
        """Whether an article opens an inner phrase: ``der zwölf Staaten``, unlike ``von`` or ``aus zwölf Staaten``."""
        before = self.text[: phrase.parts[0].start].split() if phrase.parts else []
        return bool(before) and before[-1].lower() in self.lexicon.words["articles"]

    def _countless(self, phrase: Phrase) -> bool:
        """Whether these are many states, or a number too high for states that the text names: ``zwölf Länder``."""
        words = self.lexicon.words
        if not phrase.parts or phrase.parts[-1].text.lower() not in words["several"]:
            return False
        before = [p.text.lower() for p in phrase.parts[:-1]]
        owned = any(word in words["pronouns"] for word in before)  # alle 27 Staaten are the union's
        number = any((parse_number(word) or 0) > _FEW for word in before)
        return not owned if number else any(word in words["many"] for word in before)

    def _in_list(self, found: Resolution | None) -> Resolution | None:
        """A state in a list that a title opens (``die Außenminister Estlands, Lettlands``) has its sector."""
        if not found or found.kind != "state" or not self.context or not self.at or not self._single():
            return found
        head = opening_title(self.context.text[max(0, self.at - _LIST) : self.at], self.lexicon)
        if head and head.title.kind == "office" and head.title.sector:
            return replace(found, code=f"{found.country} {head.title.sector}", kind="office")
        return found

    # -- people ---------------------------------------------------------------------------------

    def _only_person(self, part: Part) -> bool:
        return bool(part.entries) and all(e.kind == "person" for e in part.entries)

    def _person(self, phrase: Phrase) -> Resolution | None:
        """A full or short personal name in the head phrase, in the document's or the registry's sense."""
        for part in phrase.of("name"):
            if self._only_person(part):
                people = [e.person for e in part.entries if e.person]
                return self._as_titled(people)
        run = self._name_run(phrase)
        if not run:
            return None
        full = " ".join(run)
        for name in dict.fromkeys((full, run[-1])):
            known = self.context.person(name, self.at) if self.context else None
            if known:
                return self._with_own_title(known)
            people = self._called(name, run)
            if people:
                return self._as_titled(people)
        return self.seats.bearer(run[0], self._own_country(), self.on) if len(run) == 1 else None

    def _called(self, name: str, run: list[str]) -> list[Person]:
        """People of the registry whom ``name`` may mean here: with a first name only who bears it, with a
        country only who served it; a title without country allows only who is in office."""
        own = self._own_country()
        people = self.lexicon.registry.called(name, self.on, anytime=bool(own) or len(run) > 1)
        if len(run) == 1:
            people = [p for p in people if self.seats.held_by(p)]
        if len(run) > 1 and not self._fits(people, run):
            return []
        return [p for p in people if not own or any(h.code.split(" ")[0] == own for h in p.holdings)]

    def _namesakes(self, title: Part) -> list[Person]:
        """People in office who are called like a bare title: ``Fischer``, ``Major``."""
        people = self.lexicon.registry.called(title.text, self.on)
        return [p for p in people if p.in_office(self.on) and title.text in p.shorts]

    def _fits(self, people: list[Person], run: list[str]) -> bool:
        """With a first name the surname alone does not do: first and last word must be the person's."""
        ends = {key_of(run[0]), key_of(run[-1])}

        def bears(person: Person) -> bool:
            own = {word for name in (person.name, *person.aliases) for word in key_of(name).split(" ")}
            return all(end in own or end.removesuffix("s") in own for end in ends)

        people[:] = [p for p in people if bears(p)]
        return bool(people)

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

    def _own_country(self) -> str:
        """The country that the mention itself gives, without looking at the document."""
        for part in self.head.of("title"):
            if part.owner and not self._of_a_state(part):
                return part.owner.country
        for part in self.head.of("adjective"):
            return pick(part.entries, self.on, self.context).country
        for phrase in self.phrases:
            if phrase.link in ("head", "genitive"):
                for part in phrase.of("name"):
                    if not self._only_person(part):
                        return pick(part.entries, self.on, self.context).country
                if phrase.link == "genitive":
                    for part in phrase.of("adjective"):
                        return pick(part.entries, self.on, self.context).country
                    for part in phrase.of("title"):
                        if part.owner:
                            return part.owner.country
        return ""

    def _as_titled(self, people: Sequence[Person]) -> Resolution:
        """A person of the registry, checked against title and country of the mention."""
        own = self._own_country()
        fitting = [p for p in people if any(h.code.split(" ")[0] == own for h in p.holdings)] or list(people)
        person, code, sure, others = choose_person(fitting, self.on, self.context)
        beside = next(
            (h.code for h in person.holdings if own and h.code.startswith(own) and self._now(h)), ""
        )
        code = beside or code  # the OSCE's chair is a minister as well
        country, _, sector = code.partition(" ")
        if own in self.resolver.organisations and not any(h.code.startswith(own) for h in person.holdings):
            body = next((p.head.title.sector for p in self.head.of("title") if p.head), "")
            return Resolution(f"{own} {body}".strip(), person.name, "name", 0.8)
        if self.former:
            return Resolution(
                f"{country} ELI" if sector in ("GOV", "ELI", "MIL") else code,
                person.name,
                "name",
                sure,
                others=others,
            )
        sectors = [
            p.head.title.sector for p in self.head.of("title") if p.head and p.head.title.kind == "office"
        ]
        if sectors and sectors[0] and (sure < 0.9 or sector == "ELI"):
            code = f"{own or country} {sectors[0]}"
        return Resolution(code, person.name, "name", sure, others=others)

    def _now(self, holding: Holding) -> bool:
        return self.on is not None and holding.covers(self.on)

    def _with_own_title(self, known: Known) -> Resolution:
        if self.former and known.resolution.code.endswith(" GOV"):
            return replace(known.resolution, code=known.resolution.country + " ELI")
        return known.resolution

    # -- titles, organisations, states -----------------------------------------------------------

    def _titled(self, titles: list[Part], names: list[Part]) -> Resolution:
        """A head word with a sector; the country from its owner, adjective, genitive, or the document."""
        part = next((t for t in titles if t.head and t.head.title.kind in ("office", "org")), titles[0])
        head = part.head
        assert head is not None
        title = head.title
        orgs = [n for n in names if any(e.kind == "org" for e in n.entries) and not n.genitive]
        if orgs and orgs[-1].start > part.start and not part.owner:
            return self._of(orgs[-1])
        sector, country = title.sector, ""
        if title.kind in ("rep", "weak") and head.modifier:
            sector = self.lexicon.sector_of_modifier(head.modifier) or sector
        owner = part.owner
        envoy = title.stem in self.lexicon.words["envoys"]
        if owner and ((envoy and self._sender(part)) or self._of_a_state(part)):
            owner = None
        if owner:
            country, _, owned = owner.code.partition(" ")
            if title.kind in ("rep", "weak", "state") and owned:
                sector = owned
            if owned in ("REB", "PTY", "OPP") and title.kind != "office":
                sector = owned
        complement = self._complement(place=not envoy)  # the Botschaft in Oslo is not Norway's
        if title.kind in ("rep", "weak") and not owner and complement:
            if complement.kind != "generic" or complement.country_known:
                code_country, _, code_sector = complement.code.partition(" ")
                adjective = self._own_adjective()
                return replace(
                    complement,
                    code=f"{adjective or code_country} {code_sector or sector}".strip(),
                    confidence=complement.confidence * 0.9,
                    name=None,  # the minister's spokesman is not the minister
                    title="",
                    others=(),
                )
            sector = complement.code.partition(" ")[2] or sector
        if title.sector == "NGO":
            body = owner.country if owner and owner.country in self.resolver.organisations else "NGO"
            return Resolution(body, None, "group", 0.8)
        country = (
            country
            or self._own_adjective()
            or self._genitive_country(names)
            or (complement.country if complement and complement.country_known else "")
        )
        if title.kind == "state":
            sector = ""
        if self.former and sector in ("GOV", "MIL"):
            sector = "ELI"
        seat = self.seats.of(part)
        if complement and complement.country_known and complement.code.partition(" ")[2] not in ("", "GOV"):
            seat = ""  # Präsident der Bundesbank
        if complement and complement.kind == "name" and complement.country not in self.resolver.organisations:
            seat = ""
        if country:
            return self._join(country, sector, "office", 0.85, seat)
        bundes = head.modifier.startswith(tuple(self.lexicon.words["home_prefixes"]))
        if bundes and title.kind == "office":
            return self._join(self.context.home if self.context else "DEU", sector, "office", 0.8, seat)
        return self._from_document(head.word, sector, seat)

    def _from_document(self, word: str, sector: str, seat: str) -> Resolution:
        """A head word without a country: its holder in the document, else the country named nearest."""
        known = self.context.holder(word, self.at) if self.context and self._single() else None
        if known:
            return replace(known.resolution, confidence=0.6, country_known=False)
        country, sure = self.context.dominant(self.at) if self.context else ("", 0.0)
        if self.context and not country and sector in self.lexicon.words["at_home"]:
            country = self.context.home  # a German text that names no country means its own police
        found = self._join(country or "UNK", sector, "generic", 0.3 + 0.4 * sure, seat)
        return replace(found, country_known=False)

    def _single(self) -> bool:
        """Whether the mention is one bare word (``Ministerin``), which may stand for somebody named before."""
        return len(self.phrases) == 1 and len(self.head.parts) == 1

    def _sender(self, title: Part) -> bool:
        """Whether an envoy's own state stands before the title: ``Iraks UN-Botschafter``."""
        return bool(self._own_adjective()) or any(
            n.genitive and n.end <= title.start for n in self.head.of("name")
        )

    def _of_a_state(self, title: Part) -> bool:
        """A ``UN-Botschafterin`` is a state's ambassador there; the ``Nato-Botschafter`` meet as NATO."""
        head = title.head
        known = title.owner is not None and title.owner.country == "UNO" and head is not None
        return (
            known and head is not None and head.word.startswith(tuple(self.lexicon.words["envoys_of_states"]))
        )

    def _own_adjective(self) -> str:
        for part in self.head.of("adjective"):
            return pick(part.entries, self.on, self.context).country
        return ""

    def _genitive_country(self, names: list[Part]) -> str:
        for part in names:
            return pick(part.entries, self.on, self.context).country
        return ""

    def _complement(self, *, place: bool = True) -> Resolution | None:
        """Whom the head phrase belongs to: its genitive or, failing that, its origin or place."""
        for link in ("genitive", "bracket", "comma", "origin", *(("place",) if place else ())):
            for phrase in self.phrases[1:]:
                if phrase.link == link and phrase.parts:
                    inner = Reading(self.resolver, self.text, [phrase], self.on, self.context, self.at)
                    found = inner._result()
                    if found and found.country_known and found.country != "UNK":
                        return found
        for phrase in self.phrases[1:]:
            if phrase.link == "genitive" and phrase.parts:
                return Reading(self.resolver, self.text, [phrase], self.on, self.context, self.at)._result()
        return None

    def _named(self, names: list[Part]) -> Resolution:
        orgs = [n for n in names if any(e.kind == "org" for e in n.entries)]
        found = self._of(orgs[0] if orgs else names[0])
        numerals = self.lexicon.words["numerals"]
        counted = self.head.of("number") or any(p.text.lower() in numerals for p in self.head.of("other"))
        if found.kind == "group" and counted and " " not in found.code:
            return replace(found, code=f"{found.code} CVL")  # ``zwei Iraner``
        return found

    def _of(self, part: Part) -> Resolution:
        found = self.resolver.of_entries(part.entries, self.on, self.context)
        assert found is not None
        return found

    def _join(self, country: str, sector: str, kind: str, sure: float, seat: str = "") -> Resolution:
        return Resolution(f"{country} {sector}".strip(), None, kind, sure, title=seat)

    def _unknown(self) -> Resolution | None:
        """Nothing known in the head phrase: an owner (``US-Drohne``), a complement, else the document."""
        for part in self.head.of("unknown"):
            if part.owner:
                return Resolution(part.owner.code, None, "group", 0.6)
        complement = self._complement()
        if complement:
            return replace(complement, confidence=complement.confidence * 0.7)
        country, sure = self.context.dominant(self.at) if self.context else ("", 0.0)
        numbers = bool(self.head.of("number"))
        code = f"{country or 'UNK'} CVL" if numbers else country or "UNK"
        return Resolution(code, None, "generic", 0.2 + 0.3 * sure, False)


def _of_many(country: str, sector: str) -> Resolution:
    return Resolution(f"{country} {sector}".rstrip(), None, "generic", 0.5)
