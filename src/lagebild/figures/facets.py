"""How many of some events fall to each value of each filter, so that a choice can say what it would leave."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from lagebild.figures.columns import Codes, Columns, Kind, Values
from lagebild.figures.members import Members
from lagebild.figures.timeline import reality
from lagebild.figures.ways import Rows, number_of, once
from lagebild.record.tallies import SEPARATOR
from lagebild.records import CONTESTED
from lagebild.records.counting import Way
from lagebild.reference.codebook import quad


@dataclass(frozen=True, slots=True)
class Facet:
    """A value and how many events have it."""

    value: str
    count: int


@dataclass(frozen=True, slots=True)
class Facets:
    """Largest first; an event may have several stances and frameworks, or none."""

    total: int
    types: list[Facet]
    quads: list[Facet]
    realities: list[Facet]
    disputed: list[Facet]
    stances: list[Facet]
    publishers: list[Facet]
    frameworks: list[Facet]


class FacetMembers:
    """The values of each facet for the codes of its column."""

    def __init__(self, values: Values) -> None:
        def kinds(value: Callable[[Kind], str]) -> Members:
            return Members(values.kinds, lambda kind: (value(kind),) if kind.type else ())

        def several(joined: str) -> tuple[str, ...]:
            return tuple(joined.split(SEPARATOR)) if joined else ()

        self.types = kinds(lambda kind: kind.type)
        self.quads = kinds(lambda kind: quad(kind.type))
        self.realities = kinds(reality)
        self.disputed = kinds(lambda kind: "yes" if kind.state in CONTESTED else "no")
        self.stances = Members(values.stances, several)
        self.publishers = Members(values.publishers, lambda name: () if name is None else (name,))
        self.frameworks = Members(values.frameworks, several)


def facets(columns: Columns, rows: Rows, members: FacetMembers, *, way: Way) -> Facets:
    """Count some rows by each facet."""

    def count(codes: Codes, of: Members) -> list[Facet]:
        positions, groups = of.expand(codes[rows])
        counting = once(columns, rows[positions], groups, way)
        counts = np.bincount(groups[counting])
        found = [Facet(_name(of, at), int(counts[at])) for at in np.flatnonzero(counts).tolist()]
        return sorted(found, key=lambda facet: (-facet.count, facet.value))

    return Facets(
        total=number_of(columns, rows, way),
        types=count(columns.kinds, members.types),
        quads=count(columns.kinds, members.quads),
        realities=count(columns.kinds, members.realities),
        disputed=count(columns.kinds, members.disputed),
        stances=count(columns.stances, members.stances),
        publishers=count(columns.publishers, members.publishers),
        frameworks=count(columns.frameworks, members.frameworks),
    )


def _name(of: Members, at: int) -> Any:
    return of.names.values_seen[at]
