"""Whom pronouns, descriptions and unsaid arguments mean: the reader's links, weighed by what they name."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from lagebild.records import Link, Reading, Role, Span
from lagebild.resolve.actor_context import ActorContext
from lagebild.resolve.actors import ActorResolver, NameMention, Resolution

SURE = 0.25
"""Link score from which a link decides over a guess from the text around (set on the held-out documents)."""
ALSO = 0.6
"""A further referent counts if its score is at least this part of the best one's."""


@dataclass(frozen=True, slots=True)
class Referent:
    """Somebody the text names elsewhere, and how sure the reader is that he is meant."""

    resolution: Resolution
    score: float


class Referents:
    """The named actors of one document and how links lead to them. ``names``: those of the registry in its text."""

    def __init__(
        self,
        resolver: ActorResolver,
        text: str,
        reading: Reading,
        names: Sequence[NameMention],
        on: date | None,
    ) -> None:
        self._resolver = resolver
        self._text = text
        self._on = on
        self.context: ActorContext = resolver.read(text, on)
        self._known: dict[Span, Resolution | None] = {}
        self._named_at: dict[Span, Resolution | None] = {}
        self.names = names
        for mention in reading.mentions:
            spans = [a.span for a in mention.arguments if a.role in (Role.ACTOR, Role.RECIPIENT)]
            for span in (*spans, *(s.span for s in mention.sources)):
                if span is not None:
                    self.of_span(span)
        named = [(s, r) for s, r in self._known.items() if r is not None and r.country_known]
        self._mentions = sorted(((s, r) for s, r in named if r.kind != "pronoun"), key=lambda pair: pair[0])

    def of_span(self, span: Span) -> Resolution | None:
        """What the words of a span say by themselves."""
        if span not in self._known:
            self._known[span] = self._resolver.resolve(
                span.of(self._text), on=self._on, context=self.context, at=span.start
            )
        return self._known[span]

    def of_links(self, links: Sequence[Link], *, without: Span | None = None) -> list[Referent]:
        """Referents of links by code, best first."""
        found: dict[str, Referent] = {}
        for link in links:
            if without is not None and link.span.overlaps(without):
                continue
            resolution = self._at(link.span)
            if resolution is not None and resolution.country != "UNK":
                held = found.get(resolution.code)
                if held is None or held.score < link.score:
                    found[resolution.code] = Referent(resolution, link.score)
        return sorted(found.values(), key=lambda r: -r.score)

    def _at(self, span: Span) -> Resolution | None:
        """The actor named at a word; every word is looked up once."""
        if span not in self._named_at:
            self._named_at[span] = self._look(span)
        return self._named_at[span]

    def _look(self, span: Span) -> Resolution | None:
        """An argument that the reader found there, else a name of the registry."""
        held = [(s, r) for s, r in self._mentions if s.contains(span)]
        if held:
            return min(held, key=lambda pair: pair[0].end - pair[0].start)[1]
        named = next((n.resolution for n in self.names if n.span.overlaps(span)), None)
        if named is not None:
            return named
        countries = (code for at, code, _ in self.context.countries if span.start <= at < span.end)
        return next((Resolution(code, None, "state", 0.7) for code in countries), None)


def together(referents: Iterable[Referent]) -> list[Referent]:
    """The best referent and those about as good."""
    held = list(referents)
    return [r for r in held if r.score >= ALSO * held[0].score]


def no_countries(referents: Sequence[Referent]) -> list[Referent]:
    """Bodies and people alone: ``er`` is hardly a country.

    Of the best-linked country its body is meant, as surely as the country; without one, a body about as good.
    """
    bodies = [r for r in referents if " " in r.resolution.code]
    if not bodies or referents[0] in bodies:
        return bodies or list(referents)
    best = referents[0]
    own = next((r for r in bodies if r.resolution.country == best.resolution.country), None)
    if own is not None:
        return [replace(own, score=best.score), *(r for r in bodies if r is not own)]
    return bodies if any(r in bodies for r in together(referents)) else list(referents)
