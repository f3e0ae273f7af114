"""Parties as points, what they do to each other as lines."""

from dataclasses import dataclass

from lagebild.figures.dyads import Dyad, Dyads, Party, largest_first
from lagebild.figures.layout import Positions, outside
from lagebild.figures.shares import Share


@dataclass(frozen=True, slots=True)
class Node:
    """A party at its place; its share sums up its edges."""

    party: Party
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Network:
    """Nodes, largest first, and the edges between them; what a party does to itself is no edge.

    ``left_out`` tells how many smaller nodes there are. The totals are those of the dyads.
    """

    total: int
    without: int
    nodes: list[Node]
    edges: list[Dyad]
    left_out: int


def network(found: Dyads, positions: Positions, *, limit: int) -> Network:
    """The largest parties of some dyads with their places."""
    edges = [dyad for dyad in found.items if dyad.actor != dyad.recipient]
    of: dict[str, Share] = {}
    for edge in edges:
        for code in (edge.actor, edge.recipient):
            of[code] = of[code] + edge.share if code in of else edge.share
    parties = largest_first(Party(code, share) for code, share in of.items())
    shown = {party.code for party in parties[:limit]}
    return Network(
        total=found.total,
        without=found.without,
        nodes=[Node(party, *(positions.get(party.code) or outside(party.code))) for party in parties[:limit]],
        edges=[edge for edge in edges if edge.actor in shown and edge.recipient in shown],
        left_out=max(len(parties) - limit, 0),
    )
