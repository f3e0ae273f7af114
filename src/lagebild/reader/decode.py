"""Network output -> mentions of events. Thresholds were set on the held-out documents (`make eval`)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from lagebild.reader import labels as L
from lagebild.reader.network import Floats, Pairing, Trigger, Words
from lagebild.records import Argument, Attribution, EventType, Link, Mention, Modality, Role, Span, Stance


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Probabilities above which something is taken; stored in the model's manifest, set by training/calibrate.py."""

    trigger: float = 0.45
    tag: float = 0.45
    context: float = 0.35
    link: float = 0.03
    unsaid_actor: float = 0.05
    unsaid_recipient: float = 0.15
    unsaid_source: float = 0.5


MOST_LINKS = 12
BRIDGE = 0.15
"""A word between two words of a span is in it from this probability on, lest objects fall to pieces."""
_MASKS = {kind: np.array([k in ("none", kind) for k, _ in L.MODES]) for kind in L.TYPES[1:]}
_SOURCE, _CUE = L.LAYERS.index("source"), L.LAYERS.index("cue")
_WHOLE = frozenset({L.LAYERS.index("object"), L.LAYERS.index("framework")})
"""Things rather than parties: their spans are made whole."""


def triggers(words: Words, threshold: float) -> list[Trigger]:
    """Words that name an event, with their most probable type; of a compound's parts the surest."""
    eventful = 1.0 - words.types[:, 0]
    found = np.flatnonzero((eventful >= threshold) & (words.read == 1))
    kinds = words.types[:, 1:].argmax(axis=1) + 1
    best: dict[Span, Trigger] = {}
    for i in sorted(found, key=lambda i: eventful[i]):
        best[words.wholes[i]] = Trigger(int(i), int(kinds[i]), float(eventful[i]))
    return list(best.values())


def mention(words: Words, sentence: Span, pairing: Pairing, limits: Thresholds) -> Mention:
    kind = L.TYPES[pairing.trigger.kind]
    mode = L.MODES[int(np.where(_MASKS[kind], pairing.modes, -np.inf).argmax())][1]
    order = np.argsort(-pairing.contexts)[:2]
    contexts = [L.CONTEXTS[i] for i in order if pairing.contexts[i] >= limits.context]
    return Mention(
        sentence=sentence,
        trigger=words.wholes[pairing.trigger.word],
        type=EventType(kind),
        mode=mode,
        contexts=tuple(contexts or [L.CONTEXTS[order[0]]]),
        arguments=tuple(_arguments(words, pairing, limits)),
        sources=_sources(words, pairing, limits),
        modality=Modality(L.MODALITIES[int(pairing.modality.argmax())]),
        negated=bool(pairing.negated[1] >= 0.5),
        confidence=round(pairing.trigger.confidence, 3),
        vector=vector_of(words.member[pairing.trigger.word]),
    )


def vector_of(member: Floats) -> bytes:
    """The direction of what the pair head is told of a word; its largest number becomes 127."""
    largest = max(float(np.abs(member).max()), 1e-9)
    return bytes((member / largest * 127).round().astype(np.int8).tobytes())


def _runs(tags: Floats, layer: int, threshold: float) -> list[tuple[int, int]]:
    """Stretches of words inside a layer, parted where a new one begins."""
    inside = tags[:, layer, 0] >= threshold
    if not inside.any():
        return []
    begins = tags[:, layer, 1] >= 0.5
    if layer in _WHOLE:
        inside[1:-1] |= inside[:-2] & inside[2:] & ~begins[2:] & (tags[1:-1, layer, 0] >= BRIDGE)
    words = inside.nonzero()[0]
    new = begins[words]
    new[0] = True
    new[1:] |= words[1:] - words[:-1] > 1
    starts = new.nonzero()[0]
    ends = [*(starts[1:] - 1), len(words) - 1]
    return [(int(words[i]), int(words[j]) + 1) for i, j in zip(starts, ends, strict=True)]


