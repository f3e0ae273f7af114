"""The date that a page gives: ``10.08.2020 - Artikel``, ``30. Oktober, 2024``, ``date 2023-01``, ISO."""

import re
from dataclasses import replace
from datetime import date
from functools import cache
from typing import NamedTuple

from lagebild.errors import InputError
from lagebild.intake.cues import any_of, cues
from lagebild.intake.segments import Segment, cut
from lagebild.language.sentences import words
from lagebild.records import BlockKind

_WINDOW = 240
"""Characters of a line that are looked at: more than any dateline needs."""

_LONGEST_DATELINE = 120
_LONGEST_SPLIT = 30
_MOST_STRANGE = 2
"""Words of a dateline that no list knows: a place, ``Frankfurt am Main`` shortened, a section."""

_MONTHS = ("jan", "feb", "mär", "apr", "mai", "jun", "jul", "aug", "sep", "okt", "nov", "dez")
_AUSTRIAN = {"jän": "jan"}
_MONTH = rf"(?:{'|'.join(sorted(words().months, key=len, reverse=True))})\.?"
_DATE = re.compile(
    r"(?<![\d.])(?P<d1>\d{1,2})\.\s?(?P<m1>\d{1,2})\.\s?(?P<y1>(?:19|20)\d\d)(?!\d)"
    rf"|(?<![\d.])(?P<d2>\d{{1,2}})\.\s?(?P<m2>{_MONTH}),?\s(?P<y2>(?:19|20)\d\d)(?!\d)"
    r"|(?<![\d-])(?P<y3>(?:19|20)\d\d)-(?P<m3>\d{2})-(?P<d3>\d{2})(?!\d)(?:T[\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?"
    r"|(?<![\d-])(?P<y4>(?:19|20)\d\d)-(?P<m4>\d{2})(?![\d-])"
    rf"|\b(?P<m5>{_MONTH}),?\s(?P<y5>(?:19|20)\d\d)(?!\d)",
)
_NAMELESS_DATE = re.sub(r"\?P<\w+>", "?:", _DATE.pattern)
_CLOCK = re.compile(r"\b\d{1,2}[:.]\d{2}(?::\d{2})?\b")
_PLACE = r"[A-ZÄÖÜ][\w.'’-]*(?:[ /][A-ZÄÖÜ][\w.'’-]*){0,4}"
_PLACE_FIRST = re.compile(rf"{_PLACE}(?:,| \||,? den)\s")
_BYLINE = re.compile(r"Von [A-ZÄÖÜ][\w.-]+(?:,? (?:und |von |van |de )?[A-ZÄÖÜ][\w.-]+){1,6}")
_ISO = re.compile(r"(\d{4})-(\d{2})(?:-(\d{2})(?:[T ][\d:.]+ ?(?:Z|[+-]\d\d:?\d\d)?)?)?", re.ASCII)


_LABELLED = re.compile(
    r"(?:date|datum|published|veröffentlicht|stand):? "
    r"(?:(?P<y1>(?:19|20)\d\d)(?:/(?P<m1>\d{1,2})(?:/(?P<d1>\d{1,2}))?)?"
    r"|(?:(?P<d2>\d{1,2})/)?(?P<m2>\d{1,2})/(?P<y2>(?:19|20)\d\d))",
    re.IGNORECASE,
)
"""Years alone and dates with slashes are dates of a page only where a label says so: ``Saison 2011/12`` is none."""


class PageDate(NamedTuple):
    """A date on a page, ``value`` None where the calendar has no such day; ``kind``: article, speech ..."""

    value: date | None
    kind: str | None = None


def parse_published(value: str, origin: str) -> date:
    """A date as programs write it: ``2024-05-17``, with or without time, or ``2024-05`` (its first day)."""
    match = _ISO.fullmatch(value.strip())
    found = _day(match[1], match[2], match[3] or "1") if match else None
    if found is None:
        problem = "no day of the calendar" if match else "not a date"
        remedy = "write it as YYYY-MM-DD or leave it out"
        raise InputError(origin, f"published {value[:40]!r} is {problem}", remedy)
    return found


