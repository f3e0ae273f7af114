"""The record's events as columns of numbers in memory: what SQL needs seconds to group, numpy counts in milliseconds.

A column has a code for each row of ``tallies`` (its ``number`` is the index) and the values that the codes stand for.
Values of several (``RUS|UKR``) have one code each combination. Measured at 1,000,000 events: docs/figures.md.

A ``Columns`` never changes: what changed in the record makes a new one, so that a count under way is not disturbed.
The lists of values are shared between them and only grow.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from threading import Lock
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from lagebild.record import Store
from lagebild.record.tallies import SEPARATOR

Codes = NDArray[np.int32]
Numbers = NDArray[np.int64]
Mask = NDArray[np.bool_]
Beginnings = NDArray[np.uint64]
"""Of ids, so that they sort like these; seldom two have the same."""


class Kind(NamedTuple):
    """What is told about an act, in one code, and whether the row is in force; ``state`` is that of its case."""

    counts: int
    type: str
    modality: str
    negated: int
    state: str | None


_NEVER_READ = Kind(0, "", "", 0, None)


class Parties(NamedTuple):
    """Codes of two combinations in ``Values.parties``: those who act and those who are acted upon."""

    actors: int
    recipients: int


class Interned(dict[Any, int]):
    """A number for every value, in the order in which they were first seen; ``values_seen`` leads back.

    ``named`` makes a named tuple of a value that is kept: a million of them would take longer than reading the rows.
    """

    def __init__(self, named: Callable[[Any], Any] = lambda value: value) -> None:
        self._named = named
        self.values_seen: list[Any] = []

    def __missing__(self, value: Any) -> int:
        number = len(self.values_seen)
        self.values_seen.append(self._named(value))
        self[value] = number
        return number

    def codes(self, values: Sequence[Any] | Iterable[Any], length: int) -> Codes:
        return np.fromiter(map(self.__getitem__, values), np.int32, length)


@dataclass(frozen=True, slots=True)
class Values:
    """What the codes of each column stand for. A row that was never read has the first kind, which does not count."""

    kinds: Interned = field(default_factory=lambda: Interned(Kind._make))
    combinations: Interned = field(default_factory=Interned)
    parties: Interned = field(default_factory=lambda: Interned(Parties._make))
    places: Interned = field(default_factory=Interned)
    days: Interned = field(default_factory=Interned)
    publishers: Interned = field(default_factory=Interned)
    stances: Interned = field(default_factory=Interned)
    frameworks: Interned = field(default_factory=Interned)


@dataclass(frozen=True)
class Columns:
    """All rows at one epoch. ``days`` and ``published`` share their values (ISO or None), as do ``parties``
    and ``sources`` (``combinations``); ``cases`` are digests, 0 for none; ``origins`` are -1 for none;
    ``documents`` are beginnings of their ids."""

    epoch: int
    values: Values
    kinds: Codes
    parties: Codes
    days: Codes
    published: Codes
    publishers: Codes
    sources: Codes
    stances: Codes
    frameworks: Codes
    places: Codes
    cases: Numbers
    origins: Codes
    documents: Beginnings

    def __len__(self) -> int:
        return len(self.kinds)

    @property
    def nbytes(self) -> int:
        return sum(getattr(self, name).nbytes for name in _ARRAYS)

    @cached_property
    def of_case(self) -> Numbers:
        """For each row a small number of its case; one that is in none has a number of its own."""
        return _dense(self.cases, self.cases == 0)

    @cached_property
    def of_origin(self) -> Numbers:
        """For each row a small number of the independent origin of its case that it goes back to."""
        unknown = self.origins < 0
        return _dense(self.of_case * (self.origins.max(initial=0) + 1) + self.origins, unknown)

    @cached_property
    def of_day(self) -> Numbers:
        """For each row a small number of who did what type of act to whom on the day told."""
        types = Interned()
        type_of = types.codes((kind.type for kind in self.values.kinds.values_seen), len(self.values.kinds))
        who_did_what = self.parties.astype(np.int64) * len(types) + type_of[self.kinds]
        return _dense(who_did_what * len(self.values.days) + self.days, np.zeros(len(self), bool))

    @cached_property
    def sides(self) -> tuple[Codes, Codes]:
        """For each code of ``Values.parties`` the combination that acts and the one that is acted upon."""
        seen = self.values.parties.values_seen[:]  # another thread may add to it
        pairs = np.fromiter(chain.from_iterable(seen), np.int32, 2 * len(seen)).reshape(-1, 2)
        return pairs[:, 0], pairs[:, 1]

    @cached_property
    def combinations_with(self) -> Mapping[str, Sequence[int]]:
        """Codes of the combinations in which each actor code and each country stands."""
        found: defaultdict[str, list[int]] = defaultdict(list)
        for number, combination in enumerate(self.values.combinations.values_seen[:]):
            codes = combination.split(SEPARATOR)
            for code in {*codes, *(code.partition(" ")[0] for code in codes)}:
                found[code].append(number)
        return dict(found)


_ARRAYS = {
    "kinds": np.int32, "parties": np.int32, "days": np.int32, "published": np.int32, "publishers": np.int32,
    "sources": np.int32, "stances": np.int32, "frameworks": np.int32, "places": np.int32, "cases": np.int64,
    "origins": np.int32, "documents": np.uint64,
}  # fmt: skip


class Reader:
    """Keeps the columns of a record; may be asked from several threads."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._lock = Lock()
        empty = {name: np.zeros(0, kind) for name, kind in _ARRAYS.items()}
        self.values = Values()
        self.values.kinds[_NEVER_READ]
        self._columns = Columns(epoch=0, values=self.values, **empty)

    def columns(self) -> Columns:
        """The columns as the record is now; only what changed is read."""
        with self._lock:
            if self._store.epoch() != self._columns.epoch:
                self._columns = self._read(self._columns)
            return self._columns

    def _read(self, old: Columns) -> Columns:
        parts: list[dict[str, NDArray[Any]]] = []
        with self._store.counting.changes(old.epoch) as changes:
            for rows in changes.batches:
                parts.append(_coded(rows, old.values))
        if not parts:
            return Columns(changes.epoch, old.values, *(getattr(old, name) for name in _ARRAYS))
        changed = {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}
        numbers = changed.pop("number")
        length = max(len(old), int(numbers.max()) + 1)
        arrays: dict[str, NDArray[Any]] = {}
        for name, kind in _ARRAYS.items():
            arrays[name] = np.zeros(length, kind)
            arrays[name][: len(old)] = getattr(old, name)
            arrays[name][numbers] = changed.pop(name)
        return Columns(epoch=changes.epoch, values=old.values, **arrays)


