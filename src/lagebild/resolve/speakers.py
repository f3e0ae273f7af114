"""Who vouches for an event: the sources that the reader found, resolved to actors."""

from collections.abc import Collection, Iterable, Mapping

from lagebild.records import Attribution, Source, Span
from lagebild.resolve.actors import Resolution
from lagebild.resolve.meanings import Meaning, Meanings, scored

_UNKNOWN: Meaning = (Resolution("UNK", None, "unknown", 0.5, False), True)


class Speakers:
    """``anonymous`` and ``hearsay`` are word classes of ``mention_words.json``."""

    def __init__(
        self, text: str, meanings: Meanings, anonymous: Mapping[str, str], hearsay: Collection[str]
    ) -> None:
        self._text, self._meanings = text, meanings
        self._anonymous, self._hearsay = anonymous, hearsay

    def of(self, attributions: Iterable[Attribution]) -> tuple[Source, ...]:
        return tuple(self._source(attribution) for attribution in attributions)

    def _source(self, said: Attribution) -> Source:
        resolution, inferred = self._unsaid(said) if said.span is None else self._speaker(said.span, said)
        text = None if said.span is None else said.span.of(self._text)
        name, office, by_registry = self._meanings.holders.name_of(resolution, text)
        return Source(
            said.span,
            text,
            resolution.code,
            name,
            inferred or by_registry,
            round(said.confidence * resolution.confidence, 3),
            office,
            resolution.others,
            cue=said.cue,
            stance=said.stance,
        )

    def _speaker(self, span: Span, said: Attribution) -> Meaning:
        """Signatories speak together; words that describe nobody (``Angaben``) are an unknown source."""
        if self._says_nobody(span, said.cue):
            return _UNKNOWN
        own = self._meanings.of_span(span) or Resolution("UNK", None, "generic", 0.5, False)
        if own.country == "UNK" and own.kind == "generic":
            return own, True
        meant = self._meanings.whom(span, said.links)
        if len(meant) > 1 and self._meanings.signatories:
            return Resolution("INT GOV", "Unterzeichner", "pronoun", 0.8), True
        return meant[0]

    def _unsaid(self, said: Attribution) -> Meaning:
        """Whom the best link names, but ``soll`` and ``mutmaßlichen`` are nobody's, whoever is named around."""
        words = [] if said.cue is None else said.cue.of(self._text).lower().split()
        if any(word in self._hearsay for word in words):
            return _UNKNOWN
        linked = self._meanings.referents.of_links(said.links)
        return (scored(linked[0]), True) if linked else _UNKNOWN

    def _says_nobody(self, span: Span, cue: Span | None) -> bool:
        """``Aktuellen`` before ``Angaben zufolge``: a word before an anonymous source that names no country."""
        if cue is None or cue.start != span.end + 1:
            return False
        own = self._meanings.of_span(span)
        first = cue.of(self._text).lower().split(" ")[0]
        return first in self._anonymous and not (own and own.country_known)
