"""What a question in German words asks of the record, read by fixed rules: no model guesses.

``Hat Nordkorea 2023 Waffen an Russland geliefert?`` asks for events of 2023 of the types AID or COOPERATE, actor PRK,
recipient RUS, that speak of ``Waffen``. The words that stand for types, reality and stance are data:
``reference/data/question_words.json``. Whoever asks is shown the reading and may put another in its place.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from lagebild.language.compounds import parts_of
from lagebild.language.dates import find_times
from lagebild.language.words import asked_terms, fold, is_stop_word, tokens
from lagebild.record.question_words import Cue, cues, words
from lagebild.records import EventType, Modality, Span, Stance
from lagebild.reference.codebook import organisations
from lagebild.reference.names import fold as fold_name
from lagebild.reference.people import day
from lagebild.resolve.actors import ActorResolver

_SHARED = frozenset({"UNK", "INT", "IGO", "NGO"})
"""Codes of many organisations: the name says which."""

_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody a question names: by ``name`` if the code is shared with others, else by ``code`` alone.

    ``role`` is actor or recipient where a preposition says so, None for any role.
    """

    code: str
    name: str | None = None
    role: str | None = None

    def __str__(self) -> str:
        return self.name or self.code


@dataclass(frozen=True, slots=True)
class Question:
    """The reading of a question; every field that is empty asks nothing.

    ``since`` and ``until`` are days of the act. ``words`` are what is left for full text over events, ``query`` is
    what passages are looked for with.
    """

    text: str
    parties: tuple[Party, ...] = ()
    types: tuple[EventType, ...] = ()
    realities: tuple[Modality, ...] = ()
    stance: Stance | None = None
    frameworks: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    words: tuple[str, ...] = ()
    query: str = ""

    @property
    def reading(self) -> list[tuple[str, str]]:
        """Label and value of everything that was read out of the question, to be shown."""
        rows = [(party.role or "any role", str(party)) for party in self.parties]
        rows += [
            ("type", " or ".join(self.types)),
            ("reality", " or ".join(self.realities)),
            ("stance", self.stance or ""),
            ("framework", ", ".join(self.frameworks)),
            ("since", self.since.isoformat() if self.since else ""),
            ("until", self.until.isoformat() if self.until else ""),
            ("words", ", ".join(self.words)),
        ]
        return [(label, value) for label, value in rows if value]

    def as_dict(self) -> dict[str, Any]:
        return {
            "text": self.text,
            "parties": [{"code": p.code, "name": p.name, "role": p.role} for p in self.parties],
            "types": [kind.value for kind in self.types],
            "realities": [reality.value for reality in self.realities],
            "stance": self.stance.value if self.stance else None,
            "frameworks": list(self.frameworks),
            "since": self.since.isoformat() if self.since else None,
            "until": self.until.isoformat() if self.until else None,
            "words": list(self.words),
        }


def read_question(text: str, resolver: ActorResolver, *, today: date) -> Question:
    """The reading of ``text``; ``today`` fixes what ``im Mai`` and ``letztes Jahr`` mean."""
    reader = _Reader(text, resolver, today)
    frameworks = reader.frameworks()
    since, until = reader.times()
    parties = reader.parties()
    types, realities, stance = reader.cues()
    left, query = reader.rest()
    return Question(text, parties, types, realities, stance, frameworks, since, until, left, query)


