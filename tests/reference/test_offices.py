"""Who held an office: titles of both forms, prefixes, acting and designated holders, states that are no more."""

from datetime import date

import pytest

from lagebild.reference.offices import Offices, OfficeTitles
from lagebild.reference.people import people_of
from lagebild.reference.registers import who
from lagebild.reference.registry import default_registry

REGISTRY = default_registry()
TITLES = REGISTRY.office_titles
ROWS = [
    ("Ada Test", "DEU GOV", "2001-01-01", "2004-05-06", "Bundeskanzlerin", ""),
    ("Bo Test", "DEU GOV", "2004-05-06", "", "Kanzler", ""),
    ("Cy Test", "DEU GOV", "2004-01-01", "", "Kanzler", "designated"),
    ("Di Test", "FRA GOV", "2001", "2004", "Ministerin", ""),
    ("Ed Test", "FRA GOV", "2001", "2004", "Präsident", ""),
    ("Fa Test", "AUT GOV", "2001", "2004", "Außenministerin", ""),
    ("Gu Test", "AUT GOV", "2001", "2004", "Außenminister", ""),
    ("Ha Test", "DEU PTY", "2001", "2004", "Stadtrats-Chefin", ""),
    ("Ha Test", "DEU PTY", "2001", "2004", "", ""),
]
COLUMNS = ("name", "code", "from", "to", "office", "mark")
OFFICES = Offices(people_of([dict(zip(COLUMNS, row, strict=True), aliases="") for row in ROWS]), TITLES)


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Außenministerin", "foreign_minister"),
        ("Chefdiplomat", "foreign_minister"),
        ("Bundesaußenminister", "foreign_minister"),
        ("US-Außenministerin", "foreign_minister"),
        ("Bundeskanzlerin", "head_of_government"),
        ("Premierministerin", "head_of_government"),
        ("Königin", "head_of_state"),
        ("Interims-Präsident", "head_of_state"),
        ("Übergangspräsident", "head_of_state"),
        ("Generalsekretärin", "secretary_general"),
        ("EU-Außenbeauftragte", "high_representative"),
        ("Hoher Vertreter", "high_representative"),
        ("Nationale Sicherheitsberaterin", "security_adviser"),
        ("SPD-Vorsitzende", "spd-chef"),
        ("SPD-Chef", "spd-chef"),
        ("Nebelrätin", "nebelrätin"),
        ("Hohe Vertreterin", "high_representative"),
        ("amtierender Präsident", "head_of_state"),
        ("Revolutionsführer", "supreme_leader"),
        ("Oberster Führer", "supreme_leader"),
    ],
)
def test_titles_of_one_office_have_one_key(title: str, kind: str) -> None:
    assert TITLES.key(title) == kind


def test_only_some_offices_have_one_holder_at_a_time() -> None:
    assert TITLES.is_single("head_of_state")
    assert not TITLES.is_single("economy_minister")
    assert not TITLES.is_single("nebelrat")
    assert TITLES.is_single("supreme_leader")
    assert OfficeTitles([], ()).kind("Präsident") == ""


