"""Dates of a document: each expression against the publication date and the day that the text is telling
about."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from lagebild.language.dates import TimeExpression, find_times, resolve_time
from lagebild.language.dates_tokens import CALENDAR
from lagebild.records import Document, Modality, Span

_MEMORY = 500
"""How many characters back a day still counts as the one being told about : of 60 to 1,000 this was best
on the even documents of the corpus (.818)."""
_DATE = re.compile(r"\d{4}(-\d\d){0,2}")
_DAY = len("2024-05-17")
_OPENINGS = frozenset(CALENDAR["openings"])
_OPEN = frozenset({None, Modality.HYPOTHETICAL})
_AHEAD = frozenset({Modality.PLANNED, Modality.CALLED_FOR})


_LATER_YEARS = re.compile(r"\bjahre?n?\s+(?:später|darauf|danach|zuvor|davor|vorher|früher)$", re.IGNORECASE)
"""``vier Jahre später`` counts from a year as well as from a day."""
_THEN = frozenset({"damals", "dabei", "seinerzeit"})


@dataclass(frozen=True, slots=True)
class _Landmark:
    """A time that the text has named: ``value`` as it was told, ``day`` its first."""

    end: int
    day: date
    value: str


class DocumentTimes:
    """Resolves the time expressions of one document; build it once, then ask for spans."""

    def __init__(self, document: Document) -> None:
        self._text = document.text
        self._anchor = document.published
        self._expressions = find_times(document.text, document.published)
        self._times = _landmarks(self._expressions, document.published)
        self._landmarks = [mark for mark in self._times if len(mark.value) == _DAY]

    def resolve(self, span: Span, modality: Modality | None = None) -> str | None:
        """The codebook value of the expression at ``span``; ``modality`` is that of its event, if known."""
        future = None if modality in _OPEN else modality in _AHEAD
        text = span.of(self._text)
        if text.lower() in _THEN:
            told = _last(self._times, span.start)
            return told.value if told else None
        marks = self._times if _LATER_YEARS.search(text) else self._landmarks
        told = _last(marks, span.start)
        return resolve_time(text, self._anchor, narrative=told.day if told else None, future=future)

    def widen(self, span: Span) -> Span:
        """``span`` with the whole of the date expression that it is a part of: ``zwei`` -> ``letzten zwei Jahren``,
        or that it opens: ``am`` -> ``am Sonntag``."""
        opened = Span(span.start, span.end + 2) if span.of(self._text).lower() in _OPENINGS else span
        touched = [
            e.span for e in self._expressions if e.span.overlaps(opened)
        ]  # never across a full stop or line
        return Span(
            min([span.start, *(s.start for s in touched)]), max([span.end, *(s.end for s in touched)])
        )

    def narrative(self, position: int) -> date | None:
        """The day that the text is telling about at ``position``: the last one named shortly before."""
        told = _last(self._landmarks, position)
        return told.day if told else None


def _last(marks: Sequence[_Landmark], position: int) -> _Landmark | None:
    at = bisect_left(marks, position + 1, key=lambda mark: mark.end) - 1
    return marks[at] if at >= 0 and position - marks[at].end <= _MEMORY else None


def _landmarks(expressions: Sequence[TimeExpression], anchor: date | None) -> list[_Landmark]:
    """Days, months and years named outright (``am Dienstag``, ``im Mai 2019``), not later than the anchor."""
    found: list[_Landmark] = []
    for expression in expressions:
        value = expression.value
        if value is not None and not expression.anaphoric and _DATE.fullmatch(value):
            day = date(*([int(part) for part in value.split("-")] + [1, 1])[:3])
            if anchor is None or day <= anchor:
                found.append(_Landmark(expression.span.end, day, value))
    return found
