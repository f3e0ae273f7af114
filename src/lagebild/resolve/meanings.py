"""Whom the words of a document mean: by themselves, else by the reader's links, the speaker or the publisher."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from lagebild.records import Document, Link, Reading, Source, Span
from lagebild.resolve.actors import ActorResolver, NameMention, Resolution
from lagebild.resolve.holders import Holders
from lagebild.resolve.referents import ALSO, SURE, Referent, Referents, no_countries, together
from lagebild.resolve.signatories import declared_signatories, signatories

NOBODY = Resolution("UNK", None, "unknown", 0.1, False)

Meaning = tuple[Resolution, bool]
"""Whom words mean, and whether that had to be inferred."""


class Meanings:
    """Built once a document; ``names`` are those of the registry in its text."""

    def __init__(
        self, actors: ActorResolver, document: Document, reading: Reading, names: Sequence[NameMention]
    ) -> None:
        words = actors.lexicon.words
        self._text = document.text
        self._we, self._i, self._both, self._he = words["we"], words["i"], words["both"], words["he"]
        self.vouching: frozenset[str] = words["vouching"]
        self.referents = Referents(actors, document.text, reading, names, document.published)
        openings = tuple(words["declaration_openings"])
        signed = signatories(document.text, reading, self.referents, openings)
        self.signatories = signed or declared_signatories(document.text, reading, self.referents)
        self._all_is_theirs = bool(signed)
        self.holders = Holders(actors.registry, document.published)
        self._publisher = _publisher(actors, document.publisher, document.published)

    def of_span(self, span: Span) -> Resolution | None:
        """What the words of a span say by themselves."""
        return self.referents.of_span(span)

    def whom(
        self,
        span: Span,
        links: Sequence[Link],
        sources: Sequence[Source] = (),
        others: Sequence[Resolution] = (),
    ) -> list[Meaning]:
        """Whom a span means; ``sources`` vouch for its event, ``others`` are the event's other party."""
        own = self.of_span(span)
        if own is not None and own.country_known and own.kind != "pronoun":
            return [(own, False)]
        found = self._inferred(span, own, links, sources, others)
        return [(r, True) for r in found] or [(own or NOBODY, True)]

    def _inferred(
        self,
        span: Span,
        own: Resolution | None,
        links: Sequence[Link],
        sources: Sequence[Source],
        others: Sequence[Resolution],
    ) -> list[Resolution]:
        """Whom a pronoun or a description means; empty if nothing but its own words tells."""
        words = span.of(self._text).lower().replace(",", " ").split()
        linked = self.referents.of_links(links, without=span)
        linked = [r for r in linked if not _may_be_one_of(r.resolution, others)]
        if words[0] in self._he:
            linked = no_countries(linked)
        if pair := _pair(linked) if any(word in self._both for word in words) else []:
            bodies = own is not None and own.code.partition(" ")[2] not in ("", "GOV")
            return [_with_sector(own, r) if own and bodies else scored(r) for r in pair]
        if words[0] in self._we:
            return self._spoken(own, linked, sources, alone=words[0] in self._i)
        if own is None or own.kind == "pronoun":
            return [scored(r) for r in linked[:1]]
        return [_with_sector(own, linked[0])] if linked and linked[0].score >= SURE else []

    def _is_quoted(self, sources: Sequence[Source]) -> bool:
        """Whether somebody who is named, and not ``wir`` again, says it."""
        return any(s.text is not None and s.text.split()[0].lower() not in self._we for s in sources[:1])

    def _spoken(
        self,
        own: Resolution | None,
        linked: Sequence[Referent],
        sources: Sequence[Source],
        *,
        alone: bool,
    ) -> list[Resolution]:
        """``wir``, ``unsere Soldaten``: the signatories, whom sure links name, the speaker, the publisher.

        ``ich`` is ``alone``: the speaker, before any link.
        """
        if self.signatories and (self._all_is_theirs or not self._is_quoted(sources)):
            return list(self.signatories)
        if alone or not linked or linked[0].score < SURE:
            speakers = [Resolution(s.code, s.name, "pronoun", 0.6) for s in sources[:1] if s.code != "UNK"]
            if self._publisher and not speakers:
                speakers = [self._publisher]
            linked = [Referent(r, r.confidence) for r in speakers] or linked
        if alone:
            return [scored(r) for r in linked[:1]]
        if own is not None and own.kind != "pronoun":
            return [_with_sector(own, r) for r in linked[:1]]
        return [scored(r) for r in together(linked)]


def scored(referent: Referent) -> Resolution:
    """Who is referred to, as sure as the link."""
    return replace(referent.resolution, confidence=round(referent.score, 3))


def _publisher(actors: ActorResolver, publisher: str | None, on: date | None) -> Resolution | None:
    found = actors.resolve(publisher, on=on) if publisher else None
    return found if found is not None and found.country_known else None


def _pair(linked: Sequence[Referent]) -> list[Referent]:
    """``beide Seiten``, ``Experten beider Länder``: the two best referents that are not one inside the other."""
    for other in linked[1:]:
        best = linked[0]
        if other.score >= max(SURE, ALSO * best.score) and not _is_one(best.resolution, other.resolution):
            return [best, other]
    return []


def _may_be_one_of(one: Resolution, others: Sequence[Resolution]) -> bool:
    """Not if both have a name and these differ."""
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
    if linked.code.partition(" ")[2] == sector and own.name is None and (linked.name or not own.title):
        return scored(referent)
    code = f"{linked.country} {sector}".strip()
    return Resolution(code, own.name, own.kind, round(referent.score, 3), title=own.title)
