"""One span, one meaning: what the reader links the same words to for one act counts for every act."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from lagebild.records import Argument, Attribution, Link, Mention, Span


def with_shared_links(mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """``mentions`` whose arguments and sources of one span have the same links, each as good as the best of them.

    Without this ``er`` could be one minister as the source of a visit and another as its actor.
    """
    found: dict[Span, dict[Span, float]] = {}
    for mention in mentions:
        for span, links in _linked(mention):
            scores = found.setdefault(span, {})
            for link in links:
                scores[link.span] = max(link.score, scores.get(link.span, 0.0))
    shared = {span: _best_first(scores) for span, scores in found.items()}
    return tuple(
        replace(
            mention,
            arguments=tuple(_argument(a, shared) for a in mention.arguments),
            sources=tuple(_source(s, shared) for s in mention.sources),
        )
        for mention in mentions
    )


def _linked(mention: Mention) -> Iterator[tuple[Span, tuple[Link, ...]]]:
    """The spans of arguments and sources with their links; what the sentence leaves unsaid has no words to share."""
    for argument in mention.arguments:
        if argument.span is not None:
            yield argument.span, argument.links
    for source in mention.sources:
        if source.span is not None:
            yield source.span, source.links


def _best_first(scores: dict[Span, float]) -> tuple[Link, ...]:
    """Links of one score stay in the order of the reader, who knows it before it was rounded."""
    return tuple(sorted((Link(span, score) for span, score in scores.items()), key=lambda link: -link.score))


def _argument(argument: Argument, shared: dict[Span, tuple[Link, ...]]) -> Argument:
    return argument if argument.span is None else replace(argument, links=shared[argument.span])


def _source(source: Attribution, shared: dict[Span, tuple[Link, ...]]) -> Attribution:
    return source if source.span is None else replace(source, links=shared[source.span])
