"""The 40 columns of POLECAT's weekly files, tab separated, names and order as there.

POLECAT writes ``None`` where it knows nothing, and parts several values with ``; ``. It has no place for reality,
negation and sources: planned, denied and negated events look like deeds, unless they were left out of the selection.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator

from lagebild.export.about import About, Pair
from lagebild.export.codes import country, sector, state
from lagebild.export.csv import guarded
from lagebild.records import Actor, Document, Event, Place, Time
from lagebild.reference.codebook import quad, score
from lagebild.reference.registry import default_registry

COLUMNS = (
    "Event ID",
    "Event Date",
    "Event Type",
    "Event Mode",
    "Intensity",
    "Quad Code",
    "Contexts",
    "Actor Name",
    "Actor Country",
    "Actor COW",
    "Primary Actor Sector",
    "Actor Sectors",
    "Actor Title",
    "Actor Name Raw",
    "Wikipedia Actor ID",
    "Recipient Name",
    "Recipient Country",
    "Recipient COW",
    "Primary Recipient Sector",
    "Recipient Sectors",
    "Recipient Title",
    "Recipient Name Raw",
    "Wikipedia Recipient ID",
    "Placename",
    "City",
    "District",
    "Province",
    "Country",
    "Latitude",
    "Longitude",
    "GeoNames ID",
    "Raw Placename",
    "Feature Type",
    "Source",
    "Publication Date",
    "Story People",
    "Story Organizations",
    "Story Locations",
    "Language",
    "Version",
)
UNFILLED = (
    "Wikipedia Actor ID",
    "Wikipedia Recipient ID",
    "District",
    "Province",
    "Feature Type",
    "Story People",
    "Story Organizations",
    "Story Locations",
)
"""Columns that Lagebild has nothing for; they always say ``None``."""
NOTHING = "None"

_BREAKS = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_CITIES = ("city", "capital")


def encode(found: Iterable[Pair], about: About) -> Iterator[bytes]:
    """A head line and a line an event; cells hold no tab and no line break."""
    yield _line(COLUMNS)
    for pair in found:
        cells = _cells(*pair)
        yield _line(_clean(cells.get(column)) for column in COLUMNS)


def event_id(event: Event) -> str:
    """Document and sentence before the event's own id: what re-checks the row has no column of its own.

    As in POLECAT, the part before the first ``_`` is the story.
    """
    return f"{event.document_id}_{event.sentence.start}-{event.sentence.end}_{event.id}"


def event_date(event: Event) -> Time | None:
    """The first time of the event that begins on a known day; without one POLECAT takes the day of publication."""
    return next((time for time in event.times if time.value and _DAY.match(time.value)), None)


def day_of(time: Time | None, published: str | None) -> str | None:
    """The day on which ``time`` begins (``event_date``), else that of publication."""
    return time.value[: len("2024-05-17")] if time and time.value else published


def _cells(document: Document, event: Event) -> dict[str, str | None]:
    """A cell a column; a column that is missing here is one of ``UNFILLED``."""
    kind = event.type.value
    published = document.published.isoformat() if document.published else None
    return {
        "Event ID": event_id(event),
        "Event Date": day_of(event_date(event), published),
        "Event Type": kind,
        "Event Mode": event.mode,
        "Intensity": str(score(kind)),
        "Quad Code": quad(kind).upper(),
        "Contexts": _joined(event.contexts),
        **_actor_cells("Actor", event.actors),
        **_actor_cells("Recipient", event.recipients),
        **(_place_cells(event.places[0]) if event.places else {}),
        "Source": document.publisher,
        "Publication Date": published,
        "Language": document.language,
        "Version": event.model,
    }


def _actor_cells(role: str, actors: tuple[Actor, ...]) -> dict[str, str | None]:
    sectors = [sector(actor.code) for actor in actors]
    return {
        f"{role} Name": _joined(actor.name or actor.text or _state_name(actor) for actor in actors),
        f"{role} Country": _joined(country(actor.code) for actor in actors),
        f"{role} COW": _joined(_cow(actor) for actor in actors),
        f"Primary {role} Sector": sectors[0] if sectors else None,
        f"{role} Sectors": _joined(sectors),
        f"{role} Title": _joined(actor.office for actor in actors),
        f"{role} Name Raw": _joined(actor.text for actor in actors),
    }


def _place_cells(place: Place) -> dict[str, str | None]:
    """The first place of the event; only what the gazetteer calls a city is one."""
    known = default_registry().places(place.name) if place.name else ()
    is_city = any(found.geonameid == place.geonameid and found.kind in _CITIES for found in known)
    return {
        "Placename": place.name or place.text,
        "City": place.name if is_city else None,
        "Country": place.country,
        "Latitude": None if place.latitude is None else str(place.latitude),
        "Longitude": None if place.longitude is None else str(place.longitude),
        "GeoNames ID": None if place.geonameid is None else str(place.geonameid),
        "Raw Placename": place.text,
    }


def _state_name(actor: Actor) -> str | None:
    found = state(actor.code)
    return found.name if found else None


def _cow(actor: Actor) -> str | None:
    found = state(actor.code)
    return found.cow_number if found else None


def _joined(values: Iterable[str | None]) -> str | None:
    """Values at the same place of two columns belong to the same actor, so an unknown one keeps its place."""
    found = list(values)
    return "; ".join(value or NOTHING for value in found) if any(found) else None


def _clean(cell: str | None) -> str:
    return guarded(_BREAKS.sub(" ", cell)) if cell else NOTHING


def _line(cells: Iterable[str]) -> bytes:
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter="\t", lineterminator="\n").writerow(cells)
    return stream.getvalue().encode()
