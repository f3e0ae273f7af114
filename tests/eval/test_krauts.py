"""Scoring of time expressions as TimeML annotates them, on our own texts."""

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

import krauts
from lagebild.language.timeml import Timex

ROOT = Path(__file__).parents[2]
STRICT, VALUE = 0.85, 0.75
SOURCE = (
    '<TimeML><DCT><TIMEX3 tid="t0" type="DATE" value="2024-05-15" functionInDocument="CREATION_TIME">'
    "15. Mai</TIMEX3></DCT>\n<TEXT>Öl &amp; Gas: Am "
    '<TIMEX3 tid="t1" type="DATE" value="2024-05-13">Montag</TIMEX3> <TIMEX3 tid="t2" type="DATE" value="X"/>'
    "tagte er.</TEXT></TimeML>"
)


@pytest.mark.parametrize("name", ["regional", "politics"])
def test_our_texts_stay_above_the_floors(name: str) -> None:
    command = [
        sys.executable,
        str(ROOT / "eval" / "krauts.py"),
        str(ROOT / "eval" / "timex" / name),
        "--json",
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    scores = json.loads(done.stdout)
    assert set(scores) == {"strict", "relaxed", "type", "value"}
    assert scores["strict"] >= STRICT
    assert scores["value"] >= VALUE
    assert scores["relaxed"] >= max(scores.values())


def test_reading_takes_tags_out_and_counts_in_the_text() -> None:
    text, created, gold = krauts.read(SOURCE)
    assert text == "Öl & Gas: Am Montag tagte er."
    assert created == date(2024, 5, 15)
    assert [(text[t.start : t.end], t.type, t.value) for t in gold] == [("Montag", "DATE", "2024-05-13")]


def test_a_text_without_annotation_is_empty() -> None:
    assert krauts.read("<TimeML></TimeML>") == ("", None, [])


def test_extents_types_and_values_count_apart() -> None:
    gold = [Timex(0, 6, "DATE", "2024"), Timex(10, 16, "TIME", "2024-05-15TEV")]
    found = [Timex(0, 6, "DATE", "2023"), Timex(12, 16, "DATE", "2024-05-15TEV")]
    assert krauts.score([(gold, found)]) == {"strict": 0.5, "relaxed": 1.0, "type": 0.5, "value": 0.5}
    assert krauts.score([(gold, [])]) == dict.fromkeys(("strict", "relaxed", "type", "value"), 0.0)
    assert set(krauts.score([]).values()) == {0.0}


def test_nothing_to_score_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["krauts.py", str(tmp_path)])
    assert krauts.main() == 1
    assert "nothing to score" in capsys.readouterr().err
