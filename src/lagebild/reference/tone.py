"""Scales of German diplomatic language (``data/tone.json``): grades in order, their cues, what raises and lowers them.

A cue is words of one clause as their lemmas, its verb or noun last: ``zur Kenntnis nehmen``. ``auf|rufen`` is a
separable verb, ``=bereit`` this form alone, ``@sich`` a reflexive pronoun, ``@body`` who speaks in the statement,
``@infinitive`` an infinitive that ends its clause.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from lagebild.errors import RegistryError

REACHES = ("clause", "near", "after")
"""How far a modifier reaches: its clause, the cue right behind it, or back to the last cue before it."""
PLACEHOLDERS = ("@sich", "@body", "@infinitive")
_LISTS = ("first_person", "body", "pronouns", "negations", "subordinators", "after_particle")


@dataclass(frozen=True, slots=True)
class Grade:
    """``raised`` is one that an intensifier makes of the grade below it."""

    name: str
    raised: bool = False


@dataclass(frozen=True, slots=True)
class Cue:
    """``words`` in any order; ``particle`` is what a separable verb (the first of ``words``) leaves behind."""

    words: tuple[str, ...]
    particle: str | None
    grade: int


@dataclass(frozen=True, slots=True)
class Scale:
    """``grades`` from the mildest to the strongest; ``label`` is the scale's German name."""

    name: str
    label: str
    grades: tuple[Grade, ...]
    cues: tuple[Cue, ...]

    def raised(self, grade: int, by: int) -> float:
        """Where an intensifier takes a grade: never into the next cue's, half a step where no grade is named."""
        most = grade
        while most + 1 < len(self.grades) and self.grades[most + 1].raised:
            most += 1
        return float(min(grade + by, most)) if most > grade else grade + 0.5


@dataclass(frozen=True, slots=True)
class Modifier:
    """``by`` is 0 for what lowers. Empty ``scales`` are all."""

    words: tuple[str, ...]
    by: int
    reach: str
    scales: frozenset[str]


@dataclass(frozen=True, slots=True)
class ToneWords:
    """The data file.

    ``lemmas`` are word forms that the general lemmatiser gets wrong; ``other_senses`` names for a word of a cue the
    lemmas beside which it means something else.
    """

    scales: tuple[Scale, ...]
    modifiers: tuple[Modifier, ...]
    lemmas: Mapping[str, str]
    other_senses: Mapping[str, frozenset[str]]
    first_person: frozenset[str]
    body: frozenset[str]
    pronouns: frozenset[str]
    negations: frozenset[str]
    subordinators: frozenset[str]
    after_particle: frozenset[str]

    @property
    def speakers(self) -> frozenset[str]:
        """Words by which a statement speaks of those who issue it."""
        return self.first_person | self.body | self.pronouns

    def scale(self, name: str) -> Scale:
        """:raises KeyError: no such scale."""
        return {scale.name: scale for scale in self.scales}[name]


@cache
def tone_words() -> ToneWords:
    """The scales of the package."""
    return load(Path(str(files("lagebild.reference") / "data" / "tone.json")))


def load(path: Path) -> ToneWords:
    """Scales of a file.

    :raises RegistryError: it cannot be read, or something in it is missing, unknown or out of order.
    """
    try:
        raw = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise RegistryError(f"{path.name}: cannot be read ({error}); write it as UTF-8 JSON") from None
    faults = list(_faults(raw))
    if faults:
        raise RegistryError("\n".join(f"{path.name}: {fault}" for fault in faults))
    return ToneWords(
        scales=tuple(_scale(entry) for entry in raw["scales"]),
        modifiers=tuple(_modifier(e) for name in ("intensifiers", "mitigators") for e in raw[name]),
        lemmas=dict(raw["lemmas"]),
        other_senses={word: frozenset(lemmas) for word, lemmas in raw["other_senses"].items()},
        **{name: frozenset(raw[name]) for name in _LISTS},
    )


