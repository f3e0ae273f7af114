"""German time expressions: where they stand in a text, and which calendar time they mean.

``find_times`` scans running text; ``resolve_time`` reads one span that somebody else found, together with its
preposition (``seit``, ``bis``, ``binnen``), and answers in the codebook's form. A weekday or a month
without a year is
the last one before the anchor (the day of publication counts) unless the words or ``future`` say otherwise.
"""

import re
from dataclasses import dataclass
from datetime import date

from lagebild.language import dates_calendar as calendar
from lagebild.language.dates_calendar import Period
from lagebild.language.dates_parts import Context, Meaning, Parts
from lagebild.language.dates_rules import FIRST_LETTERS, RULES, SHAPES
from lagebild.language.dates_tokens import CALENDAR, TimeToken, tokenize
from lagebild.language.dates_units import moved, vague_stretch
from lagebild.records import Span

_OPERATORS = frozenset("XboBKiVwZl")  # the prepositions that govern an expression
_SKIPPED_BEFORE = frozenset(
    "d~nFA"
)  # between the operator and the expression: ``bis zum``, ``seit mehr als``
_DATE_PLACES = frozenset("AonbKXVw(,-gd&iW")  # what may stand before day and month in figures
_YEAR_PLACES = frozenset("XbBiKvAwZRV~&-(")  # what may stand before a year that a noun follows
_IN_AN_ERA = re.compile(rf"(?:im |während des )?({'|'.join(CALENDAR['eras'])})(?:e?s)?", re.IGNORECASE)
_SHORT_UNITS = frozenset({"second", "minute", "hour"})
_DAY_OF_HOURS = 24


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A time expression. ``kind`` and ``timex`` are TimeML's; ``value`` is the codebook's, None if nothing
    fixes it.

    ``anaphoric`` is true where the value depends on the day that the text is telling about (``am Abend``).
    """

    span: Span
    value: str | None
    kind: str
    precision: str | None
    timex: str
    anaphoric: bool = False


@dataclass(frozen=True, slots=True)
class _Hit:
    first: int
    last: int  # token positions, ``last`` excluded
    shape: str
    meaning: Meaning
    operator: str | None


def find_times(
    text: str, anchor: date | None, *, narrative: date | None = None, future: bool | None = None
) -> list[TimeExpression]:
    """Every time expression of ``text``, left to right, without its preposition; for ``future`` see
    ``resolve_time``."""
    tokens, letters = tokenize(text)
    hits = _hits(tokens, letters, Context(anchor, narrative, future))
    return [_expression(tokens, hit) for hit in hits]


def resolve_time(
    expression: str, anchor: date | None, *, narrative: date | None = None, future: bool | None = None
) -> str | None:
    """The codebook value of one expression, None if nothing fixes it.

    ``narrative`` is the day that the text is telling about, for ``am Vortag`` and ``zwei Tage später``.
    ``future``
    gives the direction of what is ambiguous (``am Montag``): true where the act is planned or called for,
    None where
    that is not known.
    """
    tokens, letters = tokenize(expression)
    hits = _hits(tokens, letters, Context(anchor, narrative, future))
    if not hits:
        return _era(expression) or _unfixed(letters, anchor, narrative)
    first = hits[0]
    if (
        len(hits) > 1
        and _is_range(letters, first, hits[1])
        and first.meaning.period
        and hits[1].meaning.period
    ):
        return calendar.join(first.meaning.period, hits[1].meaning.period).value
    named = [hit for hit in hits if not is_anaphoric(hit.shape)]  # the month in ``die Nacht im Oktober 1987``
    values = [value for hit in (*named, *hits) if (value := _with_operator(hit, letters, anchor))]
    return values[0] if values else None


def _hits(tokens: list[TimeToken], letters: str, context: Context) -> list[_Hit]:
    hits: list[_Hit] = []
    position = 0
    while (start := FIRST_LETTERS.search(letters, position)) is not None:
        match = SHAPES.match(letters, start.start())
        if match is None:
            position = start.end()
            continue
        first, last = match.span()
        builder = RULES[int(str(match.lastgroup)[1:])][1]
        operator = _operator(letters, first)
        here = context
        ahead = operator in {"K", "b"} or (operator == "o" and letters[last : last + 1] == "A")
        if ahead and context.future is None:
            here = Context(context.anchor, context.narrative, True)
        shape = match[0]
        meaning = (
            None if _is_no_time(tokens, letters, first, last) else builder(Parts(tokens[first:last]), here)
        )
        if meaning is None:
            position = first + 1
            continue
        hits.append(_Hit(first, last, shape, meaning, operator))
        position = last
    return hits


def _operator(letters: str, first: int) -> str | None:
    """The preposition that governs the expression, looked for a few words back."""
    for at in range(first - 1, max(first - 5, -1), -1):
        if letters[at] in _OPERATORS:
            return "B" if letters[max(at - 1, 0) : at + 1] == "Bo" else letters[at]
        if letters[at] not in _SKIPPED_BEFORE:
            return None
    return None


def _is_no_time(tokens: list[TimeToken], letters: str, first: int, last: int) -> bool:
    """Whether figures alone are no date: ``2000 Soldaten`` with nothing before that points to a year,
    ``Nr. 3.5.``"""
    if letters[first:last] == "D" and tokens[first].payload[0] is None and last - first < len(tokens):
        return first == 0 or letters[first - 1] not in _DATE_PLACES
    if letters[first:last] != "Y" or last >= len(tokens):
        return False
    noun_follows = letters[last] == "." and tokens[last].text[0].isupper()
    return noun_follows and (first == 0 or letters[first - 1] not in _YEAR_PLACES)


def _expression(tokens: list[TimeToken], hit: _Hit) -> TimeExpression:
    period = hit.meaning.period
    return TimeExpression(
        span=Span(tokens[hit.first].start, tokens[hit.last - 1].end),
        value=period.value if period else None,
        kind=hit.meaning.kind,
        precision=period.precision if period else None,
        timex=hit.meaning.timex,
        anaphoric=is_anaphoric(hit.shape),
    )


def is_anaphoric(shape: str) -> bool:
    """Whether an expression of these letters depends on the day the text is telling about."""
    return bool(re.fullmatch(r"c|s?F?P|sT|tT|a|[CN]Ua?|C|.*[uTR][leV]", shape))


def _is_range(letters: str, first: _Hit, second: _Hit) -> bool:
    between = letters[first.last : second.first]
    return "b" in between or "-" in between or (first.operator == "w" and "&" in between)


def _with_operator(hit: _Hit, letters: str, anchor: date | None) -> str | None:
    meaning, period = hit.meaning, hit.meaning.period
    if meaning.kind == "DURATION" and meaning.unit and anchor is not None and not period:
        return _stretch(hit, meaning.unit, meaning.amount or 0, anchor)
    if period is None:
        return None
    if anchor is None:
        return period.value
    if (hit.operator == "X" or letters[0] == "X") and not hit.shape.startswith("V"):
        return _from_start(period, anchor)
    if hit.operator == "b" and period.precision == "year" and period.start > f"{anchor.year}":
        return f"{anchor.year}/{period.start}"
    return period.value


def _from_start(period: Period, anchor: date) -> str:
    """``seit 2014`` -> ``2014/2024``: up to the anchor, as precise as the start."""
    here = anchor.isoformat()[: len(period.start)]
    return period.start if here <= period.start else f"{period.start}/{here}"


def _stretch(hit: _Hit, unit: str, amount: float, anchor: date) -> str | None:
    """A duration with its preposition: ``für``, ``binnen`` and ``in`` look ahead, all else ends at the
    anchor."""
    if not amount and hit.shape != "E":
        stretch = vague_stretch(unit, -1, anchor) if hit.operator == "X" else None
        return stretch.value if stretch else None
    if hit.operator == "i":
        return moved(anchor, unit, amount).value
    if hit.operator is None and unit in _SHORT_UNITS and amount < _DAY_OF_HOURS:
        return None  # ``rund zwei Stunden`` say how long, not when
    ahead = hit.operator in {"K", "B"}
    other = moved(anchor, unit, amount if ahead else -amount)
    here = anchor.isoformat()[: len(other.start)]
    if other.start == here:
        return here
    return f"{here}/{other.start}" if ahead else f"{other.start}/{here}"


def _era(expression: str) -> str | None:
    """``im Zweiten Weltkrieg``; ``seit`` and ``nach`` it say something else."""
    match = _IN_AN_ERA.fullmatch(expression.strip())
    return CALENDAR["eras"][match[1].lower()] if match else None


def _unfixed(letters: str, anchor: date | None, narrative: date | None) -> str | None:
    """What names no time of its own: ``kurz darauf`` and ``den ganzen Tag`` mean the day that is told
    about."""
    base = narrative or anchor
    if base is None or anchor is None:
        return None
    if "R" in letters:
        return f"{anchor.year:04}"
    return base.isoformat() if any(letter in letters for letter in "leT") else None
