"""How likely two acts are the same one: a score with its parts, or the reason why they cannot be."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from math import exp, log1p

import numpy as np
from numpy.typing import NDArray

from lagebild.weigh.acts import MUTUAL, UNDATED, Act

SLACK_DAYS = 1
"""Reports of one act differ by a day: night, time zone, day of the report instead of the act."""
POINTS = frozenset({"meet", "attack", "arm", "protest"})
"""Families whose acts happen on a day; two of them between the same parties rarely share one."""
TWINS = 8.0
"""A sentence that a document says twice (teaser and text) tells of one act."""
MUCH = 25.0
"""Rarity of shared words (five names or so) from which more say nothing new."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """``logit`` above 0 is more likely one act than two; ``parts`` tell what each comparison added to it."""

    logit: float
    parts: Mapping[str, float]

    @property
    def probability(self) -> float:
        return 1 / (1 + exp(-self.logit))


@dataclass(frozen=True, slots=True)
class Weights:
    """Learned by ``eval/cases.py --fit``; ``rarity`` is the inverse document frequency of frequent stems."""

    bias: float
    parts: Mapping[str, float]
    rarity: Mapping[str, float]
    rarest: float


@cache
def weights() -> Weights:
    folder = files("lagebild.weigh")
    learned, rarity = (
        json.loads(folder.joinpath(name).read_text("utf-8")) for name in ("weights.json", "rarity.json")
    )
    return Weights(**learned, **rarity)


def likeness(a: Act, b: Act) -> Likeness | None:
    """How alike two acts are; None if something excludes that they are one."""
    if excluded(a, b):
        return None
    if _repeated(a, b):
        return Likeness(TWINS, {"repeated": TWINS})
    known = weights()
    parts = {
        name: round(known.parts.get(name, 0.0) * value, 3) for name, value in features(a, b).items() if value
    }
    return Likeness(known.bias + sum(parts.values()), parts)


def logit(a: Act, b: Act) -> float | None:
    """``likeness`` without its parts, for the many pairs that nobody asks why."""
    if excluded(a, b):
        return None
    if _repeated(a, b):
        return TWINS
    known = weights()
    parts = known.parts
    return known.bias + sum([parts[name] * value for name, value in features(a, b).items() if name in parts])


def _repeated(a: Act, b: Act) -> bool:
    return a.document_id == b.document_id and bool(a.trigger) and (a.trigger, a.words) == (b.trigger, b.words)


def excluded(a: Act, b: Act) -> str | None:
    """Why two acts cannot be the same, None if they can."""
    if a.family != b.family:
        return "type"
    if a.family == "meet" and a.mode != b.mode and "phone" in (a.mode, b.mode):
        return "mode"
    if a.exact and b.exact and abs(a.start - b.start) > SLACK_DAYS:
        return "day"
    if a.start - SLACK_DAYS > b.end or b.start - SLACK_DAYS > a.end:
        return "time"
    return None if _parties(a, b) else "parties"


def features(a: Act, b: Act) -> dict[str, float]:
    """Numbers between -1 and 1 by name (``gap`` may be a little more); 0 says nothing either way."""
    one, two = _sets(a), _sets(b)
    return {
        f"is_{a.family}": 1.0,
        "type": float(a.type == b.type),
        "mode": (1.0 if a.mode == b.mode else -1.0) if a.mode and b.mode else 0.0,
        "parties": _parties(a, b),
        "codes": len(one.codes & two.codes) / len(one.codes | two.codes),
        "people": _agreement(one.names, two.names),
        "trigger": float(not one.trigger.isdisjoint(two.trigger)),
        "subject": max(_covered(one, two.subject), _covered(two, one.subject)),
        "other_subject": float(bool(one.subject and two.subject) and one.subject.isdisjoint(two.subject)),
        "subject_told": max(_covered(one, two.words), _covered(two, one.words)),
        "words": min(1.0, _rarity(one.words & two.words) / MUCH),
        "vectors": _cosine(a.vector, b.vector),
        "frameworks": _agreement(one.frameworks, two.frameworks),
        "places": _agreement(one.places, two.places),
        "amounts": _agreement(one.amounts, two.amounts),
        "day": _days(a, b),
        "undated": float(not (a.dated and b.dated)),
        "gap": log1p(_apart(a, b) or 0) / 6,
        "both_past": float(a.modality == b.modality == "actual"),
        "one_past": float((a.modality == "actual") != (b.modality == "actual")),
        "planned_again": float(_planned_after(a, b) or _planned_after(b, a)),
        "one_negated": float(a.negated != b.negated),
        "same_point": float(a.exact and b.exact and a.family in POINTS),
        "numbers": _agreement(one.numbers, two.numbers),
        "ordinals": _agreement(one.ordinals, two.ordinals),
        **_together(a, b),
    }


def _together(a: Act, b: Act) -> dict[str, float]:
    """What it says where in their documents two acts stand: news opens with its act, and tells it again below."""
    if a.document_id == b.document_id:
        return {
            "same_sentence": float(a.sentence == b.sentence),
            "same_document": 1.0,
            "same_opening": float(a.opening and b.opening),
        }
    days = _apart(a, b)
    if days is None:
        return {}
    news = a.opening and b.opening
    old = news and a.modality == b.modality == "actual" and not (a.dated or b.dated)
    return {"news_together": float(news and days <= 2), "news_apart": float(old) * min(1.0, days / 5)}


def _apart(a: Act, b: Act) -> int | None:
    """Days between the publications; None if one has no date."""
    return None if UNDATED in (a.published, b.published) else abs(a.published - b.published)


def _parties(a: Act, b: Act) -> float:
    """Share of the parties that both know, by side; 0 if they know no side both or have none in common on one."""
    one, two = _sets(a), _sets(b)
    if a.family in MUTUAL:
        return _shared(one.both, two.both)
    if not (one.first and two.first):
        return _shared(one.second, two.second)
    if not (one.second and two.second):
        return _shared(one.first, two.first)
    return min(_shared(one.first, two.first), _shared(one.second, two.second))


def _shared(a: frozenset[str], b: frozenset[str]) -> float:
    """Overlap as a share of the smaller set: reports often name only some of those who took part."""
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0


def _agreement(a: frozenset[str], b: frozenset[str]) -> float:
    """1 if two known sets have something in common, -1 if not."""
    if not (a and b):
        return 0.0
    return -1.0 if a.isdisjoint(b) else 1.0


@dataclass(frozen=True, slots=True)
class _Sets:
    """An act's tuples as sets, made once: it is compared with many."""

    first: frozenset[str]
    second: frozenset[str]
    both: frozenset[str]
    codes: frozenset[str]
    names: frozenset[str]
    frameworks: frozenset[str]
    places: frozenset[str]
    amounts: frozenset[str]
    numbers: frozenset[str]
    ordinals: frozenset[str]
    trigger: frozenset[str]
    subject: frozenset[str]
    words: frozenset[str]
    weight: float  # rarity of the subject


