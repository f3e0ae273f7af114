"""The shapes of the answers to ``/timeline``, ``/dyads``, ``/network``, ``/map`` and ``/facets``."""

from datetime import date
from typing import Any, Self

from pydantic import Field

from lagebild.figures.dyads import Dyad, Party
from lagebild.figures.facets import Facet
from lagebild.figures.network import Node
from lagebild.figures.places import Point
from lagebild.figures.shares import Share
from lagebild.records.counting import Bin, By, Level, Way
from lagebild.server.forms import Form

LABELS = Field(description="Names of all codes in the answer", examples=[{"RUS": "Russland"}])
SCORE = Field(description="PLOVER's mean score, -10 (conflict) to 10 (cooperation)", examples=[-4.21])


class CountForm(Form):
    """``total`` is over the whole selection, in the way of counting that ``counted`` names."""

    total: int = Field(description="What fits the filter", examples=[457])
    counted: Way
    epoch: int = Field(description="Grows with every change of the record", examples=[47])


class ShareForm(Form):
    count: int = Field(examples=[107])
    cooperation: int = Field(examples=[29])
    conflict: int = Field(examples=[78])
    score: float | None = SCORE


class PartyForm(ShareForm):
    code: str = Field(examples=["RUS"])

    @classmethod
    def of(cls, party: Party) -> Self:
        return cls(code=party.code, **share_form(party.share))


class DyadForm(ShareForm):
    """``actor`` acts upon ``recipient``, or both act together (that counts in both directions)."""

    actor: str = Field(examples=["RUS"])
    recipient: str = Field(examples=["UKR"])

    @classmethod
    def of(cls, dyad: Dyad) -> Self:
        return cls(actor=dyad.actor, recipient=dyad.recipient, **share_form(dyad.share))


class SeriesForm(Form):
    """``counts`` and ``sums`` (of scores) have a value for each bin of the timeline."""

    quad: str = Field(examples=["verbal conflict"])
    reality: str = Field(
        description="`actual`, `planned`, `called_for`, `hypothetical` or `negated`", examples=["actual"]
    )
    disputed: bool
    counts: list[int] = Field(examples=[[19, 10]])
    sums: list[float] = Field(examples=[[-81.3, -39.8]])


class TimelineForm(CountForm):
    """Bins that have something, in order; ``undated`` of ``total`` are in none.

    ``starts`` and ``ends`` are the first and last day of each: ``from`` and ``to`` (or ``since`` and ``until``) of its
    events. A case that is told of in two bins counts in both, but once in ``total``.
    """

    bin: Bin
    by: By
    undated: int = Field(examples=[0])
    starts: list[date] = Field(examples=[["2022-06-01", "2022-07-01"]])
    ends: list[date] = Field(examples=[["2022-06-30", "2022-07-31"]])
    totals: list[int] = Field(examples=[[12, 40]])
    scores: list[float] = Field(description="PLOVER's mean score of each bin", examples=[[1.25, -3.1]])
    series: list[SeriesForm]


class DyadList(CountForm):
    """Largest first. ``without`` of ``total`` have no dyad: one party only, or the other is unknown."""

    level: Level
    without: int = Field(examples=[93])
    items: list[DyadForm]
    actors: list[PartyForm] = Field(description="Sums of all dyads of who acts: totals of a matrix's rows")
    recipients: list[PartyForm] = Field(description="Sums of all dyads of who is acted upon")
    dyads: int = Field(description="How many different dyads there are", examples=[212])
    labels: dict[str, str] = LABELS


class NodeForm(PartyForm):
    """``x`` and ``y`` between -1 and 1 are the same whatever the filter."""

    x: float = Field(examples=[-0.0581])
    y: float = Field(examples=[0.1871])

    @classmethod
    def at(cls, node: Node) -> Self:
        return cls(x=node.x, y=node.y, code=node.party.code, **share_form(node.party.share))


class NetworkForm(CountForm):
    """The largest parties and the dyads between them; ``left_out`` smaller ones are not shown."""

    level: Level
    without: int = Field(examples=[42])
    nodes: list[NodeForm]
    edges: list[DyadForm]
    left_out: int = Field(examples=[23])
    labels: dict[str, str] = LABELS


class PointForm(ShareForm):
    """A place of the gazetteer; ``geonameid`` is GeoNames'. ``count`` counts reports, whatever the way."""

    name: str = Field(examples=["Odessa"])
    country: str | None = Field(examples=["UKR"])
    geonameid: int | None = Field(examples=[698740])
    latitude: float = Field(examples=[46.49])
    longitude: float = Field(examples=[30.74])

    @classmethod
    def of(cls, point: Point) -> Self:
        place = point.place
        return cls(
            name=place.name,
            country=place.country,
            geonameid=place.geonameid,
            latitude=place.latitude,
            longitude=place.longitude,
            **share_form(point.share),
        )


class MapForm(CountForm):
    """By country of place, of who acts and of who is acted upon.

    ``placed`` of ``total`` have a country of place. Points are looked up for the last stored of these, ``looked_at``.
    """

    placed: int = Field(examples=[80])
    looked_at: int = Field(examples=[80])
    places: list[PartyForm]
    actors: list[PartyForm]
    recipients: list[PartyForm]
    points: list[PointForm]
    labels: dict[str, str] = LABELS


class FacetForm(Form):
    value: str = Field(examples=["CONSULT"])
    count: int = Field(examples=[80])

    @classmethod
    def of(cls, facet: Facet) -> Self:
        return cls(value=facet.value, count=facet.count)


class FacetsForm(CountForm):
    """What each value of each filter would leave of the selection, largest first."""

    types: list[FacetForm]
    quads: list[FacetForm]
    realities: list[FacetForm]
    disputed: list[FacetForm] = Field(description="`yes` and `no`")
    stances: list[FacetForm]
    publishers: list[FacetForm]
    frameworks: list[FacetForm]


def share_form(share: Share) -> dict[str, Any]:
    return {
        "count": share.count,
        "cooperation": share.cooperation,
        "conflict": share.conflict,
        "score": share.score,
    }
