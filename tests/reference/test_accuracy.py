"""The accuracy card for programs says what the page says, of the model that is in the package."""

import re
from pathlib import Path

import pytest

from lagebild.reader import load_manifest
from lagebild.records import EventType
from lagebild.reference.accuracy import accuracy
from lagebild.settings import Settings

PAGE = Path(__file__).parents[2] / "docs/accuracy.md"


def tables() -> list[list[list[str]]]:
    """Rows of the page's tables as cells."""
    blocks = re.findall(r"(?:^\|.*\|\n)+", PAGE.read_text("utf-8"), re.M)
    return [[[c.strip() for c in line.strip("|").split("|")] for line in b.splitlines()] for b in blocks]


def test_the_page_has_the_same_figures() -> None:
    (head, _, *rows), (_, _, *across) = tables()
    assert list(accuracy()["sets"]) == head[2:]
    for key, _, *values in rows:
        assert [float(value) for value in values] == [s["figures"][key] for s in accuracy()["sets"].values()]
    assert {key: float(value) for key, _, value in across} == accuracy()["across_documents"]


def test_it_speaks_of_the_model_in_the_package() -> None:
    folder = Settings().model
    if not (folder / "manifest.json").is_file():
        pytest.skip("there is no model yet")
    assert accuracy()["model"] == load_manifest(folder).name
    assert f"`{accuracy()['model']}`" in PAGE.read_text("utf-8")


def test_sets_say_what_they_are_and_how_large() -> None:
    for name, found in accuracy()["sets"].items():
        assert len(found["about"]) > 40, name
        assert set(found["types"]) <= {kind.value for kind in EventType}
        assert sum(kind["events"] for kind in found["types"].values()) == found["events"]
    assert accuracy()["command"] == "make eval"
    assert set(accuracy()["aims"]) - set(accuracy()["across_documents"]) <= set(
        accuracy()["sets"]["held-out"]["figures"]
    )
