"""Reading -> events: every mention with its actors, times, places and amounts resolved."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from lagebild.records import (
    Actor,
    Amount,
    Argument,
    Attribution,
    Document,
    Event,
    EventType,
    Filler,
    Link,
    Mention,
    Place,
    Reading,
    Role,
    Source,
    Span,
    Time,
)
from lagebild.reference.codebook import organisations, unsaid_sector
from lagebild.resolve.actors import ActorResolver, NameMention, Resolution
from lagebild.resolve.amounts import resolve_amount
from lagebild.resolve.ends import tidy
from lagebild.resolve.places import PlaceMemory
from lagebild.resolve.referents import ALSO, SURE, Referent, Referents, no_countries, together
from lagebild.resolve.signatories import signatories
from lagebild.resolve.times import DocumentTimes


class Resolver:
    """One instance a process; holds the registry, nothing of a document."""

    def __init__(self, actors: ActorResolver) -> None:
        self._actors = actors

    @classmethod
    def load(cls) -> "Resolver":
        return cls(ActorResolver())

    def resolve(self, document: Document, reading: Reading) -> tuple[Event, ...]:
        """The events of a document in the order of their triggers."""
        if not reading.mentions:
            return ()
        words = self._actors.lexicon.words
        loose, pronouns = words["loose_ends"], words["pronouns"]
        names = self._actors.find_names(document.text, document.published)
        whole = [name.span for name in names if not name.span.of(document.text).isalpha()]  # of several words
        mentions = tuple(tidy(document.text, m, whole, loose, pronouns) for m in reading.mentions)
        return _Resolution(self._actors, document, replace(reading, mentions=mentions), names).events()


_OTHER = {Role.ACTOR: Role.RECIPIENT, Role.RECIPIENT: Role.ACTOR}


class _Resolution:
    """The work on one document."""

    def __init__(
        self, actors: ActorResolver, document: Document, reading: Reading, names: Sequence[NameMention]
    ) -> None:
        self.document, self.reading = document, reading
        self.referents = Referents(actors, document.text, reading, names, document.published)
        self.times = DocumentTimes(document)
        self.places = PlaceMemory()
        words = actors.lexicon.words
        self.we, self.both, self.he = words["we"], words["both"], words["he"]
        self.anonymous, self.hearsay = words["anonymous"], words["hearsay"]
        openings = tuple(words["declaration_openings"])
        self.signatories = signatories(document.text, reading, self.referents, openings)
        self.publisher = _publisher(actors, document.publisher, document.published)

    def events(self) -> tuple[Event, ...]:
        return tuple(self._event(mention) for mention in self.reading.mentions)

    def _event(self, mention: Mention) -> Event:
        sources = self._sources(mention.sources)
        actors, recipients = self._parties(mention, sources)
        parties = [a.code.split()[0] for a in (*actors, *recipients)]
        return Event(
            id=_identity(self.document.id, mention, self.reading.model),
            document_id=self.document.id,
            sentence=mention.sentence,
            trigger=mention.trigger,
            trigger_text=self._text(mention.trigger),
            type=mention.type,
            mode=mention.mode,
            contexts=mention.contexts,
            actors=actors,
            recipients=recipients,
            objects=self._fillers(mention, Role.OBJECT),
            frameworks=self._fillers(mention, Role.FRAMEWORK),
            places=tuple(
                Place(s, self._text(s), self.places.resolve(self._text(s), parties))
                for s in _spans(mention, Role.PLACE)
            ),
            times=tuple(
                Time(s, self._text(s), self.times.resolve(s, mention.modality))
                for s in dict.fromkeys(self.times.widen(s) for s in _spans(mention, Role.TIME))
            ),
            amounts=tuple(
                Amount(s, self._text(s), resolve_amount(self._text(s))) for s in _spans(mention, Role.AMOUNT)
            ),
            modality=mention.modality,
            negated=mention.negated,
            sources=sources,
            confidence=mention.confidence,
            model=self.reading.model,
        )

    def _text(self, span: Span) -> str:
        return span.of(self.document.text)

    def _fillers(self, mention: Mention, role: Role) -> tuple[Filler, ...]:
        return tuple(Filler(s, self._text(s)) for s in _spans(mention, role))

    def _parties(
        self, mention: Mention, sources: Sequence[Source]
    ) -> tuple[tuple[Actor, ...], tuple[Actor, ...]]:
        """Actors and recipients: those in the sentence first, because an unsaid one is somebody else."""
        said = {
            role: [
                party
                for argument, span in _said(mention, role)
                for party in self._of_span(argument, span, sources, self._named(mention, _OTHER[role]))
            ]
            for role in (Role.ACTOR, Role.RECIPIENT)
        }
        for argument in mention.arguments:
            if argument.role in said and argument.span is None:
                others = [party.code for parties in said.values() for party in parties]
                said[argument.role] += self._unsaid(argument, mention.type, others)
        return tuple(_once(said[Role.ACTOR])), tuple(_once(said[Role.RECIPIENT]))

    def _named(self, mention: Mention, role: Role) -> list[Resolution]:
        """The parties in a role whose words say by themselves who they are."""
        found = (self.referents.of_span(span) for _, span in _said(mention, role))
        return [r for r in found if r is not None and r.country_known and r.kind != "pronoun"]

    def _of_span(
        self, argument: Argument, span: Span, sources: Sequence[Source], others: Sequence[Resolution]
    ) -> list[Actor]:
        return [
            Actor(
                span, self._text(span), r.code, r.name, inferred, round(argument.confidence * r.confidence, 3)
            )
            for r, inferred in self._whom(span, argument.links, sources, others)
        ]

    def _unsaid(self, argument: Argument, kind: EventType, others: Sequence[str]) -> list[Actor]:
        """The best linked actor: of a hundred unsaid arguments one is several actors.

        Of a country, or its government, that body which usually acts or suffers so: an attack is the army's. If
        that is the other party, another body is meant: a trial is the judges' and the accused's, both of one country.
        """
        linked = self.referents.of_links(argument.links)
        if not linked:
            return []
        found, score = linked[0].resolution, round(linked[0].score, 3)
        codes = [found.code]
        if found.country not in organisations():
            country, _, sector = found.code.partition(" ")
            usual, other = (
                unsaid_sector(kind.value, argument.role.value, same_country=s) for s in (False, True)
            )
            bodies = [usual if sector in ("", "GOV") else sector, other, ""]
            codes = [f"{country} {body}".rstrip() for body in bodies]
        names = {found.code: found.name}
        return [Actor(None, None, c, names.get(c), True, score) for c in codes if c not in others][:1]

    def _whom(
        self,
        span: Span,
        links: Sequence[Link],
        sources: Sequence[Source] = (),
        others: Sequence[Resolution] = (),
    ) -> list[tuple[Resolution, bool]]:
        """Whom a span means, and whether that had to be inferred; ``others`` are the other party."""
        own = self.referents.of_span(span)
        if own is not None and own.country_known and own.kind != "pronoun":
            return [(own, False)]
        first = self._text(span).lower().split(" ")[0].rstrip(",")
        linked = [
            r for r in self.referents.of_links(links, without=span) if not _is_among(r.resolution, others)
        ]
        if first in self.he:
            linked = no_countries(linked)
        pair = self._pair(span, linked)
        if pair:  # with a sector of their own: Soldaten beider Länder
            bodies = own is not None and own.code.partition(" ")[2] not in ("", "GOV")
            return [(_with_sector(own, r) if own and bodies else _scored(r), True) for r in pair]
        if first in self.we and self.signatories:
            return [(r, True) for r in self.signatories]
        if first in self.we and (not linked or linked[0].score < SURE):
            spoken = [Resolution(s.code, s.name, "pronoun", 0.6) for s in sources[:1] if s.code != "UNK"]
            spoken = spoken or ([self.publisher] if self.publisher else [])
            if spoken and own is not None and own.kind == "generic":  # unsere Soldaten
                return [(_with_sector(own, Referent(spoken[0], spoken[0].confidence)), True)]
            if spoken:
                return [(spoken[0], True)]
        if own is None or own.kind == "pronoun":
            best = together(linked) if first in self.we else linked[:1]
            if best:
                return [(_scored(r), True) for r in best]
        elif linked and linked[0].score >= SURE:
            return [(_with_sector(own, linked[0]), True)]
        return [(own or Resolution("UNK", None, "unknown", 0.1, False), True)]

    def _pair(self, span: Span, linked: Sequence[Referent]) -> list[Referent]:
        """``beide Seiten``, ``Experten beider Länder``: the two best referents that are not one inside the other."""
        if not linked or not any(word.lower() in self.both for word in self._text(span).split()):
            return []
        best = linked[0]
        for other in linked[1:]:
            if other.score >= max(SURE, ALSO * best.score) and not _is_one(best.resolution, other.resolution):
                return [best, other]
        return []

    def _speaker(self, span: Span, links: Sequence[Link]) -> tuple[Resolution, bool]:
        """One source: signatories speak together; words that describe nobody (``Angaben``) are an unknown source."""
        own = self.referents.of_span(span) or Resolution("UNK", None, "generic", 0.5, False)
        if own.country == "UNK" and own.kind == "generic":
            return own, True
        meant = self._whom(span, links)
        if len(meant) > 1 and self.signatories:
            return Resolution("INT GOV", "Unterzeichner", "pronoun", 0.8), True
        return meant[0]

    def _says_nobody(self, span: Span, cue: Span | None) -> bool:
        """``Aktuellen`` before ``Angaben zufolge``: a word before an anonymous source that names no country."""
        if cue is None or cue.start != span.end + 1:
            return False
        own = self.referents.of_span(span)
        return self._text(cue).lower().split(" ")[0] in self.anonymous and not (own and own.country_known)

    def _is_hearsay(self, cue: Span | None) -> bool:
        """``soll``, ``mutmaßlichen``: a cue without speaker that is nobody's, whoever is named around."""
        return cue is not None and not self.hearsay.isdisjoint(self._text(cue).lower().split())

    def _sources(self, attributions: Iterable[Attribution]) -> tuple[Source, ...]:
        found = []
        for a in attributions:
            if a.span is not None and self._says_nobody(a.span, a.cue):
                resolution, inferred = Resolution("UNK", None, "unknown", 0.5, False), True
            elif a.span is not None:
                resolution, inferred = self._speaker(a.span, a.links)
            else:
                linked = [] if self._is_hearsay(a.cue) else self.referents.of_links(a.links)
                unknown = Resolution("UNK", None, "unknown", 0.5, False)
                resolution, inferred = (_scored(linked[0]) if linked else unknown), True
            text = None if a.span is None else self._text(a.span)
            found.append(
                Source(
                    a.span,
                    text,
                    resolution.code,
                    resolution.name,
                    inferred,
                    round(a.confidence * resolution.confidence, 3),
                    cue=a.cue,
                    stance=a.stance,
                )
            )
        return tuple(found)


