"""Readable names of actor codes."""

import json
from importlib.resources import files

import pytest

from lagebild.server.labels import actor_label, labels, own_name
from lagebild.server.languages import LANGUAGES


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("KOR GOV", "Südkorea · Regierung"),
        ("RUS", "Russland"),
        ("EUU", "Europäische Union"),
        ("SUN MIL", "Sowjetunion · Militär"),
        ("XKX", "Kosovo"),
        ("UNK REB", "Unbekannt · bewaffnete Gruppe"),
        ("QQQ", "QQQ"),
        ("DEU NEW", "Deutschland · NEW"),
    ],
)
def test_actor_label(code: str, name: str) -> None:
    assert actor_label(code) == name


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("KOR GOV", "South Korea · government"),
        ("EUU", "European Union"),
        ("SUN MIL", "Soviet Union · military"),
        ("QQQ NEW", "QQQ · NEW"),
    ],
)
def test_actor_label_in_english(code: str, name: str) -> None:
    assert actor_label(code, "en") == name


def test_every_label_has_both_languages() -> None:
    words = json.loads(files("lagebild.server").joinpath("labels.json").read_text("utf-8"))
    lacking = [
        code for kind in words.values() for code, names in kind.items() if set(names) != set(LANGUAGES)
    ]
    assert lacking == []


def test_labels_leave_out_what_is_no_code() -> None:
    assert labels(["RUS", None, "", " ", "RUS"]) == {"RUS": "Russland"}


def test_a_name_that_only_repeats_the_code_is_left_out() -> None:
    assert own_name("RUS", "Russland") is None
    assert own_name("EUU", "Europäische Union") is None
    assert own_name("RUS GOV", "Russland") is None
    assert own_name("UKR GOV", "Dmytro Kuleba") == "Dmytro Kuleba"
    assert own_name("UKR", None) is None


def test_other_german_names_and_forms_of_the_code_are_left_out() -> None:
    assert own_name("GBR GOV", "Großbritannien") is None
    assert own_name("USA", "USA") is None
    assert own_name("UNO", "Vereinten Nationen") is None
    assert own_name("RUS", "Russlands") is None
    assert own_name("UNO", "UN-Sicherheitsrat") == "UN-Sicherheitsrat"
    assert own_name("EUU", "EU-Kommission") == "EU-Kommission"
    assert own_name("RUS GOV", "Moskau") == "Moskau"
    assert own_name("DEU", "Ukraine") == "Ukraine"
