"""The scales of tone: the file of the package is sound, a faulty one is refused with what to do."""

import json
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from lagebild.errors import RegistryError
from lagebild.reference.tone import load, tone_words

Change = Callable[[dict[str, Any]], None]
FILE = Path(str(files("lagebild.reference") / "data" / "tone.json"))


def test_the_scales_of_the_package() -> None:
    found = tone_words()
    assert [scale.name for scale in found.scales] == [
        "condemnation",
        "rejection",
        "demand",
        "commitment",
        "support",
        "threat",
    ]
    for scale in found.scales:
        assert len({grade.name for grade in scale.grades}) == len(scale.grades)
        assert {cue.grade for cue in scale.cues} <= set(range(len(scale.grades)))


def test_grades_of_condemnation_in_order() -> None:
    names = [grade.name for grade in tone_words().scale("condemnation").grades]
    order = ["besorgt", "kritisiert", "verurteilt", "verurteilt aufs Schärfste"]
    assert [name for name in names if name in order] == order


def test_an_intensifier_stays_below_the_next_cue() -> None:
    scale = tone_words().scale("condemnation")
    names = [grade.name for grade in scale.grades]
    assert scale.raised(names.index("besorgt"), 2) == names.index("tief besorgt")
    assert scale.raised(names.index("verurteilt"), 2) == names.index("verurteilt aufs Schärfste")
    assert tone_words().scale("demand").raised(0, 2) == 0.5


def test_a_separable_verb_and_a_cue_of_several_words() -> None:
    cues = {(cue.particle, cue.words) for scale in tone_words().scales for cue in scale.cues}
    assert ("auf", ("rufen",)) in cues
    assert (None, ("zur", "Kenntnis", "nehmen")) in cues
    assert ("aus", ("schließen", "nicht")) in cues
    assert (None, ("=bereit", "sein")) in cues


def test_an_unknown_scale() -> None:
    with pytest.raises(KeyError):
        tone_words().scale("joy")


def without_demands(raw: dict[str, Any]) -> None:
    del raw["scales"]


def with_a_cue_twice(raw: dict[str, Any]) -> None:
    raw["scales"][0]["grades"][0]["cues"].append("verurteilen")


def with_a_first_grade_raised(raw: dict[str, Any]) -> None:
    raw["scales"][0]["grades"][0]["raised"] = True


def with_a_grade_without_cues(raw: dict[str, Any]) -> None:
    raw["scales"][0]["grades"][0]["cues"] = []


def with_one_grade(raw: dict[str, Any]) -> None:
    raw["scales"][0]["grades"] = raw["scales"][0]["grades"][:1]


def with_an_unknown_placeholder(raw: dict[str, Any]) -> None:
    raw["scales"][0]["grades"][0]["cues"].append("@du danken")


def with_a_weak_intensifier(raw: dict[str, Any]) -> None:
    raw["intensifiers"].append({"words": "etwas", "by": 0})


def with_a_far_reach(raw: dict[str, Any]) -> None:
    raw["mitigators"].append({"words": "etwas", "reach": "page"})


def with_an_unknown_scale(raw: dict[str, Any]) -> None:
    raw["mitigators"].append({"words": "etwas", "scales": ["joy"]})


def with_an_unknown_part(raw: dict[str, Any]) -> None:
    raw["moods"] = []


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (without_demands, r"no scales; add a list of that name"),
        (
            with_a_cue_twice,
            r"scale condemnation: cue 'verurteilen' stands in condemnation already; leave one",
        ),
        (with_a_first_grade_raised, r"its first grade is raised; put the grade before it"),
        (with_a_grade_without_cues, r"grade nimmt zur Kenntnis has no name or no cues; give it both"),
        (with_one_grade, r"no name, label or fewer than two grades; give all three"),
        (with_an_unknown_placeholder, r"cue '@du danken'; write lemmas, one separable verb, @sich"),
        (with_a_weak_intensifier, r"'etwas' raises by 0; write 1 or 2"),
        (with_a_far_reach, r"'etwas' has reach 'page'; write one of clause, near, after"),
        (with_an_unknown_scale, r"'etwas' names an unknown scale; write one of commitment, condemnation"),
        (with_an_unknown_part, r"unknown part moods; leave it out"),
    ],
)
def test_a_faulty_file_is_refused(tmp_path: Path, change: Change, told: str) -> None:
    raw = json.loads(FILE.read_text("utf-8"))
    change(raw)
    path = tmp_path / "tone.json"
    path.write_text(json.dumps(raw), "utf-8")
    with pytest.raises(RegistryError, match=told) as error:
        load(path)
    assert str(error.value).startswith("tone.json: ")


@pytest.mark.parametrize("content", ["{", "[]", "\udcff"])
def test_a_file_that_is_no_scales(tmp_path: Path, content: str) -> None:
    path = tmp_path / "tone.json"
    path.write_bytes(content.encode("utf-8", "surrogateescape"))
    with pytest.raises(RegistryError, match=r"^tone\.json: .*; "):
        load(path)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(RegistryError, match=r"^none\.json: cannot be read"):
        load(tmp_path / "none.json")
