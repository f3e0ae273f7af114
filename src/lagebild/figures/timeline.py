"""How cooperation and conflict went over time."""

from dataclasses import dataclass
from datetime import date
from itertools import product

import numpy as np
from numpy.typing import NDArray

from lagebild.figures.columns import Columns, Kind
from lagebild.figures.shares import DIGITS, scores
from lagebild.figures.ways import Rows, number_of, once
from lagebild.records import CONTESTED, EventType, Modality
from lagebild.records.counting import Bin, By, Way
from lagebild.reference.codebook import quad

NEGATED = "negated"
REALITIES = (*(modality.value for modality in Modality), NEGATED)
QUADS = tuple(dict.fromkeys(quad(each.value) for each in EventType))
_SERIES = tuple(product(QUADS, REALITIES, (False, True)))


@dataclass(frozen=True, slots=True)
class Series:
    """Events of a quad class and a reality, disputed or not: their number in each bin and the sum of their scores."""

    quad: str
    reality: str
    disputed: bool
    counts: list[int]
    sums: list[float]


@dataclass(frozen=True, slots=True)
class Timeline:
    """Bins that have something, in order, by first and last day; ``scores`` are means.

    ``total`` and ``undated`` count over the whole selection: what is counted once in each bin may be in several.
    """

    total: int
    undated: int
    starts: list[date]
    ends: list[date]
    totals: list[int]
    scores: list[float]
    series: list[Series]


def timeline(columns: Columns, rows: Rows, *, bin: Bin, by: By, way: Way) -> Timeline:
    """Count some rows by stretches of time."""
    codes = (columns.days if by is By.TOLD else columns.published)[rows]
    first_days = _first_days(columns, bin)
    starts, bin_of_code = np.unique(first_days, return_inverse=True)  # NaT comes last
    dated = ~np.isnat(first_days)[codes]
    with_day = rows[dated]
    bins = bin_of_code[codes[dated]].astype(np.int64)
    counting = once(columns, with_day, bins, way)
    kinds, bins = columns.kinds[with_day[counting]], bins[counting]
    totals = np.bincount(bins, minlength=len(starts))
    filled = np.flatnonzero(totals)
    shape = (len(_SERIES), len(starts))
    cells = _series_of(columns)[kinds] * len(starts) + bins
    counts = np.bincount(cells, minlength=len(_SERIES) * len(starts)).reshape(shape)[:, filled]
    weights = scores(columns)[kinds]
    sums = (
        np.bincount(cells, weights, minlength=len(_SERIES) * len(starts)).reshape(shape)[:, filled].round(1)
    )
    begins = starts[filled]
    return Timeline(
        total=number_of(columns, rows, way),
        undated=number_of(columns, rows[~dated], way),
        starts=begins.tolist(),
        ends=_last_days(begins, bin).tolist(),
        totals=totals[filled].tolist(),
        scores=(sums.sum(axis=0) / totals[filled]).round(DIGITS).tolist(),
        series=[
            Series(*_SERIES[at], counts[at].tolist(), sums[at].tolist())
            for at in np.flatnonzero(counts.any(axis=1))
        ],
    )


def _first_days(columns: Columns, bin: Bin) -> NDArray[np.datetime64]:
    """For each code of a day the first day of its bin."""
    seen = columns.values.days.values_seen[:]
    days: NDArray[np.datetime64] = np.array(
        ["NaT" if day is None else str(day) for day in seen], "datetime64[D]"
    )
    match bin:
        case Bin.DAY:
            return days
        case Bin.WEEK:
            weekdays = (days.astype(np.int64) + 3) % 7  # day 0, 1 January 1970, was a Thursday
            mondays: NDArray[np.datetime64] = days - weekdays.astype("timedelta64[D]")
            return mondays
        case Bin.MONTH:
            return days.astype("datetime64[M]").astype("datetime64[D]")
        case Bin.YEAR:
            return days.astype("datetime64[Y]").astype("datetime64[D]")


def _last_days(begins: NDArray[np.datetime64], bin: Bin) -> NDArray[np.datetime64]:
    match bin:
        case Bin.DAY:
            return begins
        case Bin.WEEK:
            return begins + 6
        case Bin.MONTH:
            return (begins.astype("datetime64[M]") + 1).astype("datetime64[D]") - 1
        case Bin.YEAR:
            return (begins.astype("datetime64[Y]") + 1).astype("datetime64[D]") - 1


def _series_of(columns: Columns) -> NDArray[np.int64]:
    """For each kind the number of its series."""
    numbers = {series: number for number, series in enumerate(_SERIES)}
    kinds = columns.values.kinds.values_seen[:]
    return np.array([numbers[_series(kind)] if kind.type else 0 for kind in kinds], np.int64)


def _series(kind: Kind) -> tuple[str, str, bool]:
    return quad(kind.type), reality(kind), kind.state in CONTESTED


def reality(kind: Kind) -> str:
    """What is told not to be counts as that, whatever else it would be."""
    return NEGATED if kind.negated else kind.modality
