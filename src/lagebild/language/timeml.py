"""Time expressions as TimeML 1.2.1 annotates them: extents with articles, parts of a range apart, types, values.

``find_times`` reads for events; this view serves comparison with other systems (``eval/krauts.py``) and export.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from lagebild.language.dates import TimeExpression, find_times
from lagebild.language.dates_tokens import CALENDAR
from lagebild.language.sentences import split_sentences

_WORDS = CALENDAR["timeml"]
_ARTICLES = "|".join(_WORDS["articles"])
_ARTICLE = re.compile(rf"(?:(?<=\s)|^)(?:{_ARTICLES})\s$", re.IGNORECASE)
_ABOUT = re.compile(rf"(?:(?<=\s)|^)(?:{'|'.join(sorted(map(re.escape, _WORDS['about']), key=len, reverse=True))})\s$", re.IGNORECASE)  # fmt: skip
_BEHIND, _AHEAD = frozenset(_WORDS["behind"]), frozenset(_WORDS["ahead"])
_RANGE = re.compile(r"\s*(?:,?\s+bis(?:\s+zu[mr]?|\s+einschließlich|\s+inklusive)?(?:\s+de[mnr])?|\s+und|\s*[-–])\s+|(?<=\d)[-–](?=\d)")
_TAIL = re.compile(r"\s(?:nach|nachdem|vor|bevor|lang)$")
_AT = re.compile(r"\s+(?:um|gegen)\s+")
_CLOCK = re.compile(r"(?:\d{4}-\d\d-\d\d|XXXX-XX-XX)(?=T\d\d:\d\d$)")
_DAY = re.compile(r"\d{4}-\d\d-\d\d$")
_TOGETHER = re.compile(r",? ")
_COUNTED = re.compile(r"PX?([\d.]+|X)(T?)([DWMYHSQ]|DE|CE)$")
_VAGUE = {"tag": "PXD", "woche": "PXW", "monat": "PXM", "jahr": "PXY", "jahrzehnt": "PXDE", "stunde": "PTXH"}
_PER = re.compile(rf"(?:(?:ein|zwei|drei|vier|mehr|\d+ )mal\s+(?:am|im|in der|pro)|pro|je)\s({'|'.join(_WORDS['per'])})\b")
_PERIODS = re.compile(rf"\b(?:{'|'.join(_WORDS['periods'])})\b")
_MEMORY = 2  # sentences in which a day named before still counts for ``um 16 Uhr``


@dataclass(frozen=True, slots=True)
class Timex:
    """``type`` is DATE, TIME, DURATION or SET; offsets count in the text."""

    start: int
    end: int
    type: str
    value: str


def find_timexes(text: str, created: date | None) -> list[Timex]:
    """Every expression of ``text``, left to right; ``created`` is the day of publication."""
    found: list[Timex] = []
    told, age = None, 0
    for sentence in split_sentences(text):
        words = sentence.of(text)
        age += 1
        narrative = told if age <= _MEMORY else None
        here = list(_in_sentence(words, created, narrative))
        for timex in here:
            if timex.type == "DATE" and _DAY.match(timex.value):
                told, age = date.fromisoformat(timex.value), 0
        found += (replace(t, start=t.start + sentence.start, end=t.end + sentence.start) for t in here)
    return found


def _in_sentence(words: str, created: date | None, narrative: date | None) -> Iterator[Timex]:
    expressions = find_times(words, created, narrative=narrative, future=_looks_ahead(words))
    parts = [part for e in expressions if not _is_none(words, e) for part in _parts(words, e)]
    parts += [t for t in _phrases(words) if not any(t.start < p.end and p.start < t.end for p in parts)]
    parts = _joined(words, sorted(_on_its_day(parts), key=lambda t: t.start))
    return (_whole(words, timex) for timex in parts)


def _looks_ahead(words: str) -> bool | None:
    """Whether the verbs of a sentence point ahead; None where they do not tell."""
    verbs = set(re.findall(r"\w+", words.lower()))
    return True if verbs & _AHEAD and not verbs & _BEHIND else None


def _is_none(words: str, e: TimeExpression) -> bool:
    """Ages (``78 Jahre alt``) and fixed phrases are no time."""
    before, after = words[: e.span.end], words[e.span.end : e.span.end + 6]
    return bool(re.match(r"\s(?:alt|jung)\b", after)) or before.endswith(tuple(_WORDS["no_time"]))


def _parts(words: str, e: TimeExpression) -> Iterator[Timex]:
    """The expression, or the two ends of a range, or a day and its hour."""
    start, end, text = e.span.start, e.span.end, e.span.of(words)
    value, kind = _value(e), e.kind
    tail = _TAIL.search(text)
    if tail and kind != "SET" and e.precision is not None or (tail and kind == "DURATION"):
        count = find_times(text[: tail.start()], None)
        if count and count[0].kind == "DURATION":
            yield Timex(start, start + tail.start(), "DURATION", _value(count[0]))
            return
    joint = _RANGE.search(text)
    if "/" in value and joint and kind == "DATE" and (first := value.split("/"))[1]:
        yield Timex(start, start + joint.start(), kind, first[0])
        yield Timex(start + joint.end(), end, kind, first[1])
        return
    at = _AT.search(text)
    if at and kind == "TIME" and _CLOCK.match(value):
        yield Timex(start, start + at.start(), "DATE", value.split("T")[0])
        yield Timex(start + at.end(), end, "TIME", value)
        return
    yield Timex(start, end, *_vague(text, kind, value))


def _value(e: TimeExpression) -> str:
    """TimeML's value; hours and halves in units that TimeML writes."""
    counted = _COUNTED.match(e.timex)
    if e.timex == "P0.5Y":
        return "P6M"
    if e.timex == "PT0.5H":
        return "PT30M"
    if counted and counted[2]:
        return f"PT{counted[1]}{counted[3]}"
    return e.timex


