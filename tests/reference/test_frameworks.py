"""Treaties, resolutions, formats and groups: their names in every form, their members on a day."""

from datetime import date

import pytest

from lagebild.reference.frameworks import Framework, Frameworks, framework_of, member_of
from lagebild.reference.registry import default_registry

FRAMEWORKS = default_registry().frameworks
FIRST_SIX = ("BEL", "DEU", "FRA", "ITA", "LUX", "NLD")


def made(name: str, members: str = "", *, aliases: str = "", span: tuple[str, str] = ("", "")) -> Framework:
    row = {"name": name, "aliases": aliases, "kind": "treaty", "from": span[0], "to": span[1]}
    return framework_of({**row, "members": members, "about": ""})


@pytest.mark.parametrize(
    ("name", "day", "count", "some"),
    [
        ("EU", "1960-01-01", 6, FIRST_SIX),
        ("EU", "1996-01-01", 15, ("AUT", "GBR")),
        ("EU", "2013-07-01", 28, ("HRV", "GBR")),
        ("EU", "2020-01-31", 28, ("GBR",)),
        ("EU", "2020-02-01", 27, ("DEU",)),
        ("NATO", "1950-01-01", 12, ("USA", "ISL")),
        ("NATO", "1998-01-01", 16, ("DEU", "ESP")),
        ("NATO", "2000-01-01", 19, ("POL", "HUN", "CZE")),
        ("NATO", "2024-06-01", 32, ("FIN", "SWE")),
        ("G7", "1975-12-01", 6, ("JPN",)),
        ("G7", "2024-01-01", 8, ("CAN", "EUU")),
        ("G8", "2010-01-01", 9, ("RUS", "EUU")),
        ("Visegrád-Gruppe", "1992-01-01", 3, ("POL", "HUN", "CSK")),
        ("Visegrád-Gruppe", "2022-01-01", 4, ("POL", "HUN", "CZE", "SVK")),
        ("E3", "2015-07-14", 3, ("DEU", "FRA", "GBR")),
        ("Weimarer Dreieck", "2022-01-01", 3, ("DEU", "FRA", "POL")),
        ("BRICS", "2008-01-01", 4, ("BRA", "RUS", "IND", "CHN")),
        ("EWR", "2000-01-01", 18, ("NOR", "ISL", "LIE")),
    ],
)
def test_members_of_a_group_on_a_day(name: str, day: str, count: int, some: tuple[str, ...]) -> None:
    group = FRAMEWORKS.group(name)
    assert group is not None
    members = FRAMEWORKS.members(group, date.fromisoformat(day))
    assert len(members) == len(set(members)) == count
    assert set(some) <= set(members)


def test_who_left_a_group_is_none_of_its_members_today() -> None:
    group = FRAMEWORKS.group("EUU")
    assert group is not None
    assert "GBR" not in FRAMEWORKS.members(group, None)
    assert FRAMEWORKS.members(group, date(2020, 2, 1)) == FRAMEWORKS.members(group, None)


def test_members_of_other_groups_count_and_some_are_taken_out_again() -> None:
    three = made("Drei", "DEU|FRA 1955..1990|POL 1999-03..")
    all_but = made("Vier", "@Drei|USA|-DEU|-POL ..2001")
    frameworks = Frameworks([all_but], [three])
    assert frameworks.members(all_but, date(1960, 1, 1)) == ("FRA", "USA")
    assert frameworks.members(all_but, date(2000, 1, 1)) == ("USA",)
    assert frameworks.members(all_but, date(2005, 1, 1)) == ("POL", "USA")
    assert frameworks.members(all_but, None) == ("POL", "USA")


@pytest.mark.parametrize(("name", "day"), [("G8", "2020-01-01"), ("Weimarer Dreieck", "1990-01-01")])
def test_a_group_has_no_members_before_it_begins_or_after_it_ends(name: str, day: str) -> None:
    group = FRAMEWORKS.group(name)
    assert group is not None
    assert FRAMEWORKS.members(group, date.fromisoformat(day)) == ()


