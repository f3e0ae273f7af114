"""Who acts upon whom how often: dyads with both directions kept apart, and the totals of a matrix of them."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import permutations, product

import numpy as np

from lagebild.figures.columns import Columns, Parties, Values
from lagebild.figures.members import Members
from lagebild.figures.shares import Share, shares
from lagebild.figures.ways import Rows, number_of, once
from lagebild.record.tallies import SEPARATOR
from lagebild.records.counting import Level, Way

UNKNOWN = "UNK"
"""Somebody whom the text does not name is no party of a dyad."""


@dataclass(frozen=True, slots=True)
class Dyad:
    """One direction: the first acts upon the second, or both act together."""

    actor: str
    recipient: str
    share: Share


@dataclass(frozen=True, slots=True)
class Party:
    """A party with its dyads taken together."""

    code: str
    share: Share


@dataclass(frozen=True, slots=True)
class Dyads:
    """Largest first. ``without`` of ``total`` have no dyad. ``actors`` and ``recipients`` sum up all of their dyads."""

    total: int
    without: int
    items: list[Dyad]
    actors: list[Party]
    recipients: list[Party]


def dyad_members(values: Values, level: Level) -> Members:
    """The dyads of every pair of combinations of parties."""
    return Members(values.parties, _pairs_of(values, level))


def dyads(columns: Columns, rows: Rows, members: Members, *, way: Way) -> Dyads:
    """Count the dyads of some rows; ``members`` are those of ``dyad_members``."""
    positions, cells = members.expand(columns.parties[rows])
    each = rows[positions]
    counting = once(columns, each, cells, way)
    cells, kinds = cells[counting], columns.kinds[each[counting]]
    names = members.names.values_seen[:]
    found = np.flatnonzero(np.bincount(cells, minlength=len(names)))
    place = np.zeros(len(names), np.int64)
    place[found] = np.arange(len(found))
    counted = shares(columns, kinds, place[cells], len(found))
    items = []
    for cell, share in zip(found.tolist(), counted, strict=True):
        actor, recipient = names[cell]
        items.append(Dyad(actor, recipient, share))
    alone = np.ones(len(rows), bool)
    alone[positions] = False
    return Dyads(
        total=number_of(columns, rows, way),
        without=number_of(columns, rows[alone], way),
        items=sorted(items, key=lambda dyad: (-dyad.share.count, dyad.actor, dyad.recipient)),
        actors=_parties(items, lambda dyad: dyad.actor),
        recipients=_parties(items, lambda dyad: dyad.recipient),
    )


def largest_first(parties: Iterable[Party]) -> list[Party]:
    return sorted(parties, key=lambda party: (-party.share.count, party.code))


def _parties(items: list[Dyad], side: Callable[[Dyad], str]) -> list[Party]:
    of: dict[str, Share] = {}
    for dyad in items:
        code = side(dyad)
        of[code] = of[code] + dyad.share if code in of else dyad.share
    return largest_first(Party(code, share) for code, share in of.items())


def _pairs_of(values: Values, level: Level) -> Callable[[Parties], Iterator[tuple[str, str]]]:
    def party(code: str) -> str:
        return code if level is Level.CODE else code.partition(" ")[0]

    def known(combination: int) -> list[str]:
        codes = values.combinations.values_seen[combination].split(SEPARATOR)
        return [code for code in codes if code and code.partition(" ")[0] != UNKNOWN]

    def pairs(parties: Parties) -> Iterator[tuple[str, str]]:
        actors = known(parties.actors)
        nobody = not values.combinations.values_seen[parties.recipients]
        found = permutations(actors, 2) if nobody else product(actors, known(parties.recipients))
        yield from dict.fromkeys((party(actor), party(other)) for actor, other in found)

    return pairs