def _scale(entry: dict[str, Any]) -> Scale:
    grades = tuple(Grade(grade["name"], grade.get("raised", False)) for grade in entry["grades"])
    cues = (_cue(text, at) for at, grade in enumerate(entry["grades"]) for text in grade["cues"])
    return Scale(entry["name"], entry["label"], grades, tuple(cues))


def _cue(text: str, grade: int) -> Cue:
    parts = text.split()
    split = [part for part in parts if "|" in part]
    if not split:
        return Cue(tuple(parts), None, grade)
    particle, verb = split[0].split("|")
    return Cue((verb, *(part for part in parts if part not in split)), particle, grade)


def _modifier(entry: dict[str, Any]) -> Modifier:
    words = tuple(entry["words"].split())
    return Modifier(
        words, entry.get("by", 0), entry.get("reach", "clause"), frozenset(entry.get("scales", ()))
    )


def _faults(raw: Any) -> Iterator[str]:
    """What is wrong, each with its remedy; what follows a fault of form is not looked at."""
    if not isinstance(raw, dict):
        yield "no object; begin with {"
        return
    wanted = {"scales": list, "intensifiers": list, "mitigators": list, "lemmas": dict, "other_senses": dict}
    wanted |= dict.fromkeys(_LISTS, list)
    for name, kind in wanted.items():
        if not isinstance(raw.get(name), kind):
            yield f"no {name}; add {'a list' if kind is list else 'an object'} of that name"
            return
    for name in raw.keys() - wanted.keys():
        yield f"unknown part {name}; leave it out or name it one of {', '.join(wanted)}"
    seen: dict[str, str] = {}
    for entry in raw["scales"]:
        yield from _faults_of_scale(entry, seen)
    for part in ("intensifiers", "mitigators"):
        for entry in raw[part]:
            yield from _faults_of_modifier(part, entry, set(seen.values()))


def _faults_of_scale(entry: Any, seen: dict[str, str]) -> Iterator[str]:
    """``seen`` collects the cues with their scales: one cue has one grade."""
    name = entry.get("name") if isinstance(entry, dict) else None
    if not name or not entry.get("label") or len(entry.get("grades", ())) < 2:
        yield f"scale {name or '?'}: no name, label or fewer than two grades; give all three"
        return
    if entry["grades"][0].get("raised"):
        yield f"scale {name}: its first grade is raised; put the grade before it that it is raised from"
    for grade in entry["grades"]:
        cues = grade.get("cues")
        if not grade.get("name") or not isinstance(cues, list) or not (cues or grade.get("raised")):
            yield f"scale {name}: grade {grade.get('name', '?')} has no name or no cues; give it both"
            continue
        for cue in cues:
            unknown = [w for w in cue.split() if w.startswith("@") and w not in PLACEHOLDERS]
            if not cue.strip() or unknown or cue.count("|") > 1:
                yield f"scale {name}: cue {cue!r}; write lemmas, one separable verb, {', '.join(PLACEHOLDERS)}"
            elif cue in seen:
                yield f"scale {name}: cue {cue!r} stands in {seen[cue]} already; leave one of them out"
            seen[cue] = name


def _faults_of_modifier(part: str, entry: Any, scales: set[str]) -> Iterator[str]:
    words = entry.get("words", "").strip() if isinstance(entry, dict) else ""
    if not words:
        yield f"{part}: an entry without words; give it some"
    elif (entry.get("by", 0) not in (1, 2)) is (part == "intensifiers"):
        yield f"{part}: {words!r} raises by {entry.get('by', 0)}; write 1 or 2 for what raises, nothing else"
    elif entry.get("reach", "clause") not in REACHES:
        yield f"{part}: {words!r} has reach {entry['reach']!r}; write one of {', '.join(REACHES)}"
    elif set(entry.get("scales", ())) - scales:
        yield f"{part}: {words!r} names an unknown scale; write one of {', '.join(sorted(scales))}"
