"""What is known of an actor or framework, and what is said of names that nobody knows."""

from datetime import date

import pytest

from lagebild.errors import UnknownNameError
from lagebild.reference import registers
from lagebild.reference.registry import default_registry

REGISTRY = default_registry()


def test_the_page_of_a_state_has_its_offices_and_groups_on_the_day() -> None:
    korea = registers.entity(REGISTRY, "KOR", date(2023, 6, 1))
    assert (korea.kind, korea.name, korea.code) == ("state", "Südkorea", "KOR")
    assert [(t.person, t.office) for t in korea.offices] == [
        ("Yoon Suk-yeol", "Präsident"),
        ("Han Duck-soo", "Ministerpräsident"),
        ("Park Jin", "Außenminister"),
        ("Lee Jong-sup", "Verteidigungsminister"),
    ]
    assert {"UNO", "G20", "OECD"} <= set(korea.groups)
    assert "NATO" not in korea.groups
    assert {"Seoul", "Republik Korea"} <= set(korea.aliases)
    assert registers.entity(REGISTRY, "südkorea".title(), date(2023, 6, 1)) == korea


def test_the_page_of_a_state_that_is_no_more() -> None:
    union = registers.entity(REGISTRY, "Sowjetunion", date(1989, 5, 1))
    assert (union.code, union.end) == ("SUN", date(1991, 12, 25))
    assert "Eduard Schewardnadse" in [t.person for t in union.offices]
    assert registers.entity(REGISTRY, "SUN", date(2000, 1, 1)).offices == ()


def test_the_page_of_a_group_has_its_members_on_the_day() -> None:
    nato = registers.entity(REGISTRY, "NATO", date(2000, 1, 1))
    assert (nato.kind, nato.code, nato.start, len(nato.members)) == ("group", "NATO", date(1949, 4, 4), 19)
    group = registers.entity(REGISTRY, "Visegrád-Gruppe", date(2022, 1, 1))
    assert (group.kind, group.code) == ("group", "")
    assert group.members == ("POL", "HUN", "CZE", "SVK")
    assert "V4" in group.aliases


def test_the_page_of_a_person_has_all_offices_and_the_code_of_the_day() -> None:
    by_surname = registers.entity(REGISTRY, "Lawrow", date(2022, 3, 1))
    assert by_surname == registers.entity(REGISTRY, "Sergej Lawrow", date(2022, 3, 1))
    assert (by_surname.kind, by_surname.name, by_surname.code) == ("person", "Sergej Lawrow", "RUS GOV")
    assert [t.office for t in by_surname.offices] == ["UN-Botschafter", "Außenminister"]
    assert "Sergei Lawrow" in by_surname.aliases
    assert registers.entity(REGISTRY, "Angela Merkel", date(2003, 1, 1)).code == "DEU OPP"
    assert registers.entity(REGISTRY, "Angela Merkel", date(2010, 1, 1)).code == "DEU GOV"


def test_the_page_of_an_organisation_has_its_heads() -> None:
    agency = registers.entity(REGISTRY, "IAEA")
    assert (agency.kind, agency.code) == ("organisation", "IAEA")
    assert agency.offices[0].person == "Hans Blix"
    assert {t.office for t in agency.offices} == {"Generaldirektor"}
    assert "IAEO" in agency.aliases
    assert registers.entity(REGISTRY, "Hamas").code == "PSE REB"
    assert registers.entity(REGISTRY, "Hamas").offices == ()


def test_a_party_has_the_code_of_the_day() -> None:
    assert registers.entity(REGISTRY, "SPD", date(2000, 1, 1)).code != "DEU OPP"
    assert registers.entity(REGISTRY, "SPD", date(2012, 1, 1)).code == "DEU OPP"


def test_a_party_without_a_day_is_that_of_today() -> None:
    assert registers.entity(REGISTRY, "SPD").end is None


@pytest.mark.parametrize(
    ("name", "code"),
    [("kor", "KOR"), ("Südkorea", "KOR"), ("NATO", "NATO"), ("Burma", "MMR"), ("Sowjetunion", "SUN")],
)
def test_the_code_of_a_state_or_body(name: str, code: str) -> None:
    assert registers.country_of(REGISTRY, name) == code


@pytest.mark.parametrize("name", ["Atlantis", "Lawrow", "QQQ"])
def test_no_state_of_that_name(name: str) -> None:
    with pytest.raises(
        UnknownNameError, match=f"^{name}: no state or organisation .*; write a code such as KOR"
    ):
        registers.who(REGISTRY, "Präsident", name)


@pytest.mark.parametrize("office", ["Außenminister", "Nebel-Minister", "nebliger Minister"])
def test_an_office_without_a_state_asks_for_one(office: str) -> None:
    with pytest.raises(
        UnknownNameError, match=rf"^{office}: of which state\? name it, for example with --state KOR$"
    ):
        registers.who(REGISTRY, office)


def test_an_unknown_actor_names_the_command_that_helps() -> None:
    with pytest.raises(UnknownNameError, match=r"^Nebelhausen: .*`lagebild actors`"):
        registers.entity(REGISTRY, "Nebelhausen")


def test_a_framework_by_any_of_its_names() -> None:
    found = registers.framework(REGISTRY, "UN-Resolution 1718")
    assert (found.name, found.kind, found.start) == ("Resolution 1718", "resolution", date(2006, 10, 14))
    assert registers.framework(REGISTRY, "EU").kind == "group"


def test_an_unknown_framework_names_the_command_that_helps() -> None:
    with pytest.raises(UnknownNameError, match=r"^Nebelpakt: .*`lagebild framework --candidates`"):
        registers.framework(REGISTRY, "Nebelpakt")
