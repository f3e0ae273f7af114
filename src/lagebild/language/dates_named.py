"""Years, months, days, seasons and holidays that the words name; the anchor gives the rest of the date."""

from datetime import date

from lagebild.language import dates_calendar as calendar
from lagebild.language.dates_calendar import Period
from lagebild.language.dates_parts import Context, Meaning, Parts, dated
from lagebild.language.dates_tokens import CALENDAR

_FORWARD_LIMIT = 30
"""A bare day and month that far ahead is meant ahead: as a past one it would be eleven months old."""


def year_for(parts: Parts, context: Context) -> int | None:
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
    if future is not None and (future - anchor).days <= _FORWARD_LIMIT:
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


def near_weekday(context: Context, weekday: int, direction: int = 0) -> date | None:
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
        year = years[min(at, len(years) - 1)] if years else year_for(parts, context)
    found = _near_day(context, month, day) if year is None else calendar.make_date(year, month, day)
    return calendar.day(found) if found else None


def day_range(parts: Parts, context: Context) -> Meaning | None:
    last = _day_period(parts, context, 1)
    if last is None:
        return None
    known = Context(date.fromisoformat(last.start))
    first = _day_period(parts, context if parts.has("Y") else known, 0)
    return dated(calendar.join(first, last)) if first else None


def full_date(parts: Parts, context: Context) -> Meaning | None:
    if not parts.has("D") and not 1 <= int(parts.get("O") or 0) <= 31:
        return None
    return with_daypart(_day_period(parts, context), parts)


def with_daypart(period: Period | None, parts: Parts) -> Meaning:
    part = parts.get("P") or parts.get("a") or (parts.get("W") or (None, None))[1]
    if part and period:
        return Meaning("TIME", period, f"{period.timex}T{part}")
    return dated(period)


def weekday(parts: Parts, context: Context) -> Meaning:
    number, _ = parts.get("W")
    anchor = context.anchor
    if anchor is not None and parts.has("u", "c"):
        step = parts.direction if parts.has("u") else int(parts.get("c")[1])
        monday = calendar.shift(anchor, "day", 7 * step - anchor.weekday())
        return with_daypart(calendar.day(calendar.shift(monday, "day", number)), parts)
    found = near_weekday(context, number, parts.direction)
    return with_daypart(calendar.day(found) if found else None, parts)


def weekday_range(parts: Parts, context: Context) -> Meaning:
    last = near_weekday(context, parts.get("W", 1)[0])
    if last is None:
        return dated(None)
    first = near_weekday(Context(last), parts.get("W")[0])
    return dated(calendar.join(calendar.day(first or last), calendar.day(last)))


def month(parts: Parts, context: Context) -> Meaning:
    number, year = parts.get("M"), year_for(parts, context)
    if year is not None:
        return dated(calendar.month(year, number))
    return dated(_near_month(context, number, parts.direction), f"XXXX-{number:02}")


def month_range(parts: Parts, context: Context) -> Meaning:
    numbers, years = parts.all("M"), parts.all("Y")
    year = years[-1] if years else year_for(parts, context)
    last = calendar.month(year, numbers[-1]) if year is not None else _near_month(context, numbers[-1])
    if last is None:
        return dated(None)
    last_year = int(last.start[:4])
    first_year = years[0] if len(years) > 1 else last_year - (numbers[0] > numbers[-1])
    return dated(calendar.join(calendar.month(first_year, numbers[0]), last))


def year_range(parts: Parts, context: Context) -> Meaning | None:
    first = parts.get("Y")
    last = parts.get("Y", 1) or first // 100 * 100 + int(parts.get("N"))
    return dated(calendar.join(calendar.year(first), calendar.year(last))) if first < last else None


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
    return dated(calendar.decade(first // 10 * 10)) if first % 10 == 0 else None


def season(parts: Parts, context: Context) -> Meaning:
    code = parts.get("S")
    first, last = CALENDAR["season_months"][code]
    year_number = year_for(parts, context)
    if year_number is None:
        start = _near_month(context, first, parts.direction)
        if start is None:
            return dated(None, f"XXXX-{code}")
        year_number = int(start.start[:4])
    return dated(
        calendar.months(
            year_number, first, year_number + (last < first), last, f"{year_number:04}-{code}", "season"
        )
    )


def holiday(parts: Parts, context: Context) -> Meaning | None:
    rule = parts.get("H")
    if rule is None:
        return None
    anchor, year_number = context.anchor, year_for(parts, context)
    if year_number is None:
        if anchor is None:
            return dated(None)
        days = [_holiday(rule, anchor.year + step) for step in (-1, 0, 1)]
        past = [found for found in days if found <= anchor]
        ahead = [found for found in days if found > anchor]
        forward = parts.direction > 0 or (
            parts.direction == 0 and (context.future or (ahead[0] - anchor).days < 45)
        )
        return dated(calendar.day(ahead[0] if forward else past[-1]))
    return dated(calendar.day(_holiday(rule, year_number)))


def _holiday(rule: str, year_number: int) -> date:
    if rule.startswith("easter"):
        return calendar.shift(calendar.easter(year_number), "day", int(rule.removeprefix("easter")))
    month_number, day_number = rule.split("-")
    return date(year_number, int(month_number), int(day_number))
