"""What the network makes of one word: how sure it is that the word names an event, and what it is to a given one."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from lagebild.reader import labels as L
from lagebild.reader.network import Floats, Network, Trigger, Words, softmax
from lagebild.records import Span

LEAST = 0.005
"""Shares below are left out of lists: they would round to nothing."""


@dataclass(frozen=True, slots=True)
class Share:
    """A label and its probability."""

    label: str
    probability: float


@dataclass(frozen=True, slots=True)
class Insight:
    """Most probable first. ``types`` sum to one with ``none``, which is: the word names no event.

    ``modes``, ``realities`` and ``negated`` are those of the event that the word would name. ``roles`` are what the
    word is to the given trigger, each a probability of its own; empty without one.
    """

    word: Span
    threshold: float
    types: tuple[Share, ...]
    realities: tuple[Share, ...]
    negated: float
    modes: tuple[Share, ...]
    roles: tuple[Share, ...] = ()


def insight(network: Network, words: Words, threshold: float, at: int, trigger: int | None) -> Insight | None:
    """The word of a chunk that holds the character ``at``; ``trigger`` lies in the word of an event.

    None if no word of the chunk that is read holds it.
    """
    word = word_at(words, at)
    if word is None:
        return None
    kinds = words.types[word]
    named = network.pairs(words, [_trigger(words, word)])[0]
    fits = np.array([kind in ("none", L.TYPES[named.trigger.kind]) for kind, _ in L.MODES])
    modes = softmax(np.where(fits, named.modes, -np.inf))
    return Insight(
        words.wholes[word],
        threshold,
        _shares(L.TYPES, kinds),
        _shares(L.MODALITIES, named.modality),
        float(named.negated[1]),
        _shares((mode or "none" for _, mode in L.MODES), modes),
        _roles(network, words, word, trigger),
    )


def word_at(words: Words, at: int) -> int | None:
    """The surest of the words of a compound that holds the character; context before the chunk does not count."""
    here = [i for i, whole in enumerate(words.wholes) if words.read[i] and whole.start <= at < whole.end]
    return min(here, key=lambda i: float(words.types[i, 0]), default=None)


def _trigger(words: Words, word: int) -> Trigger:
    kinds = words.types[word]
    return Trigger(word, int(kinds[1:].argmax()) + 1, float(1.0 - kinds[0]))


def _roles(network: Network, words: Words, word: int, trigger: int | None) -> tuple[Share, ...]:
    spot = None if trigger is None else word_at(words, trigger)
    if spot is None:
        return ()
    pairing = network.pairs(words, [_trigger(words, spot)])[0]
    place = word - pairing.start
    if not 0 <= place < len(pairing.tags):
        return ()  # another sentence
    return _shares(L.LAYERS, pairing.tags[place, :, 0])


def _shares(names: Iterable[str], probabilities: Floats) -> tuple[Share, ...]:
    found = [Share(n, round(float(p), 4)) for n, p in zip(names, probabilities, strict=True) if p >= LEAST]
    return tuple(sorted(found, key=lambda share: -share.probability))
