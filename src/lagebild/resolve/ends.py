"""Spans that end in the middle of something: ``Lager der``, ``Betrugs und``."""

import re
from collections.abc import Collection
from dataclasses import replace

from lagebild.records import Argument, Mention, Role, Span

_WORD = re.compile(r"\w+|[^\w\s]")
_AS_READ = frozenset({Role.TIME, Role.AMOUNT})
"""``vom 1. Oktober an`` does end in ``an``."""


def tidy(text: str, mention: Mention, loose: Collection[str], pronouns: Collection[str]) -> Mention:
    """Arguments do not end in an article, a preposition or an opening mark, and are none of these but a pronoun."""
    arguments = (_cut(text, argument, loose, pronouns) for argument in mention.arguments)
    return replace(mention, arguments=tuple(a for a in arguments if a is not None))


def _cut(text: str, argument: Argument, loose: Collection[str], pronouns: Collection[str]) -> Argument | None:
    if argument.span is None or argument.role in _AS_READ:
        return argument
    words = [Span(argument.span.start + m.start(), argument.span.start + m.end())
             for m in _WORD.finditer(argument.span.of(text))]  # fmt: skip
    if not any(re.match(r"\w", word.of(text)) for word in words):
        return None
    while len(words) > 1 and _ends_loose(text, words[-1], loose):
        words.pop()
    if len(words) == 1 and words[0].of(text) in loose and words[0].of(text) not in pronouns:
        return None
    return replace(argument, span=Span(words[0].start, words[-1].end))


def _ends_loose(text: str, word: Span, loose: Collection[str]) -> bool:
    """As it is written, and a word of its own: neither ``MIT`` nor the end of ``Moon Jae-in``."""
    return word.of(text) in loose and (not word.of(text).isalpha() or text[word.start - 1].isspace())
