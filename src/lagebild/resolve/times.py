"""Dates of a document: each expression against the publication date and the day that the text is telling
about."""

from bisect import bisect_left
from dataclasses import dataclass
from datetime import date

from lagebild.language.dates import TimeExpression, find_times, resolve_time
from lagebild.language.dates_tokens import CALENDAR
from lagebild.records import Document, Modality, Span

_MEMORY = 500
"""How many characters back a day still counts as the one being told about : of 60 to 1,000 this was best
on the even documents of the corpus (.818)."""
_OPENINGS = frozenset(CALENDAR["openings"])
_AHEAD = frozenset({Modality.PLANNED, Modality.CALLED_FOR})


@dataclass(frozen=True, slots=True)
class _Landmark:
    end: int
    day: date


class DocumentTimes:
    """Resolves the time expressions of one document; build it once, then ask for spans."""

    def __init__(self, document: Document) -> None:
        self._text = document.text
        self._anchor = document.published
        self._expressions = find_times(document.text, document.published)
        self._landmarks = _landmarks(self._expressions, document.published)
        self._ends = [landmark.end for landmark in self._landmarks]

    def resolve(self, span: Span, modality: Modality | None = None) -> str | None:
        """The codebook value of the expression at ``span``; ``modality`` is that of its event, if known."""
        future = None if modality is None else modality in _AHEAD
        return resolve_time(
            span.of(self._text), self._anchor, narrative=self.narrative(span.start), future=future
        )

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
        at = bisect_left(self._ends, position + 1) - 1
        if at < 0 or position - self._landmarks[at].end > _MEMORY:
            return None
        return self._landmarks[at].day


def _landmarks(expressions: list[TimeExpression], anchor: date | None) -> list[_Landmark]:
    """Days named outright (``am Dienstag``, ``am 3. Mai``), not later than the anchor."""
    found: list[_Landmark] = []
    for expression in expressions:
        day = _single_day(expression)
        if day is not None and (anchor is None or day <= anchor):
            found.append(_Landmark(expression.span.end, day))
    return found


def _single_day(expression: TimeExpression) -> date | None:
    if expression.precision != "day" or expression.anaphoric or expression.value is None:
        return None
    return date.fromisoformat(expression.value)
