"""Every data file of the registry holds what its columns promise."""

import csv
import json
from collections import Counter

import pytest

from lagebild.reference.names import key_of
from lagebild.reference.people import day, split
from lagebild.reference.registry import DATA, Registry

BOOK = json.loads((DATA / "codebook.json").read_text(encoding="utf-8"))
SECTORS, ORGANISATIONS = set(BOOK["sectors"]), set(BOOK["organisations"])
COLUMNS = {
    "states.csv": ["code", "names", "adjectives", "people", "seats", "from", "to"],
    "organisations.csv": ["name", "aliases", "code", "from", "to"],
    "titles.csv": ["stem", "sector", "kind"],
    "cities.csv": ["code", "names"],
    "people.csv": ["name", "aliases", "code", "from", "to", "office"],
    "people_bulk.csv": ["name", "aliases", "code", "from", "to", "office"],
}
DATED = ["states.csv", "organisations.csv", "people.csv", "people_bulk.csv"]
CODED = ["organisations.csv", "people.csv", "people_bulk.csv", "cities.csv"]


def rows_of(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


ROWS = {name: rows_of(name) for name in COLUMNS}
STATES = {row["code"] for row in ROWS["states.csv"]}


@pytest.mark.parametrize("name", COLUMNS)
def test_columns_and_line_ends(name: str) -> None:
    text = (DATA / name).read_bytes()
    assert text.split(b"\n", 1)[0].decode() == ",".join(COLUMNS[name])
    assert b"\r" not in text
    assert len(ROWS[name]) > 20


@pytest.mark.parametrize("name", COLUMNS)
def test_no_row_is_there_twice(name: str) -> None:
    twice = [row for row, n in Counter(tuple(r.values()) for r in ROWS[name]).items() if n > 1]
    assert not twice


@pytest.mark.parametrize("name", DATED)
def test_dates_are_dates_in_order(name: str) -> None:
    for row in ROWS[name]:
        start, end = day(row["from"]), day(row["to"], last=True)
        assert start is None or end is None or start <= end, row


@pytest.mark.parametrize("name", CODED)
def test_codes_are_of_the_codebook(name: str) -> None:
    for row in ROWS[name]:
        country, _, sector = row["code"].partition(" ")
        assert country in STATES | ORGANISATIONS, row
        assert not sector or sector in SECTORS, row


def test_states_have_three_letters_and_a_sector_nowhere() -> None:
    assert all(len(code) == 3 and code.isupper() for code in STATES)


def test_a_title_is_listed_once_with_a_known_sector_and_kind() -> None:
    stems = Counter(row["stem"] for row in ROWS["titles.csv"])
    assert [stem for stem, n in stems.items() if n > 1] == []
    assert all(row["sector"] in SECTORS | {"NGO", ""} for row in ROWS["titles.csv"])
    assert {row["kind"] for row in ROWS["titles.csv"]} <= {"office", "rep", "weak", "state", "org"}
    assert all(stem == stem.lower() for stem in stems)


def test_aliases_of_a_person_stand_on_one_row_only() -> None:
    rows = Counter(row["name"] for row in ROWS["people.csv"] if row["aliases"])
    assert [name for name, n in rows.items() if n > 1] == []


def test_officials_of_organisations_carry_the_bare_code() -> None:
    bodies = ORGANISATIONS - {"UNK"}
    wrong = [r for r in ROWS["people.csv"] if r["code"].endswith(" GOV") and r["code"].split()[0] in bodies]
    assert wrong == []


def test_the_long_list_leaves_out_whom_the_short_one_has() -> None:
    known = {key_of(n) for r in ROWS["people.csv"] for n in (r["name"], *split(r["aliases"]))}
    names = {n for r in ROWS["people_bulk.csv"] for n in (r["name"], r["aliases"]) if n}
    assert not known & names
    assert all(key_of(name) == name for name in names)


def test_words_are_complete() -> None:
    words = Registry().words
    for name in ("articles", "genitive", "pronouns", "former", "ambiguous", "by_context", "whole_words"):
        assert words[name], name
    for codes in words["by_context"].values():
        assert {code.split(" ")[0] for code in codes} <= STATES | ORGANISATIONS
