"""Units counted or named from the anchor: ``vor zwei Wochen``, ``Ende des Monats``, ``kommende Woche``."""

from datetime import date

from lagebild.language import dates_calendar as calendar
from lagebild.language.dates_calendar import Period
from lagebild.language.dates_named import near_weekday, year_for
from lagebild.language.dates_parts import TIMEX_UNITS, Context, Meaning, Parts, dated

_BY_THE_MONTH = 3
"""``die letzten zwei Jahre`` are told by the month, more years by the year: so one of two such stretches of two years
in the corpus and both longer ones."""


def ordinal_unit(parts: Parts, context: Context) -> Meaning | None:
    """``zweites Quartal 2015``, ``20. Jahrhundert``, ``die ersten neun Monate des Jahres``."""
    number, unit = int(parts.get("O")), parts.get("u")
    if unit == "century":
        return dated(calendar.century(number)) if 0 < number < 30 else None
    year_number = year_for(parts, context)
    if year_number is None and context.anchor is not None:
        year_number = context.anchor.year
    if year_number is None:
        return None
    if unit == "quarter" and 1 <= number <= 4:
        return dated(calendar.quarter(year_number, number))
    if unit == "half" and 1 <= number <= 2:
        return dated(calendar.half(year_number, number))
    if unit == "month" and parts.has("N") and number == 1:
        count = int(parts.get("N"))
        return dated(
            calendar.join(calendar.month(year_number, 1), calendar.month(year_number, min(count, 12)))
        )
    return None


def phase_of_unit(parts: Parts, context: Context) -> Meaning:
    """``Ende der Woche``, ``Anfang nächsten Jahres``, ``Jahresende``."""
    unit, phase = parts.get("x") or (parts.unit, parts.get("v"))
    anchor = context.anchor
    if parts.has("Y"):
        anchor = date(parts.get("Y"), 7, 1)
    if anchor is None:
        return dated(None)
    inside = calendar.shift(anchor, unit, parts.direction)
    whole = calendar.unit_around(inside, unit)
    if unit == "year":
        month_number = {"START": 1, "MID": 6, "END": 12}[phase]
        return Meaning("DATE", calendar.month(inside.year, month_number), whole.timex)
    if unit == "week":
        monday = date.fromisoformat(whole.start)
        offset = {"START": 0, "MID": 2, "END": 4}[phase]
        return Meaning("DATE", calendar.day(calendar.shift(monday, "day", offset)), whole.timex)
    return dated(whole)


def weekend(parts: Parts, context: Context) -> Meaning:
    """``am Wochenende``: the last one that has begun, or the coming one."""
    anchor = context.anchor
    if anchor is None:
        return dated(None)
    saturday = near_weekday(context, 5, parts.direction) or anchor
    if parts.has("t") or (anchor.weekday() == 6 and parts.direction == 0):
        saturday = anchor
    return dated(calendar.weekend(saturday))


def relative_unit(parts: Parts, context: Context) -> Meaning | None:
    """``vergangene Woche``, ``die letzten drei Jahre``, ``in diesem Monat``, ``an diesem Tag``."""
    unit, direction, anchor = parts.unit, parts.direction, context.anchor
    if parts.plural and not parts.has("N"):
        return Meaning("DATE", vague_stretch(unit, direction, anchor), _reference(direction))
    if parts.has("N", "q"):
        count = max((float(n) for n in parts.all("N")), default=0)
        timex = f"P{timex_count(count)}{TIMEX_UNITS.get(unit, 'D')}"
        if anchor is None or direction == 0:
            return Meaning("DURATION", None, timex, count, unit)
        other = calendar.shift(anchor, unit, int(direction * (count or 3)))
        finer = "month" if unit == "year" and count <= _BY_THE_MONTH else unit
        period = _between(min(other, anchor), max(other, anchor), finer)
        return Meaning("DURATION", period, timex, count, unit)
    if unit == "day" and direction == 0:
        return dated(calendar.day(context.base) if context.base else None)
    if anchor is None or unit in {"second", "minute", "hour"}:
        return dated(None, "PAST_REF" if direction < 0 else "FUTURE_REF") if direction else None
    return dated(calendar.unit_around(calendar.shift(anchor, unit, direction), unit))


def _reference(direction: int) -> str:
    return "PAST_REF" if direction < 0 else "FUTURE_REF" if direction > 0 else "PRESENT_REF"