def test_a_member_is_a_code_a_group_or_an_exception_with_its_span() -> None:
    member = member_of("GBR 1973..2020-01-31")
    assert (member.code, member.start, member.end) == ("GBR", date(1973, 1, 1), date(2020, 1, 31))
    assert (member.group, member.out) == (False, False)
    assert (member_of("@EU").group, member_of("@EU").code) == (True, "EU")
    assert (member_of("-IND").out, member_of("-IND").code) == (True, "IND")
    assert member_of("DEU ..1990").covers(date(1955, 1, 1))
    assert not member_of("DEU ..1990").covers(None)


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("INF-Vertrag", "INF-Vertrag"),
        ("INF-Vertrags", "INF-Vertrag"),
        ("Atomwaffensperrvertrages", "Atomwaffensperrvertrag"),
        ("NVV", "Atomwaffensperrvertrag"),
        ("Normandie-Formats", "Normandie-Format"),
        ("Minsker Abkommens", "Minsker Abkommen"),
        ("Resolution 1718", "Resolution 1718"),
        ("UN-Resolution 1718", "Resolution 1718"),
        ("Uno-Resolution 1718", "Resolution 1718"),
        ("Sicherheitsratsresolution 1718", "Resolution 1718"),
        ("Resolution Nr. 1718", "Resolution 1718"),
        ("Resolution 1718 (2006)", "Resolution 1718"),
        ("Resolution 9999", None),
        ("Nebelpakt", None),
        ("", None),
        ("Weimarer Dreieck", "Weimarer Dreieck"),
        ("E3", "E3"),
        ("Visegrád-Gruppe", "Visegrád-Gruppe"),
    ],
)
def test_a_name_in_every_form_that_texts_give_it(written: str, name: str | None) -> None:
    found = FRAMEWORKS.named(written)
    assert (found.name if found else None) == name


@pytest.mark.parametrize(
    ("text", "name", "words"),
    [
        ("Ausstieg aus dem INF-Vertrag", "INF-Vertrag", "INF-Vertrag"),
        ("das Treffen im Normandie-Format in Paris", "Normandie-Format", "Normandie-Format"),
        ("die Waffenruhe des Minsker Abkommens", "Minsker Abkommen", "Minsker Abkommens"),
        ("Verstoß gegen die Resolution 1718 (2006)", "Resolution 1718", "Resolution 1718"),
        ("Sitzung nach Resolution Nr. 1718", "Resolution 1718", "Resolution Nr. 1718"),
    ],
)
def test_a_text_that_contains_a_name_tells_where(text: str, name: str, words: str) -> None:
    found = FRAMEWORKS.within(text)
    assert found is not None
    assert (found[0].name, text[found[1] : found[2]]) == (name, words)


def test_a_text_without_a_name_has_none() -> None:
    assert FRAMEWORKS.within("die Sitzung der Nebelrunde") is None
    assert FRAMEWORKS.within("") is None


def test_the_longest_name_of_a_text_wins() -> None:
    frameworks = Frameworks([made("Pakt"), made("Kleiner Nebelpakt")], [])
    found = frameworks.within("der Pakt und der Kleine Nebelpakt")
    assert found is not None
    assert found[0].name == "Kleiner Nebelpakt"


def test_of_two_with_a_name_the_one_in_force_is_meant() -> None:
    old, new = made("Pakt I", aliases="Pakt", span=("1990", "2000")), made("Pakt II", aliases="Pakt")
    frameworks = Frameworks([old, new], [])
    assert frameworks.named("Pakts", date(1995, 1, 1)) == old
    assert frameworks.named("Pakt", date(2005, 1, 1)) == new
    assert frameworks.named("Pakt") == old


def test_a_text_may_name_an_organisation_instead() -> None:
    found = default_registry().framework("eine Sitzung der Unesco")
    assert found is not None
    assert (found.name, found.kind) == ("UNESCO", "organisation")
    assert default_registry().framework("eine Sitzung der Nebelrunde") is None
