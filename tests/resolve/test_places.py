"""Place phrases to countries, and the gazetteer behind them."""

from collections.abc import Collection

import pytest

from lagebild.reference.registry import default_registry
from lagebild.resolve.places import PlaceMemory, PlaceReader

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


def test_gazetteer_rows_are_complete() -> None:
    berlin = find_places("Berlin")[0]
    assert (berlin.country, berlin.kind, berlin.geonameid) == ("DEU", "capital", 2950159)
    assert find_places("München")[0].population > 1_000_000
    assert find_places("Nirgendwoburg") == ()
