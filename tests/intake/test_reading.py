"""Files, folders and JSON lines: good ones become documents, bad ones errors that name input and remedy."""

import inspect
import json
import os
from datetime import date
from pathlib import Path

import pytest

import lagebild.intake
from lagebild.errors import InputError
from lagebild.intake import document_id, from_text, read_html, read_jsonl, read_path
from lagebild.records import BlockKind, Document

GERMAN = (
    "Der Minister ist nach Oslo gereist und hat dort mit dem König über die Lage in der Ostsee gesprochen."
)
ENGLISH = (
    "The minister travelled to Oslo and spoke with the king about the situation in the Baltic Sea yesterday."
)
HTML = """<!DOCTYPE html><html lang="de"><head>
<meta charset="utf-8">
<title>Minister reist nach Oslo | Nordblick</title> 
<meta property="og:site_name" content="Nordblick">
<meta property="og:title" content="Minister reist nach Oslo"> 
<meta property="article:published_time" content="2024-05-17T10:00:00+02:00"></head>
<body><nav><a href="/">Start</a></nav> 
<article><h1>Minister reist nach Oslo</h1>
<figure><img src="a.jpg"><figcaption>Der Minister am Morgen. © Nordbild/Kranz 
</figcaption></figure>
<p>Der Außenminister ist am Freitag nach Oslo gereist. Er will dort mit seinem Kollegen über Gas sprechen 
und ein Abkommen unterzeichnen.</p>
<p>Die Regierung stellt Forderungen an ihre Partner, die bald verhandelt werden sollen:</p>
<ul><li>Norwegen soll mehr Gas liefern.</li><li>Dänemark soll die Leitung bauen.</li></ul>
<p>Am Abend kehrt der Minister nach Berlin zurück, wo er im Bundestag berichten wird.</p>
</article></body></html>"""


def error(path: Path, **options: int) -> str:
    (found,) = read_path(path, **options)  # type: ignore[arg-type]
    assert isinstance(found, InputError)
    assert str(path) in str(found)
    assert "\n" not in str(found)
    return str(found)


def write(folder: Path, name: str, data: bytes | str) -> Path:
    path = folder / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


def test_public_names_are_sorted_and_exist() -> None:
    names = lagebild.intake.__all__
    assert names == sorted(names)
    assert all(inspect.isfunction(getattr(lagebild.intake, name)) for name in names)


def test_clean_text_is_kept_as_it_is() -> None:
    text = "  Oslo-Reise\r\n\n" + GERMAN + " Cafe\u0301 "
    document = from_text(text, title="Oslo-Reise", published=date(2024, 5, 17))
    assert document.text == text
    assert [(b.kind, b.span.of(text)[:10]) for b in document.blocks] == [
        (BlockKind.TITLE, "Oslo-Reise"),
        (BlockKind.BODY, "Der Minist"),
    ]


def test_identity_ignores_blanks_and_composition() -> None:
    assert document_id("Café  am\nSee ") == document_id("Cafe\u0301 am See")
    assert document_id("Café am See") != document_id("Cafe am See")


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("", "no text"),
        (" \n\t", "no text"),
        ("a\0b", "NUL"),
        ("a\ud800b", "surrogate"),
        ("123 ...", "no words"),
        (ENGLISH, "English"),
    ],
)
def test_bad_text(text: str, word: str) -> None:
    with pytest.raises(InputError, match=word):
        from_text(text)


def test_short_text_is_not_judged() -> None:
    assert from_text("Luxemburg").text == "Luxemburg"


@pytest.mark.parametrize(
    ("name", "data", "word"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b" \n ", "empty"),
        ("a.txt", b"%PDF-1.7 ...", "PDF"),
        ("a.html", b"PK\x03\x04 ...", "ZIP"),
        ("a.txt", GERMAN.encode() + b"\0", "NUL"),
        ("a.txt", ENGLISH, "English"),
        ("a.txt", "привет".encode("koi8-r"), "encoding"),
        ("a.txt", (GERMAN + " Für Köln und Über öl, schön.").encode().decode("cp1252"), "twice"),
        ("a.docx", b"x", ".txt, .html, .htm, .jsonl"),
        ("noname", b"x", "without suffix"),
        ("a.html", b"<html><body></body></html>", "no article"),
    ],
)
def test_bad_files(tmp_path: Path, name: str, data: bytes | str, word: str) -> None:
    assert word in error(write(tmp_path, name, data))


def test_too_large(tmp_path: Path) -> None:
    assert "larger than 50 bytes" in error(write(tmp_path, "a.txt", GERMAN), max_bytes=50)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_usual_encodings(tmp_path: Path, encoding: str) -> None:
    (found,) = read_path(write(tmp_path, "a.TXT", (GERMAN + "\r\nÄhre").encode(encoding)))
    assert isinstance(found, Document)
    assert found.text == GERMAN + "\nÄhre"
    assert found.published is None


