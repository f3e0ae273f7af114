"""The label sets of the network, in the order of its outputs; training and reading share them."""

from lagebild.records import EventType, Modality, Stance
from lagebild.reference.codebook import contexts, modes

TYPES: tuple[str, ...] = ("none", *(t.value for t in EventType))
LAYERS = ("actor", "recipient", "object", "framework", "place", "time", "amount", "source", "cue")
LINKED = ("actor", "recipient", "source")
MODALITIES = tuple(m.value for m in Modality)
STANCES = tuple(s.value for s in Stance)
MODES: tuple[tuple[str, str | None], ...] = (
    ("none", None),
    *((kind, mode) for kind in TYPES[1:] for mode in modes(kind)),
)
CONTEXTS: tuple[str, ...] = contexts()

FAR = 20
"""Word distances beyond this are one bucket."""
SENTENCES_BACK, SENTENCES_ON = 8, 2
"""Sentence distances of links are told apart up to these."""


def distance_bucket(words: int) -> int:
    return max(-FAR, min(FAR, words)) + FAR


def nearness_bucket(sentences: int) -> int:
    """Bucket of (sentence of a word) - (sentence of the trigger)."""
    return max(-SENTENCES_BACK, min(SENTENCES_ON, sentences)) + SENTENCES_BACK
