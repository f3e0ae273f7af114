"""Tags of words and of what words are to messages -> messages with source, cue, frame and addressee."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from lagebild.reader.message_marks import (
    BEGINS,
    ENDS,
    FOLLOWS,
    FORMS,
    INSIDE,
    LAYERS,
    OUT,
    PARTS,
    RESUMES,
    TAGS,
)
from lagebild.reader.network import Floats, Ints
from lagebild.records import Message, Span


@dataclass(frozen=True, slots=True)
class Limits:
    """What is taken of the graphs' probabilities; set by training/messages.py on documents kept for that."""

    eager: tuple[float, ...] = (1.0,)
    """Each gives candidates: what is added to the score of words to begin a message."""
    message: float = 0.4
    """Least worth of a message, the F1 of words that it is thought to have with one."""
    nested: float = 0.4
    source: float = 0.5
    cue: float = 0.5
    frame: float = 0.5
    addressee: float = 0.5


SOURCE, CUE, FRAME, ADDRESSEE = range(len(PARTS))
FARTHEST = 60
"""Words between the parts of a message that is taken up again."""


@dataclass(frozen=True, slots=True)
class Found:
    """A message before its parts are known."""

    words: Ints
    layer: int


@dataclass(frozen=True, slots=True)
class Parts:
    """What the words looked at are to a message: probabilities [N, 4] of source, cue, frame, addressee; its form."""

    look: Ints
    scores: Floats
    forms: Floats
    worth: float


def candidates(tags: Floats, follow: Floats, eager: Sequence[float]) -> list[Found]:
    """tags [W, layers, 5] scores, follow [layers, 5, 5] -> what may be messages, each once."""
    found: dict[tuple[int, bytes], Found] = {}
    for layer in range(LAYERS):
        for more in eager:
            for words in joined(best_tags(tags[:, layer], follow[layer], more)):
                found[layer, words.tobytes()] = Found(words, layer)
    return list(found.values())


def choose(found: Sequence[tuple[Found, Parts]], limits: Limits) -> list[tuple[Found, Parts]]:
    """The best of candidates that share words in a layer, if they are worth enough, in the order of the text."""
    taken: tuple[set[int], ...] = tuple(set() for _ in range(LAYERS))
    kept = []
    for one, parts in sorted(found, key=lambda pair: -pair[1].worth):
        words = one.words.tolist()
        if parts.worth < (limits.nested if one.layer else limits.message) or not taken[one.layer].isdisjoint(
            words
        ):
            continue
        taken[one.layer].update(words)
        kept.append((one, parts))
    return sorted(kept, key=lambda pair: (int(pair[0].words[0]), pair[0].layer))


def records(
    spans: Sequence[Span], kept: Sequence[tuple[Found, Parts]], limits: Limits
) -> tuple[Message, ...]:
    """The chosen messages in document offsets."""
    around = enclosing([found for found, _ in kept])
    return tuple(
        message(spans, found, parts, limits, outer)
        for (found, parts), outer in zip(kept, around, strict=True)
    )


def best_tags(scores: Floats, follow: Floats, eager: float) -> list[int]:
    """The best sequence of tags for scores [W, 5] and follow [from, to] (Viterbi); ``eager`` favours messages."""
    if not len(scores):
        return []
    shifted = scores.astype(float)
    shifted[:, BEGINS] += eager
    steps = follow.astype(float).tolist()
    ways = [[(before, steps[before][tag]) for before in FOLLOWS[tag]] for tag in range(len(TAGS))]
    rows = shifted.tolist()
    best = rows[0][:]
    best[INSIDE] = best[ENDS] = float("-inf")
    back: list[list[int]] = []
    for row in rows[1:]:
        came, new = [], []
        for tag, score in enumerate(row):
            top, high = -1, float("-inf")
            for before, step in ways[tag]:
                if best[before] + step > high:
                    top, high = before, best[before] + step
            came.append(top)
            new.append(high + score)
        back.append(came)
        best = new
    tag = max((OUT, ENDS), key=best.__getitem__)
    found = [tag]
    for came in reversed(back):
        tag = came[tag]
        found.append(tag)
    return found[::-1]


def joined(tags: Sequence[int]) -> Iterator[Ints]:
    """The words of each message; what resumes belongs to the message before if that is near."""
    held: list[int] = []
    for i, tag in enumerate(tags):
        if held and (tag == BEGINS or (tag == RESUMES and i - held[-1] > FARTHEST)):
            yield np.array(held)
            held = []
        if tag != OUT:
            held.append(i)
    if held:
        yield np.array(held)


def message(
    spans: Sequence[Span], found: Found, parts: Parts, limits: Limits, nested: int | None = None
) -> Message:
    here = [spans[i] for i in parts.look]

    def taken(part: int, least: float) -> tuple[Span, ...]:
        return _spans(here, np.flatnonzero(parts.scores[:, part] >= least))

    return Message(
        message=_spans(spans, found.words),
        source=stretch(here, parts.scores[:, SOURCE], limits.source),
        cue=taken(CUE, limits.cue),
        frame=taken(FRAME, limits.frame),
        addressee=stretch(here, parts.scores[:, ADDRESSEE], limits.addressee),
        form=FORMS[int(parts.forms.argmax())],
        confidence=round(parts.worth, 3),
        nested=nested,
    )


def enclosing(all_found: Sequence[Found]) -> list[int | None]:
    """For each message the smallest other of the outer layer that shares its words, if it is nested."""
    outer = [(i, set(f.words.tolist())) for i, f in enumerate(all_found) if not f.layer]
    return [
        max(
            (i for i, words in outer if not words.isdisjoint(f.words.tolist())),
            key=lambda i: -len(all_found[i].words),
            default=None,
        )
        if f.layer
        else None
        for f in all_found
    ]


def stretch(spans: Sequence[Span], scores: Floats, least: float) -> Span | None:
    """The run of words with the largest sum of evidence, if any word has enough."""
    if not len(scores) or scores.max() < least:
        return None
    clipped = np.clip(scores, 1e-4, 1 - 1e-4)
    evidence = np.log(clipped / (1 - clipped)) - np.log(least / (1 - least))
    best, start, held, found = 0.0, 0, 0.0, (0, 0)
    for i, weight in enumerate(evidence.tolist()):
        if held <= 0:
            start, held = i, 0.0
        held += weight
        if held > best:
            best, found = held, (start, i)
    return Span(spans[found[0]].start, spans[found[1]].end)


def _spans(spans: Sequence[Span], words: Ints) -> tuple[Span, ...]:
    """Neighbouring words as one span."""
    if not len(words):
        return ()
    cuts = np.flatnonzero(np.diff(words) > 1) + 1
    return tuple(Span(spans[run[0]].start, spans[run[-1]].end) for run in np.split(words, cuts))
