"""One pass over a document for ``ActorContext``: countries, known names, people introduced with a title."""

from datetime import date
from typing import TYPE_CHECKING

from lagebild.reference.names import fold, tokenize
from lagebild.reference.registry import Entry
from lagebild.resolve.actor_context import ActorContext, Known

if TYPE_CHECKING:
    from lagebild.resolve.actors import ActorResolver

_WEIGHT = {"state": 1.0, "seat": 1.0, "city": 0.7, "people": 1.0, "org": 0.8, "person": 1.0}
_MAX_NAME = 4


def scan(text: str, on: date | None, resolver: "ActorResolver") -> ActorContext:
    """Countries first; then people, whose codes may need the countries."""
    context = ActorContext(text=text)
    lexicon, ambiguous = resolver.lexicon, resolver.lexicon.ambiguous
    tokens = tokenize(text)
    folded = [fold(t) for t, _, _ in tokens]
    introductions: list[tuple[int, int, int]] = []
    at = 0
    while at < len(tokens):
        word, start, _ = tokens[at]
        if lexicon.says_nothing(word, folded[at]):
            at += 1
            continue
        size, entries, _ = lexicon.name_at(folded, at)
        if size and not (size == 1 and folded[at] in ambiguous):
            _add(context, entries, start, on, resolver)
            if any(e.kind == "person" for e in entries):
                introductions.append((at, at, at + size))
            at += size
            continue
        if len(word) > 3:
            for entry in lexicon.nationals(word)[:1]:
                if word[0].islower() or (at + 1 < len(tokens) and tokens[at + 1][0][0].isupper()):
                    code = next((e.code for e in lexicon.nationals(word) if e.holds(on)), entry.code)
                    context.add_country(start, code)
        head = lexicon.head(word)
        if head:
            owner = lexicon.owner(head, word, on)
            if owner and owner.country not in resolver.registry.organisation_codes:
                context.add_country(start, owner.country, 0.5)
            end = _name_end(text, tokens, at + 1, resolver)
            if end > at + 1:
                introductions.append((_left(tokens, folded, at, resolver), at, end))
        elif word[0].isupper() and folded[at] not in ambiguous:
            people = resolver.registry.called(folded[at], on)
            if people:
                meanings = tuple(Entry("person", "", p.name, person=p) for p in people)
                _add(context, meanings, start, on, resolver, weight=0.5)
        at += 1
    context.finish(resolver.registry.organisation_codes)
    for first, title, end in introductions:
        _introduce(text, tokens, first, title, end, on, context, resolver)
    return context


def _add(
    context: ActorContext,
    entries: tuple[Entry, ...],
    start: int,
    on: date | None,
    resolver: "ActorResolver",
    weight: float = 1.0,
) -> None:
    found = resolver.of_entries(entries, on, None)
    if found and entries[0].kind == "org":
        context.bodies[found.code] += 1
    if found and found.country not in resolver.registry.organisation_codes:
        kind = entries[0].kind
        context.add_country(start, found.country, _WEIGHT.get(kind, 1.0) * weight)


def _name_end(text: str, tokens: list[tuple[str, int, int]], at: int, resolver: "ActorResolver") -> int:
    """Index after the capitalised words that follow a title without punctuation."""
    lexicon = resolver.lexicon
    end = at
    while end < len(tokens) and end - at < _MAX_NAME:
        word, start, _ = tokens[end]
        if text[tokens[end - 1][2] : start] not in (" ", "\u00a0", ". "):
            break
        if text[tokens[end - 1][2] : start] == ". " and len(tokens[end - 1][0]) > 1:
            break
        small = word in ("von", "van", "de", "der", "bin", "al", "Al") and end + 1 < len(tokens)
        if not (word[0].isupper() or small) or (lexicon.head(word) and not _may_be_name(word, resolver)):
            break
        end += 1
    while end > at and not tokens[end - 1][0][0].isupper():
        end -= 1
    return end


def _may_be_name(word: str, resolver: "ActorResolver") -> bool:
    return fold(word) in resolver.registry.surnames


def _left(tokens: list[tuple[str, int, int]], folded: list[str], at: int, resolver: "ActorResolver") -> int:
    """Index of the first adjective or genitive name directly before a title."""
    first = at
    while first > 0 and at - first < 3:
        word = tokens[first - 1][0]
        size, entries, genitive = resolver.lexicon.name_at(folded, first - 1)
        known = size == 1 and genitive and entries[0].kind in ("state", "seat", "org", "city")
        if (
            not known
            and not resolver.lexicon.nationals(word)
            and word.lower() not in resolver.lexicon.words["former"]
        ):
            break
        first -= 1
    return first


def _introduce(
    text: str,
    tokens: list[tuple[str, int, int]],
    first: int,
    title: int,
    end: int,
    on: date | None,
    context: ActorContext,
    resolver: "ActorResolver",
) -> None:
    start = tokens[first][1]
    phrase = text[start : tokens[end - 1][2]]
    found = resolver.resolve(phrase, on=on, context=context, at=start)
    if not found:
        return
    head = resolver.lexicon.head(tokens[title][0])
    name = " ".join(fold(t) for t, _, _ in tokens[title + 1 : end]) if head else fold(phrase)
    bare = name.removesuffix("s")
    keys = {name, name.rsplit(" ", 1)[-1], bare, bare.rsplit(" ", 1)[-1]}
    if found.name:
        folded = fold(found.name)
        keys |= {folded, folded.rsplit(" ", 1)[-1]}
    if found.country in resolver.lexicon.words["surname_first"]:
        keys |= {key.partition(" ")[0] for key in keys if " " in key}
    known = Known(start, found, head.word if head else "")
    context.add_person(known, sorted(k for k in keys if len(k) > 1))
