"""Moments whose knowledge is asked for, in UTC without zone: a day means all its hours, a second all of itself.

The record counts microseconds and its JSON tells seconds: what became known at ``12:00:07`` is known ``as_of`` then.
"""

from datetime import UTC, date, datetime, time

LAST_MICROSECOND = 999_999


def moment(given: datetime) -> datetime:
    """A moment as the record notes it: UTC without zone; one without zone is taken to be UTC."""
    return given.astimezone(UTC).replace(tzinfo=None) if given.tzinfo else given


def whole_day(day: date) -> datetime:
    """The end of a day."""
    return datetime.combine(day, time.max)


def whole_second(given: datetime) -> datetime:
    """The end of a second; a moment with fractions stays as it is."""
    return given if given.microsecond else given.replace(microsecond=LAST_MICROSECOND)


def read_moment(text: str) -> datetime:
    """What an ISO date or date-time means.

    :raises ValueError: it is neither.
    """
    try:
        return whole_day(date.fromisoformat(text))
    except ValueError:
        pass
    try:
        return whole_second(moment(datetime.fromisoformat(text)))
    except (ValueError, OverflowError):
        raise ValueError(
            f"{text} is no ISO date or date-time; write 2024-05-17 or 2024-05-17T12:00:00Z"
        ) from None
