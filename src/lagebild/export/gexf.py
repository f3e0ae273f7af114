"""The network of actors as GEXF 1.2, Gephi's own form; the card is the description of the graph."""

from collections.abc import Iterable, Iterator

from lagebild.export.about import About, Pair
from lagebild.export.network import (
    EDGE_FIELDS,
    NODE_FIELDS,
    Network,
    Value,
    edge_values,
    node_values,
    numbered,
)
from lagebild.export.xml import Writer

NAMESPACE = "http://www.gexf.net/1.2draft"
_KINDS = {"int": "integer"}


def encode(found: Iterable[Pair], about: About) -> Iterator[bytes]:
    """One node an actor code, one edge a directed pair; ``weight`` is the number of events."""
    network = Network(found)
    writer = Writer({None: NAMESPACE})
    with writer.root("gexf", version="1.2"):
        with writer.element("meta", lastmodifieddate=about.made.date().isoformat()):
            writer.leaf("creator", about.card()["program"])
            writer.leaf("description", about.card_json())
        with writer.element("graph", mode="static", defaultedgetype="directed"):
            _attributes(writer, "node", NODE_FIELDS)
            _attributes(writer, "edge", EDGE_FIELDS)
            with writer.element("nodes"):
                for code, node in network.nodes.items():
                    values = node_values(code, node)
                    with writer.element("node", id=code, label=str(values["name"])):
                        _values(writer, values)
                    yield writer.take()
            with writer.element("edges"):
                for id_, pair in numbered(network.edges):
                    edge = network.edges[pair]
                    with writer.element(
                        "edge",
                        id=id_,
                        source=pair[0],
                        target=pair[1],
                        weight=str(edge.count),
                        type="directed",
                    ):
                        _values(writer, edge_values(edge))
                    yield writer.take()
    yield writer.take()


def _attributes(writer: Writer, scope: str, fields: dict[str, str]) -> None:
    with writer.element("attributes", class_=scope):
        for name, kind in fields.items():
            writer.leaf("attribute", id=name, title=name, type=_KINDS.get(kind, kind))


def _values(writer: Writer, values: dict[str, Value]) -> None:
    with writer.element("attvalues"):
        for name, value in values.items():
            writer.leaf("attvalue", for_=name, value=str(value))
