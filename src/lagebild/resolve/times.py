"""Dates of a document: each expression against the publication date and the day that the text is telling
about."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from lagebild.language.dates import TimeExpression, find_times, resolve_time
from lagebild.language.dates_tokens import CALENDAR
from lagebild.language.sentences import split_sentences
from lagebild.language.tenses import announces
from lagebild.records import Document, Modality, Span

_MEMORY = 1300
"""How many characters back a day still counts as the one being told about: on the even documents of the corpus .810
at 500, .813 at 1,300, and no more than .0005 above it further back."""
_RECENT = timedelta(days=3)
"""``am Abend`` is on a day named before it only if that day is so near to the day of publication: on the even
documents .645 of 187 parts of days, .616 without; one and two days do no better."""
_DATE = re.compile(r"\d{4}(-\d\d){0,2}")
_DAY, _MONTH = len("2024-05-17"), len("2024-05")
_OPENINGS = frozenset(CALENDAR["openings"])
_PARTS_OF_DAYS = "|".join(
    sorted({*CALENDAR["dayparts"], *CALENDAR["daypart_adverbs"]}, key=len, reverse=True)
)
_PART_OF_DAY = re.compile(
    rf"(?:[a-zäöü]+ )*?(?:(?:am|in der|gegen|zur|den|der|frühen|späten|diesem|dieser) )?(?:{_PARTS_OF_DAYS})s?",
    re.IGNORECASE,
)
"""``Noch in der Nacht``; what names its day (``am selben Abend``, ``Nacht zum Freitag``) is none."""
_SAME = re.compile(r"\b(?:der|dem|den|die)?selben?\b|\bjene[rmn]?\b")
_AHEAD = frozenset({Modality.PLANNED, Modality.CALLED_FOR, Modality.HYPOTHETICAL})
_CLAUSE = 300  # characters of a clause to either side of a month
_CLAUSE_END = re.compile(r"[.!?,;:–„“»«\n]")
_ATTRIBUTE = re.compile(
    r"\s(?!(?:de[rmns]|die|das|ein\w*)\s)(?:[a-zäöüß]+\s)?[a-zäöüß]+(?:t|en)e[nrms]?\s[A-ZÄÖÜ]"
)
"""``der im November gewählte Präsident``: the month is not that of the clause's verb."""


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
        self._times = _landmarks(document.text, self._expressions, document.published)
        self._landmarks = [mark for mark in self._times if len(mark.value) == _DAY]

    def resolve(self, span: Span, modality: Modality | None = None) -> str | None:
        """The codebook value of the expression at ``span``; ``modality`` is that of its event, if known."""
        future = None if modality is None else modality in _AHEAD
        text = span.of(self._text)
        if text.lower() in _THEN:
            told = _last(self._times, span.start, self._anchor, future)
            return told.value if told else None
        marks = self._times if _LATER_YEARS.search(text) else self._landmarks
        told = _last(marks, span.start, self._anchor, future)
        if told and self._anchor and _PART_OF_DAY.fullmatch(text) and not _SAME.search(text):
            told = told if told.day >= self._anchor - _RECENT else None
        day = told.day if told else None
        value = resolve_time(text, self._anchor, narrative=day, future=future)
        if not future and value is not None and len(value) == _MONTH and self._is_announced(span):
            return resolve_time(text, self._anchor, narrative=day, future=True)
        return value

    def _is_announced(self, span: Span) -> bool:
        """Whether the words around speak of what is to come: then ``im November`` does, whatever its event is."""
        if _ATTRIBUTE.match(self._text, span.end):
            return False
        before = _CLAUSE_END.split(self._text[max(0, span.start - _CLAUSE) : span.start])[-1]
        after = _CLAUSE_END.split(self._text[span.end : span.end + _CLAUSE])[0]
        return announces(f"{before} {after}")

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


def _last(
    marks: Sequence[_Landmark], position: int, anchor: date | None, future: bool | None
) -> _Landmark | None:
    """The time named last before ``position``, and not long before; one to come only for what is to come."""
    at = bisect_left(marks, position + 1, key=lambda mark: mark.end) - 1
    while at >= 0 and position - marks[at].end <= _MEMORY:
        if future or anchor is None or marks[at].day <= anchor:
            return marks[at]
        at -= 1
    return None


def _landmarks(text: str, expressions: Sequence[TimeExpression], anchor: date | None) -> list[_Landmark]:
    """Days, months and years named outright (``am Dienstag``, ``im Mai 2019``), ahead where the sentence announces."""
    found: list[_Landmark] = []
    sentences = split_sentences(text)
    starts = [sentence.start for sentence in sentences]
    for expression in expressions:
        if expression.value is None or expression.anaphoric or not _DATE.fullmatch(expression.value):
            continue
        value = expression.value
        sentence = sentences[bisect_right(starts, expression.span.start) - 1]
        if anchor is not None and announces(sentence.of(text)):
            value = resolve_time(expression.span.of(text), anchor, future=True) or value
        if _DATE.fullmatch(value):
            day = date(*([int(part) for part in value.split("-")] + [1, 1])[:3])
            found.append(_Landmark(expression.span.end, day, value))
    return found
