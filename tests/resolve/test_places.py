"""Place phrases to countries, and the gazetteer behind them."""

from collections.abc import Collection
from datetime import date

import pytest
from sayings import Text

from lagebild.records import Role
from lagebild.reference.registry import default_registry
from lagebild.resolve import Resolver
from lagebild.resolve.places import PlaceMemory, PlaceReader, hosts_of

READER = PlaceReader(default_registry())
find_places = default_registry().places


def resolve_place(text: str, prefer: Collection[str] = ()) -> str | None:
    hint = READER.read(text, prefer)
    return hint.country if hint else None


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Syrien", "SYR"),
        ("Syriens", "SYR"),
        ("Nähe von Bagdad", "IRQ"),
        ("russische Botschaft in Berlin", "DEU"),
        ("Botschaft Kubas in Washington", "USA"),
        ("Moskau", "RUS"),
        ("Krim", "UKR"),
        ("Gazastreifen", "PSE"),
        ("Westjordanland", "PSE"),
        ("Tschetschenien", "RUS"),
        ("Nordirland", "GBR"),
        ("Darfur", "SDN"),
        ("Hawaii", "USA"),
        ("Bayern", "DEU"),
        ("Nordirak", "IRQ"),
        ("nordwestsyrischen Dorf", "SYR"),
        ("Charkiw", "UKR"),
        ("Pariser Innenstadt", "FRA"),
        ("Weißen Haus", "USA"),
        ("syrischem Boden", "SYR"),
        ("Südchinesischen Meer", None),
        ("Hauptstadt", None),
        ("", None),
    ],
)
def test_country_of_a_phrase(text: str, country: str | None) -> None:
    assert resolve_place(text) == country


def test_context_decides_between_cities_of_one_name_but_not_against_a_capital() -> None:
    assert resolve_place("Valencia") == "VEN" or resolve_place("Valencia") == "ESP"
    assert resolve_place("Valencia", prefer={"ESP"}) == "ESP"
    assert resolve_place("Valencia", prefer={"VEN"}) == "VEN"
    assert resolve_place("Paris", prefer={"USA"}) == "FRA"


def test_a_phrase_without_a_name_lies_where_the_text_is() -> None:
    memory = PlaceMemory(READER)
    assert memory.resolve("Hauptstadt") == (None, None)
    assert memory.resolve("Kabul", ["AFG", "USA"])[0] == "AFG"
    assert memory.resolve("Hauptstadt", ["AFG"]) == ("AFG", None)
    assert memory.resolve("Schwarzen Meer", ["RUS"])[0] is None


@pytest.mark.parametrize(
    ("text", "parties", "hosts", "country"),
    [
        ("Region", ["AFG", "USA"], [], None),
        ("In der gesamten Region", ["AFG"], [], None),
        ("Konfliktgebiete", ["AFG", "USA"], ["AFG"], None),
        ("Region", ["AFG"], ["AFG"], "AFG"),
        ("Grenze", ["AFG", "PAK"], ["PAK"], "PAK"),
        ("Grenze", ["AFG"], [], "AFG"),
        ("Ostgrenze Polens", ["AFG", "PAK"], [], "POL"),
        ("polnische Grenze", ["AFG", "PAK"], [], "POL"),
        ("Dorf an der Grenze", ["AFG", "PAK"], [], "AFG"),
    ],
)
def test_a_wide_place_without_a_name_is_not_guessed(
    text: str, parties: list[str], hosts: list[str], country: str | None
) -> None:
    assert PlaceMemory(READER).resolve(text, parties, hosts)[0] == country


def test_gazetteer_rows_are_complete() -> None:
    berlin = find_places("Berlin")[0]
    assert (berlin.country, berlin.kind, berlin.geonameid) == ("DEU", "capital", 2950159)
    assert find_places("München")[0].population > 1_000_000
    assert find_places("Nirgendwoburg") == ()


