"""Ways of counting: every report, or several reports of one thing once. The four beside each other: docs/figures.md."""

import numpy as np
from numpy.typing import NDArray

from lagebild.figures.columns import Columns, Kind, Numbers
from lagebild.records import Modality
from lagebild.records.counting import Way

_MODALITIES = {modality.value: rank for rank, modality in enumerate(Modality)}
_RANKS = 2 * len(_MODALITIES)
_BITS = 63

Rows = NDArray[np.intp]


def units(columns: Columns, way: Way) -> Numbers | None:
    """For each row the number of the thing that it tells of; None where each row is one of its own."""
    match way:
        case Way.REPORTS:
            return None
        case Way.DAILY:
            return columns.of_day
        case Way.CASES:
            return columns.of_case
        case Way.ORIGINS:
            return columns.of_origin


def number_of(columns: Columns, rows: Rows, way: Way) -> int:
    """How many things the rows tell of."""
    told = units(columns, way)
    if told is None:
        return len(rows)
    seen = np.zeros(2 * len(columns), bool)
    seen[told[rows]] = True
    return int(seen.sum())


def once(columns: Columns, rows: Rows, groups: Numbers, way: Way) -> Rows:
    """Positions in ``rows`` of those that count: one of each thing in each group.

    The most real report stands for the others (a deed before a plan, what happened before what did not), of several
    the row that was stored first.
    """
    told = units(columns, way)
    if told is None or not len(rows):
        return np.arange(len(rows))
    ranks = _ranks(columns)[columns.kinds[rows]]
    # Sorting whole numbers is four times as fast as finding their order, so all goes into one if it fits.
    widths = [int(part.max()).bit_length() for part in (groups, ranks, rows)]
    if int(told.max()).bit_length() + sum(widths) > _BITS:
        order = np.lexsort((rows, ranks, groups, told[rows]))
        same = (np.diff(told[rows][order]) == 0) & (np.diff(groups[order]) == 0)
        return order[np.concatenate(([True], ~same))]
    position = max(len(rows) - 1, 1).bit_length()
    packed = ((told[rows] << widths[0] | groups) << widths[1] | ranks) << position | np.arange(len(rows))
    packed.sort()
    thing = packed >> (position + widths[1])
    first = np.concatenate(([True], thing[1:] != thing[:-1]))
    return packed[first] & ((1 << position) - 1)


def _ranks(columns: Columns) -> Numbers:
    """For each kind how real it is, 0 first."""

    def rank(kind: Kind) -> int:
        return _MODALITIES.get(kind.modality, 0) + (_RANKS // 2) * bool(kind.negated)

    kinds = columns.values.kinds.values_seen[:]
    return np.fromiter(map(rank, kinds), np.int64, len(kinds))