@lru_cache(maxsize=50_000)
def _sets(act: Act) -> _Sets:
    first, second = frozenset(act.first), frozenset(act.second)
    return _Sets(
        first=first,
        second=second,
        both=first | second,
        codes=frozenset(act.codes),
        names=frozenset(act.names),
        frameworks=frozenset(act.frameworks),
        places=frozenset(act.places),
        amounts=frozenset(act.amounts),
        numbers=frozenset(act.numbers),
        ordinals=frozenset(act.ordinals),
        trigger=frozenset(act.trigger),
        subject=frozenset(act.subject),
        words=frozenset(act.words),
        weight=_rarity(act.subject),
    )


def _covered(act: _Sets, by: frozenset[str]) -> float:
    """Share of the stems of an act's subject that are among others, rare ones counting more."""
    return _rarity(act.subject & by) / act.weight if act.weight else 0.0


def _rarity(stems: Collection[str]) -> float:
    known = weights()
    rarity, rarest = known.rarity, known.rarest
    return sum([rarity.get(stem, rarest) for stem in stems])


def _cosine(a: bytes, b: bytes) -> float:
    return float(_direction(a) @ _direction(b)) if a and b else 0.0


@lru_cache(maxsize=50_000)
def _direction(vector: bytes) -> NDArray[np.float32]:
    numbers = np.frombuffer(vector, np.int8).astype(np.float32)
    return numbers / np.linalg.norm(numbers)


def _days(a: Act, b: Act) -> float:
    """1 on the same told day, falling with the length of what the two times leave open; 0 if one tells none."""
    if not (a.dated and b.dated):
        return 0.0
    return exp((min(a.start, b.start) - max(a.end, b.end)) / 14)


def _planned_after(past: Act, future: Act) -> bool:
    """One was reported to have happened before the other was still to come: the next one, then."""
    return (
        past.modality == "actual"
        and not past.negated
        and future.modality in ("planned", "called_for")
        and UNDATED < past.published < future.published
    )
