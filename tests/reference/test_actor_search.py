"""Actors found while somebody types: by code, German or English name, with sectors, on a day."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest

from lagebild.reference.actor_search import ActorSearch
from lagebild.reference.registry import Registry, default_registry

ENGLISH = {"NOR": "Norway", "MIL": "military", "UNO": "United Nations", "SUN": "Soviet Union"}
GERMAN = {"NOR": "Norwegen", "MIL": "Militär", "UNO": "Vereinte Nationen", "SUN": "Sowjetunion"}


def called(code: str) -> Iterable[str]:
    return tuple(names[code] for names in (GERMAN, ENGLISH) if code in names)


@pytest.fixture(scope="module")
def search() -> ActorSearch:
    return ActorSearch(default_registry(), called)


@pytest.mark.parametrize("typed", ["NOR", "nor", "Norwegen", "Norway", "  norway ", "norweg"])
def test_a_state_comes_first_by_code_and_name_of_either_language(search: ActorSearch, typed: str) -> None:
    found = search.find(typed)
    assert (found[0].kind, found[0].code, found[0].name) == ("state", "NOR", None)


def test_a_state_that_is_named_in_full_is_offered_with_its_usual_sectors(search: ActorSearch) -> None:
    assert [found.code for found in search.find("Norway", limit=4)] == [
        "NOR",
        "NOR GOV",
        "NOR MIL",
        "NOR LEG",
    ]


@pytest.mark.parametrize("typed", ["NOR MIL", "Norwegen Militär", "norway milit"])
def test_a_sector_is_found_by_the_last_words(search: ActorSearch, typed: str) -> None:
    assert [(found.code, found.name) for found in search.find(typed)] == [("NOR MIL", None)]


def test_a_capital_means_the_government(search: ActorSearch) -> None:
    assert search.find("Oslo")[0].code == "NOR GOV"


def test_a_body_that_shares_a_code_keeps_its_name(search: ActorSearch) -> None:
    assert ("UNO", "UN-Sicherheitsrat") in [(f.code, f.name) for f in search.find("sicherheitsrat")]
    assert (search.find("United Nat")[0].code, search.find("United Nat")[0].name) == ("UNO", None)


def test_a_person_has_the_code_of_the_day_and_without_one_the_last(search: ActorSearch) -> None:
    def codes(name: str, on: date | None) -> list[str]:
        return [f.code for f in search.find(name, on=on) if f.name == "Ursula von der Leyen"]

    assert codes("von der Leyen", date(2016, 1, 1)) == ["DEU GOV"]
    assert codes("leyen ursula", date(2021, 1, 1)) == codes("Leyen", None) == ["EUU"]


def test_accents_and_umlauts_may_be_left_out(search: ActorSearch) -> None:
    assert search.find("Erdogan")[0].name == "Recep Tayyip Erdoğan"
    assert search.find("Turkei")[0].code == search.find("Türkei")[0].code == "TUR"


def test_who_is_known_by_the_full_name_only_is_found_by_any_of_its_words(search: ActorSearch) -> None:
    name = next(name for name in default_registry().long_list.names if name.count(" ") == 1)
    assert name in [found.name for found in search.find(name.split(" ")[1], limit=500)]


def test_what_has_ended_stands_behind_what_lasts(tmp_path: Path) -> None:
    rows = "name,aliases,code,from,to\nNebelbund,,NGO,1950,1960\nNebelbund der Inseln,,NGO,2000,\n"
    (tmp_path / "organisations.csv").write_text(rows, "utf-8")
    search = ActorSearch(Registry.load(tmp_path), called)
    assert [found.name for found in search.find("nebelb")] == ["Nebelbund der Inseln", "Nebelbund"]


@pytest.mark.parametrize("typed", ["", "  ", "?!", "Zzyzx"])
def test_nothing_is_found_for_nothing_or_the_unknown(search: ActorSearch, typed: str) -> None:
    assert search.find(typed) == []
