"""Days told by pointing (``gestern``, ``am Abend``, ``am Vortag``), times of day, and what recurs."""

import re

from lagebild.language import dates_calendar as calendar
from lagebild.language.dates_named import full_date, weekday, with_daypart
from lagebild.language.dates_parts import TIMEX_UNITS, Context, Meaning, Parts, dated
from lagebild.language.dates_units import count_of


def pointed_day(parts: Parts, context: Context) -> Meaning:
    if context.anchor is None:
        return dated(None, "PRESENT_REF")
    return with_daypart(calendar.day(calendar.shift(context.anchor, "day", int(parts.get("g")))), parts)


def pointed_year(parts: Parts, context: Context) -> Meaning:
    return dated(calendar.year(context.anchor.year) if context.anchor else None)


def night_to(parts: Parts, context: Context) -> Meaning | None:
    """``Nacht zum Freitag``: the corpus writes the day that the night leads to."""
    inner = pointed_day if parts.has("g") else weekday if parts.has("W") else full_date
    meaning = inner(parts, context)
    if meaning is None or meaning.period is None:
        return meaning
    return Meaning("TIME", meaning.period, f"{meaning.period.timex}T{parts.get('P')}")


def part_of_day(parts: Parts, context: Context) -> Meaning:
    period = calendar.day(context.base) if context.base else None
    part = parts.get("P") or parts.get("a")
    return Meaning("TIME", period, f"{period.timex if period else 'XXXX-XX-XX'}T{part}")


def clock(parts: Parts, context: Context) -> Meaning | None:
    figures = parts.get("C")
    hour, minute = (int(n) for n in re.split("[.:]", figures)) if figures else (int(parts.get("N")), 0)
    if hour > 24 or minute > 59:
        return None
    period = None
    if parts.has("W"):
        period = weekday(parts, context).period
    elif context.base:
        period = calendar.day(context.base)
    return Meaning("TIME", period, f"{period.timex if period else 'XXXX-XX-XX'}T{hour:02}:{minute:02}")


def anaphoric(parts: Parts, context: Context) -> Meaning:
    unit, step = parts.get("c")
    base = context.base if unit == "day" else context.anchor
    return dated(calendar.unit_around(calendar.shift(base, unit, step), unit) if base else None)


def frequency(parts: Parts, context: Context) -> Meaning:
    if parts.has("G"):
        return Meaning("SET", None, str(parts.get("G")))
    if parts.has("W"):
        return Meaning("SET", None, f"XXXX-WXX-{parts.get('W')[0] + 1}")
    if parts.has("M"):
        return Meaning("SET", None, f"XXXX-{parts.get('M'):02}")
    if parts.has("P"):
        return Meaning("SET", None, f"XXXX-XX-XXT{parts.get('P')}")
    count = count_of(parts) or 1
    unit = TIMEX_UNITS.get(parts.unit, "D")
    return Meaning("SET", None, f"PT{count:g}{unit[1]}" if unit[0] == "T" else f"P{count:g}{unit}")


def reference(parts: Parts, context: Context) -> Meaning:
    return Meaning("DATE", None, str(parts.get("r")))
