"""The words that a question says a type, a reality, a stance or a direction with: the data, folded for look-up."""

import json
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import Any

from lagebild.language.words import fold
from lagebild.records import EventType, Modality, Stance
from lagebild.reference.registry import DATA


@dataclass(frozen=True, slots=True)
class Cue:
    """What one base form says."""

    types: tuple[EventType, ...] = ()
    reality: Modality | None = None
    stance: Stance | None = None


@cache
def _lists() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((DATA / "question_words.json").read_text(encoding="utf-8"))
    return loaded


@cache
def words(kind: str) -> frozenset[str]:
    """A list of the data file: ``to``, ``from``, ``at``, ``articles``, ``since``, ``until``, ``particles``; or the
    folded ``ignored``."""
    return frozenset(map(fold, _lists()[kind])) if kind == "ignored" else frozenset(_lists()[kind])


@cache
def cues() -> dict[str, Cue]:
    """Folded base form -> what it says. A word under ``AID|COOPERATE`` may mean either."""
    fields: defaultdict[str, dict[str, Any]] = defaultdict(dict)
    for names, forms in _lists()["types"].items():
        for form in forms:
            fields[fold(form)]["types"] = tuple(EventType(name) for name in names.split("|"))
    for name, forms in _lists()["realities"].items():
        for form in forms:
            fields[fold(form)]["reality"] = Modality(name)
    for name, forms in _lists()["stances"].items():
        for form in forms:
            fields[fold(form)]["stance"] = Stance(name)
    return {form: Cue(**given) for form, given in fields.items()}