def mark_datelines(text: str, segments: list[Segment]) -> tuple[list[Segment], list[PageDate]]:
    """Type lines that only give date, place or author, and cut datelines off the sentences they lead."""
    marked: list[Segment] = []
    dates: list[PageDate] = []
    second_half = False
    for number, segment in enumerate(segments):
        line = _start(text, segment)
        following = _start(text, segments[number + 1]) if number + 1 < len(segments) else ""
        if segment.kind is not None:
            marked.append(segment)
        elif second_half or _BYLINE.fullmatch(line):
            marked.append(replace(segment, kind=BlockKind.DATELINE))
            second_half = False
        elif (found := _whole_line(line)) or (found := _split_date(line, following)):
            marked.append(replace(segment, kind=BlockKind.DATELINE))
            dates.append(found)
            second_half = _whole_line(line) is None
        elif (prefix := _prefix(line)) is not None:
            body = segment.span.start + prefix[0]
            marked.extend(cut(text, segment, [(segment.span.start, BlockKind.DATELINE), (body, None)]))
            dates.extend([prefix[1]] if prefix[1] else [])
        else:
            marked.append(segment)
    return marked, dates


def is_dateline(line: str) -> bool:
    """Does the line say nothing but a date (and place, hour, kind of text)?"""
    return _whole_line(line) is not None


def _start(text: str, segment: Segment) -> str:
    return text[segment.span.start : min(segment.span.end, segment.span.start + _WINDOW)]


def _whole_line(line: str) -> PageDate | None:
    """The date of a line that says nothing else (but place, hour, kind of text)."""
    if len(line) > _LONGEST_DATELINE or line.endswith((".", "!", "?")):
        return None
    if labelled := _LABELLED.fullmatch(line):
        form = "1" if labelled["y1"] else "2"
        return PageDate(_day(labelled[f"y{form}"], labelled[f"m{form}"] or "1", labelled[f"d{form}"] or "1"))
    match = _DATE.search(line)
    if match is None:
        return None
    rest = _DATE.sub(" ", _CLOCK.sub(" ", f"{line[: match.start()]} | {line[match.end() :]}"))
    parts = [part.strip().casefold() for part in re.split(r"[|–—:]| - ", rest)]
    kind = next((name for part in parts if (name := _kind(part))), None)
    known = cues().kinds.keys() | cues().sections | cues().dateline_words
    strange = [word for word in re.findall(r"[\w-]*\w", rest) if word.casefold() not in known]
    if len(strange) > _MOST_STRANGE or any(word[0].islower() for word in strange):
        return None
    if len(strange) > 1 and not _PLACE_FIRST.match(line):
        return None
    return PageDate(_value(match), kind)


def _kind(part: str) -> str | None:
    """``pressemitteilung`` and ``pressemitteilung nr. 17``."""
    return cues().kinds.get(part) or cues().kinds.get(part.split(" ", 1)[0])


def _split_date(first: str, second: str) -> PageDate | None:
    """A date that the page broke over two lines (``30.`` / ``Oktober, 2024``)."""
    if len(first) > _LONGEST_SPLIT or len(second) > 2 * _LONGEST_SPLIT or not re.search(r"\d{1,2}\.$", first):
        return None
    if not (_DATE.match(second) or re.match(r"\d{1,2}\.\s?\d{4}", second)):
        return None
    return _whole_line(f"{first} {second}")


@cache
def _prefixes() -> tuple[re.Pattern[str], ...]:
    agency = any_of("agencies")
    return (
        re.compile(rf"(?i:date|datum|published)[: ]\s?(?:{_NAMELESS_DATE})\s+(?=\S)"),
        re.compile(
            rf"(?:{_PLACE}(?:, [^()\n]{{1,30}})? ?)?"
            rf"\((?i:(?:{agency})(?:[/, ]+[\w.-]+){{0,4}})\)\s*[-–—:.]*\s+(?=\S)"
        ),
        re.compile(rf"(?:{_PLACE}, (?:den )?)?(?:{_NAMELESS_DATE})\s*[-–—|:]\s+(?=[A-ZÄÖÜ\"„»])"),
    )


def _prefix(line: str) -> tuple[int, PageDate | None] | None:
    """Length of a dateline before a sentence, and its date if it gives one."""
    for pattern in _prefixes():
        match = pattern.match(line)
        if match is not None:
            day = _DATE.search(match.group())
            return match.end(), PageDate(_value(day)) if day else None
    return None


def _value(match: re.Match[str]) -> date | None:
    for form in "12345":
        if match[f"y{form}"]:
            day = match[f"d{form}"] if form in "123" else "1"
            return _day(match[f"y{form}"], match[f"m{form}"], day)
    return None


def _day(year: str, month: str, day: str) -> date | None:
    short = month[:3].lower()
    number = int(month) if month.isdigit() else _MONTHS.index(_AUSTRIAN.get(short, short)) + 1
    try:
        return date(int(year), number, int(day))
    except ValueError:
        return None
