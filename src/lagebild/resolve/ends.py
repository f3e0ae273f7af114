"""Spans that end in the middle of something: ``Lager der``, ``Betrugs und``."""

import re
from collections.abc import Collection
from dataclasses import replace

from lagebild.records import Argument, Mention, Span

_WORD = re.compile(r"\w+|[^\w\s]")


def tidy(text: str, mention: Mention, loose: Collection[str]) -> Mention:
    """The mention with arguments that do not end in an article, a preposition or an opening mark.

    An argument that is one such word stays if it can stand alone (``der``), and goes if it is a mark.
    """
    arguments = (_cut(text, argument, loose) for argument in mention.arguments)
    return replace(mention, arguments=tuple(a for a in arguments if a is not None))


def _cut(text: str, argument: Argument, loose: Collection[str]) -> Argument | None:
    if argument.span is None:
        return argument
    words = [Span(argument.span.start + m.start(), argument.span.start + m.end())
             for m in _WORD.finditer(argument.span.of(text))]  # fmt: skip
    if not any(word.of(text).isalnum() for word in words):
        return None
    while len(words) > 1 and words[-1].of(text).lower() in loose:
        words.pop()
    return replace(argument, span=Span(words[0].start, words[-1].end))
