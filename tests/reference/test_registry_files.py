"""Every data file of the registry holds what its columns promise."""

import json
import re
from collections import Counter

import pytest

from lagebild.reference.checks import faults_in
from lagebild.reference.names import key_of
from lagebild.reference.registry import DATA, Registry
from lagebild.reference.tables import KINDS_OF_FRAMEWORK, TABLES, read_rows, split

BOOK = json.loads((DATA / "codebook.json").read_text(encoding="utf-8"))
SECTORS, ORGANISATIONS = set(BOOK["sectors"]), set(BOOK["organisations"])
REGISTRY = Registry()
ROWS = {name: list(read_rows(DATA / name)) for name in TABLES}
STATES = {row["code"] for row in ROWS["states.csv"]}


def test_our_files_pass_the_checks_that_a_users_files_have_to_pass() -> None:
    assert [str(fault) for fault in faults_in(DATA, REGISTRY)] == []


@pytest.mark.parametrize("name", TABLES)
def test_a_file_says_its_sources_and_its_day(name: str) -> None:
    text = (DATA / name).read_bytes()
    first = text.split(b"\n", 1)[0].decode()
    assert first.startswith("# ")
    assert re.search(r"20\d\d-\d\d-\d\d", first)
    assert b"\r" not in text
    assert len(ROWS[name]) > 20


@pytest.mark.parametrize("name", TABLES)
def test_no_row_is_there_twice(name: str) -> None:
    twice = [row for row, n in Counter(tuple(r.values()) for r in ROWS[name]).items() if n > 1]
    assert not twice


def test_the_registry_is_as_large_as_promised() -> None:
    current = [r for r in ROWS["people.csv"] if not r["to"] or r["to"] >= "1990"]
    assert len(current) >= 4000
    assert len(ROWS["organisations.csv"]) >= 350
    assert len(ROWS["frameworks.csv"]) >= 300
    kinds = Counter(row["kind"] for row in ROWS["frameworks.csv"])
    assert set(kinds) == set(KINDS_OF_FRAMEWORK.split("|"))


def test_codes_of_states_are_told_apart() -> None:
    iso2 = Counter(row["iso2"] for row in ROWS["states.csv"] if not row["to"])
    assert [code for code, n in iso2.items() if n > 1] == []
    assert all(len(row["iso2"]) == 2 for row in ROWS["states.csv"])
    cow = {row["code"]: row["cow_number"] for row in ROWS["states.csv"]}
    assert (cow["DEU"], cow["USA"], cow["RUS"], cow["KOR"]) == ("255", "2", "365", "732")


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
