"""Annotations of foreign text: kept as offsets alone, joined with the text where it is at hand."""

import json
from pathlib import Path

import pytest

from foreign import ARTICLES, NOTES, articles, attach, joined, strip
from markup import parse

TOKENS = [["Oslo", "liefert", "Waffen", ",", "sagte", "Weber", "."], ["„", "Nie", "!", "“"]]
MARKED = """## yn-1 | 2011-03-04 | news | Wikinews
= Oslo liefert Waffen, sagte Weber.
  * liefert AID military | a: Oslo = NOR GOV | r: - = UKR | s: Weber = AUT GOV, sagte, asserts
- „Nie!“
"""


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "articles.jsonl"
    article = {"DocumentName": "7 - Titel (2011-03-04)", "Sentences": [{"Tokens": t} for t in TOKENS]}
    path.write_text(json.dumps(article) + "\n", "utf-8")
    return path


@pytest.mark.parametrize(
    ("tokens", "text"),
    [
        (TOKENS[1], "„Nie!“"),
        (["Er", "(", "58", ")", "sagte", ":", '"', "Ja", '"', ",", "dann", '"', "Nein", '"', "."],
         'Er (58) sagte: "Ja", dann "Nein".'),
    ],
)  # fmt: skip
def test_words_and_marks_are_joined_as_they_are_printed(tokens: list[str], text: str) -> None:
    assert joined(tokens) == text


def test_articles_carry_number_and_date(source: Path) -> None:
    (article,) = articles(source)
    assert (article["id"], article["published"]) == ("yn-1", "2011-03-04")
    assert [(s["text"], s["title"]) for s in article["sentences"]] == [
        ("Oslo liefert Waffen, sagte Weber.", True),
        ("„Nie!“", False),
    ]


def test_what_is_kept_has_no_text_and_comes_back_whole(source: Path, tmp_path: Path) -> None:
    documents, faults = parse(MARKED)
    assert faults == []
    notes = tmp_path / "notes"
    notes.mkdir()
    kept = json.dumps(strip(parse(MARKED)[0])[0], ensure_ascii=False)
    (notes / "a.jsonl").write_text(kept + "\n", "utf-8")
    assert '"text"' not in kept
    assert "liefert" not in kept
    assert attach(notes, source) == documents


def test_another_text_is_refused(source: Path, tmp_path: Path) -> None:
    notes = tmp_path / "notes"
    notes.mkdir()
    kept = strip(parse(MARKED.replace("„Nie!“", "„Nun!“"))[0])[0]
    (notes / "a.jsonl").write_text(json.dumps(kept) + "\n", "utf-8")
    with pytest.raises(SystemExit, match="yn-1 was annotated in another text"):
        attach(notes, source)


def test_without_the_foreign_text_there_is_nothing(tmp_path: Path) -> None:
    assert attach(NOTES, tmp_path / "none.jsonl") == []


def test_committed_annotations_hold_no_text() -> None:
    files = sorted(NOTES.glob("*.jsonl"))
    assert files
    assert not any('"text"' in file.read_text("utf-8") for file in files)


@pytest.mark.skipif(not ARTICLES.is_file(), reason="needs ../shared/bench")
def test_every_committed_annotation_lies_in_its_sentence() -> None:
    found = attach()
    assert len({d["id"] for d in found}) == len(found) > 0
    for document in found:
        for sentence in document["sentences"]:
            for event in sentence["events"]:
                assert event["trigger"]["text"].strip() == event["trigger"]["text"] != ""
