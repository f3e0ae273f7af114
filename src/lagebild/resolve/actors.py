"""Mention -> codebook code: ``russischen Präsidenten Wladimir Putin`` -> ``RUS GOV``, name, confidence."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from lagebild.records.terms import Span
from lagebild.reference.names import fold, key_of, tokenize
from lagebild.reference.people import Person
from lagebild.reference.registry import Entry, Registry, default_registry
from lagebild.resolve.actor_context import ActorContext, Known
from lagebild.resolve.actor_parse import Part, Phrase, opening_title, parse
from lagebild.resolve.actor_words import Lexicon

_BODY_SECTORS = frozenset({"MIL", "JUD", "LEG", "COP", "SPY", "REB", "JRN"})
_SMALL = frozenset(
    [
        "von",
        "van",
        "de",
        "der",
        "den",
        "di",
        "da",
        "del",
        "dos",
        "bin",
        "ibn",
        "al",
        "el",
        "la",
        "le",
        "zu",
        "vom",
        "und",
        "abu",
        "ben",
    ]
)
_OUSTED, _HISTORY = 60, 3653  # days
_LIST = 400  # characters before a mention in which the title of its list is looked for
_QUOTES = "„“”\"'‚‘»«›‹ "


@dataclass(frozen=True, slots=True)
class Resolution:
    """Whom a mention means. ``kind``: name, office, state, group, generic or pronoun.

    ``country_known`` is false where the country was guessed from the surrounding text or is UNK.
    """

    code: str
    name: str | None
    kind: str
    confidence: float
    country_known: bool = True

    @property
    def country(self) -> str:
        return self.code.split(" ")[0]


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
        return _Reading(self, text, phrases, on, context, at).result()

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
                people = self.registry.called(folded[at], on)
                entries = tuple(Entry("person", "", p.name, person=p) for p in people)
                size = 1 if entries else 0
            if size and not (size == 1 and folded[at] in self.lexicon.words["ambiguous"]):
                span = Span(tokens[at][1], tokens[at + size - 1][2])
                resolution = self.of_entries(entries, on, None)
                if resolution:
                    found.append(NameMention(span, resolution))
            at += max(size, 1)
        return found

    def of_entries(
        self, entries: Sequence[Entry], on: date | None, context: ActorContext | None
    ) -> Resolution | None:
        """The best meaning of a name: valid on the date, then most named in the document, then first."""
        if not entries:
            return None
        people = [e.person for e in entries if e.person]
        if people and len(people) == len(entries):
            person, code, sure = choose_person(people, on, context)
            return Resolution(code, person.name, "name", sure)
        best = pick(entries, on, context)
        kind = {"state": "state", "people": "group", "city": "state", "seat": "office"}.get(best.kind, "name")
        name = best.name if best.kind in ("org", "state") else None
        return Resolution(best.code, name, kind, 0.95 if best.holds(on) else 0.7)

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
    current = [h for h in person.holdings if (not h.start or h.start <= on) and (not h.end or on <= h.end)]
    if current:
        return max(current, key=lambda h: h.start or date.min).code, 0.95
    past = [h for h in person.holdings if h.end and h.end < on]
    if past:
        last = max(past, key=lambda h: h.end or date.min)
        country, _, sector = last.code.partition(" ")
        since = (on - last.end).days if last.end else 0
        if sector in ("GOV", "MIL", "LEG") and _OUSTED < since < _HISTORY:
            return f"{country} ELI", 0.7
        return last.code, 0.6
    return person.holdings[0].code, 0.5


def choose_person(
    people: Sequence[Person], on: date | None, context: ActorContext | None
) -> tuple[Person, str, float]:
    """Whom a shared name means: in office before out of office, then the document's countries, then order."""

    def rank(person: Person) -> tuple[float, ...]:
        code, sure = code_on(person, on)
        return (sure, context.share(code.split(" ")[0]) if context else 0.0)

    best = max(people, key=rank)
    code, sure = code_on(best, on)
    return best, code, sure if len(people) == 1 else sure * 0.9


