"""Events summed up as a network: actor codes, and how often who acted towards whom, how, and with what score.

Memory grows with the number of different pairs, not of events.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import permutations

from lagebild.export.about import Pair
from lagebild.export.codes import state
from lagebild.records import Actor, Event, Modality
from lagebild.reference.codebook import quad, score

Value = str | int | float
NAMES_SHOWN = 5


@dataclass(slots=True)
class Node:
    """One actor code; ``names`` counts those that the texts and the registry give to it."""

    names: Counter[str] = field(default_factory=Counter)
    as_actor: int = 0
    as_recipient: int = 0


@dataclass(slots=True)
class Edge:
    """All events of one actor towards another; ``mutual``: acts that both took part in alike."""

    types: Counter[str] = field(default_factory=Counter)
    actual: int = 0
    mutual: int = 0
    first: str = ""
    last: str = ""

    @property
    def count(self) -> int:
        return self.types.total()


class Network:
    """``nodes`` by code and ``edges`` by pair of codes, in the order in which they were met."""

    def __init__(self, found: Iterable[Pair]) -> None:
        self.nodes: dict[str, Node] = {}
        self.edges: dict[tuple[str, str], Edge] = {}
        for document, event in found:
            self._count(event, document.published.isoformat() if document.published else "")

    def _count(self, event: Event, published: str) -> None:
        for actor in event.actors:
            self._node(actor).as_actor += 1
        for actor in event.recipients:
            self._node(actor).as_recipient += 1
        actors = dict.fromkeys(actor.code for actor in event.actors)
        recipients = dict.fromkeys(actor.code for actor in event.recipients)
        if recipients:
            pairs = [(one, other) for one in actors for other in recipients]
        else:  # a meeting or a fight: every party with every other, both ways
            pairs = list(permutations(actors, 2))
        for pair in pairs:
            edge = self.edges.setdefault(pair, Edge())
            edge.types[event.type.value] += 1
            edge.actual += event.modality is Modality.ACTUAL and not event.negated
            edge.mutual += not recipients
            if published:
                edge.first = min(edge.first or published, published)
                edge.last = max(edge.last, published)

    def _node(self, actor: Actor) -> Node:
        node = self.nodes.setdefault(actor.code, Node())
        if actor.name:
            node.names[actor.name] += 1
        return node


NODE_FIELDS = {
    "name": "string",
    "names": "string",
    "country": "string",
    "sector": "string",
    "as_actor": "int",
    "as_recipient": "int",
}
EDGE_FIELDS = {
    "type": "string",
    "quad": "string",
    "count": "int",
    "mean_score": "double",
    "types": "string",
    "verbal_cooperation": "int",
    "material_cooperation": "int",
    "verbal_conflict": "int",
    "material_conflict": "int",
    "actual": "int",
    "mutual": "int",
    "first_published": "string",
    "last_published": "string",
}
"""Names and types as GraphML and GEXF write them."""


def node_values(code: str, node: Node) -> dict[str, Value]:
    """``name``: of the state, else the one given most often, else the code."""
    country, _, sector = code.partition(" ")
    found = state(code)
    common = [name for name, _ in node.names.most_common(NAMES_SHOWN)]
    own = " ".join(filter(None, (found.name, sector))) if found else ""
    return {
        "name": own or (common[0] if common else code),
        "names": "; ".join(common),
        "country": country,
        "sector": sector,
        "as_actor": node.as_actor,
        "as_recipient": node.as_recipient,
    }


def edge_values(edge: Edge) -> dict[str, Value]:
    """``type`` and ``quad`` are the most frequent ones; ``mean_score`` is over all events, from -10 to 10."""
    quads: Counter[str] = Counter()
    for kind, number in edge.types.items():
        quads[quad(kind)] += number
    total = sum(score(kind) * number for kind, number in edge.types.items())
    return {
        "type": edge.types.most_common(1)[0][0],
        "quad": quads.most_common(1)[0][0],
        "count": edge.count,
        "mean_score": round(total / edge.count, 4),
        "types": "; ".join(f"{kind} {number}" for kind, number in edge.types.most_common()),
        **{
            name: quads[name.replace("_", " ")]
            for name in EDGE_FIELDS
            if name.startswith(("verbal", "material"))
        },
        "actual": edge.actual,
        "mutual": edge.mutual,
        "first_published": edge.first,
        "last_published": edge.last,
    }


def numbered(edges: Iterable[tuple[str, str]]) -> Iterator[tuple[str, tuple[str, str]]]:
    """Ids of edges: ``e1``, ``e2`` ..."""
    return ((f"e{number}", pair) for number, pair in enumerate(edges, 1))