def _vague(text: str, kind: str, value: str) -> tuple[str, str]:
    """``den vergangenen Tagen`` is a stretch of some days."""
    if kind == "DATE" and value in ("PAST_REF", "FUTURE_REF") and text[-2:] in ("en", "te", "re", "ge"):
        last = text.rsplit(" ", 1)[-1].lower()
        unit = next((u for stem, u in sorted(_VAGUE.items(), key=lambda p: -len(p[0])) if last.startswith(stem)), None)
        if unit and " " in text and not text.lower().startswith("vor "):
            return "DURATION", unit
    return kind, value


def _phrases(words: str) -> Iterator[Timex]:
    """``pro Jahr``, ``zweimal am Tag``, ``in Zukunft``."""
    for match in _PER.finditer(words):
        yield Timex(match.start(), match.end(), "SET", _WORDS["per"][match[1]])
    for match in _PERIODS.finditer(words):
        yield Timex(match.start(), match.end(), "DATE", _WORDS["periods"][match[0]])


def _on_its_day(parts: list[Timex]) -> Iterator[Timex]:
    """An hour is on the day that its sentence names nearest, before rather than after."""
    days = [t for t in parts if t.type == "DATE" and _DAY.match(t.value)]
    for timex in parts:
        if timex.type == "TIME" and _CLOCK.match(timex.value) and days:
            near = min(days, key=lambda d: (d.start > timex.start, abs(d.start - timex.start)))
            yield replace(timex, value=_CLOCK.sub(near.value, timex.value))
        else:
            yield timex


def _joined(words: str, parts: list[Timex]) -> list[Timex]:
    """A day and an hour with nothing but a comma between are one time: ``Montag, 10. Februar, 9 Uhr``."""
    joined: list[Timex] = []
    for timex in parts:
        last = joined[-1] if joined else None
        if last and last.type == "DATE" and _DAY.match(last.value) and timex.type == "TIME":
            if _TOGETHER.fullmatch(words[last.end : timex.start]):
                joined[-1] = Timex(last.start, timex.end, "TIME", f"{last.value}T{timex.value.partition('T')[2]}")
                continue
        joined.append(timex)
    return joined


def _whole(words: str, timex: Timex) -> Timex:
    """With what counts it (``rund``) and its free article."""
    before = words[: timex.start]
    if timex.type == "DURATION" and (about := _ABOUT.search(before)):
        return replace(timex, start=about.start())
    first = words[timex.start : timex.end].split()[0]
    lone_adjective = first[0].islower() and " " not in words[timex.start : timex.end]
    if not lone_adjective and (article := _ARTICLE.search(before)):
        return replace(timex, start=article.start())
    return timex
