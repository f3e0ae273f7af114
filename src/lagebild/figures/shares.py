"""What is told of every number counted: how much of it is cooperation and conflict, and the mean score."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lagebild.figures.columns import Columns, Numbers
from lagebild.reference.codebook import quad, score

DIGITS = 2
"""Decimals of a mean score: those of the types have one."""


@dataclass(frozen=True, slots=True)
class Share:
    """How often, of which cooperation and conflict, and the sum of PLOVER's scores (-10 to 10 each)."""

    count: int
    cooperation: int
    conflict: int
    sum: float

    @property
    def score(self) -> float | None:
        """The mean score; None of nothing."""
        return round(self.sum / self.count, DIGITS) if self.count else None

    def __add__(self, other: "Share") -> "Share":
        return Share(
            self.count + other.count,
            self.cooperation + other.cooperation,
            self.conflict + other.conflict,
            self.sum + other.sum,
        )


def scores(columns: Columns) -> NDArray[np.float64]:
    """For each kind the score of its type."""
    kinds = columns.values.kinds.values_seen[:]
    return np.fromiter((score(kind.type) if kind.type else 0.0 for kind in kinds), float, len(kinds))


def shares(columns: Columns, kinds: NDArray[np.integer], groups: Numbers, number: int) -> list[Share]:
    """One for each of ``number`` groups from the kinds of what counts in them."""
    seen = columns.values.kinds.values_seen[:]
    conflicts = np.fromiter(("conflict" in quad(k.type) if k.type else False for k in seen), float, len(seen))
    counts = np.bincount(groups, minlength=number)
    conflict = np.bincount(groups, conflicts[kinds], minlength=number).astype(np.int64)
    sums = np.bincount(groups, scores(columns)[kinds], minlength=number)
    return [
        Share(n, n - against, against, total)
        for n, against, total in zip(counts.tolist(), conflict.tolist(), sums.tolist(), strict=True)
    ]
