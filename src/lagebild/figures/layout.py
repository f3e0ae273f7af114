"""Where the parties of a network stand: worked out over the whole record, so that no filter moves them.

Those who deal with each other much are drawn together, all others push each other away (Fruchterman and Reingold
1991). Nothing is left to chance: the same record gives the same picture.
"""

from collections.abc import Iterable, Mapping
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from lagebild.figures.dyads import Dyad

LAID = 300
"""The largest parties push and draw each other: 0.5 s for so many; the others stand beside whom they deal with most."""
ROUNDS = 150
"""After this many, parties move less than a thousandth of the picture."""
BESIDE = 0.03
"""How far from its neighbour a small party stands; the picture is 2 wide and high."""
_INNER = 0.9
_INWARDS = 0.5  # parties without a tie to the others would drift away and press all others together
_GOLDEN = np.pi * (3 - 5**0.5)  # turning by it, points of a spiral never stand behind each other

Positions = dict[str, tuple[float, float]]


def lay_out(dyads: Iterable[Dyad]) -> Positions:
    """For each party x and y between -1 and 1."""
    ties: dict[str, dict[str, int]] = {}
    for dyad in dyads:
        if dyad.actor != dyad.recipient:
            for one, other in ((dyad.actor, dyad.recipient), (dyad.recipient, dyad.actor)):
                to = ties.setdefault(one, {})
                to[other] = to.get(other, 0) + dyad.share.count
    order = sorted(ties, key=lambda code: (-sum(ties[code].values()), code))
    laid = order[:LAID]
    found = dict(zip(laid, map(tuple, _laid(laid, ties).round(4).tolist()), strict=True))
    for turn, code in enumerate(order[LAID:]):
        near = max(
            (other for other in ties[code] if other in found), key=lambda o: (ties[code][o], o), default=""
        )
        x, y = found[near] if near else outside(code)
        found[code] = (
            round(x + BESIDE * float(np.cos(_GOLDEN * turn)), 4),
            round(y + BESIDE * float(np.sin(_GOLDEN * turn)), 4),
        )
    return found


def outside(code: str) -> tuple[float, float]:
    """A place at the edge for a party that the layout does not know."""
    angle = 2 * np.pi * (crc32(code.encode()) / 2**32)
    return round(float(np.cos(angle)), 4), round(float(np.sin(angle)), 4)


def _laid(codes: list[str], ties: Mapping[str, Mapping[str, int]]) -> NDArray[np.float64]:
    """Positions of the largest parties, an array of shape (number of parties, 2)."""
    n = len(codes)
    if n < 2:
        return np.zeros((n, 2))
    turns = np.arange(n)
    spiral = np.stack((np.cos(_GOLDEN * turns), np.sin(_GOLDEN * turns)), axis=1)
    at: NDArray[np.float64] = np.sqrt((turns + 1) / n)[:, None] * spiral
    place = {code: at for at, code in enumerate(codes)}
    draws = np.zeros((n, n))
    for code, others in ties.items():
        for other, count in others.items():
            if code in place and other in place:
                draws[place[code], place[other]] = np.log1p(count)
    draws /= draws.max()
    distance_wanted = np.sqrt(4 / n)
    for step in np.linspace(0.1, 0.001, ROUNDS):
        squares = (at**2).sum(axis=1)
        distance = np.sqrt(np.maximum(squares[:, None] + squares - 2 * at @ at.T, 1e-6))
        force = distance_wanted**2 / distance**2 - draws * distance / distance_wanted
        move = at * force.sum(axis=1)[:, None] - force @ at - _INWARDS * at
        length = np.maximum(np.hypot(move[:, 0], move[:, 1]), 1e-9)[:, None]
        at = at + move / length * np.minimum(length, step)
    at -= at.mean(axis=0)
    fitted: NDArray[np.float64] = at / np.abs(at).max() * _INNER
    return fitted
