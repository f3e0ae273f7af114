"""Where the cues of the scales of tone stand in a passage: inflected, separated, in any order within a clause."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from lagebild.reference.tone import Cue, Scale, tone_words
from lagebild.weigh.words import Word

PARTICLE_WITHIN = 30
"""Words between a separable verb and its particle; ``rufen`` with a list of the G7's titles and ``auf`` has 20."""
COMPANION_WITHIN = 12
"""Words between two words of one cue: ``nehmen ... zur Kenntnis``."""

FUTURE = "werden"


@dataclass(frozen=True, slots=True)
class FoundCue:
    """A cue in a passage: the places of its words, the verb or noun first."""

    scale: Scale
    cue: Cue
    places: tuple[int, ...]

    @property
    def at(self) -> int:
        return self.places[0]


@dataclass(frozen=True, slots=True)
class _Pattern:
    """A cue as it is looked up: by its verb or last word, whole or with its particle elsewhere."""

    scale: Scale
    cue: Cue
    head: str
    others: tuple[str, ...]
    particle: str | None


def find_cues(words: Sequence[Word]) -> list[FoundCue]:
    """Cues in the order of the text; a word belongs to one cue of a scale, the longest.

    A bare future comes last: ``werden prüfen`` promises no more than ``prüfen``.
    """
    candidates = [
        FoundCue(pattern.scale, pattern.cue, places)
        for at, word in enumerate(words)
        for key in dict.fromkeys((word.text.lower(), word.lemma.lower()))
        for pattern in _patterns().get(key, ())
        if (places := _places(pattern, at, words))
    ]
    candidates.sort(key=lambda f: (FUTURE in f.cue.words, -len(f.places), f.at))
    taken: set[tuple[str, int]] = set()
    found = []
    for candidate in candidates:
        places_of_scale = {(candidate.scale.name, place) for place in candidate.places}
        if taken.isdisjoint(places_of_scale):
            taken |= places_of_scale
            found.append(candidate)
    return sorted(found, key=lambda f: f.at)


@cache
def _patterns() -> dict[str, list[_Pattern]]:
    found: dict[str, list[_Pattern]] = {}
    for scale in tone_words().scales:
        for cue in scale.cues:
            for pattern in _patterns_of(scale, cue):
                found.setdefault(pattern.head.lower(), []).append(pattern)
    return found


def _patterns_of(scale: Scale, cue: Cue) -> Iterator[_Pattern]:
    head = cue.words[0] if cue.particle else [word for word in cue.words if word[0] != "@"][-1]
    others = tuple(word for word in cue.words if word != head)
    yield _Pattern(scale, cue, head, others, cue.particle)
    if cue.particle:
        yield _Pattern(scale, cue, cue.particle + head, others, None)


def _places(pattern: _Pattern, at: int, words: Sequence[Word]) -> tuple[int, ...] | None:
    """The places of a cue whose head stands at ``at``, its other words the nearest ones; None if one is missing."""
    if not _is(words[at], pattern.head):
        return None
    found = [at]
    if pattern.particle:
        end = _particle(pattern.particle, at, words)
        if end is None:
            return None
        found.append(end)
    for other in pattern.others:
        near = [
            place
            for place in range(max(0, at - COMPANION_WITHIN), min(at + COMPANION_WITHIN + 1, len(words)))
            if words[place].clause == words[at].clause and place not in found and _fits(other, place, words)
        ]
        if not near:
            return None
        if other != "@body":
            found.append(min(near, key=lambda place: abs(place - at)))
    return tuple(found)


def _is(word: Word, wanted: str) -> bool:
    """A noun of a cue is written with a capital; a verb has one only where a sentence begins."""
    if wanted.startswith("="):
        return word.text.lower() == wanted[1:]
    if wanted[:1].isupper():
        return word.capital and wanted in (word.text, word.lemma)
    return wanted in (word.text.lower(), word.lemma.lower()) and not (word.capital and word.before.isspace())


def _particle(particle: str, at: int, words: Sequence[Word]) -> int | None:
    """Where the particle of the separable verb at ``at`` ends its clause: ``rufen alle Staaten auf, ...``."""
    for place in range(at + 1, min(at + PARTICLE_WITHIN, len(words))):
        word = words[place]
        if ";" in word.before or ("," in word.before and word.text.lower() == "dass"):
            return None
        if word.text == particle:
            following = words[place + 1] if place + 1 < len(words) else None
            after = tone_words().after_particle
            if following is None or following.before.strip() or following.text.lower() in after:
                return place
    return None


def _fits(wanted: str, place: int, words: Sequence[Word]) -> bool:
    word = words[place]
    low = word.text.lower()
    if wanted == "@sich":
        return low in ("sich", "uns")
    if wanted == "@body":
        return low in tone_words().speakers
    if wanted == "@infinitive":
        following = words[place + 1] if place + 1 < len(words) else None
        ends = following is None or following.clause != word.clause or following.text == "und"
        return ends and not word.capital and low == word.lemma and low.endswith("n")
    return _is(word, wanted)
