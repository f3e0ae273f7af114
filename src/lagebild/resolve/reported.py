"""Who vouches for an event that is told in Konjunktiv I without a source: whoever the message around it is from."""

from collections.abc import Sequence
from dataclasses import replace

from lagebild.records import (
    Argument,
    Attribution,
    Link,
    Mention,
    Message,
    Reading,
    Role,
    Source,
    Span,
    Stance,
)
from lagebild.resolve.clauses import is_reported
from lagebild.resolve.speakers import Speakers


class Reported:
    """The messages of one document and the links that the reader has for the words of their speakers."""

    def __init__(self, text: str, reading: Reading, speakers: Speakers) -> None:
        self._text, self._speakers = text, speakers
        self._messages = [m for m in reading.messages if m.source is not None]
        said: list[Argument | Attribution] = []
        for mention in reading.mentions:
            said += [*mention.sources, *mention.arguments]
        self._links = [(a.span, a.links) for a in said if a.span is not None and a.links]

    def sources(self, mention: Mention) -> tuple[Source, ...]:
        """The speaker of the innermost message that holds the trigger, in a sentence that it opens in Konjunktiv I.

        Where another clause introduces the message (``Oslo sagte, man habe ...``), the reader has seen who vouches
        and for what. Who by the same words is an actor of the event asks, blames or refuses, and is no source of that.
        With direct speech and indicative the outlet often vouches itself (figures: ``docs/model.md``).
        """
        message = self._innermost(mention.trigger)
        if message is None or message.source is None or _acts(message.source, mention):
            return ()
        if not (_opens(message, mention.sentence) and is_reported(mention.sentence.of(self._text))):
            return ()
        cue = message.cue[0] if message.cue else None
        links = self._links_of(message.source)
        said = Attribution(message.source, cue, Stance.ASSERTS, message.confidence, links)
        found = self._speakers.of([said])
        return tuple(_where_said(s, mention.sentence) for s in found if not s.code.startswith("UNK"))

    def _innermost(self, trigger: Span) -> Message | None:
        around = [m for m in self._messages if any(part.contains(trigger) for part in m.message)]
        return min(around, key=lambda m: _length(m.message)) if around else None

    def _links_of(self, source: Span) -> tuple[Link, ...]:
        return next((links for span, links in self._links if span.overlaps(source)), ())


def _acts(speaker: Span, mention: Mention) -> bool:
    actors = (a.span for a in mention.arguments if a.role is Role.ACTOR and a.span is not None)
    return any(actor.overlaps(speaker) for actor in actors)


def _opens(message: Message, sentence: Span) -> bool:
    """In one piece from the beginning of the sentence, or from an earlier one."""
    return len(message.message) == 1 and message.message[0].start <= sentence.start


def _length(spans: Sequence[Span]) -> int:
    return sum(span.end - span.start for span in spans)


def _where_said(source: Source, sentence: Span) -> Source:
    """A speaker whom an earlier sentence names is unsaid in this one."""
    if source.span is not None and sentence.contains(source.span):
        return source
    return replace(source, span=None, text=None, inferred=True)
