"""What verification finds: changed words, wrong offsets, foreign documents, mangled lines."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from making import TEXT, make_document, make_event

from databases import on_sqlite
from lagebild.errors import InputError
from lagebild.export import FORMS, About, Format, write
from lagebild.export.verify import Verification, recognise
from lagebild.record import Store

PAIRS = [(d, make_event(d)) for d in (make_document(f"{TEXT} Nummer {n}.") for n in (1, 2))]
PROVING = [f for f, form in FORMS.items() if form.proves]
TEXTUAL = [f for f in PROVING if not FORMS[f].binary]


@pytest.fixture
def export(
    tmp_path: Path, about: Callable[[Format], About], kept: Callable[..., Store]
) -> Callable[[Format], tuple[Path, Verification]]:
    store = kept(PAIRS)

    def made(format: Format) -> tuple[Path, Verification]:
        path = tmp_path / "export"
        write(PAIRS, path, about(format))
        return path, Verification(store)

    return made


Export = Callable[[Format], tuple[Path, Verification]]


def change(path: Path, old: str, new: str) -> None:
    text = path.read_bytes().decode()
    assert old in text
    path.write_bytes(text.replace(old, new).encode())


@pytest.mark.parametrize("format", PROVING)
def test_what_was_exported_is_proved(format: Format, export: Export) -> None:
    path, check = export(format)
    assert recognise(path) is format
    assert list(check.faults(path)) == []
    assert check.lines >= 2
    assert check.quotes >= 20


@pytest.mark.parametrize("format", TEXTUAL)
def test_a_changed_word_is_found(format: Format, export: Export) -> None:
    path, check = export(format)
    change(path, "zugesagt", "verneint")
    found = list(check.faults(path))
    assert len({fault.where for fault in found}) == 2
    assert any("trigger" in f.what and "'verneint'" in f.what and "'zugesagt'" in f.what for f in found)


def test_a_changed_word_in_parquet_is_found(export: Export) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    path, check = export(Format.PARQUET)
    table = parquet.read_table(path)
    rows = table.to_pylist()
    rows[1]["trigger"]["text"] = "verneint"
    parquet.write_table(type(table).from_pylist(rows, table.schema), path)
    (fault,) = check.faults(path)
    assert fault.where == "row 2"
    assert "'verneint'" in fault.what


@pytest.mark.parametrize("format", TEXTUAL)
def test_another_document_is_found(format: Format, export: Export) -> None:
    path, check = export(format)
    change(path, PAIRS[0][0].id, "0" * 64)
    found = list(check.faults(path))
    assert found
    assert all("the record has no document '000" in fault.what for fault in found)


def test_the_beginning_of_a_digest_is_not_enough(export: Export) -> None:
    path, check = export(Format.JSONL)
    change(path, f'"document_id": "{PAIRS[0][0].id}"', f'"document_id": "{PAIRS[0][0].id[:20]}"')
    (fault,) = check.faults(path)
    assert "not the whole digest" in fault.what


@pytest.mark.parametrize(("start", "end"), [(-1, 5), (5, 100_000), (9, 3), (1, 9)])
def test_wrong_offsets_are_found(start: int, end: int, export: Export) -> None:
    path, check = export(Format.JSONL)
    first, second = path.read_text("utf-8").splitlines()
    row = json.loads(second)
    row["trigger"] |= {"start": start, "end": end}
    path.write_text(f"{first}\n{json.dumps(row)}\n", "utf-8")
    (fault,) = check.faults(path)
    assert fault.where == "line 2"
    assert fault.what.startswith(f"trigger [{start}, {end})")


@pytest.mark.parametrize(
    "broken",
    ["{", "[]", '{"document_id": "x", "trigger": 1}', '{"document_id": 1}', "null", "\x00", "[" * 100_000],
)
def test_a_mangled_line_is_reported_and_the_others_are_checked(broken: str, export: Export) -> None:
    path, check = export(Format.JSONL)
    path.write_text(path.read_text("utf-8") + broken + "\n", "utf-8")
    (fault,) = check.faults(path)
    assert fault.where == "line 3"
    assert "is not as Lagebild wrote it" in fault.what
    assert check.lines == 3


def test_words_without_offsets_prove_nothing(export: Export) -> None:
    path, check = export(Format.JSONL)
    at = PAIRS[0][1].trigger
    change(path, f'"start": {at.start}, "end": {at.end}', '"start": null, "end": null')
    assert {fault.what for fault in check.faults(path)} == {
        "is not as Lagebild wrote it (trigger needs text, start and end)"
    }


def test_a_changed_text_is_found(export: Export) -> None:
    path, check = export(Format.STANDOFF)
    change(path, "Nummer 2.", "Nummer 3.")
    assert [fault.what.partition(" of ")[0] for fault in check.faults(path)] == ["its text is not that"]


def test_csv_words_and_spans_must_fit(export: Export) -> None:
    path, check = export(Format.CSV)
    change(path, "Lieferung von zehn Booten,", "Lieferung von elf Booten,")
    (first, _) = check.faults(path)
    assert "objects and its spans do not fit each other" in first.what


@on_sqlite
def test_a_record_that_was_changed_is_found(export: Export, tmp_path: Path) -> None:
    import sqlite3

    path, check = export(Format.JSONL)
    with sqlite3.connect(tmp_path / "lagebild.db") as connection:
        connection.execute("UPDATE documents SET text = replace(text, 'Nummer 1', 'Nummer 9')")
    (fault,) = check.faults(path)
    assert "no longer matches its digest" in fault.what


@pytest.mark.parametrize("format", [f for f in Format if f not in PROVING])
def test_what_quotes_nothing_proves_nothing(format: Format, export: Export) -> None:
    path, check = export(format)
    with pytest.raises(InputError, match=f"{FORMS[format].name} quotes no words.*verify one of these: JSONL"):
        list(check.faults(path))


@pytest.mark.parametrize(
    "content",
    [b"", b"hallo", b"<html></html>", b'{"a": 1}', b"\x89PNG", b"<?xml version='1.0'?><x/>", b"[" * 100_000],
)
def test_what_is_no_export_is_refused(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_bytes(content)
    with pytest.raises(InputError, match="is no export of Lagebild"):
        recognise(path)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"none: cannot be read .*name an export"):
        recognise(tmp_path / "none")


@pytest.mark.parametrize("format", [Format.ATOM, Format.PARQUET])
def test_half_a_file_is_refused(format: Format, export: Export) -> None:
    path, check = export(format)
    path.write_bytes(path.read_bytes()[: path.stat().st_size * 2 // 3])
    with pytest.raises(InputError, match=r"is not .*whole.*export it again"):
        list(check.faults(path))


@pytest.mark.parametrize("format", [Format.CSV, Format.JSONL, Format.STANDOFF])
def test_half_a_line_is_reported(format: Format, export: Export) -> None:
    path, check = export(format)
    path.write_bytes(path.read_bytes()[: path.stat().st_size * 2 // 3])
    assert list(check.faults(path))


def test_entities_of_a_feed_are_not_resolved(tmp_path: Path, export: Export) -> None:
    path, check = export(Format.ATOM)
    secret = tmp_path / "secret"
    secret.write_text("geheim")
    change(path, "<feed ", f'<!DOCTYPE feed [<!ENTITY x SYSTEM "file://{secret}">]><feed ')
    change(path, ">zugesagt<", ">&x;<")
    found = list(check.faults(path))
    assert found
    assert not any("geheim" in fault.what for fault in found)
