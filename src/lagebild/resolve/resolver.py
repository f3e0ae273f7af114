"""Reading -> events: every mention with its parties, sources, times, places and amounts resolved."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from lagebild.records import (
    Amount,
    Document,
    Event,
    Filler,
    Mention,
    Place,
    Reading,
    Role,
    Span,
    Time,
)
from lagebild.reference.registry import Registry
from lagebild.resolve.actors import ActorResolver, NameMention
from lagebild.resolve.amounts import bound_of, resolve_amount
from lagebild.resolve.denials import with_denials
from lagebild.resolve.ends import tidy
from lagebild.resolve.frameworks import frameworks_of
from lagebild.resolve.meanings import Meanings
from lagebild.resolve.parties import parties
from lagebild.resolve.places import PlaceMemory, PlaceReader, hosts_of
from lagebild.resolve.possible import as_worded
from lagebild.resolve.reported import Reported
from lagebild.resolve.same_words import with_shared_links
from lagebild.resolve.sides import with_sides
from lagebild.resolve.speakers import Speakers
from lagebild.resolve.times import DocumentTimes


class Resolver:
    """One instance a process; holds the registry, nothing of a document."""

    def __init__(self, actors: ActorResolver) -> None:
        self._actors = actors
        self.version = actors.registry.version
        self._places = PlaceReader(actors.registry)

    @classmethod
    def load(cls, own: Path | None = None) -> "Resolver":
        """With a user's registry files in the folder ``own`` over ours.

        :raises RegistryError: one of them is faulty.
        """
        return cls(ActorResolver(Registry.load(own)))

    def resolve(self, document: Document, reading: Reading) -> tuple[Event, ...]:
        """The events of a document in the order of their triggers."""
        if not reading.mentions:
            return ()
        words = self._actors.lexicon.words
        loose, pronouns = words["loose_ends"], words["pronouns"]
        names = self._actors.find_names(document.text, document.published)
        whole = [name.span for name in names if not name.span.of(document.text).isalpha()]  # of several words
        mentions = tuple(tidy(document.text, m, whole, loose, pronouns) for m in reading.mentions)
        mentions = tuple(as_worded(document.text, m) for m in with_shared_links(mentions))
        reading = replace(reading, mentions=mentions, model=reading.model + self.version)
        return _Resolution(self._actors, self._places, document, reading, names).events()


class _Resolution:
    """The work on one document."""

    def __init__(
        self,
        actors: ActorResolver,
        places: PlaceReader,
        document: Document,
        reading: Reading,
        names: Sequence[NameMention],
    ) -> None:
        words = actors.lexicon.words
        self.registry = actors.registry
        self.document, self.reading = document, reading
        self.meanings = Meanings(actors, document, reading, names)
        self.speakers = Speakers(document.text, self.meanings, words["anonymous"], words["hearsay"])
        self.reported = Reported(document.text, reading, self.speakers)
        self.times = DocumentTimes(document)
        self.places = PlaceMemory(places, document.published)

    def events(self) -> tuple[Event, ...]:
        events = tuple(self._event(mention) for mention in self.reading.mentions)
        events = with_sides(self.document.text, events)
        return with_denials(self.document, self.reading.sentences, events)

    def _event(self, mention: Mention) -> Event:
        sources = self.speakers.of(mention.sources) or self.reported.sources(mention)
        actors, recipients = parties(self.document.text, mention, sources, self.meanings)
        here, there = ([a.country for a in party] for party in (actors, recipients))
        hosts = hosts_of(mention.type.value, here, there)
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
            frameworks=frameworks_of(
                self.document, _spans(mention, Role.FRAMEWORK), _spans(mention, Role.OBJECT), self.registry
            ),
            places=tuple(self._place(s, [*here, *there], hosts) for s in _spans(mention, Role.PLACE)),
            times=tuple(
                Time(s, self._text(s), self.times.resolve(s, mention.modality))
                for s in dict.fromkeys(self.times.widen(s) for s in _spans(mention, Role.TIME))
            ),
            amounts=tuple(
                Amount(s, self._text(s), resolve_amount(self._text(s)), bound_of(self._text(s)))
                for s in _spans(mention, Role.AMOUNT)
            ),
            modality=mention.modality,
            negated=mention.negated,
            sources=sources,
            confidence=mention.confidence,
            model=self.reading.model,
            vector=mention.vector,
        )

    def _place(self, span: Span, countries: Sequence[str], hosts: Sequence[str]) -> Place:
        text = self._text(span)
        country, found = self.places.resolve(text, countries, hosts)
        if found is None:
            return Place(span, text, country)
        return Place(span, text, country, found.name, found.geonameid, found.latitude, found.longitude)

    def _text(self, span: Span) -> str:
        return span.of(self.document.text)

    def _fillers(self, mention: Mention, role: Role) -> tuple[Filler, ...]:
        return tuple(Filler(s, self._text(s)) for s in _spans(mention, role))


def _spans(mention: Mention, role: Role) -> list[Span]:
    found = (a.span for a in mention.arguments if a.role is role and a.span is not None)
    return list(dict.fromkeys(found))


def _identity(document: str, mention: Mention, model: str) -> str:
    parts = (document, str(mention.trigger.start), str(mention.trigger.end), mention.type.value, model)
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:24]
