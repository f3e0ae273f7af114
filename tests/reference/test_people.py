"""People with dated offices: loading, look-up by name, by surname, and by date."""

from datetime import date
from pathlib import Path

import pytest

from lagebild.reference.people import LongList, day, people_of
from lagebild.reference.registry import Registry, default_registry

HEADER = "name,aliases,code,from,to,office"
PEOPLE = f"""{HEADER}
Anna Muster,Muster,DEU GOV,1990-01,1994-06,Ministerin
Anna Muster,,DEU OPP,1994-07,1998-10-26,Fraktion
Bert Anna,,FRA GOV,2001,2005,Minister
Karl III,,GBR GOV,1999,,König
Max Seltenberg,,AUT GOV,2001,2005,Minister
Anna Zweit,,AUT GOV,1961,1962,Ministerin
Anna Dritt,,AUT GOV,1961,1962,Ministerin
Eva Bert,,AUT GOV,1961,1962,Ministerin
"""


@pytest.fixture
def registry(tmp_path: Path) -> Registry:
    (tmp_path / "people.csv").write_text(PEOPLE, encoding="utf-8")
    long = f"{HEADER}\nIwan Lang,Ivan Long,RUS GOV,2003-01-01,2004-12-31,\n"
    (tmp_path / "people_bulk.csv").write_text(long, encoding="utf-8")
    for name, columns in (
        ("states.csv", "code,names,adjectives,people,seats,from,to"),
        ("organisations.csv", "name,aliases,code,from,to"),
        ("cities.csv", "code,names"),
        ("groups.csv", "name,aliases,code,from,to,members"),
    ):
        (tmp_path / name).write_text(columns + "\n", encoding="utf-8")
    return Registry(tmp_path)


@pytest.mark.parametrize(
    ("cell", "first", "last"),
    [
        ("2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2023-12", date(2023, 12, 1), date(2023, 12, 31)),
        ("2024-05-17", date(2024, 5, 17), date(2024, 5, 17)),
        ("", None, None),
    ],
)
def test_a_day_is_the_first_or_last_of_its_cell(cell: str, first: date | None, last: date | None) -> None:
    assert (day(cell), day(cell, last=True)) == (first, last)


def test_rows_of_one_name_are_one_person(registry: Registry) -> None:
    anna = next(p for p in registry.people if p.name == "Anna Muster")
    assert [h.code for h in anna.holdings] == ["DEU GOV", "DEU OPP"]
    assert anna.in_office(date(1994, 6, 30))
    assert not anna.in_office(date(2000, 1, 1))


def test_an_alias_of_one_word_names_at_any_time(registry: Registry) -> None:
    assert [p.name for p in registry.called("Musters", date(2020, 1, 1))] == ["Anna Muster"]


def test_a_surname_names_only_in_office(registry: Registry) -> None:
    assert [p.name for p in registry.called("Seltenberg", date(2003, 1, 1))] == ["Max Seltenberg"]
    assert registry.called("Seltenberg", date(2010, 1, 1)) == []
    assert len(registry.called("Seltenberg", date(2010, 1, 1), anytime=True)) == 1


def test_first_names_and_ordinals_are_no_surnames(registry: Registry) -> None:
    assert "Anna" not in registry.surnames
    assert "III" not in registry.surnames
    assert "Bert" in registry.surnames  # the first name of one alone


def test_the_long_list_answers_to_both_spellings_in_full_only(registry: Registry) -> None:
    for name in ("Iwan Lang", "Ivan Long"):
        (entry,) = registry.meanings(name)
        assert entry.person
        assert entry.person.holdings[0].code == "RUS GOV"
    assert registry.meanings("Lang") == ()
    assert registry.longest["Ivan"] == 2


def test_an_unknown_name_of_the_long_list_is_none(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text(HEADER + "\n", encoding="utf-8")
    assert LongList(path).find("Niemand Bekannt") is None


def test_people_of_nothing_is_nobody() -> None:
    assert people_of([]) == ()


def test_the_shipped_list_is_large_and_known_by_surname() -> None:
    registry = default_registry()
    assert len(registry.people) > 2000
    assert len(registry.long_list.names) > 8000
    assert [p.name for p in registry.called("Genscher", date(2020, 1, 1))] == ["Hans-Dietrich Genscher"]
