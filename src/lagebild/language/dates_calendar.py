"""Stretches of calendar time: how they are built, and how codebook and TimeML write them."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import MINYEAR, date, timedelta

_MAXYEAR = 9999


@dataclass(frozen=True, slots=True)
class Period:
    """``start`` and ``end`` are ``2024``, ``2024-05`` or ``2024-05-17``; ``end`` is None where they are
    the same."""

    start: str
    end: str | None
    timex: str
    precision: str

    @property
    def value(self) -> str:
        return self.start if self.end is None else f"{self.start}/{self.end}"

    @property
    def last(self) -> str:
        return self.end or self.start


def day(when: date) -> Period:
    return Period(when.isoformat(), None, when.isoformat(), "day")


def month(year: int, number: int) -> Period:
    """``number`` may run below 1 or above 12: it moves the year."""
    year, number = year + (number - 1) // 12, (number - 1) % 12 + 1
    text = f"{year:04}-{number:02}"
    return Period(text, None, text, "month")


def year(number: int) -> Period:
    return Period(f"{number:04}", None, f"{number:04}", "year")


def week(inside: date) -> Period:
    monday = inside - timedelta(days=inside.weekday())
    iso = monday.isocalendar()
    end = monday + timedelta(days=6)
    return Period(monday.isoformat(), end.isoformat(), f"{iso.year:04}-W{iso.week:02}", "week")


def weekend(inside: date) -> Period:
    """The Saturday and Sunday of the week that ``inside`` lies in."""
    saturday = inside - timedelta(days=inside.weekday()) + timedelta(days=5)
    iso = saturday.isocalendar()
    sunday = saturday + timedelta(days=1)
    return Period(saturday.isoformat(), sunday.isoformat(), f"{iso.year:04}-W{iso.week:02}-WE", "weekend")


def months(first_year: int, first: int, last_year: int, last: int, timex: str, precision: str) -> Period:
    return Period(f"{first_year:04}-{first:02}", f"{last_year:04}-{last:02}", timex, precision)


def quarter(year_number: int, number: int) -> Period:
    return months(
        year_number, 3 * number - 2, year_number, 3 * number, f"{year_number:04}-Q{number}", "quarter"
    )


def half(year_number: int, number: int) -> Period:
    return months(year_number, 6 * number - 5, year_number, 6 * number, f"{year_number:04}-H{number}", "half")


def decade(first: int) -> Period:
    return Period(f"{first:04}", f"{first + 9:04}", f"{first // 10:03}", "decade")


def century(number: int) -> Period:
    first = 100 * (number - 1)
    return Period(f"{first + 1:04}", f"{first + 100:04}", f"{number - 1:02}", "century")


def join(first: Period, last: Period) -> Period:
    """From the start of one to the end of the other; one period where both are the same."""
    if first == last:
        return first
    return Period(first.start, last.last, f"{first.timex}/{last.timex}", "span")


def shift(when: date, unit: str, amount: int) -> date:
    """``amount`` units later; a day that the month lacks becomes its last day. Stays within the calendar."""
    days = {"day": 1, "week": 7, "weekend": 7}.get(unit)
    if days:
        ordinal = when.toordinal() + days * amount
        return date.fromordinal(min(max(ordinal, 1), date.max.toordinal()))
    factor = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}.get(unit, 0)
    index = when.year * 12 + when.month - 1 + factor * amount
    year_number = min(max(index // 12, MINYEAR), _MAXYEAR)
    month_number = index % 12 + 1
    return date(year_number, month_number, min(when.day, monthrange(year_number, month_number)[1]))


def unit_around(when: date, unit: str) -> Period:
    """The whole unit (week, month, year ...) that ``when`` lies in; an hour or minute counts as its day."""
    if unit == "week":
        return week(when)
    if unit == "weekend":
        return weekend(when)
    if unit == "month":
        return month(when.year, when.month)
    if unit == "quarter":
        return quarter(when.year, (when.month + 2) // 3)
    if unit == "half":
        return half(when.year, (when.month + 5) // 6)
    if unit == "year":
        return year(when.year)
    if unit == "decade":
        return decade(when.year // 10 * 10)
    if unit == "century":
        return century((when.year + 99) // 100)
    return day(when)


def make_date(year_number: int, month_number: int, day_number: int) -> date | None:
    """The date, or None where the calendar has no such day."""
    try:
        return date(year_number, month_number, day_number)
    except ValueError:
        return None


def easter(year_number: int) -> date:
    """Easter Sunday (Gregorian; anonymous algorithm of 1876)."""
    golden = year_number % 19
    cent, rest = divmod(year_number, 100)
    skip, leap = divmod(cent, 4)
    moon = (19 * golden + cent - skip - (cent - (cent + 8) // 25 + 1) // 3 + 15) % 30
    sunday = (32 + 2 * leap + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (golden + 11 * moon + 22 * sunday) // 451
    total = moon + sunday - 7 * late + 114
    return date(year_number, total // 31, total % 31 + 1)
