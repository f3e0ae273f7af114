"""CSV, JSONL and Parquet: a row an event."""

import csv
import io
import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from making import TEXT, make_document, make_event, span_of
from shipping import Shipped

from lagebild.export import Format, record_json
from lagebild.export.about import Pair
from lagebild.export.csv import COLUMNS
from lagebild.records import Actor, Alternative, Filler, Place

DOCUMENT = make_document()
EVENT = make_event(DOCUMENT)
FIRST_COLUMNS = 31
"""The columns of version 0.1.0, whose place programs may count on."""


def rows(shipped: Shipped, found: Iterable[Pair]) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(shipped(Format.CSV, found).decode("utf-8-sig"), newline="")))


def test_jsonl_lines_carry_their_document(shipped: Shipped) -> None:
    first, second = map(json.loads, shipped(Format.JSONL, [(DOCUMENT, EVENT)] * 2).splitlines())
    assert first == second
    assert (first["publisher"], first["published"]) == ("Küstenbote", "2024-05-04")
    assert first["sentence"]["text"].startswith("Nordland hat")


def test_csv_cells_at_the_same_place_belong_together(shipped: Shipped) -> None:
    (row,) = rows(shipped, [(DOCUMENT, EVENT)])
    assert tuple(row) == COLUMNS
    assert (row["recipient_codes"], row["recipient_names"]) == ("SWE GOV; UNK", "Regierung von Südland; ")
    assert (row["source_codes"], row["source_stances"]) == ("NLD GOV; SWE", "asserts; denies")
    assert (row["negated"], row["confidence"], row["mode"]) == ("false", "0.7500", "")


def test_csv_has_everything_that_jsonl_has(shipped: Shipped) -> None:
    actor = replace(
        EVENT.actors[0],
        office="Kanzler",
        others=(Alternative("SWE", "Südland", 0.25), Alternative("UNK", None, 0.125)),
    )
    place = Place(
        span_of(TEXT, "Hafenstadt"),
        "Hafenstadt",
        "SWE",
        name="Hafen",
        geonameid=7,
        latitude=-3.5,
        longitude=4.0,
    )
    event = replace(EVENT, actors=(actor,), places=(place,))
    (row,) = rows(shipped, [(DOCUMENT, event)])
    assert (row["actor_offices"], row["actor_others"]) == ("Kanzler", "SWE 0.2500 | UNK 0.1250")
    assert (row["recipient_inferred"], row["actor_confidences"]) == ("false; true", "0.8750")
    assert row["recipient_spans"] == f"{TEXT.index('Südland')}-{TEXT.index('Südland') + 7}; "
    assert (row["framework_names"], row["framework_kinds"]) == ("Küstenrunde", "format")
    assert (row["place_latitudes"], row["place_longitudes"], row["place_geonameids"]) == ("-3.5", "4.0", "7")
    assert (row["quad"], row["score"], row["amount_bounds"]) == ("verbal cooperation", "4.2", "")
    start, end = map(int, row["source_cue_spans"].removesuffix("; ").split("-"))
    assert TEXT[start:end] == row["source_cues"].removesuffix("; ") == "sagte."
    assert TEXT[int(row["trigger_start"]) : int(row["trigger_end"])] == row["trigger"]


def test_new_csv_columns_stand_behind_the_old_ones() -> None:
    assert COLUMNS[0] == "event_id"
    assert COLUMNS[FIRST_COLUMNS - 1] == "model"
    assert len(set(COLUMNS)) == len(COLUMNS)


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_csv_cells_are_never_formulas(start: str, shipped: Shipped) -> None:
    harm = f"{start}HYPERLINK(1)"
    event = replace(EVENT, objects=(Filler(EVENT.trigger, harm),), actors=(Actor(None, harm, "NLD"),))
    (row,) = rows(shipped, [(replace(DOCUMENT, publisher=harm, title=f"{harm};x"), event)])
    for column in ("objects", "actor_names", "publisher", "title"):
        assert row[column].startswith(f"'{start}HYP")


def test_csv_begins_with_the_mark_that_spreadsheets_need(shipped: Shipped) -> None:
    assert shipped(Format.CSV, []).startswith(b"\xef\xbb\xbfevent_id,")


def test_csv_columns_are_documented() -> None:
    text = (Path(__file__).parents[2] / "docs/exports.md").read_text("utf-8")
    assert [column for column in COLUMNS if f"`{column}`" not in text] == []


def test_parquet_holds_what_jsonl_holds_with_its_types(shipped: Shipped) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    file = io.BytesIO(
        shipped(Format.PARQUET, [(DOCUMENT, EVENT), (replace(DOCUMENT, published=None), EVENT)])
    )
    first, second = parquet.read_table(file).to_pylist()
    assert first["published"] == date(2024, 5, 4)
    assert second["published"] is None
    assert first["recipient"][1]["inferred"] is True
    own = record_json(EVENT, DOCUMENT.text)
    assert {key: first[key] for key in own} == own


def test_parquet_has_several_row_groups(shipped: Shipped, monkeypatch: pytest.MonkeyPatch) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    monkeypatch.setattr("lagebild.export.parquet.ROWS_A_GROUP", 2)
    file = parquet.ParquetFile(io.BytesIO(shipped(Format.PARQUET, [(DOCUMENT, EVENT)] * 5)))
    assert (file.metadata.num_rows, file.metadata.num_row_groups) == (5, 3)