class _Reader:
    """Takes a question apart; what one step has understood, ``_taken`` hides from the next."""

    def __init__(self, text: str, resolver: ActorResolver, today: date) -> None:
        self._text, self._resolver, self._today = text, resolver, today
        self._tokens = list(tokens(text))
        self._taken: list[Span] = []
        self._times: list[Span] = []
        self._left: dict[Span, tuple[str, ...]] = {}

    def frameworks(self) -> tuple[str, ...]:
        """The treaty, resolution or format that is named; groups and organisations are parties."""
        inside = self._resolver.registry.frameworks.within(self._text)
        if inside is None or inside[0].kind in ("group", "organisation"):
            return ()
        self._taken.append(Span(inside[1], inside[2]))
        return (inside[0].name,)

    def times(self) -> tuple[date | None, date | None]:
        """First and last day of what the question says; ``seit`` and ``bis`` leave one side open."""
        starts: list[date | None] = []
        ends: list[date | None] = []
        for found in find_times(self._text, self._today):
            if found.value is None or found.anaphoric or self._is_taken(found.span):
                continue
            self._times.append(found.span)
            first, _, last = found.value.partition("/")
            before = self._before(found.span)
            starts.append(None if before in words("until") else day(first))
            ends.append(None if before in words("since") else day(last or first, last=True))
        for span in self._tokens:
            # ``2023 Waffen`` is a number in a text; who asks means the year.
            told = any(span.overlaps(time) for time in (*self._times, *self._taken))
            if _YEAR.fullmatch(span.of(self._text)) and not told:
                self._times.append(span)
                starts.append(day(span.of(self._text)))
                ends.append(day(span.of(self._text), last=True))
        self._taken += self._times
        since, until = [d for d in starts if d], [d for d in ends if d]
        return (min(since) if since else None), (max(until) if until else None)

    def parties(self) -> tuple[Party, ...]:
        """Who is named; the first is the actor where the second stands behind ``an`` or ``gegen``."""
        named = [(span, party) for span, party in self._named() if not self._is_taken(span)]
        roles = [self._role(span) for span, _ in named]
        if roles[:2] == [None, "recipient"]:
            roles[0] = "actor"
        found: dict[Party, None] = {}
        for (span, party), role in zip(named, roles, strict=True):
            if role != "place":
                self._taken.append(span)
                found[replace(party, role=role)] = None
        return tuple(found)

    def cues(self) -> tuple[tuple[EventType, ...], tuple[Modality, ...], Stance | None]:
        """What words that stand for types, realities and stances say; a compound's last such part counts."""
        said: list[Cue] = []
        particle = self._tokens[-1].of(self._text) if self._tokens else ""
        for span in self._open_tokens():
            forms, parts = self._forms(span, particle if particle in words("particles") else "")
            whole = next((cues()[form] for form in forms if form in cues()), None)
            inside = [part for part in parts if fold(part) in cues()]
            if whole:
                said.append(whole)
                self._taken.append(span)
            elif inside:
                said.append(cues()[fold(inside[-1])])
                self._left[span] = tuple(part.capitalize() for part in parts if part != inside[-1])
        types = tuple(dict.fromkeys(kind for cue in said for kind in cue.types))
        realities = tuple(dict.fromkeys(cue.reality for cue in said if cue.reality))
        stance = next((cue.stance for cue in said if cue.stance), None)
        if realities == (Modality.CALLED_FOR,) and not types:
            return (EventType.REQUEST,), (), stance  # to demand is the act itself where no other is named
        return types, realities, stance

    def rest(self) -> tuple[tuple[str, ...], str]:
        """The words that no step has understood; and those of the question, without its times, for passages."""
        left: dict[str, None] = {}
        for span in self._open_tokens():
            left |= dict.fromkeys(self._left.get(span, (self._word(span),)))
        query = list(self._text)
        for span in self._tokens:
            if any(time.overlaps(span) for time in self._times) or self._is_ignored(span):
                query[span.start : span.end] = " " * (span.end - span.start)
        return tuple(left), " ".join("".join(query).split())

    def _named(self) -> Iterator[tuple[Span, Party]]:
        """Names, national adjectives and owners before a hyphen, from left to right."""
        shown = self._in_capitals()
        names = {name.span: name.resolution for name in self._resolver.find_names(shown)}
        # Anybody may be asked for, also former office holders; who is in office now has the code of now.
        names |= {
            n.span: n.resolution for n in self._resolver.find_names(shown, self._today) if n.span in names
        }
        for span in self._tokens:
            inside = next((s for s in names if s.overlaps(span)), None)
            if inside is not None:
                if span.start <= inside.start < span.end:
                    yield inside, self._party(names[inside].code, names[inside].name, names[inside].kind)
                continue
            word = span.of(shown)
            entries = self._resolver.lexicon.nationals(word) if len(word) > 3 else ()
            owner, hyphen, _ = word.partition("-")
            if entries:
                yield span, Party(entries[0].country)
            elif hyphen and (code := self._owner(owner)):
                yield Span(span.start, span.start + len(owner)), Party(code.split(" ")[0])

    def _owner(self, word: str) -> str | None:
        prefixes: Mapping[str, str] = self._resolver.lexicon.words["owner_prefixes"]
        known = self._resolver.registry.names.get(fold_name(word), ())
        return prefixes.get(word.lower()) or next((e.code for e in known if e.kind != "person"), None)

    def _party(self, code: str, name: str | None, kind: str) -> Party:
        country = code.split(" ")[0]
        alone = kind != "name" or country in organisations() - _SHARED
        return Party(country) if alone else Party(code, name)

    def _in_capitals(self) -> str:
        """The question with the capitals of the names that were written small."""
        shown, names = self._text, self._resolver.registry.names
        for span in self._tokens:
            word = span.of(self._text)
            if not word.islower() or is_stop_word(word):
                continue
            for form in (word.capitalize(), word.upper()):
                entries = names.get(fold_name(form)) or names.get(fold_name(form.removesuffix("s")), ())
                if len(form) == len(word) and any(e.kind in ("state", "org", "seat") for e in entries):
                    shown = shown[: span.start] + form + shown[span.end :]
                    break
        return shown

    def _role(self, span: Span) -> str | None:
        before = self._before(span)
        roles = (("recipient", "to"), ("actor", "from"), ("place", "at"))
        return next((role for role, kind in roles if before in words(kind)), None)

    def _before(self, span: Span) -> str:
        """The word before, in lower case; articles, titles and national adjectives do not count."""
        lexicon = self._resolver.lexicon
        for other in reversed(self._tokens):
            word = other.of(self._text)
            if other.end > span.start or word.lower() in words("articles"):
                continue
            if not lexicon.head(word) and not (len(word) > 3 and lexicon.nationals(word)):
                return word.lower()
        return ""

    def _forms(self, span: Span, particle: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Folded base forms of a word, those with the verb's particle (``wirft ... vor``) first; and its parts."""
        word = self._word(span)
        terms = asked_terms(word)[0].terms
        noun = word[:1].upper() + word[1:]
        return (*(fold(particle + term) for term in terms if particle), *terms, fold(word)), parts_of(noun)

    def _word(self, span: Span) -> str:
        """A word without the owner that stands before its hyphen."""
        start = max(
            (t.end for t in self._taken if span.start <= t.start and t.end < span.end), default=span.start
        )
        return self._text[start : span.end].lstrip("-")

    def _open_tokens(self) -> list[Span]:
        """The words that say something and that no step has understood."""
        return [
            span
            for span in self._tokens
            if not any(taken.contains(span) for taken in self._taken)
            and not is_stop_word(span.of(self._text))
            and not self._is_ignored(span)
        ]

    def _is_ignored(self, span: Span) -> bool:
        return not words("ignored").isdisjoint(asked_terms(span.of(self._text))[0].terms)

    def _is_taken(self, span: Span) -> bool:
        return any(taken.overlaps(span) for taken in self._taken)