class _Reading:
    """One mention being resolved: collects evidence from its phrases, then combines it."""

    def __init__(
        self,
        resolver: ActorResolver,
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

    def result(self) -> Resolution | None:
        found = self._by_context() or self._in_list(self._result())
        return replace(found, code=self.resolver.bare(found.code)) if found else None

    def _result(self) -> Resolution | None:
        for phrase in self.phrases:
            if phrase.link in ("head", "comma"):
                person = self._person(phrase)
                if person:
                    return person
        titles = self.head.of("title")
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
        for key in (word, word.removesuffix("s"), word.removesuffix("es"), word.removesuffix("en")):
            code = self.context.most_named(table[key]) if key in table else ""
            if code:
                return Resolution(code, None, "generic", 0.6)
        return None

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
        return None

    def _called(self, name: str, run: list[str]) -> list[Person]:
        """People of the registry whom ``name`` may mean here: with a first name only who bears it, with a
        country only who served it; a title without country allows only who is in office."""
        own = self._own_country()
        people = self.lexicon.registry.called(name, self.on, anytime=bool(own) or len(run) > 1)
        if len(run) > 1 and not self._fits(people, run):
            return []
        return [p for p in people if not own or any(h.code.split(" ")[0] == own for h in p.holdings)]

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
            elif run and part.kind == "other" and part.text in _SMALL:
                continue
            elif part.kind == "name" and run and part.start > 0:
                run.append(part.text)
        return run

    def _own_country(self) -> str:
        """The country that the mention itself gives, without looking at the document."""
        for part in self.head.of("title"):
            if part.owner:
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
        person, code, sure = choose_person(fitting, self.on, self.context)
        country, _, sector = code.partition(" ")
        if own in self.resolver.organisations and not any(h.code.startswith(own) for h in person.holdings):
            body = next((p.head.title.sector for p in self.head.of("title") if p.head), "")
            return Resolution(f"{own} {body}".strip(), person.name, "name", 0.8)
        if self.former:
            return Resolution(
                f"{country} ELI" if sector in ("GOV", "ELI", "MIL") else code, person.name, "name", sure
            )
        sectors = [
            p.head.title.sector for p in self.head.of("title") if p.head and p.head.title.kind == "office"
        ]
        if sectors and sectors[0] and (sure < 0.9 or sector == "ELI"):
            code = f"{own or country} {sectors[0]}"
        return Resolution(code, person.name, "name", sure)

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
        if owner and head.title.stem in self.lexicon.words["envoys"] and self._sender(part):
            owner = None
        if owner:
            country, _, owned = owner.code.partition(" ")
            if title.kind in ("rep", "weak", "state") and owned:
                sector = owned
            if owned in ("REB", "PTY", "OPP") and title.kind != "office":
                sector = owned
        complement = self._complement()
        if title.kind in ("rep", "weak") and not owner and complement:
            if complement.kind != "generic" or complement.country_known:
                code_country, _, code_sector = complement.code.partition(" ")
                adjective = self._own_adjective()
                return replace(
                    complement,
                    code=f"{adjective or code_country} {code_sector or sector}".strip(),
                    confidence=complement.confidence * 0.9,
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
        if country:
            return self._join(country, sector, "office", 0.85)
        bundes = head.modifier.startswith(tuple(self.lexicon.words["home_prefixes"]))
        if bundes and title.kind == "office":
            return self._join(self.context.home if self.context else "DEU", sector, "office", 0.8)
        return self._from_document(head.word, sector)

    def _from_document(self, word: str, sector: str) -> Resolution:
        """A head word without a country: its holder in the document, else the country named nearest."""
        known = self.context.holder(word, self.at) if self.context and self._single() else None
        if known:
            return replace(known.resolution, confidence=0.6, country_known=False)
        country, sure = self.context.dominant(self.at) if self.context else ("", 0.0)
        found = self._join(country or "UNK", sector, "generic", 0.3 + 0.4 * sure)
        return replace(found, country_known=False)

    def _single(self) -> bool:
        """Whether the mention is one bare word (``Ministerin``), which may stand for somebody named before."""
        return len(self.phrases) == 1 and len(self.head.parts) == 1

    def _sender(self, title: Part) -> bool:
        """Whether an envoy's own state stands before the title: ``Iraks UN-Botschafter``."""
        return bool(self._own_adjective()) or any(
            n.genitive and n.end <= title.start for n in self.head.of("name")
        )

    def _own_adjective(self) -> str:
        for part in self.head.of("adjective"):
            return pick(part.entries, self.on, self.context).country
        return ""

    def _genitive_country(self, names: list[Part]) -> str:
        for part in names:
            return pick(part.entries, self.on, self.context).country
        return ""

    def _complement(self) -> Resolution | None:
        """Whom the head phrase belongs to: its genitive or, failing that, its place."""
        for link in ("genitive", "bracket", "comma", "place"):
            for phrase in self.phrases[1:]:
                if phrase.link == link and phrase.parts:
                    inner = _Reading(self.resolver, self.text, [phrase], self.on, self.context, self.at)
                    found = inner._result()
                    if found and found.country_known and found.country != "UNK":
                        return found
        for phrase in self.phrases[1:]:
            if phrase.link == "genitive" and phrase.parts:
                return _Reading(self.resolver, self.text, [phrase], self.on, self.context, self.at)._result()
        return None

    def _named(self, names: list[Part]) -> Resolution:
        orgs = [n for n in names if any(e.kind == "org" for e in n.entries)]
        found = self._of(orgs[0] if orgs else names[0])
        if found.kind == "group" and self.head.of("number") and " " not in found.code:
            return replace(found, code=f"{found.code} CVL")  # ``zwei Iraner``
        return found

    def _of(self, part: Part) -> Resolution:
        found = self.resolver.of_entries(part.entries, self.on, self.context)
        assert found is not None
        return found

    def _join(self, country: str, sector: str, kind: str, sure: float) -> Resolution:
        return Resolution(f"{country} {sector}".strip(), None, kind, sure)

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


def surname_keys(name: str) -> list[str]:
    """What a full name may be called by later: itself and its last word."""
    words = re.split(r"\s+", fold(name))
    return list(dict.fromkeys((" ".join(words), words[-1])))
