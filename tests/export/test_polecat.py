"""POLECAT's 40 columns and the form of PLOVER's coder."""

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import pytest
from hostile import hostile_pair
from making import TEXT, make_document, make_event, span_of
from shipping import Shipped

from lagebild.export import Format
from lagebild.export.about import Pair
from lagebild.export.polecat import COLUMNS, UNFILLED
from lagebild.records import Actor, Document, Event, EventType, Modality, Place, Time

DOCUMENT = make_document()
EVENT = make_event(DOCUMENT)
HEADER = (
    "Event ID|Event Date|Event Type|Event Mode|Intensity|Quad Code|Contexts|Actor Name|Actor Country|Actor COW|"
    "Primary Actor Sector|Actor Sectors|Actor Title|Actor Name Raw|Wikipedia Actor ID|Recipient Name|"
    "Recipient Country|Recipient COW|Primary Recipient Sector|Recipient Sectors|Recipient Title|Recipient Name Raw|"
    "Wikipedia Recipient ID|Placename|City|District|Province|Country|Latitude|Longitude|GeoNames ID|Raw Placename|"
    "Feature Type|Source|Publication Date|Story People|Story Organizations|Story Locations|Language|Version"
)


def polecat(shipped: Shipped, found: list[Pair]) -> list[dict[str, str]]:
    lines = shipped(Format.POLECAT, found).decode()
    return list(csv.DictReader(io.StringIO(lines, newline=""), delimiter="\t"))


def plover(shipped: Shipped, event: Event, document: Document = DOCUMENT) -> dict:  # type: ignore[type-arg]
    found: dict = json.loads(shipped(Format.PLOVER, [(document, event)]))  # type: ignore[type-arg]
    return found


def test_the_head_has_the_forty_names_in_their_order(shipped: Shipped) -> None:
    assert shipped(Format.POLECAT, []).decode() == HEADER.replace("|", "\t") + "\n"
    assert len(COLUMNS) == 40


def test_values_of_an_event(shipped: Shipped) -> None:
    (row,) = polecat(shipped, [(DOCUMENT, EVENT)])
    assert (row["Event Type"], row["Event Mode"], row["Intensity"]) == ("AGREE", "None", "4.2")
    assert (row["Quad Code"], row["Contexts"]) == ("VERBAL COOPERATION", "military; economic")
    assert (row["Event Date"], row["Publication Date"]) == ("2024-05-03", "2024-05-04")
    assert (row["Actor Name"], row["Actor Country"], row["Actor COW"]) == ("Nordland", "NLD", "210")
    assert (row["Recipient Name"], row["Recipient Country"]) == ("Regierung von Südland; None", "SWE; None")
    assert (row["Primary Recipient Sector"], row["Recipient Sectors"]) == ("GOV", "GOV; None")
    assert (row["Placename"], row["City"], row["Country"]) == ("Hafenstadt", "None", "None")
    assert (row["Source"], row["Language"], row["Version"]) == ("Küstenbote", "de", EVENT.model)
    assert {row[column] for column in UNFILLED} == {"None"}


def test_the_id_names_document_sentence_and_event(shipped: Shipped) -> None:
    (row,) = polecat(shipped, [(DOCUMENT, EVENT)])
    story, span, event_id = row["Event ID"].split("_")
    start, end = map(int, span.split("-"))
    assert (story, event_id) == (DOCUMENT.id, EVENT.id)
    assert TEXT[start:end] == EVENT.sentence.of(TEXT)


@pytest.mark.parametrize(
    ("code", "country", "sector"),
    [("EUU", "IGO", "None"), ("UNK REB", "None", "REB"), ("RUS MIL", "RUS", "MIL"), ("NGO", "None", "None")],
)
def test_countries_of_codes(code: str, country: str, sector: str, shipped: Shipped) -> None:
    (row,) = polecat(shipped, [(DOCUMENT, replace(EVENT, actors=(Actor(None, None, code),)))])
    assert (row["Actor Country"], row["Primary Actor Sector"]) == (country, sector)


