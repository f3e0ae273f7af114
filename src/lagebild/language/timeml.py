"""Time expressions as TimeML 1.2.1 annotates them: extents with articles, parts of a range apart, types, values.

``find_times`` reads for events; this view serves comparison with other systems (``eval/krauts.py``) and export.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from lagebild.language import dates_calendar as calendar
from lagebild.language.dates import TimeExpression, find_times
from lagebild.language.dates_tokens import CALENDAR
from lagebild.language.sentences import split_sentences

_WORDS = CALENDAR["timeml"]


def _any(words: Iterable[str]) -> str:
    """A pattern for one of ``words``, the longest first."""
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


_ARTICLE = re.compile(rf"(?:(?<=\s)|^)(?:{_any(_WORDS['articles'])})\s$", re.IGNORECASE)
_ABOUT = re.compile(rf"(?:(?<=\s)|^)(?:{_any(_WORDS['about'])})\s$", re.IGNORECASE)
_BEHIND, _AHEAD = frozenset(_WORDS["behind"]), frozenset(_WORDS["ahead"])
_PRETERITE = re.compile(_WORDS["preterite"])
_PRESENT = re.compile(_WORDS["present"])
_RANGE = re.compile(_WORDS["range"])
_TAIL = re.compile(r"\s(?:nach|nachdem|vor|bevor|lang)$")
_AT = re.compile(r"\s+(?:um|gegen)\s+")
_CLOCK = re.compile(r"(?:\d{4}-\d\d-\d\d|XXXX-XX-XX)(?=T\d\d:\d\d$)")
_CLOCK_BEFORE = re.compile(
    r"(?:von|zwischen|ab)\s(\d{1,2}(?:[.:]\d\d)?)\s(?:bis|und)\s\d{1,2}(?:[.:]\d\d)?\sUhr"
)
_DAY = re.compile(r"\d{4}-\d\d-\d\d$")
_DATE = re.compile(r"\d{4}(-\d\d){0,2}$")
_TOGETHER = re.compile(r",? ")
_EVERY = frozenset(CALENDAR["daypart_adverbs"]) - {"früh"}
_COUNTED = re.compile(r"PX?([\d.]+|X)(T?)([DWMYHSQ]|DE|CE)$")
_VAGUE: dict[str, str] = _WORDS["vague"]
_TIMES_A = r"(?:(?:ein|zwei|drei|vier|mehr|\d+ )mal\s+(?:am|im|in der|pro)|pro|je)"
_PER = re.compile(rf"(?i:{_TIMES_A})\s({_any(_WORDS['per'])})\b")
_PERIODS = re.compile(rf"\b(?:{_any(_WORDS['periods'])})\b")
_WEEKS_AGO = re.compile(r"[Vv]or .*Wochen?$")
_DIRECTIONS: dict[str, int] = _WORDS["directions"]
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
    told, age, last = None, 0, created.isoformat() if created else ""
    for sentence in split_sentences(text):
        words = sentence.of(text)
        age += 1
        narrative = told if age <= _MEMORY else None
        here = list(_in_sentence(words, created, narrative, last))
        for timex in here:
            if timex.type == "DATE" and _DATE.match(timex.value):
                last = timex.value
            if _is_day(timex):
                told, age = date.fromisoformat(timex.value), 0
        found += (replace(t, start=t.start + sentence.start, end=t.end + sentence.start) for t in here)
    return found


def _in_sentence(words: str, created: date | None, narrative: date | None, last: str) -> Iterator[Timex]:
    expressions = find_times(words, created, narrative=narrative, future=_looks_ahead(words))
    parts = [part for e in expressions if not _is_none(words, e) for part in _parts(words, e)]
    parts = list(_counted(words, parts, last))
    parts += [t for t in _phrases(words) if not any(t.start < p.end and p.start < t.end for p in parts)]
    parts = _joined(words, sorted(_on_its_day(parts), key=lambda t: t.start))
    return (_whole(words, timex) for timex in parts)


def _looks_ahead(words: str) -> bool | None:
    """Whether the verbs of a sentence point ahead; None where they do not tell."""
    verbs = set(re.findall(r"\b[a-zäöüß]+\b", words))
    if verbs & _BEHIND or any(_PRETERITE.fullmatch(verb) for verb in verbs - _AHEAD):
        return None
    return True if verbs & _AHEAD or any(_PRESENT.fullmatch(verb) for verb in verbs) else None


def _is_none(words: str, e: TimeExpression) -> bool:
    """Ages (``78 Jahre alt``) and fixed phrases are no time."""
    before, after = words[: e.span.end], words[e.span.end : e.span.end + 8]
    return bool(re.match(r"\s(?:alt|jung)(?:e[nrsm]?)?\b", after)) or before.endswith(
        tuple(_WORDS["no_time"])
    )


def _parts(words: str, e: TimeExpression) -> Iterator[Timex]:
    """The expression, or the two ends of a range, or a day and its hour."""
    start, end, text = e.span.start, e.span.end, e.span.of(words)
    value, kind = _value(e), e.kind
    tail = _TAIL.search(text)
    if (tail and kind != "SET" and e.precision is not None) or (tail and kind == "DURATION"):
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
    if text.lower() in _EVERY:
        kind, value = "SET", f"XXXX-XX-XXT{value[-2:]}"
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
        unit = next((_VAGUE[stem] for stem in _VAGUE if last.startswith(stem)), None)
        if unit and " " in text and not text.lower().startswith("vor "):
            return "DURATION", unit
    return kind, value


def _counted(words: str, parts: list[Timex], last: str) -> Iterator[Timex]:
    """``drei Tage später`` counts from ``last``, the date named before it; ``vor zwei
    Wochen`` means a week."""
    for timex in parts:
        text = words[timex.start : timex.end]
        counted = _COUNTED.match(timex.value)
        direction = _DIRECTIONS.get(text.rsplit(" ", 1)[-1], 0)
        if counted and direction and not counted[2] and counted[1].isdigit():
            timex = replace(timex, value=_moved(last, counted[3], direction * int(counted[1])) or timex.value)
        elif _WEEKS_AGO.match(text) and _DAY.match(timex.value):
            iso = date.fromisoformat(timex.value).isocalendar()
            timex = replace(timex, value=f"{iso.year}-W{iso.week:02}")
        if timex.type == "DATE" and _DATE.match(timex.value):
            last = timex.value
        yield timex


def _moved(last: str, unit: str, count: int) -> str | None:
    """A date of any precision, moved; None where the unit is finer than the date."""
    name = {"D": "day", "W": "week", "M": "month", "Y": "year"}.get(unit)
    known = [int(part) for part in last.split("-")] if last else []
    if name is None or len(known) < {"day": 3, "week": 3, "month": 2, "year": 1}[name]:
        return None
    when = calendar.shift(date(*[*known, 1, 1][:3]), name, count)
    return calendar.unit_around(when, name).timex


def _phrases(words: str) -> Iterator[Timex]:
    """``pro Jahr``, ``zweimal am Tag``, ``in Zukunft``."""
    for match in _PER.finditer(words):
        yield Timex(match.start(), match.end(), "SET", _WORDS["per"][match[1]])
    for match in _CLOCK_BEFORE.finditer(words):
        hour, _, minute = match[1].replace(":", ".").partition(".")
        yield Timex(match.start(1), match.end(1), "TIME", f"XXXX-XX-XXT{int(hour):02}:{minute or '00'}")
    for match in _PERIODS.finditer(words):
        yield Timex(match.start(), match.end(), "DATE", _WORDS["periods"][match[0]])


def _on_its_day(parts: list[Timex]) -> Iterator[Timex]:
    """An hour is on the day that its sentence names nearest, before rather than after."""
    days = [t for t in parts if _is_day(t)]
    again = next((t for t in parts if t.type == "SET"), None)
    for timex in parts:
        if timex.type == "TIME" and _CLOCK.match(timex.value) and again and not days:
            day = again.value if again.value.startswith("XXXX-WXX-") else "XXXX-XX-XX"
            yield replace(timex, value=_CLOCK.sub(day[:10], timex.value))
        elif timex.type == "TIME" and _CLOCK.match(timex.value) and days:
            near = min(days, key=lambda d: (d.start > timex.start, abs(d.start - timex.start)))
            yield replace(timex, value=_CLOCK.sub(near.value, timex.value))
        else:
            yield timex


def _is_day(timex: Timex) -> bool:
    return timex.type == "DATE" and _DAY.match(timex.value) is not None


def _joined(words: str, parts: list[Timex]) -> list[Timex]:
    """A day and an hour with nothing but a comma between are one time: ``Montag, 10. Februar, 9 Uhr``."""
    joined: list[Timex] = []
    for timex in parts:
        last = joined[-1] if joined else None
        gap = words[last.end : timex.start] if last else ""
        if last and _is_day(last) and timex.type == "TIME" and _TOGETHER.fullmatch(gap):
            hour = timex.value.partition("T")[2]
            joined[-1] = Timex(last.start, timex.end, "TIME", f"{last.value}T{hour}")
        else:
            joined.append(timex)
    return joined


def _whole(words: str, timex: Timex) -> Timex:
    """With what counts it (``rund``) and its free article."""
    before = words[: timex.start]
    if timex.type == "DURATION" and (about := _ABOUT.search(before)):
        return replace(timex, start=about.start())
    first = words[timex.start : timex.end].split()[0]
    lone_adjective = first[0].islower() and " " not in words[timex.start : timex.end]
    bare = first.lower().startswith(("vor", "ein")) or (first[0].isdigit() and timex.type == "DURATION")
    bare = (
        bare or re.fullmatch(r"\d{4}", words[timex.start : timex.end]) is not None
    )  # ``die 2013`` is a clause
    if not lone_adjective and not bare and (article := _ARTICLE.search(before)):
        return replace(timex, start=article.start())
    return timex
