"""Moments whose knowledge is asked for."""

from datetime import date, datetime

import pytest

from lagebild.record.moments import read_moment, whole_day, whole_second


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024-05-17", datetime(2024, 5, 17, 23, 59, 59, 999_999)),
        ("9999-12-31", datetime(9999, 12, 31, 23, 59, 59, 999_999)),
        ("2024-05-17T00:00:00", datetime(2024, 5, 17, 0, 0, 0, 999_999)),
        ("2024-05-17T12:00:07Z", datetime(2024, 5, 17, 12, 0, 7, 999_999)),
        ("2024-05-17T12:00:07.25", datetime(2024, 5, 17, 12, 0, 7, 250_000)),
        ("2024-05-17T01:30:00+02:00", datetime(2024, 5, 16, 23, 30, 0, 999_999)),
    ],
)
def test_a_day_is_meant_with_all_its_hours_a_second_as_a_whole(text: str, expected: datetime) -> None:
    assert read_moment(text) == expected


@pytest.mark.parametrize(
    "text", ["", "gestern", "2024", "2024-13-01", "1715904000", "0001-01-01T00:00:00+02:00"]
)
def test_what_is_no_moment_is_refused_with_the_remedy(text: str) -> None:
    with pytest.raises(ValueError, match="write 2024-05-17 or"):
        read_moment(text)


def test_ends_of_days_and_seconds() -> None:
    assert whole_day(date(2024, 2, 29)) == datetime(2024, 2, 29, 23, 59, 59, 999_999)
    assert whole_second(datetime(2024, 2, 29, 1, 2, 3, 4)) == datetime(2024, 2, 29, 1, 2, 3, 4)
