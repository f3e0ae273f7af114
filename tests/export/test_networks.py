"""GraphML and GEXF, read with networkx as Gephi reads them."""

import io
import json
from dataclasses import replace

import pytest
from hostile import hostile_pair
from making import make_document, make_event
from shipping import Shipped

from lagebild.export import Format
from lagebild.export.about import Pair
from lagebild.records import Actor, Event, EventType, Modality
from lagebild.reference.codebook import score

networkx = pytest.importorskip("networkx")
DOCUMENT = make_document()
BOTH = (Format.GRAPHML, Format.GEXF)


def event(number: int, kind: EventType, actors: str, recipients: str = "", **fields: object) -> Event:
    def made(codes: str) -> tuple[Actor, ...]:
        return tuple(Actor(None, None, code) for code in codes.split(",") if code)

    given = {"actors": made(actors), "recipients": made(recipients), "modality": Modality.ACTUAL, **fields}
    return make_event(DOCUMENT, number, type=kind, **given)


FOUND: list[Pair] = [
    (DOCUMENT, event(1, EventType.AID, "DEU", "UKR")),
    (DOCUMENT, event(2, EventType.AID, "DEU", "UKR", negated=True)),
    (DOCUMENT, event(3, EventType.ACCUSE, "DEU", "UKR", modality=Modality.PLANNED)),
    (DOCUMENT, event(4, EventType.ACCUSE, "UKR", "DEU")),
    (DOCUMENT, event(5, EventType.CONSULT, "DEU,FRA")),
    (replace(DOCUMENT, published=None), event(6, EventType.PROTEST, "XXX CVL")),
]


def graph(format: Format, made: bytes):  # type: ignore[no-untyped-def]
    read = networkx.read_graphml if format is Format.GRAPHML else networkx.read_gexf
    return read(io.BytesIO(made))


@pytest.mark.parametrize("format", BOTH)
def test_edges_are_directed_and_sum_up(format: Format, shipped: Shipped) -> None:
    found = graph(format, shipped(format, FOUND))
    assert found.is_directed()
    assert not found.is_multigraph()
    assert set(found.edges) == {("DEU", "UKR"), ("UKR", "DEU"), ("DEU", "FRA"), ("FRA", "DEU")}
    edge = found.edges["DEU", "UKR"]
    assert (edge["weight"], edge["count"], edge["actual"], edge["mutual"]) == (3, 3, 1, 0)
    assert (edge["type"], edge["quad"], edge["types"]) == ("AID", "material cooperation", "AID 2; ACCUSE 1")
    assert (edge["material_cooperation"], edge["verbal_conflict"]) == (2, 1)
    assert edge["mean_score"] == pytest.approx((2 * score("AID") + score("ACCUSE")) / 3, abs=1e-4)
    assert edge["first_published"] == "2024-05-04"
    assert found.edges["DEU", "FRA"]["mutual"] == found.edges["FRA", "DEU"]["mutual"] == 1


@pytest.mark.parametrize("format", BOTH)
def test_nodes_are_codes_with_names_and_counts(format: Format, shipped: Shipped) -> None:
    named = replace(FOUND[0][1], actors=(Actor(None, None, "DEU GOV", name="Annalena Baerbock"),))
    found = graph(format, shipped(format, [*FOUND, (DOCUMENT, named)]))
    assert set(found.nodes) == {"DEU", "UKR", "FRA", "XXX CVL", "DEU GOV"}
    assert (found.nodes["DEU"]["as_actor"], found.nodes["DEU"]["as_recipient"]) == (4, 1)
    assert found.nodes["DEU"]["label"] == "Deutschland"
    node = found.nodes["DEU GOV"]
    assert (node["names"], node["sector"], node["country"]) == ("Annalena Baerbock", "GOV", "DEU")


def test_the_card_is_data_of_the_graph(shipped: Shipped) -> None:
    found = graph(Format.GRAPHML, shipped(Format.GRAPHML, FOUND))
    assert json.loads(found.graph["card"])["selection"] == {"actor": "NLD"}
    assert b'<description>{"program": "lagebild' in shipped(Format.GEXF, FOUND)


@pytest.mark.parametrize("format", BOTH)
def test_hostile_names_stay_values(format: Format, shipped: Shipped) -> None:
    pair = hostile_pair()
    harm = 'A"><script>\x01]]>\u202e'
    actor = replace(pair[1].actors[0], name=harm, code=harm)
    found = graph(format, shipped(format, [(pair[0], replace(pair[1], actors=(actor,)))]))
    shown = harm.replace("\x01", "\ufffd")
    assert shown in found.nodes
    assert found.nodes[shown]["names"] == shown
