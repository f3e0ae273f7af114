"""From the code of a combination to its members: ``RUS|UKR`` at a place is one report for each of both countries."""

from collections.abc import Callable, Iterable
from threading import Lock
from typing import Any

import numpy as np

from lagebild.figures.columns import Codes, Interned, Numbers
from lagebild.figures.ways import Rows


class Members:
    """The members of every value of a column; those of new values are worked out when they are first asked for.

    ``of`` gives a value's members, each once.
    """

    def __init__(self, values: Interned, of: Callable[[Any], Iterable[Any]]) -> None:
        self._values = values
        self._of = of
        self._lock = Lock()
        self._flat: list[int] = []
        self._starts = [0]
        self._arrays = (np.zeros(1, np.int64), np.zeros(0, np.int64))
        self.names = Interned()

    def expand(self, codes: Codes) -> tuple[Rows, Numbers]:
        """For each member of each row the row's position in ``codes`` and the number of the member in ``names``."""
        starts, flat = self._known()
        begins, lengths = starts[codes], np.diff(starts)[codes]
        positions = np.repeat(np.arange(len(codes)), lengths)
        before = np.repeat(np.cumsum(lengths) - lengths, lengths)
        return positions, flat[np.repeat(begins, lengths) + np.arange(len(positions)) - before]

    def _known(self) -> tuple[Numbers, Numbers]:
        with self._lock:
            seen = self._values.values_seen
            if len(self._starts) <= len(seen):
                for value in seen[len(self._starts) - 1 :]:
                    self._flat.extend(self.names[member] for member in self._of(value))
                    self._starts.append(len(self._flat))
                self._arrays = (np.array(self._starts, np.int64), np.array(self._flat, np.int64))
            return self._arrays