def vague_stretch(unit: str, direction: int, anchor: date | None) -> Period | None:
    """The corpus writes ``in den vergangenen Tagen`` as the month, ``seit Wochen`` as two months, years
    not at all."""
    if anchor is None or unit in {"year", "decade", "century"}:
        return None
    here = calendar.month(anchor.year, anchor.month)
    if unit in {"second", "minute", "hour"}:
        return calendar.day(anchor)
    if unit == "day":
        return here
    other = calendar.shift(anchor, "month", direction or -1)
    there = calendar.month(other.year, other.month)
    return calendar.join(min(here, there, key=lambda p: p.start), max(here, there, key=lambda p: p.start))


def _between(first: date, last: date, unit: str) -> Period:
    if unit in {"year", "decade", "century"}:
        return calendar.join(calendar.year(first.year), calendar.year(last.year))
    if unit in {"month", "quarter", "half"}:
        return calendar.join(calendar.month(first.year, first.month), calendar.month(last.year, last.month))
    return calendar.join(calendar.day(first), calendar.day(last))


def point(when: date, unit: str) -> Period:
    """A moment some units away, as precise as the unit is."""
    if unit in {"year", "decade", "century"}:
        return calendar.year(when.year)
    if unit in {"month", "quarter", "half"}:
        return calendar.month(when.year, when.month)
    return calendar.day(when)


def ago(parts: Parts, context: Context) -> Meaning:
    """``vor zwei Wochen``."""
    count = count_of(parts)
    if context.anchor is None or count is None:
        direction_period = vague_stretch(parts.unit, -1, context.anchor)
        return Meaning("DATE", direction_period if count is None else None, "PAST_REF")
    return dated(moved(context.anchor, parts.unit, -count))


def after_or_before(parts: Parts, context: Context) -> Meaning:
    """``zwei Tage später``, ``am Tag zuvor``; ``zwei Tage nach``: the corpus dates the event behind
    ``nach``."""
    count = count_of(parts)
    if count is None and parts.unit in {"day", "year", "week", "month"} and not parts.has("q"):
        count = 1.0
    word = parts.get("l")
    timex = f"P{timex_count(count or 0)}{TIMEX_UNITS.get(parts.unit, 'D')}"
    if word in {"nach", "nachdem"}:
        base, sign = context.anchor, -1
    elif parts.has("e", "V"):
        base, sign = context.base, -1
    else:
        base, sign = context.base, 1
    if base is None or count is None or parts.unit in {"hour", "minute"}:
        hours = parts.unit in {"hour", "minute"} and (count or 0) < 24
        return Meaning("DATE", calendar.day(base) if base and hours else None, timex)
    meant = moved(base, parts.unit, sign * count)
    if (
        sign > 0
        and context.anchor is not None
        and meant.start > context.anchor.isoformat()
        and not context.future
    ):
        meant = point(context.anchor, parts.unit)  # what is told has happened
    return Meaning("DATE", meant, timex)


def moved(base: date, unit: str, count: float) -> Period:
    """``count`` units from ``base``; a half unit is counted in the next smaller one, hours in days."""
    if unit == "hour":
        unit, count = "day", count / 24 if abs(count) >= 24 else 0
    if count != int(count):
        smaller = {"year": ("month", 12), "month": ("day", 30), "week": ("day", 7)}.get(unit)
        if smaller:
            unit, factor = smaller
            count *= factor
    return point(calendar.shift(base, unit, int(count)), unit)


def count_of(parts: Parts) -> float | None:
    numbers = [float(n) for n in parts.all("N")]
    if parts.has("q"):
        return None
    if parts.has("h"):
        return 0.5
    return numbers[-1] if numbers else None


def timex_count(count: float) -> str:
    return "X" if not count else f"{count:g}"


def duration(parts: Parts, context: Context) -> Meaning:
    count = count_of(parts)
    prefix = TIMEX_UNITS.get(parts.unit, "D")
    timex = (
        f"PT{timex_count(count or 0)}{prefix[1:]}"
        if prefix[0] == "T"
        else f"P{timex_count(count or 0)}{prefix}"
    )
    return Meaning("DURATION", None, timex, count or 0.0, parts.unit)


def lasting(parts: Parts, context: Context) -> Meaning:
    """``dreitägig``: the first day counts."""
    count, unit = parts.get("E")
    return Meaning("DURATION", None, f"P{timex_count(count)}{TIMEX_UNITS[unit]}", max(count - 1, 0), unit)


def long_duration(parts: Parts, context: Context) -> Meaning:
    return Meaning("DURATION", None, str(parts.get("I")))