def test_folder_goes_on_after_errors(tmp_path: Path) -> None:
    write(tmp_path, "b.txt", GERMAN)
    write(tmp_path, "a.xyz", "x")
    write(tmp_path, ".hidden.txt", GERMAN)
    (tmp_path / "c").mkdir()
    write(tmp_path / "c", "d.txt", GERMAN + " Ende.")
    (tmp_path / "c" / "loop").symlink_to(tmp_path)
    (tmp_path / "dead.txt").symlink_to(tmp_path / "gone")
    os.mkfifo(tmp_path / "pipe.txt")
    found = list(read_path(tmp_path))
    assert [type(one).__name__ for one in found] == [
        "InputError", "Document", "Document", "InputError", "InputError", "InputError",
    ]  # fmt: skip
    assert [
        next(word for word in ("suffix", "back into", "no such", "neither") if word in str(one))
        for one in found
        if isinstance(one, InputError)
    ] == ["suffix", "back into", "no such", "neither"]


def test_missing_and_forbidden(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "no such file" in error(tmp_path / "none.txt")
    path = write(tmp_path, "a.txt", GERMAN)
    monkeypatch.setattr(Path, "open", lambda *_: (_ for _ in ()).throw(PermissionError(13, "denied")))
    assert "permissions" in error(path)


def test_json_lines(tmp_path: Path) -> None:
    lines = [
        json.dumps({"id": "x1", "text": GERMAN, "published": "2024-05-17", "publisher": "Nordblick"}),
        "{broken",
        "",
        json.dumps({"id": 7, "text": GERMAN, "published": "2024-02-31"}),
        json.dumps({"text": "\0"}),
        json.dumps({"id": "x2", "title": "Nur ein Titel"}),
        "[1]",
        "[" * 100_000,
        json.dumps({"text": GERMAN, "published": 2024}),
        json.dumps({"id": "x3", "text": GERMAN, "published": "2024-05"}),
    ]
    found = list(read_jsonl(lines, "in.jsonl"))
    good = [(name, one.published) for name, one in found if isinstance(one, Document)]
    bad = {str(one).split(":")[0]: str(one) for _, one in found if isinstance(one, InputError)}
    assert good == [("x1", date(2024, 5, 17)), ("x3", date(2024, 5, 1))]
    assert sorted(bad) == sorted(f"in.jsonl, line {number}" for number in (2, 4, 5, 6, 7, 8, 9))
    assert "no day of the calendar" in bad["in.jsonl, line 4"]
    assert found[2][0] is None or found[1][0] is None
    path = write(tmp_path, "in.jsonl", "\n".join(lines[:3]) + "\n" + "x" * 5000 + "\n" + lines[0])
    kinds = [type(one).__name__ for one in read_path(path, max_bytes=1000)]
    assert kinds == ["Document", "InputError", "InputError", "Document"]


@pytest.mark.parametrize("mark", ["\ufeff", "\ufeff \t"])
def test_a_line_with_nothing_but_a_byte_order_mark_is_blank(mark: str) -> None:
    lines = [f"{mark}\n", json.dumps({"id": "x1", "text": GERMAN}), mark]
    for given in (lines, [line.encode() for line in lines]):
        assert [(name, type(found)) for name, found in read_jsonl(given, "in.jsonl")] == [("x1", Document)]


def test_html_page() -> None:
    document = read_html(HTML.encode(), "a.html")
    kinds = {block.span.of(document.text): block.kind for block in document.blocks}
    assert document.published == date(2024, 5, 17)
    assert document.publisher == "Nordblick"
    assert document.title == "Minister reist nach Oslo"
    assert kinds["Minister reist nach Oslo"] is BlockKind.TITLE
    assert kinds["Der Minister am Morgen."] is BlockKind.CAPTION
    assert kinds["© Nordbild/Kranz"] is BlockKind.CREDIT
    assert kinds["Norwegen soll mehr Gas liefern."] is BlockKind.BODY
    assert "Start" not in document.text


def test_html_in_its_declared_charset() -> None:
    data = HTML.replace('"utf-8"', '"iso-8859-1"').encode("iso-8859-1")
    assert "Dänemark" in read_html(data, "a.html").text


def test_caller_wins_over_the_page(tmp_path: Path) -> None:
    (found,) = read_path(write(tmp_path, "a.html", HTML), published=date(2020, 1, 2), publisher="Archiv")
    assert isinstance(found, Document)
    assert (found.published, found.publisher) == (date(2020, 1, 2), "Archiv")