def _publisher(actors: ActorResolver, publisher: str | None, on: date | None) -> Resolution | None:
    found = actors.resolve(publisher, on=on) if publisher else None
    return found if found is not None and found.country_known else None


def _scored(referent: Referent) -> Resolution:
    r = referent.resolution
    return Resolution(r.code, r.name, r.kind, round(referent.score, 3), r.country_known)


def _is_among(one: Resolution, others: Sequence[Resolution]) -> bool:
    """Whether ``one`` may be one of ``others``: not if both have a name and these differ."""
    return any(
        one.code == other.code and (one.name == other.name or not one.name or not other.name)
        for other in others
    )


def _is_one(first: Resolution, second: Resolution) -> bool:
    """The same actor, or a country and its own body: ``PAK`` and ``PAK GOV``, but not two ministers of Pakistan."""
    if first.country != second.country:
        return False
    whole = first.country in (first.code, second.code)
    return whole or (first.code == second.code and (first.name is None or first.name == second.name))


def _with_sector(own: Resolution, referent: Referent) -> Resolution:
    """A description (``die Armee``) of a linked country; a linked person of the same sector is who is meant."""
    sector = own.code.partition(" ")[2]
    linked = referent.resolution
    if linked.code.partition(" ")[2] == sector:
        return _scored(referent)
    return Resolution(f"{linked.country} {sector}".strip(), None, own.kind, round(referent.score, 3))


def _once(actors: Iterable[Actor]) -> list[Actor]:
    """Each actor once: ``der Vorsitzende der AU, Azali Assoumani`` is one, two ministers of a state are two."""
    found: dict[tuple[str, str | None], Actor] = {}
    for actor in actors:
        found.setdefault((actor.code, actor.name), actor)
    named = {code for code, name in found if name}
    return [a for (code, name), a in found.items() if name or code not in named or not a.inferred]


def _said(mention: Mention, role: Role) -> Iterator[tuple[Argument, Span]]:
    """A party's arguments with words; words that the reader takes for both parties are of the one it is surer of."""
    rivals = {
        a.span: a.confidence for a in mention.arguments if a.role is _OTHER[role] and a.span is not None
    }
    for argument in mention.arguments:
        span = argument.span
        if argument.role is role and span is not None and argument.confidence >= rivals.get(span, 0.0):
            yield argument, span


def _spans(mention: Mention, role: Role) -> list[Span]:
    found = (a.span for a in mention.arguments if a.role is role and a.span is not None)
    return list(dict.fromkeys(found))


def _identity(document: str, mention: Mention, model: str) -> str:
    parts = (document, str(mention.trigger.start), str(mention.trigger.end), mention.type.value, model)
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:24]
