"""Reading a file of the registry: its shape, its line numbers, the cells of a row."""

from pathlib import Path

import pytest

from lagebild.errors import RegistryError
from lagebild.reference.tables import (
    TABLES,
    Fault,
    faults_of_cells,
    numbered_rows,
    read_rows,
    refuse,
    split,
)

TABLE = TABLES["organisations.csv"]
HEADER = ",".join(TABLE.header)
COUNTRIES, SECTORS = frozenset({"DEU", "FRA"}), frozenset({"GOV", "MIL"})


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "organisations.csv"


def test_a_list_is_divided_by_bars_and_empty_parts_are_none() -> None:
    assert split("Nebelrat|Rat") == ["Nebelrat", "Rat"]
    assert split("") == []


def test_remarks_are_skipped_but_counted(path: Path) -> None:
    path.write_text(
        f"# Bemerkung\n{HEADER}\n# noch eine\nNebelrat,,DEU,,\n# dritte\nDunstrat,,FRA,,\n", "utf-8"
    )
    rows, faults = numbered_rows(path, TABLE)
    assert faults == []
    assert [(line, row["name"]) for line, row in rows] == [(4, "Nebelrat"), (6, "Dunstrat")]
    assert [row["name"] for row in read_rows(path)] == ["Nebelrat", "Dunstrat"]


def test_a_byte_order_mark_and_empty_lines_do_no_harm(path: Path) -> None:
    path.write_text(f"\ufeff{HEADER}\n\nNebelrat,,DEU,,\n", "utf-8")
    rows, faults = numbered_rows(path, TABLE)
    assert ([line for line, _ in rows], faults) == ([3], [])


def test_a_quoted_cell_may_hold_a_comma(path: Path) -> None:
    path.write_text(f'{HEADER}\n"Rat, Nebel",,DEU,,\n', "utf-8")
    ((_, row),) = numbered_rows(path, TABLE)[0]
    assert row["name"] == "Rat, Nebel"


@pytest.mark.parametrize(
    ("header", "problem"),
    [
        ("name,aliases,from,to", "columns missing: code"),
        (f"{HEADER},farbe", "unknown columns: farbe"),
        ("aliases,name,code,from,to", "columns in another order"),
        ("", "columns missing: name, aliases, code, from, to"),
    ],
)
def test_another_header_is_one_fault_and_no_rows(path: Path, header: str, problem: str) -> None:
    path.write_text(f"{header}\nNebelrat,,DEU,,\n" if header else "", "utf-8")
    rows, (fault,) = numbered_rows(path, TABLE)
    assert rows == []
    assert (fault.file, fault.line, fault.problem) == ("organisations.csv", 1, problem)
    assert f"`{HEADER}`" in fault.remedy


def test_a_header_below_a_remark_is_told_with_its_own_line(path: Path) -> None:
    path.write_text("# Bemerkung\nname,code\n", "utf-8")
    _, (fault,) = numbered_rows(path, TABLE)
    assert fault.line == 2


def test_a_byte_that_is_no_utf8(path: Path) -> None:
    path.write_bytes(HEADER.encode() + b"\nS\xfcdrat,,DEU,,\n")
    rows, (fault,) = numbered_rows(path, TABLE)
    assert rows == []
    assert f"byte {len(HEADER) + 2} is no UTF-8" in str(fault)
    assert "save the file as UTF-8" in str(fault)


@pytest.mark.parametrize(("row", "count"), [("Nebelrat,,DEU", 3), ("Rat, Nebel,,DEU,,", 6)])
def test_a_row_with_another_number_of_cells_is_left_out(path: Path, row: str, count: int) -> None:
    path.write_text(f"{HEADER}\n{row}\nDunstrat,,FRA,,\n", "utf-8")
    rows, (fault,) = numbered_rows(path, TABLE)
    assert [row["name"] for _, row in rows] == ["Dunstrat"]
    assert (fault.line, fault.problem) == (2, f"{count} fields instead of 5")


@pytest.mark.parametrize(
    ("cells", "problem"),
    [
        ({"name": " "}, "name is empty"),
        ({"aliases": "Rat||Nebel"}, "an empty name"),
        ({"aliases": "Rat| Nebel"}, "spaces around one"),
        ({"code": "QQQ"}, "no state or organisation QQQ"),
        ({"code": "DEU XXX"}, "no sector XXX"),
        ({"code": "deu"}, "no code"),
        ({"from": "1.5.2024"}, "from `1.5.2024`: no date"),
        ({"to": "2024-13"}, "to `2024-13`: no date"),
        ({"from": "2024-05-17", "to": "2024-04"}, "begins 2024-05-17, after its end 2024-04"),
    ],
)
def test_a_faulty_cell_is_named_with_a_remedy(cells: dict[str, str], problem: str) -> None:
    row = {"name": "Nebelrat", "aliases": "", "code": "DEU GOV", "from": "", "to": "", **cells}
    (fault,) = faults_of_cells("organisations.csv", 7, row, TABLE, COUNTRIES, SECTORS)
    assert problem in fault.problem
    assert fault.line == 7
    assert fault.remedy


@pytest.mark.parametrize(
    "cells", [{}, {"from": "2024", "to": "2024-05"}, {"code": "FRA", "aliases": "Rat|Der Rat"}]
)
def test_sound_cells_have_no_fault(cells: dict[str, str]) -> None:
    row = {"name": "Nebelrat", "aliases": "", "code": "DEU GOV", "from": "", "to": "", **cells}
    assert list(faults_of_cells("organisations.csv", 7, row, TABLE, COUNTRIES, SECTORS)) == []


@pytest.mark.parametrize(
    ("members", "fault"),
    [
        ("DEU|FRA 1955-05..1990|@EU|-FRA", None),
        ("DEU|Frankreich", "`Frankreich` is no member"),
        ("DEU 1990", "`DEU 1990` is no member"),
        ("QQQ", "no state or organisation QQQ"),
    ],
)
def test_members_are_states_with_spans_or_groups(members: str, fault: str | None) -> None:
    row = dict.fromkeys(TABLES["groups.csv"].header, "") | {"name": "Nebelrunde", "members": members}
    found = list(faults_of_cells("groups.csv", 2, row, TABLES["groups.csv"], COUNTRIES, SECTORS))
    assert [fault in f.problem for f in found if fault] == ([True] if fault else [])
    assert len(found) == bool(fault)


def test_faults_are_told_once_in_order_and_the_rest_is_counted() -> None:
    with pytest.raises(RegistryError) as caught:
        refuse(Fault("people.csv", line, "falsch", "richtig machen") for line in [*range(25, 0, -1), 1])
    first, *_, last = str(caught.value).splitlines()
    assert first == "people.csv, line 1: falsch; richtig machen"
    assert last == "and 5 more"
