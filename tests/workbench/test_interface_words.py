"""The words of the interface: both languages, everywhere."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from lagebild.reference.tone import tone_words

SOURCE = Path(__file__).parents[2] / "workbench" / "src"
MESSAGES = sorted((SOURCE / "messages").glob("*.json"))
LANGUAGES = {"de", "en"}
UMLAUTS = re.compile(r">[^<>{}]*[äöüßÄÖÜ„“][^<>{}]*<")


def pairs(value: Any, path: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every place that holds words in languages."""
    if not isinstance(value, dict):
        return
    if LANGUAGES & set(value):
        yield path, value
        return
    for key, inner in value.items():
        yield from pairs(inner, f"{path}/{key}")


@pytest.mark.parametrize("file", [*MESSAGES, SOURCE / "lib" / "words.json"], ids=lambda file: file.stem)
def test_every_message_has_both_languages_and_the_same_gaps(file: Path) -> None:
    found = list(pairs(json.loads(file.read_text("utf-8"))))
    assert found
    for path, words in found:
        assert set(words) == LANGUAGES, path
        gaps = [sorted(re.findall(r"\{(\w+)\}", json.dumps(text))) for text in words.values()]
        assert gaps[0] == gaps[1], path
        assert all(words.values()), path


def test_every_tone_of_a_statement_has_words() -> None:
    words = json.loads((SOURCE / "lib" / "words.json").read_text("utf-8"))
    scales = tone_words().scales
    assert {scale.name: scale.label for scale in scales} == {k: v["de"] for k, v in words["scales"].items()}
    assert {grade.name for scale in scales for grade in scale.grades} == set(words["grades"])


@pytest.mark.parametrize("part", sorted(SOURCE.rglob("*.svelte")), ids=lambda part: part.stem)
def test_no_component_holds_german_words_of_its_own(part: Path) -> None:
    markup = re.sub(r"<(script|style)\b.*?</\1>|<!--.*?-->", "", part.read_text("utf-8"), flags=re.S)
    assert UMLAUTS.findall(markup) == []
