"""A user's folder: refused as a whole with every fault, or laid over ours."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from lagebild.errors import RegistryError
from lagebild.reference import registers
from lagebild.reference.registry import Registry, default_registry
from lagebild.reference.tables import TABLES

Write = Callable[..., Path]


def refusal(folder: Path) -> list[str]:
    with pytest.raises(RegistryError) as caught:
        Registry.load(folder)
    return str(caught.value).splitlines()


def test_a_missing_folder_is_told_with_its_name(tmp_path: Path) -> None:
    (line,) = refusal(tmp_path / "nirgends")
    assert "nirgends" in line
    assert "no such folder; make it or name another as LAGEBILD_REGISTRY" in line


def test_a_file_of_another_name_is_told_those_that_count(write: Write) -> None:
    folder = write("people")
    (folder / "leute.csv").write_text("name\n", "utf-8")
    (line,) = refusal(folder)
    assert line.startswith("leute.csv: no file of the registry; name it one of states.csv")
    assert "people.csv" in line
    assert "people_bulk.csv" not in line


def test_the_list_of_people_known_in_full_is_ours_alone(write: Write) -> None:
    (line,) = refusal(write("people_bulk", "Xaver Kuglmaier,,DEU GOV,,,"))
    assert line.startswith("people_bulk.csv: no file of the registry; name it one of")


@pytest.mark.parametrize(
    ("table", "row", "told"),
    [
        ("people", "Ada Test,,DEU GOV,2024,,Kanzlerin", "6 fields instead of 7; write all 7"),
        ("people", ",,DEU GOV,2024,,Kanzlerin,", "name is empty; fill in name"),
        ("people", "Ada Test,,,2024,,Kanzlerin,", "code is empty; fill in code"),
        ("people", "Ada Test,,QQQ GOV,2024,,Kanzlerin,", "no state or organisation QQQ; write an ISO"),
        ("people", "Ada Test,,DEU QQQ,2024,,Kanzlerin,", "no sector QQQ; write one of"),
        ("people", "Ada Test,,DEU GOV,17.5.2024,,Kanzlerin,", "no date; write 2024, 2024-05 or 2024-05-17"),
        ("people", "Ada Test,,DEU GOV,2024,2023,Kanzlerin,", "after its end 2023; exchange or correct"),
        ("people", "Ada Test,,DEU GOV,2024,,Kanzlerin,bald", "mark `bald`: unknown; write one of acting"),
        ("frameworks", "Nebelpakt,,bund,,,,", "kind `bund`: unknown; write one of treaty"),
        ("places", "Nebelstadt,QQQ,,,,,city", "no state or organisation QQQ"),
        ("places", "Nebelstadt,DEU,viele,,,,city", "geonameid `viele`: no whole number; write digits alone"),
        ("groups", "Nebelrunde,,,,,Deutschland", "`Deutschland` is no member; write `DEU`"),
    ],
)
def test_a_fault_names_file_line_and_remedy(write: Write, table: str, row: str, told: str) -> None:
    (line,) = refusal(write(table, "# eine Bemerkung zählt als Zeile", row))
    assert line.startswith(f"{table}.csv, line 3: ")
    assert told in line


def test_a_missing_column_names_the_header_that_is_needed(write: Write) -> None:
    folder = write("people")
    (folder / "people.csv").write_text("name,aliases,code\nAda Test,,DEU GOV\n", "utf-8")
    (line,) = refusal(folder)
    assert line.startswith("people.csv, line 1: columns missing: from, to, office, mark")
    assert ",".join(TABLES["people.csv"].header) in line


def test_a_byte_that_is_no_utf8_names_the_remedy(write: Write) -> None:
    folder = write("people")
    with (folder / "people.csv").open("ab") as handle:
        handle.write(b"G\xfcnter Test,,DEU GOV,2024,,Kanzler,\n")
    (line,) = refusal(folder)
    assert line.startswith("people.csv, line 1: byte")
    assert line.endswith("save the file as UTF-8")


def test_all_faults_of_all_files_are_told_at_once(write: Write) -> None:
    write("people", "Ada Test,,QQQ GOV,2024,,Kanzlerin,", "Bo Test,,DEU GOV,gestern,,Kanzler,")
    told = refusal(write("frameworks", "Nebelpakt,,bund,,,,"))
    assert [line.split(":")[0] for line in told] == [
        "frameworks.csv, line 2",
        "people.csv, line 2",
        "people.csv, line 3",
    ]


def test_nothing_of_a_faulty_folder_is_used(write: Write) -> None:
    write("people", "Ada Test,,DEU GOV,2024-01-01,2024-12-31,Nebelministerin,")
    refusal(write("frameworks", "Nebelpakt,,bund,,,,"))
    assert registers.who(default_registry(), "Nebelministerin", "DEU") == []
    assert Registry.load(None) is default_registry()


def test_one_person_does_not_hold_an_office_twice_at_a_time(write: Write) -> None:
    (line,) = refusal(
        write(
            "people",
            "Ada Test,,DEU PTY,2020-01-01,2022-05-01,Nebelrätin,",
            "Ada Test,,DEU PTY,2022-04-01,,Nebelrätin,",
        )
    )
    assert line.startswith("people.csv, line 3: Ada Test holds Nebelrätin while Ada Test (line 2) still does")
    assert line.endswith("end the earlier holding or begin the later one after it")


def test_two_people_do_not_sit_on_a_single_seat(write: Write) -> None:
    (line,) = refusal(
        write(
            "people",
            "Bo Test,,DEU GOV,2023-12-01,2024-12-31,Bundeskanzler,",
            "Ada Test,,DEU GOV,2020-01-01,2023-12-02,Bundeskanzlerin,",
        )
    )
    assert line.startswith(
        "people.csv, line 2: Bo Test holds Bundeskanzler while Ada Test (line 3) still does"
    )


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Ada Test,,DEU GOV,2020-01,2022-03,Kanzlerin,", "Bo Test,,DEU GOV,2022-03-14,,Kanzler,"),
        ("Ada Test,,DEU GOV,2020,2022,Kanzlerin,", "Bo Test,,DEU GOV,2022-03,,Kanzler,"),
        ("Ada Test,,DEU GOV,2020,2022-03-01,Kanzlerin,", "Bo Test,,DEU GOV,2022-03-01,,Kanzler,"),
        ("Ada Test,,DEU GOV,2020,2022-03-01,Kanzlerin,", "Bo Test,,DEU GOV,2022-01,,Kanzler,designated"),
        ("Ada Test,,DEU GOV,2020,,Kanzlerin,", "Bo Test,,AUT GOV,2020,,Kanzler,"),
        ("Ada Test,,DEU GOV,2020,,Kanzlerin,", "Bo Test,,DEU GOV,2020,,Außenminister,"),
        ("Ada Test,,DEU GOV,2020,,Wirtschaftsministerin,", "Bo Test,,DEU GOV,2020,,Wirtschaftsminister,"),
        ("Ada Test,,DEU GOV,2020,,Nebelrätin,", "Bo Test,,DEU GOV,2020,,Nebelrat,"),
        ("Ada Test,,DEU GOV,2020,,,", "Ada Test,,DEU GOV,2020,,,"),
    ],
)
def test_holdings_that_touch_or_differ_do_not_overlap(write: Write, first: str, second: str) -> None:
    registry = Registry.load(write("people", first, second))
    assert {"Ada Test", first.split(",")[0], second.split(",")[0]} <= {p.name for p in registry.people}


def test_names_that_are_each_others_aliases_are_refused(write: Write) -> None:
    (line,) = refusal(
        write("organisations", "Nebelrat,Dunstrat,DEU,,", "Dunstrat,Reifrat,DEU,,", "Reifrat,Nebelrat,DEU,,")
    )
    assert line.startswith("organisations.csv, line 2: a cycle of aliases: Nebelrat -> Dunstrat -> Reifrat")
    assert line.endswith("leave the alias out in one of these rows")


def test_an_alias_of_itself_or_of_one_direction_is_no_cycle(write: Write) -> None:
    folder = write("organisations", "Nebelrat,Nebelrat|Dunstrat,DEU,,", "Dunstrat,Reif,FRA,,")
    assert Registry.load(folder).meanings("Reif")[0].code == "FRA"


def test_groups_that_are_members_of_each_other_are_refused(write: Write) -> None:
    (line,) = refusal(write("groups", "Nebelrunde,,,,,DEU|@Dunst", "Dunstrunde,Dunst,,,,@Nebelrunde 2001.."))
    assert line.startswith("groups.csv, line 2: a cycle of members: Nebelrunde -> Dunstrunde -> Nebelrunde")
    assert line.endswith("list the states in one of these rows")


def test_a_member_group_that_nobody_knows_is_refused(write: Write) -> None:
    write("frameworks", "Nebelpakt,,treaty,,,@Irgendwer|@Dunst,")
    told = refusal(write("groups", "Nebelrunde,,,,,DEU|@Niemand 2001..|@EU", "Dunstrunde,Dunst,,,,@E3"))
    assert [line.split(";")[0] for line in told] == [
        "frameworks.csv, line 2: no group Irgendwer",
        "groups.csv, line 2: no group Niemand",
    ]


# -- a sound folder lies over ours ---------------------------------------------------------------


def test_a_row_takes_the_place_of_ours_with_the_same_key(write: Write) -> None:
    registry = Registry.load(write("people", "Olaf Scholz,,AUT GOV,2001,2002,Minister,"))
    (scholz,) = [p for p in registry.people if p.name == "Olaf Scholz"]
    assert [h.code for h in scholz.holdings] == ["AUT GOV"]
    assert len(registry.people) == len(default_registry().people)


def test_own_person_answers_who(write: Write) -> None:
    registry = Registry.load(write("people", "Ada Test,,DEU GOV,2030-01-01,,Bundeskanzlerin,"))
    found = registers.who(registry, "Kanzler", "DEU", date(2030, 6, 1))
    assert found[-1].person == "Ada Test"


def test_own_surname_names_its_person(write: Write) -> None:
    registry = Registry.load(write("people", "Ada Seltenberg,Seltenberg,FRA GOV,2030,,Ministerin,"))
    assert [p.name for p in registry.called("Seltenbergs", date(2001, 1, 1))] == ["Ada Seltenberg"]


def test_own_name_of_an_organisation_means_only_that(write: Write) -> None:
    assert [e.code for e in default_registry().meanings("Hamas")] == ["PSE REB"]
    registry = Registry.load(write("organisations", "Hamas,Nebelrat,FRA BUS,,"))
    assert [e.code for e in registry.meanings("Hamas")] == ["FRA BUS"]
    assert [e.code for e in registry.meanings("Nebelrat")] == ["FRA BUS"]


def test_an_alias_of_ours_can_be_taken_over(write: Write) -> None:
    registry = Registry.load(write("organisations", "Nebelrat,Weltsicherheitsrat,FRA BUS,,"))
    assert [e.code for e in registry.meanings("Weltsicherheitsrat")] == ["FRA BUS"]
    assert [e.code for e in registry.meanings("UN-Sicherheitsrat")] == ["UNO"]


def test_own_framework_comes_first(write: Write) -> None:
    registry = Registry.load(write("frameworks", "INF-Vertrag,Nebelvertrag,law,2030,,,Nebel"))
    found = registry.framework("Nebelvertrags")
    assert found is not None
    assert (found.name, found.kind, found.about) == ("INF-Vertrag", "law", "Nebel")
    assert registry.framework("INF-Vertrag") == found


def test_own_place_takes_the_name(write: Write) -> None:
    registry = Registry.load(write("places", "Berlin,USA,5,10,44.5,-71.2,city"))
    assert [(p.country, p.geonameid) for p in registry.places("Berlin")] == [("USA", 5)]
    assert registry.places("München")[0].country == "DEU"


def test_own_title_and_office_are_known(write: Write) -> None:
    write("titles", "nebelrat,MIL,office")
    write("people", "Ada Test,,DEU GOV,2023-01-01,2030,Nebelministerin,")
    registry = Registry.load(write("offices", "fog_minister,one,Nebelminister|Nebelressortchef"))
    assert (registry.titles["nebelrat"].sector, registry.titles["nebelrat"].kind) == ("MIL", "office")
    assert registry.titles["präsident"].sector == "GOV"
    assert registers.who(registry, "Nebelressortchef", "DEU", date(2024, 1, 1))[0].person == "Ada Test"


def test_own_state_brings_names_adjectives_and_its_code(write: Write) -> None:
    write("people", "Ada Test,,QNB GOV,2020,,Präsidentin,")
    registry = Registry.load(write("states", "QNB,QN,,,Nebelland,nebelländisch,Nebelländer,Dunststadt,,"))
    assert registers.country_of(registry, "Nebelland") == "QNB"
    assert (
        registers.who(registry, "nebelländische Präsidentin", None, date(2024, 1, 1))[0].person == "Ada Test"
    )


def test_own_group_replaces_ours(write: Write) -> None:
    registry = Registry.load(write("groups", "E3,,,,,DEU|FRA|ITA"))
    group = registry.frameworks.group("E3")
    assert group is not None
    assert registry.frameworks.members(group) == ("DEU", "FRA", "ITA")


# -- faults that a glance at the row does not show -------------------------------------------------------


def test_a_day_that_no_calendar_has_is_refused(write: Write) -> None:
    assert "no date" in refusal(write("people", "Ada Test,,DEU GOV,2024-02-30,,Kanzlerin,"))[0]


def test_a_geonameid_with_decimals_is_refused(write: Write) -> None:
    assert "geonameid" in refusal(write("places", "Nebelstadt,DEU,1.5,,,,city"))[0]


def test_a_title_of_an_unknown_sector_is_refused(write: Write) -> None:
    assert "XYZ" in refusal(write("titles", "nebelrat,XYZ,office"))[0]


def test_a_cycle_by_way_of_our_groups_is_refused(write: Write) -> None:
    assert "cycle" in refusal(write("groups", "EU,,EUU,,,DEU|@EWR"))[0]
