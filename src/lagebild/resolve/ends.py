"""Spans that end in the middle of something: ``Lager der``, ``Betrugs und``, ``Angela`` of ``Angela Merkel``."""

import re
from bisect import bisect_left
from collections.abc import Collection, Sequence
from dataclasses import replace

from lagebild.records import Argument, Mention, Role, Span

_WORD = re.compile(r"\w+|[^\w\s]")
_AS_READ = frozenset({Role.TIME, Role.AMOUNT})
"""``vom 1. Oktober an`` does end in ``an``."""
_PARTIES = frozenset({Role.ACTOR, Role.RECIPIENT})


def tidy(
    text: str, mention: Mention, names: Sequence[Span], loose: Collection[str], pronouns: Collection[str]
) -> Mention:
    """Arguments do not end in an article, a preposition or an opening mark, and are none of these but a pronoun;
    parties and sources do not end inside one of ``names``, which are in the order of the text."""
    whole = (
        replace(a, span=_whole(a.span, names)) if a.span and a.role in _PARTIES else a
        for a in mention.arguments
    )
    arguments = (_cut(text, argument, loose, pronouns) for argument in whole)
    sources = (replace(s, span=_whole(s.span, names)) if s.span else s for s in mention.sources)
    return replace(mention, arguments=tuple(a for a in arguments if a is not None), sources=tuple(sources))


def _whole(span: Span, names: Sequence[Span]) -> Span:
    """``George W.`` -> ``George W. Bush``; what only begins inside a name may be a party of its own."""
    at = bisect_left(names, span.end, key=lambda n: n.start)
    name = names[at - 1] if at else span
    if not name.start < span.end < name.end and not name.start < span.start < span.end <= name.end:
        return span
    return Span(min(span.start, name.start), name.end)


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