@pytest.mark.parametrize(
    ("value", "day"),
    [("2024-04-01/2024-04-30", "2024-04-01"), ("2024-04", "2024-05-04"), (None, "2024-05-04")],
)
def test_a_time_without_a_day_gives_the_day_of_publication(
    value: str | None, day: str, shipped: Shipped
) -> None:
    event = replace(EVENT, times=(Time(span_of(TEXT, "3. Mai"), "3. Mai", value),))
    assert polecat(shipped, [(DOCUMENT, event)])[0]["Event Date"] == day
    assert plover(shipped, event)["date_resolved"] == day


def test_only_what_the_gazetteer_calls_a_city_is_one(shipped: Shipped) -> None:
    span = span_of(TEXT, "Hafenstadt")
    city = Place(span, "Hafenstadt", "DEU", "Hamburg", 2911298, 53.55, 9.99)
    region = Place(span, "Hafenstadt", "UKR", "Donbass", None, 48.0, 38.0)
    first, second = polecat(shipped, [(DOCUMENT, replace(EVENT, places=(p,))) for p in (city, region)])
    assert (first["City"], first["GeoNames ID"], first["Latitude"]) == ("Hamburg", "2911298", "53.55")
    assert (second["City"], second["Placename"], second["GeoNames ID"]) == ("None", "Donbass", "None")


def test_hostile_words_stay_in_their_cells(shipped: Shipped) -> None:
    lines = shipped(Format.POLECAT, [hostile_pair()]).decode()
    assert lines.count("\n") == 2
    assert {line.count("\t") for line in lines.splitlines()[:2]} == {39}
    (row,) = polecat(shipped, [hostile_pair()])
    assert row["Actor Name Raw"].startswith("'=HYPERLINK")
    assert "eins zwei DREI vier fünf sechs" in row["Actor Name Raw"]
    assert "\x01" not in lines
    assert (row["Latitude"], row["Longitude"]) == ("-33.5", "18.25")


def test_plover_counts_offsets_in_the_sentence(shipped: Shipped) -> None:
    text = f"Vorweg ein Satz. {TEXT}"
    document = make_document(text)
    start = text.index("Nordland")
    event = make_event(document)
    event = replace(event, sentence=replace(event.sentence, start=start))
    row = plover(shipped, event, document)
    (actor,) = row["attributes"]["ACTOR"]
    assert row["event_text"][actor["qa_start_char"] : actor["qa_end_char"]] == actor["text"] == "Nordland"
    assert row["attributes"]["RECIP"][1] | {"text": ""} == row["attributes"]["RECIP"][1]
    assert (actor["country"], actor["country_name"], actor["code_1"]) == ("NLD", "Niederlande", "")
    assert row["lagebild"]["actor"][0]["start"] == start


def test_plover_keeps_reality_and_sources_beside_its_own_keys(shipped: Shipped) -> None:
    event = replace(EVENT, type=EventType.CONSULT, mode="visit", modality=Modality.PLANNED, negated=True)
    row = plover(shipped, event)
    assert (row["event_type"], row["event_mode"]) == ("CONSULT", ["visit"])
    assert (row["story_id"], row["version"], row["headline"]) == (DOCUMENT.id, EVENT.model, DOCUMENT.title)
    assert (row["lagebild"]["modality"], row["lagebild"]["negated"]) == ("planned", True)
    assert [source["stance"] for source in row["lagebild"]["sources"]] == ["asserts", "denies"]
    assert row["event_geolocation"]["geo"] is None


def test_columns_are_documented() -> None:
    page = (Path(__file__).parents[2] / "docs/exports.md").read_text("utf-8")
    for number, column in enumerate(COLUMNS, 1):
        (row,) = [line for line in page.splitlines() if line.startswith(f"| {number} | `{column}` |")]
        assert ("always `None`" in row) is (column in UNFILLED), column
