"""How figures may be counted: what counts as one, over which stretches of time, between whom."""

from enum import StrEnum


class Way(StrEnum):
    """What counts as one."""

    REPORTS = "reports"  # every report
    DAILY = "daily"  # the same actors, recipients, type and day once
    CASES = "cases"  # each case once
    ORIGINS = "origins"  # each independent origin of a case once


class Bin(StrEnum):
    """How long a stretch of time is; weeks begin on Monday (ISO 8601)."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


class By(StrEnum):
    """Which day an event has: the one told in the text (else of publication), or that of publication."""

    TOLD = "told"
    PUBLISHED = "published"


class Level(StrEnum):
    """What a party is: a country or organisation as a whole, or each of its bodies (``DEU GOV``)."""

    COUNTRY = "country"
    CODE = "code"
