"""Who issues a statement: the states and bodies that its heading, its opening or an alignment clause lists."""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from lagebild.language.sentences import document_sentences
from lagebild.records import Document, Event, Span
from lagebild.reference.codebook import organisations
from lagebild.reference.registers import entity
from lagebild.resolve.actors import ActorResolver, Resolution

GROUPS = frozenset({"G7", "G20", "UNO", "INT"})
"""A group beside its members says nothing more about who signs."""
_EXPANDED = frozenset({"G7", "G20"})
_FEWEST = 2
_FIRST = 3
"""Sentences among which a heading or an opening without ``wir`` may be: kicker, title, lead."""
_ALIGNED = re.compile(r"\bschlie(?:ß|ss)(?:en|t) sich (?:\w+ ){0,4}?(?:\w*[Ee]rklärung|ihr)\b.*\ban\b")
_ALIGNS = re.compile(r"\bschlie(?:ß|ss)(?:en|t)\b")
_FINITE_VERB = re.compile(r" (?=[a-zäöüß]{4,}(?:en|t)\b (?!und\b))")


class _Patterns(NamedTuple):
    heading: re.Pattern[str]
    matter: re.Pattern[str]
    list_ends: re.Pattern[str]
    openings: tuple[str, ...]
    plain_openings: tuple[str, ...]


@cache
def _patterns() -> _Patterns:
    """The words of ``reference/data/statements.json``."""
    raw = json.loads((files("lagebild.reference") / "data" / "statements.json").read_text("utf-8"))
    heads, issued, matter, on = (
        "|".join(map(re.escape, raw[name])) for name in ("heads", "issued_by", "matter", "list_goes_on")
    )
    return _Patterns(
        re.compile(rf"\b\w*(?i:{heads})\s+(?=(?:{issued})\b)"),
        re.compile(rf"\b(?!im Namen\b)(?:{matter})\b|:"),
        re.compile(rf", (?!(?:{on}) )[a-zäöüß]"),
        tuple(raw["openings"]),
        tuple(raw["plain_openings"]),
    )


@dataclass(frozen=True, slots=True)
class Signatory:
    """A state's government or an organisation.

    ``span`` is where the statement names it or its group, None if only its title or its acts tell. ``aligned`` did not
    issue the statement but says so in it: ``Norwegen schließt sich dieser Erklärung an``.
    """

    code: str
    name: str | None
    span: Span | None
    aligned: bool = False


def signatories(
    document: Document, events: Iterable[Event], actors: ActorResolver | None = None
) -> tuple[Signatory, ...]:
    """In the order of the text, each once; a group beside its members is none, alone it stands for these.

    With the names of the registry (``actors``), else with the parties of the events in the opening; where neither
    finds two, whom the events take ``wir`` for.
    """
    events = tuple(events)
    found: dict[str, Signatory] = {}
    for span, aligned in passages(document):
        for signatory in _named(document, span, events, actors):
            found.setdefault(signatory.code, replace(signatory, aligned=aligned))
    if actors is not None:
        for signatory in _of_title(document, actors):
            found.setdefault(signatory.code, signatory)
    if len(found) < _FEWEST:
        for signatory in _meant_by_we(events):
            found.setdefault(signatory.code, signatory)
    alone = all(s.code in GROUPS for s in found.values() if not s.aligned)
    if alone and actors is not None:
        for signatory in [s for s in found.values() if s.code in _EXPANDED]:
            for member in _members(signatory, document.published, actors):
                found.setdefault(member.code, member)
    members = tuple(s for s in found.values() if s.code not in GROUPS)
    return members if any(not s.aligned for s in members) else tuple(found.values())


def passages(document: Document) -> Iterator[tuple[Span, bool]]:
    """The stretches of text that list who issues the statement (False), or who aligns with it (True)."""
    known = _patterns()
    for number, sentence in enumerate(document_sentences(document)):
        text = sentence.of(document.text)
        first = number < _FIRST
        heading = known.heading.search(text) if first and not text.endswith(".") else None
        if heading:
            whole = Span(sentence.start + heading.end(), sentence.end)
            yield _until(document.text, whole, known.matter), False
        elif text.startswith(known.openings):
            yield _until(document.text, sentence, known.list_ends), False
        elif first and text.startswith(known.plain_openings):
            yield _until(document.text, sentence, _FINITE_VERB), False
        elif _ALIGNED.search(text):
            yield _until(document.text, sentence, _ALIGNS), True


def _of_title(document: Document, actors: ActorResolver) -> Iterator[Signatory]:
    """Those of a title that is no part of the text."""
    title = document.title or ""
    heading = _patterns().heading.search(title) if title not in document.text else None
    if heading:
        span = _until(title, Span(heading.end(), len(title)), _patterns().matter)
        for name in actors.find_names(span.of(title), document.published):
            yield Signatory(_signing(name.resolution), name.resolution.name, None)


def _members(group: Signatory, on: date | None, actors: ActorResolver) -> Iterator[Signatory]:
    found = actors.registry.frameworks.group(group.code)
    for code in actors.registry.frameworks.members(found, on) if found else ():
        yield Signatory(_government(code), entity(actors.registry, code).name, group.span)


def _until(text: str, span: Span, end: re.Pattern[str]) -> Span:
    found = end.search(text, span.start, span.end)
    return Span(span.start, found.start() if found else span.end)


def _named(
    document: Document, span: Span, events: Sequence[Event], actors: ActorResolver | None
) -> Iterator[Signatory]:
    if actors is not None:
        for name in actors.find_names(span.of(document.text), document.published):
            place = Span(span.start + name.span.start, span.start + name.span.end)
            yield Signatory(_signing(name.resolution), name.resolution.name, place)
        return
    for event in events:
        for actor in event.actors:
            if actor.span is not None and span.contains(actor.span):
                yield Signatory(_government(actor.code), actor.name, actor.span)


def _meant_by_we(events: Sequence[Event]) -> Iterator[Signatory]:
    for event in events:
        meant = [actor for actor in event.actors if actor.inferred and (actor.text or "").lower() == "wir"]
        if len(meant) >= _FEWEST:
            yield from (Signatory(actor.code, actor.name, actor.span) for actor in meant)


def _signing(found: Resolution) -> str:
    """A state signs by its government, an organisation as a whole."""
    return f"{found.country} GOV" if found.kind in ("state", "office", "group") else found.code


def _government(code: str) -> str:
    return code if " " in code or code in organisations() else f"{code} GOV"
