"""Acts beside acts: what they have in common, for all pairs at once. Rows are some acts, columns are others.

Each act is turned into numbers once: its words, names and codes into hashes that tell the field in their highest bits,
so that one list of them serves all fields.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

from lagebild.weigh.acts import Act
from lagebild.weigh.weights import weights

Matrix = NDArray[np.float64]
Mask = NDArray[np.bool_]
Numbers = NDArray[np.int64]

PLAIN = (
    "document_id", "sentence", "family", "type", "mode", "modality", "negated", "start", "end", "dated",
    "exact", "published", "opening",
)  # fmt: skip
"""Fields of an act that hold one value; texts become hashes, None becomes 0."""
VALUES = (*PLAIN, "said")
"""``said`` stands for trigger and sentence together, 0 without a trigger."""
SETS = (
    "first", "second", "codes", "names", "trigger", "subject", "words", "frameworks", "places", "amounts",
    "numbers", "ordinals",
)  # fmt: skip
"""Fields that hold several items."""
STEMS = ("subject", "words", "told", "tells")
"""Sets whose items count by their rarity."""
FIELDS = (*SETS, "both", "told", "tells")
"""``both`` is first and second; ``told`` a row's subject among a column's words, ``tells`` the other way round."""
ROWS_HELD = 50_000
"""Acts whose numbers are kept: some 150 MB."""

_BITS = 57
_MASK = (1 << _BITS) - 1


@dataclass(frozen=True, slots=True)
class _Numbers:
    """An act in numbers; ``items`` and what they weigh where it is a row, ``others`` where it is a column."""

    plain: tuple[int, ...]
    sizes: tuple[float, ...]
    items: Numbers
    weights: Matrix
    others: Numbers


@lru_cache(maxsize=ROWS_HELD)
def _numbers(act: Act) -> _Numbers:
    sets = {name: getattr(act, name) for name in SETS} | {"both": {*act.first, *act.second}}
    row = sets | {"told": act.subject, "tells": act.words}
    column = sets | {"told": act.words, "tells": act.subject}
    rarity = weights().of_stem
    said = (act.trigger, act.words) if act.trigger else None
    return _Numbers(
        (*(number_of(getattr(act, name)) for name in PLAIN), number_of(said)),
        (*(float(len(items)) for items in sets.values()), sum(map(rarity, act.subject))),
        _items(row),
        np.array([rarity(i) if field in STEMS else 1.0 for field, items in row.items() for i in items]),
        _items(column),
    )


def number_of(value: Hashable) -> int:
    """A number that stands for a value in this process."""
    if value is None:
        return 0
    return value if isinstance(value, int) else hash(value) & _MASK


def _items(sets: Mapping[str, Iterable[str]]) -> Numbers:
    fields = ((n << _BITS, sets[field]) for n, field in enumerate(FIELDS))
    return np.array([field | hash(i) & _MASK for field, items in fields for i in items], np.int64)


class Pairs:
    """Every act of ``rows`` beside every one of ``columns``; neither is empty.

    What is told of rows and of columns comes as a column and as a row, so that what is made of both is a matrix.
    """

    def __init__(self, rows: Sequence[Act], columns: Sequence[Act]) -> None:
        self.rows, self.columns = rows, columns
        self._sides = [_numbers(act) for act in rows], [_numbers(act) for act in columns]
        self._plain = [np.array([act.plain for act in side]) for side in self._sides]
        self._sizes = [np.array([act.sizes for act in side]) for side in self._sides]

    def values(self, name: str) -> tuple[Numbers, Numbers]:
        """One of ``VALUES``."""
        at = VALUES.index(name)
        return self._plain[0][:, at, None], self._plain[1][None, :, at]

    def equal(self, name: str) -> Mask:
        one, other = self.values(name)
        found: Mask = one == other
        return found

    def both(self, name: str) -> Mask:
        """Where both are known, or true."""
        one, other = self.values(name)
        found: Mask = (one != 0) & (other != 0)
        return found

    def sizes(self, field: str) -> tuple[Matrix, Matrix]:
        """How many items a set has."""
        return self._size(FIELDS.index(field))

    def subject_weights(self) -> tuple[Matrix, Matrix]:
        """What the stems of the subject weigh together."""
        return self._size(-1)

    def _size(self, at: int) -> tuple[Matrix, Matrix]:
        return self._sizes[0][:, at, None], self._sizes[1][None, :, at]

    def known(self, field: str) -> Mask:
        """Where both sets have items."""
        one, other = self.sizes(field)
        return (one > 0) & (other > 0)

    def common(self, field: str) -> Matrix:
        """How many items they share, or what those weigh."""
        rows, columns, bounds = self._shared
        part = slice(*bounds[FIELDS.index(field) :][:2])
        return rows[:, part] @ columns[:, part].T

    @cached_property
    def _shared(self) -> tuple[Matrix, Matrix, Numbers]:
        """What each item of a row weighs, which of them are in each column, and where each field begins."""
        items, owner = _flat([act.items for act in self._sides[0]])
        known, first, at = np.unique(items, return_index=True, return_inverse=True)
        weight = np.concatenate([act.weights for act in self._sides[0]])
        rows = np.zeros((len(self.rows), len(known)))
        rows[owner, at] = weight[first][at]
        others, owner = _flat([act.others for act in self._sides[1]])
        at = np.searchsorted(known, others).clip(max=max(len(known) - 1, 0))
        here = known[at] == others
        columns = np.zeros((len(self.columns), len(known)))
        columns[owner[here], at[here]] = 1.0
        return rows, columns, np.searchsorted(known, [f << _BITS for f in range(len(FIELDS) + 1)])

    def overlap(self, field: str) -> Matrix:
        """Shared items as a share of the smaller set: reports often name only some of those who took part."""
        return share(self.common(field), np.minimum(*self.sizes(field)))

    def agreement(self, field: str) -> Matrix:
        """1 if two known sets have something in common, -1 if not, 0 if one is not known."""
        return np.where(self.known(field), np.where(self.common(field) > 0, 1.0, -1.0), 0.0)

    def cosines(self) -> Matrix:
        """Of what the reader saw; 0 where one has no vector, or they have such of different models."""
        size = max(len(act.vector) for act in (*self.rows, *self.columns)) or 1
        rows, columns = (_vectors(side, size) for side in (self.rows, self.columns))
        lengths = np.outer(np.linalg.norm(rows, axis=1), np.linalg.norm(columns, axis=1))
        return share(rows @ columns.T, lengths)


def _vectors(acts: Sequence[Act], size: int) -> Matrix:
    known = [act.vector if len(act.vector) == size else bytes(size) for act in acts]
    return np.frombuffer(b"".join(known), np.int8).reshape(-1, size).astype(float)


def _flat(lists: Sequence[Numbers]) -> tuple[Numbers, Numbers]:
    """All items of some lists, and the number of the list that each is of."""
    return np.concatenate(lists), np.repeat(np.arange(len(lists)), [len(items) for items in lists])


def share(part: Matrix, whole: Matrix) -> Matrix:
    """``part / whole``; 0 of nothing."""
    return np.divide(part, whole, out=np.zeros(part.shape), where=whole > 0)
