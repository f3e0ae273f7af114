"""The network of actors as GraphML, for Gephi, Cytoscape, igraph and networkx; the card is data of the graph."""

from collections.abc import Iterable, Iterator

from lagebild.export.about import About, Pair
from lagebild.export.network import EDGE_FIELDS, NODE_FIELDS, Network, edge_values, node_values, numbered
from lagebild.export.xml import Writer

NAMESPACE = "http://graphml.graphdrawing.org/xmlns"


def encode(found: Iterable[Pair], about: About) -> Iterator[bytes]:
    """One node an actor code, one edge a directed pair; ``weight`` is the number of events."""
    network = Network(found)
    writer = Writer({None: NAMESPACE})
    with writer.root("graphml"):
        _key(writer, "card", "graph", "string")
        _key(writer, "label", "node", "string")
        _key(writer, "weight", "edge", "double")
        for scope, fields in (("node", NODE_FIELDS), ("edge", EDGE_FIELDS)):
            for name, kind in fields.items():
                _key(writer, f"{scope}_{name}", scope, kind, name)
        with writer.element("graph", id="lagebild", edgedefault="directed"):
            writer.leaf("data", about.card_json(), key="card")
            for code, node in network.nodes.items():
                with writer.element("node", id=code):
                    values = node_values(code, node)
                    writer.leaf("data", str(values["name"]), key="label")
                    for name, value in values.items():
                        writer.leaf("data", str(value), key=f"node_{name}")
                yield writer.take()
            for id_, pair in numbered(network.edges):
                edge = network.edges[pair]
                with writer.element("edge", id=id_, source=pair[0], target=pair[1]):
                    writer.leaf("data", str(edge.count), key="weight")
                    for name, value in edge_values(edge).items():
                        writer.leaf("data", str(value), key=f"edge_{name}")
                yield writer.take()
    yield writer.take()


def _key(writer: Writer, id_: str, scope: str, kind: str, name: str = "") -> None:
    writer.leaf("key", id=id_, for_=scope, **{"attr.name": name or id_, "attr.type": kind})
