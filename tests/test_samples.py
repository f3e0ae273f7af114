"""The samples fill the first database: enough voices, both formats, dated, and our own words."""

import re
from pathlib import Path

import pytest

from lagebild.intake import read_path
from lagebild.records import Document

ROOT = Path(__file__).parents[1]
SAMPLES = sorted(p for p in (ROOT / "samples").iterdir() if p.suffix in {".html", ".txt"})
SEEDS = ROOT.parent / "shared" / "seeds"
NAME = re.compile(r"(\d{4}-\d\d-\d\d)_([a-z-]+)_[a-z0-9-]+\.(html|txt)$")
NOTE = "Für Lagebild verfasster Beispieltext"


def visible(path: Path) -> str:
    text = path.read_text("utf-8")
    if path.suffix == ".html":
        text = re.sub(r"(?s)<(script|style)\b.*?</\1>|<[^>]+>", " ", text)
    return " ".join(text.split())


def sentences(text: str) -> set[str]:
    return {s for s in re.split(r"(?<=[.!?])\s+|\n+", text) if len(s.split()) >= 8}


def test_enough_voices_in_both_formats() -> None:
    names = [NAME.match(p.name) for p in SAMPLES]
    assert len(names) >= 16
    assert all(names), [p.name for p in SAMPLES if not NAME.match(p.name)]
    assert len({m[2] for m in names if m}) >= 5
    assert {m[3] for m in names if m} == {"html", "txt"}


@pytest.mark.parametrize("path", SAMPLES, ids=lambda p: p.name)
def test_a_sample_is_an_article_that_says_what_it_is(path: Path) -> None:
    text = visible(path)
    assert 120 <= len(text.split()) <= 450
    assert NOTE in text
    assert "�" not in text


def test_the_samples_hold_what_the_reader_must_tell_apart() -> None:
    text = " ".join(map(visible, SAMPLES))
    for word in ("fordert", "droht", "zugesagt", "bestreitet", "wies", "angekündigt", "verurteilt"):
        assert word in text


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the seed texts are not part of the repository")
def test_no_sentence_comes_from_the_seeds() -> None:
    foreign = set().union(*(sentences(p.read_text("utf-8")) for p in SEEDS.glob("*.txt")))
    assert len(foreign) > 50
    for path in SAMPLES:
        assert not sentences(visible(path)) & foreign


@pytest.mark.parametrize("path", SAMPLES, ids=lambda p: p.name)
def test_intake_finds_date_and_publisher(path: Path) -> None:
    (document,) = read_path(path)
    assert isinstance(document, Document)
    match = NAME.match(path.name)
    assert match
    assert str(document.published) == match[1]
    assert document.publisher
    assert document.title