def _span(words: Words, pairing: Pairing, run: tuple[int, int], layer: int) -> Span:
    """The words of a run. One that breaks at a hyphen is about the whole compound (``G7-Gipfel``), but a party in
    a compound is that part of it (``Russland`` of ``Russland-Reise``)."""
    first, last = pairing.start + run[0], pairing.start + run[1] - 1
    if layer in _WHOLE:
        start = words.wholes[first] if _hyphen(words, first) else words.spans[first]
        end = words.wholes[last] if _hyphen(words, last) else words.spans[last]
        return Span(start.start, end.end)
    first += first < last and _hyphen(words, first)
    last -= first < last and _hyphen(words, last)
    return Span(words.spans[first].start, words.spans[last].end)


def _hyphen(words: Words, word: int) -> bool:
    """Whether a word is a hyphen of a compound, in which parts and hyphens take turns."""
    first = word
    while first and words.wholes[first - 1] == words.wholes[word]:
        first -= 1
    return (word - first) % 2 == 1


def _links(words: Words, pairing: Pairing, linked: int, limits: Thresholds) -> tuple[Link, ...]:
    scores = pairing.links[linked]
    likely = (scores >= limits.link).nonzero()[0]
    best = likely[(-scores[likely]).argsort(kind="stable")][:MOST_LINKS]
    rounded = scores[best].astype(float).round(3)
    return tuple(Link(words.spans[i], score) for i, score in zip(best, rounded.tolist(), strict=True))


def _arguments(words: Words, pairing: Pairing, limits: Thresholds) -> Iterator[Argument]:
    for layer, name in enumerate(L.LAYERS[:_SOURCE]):
        role = Role(name)
        links = _links(words, pairing, L.LINKED.index(name), limits) if name in L.LINKED else ()
        runs = _runs(pairing.tags, layer, limits.tag)
        for run in runs:
            confidence = float(pairing.tags[run[0] : run[1], layer, 0].mean())
            yield Argument(role, _span(words, pairing, run, layer), round(confidence, 3), links)
        enough = limits.unsaid_actor if role is Role.ACTOR else limits.unsaid_recipient
        if not runs and links and links[0].score >= enough:
            yield Argument(role, None, links[0].score, links)


def _sources(words: Words, pairing: Pairing, limits: Thresholds) -> tuple[Attribution, ...]:
    runs = _runs(pairing.tags, _SOURCE, limits.tag)
    unsaid = int(pairing.unsaid.argmax())
    if not runs and not unsaid:
        return ()
    links = _links(words, pairing, L.LINKED.index("source"), limits)
    cues = _runs(pairing.tags, _CUE, limits.tag)
    found: list[tuple[int, Attribution]] = []
    here = pairing.trigger.word - pairing.start
    for run in runs:
        stance = Stance(L.STANCES[int(pairing.stance[run[0] : run[1]].mean(axis=0).argmax())])
        confidence = round(float(pairing.tags[run[0] : run[1], _SOURCE, 0].mean()), 3)
        cue = _nearest(cues, run)
        span = None if cue is None else _span(words, pairing, cue, _CUE)
        found.append(
            (
                abs(run[0] - here),
                Attribution(_span(words, pairing, run, _SOURCE), span, stance, confidence, links),
            )
        )
    if not found and 1.0 - float(pairing.unsaid[0]) >= limits.unsaid_source:
        cue = _nearest(cues, (here, here + 1))
        span = None if cue is None else _span(words, pairing, cue, _CUE)
        confidence = round(1.0 - float(pairing.unsaid[0]), 3)
        found.append((0, Attribution(None, span, Stance(L.STANCES[unsaid - 1]), confidence, links)))
    return tuple(a for _, a in sorted(found, key=lambda pair: pair[0]))


def _nearest(runs: Sequence[tuple[int, int]], to: tuple[int, int]) -> tuple[int, int] | None:
    return min(runs, key=lambda r: max(r[0] - to[1], to[0] - r[1]), default=None)