@pytest.mark.parametrize(
    ("office", "state", "day", "name"),
    [
        ("Außenministerin", "DEU", "2024-05-01", "Annalena Baerbock"),
        ("Außenminister", "DEU", "2024-05-01", "Annalena Baerbock"),
        ("Bundesaußenminister", None, "2010-05-01", "Guido Westerwelle"),
        ("Kanzler", "DEU", "2015-05-01", "Angela Merkel"),
        ("Bundeskanzlerin", None, "2022-05-01", "Olaf Scholz"),
        ("Kanzler", "Österreich", "2019-01-01", "Sebastian Kurz"),
        ("US-Präsident", None, "1995-01-01", "Bill Clinton"),
        ("US-Außenministerin", None, "2011-05-01", "Hillary Clinton"),
        ("Regierungschef", "USA", "2015-05-01", "Barack Obama"),
        ("Regierungschefin", "Großbritannien", "1985-01-01", "Margaret Thatcher"),
        ("Premierminister", "FRA", "1999-01-01", "Lionel Jospin"),
        ("russischer Außenminister", None, "2022-03-01", "Sergej Lawrow"),
        ("Verteidigungsminister", "KOR", "2023-11-01", "Shin Won-sik"),
        ("Außenminister", "Südkorea", "2019-01-01", "Kang Kyung-wha"),
        ("Taoiseach", "IRL", "2015-01-01", "Enda Kenny"),
        ("Premier", "ISR", "1995-01-01", "Jitzchak Rabin"),
        ("IAEA-Chef", None, "2022-05-01", "Rafael Grossi"),
        ("WHO-Chefin", None, "2010-01-01", "Margaret Chan"),
        ("Nato-Generalsekretär", None, "2005-05-01", "Jaap de Hoop Scheffer"),
        ("UN-Generalsekretär", None, "1965-01-01", "U Thant"),
        ("EU-Kommissionspräsident", None, "2021-05-01", "Ursula von der Leyen"),
        ("EU-Außenbeauftragte", None, "2016-05-01", "Federica Mogherini"),
        ("EZB-Präsident", "EU", "2012-09-01", "Mario Draghi"),
        ("SPD-Chef", "DEU", "2000-01-01", "Gerhard Schröder"),
        ("Pentagonchef", None, "2005-01-01", "Donald Rumsfeld"),
        ("Präsident", "UKR", "2014-04-01", "Olexander Turtschynow"),
        ("Außenminister", "SUN", "1989-05-01", "Eduard Schewardnadse"),
        ("Außenminister", "Sowjetunion", "1970-05-01", "Andrej Gromyko"),
        ("Außenminister", "DDR", "1980-01-01", "Oskar Fischer"),
        ("Ministerpräsident", "DDR", "1990-05-01", "Lothar de Maizière"),
        ("Präsident", "IRN", "2016-05-01", "Hassan Rohani"),
        ("Revolutionsführer", "IRN", "2016-05-01", "Ali Chamenei"),
        ("Ministerpräsident", "Sachsen", "2016-05-01", "Stanislaw Tillich"),
        ("Ministerpräsident", "Bayern", "2016-05-01", "Horst Seehofer"),
    ],
)
def test_who_held_an_office_on_a_day(office: str, state: str | None, day: str, name: str) -> None:
    assert [t.person for t in who(REGISTRY, office, state, date.fromisoformat(day))] == [name]


def test_the_head_of_the_central_bank_is_not_the_head_of_the_union() -> None:
    found = who(REGISTRY, "EZB-Chef", None, date(2012, 9, 1))
    assert [t.person for t in found] == ["Mario Draghi"]


def test_the_head_of_state_of_the_gdr() -> None:
    found = who(REGISTRY, "Staatsratsvorsitzender", "DDR", date(1980, 1, 1))
    assert [t.person for t in found] == ["Erich Honecker"]


def test_who_is_acting_or_designated_is_marked_and_the_one_in_office_comes_first() -> None:
    found = who(REGISTRY, "Präsident", "USA", date(2024, 12, 1))
    assert [(t.person, t.mark) for t in found] == [("Joe Biden", ""), ("Donald Trump", "designated")]
    (acting,) = who(REGISTRY, "Bundespräsident", None, date(2012, 3, 1))
    assert (acting.person, acting.mark) == ("Horst Seehofer", "acting")


def test_everybody_who_held_it_in_order_of_time() -> None:
    found = who(REGISTRY, "Generalsekretär", "UNO")
    assert [t.person for t in found][:2] == ["Trygve Lie", "Dag Hammarskjöld"]
    assert [t.start for t in found] == sorted(t.start for t in found if t.start)


def test_an_office_that_nobody_held_is_empty() -> None:
    assert who(REGISTRY, "Hexenmeister", "DEU", date(2000, 1, 1)) == []
    assert who(REGISTRY, "Außenminister", "SUN", date(2000, 1, 1)) == []


@pytest.mark.parametrize(
    ("office", "state", "names"),
    [
        ("Kanzlerin", "DEU", ["Ada Test", "Cy Test", "Bo Test"]),
        ("Regierungschef", "FRA", ["Ed Test"]),
        ("Ministerin", "FRA", ["Di Test"]),
        ("Stadtrats-Vorsitzende", "DEU", ["Ha Test"]),
    ],
)
def test_holdings_are_found_by_kind_by_head_of_state_and_by_words(
    office: str, state: str, names: list[str]
) -> None:
    assert [t.person for t in OFFICES.who(office, state)] == names


@pytest.mark.parametrize(
    ("kind", "state", "day", "name"),
    [
        ("head_of_government", "DEU", date(2003, 1, 1), "Ada Test"),
        ("head_of_government", "DEU", date(2004, 5, 6), "Bo Test"),
        ("head_of_government", "DEU", date(2030, 1, 1), "Bo Test"),
        ("head_of_government", "DEU", date(2000, 12, 31), None),
        ("foreign_minister", "AUT", date(2002, 1, 1), None),
        ("head_of_government", "FRA", date(2002, 1, 1), None),
    ],
)
def test_the_holder_is_one_in_office_and_on_the_day_of_change_the_new_one(
    kind: str, state: str, day: date, name: str | None
) -> None:
    held = OFFICES.holder(kind, state, day)
    assert (held.person if held else None) == name
