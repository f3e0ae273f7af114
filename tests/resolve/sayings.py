"""Documents with readings made by hand."""

from collections.abc import Iterable
from datetime import date

from lagebild.records import (
    Actor,
    Argument,
    Attribution,
    Document,
    Event,
    EventType,
    Link,
    Mention,
    Modality,
    Reading,
    Role,
    Source,
    Span,
    Stance,
)
from lagebild.resolve import Resolver

DAY = date(2024, 5, 4)


class Text:
    """A document whose words are named by themselves; ``word#2`` is the second occurrence."""

    def __init__(self, text: str, publisher: str | None = None) -> None:
        self.document = Document(id="d" * 64, text=text, published=DAY, publisher=publisher)

    def span(self, words: str) -> Span:
        quoted, _, nth = words.partition("#")
        at = -1
        for _ in range(int(nth or 1)):
            at = self.document.text.index(quoted, at + 1)
        return Span(at, at + len(quoted))

    def links(self, links: dict[str, float] | None) -> tuple[Link, ...]:
        found = [Link(self.span(word), score) for word, score in (links or {}).items()]
        return tuple(sorted(found, key=lambda x: -x.score))

    def argument(self, role: Role, words: str | None, links: dict[str, float] | None = None) -> Argument:
        return Argument(role, self.span(words) if words else None, 0.9, self.links(links))

    def actor(self, words: str | None, links: dict[str, float] | None = None) -> Argument:
        return self.argument(Role.ACTOR, words, links)

    def recipient(self, words: str | None, links: dict[str, float] | None = None) -> Argument:
        return self.argument(Role.RECIPIENT, words, links)

    def source(
        self, words: str | None, cue: str | None = None, links: dict[str, float] | None = None
    ) -> Attribution:
        return Attribution(
            self.span(words) if words else None,
            self.span(cue) if cue else None,
            Stance.ASSERTS,
            0.8,
            self.links(links),
        )

    def mention(
        self,
        trigger: str,
        arguments: Iterable[Argument] = (),
        sources: Iterable[Attribution] = (),
        kind: EventType = EventType.AID,
    ) -> Mention:
        whole = Span(0, len(self.document.text))
        return Mention(
            whole, self.span(trigger), kind, None, ("military",), tuple(arguments), tuple(sources),
            Modality.ACTUAL, False, 0.9,
        )  # fmt: skip

    def events(
        self, resolver: Resolver, *mentions: Mention, sentences: tuple[Span, ...] = ()
    ) -> tuple[Event, ...]:
        return resolver.resolve(self.document, Reading(self.document.id, sentences, mentions, "versuch"))


def codes(actors: Iterable[Actor | Source]) -> list[str]:
    return [a.code for a in actors]