def test_a_city_brings_its_geonameid_and_coordinates() -> None:
    country, place = PlaceMemory(READER).resolve("Innenstadt von Charkiw")
    assert country == "UKR"
    assert place is not None
    assert (place.name, place.geonameid) == ("Charkiw", 706483)
    assert place.latitude == pytest.approx(49.98)
    assert place.longitude == pytest.approx(36.25)


def test_a_state_has_no_coordinates_and_a_sea_no_country() -> None:
    assert PlaceMemory(READER).resolve("Syrien") == ("SYR", None)
    country, sea = PlaceMemory(READER).resolve("Südchinesischen Meer", ["CHN"])
    assert country is None
    assert sea is not None
    assert sea.kind == "sea"


def test_an_event_has_the_gazetteers_entry(resolver: Resolver) -> None:
    t = Text("Norwegen half der Ukraine in Oslo und in einem Dorf.")
    places = [t.argument(Role.PLACE, "Oslo"), t.argument(Role.PLACE, "einem Dorf")]
    (event,) = t.events(resolver, t.mention("half", [t.actor("Norwegen"), *places]))
    oslo, village = event.places
    assert (oslo.country, oslo.name, oslo.geonameid) == ("NOR", "Oslo", 3143244)
    assert oslo.latitude == pytest.approx(59.9, abs=0.1)
    assert oslo.longitude == pytest.approx(10.75, abs=0.1)
    assert (village.name, village.geonameid, village.latitude, village.longitude) == (None,) * 4


@pytest.mark.parametrize(
    ("place", "day", "country"),
    [
        ("Moskau", date(1985, 5, 1), "SUN"),
        ("Moskau", date(1995, 5, 1), "RUS"),
        ("Moskau", None, "RUS"),
        ("Kiew", date(1985, 5, 1), "SUN"),
        ("Riga", date(1985, 5, 1), "SUN"),
        ("Prag", date(1985, 5, 1), "CSK"),
        ("Prag", date(1999, 5, 1), "CZE"),
        ("Belgrad", date(1985, 5, 1), "YUG"),
        ("Paris", date(1985, 5, 1), "FRA"),
    ],
)
def test_a_city_lies_in_the_state_of_its_day(place: str, day: date | None, country: str) -> None:
    assert PlaceMemory(READER, day).resolve(place)[0] == country


@pytest.mark.parametrize(
    ("text", "parties", "country"),
    [
        ("Zaun zu Serbien", ["HUN", "SRB"], "HUN"),
        ("Grenze zur Ukraine", ["POL"], "POL"),
        ("Zaun zu Serbien", ["SRB"], "SRB"),
        ("Zaun zu Serbien", [], "SRB"),
        ("Zaun in Serbien", ["HUN", "SRB"], "SRB"),
    ],
)
def test_a_border_to_a_state_lies_with_the_other_party(text: str, parties: list[str], country: str) -> None:
    assert PlaceMemory(READER).resolve(text, parties) == (country, None)


@pytest.mark.parametrize(
    ("kind", "hosts"),
    [("ASSAULT", ["UKR"]), ("AID", ["UKR"]), ("PROTEST", ["RUS"]), ("ACCUSE", ["RUS"]), ("AGREE", [])],
)
def test_some_acts_take_place_at_one_of_the_parties(kind: str, hosts: list[str]) -> None:
    assert list(hosts_of(kind, ["RUS"], ["UKR"])) == hosts


def test_a_phrase_without_a_name_lies_with_the_host() -> None:
    parties = ["RUS", "UKR"]
    assert PlaceMemory(READER).resolve("Hauptstadt", parties, ["UKR"]) == ("UKR", None)
    assert PlaceMemory(READER).resolve("Hauptstadt", parties, ["RUS"]) == ("RUS", None)
    assert PlaceMemory(READER).resolve("Hauptstadt", parties, ["FRA"]) == ("RUS", None)  # no party