def _coded(rows: Sequence[Sequence[Any]], values: Values) -> dict[str, NDArray[Any]]:
    """The columns of a batch of rows, in the order of ``record.counting.Changes``."""
    n = len(rows)
    (
        number, counts, types, modalities, negated, states, days, published, publishers,
        actors, recipients, sources, stances, frameworks, places, cases, origins, documents,
    ) = zip(*rows, strict=True)  # fmt: skip
    kinds = zip(counts, types, modalities, negated, states, strict=True)
    acting, acted_upon = (map(values.combinations.__getitem__, column) for column in (actors, recipients))
    return {
        "number": np.fromiter(number, np.int64, n),
        "kinds": values.kinds.codes(kinds, n),
        "parties": values.parties.codes(zip(acting, acted_upon, strict=True), n),
        "days": values.days.codes(days, n),
        "published": values.days.codes(published, n),
        "publishers": values.publishers.codes(publishers, n),
        "sources": values.combinations.codes(sources, n),
        "stances": values.stances.codes(stances, n),
        "frameworks": values.frameworks.codes(frameworks, n),
        "places": values.places.codes(places, n),
        # Two of a million cases share a digest of 64 bits once in thirty million records.
        "cases": np.fromiter((0 if case is None else hash(case) for case in cases), np.int64, n),
        "origins": np.fromiter((-1 if origin is None else origin for origin in origins), np.int32, n),
        "documents": beginnings(documents),
    }


def beginnings(ids: Sequence[str]) -> Beginnings:
    """The first eight characters of each id as a number."""
    return np.array(ids, "S8").view(">u8").astype(np.uint64)


def _dense(keys: Numbers, own: Mask) -> Numbers:
    """Small numbers for keys, the same for the same key; rows that are their ``own`` get one that no other has."""
    _, numbers = np.unique(keys, return_inverse=True)
    numbers[own] = len(keys) + np.flatnonzero(own)
    return numbers.astype(np.int64)
