"""One mention read: its titles, names, adjectives and complements combined to a code."""

from dataclasses import replace
from typing import TYPE_CHECKING

from lagebild.records import Alternative
from lagebild.reference.names import fold
from lagebild.resolve.actor_choice import MOST_OTHERS, Resolution
from lagebild.resolve.actor_many import nobody_in_particular
from lagebild.resolve.actor_mention import Mention
from lagebild.resolve.actor_parse import Part, Phrase, opening_title
from lagebild.resolve.actor_party import politician_named_before
from lagebild.resolve.actor_people import People
from lagebild.resolve.actor_seats import Seats, unknown_name

if TYPE_CHECKING:
    from lagebild.resolve.actors import ActorResolver

_LIST = 400  # characters before a mention in which the title of its list is looked for


class Reading:
    """One mention being resolved: collects evidence from its phrases, then combines it."""

    def __init__(self, resolver: "ActorResolver", mention: Mention) -> None:
        self.resolver, self.mention = resolver, mention
        self.seats = Seats(mention)
        self.people = People(mention, self.seats)

    def result(self) -> Resolution | None:
        found = self._by_context() or nobody_in_particular(self.mention) or self._in_list(self._result())
        if found is None:
            return None
        return replace(
            found,
            code=self.resolver.bare(found.code),
            name=found.name or unknown_name(self.mention),
        )

    def _result(self) -> Resolution | None:
        for phrase in self.mention.phrases:
            if phrase.link in ("head", "comma"):
                person = self.people.named(phrase)
                if person:
                    return person
        titles = self.mention.head.of("title")
        if titles and self.mention.single:
            namesake = self.people.namesake(titles[0])
            if namesake:
                return namesake
            politician = politician_named_before(self.mention, titles[0])
            if politician:
                return politician
        names = [p for p in self.mention.head.of("name") if not p.only_person]
        if titles:
            return self._titled(titles, names)
        if names:
            return self._named(names)
        if self.mention.own_adjective:
            return Resolution(self.mention.own_adjective, None, "group", 0.7)
        return self._unknown()

    # -- what the document decides --------------------------------------------------------------

    def _by_context(self) -> Resolution | None:
        """Words that are names only in a document about their bearer: ``Norden``, ``Insel``, ``Union``."""
        if not self.mention.context or not self.mention.single:
            return None
        word = fold(self.mention.head.parts[0].text).lower()
        table: dict[str, list[str]] = self.mention.lexicon.words["by_context"]
        for key in (word, word.removesuffix("s"), word.removesuffix("es")):
            code = self.mention.context.most_named(table[key]) if key in table else ""
            if code:
                others = tuple(Alternative(c, None, 0.3) for c in table[key] if c != code)
                return Resolution(code, None, "generic", 0.6, False, others=others[:MOST_OTHERS])
        return None

    def _in_list(self, found: Resolution | None) -> Resolution | None:
        """A state in a list that a title opens (``die Außenminister Estlands, Lettlands``) has its sector."""
        if not found or found.kind != "state" or not self.mention.single:
            return found
        head = opening_title(self.mention.before(_LIST), self.mention.lexicon)
        if head and head.title.kind == "office" and head.title.sector:
            return replace(found, code=f"{found.country} {head.title.sector}", kind="office")
        return found

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
            sector = self.mention.lexicon.sector_of_modifier(head.modifier) or sector
        owner = part.owner
        envoy = title.stem in self.mention.lexicon.words["envoys"]
        if owner and ((envoy and self._sender(part)) or self.mention.of_a_state(part)):
            owner = None
        if owner:
            country, _, owned = owner.code.partition(" ")
            if title.kind in ("rep", "weak", "state") and owned:
                sector = owned
            of_party = title.stem in self.mention.lexicon.words["party_people"]
            if owned in ("REB", "PTY", "OPP") and (title.kind != "office" or of_party):
                sector = owned
        complement = self._complement(place=not envoy)  # the Botschaft in Oslo is not Norway's
        if title.kind in ("rep", "weak") and not owner and complement:
            if complement.kind != "generic" or complement.country_known:
                code_country, _, code_sector = complement.code.partition(" ")
                adjective = self.mention.own_adjective
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
            or self.mention.own_adjective
            or (self.mention.country_of(names[0]) if names else "")
            or (complement.country if complement and complement.country_known else "")
        )
        if title.kind == "state":
            sector = ""
        if self.mention.former and sector in ("GOV", "MIL"):
            sector = "ELI"
        seat = self.seats.of(part)
        if complement and complement.country_known and complement.code.partition(" ")[2] not in ("", "GOV"):
            seat = ""  # Präsident der Bundesbank
        if complement and complement.kind == "name" and complement.country not in self.resolver.organisations:
            seat = ""
        if country:
            return self._join(country, sector, "office", 0.85, seat)
        bundes = head.modifier.startswith(tuple(self.mention.lexicon.words["home_prefixes"]))
        if bundes and title.kind == "office":
            home = self.mention.context.home if self.mention.context else "DEU"
            return self._join(home, sector, "office", 0.8, seat)
        return self._from_document(head.word, sector, seat)

    def _from_document(self, word: str, sector: str, seat: str) -> Resolution:
        """A head word without a country: its holder in the document, else the country named nearest."""
        context, at = self.mention.context, self.mention.at
        known = context.holder(word, at) if context and self.mention.single else None
        if known:
            return replace(known.resolution, confidence=0.6, country_known=False)
        country, sure = context.dominant(at) if context else ("", 0.0)
        if context and not country and sector in self.mention.lexicon.words["at_home"]:
            country = context.home  # a German text that names no country means its own police
        found = self._join(country or "UNK", sector, "generic", 0.3 + 0.4 * sure, seat)
        return replace(found, country_known=False)

    def _sender(self, title: Part) -> bool:
        """Whether an envoy's own state stands before the title: ``Iraks UN-Botschafter``."""
        return bool(self.mention.own_adjective) or any(
            n.genitive and n.end <= title.start for n in self.mention.head.of("name")
        )

    def _complement(self, *, place: bool = True) -> Resolution | None:
        """Whom the head phrase belongs to: its genitive or, failing that, its origin or place."""
        for link in ("genitive", "bracket", "comma", "origin", *(("place",) if place else ())):
            for phrase in self.mention.phrases[1:]:
                if phrase.link == link and phrase.parts:
                    found = self._inner(phrase)._result()
                    if found and found.country_known and found.country != "UNK":
                        return found
        for phrase in self.mention.phrases[1:]:
            if phrase.link == "genitive" and phrase.parts:
                return self._inner(phrase)._result()
        return None

    def _inner(self, phrase: Phrase) -> "Reading":
        return Reading(self.resolver, replace(self.mention, phrases=[phrase]))

    def _named(self, names: list[Part]) -> Resolution:
        orgs = [n for n in names if any(e.kind == "org" for e in n.entries)]
        found = self._of(orgs[0] if orgs else names[0])
        head, numerals = self.mention.head, self.mention.lexicon.words["numerals"]
        counted = head.of("number") or any(p.text.lower() in numerals for p in head.of("other"))
        if found.kind == "group" and counted and " " not in found.code:
            return replace(found, code=f"{found.code} CVL")  # ``zwei Iraner``
        return found

    def _of(self, part: Part) -> Resolution:
        found = self.resolver.of_entries(part.entries, self.mention.on, self.mention.context)
        assert found is not None
        return found

    def _join(self, country: str, sector: str, kind: str, sure: float, seat: str = "") -> Resolution:
        return Resolution(f"{country} {sector}".strip(), None, kind, sure, title=seat)

    def _unknown(self) -> Resolution | None:
        """Nothing known in the head phrase: an owner (``US-Drohne``), a complement, else the document."""
        for part in self.mention.head.of("unknown"):
            if part.owner:
                return Resolution(part.owner.code, None, "group", 0.6)
        complement = self._complement()
        if complement:
            return replace(complement, confidence=complement.confidence * 0.7)
        country, sure = self.mention.context.dominant(self.mention.at) if self.mention.context else ("", 0.0)
        numbers = bool(self.mention.head.of("number"))
        code = f"{country or 'UNK'} CVL" if numbers else country or "UNK"
        return Resolution(code, None, "generic", 0.2 + 0.3 * sure, False)
