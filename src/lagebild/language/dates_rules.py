"""The shapes of German time expressions over the letters of ``dates_tokens``, and the time that each
means."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from lagebild.language import dates_calendar as calendar
from lagebild.language.dates_calendar import Period
from lagebild.language.dates_tokens import CALENDAR, TimeToken

_FORWARD_LIMIT = 30
"""A bare day and month that far ahead is meant ahead: as a past one it would be eleven months old."""
_TIMEX_UNITS = {
    "second": "TS", "minute": "TM", "hour": "TH", "day": "D", "week": "W", "weekend": "W", "month": "M",
    "quarter": "Q", "half": "H", "year": "Y", "decade": "DE", "century": "CE",
}  # fmt: skip
_PLURAL_UNITS = frozenset(CALENDAR["plural_units"])


@dataclass(frozen=True, slots=True)
class Context:
    """What an expression is read against. ``narrative`` is the day the text is telling about, ``future`` a
    hint."""

    anchor: date | None
    narrative: date | None = None
    future: bool | None = None

    @property
    def base(self) -> date | None:
        return self.narrative or self.anchor


@dataclass(frozen=True, slots=True)
class Meaning:
    """``period`` is None where nothing fixes it; ``timex`` is TimeML's value; ``amount`` and ``unit`` of a
    duration."""

    kind: str
    period: Period | None
    timex: str
    amount: float | None = None
    unit: str | None = None


class Parts:
    """The tokens of one match by letter."""

    def __init__(self, tokens: list[TimeToken]) -> None:
        self.letters = "".join(token.letter for token in tokens)
        self._payloads: dict[str, list[object]] = {}
        for token in tokens:
            self._payloads.setdefault(token.letter, []).append(token.payload)
        self.plural = any(token.text.lower() in _PLURAL_UNITS for token in tokens)

    def all(self, letter: str) -> list:  # type: ignore[type-arg]
        return self._payloads.get(letter, [])

    def get(self, letter: str, at: int = 0):  # type: ignore[no-untyped-def]
        found = self._payloads.get(letter, [])
        return found[at] if len(found) > at else None

    def has(self, *letters: str) -> bool:
        return any(letter in self._payloads for letter in letters)

    @property
    def unit(self) -> str:
        return str(self.get("T") or self.get("R") or self.get("u") or self.get("k"))

    @property
    def direction(self) -> int:
        """-1 for ``vergangen``, 1 for ``kommend``, 0 for ``dies`` or nothing; 2 steps for ``vorletzt``."""
        return int(self.get("f") or 0) - int(self.get("p") or 0)


Builder = Callable[[Parts, Context], Meaning | None]


def _date(period: Period | None, timex: str = "XXXX-XX-XX") -> Meaning:
    return Meaning("DATE", period, period.timex if period else timex)


# -- years, months and days that the words fix, perhaps by the anchor ------------------------------------


def _year_for(parts: Parts, context: Context) -> int | None:
    """The year said outright (``2014``) or by the anchor (``vergangenen Jahres``)."""
    if parts.has("Y"):
        return int(parts.get("Y"))
    if parts.has("R") and context.anchor is not None:
        return context.anchor.year + parts.direction
    return None


def _near_day(context: Context, month: int, day: int) -> date | None:
    """The day and month nearest to the anchor, past preferred."""
    anchor = context.anchor
    if anchor is None:
        return None
    years = (
        range(anchor.year - 8, anchor.year + 9)
        if (month, day) == (2, 29)
        else range(anchor.year - 1, anchor.year + 2)
    )
    days = [found for year in years if (found := calendar.make_date(year, month, day)) is not None]
    past = max((found for found in days if found <= anchor), default=None)
    future = min((found for found in days if found >= anchor), default=None)
    if context.future or past is None:
        return future
    if future is not None and (future - anchor).days <= _FORWARD_LIMIT and context.future is None:
        return future
    return past


def _near_month(context: Context, month: int, direction: int = 0) -> Period | None:
    anchor = context.anchor
    if anchor is None:
        return None
    if direction > 0 or (context.future and direction == 0):
        ahead = month > anchor.month or (month == anchor.month and direction == 0)
        return calendar.month(anchor.year + (0 if ahead else 1), month)
    behind = month < anchor.month or (month == anchor.month and direction == 0)
    return calendar.month(anchor.year - (0 if behind else 1), month)


def _near_weekday(context: Context, weekday: int, direction: int = 0) -> date | None:
    anchor = context.anchor
    if anchor is None:
        return None
    back = (anchor.weekday() - weekday) % 7
    if direction > 0 or (context.future and direction == 0):
        ahead = (-back) % 7
        return calendar.shift(anchor, "day", ahead or (7 if direction > 0 else 0))
    return calendar.shift(anchor, "day", -(back or (7 if direction < 0 else 0)))


def _day_period(parts: Parts, context: Context, at: int = 0) -> Period | None:
    """The ``at``-th ``day. month year`` of the match; a missing month or year is taken from its neighbour."""
    if parts.has("D"):
        year, month, day = parts.get("D", at) or parts.get("D")
        year = None if year is None else year + (2000 if year < 50 else 1900) if year < 100 else year
    else:
        months, years = parts.all("M"), parts.all("Y")
        day, month = parts.get("O", at), months[min(at, len(months) - 1)]
        year = years[min(at, len(years) - 1)] if years else _year_for(parts, context)
    found = _near_day(context, month, day) if year is None else calendar.make_date(year, month, day)
    return calendar.day(found) if found else None


def day_range(parts: Parts, context: Context) -> Meaning | None:
    last = _day_period(parts, context, 1)
    if last is None:
        return None
    known = Context(date.fromisoformat(last.start))
    first = _day_period(parts, context if parts.has("Y") else known, 0)
    return _date(calendar.join(first, last)) if first else None


def full_date(parts: Parts, context: Context) -> Meaning | None:
    if not parts.has("D") and not 1 <= int(parts.get("O") or 0) <= 31:
        return None
    return _with_daypart(_day_period(parts, context), parts)


def _with_daypart(period: Period | None, parts: Parts) -> Meaning:
    part = parts.get("P") or parts.get("a") or (parts.get("W") or (None, None))[1]
    if part and period:
        return Meaning("TIME", period, f"{period.timex}T{part}")
    return _date(period)


def weekday(parts: Parts, context: Context) -> Meaning:
    number, _ = parts.get("W")
    anchor = context.anchor
    if anchor is not None and parts.has("u", "c"):
        step = parts.direction if parts.has("u") else int(parts.get("c")[1])
        monday = calendar.shift(anchor, "day", 7 * step - anchor.weekday())
        return _with_daypart(calendar.day(calendar.shift(monday, "day", number)), parts)
    found = _near_weekday(context, number, parts.direction)
    return _with_daypart(calendar.day(found) if found else None, parts)


def weekday_range(parts: Parts, context: Context) -> Meaning:
    last = _near_weekday(context, parts.get("W", 1)[0])
    if last is None:
        return _date(None)
    first = _near_weekday(Context(last), parts.get("W")[0])
    return _date(calendar.join(calendar.day(first or last), calendar.day(last)))


def month(parts: Parts, context: Context) -> Meaning:
    number, year = parts.get("M"), _year_for(parts, context)
    if year is not None:
        return _date(calendar.month(year, number))
    return _date(_near_month(context, number, parts.direction), f"XXXX-{number:02}")


def month_range(parts: Parts, context: Context) -> Meaning:
    numbers, years = parts.all("M"), parts.all("Y")
    year = years[-1] if years else _year_for(parts, context)
    last = calendar.month(year, numbers[-1]) if year is not None else _near_month(context, numbers[-1])
    if last is None:
        return _date(None)
    last_year = int(last.start[:4])
    first_year = years[0] if len(years) > 1 else last_year - (numbers[0] > numbers[-1])
    return _date(calendar.join(calendar.month(first_year, numbers[0]), last))


def year_range(parts: Parts, context: Context) -> Meaning | None:
    first = parts.get("Y")
    last = parts.get("Y", 1) or first // 100 * 100 + int(parts.get("N"))
    return _date(calendar.join(calendar.year(first), calendar.year(last))) if first < last else None


def year(parts: Parts, context: Context) -> Meaning:
    number = parts.get("Y")
    phase = parts.get("v")
    if phase in {"MID", "END"}:
        return Meaning("DATE", calendar.month(number, 6 if phase == "MID" else 12), f"{number:04}")
    return Meaning("DATE", calendar.month(number, 1) if phase else calendar.year(number), f"{number:04}")


def decade(parts: Parts, context: Context) -> Meaning | None:
    first = parts.get("J")
    if first < 100:
        first += 1900 if first >= 20 else 2000
    return _date(calendar.decade(first // 10 * 10)) if first % 10 == 0 else None


def season(parts: Parts, context: Context) -> Meaning:
    code = parts.get("S")
    first, last = CALENDAR["season_months"][code]
    year_number = _year_for(parts, context)
    if year_number is None:
        start = _near_month(context, first, parts.direction)
        if start is None:
            return _date(None, f"XXXX-{code}")
        year_number = int(start.start[:4])
    return _date(
        calendar.months(
            year_number, first, year_number + (last < first), last, f"{year_number:04}-{code}", "season"
        )
    )


def holiday(parts: Parts, context: Context) -> Meaning | None:
    rule = parts.get("H")
    if rule is None:
        return None
    anchor, year_number = context.anchor, _year_for(parts, context)
    if year_number is None:
        if anchor is None:
            return _date(None)
        days = [_holiday(rule, anchor.year + step) for step in (-1, 0, 1)]
        past = [found for found in days if found <= anchor]
        ahead = [found for found in days if found > anchor]
        forward = parts.direction > 0 or (
            parts.direction == 0 and (context.future or (ahead[0] - anchor).days < 45)
        )
        return _date(calendar.day(ahead[0] if forward else past[-1]))
    return _date(calendar.day(_holiday(rule, year_number)))


def _holiday(rule: str, year_number: int) -> date:
    if rule.startswith("easter"):
        return calendar.shift(calendar.easter(year_number), "day", int(rule.removeprefix("easter")))
    month_number, day_number = rule.split("-")
    return date(year_number, int(month_number), int(day_number))


# -- units counted or named from the anchor --------------------------------------------------------------


def ordinal_unit(parts: Parts, context: Context) -> Meaning | None:
    """``zweites Quartal 2015``, ``20. Jahrhundert``, ``die ersten neun Monate des Jahres``."""
    number, unit = int(parts.get("O")), parts.get("u")
    if unit == "century":
        return _date(calendar.century(number)) if 0 < number < 30 else None
    year_number = _year_for(parts, context)
    if year_number is None and context.anchor is not None:
        year_number = context.anchor.year
    if year_number is None:
        return None
    if unit == "quarter" and 1 <= number <= 4:
        return _date(calendar.quarter(year_number, number))
    if unit == "half" and 1 <= number <= 2:
        return _date(calendar.half(year_number, number))
    if unit == "month" and parts.has("N") and number == 1:
        count = int(parts.get("N"))
        return _date(
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
        return _date(None)
    inside = calendar.shift(anchor, unit, parts.direction)
    whole = calendar.unit_around(inside, unit)
    if unit == "year":
        month_number = {"START": 1, "MID": 6, "END": 12}[phase]
        return Meaning("DATE", calendar.month(inside.year, month_number), whole.timex)
    if unit == "week":
        monday = date.fromisoformat(whole.start)
        offset = {"START": 0, "MID": 2, "END": 4}[phase]
        return Meaning("DATE", calendar.day(calendar.shift(monday, "day", offset)), whole.timex)
    return _date(whole)


def weekend(parts: Parts, context: Context) -> Meaning:
    """``am Wochenende``: the last one that has begun, or the coming one."""
    anchor = context.anchor
    if anchor is None:
        return _date(None)
    saturday = _near_weekday(context, 5, parts.direction) or anchor
    if parts.has("t") or (anchor.weekday() == 6 and parts.direction == 0):
        saturday = anchor
    return _date(calendar.weekend(saturday))


def relative_unit(parts: Parts, context: Context) -> Meaning | None:
    """``vergangene Woche``, ``die letzten drei Jahre``, ``in diesem Monat``, ``an diesem Tag``."""
    unit, direction, anchor = parts.unit, parts.direction, context.anchor
    if parts.plural and not parts.has("N"):
        return Meaning("DATE", vague_stretch(unit, direction, anchor), _reference(direction))
    if parts.has("N", "q"):
        count = max((float(n) for n in parts.all("N")), default=0)
        timex = f"P{_timex_count(count)}{_TIMEX_UNITS.get(unit, 'D')}"
        if anchor is None or direction == 0:
            return Meaning("DURATION", None, timex, count, unit)
        other = calendar.shift(anchor, unit, int(direction * (count or 3)))
        period = _between(min(other, anchor), max(other, anchor), unit)
        return Meaning("DURATION", period, timex, count, unit)
    if unit == "day" and direction == 0:
        return _date(calendar.day(context.base) if context.base else None)
    if anchor is None or unit in {"second", "minute", "hour"}:
        return _date(None, "PAST_REF" if direction < 0 else "FUTURE_REF") if direction else None
    return _date(calendar.unit_around(calendar.shift(anchor, unit, direction), unit))


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
    count = _count(parts)
    if context.anchor is None or count is None:
        direction_period = vague_stretch(parts.unit, -1, context.anchor)
        return Meaning("DATE", direction_period if count is None else None, "PAST_REF")
    return _date(moved(context.anchor, parts.unit, -count))


def after_or_before(parts: Parts, context: Context) -> Meaning:
    """``zwei Tage später``, ``am Tag zuvor``; ``zwei Tage nach``: the corpus dates the event behind
    ``nach``."""
    count = _count(parts)
    if count is None and parts.unit in {"day", "year", "week", "month"} and not parts.has("q"):
        count = 1.0
    word = parts.get("l")
    timex = f"P{_timex_count(count or 0)}{_TIMEX_UNITS.get(parts.unit, 'D')}"
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


def _count(parts: Parts) -> float | None:
    numbers = [float(n) for n in parts.all("N")]
    if parts.has("q"):
        return None
    if parts.has("h"):
        return 0.5
    return numbers[-1] if numbers else None


def _timex_count(count: float) -> str:
    return "X" if not count else f"{count:g}"


def duration(parts: Parts, context: Context) -> Meaning:
    count = _count(parts)
    prefix = _TIMEX_UNITS.get(parts.unit, "D")
    timex = (
        f"PT{_timex_count(count or 0)}{prefix[1:]}"
        if prefix[0] == "T"
        else f"P{_timex_count(count or 0)}{prefix}"
    )
    return Meaning("DURATION", None, timex, count or 0.0, parts.unit)


def lasting(parts: Parts, context: Context) -> Meaning:
    """``dreitägig``: the first day counts."""
    count, unit = parts.get("E")
    return Meaning("DURATION", None, f"P{_timex_count(count)}{_TIMEX_UNITS[unit]}", max(count - 1, 0), unit)


def long_duration(parts: Parts, context: Context) -> Meaning:
    return Meaning("DURATION", None, str(parts.get("I")))


# -- days told by pointing -------------------------------------------------------------------------------


def pointed_day(parts: Parts, context: Context) -> Meaning:
    if context.anchor is None:
        return _date(None, "PRESENT_REF")
    return _with_daypart(calendar.day(calendar.shift(context.anchor, "day", int(parts.get("g")))), parts)


def pointed_year(parts: Parts, context: Context) -> Meaning:
    return _date(calendar.year(context.anchor.year) if context.anchor else None)


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
    return _date(calendar.unit_around(calendar.shift(base, unit, step), unit) if base else None)


def frequency(parts: Parts, context: Context) -> Meaning:
    if parts.has("G"):
        return Meaning("SET", None, str(parts.get("G")))
    if parts.has("W"):
        return Meaning("SET", None, f"XXXX-WXX-{parts.get('W')[0] + 1}")
    if parts.has("M"):
        return Meaning("SET", None, f"XXXX-{parts.get('M'):02}")
    if parts.has("P"):
        return Meaning("SET", None, f"XXXX-XX-XXT{parts.get('P')}")
    count = _count(parts) or 1
    return Meaning("SET", None, f"P{count:g}{_TIMEX_UNITS.get(parts.unit, 'D').replace('T', '')}")


def reference(parts: Parts, context: Context) -> Meaning:
    return Meaning("DATE", None, str(parts.get("r")))


_NUMBER = "(?:h|Nq|qq|Nh|N|q)(?:[b&]N)?"
RULES: tuple[tuple[str, Builder], ...] = (
    ("F?P(?:[nAdo]d?)[pft]?(?:W|OM(?:Y|d?[pft]R)?|g|D)", night_to),
    ("OM?Y?(?:b|-|&A?)n?d?OMY?", day_range),
    ("Db?-?n?d?D", day_range),
    ("(?:W,?A?d?)?(?:OM(?:Y|,?d?[pft]R)?|D)a?", full_date),
    ("W,?m?~?[CN]U", clock),
    ("W(?:b|-|&)n?A?W", weekday_range),
    ("[pft]?W(?:d?[pft]u|dc)?a?", weekday),
    ("v?MY?(?:b|-|/|&)n?d?v?MY?(?:d?[pft]R)?", month_range),
    ("v?d?[pft]?M(?:Y|d?[pft]R)?", month),
    ("Y(?:bn?|-|/)Y|(?<=w)Y&Y|Y/N", year_range),
    ("(?:vd)?JR?", decade),
    ("(?:vd)?O[u](?:Y|d?[pft]?RY?)?|ONu(?:d?[pft]?RY?)", ordinal_unit),
    ("[pft]?S(?:Y(?:/N)?|d?[pft]R)?", season),
    ("[pft]?HY?", holiday),
    ("v(?:d?[pft]?|d)[uR]Y?|xY?", phase_of_unit),
    (f"V~{{0,3}}(?:{_NUMBER})?[uTR]", ago),
    (f"(?:{_NUMBER})?[uTR](?:[leV])", after_or_before),
    ("[pft][uTR]Y?", relative_unit),
    (f"[pft]{_NUMBER}[uTR]", relative_unit),
    ("j(?:O|N)?[uTRWMP]|G", frequency),
    (f"{_NUMBER}[uTR][LQ]?", duration),
    ("g(?:a|P)?(?:\\(D\\))?", pointed_day),
    ("sT", relative_unit),
    ("[pft]?k", weekend),
    ("E", lasting),
    ("(?<=X)[uTR]", duration),
    ("s?F?P|a", part_of_day),
    ("[CN]Ua?|C", clock),
    ("c", anaphoric),
    ("R?Y|vd?R?Y", year),
    ("y", pointed_year),
    ("r", reference),
    ("I", long_duration),
)
"""Tried in this order at each place: the longer shape stands before the shorter one it contains."""

SHAPES = re.compile("|".join(f"(?P<r{number}>{shape})" for number, (shape, _) in enumerate(RULES)))
FIRST_LETTERS = re.compile("[FPODWpftvMYJSHxVhNqujTRGgsaCcyrIEk]")
"""What a shape can begin with: most words of a text are none of these, which is what makes the scan fast."""
