"""Small parts for the tests of the reader: a toy tokenizer, pieces, and network output made by hand."""

import re

import numpy as np
from tokenizers import Tokenizer, models, pre_tokenizers

from lagebild.reader import labels as L
from lagebild.reader.network import Pairing, Trigger, Words
from lagebild.reader.tokens import Piece, compounds
from lagebild.records import Span

PARTS = ("▁", "▁Oslo", "▁lieferte", "▁Waffen", "liefer", "ungen", "und", "...")


def toy_tokenizer() -> Tokenizer:
    """Some parts of words, else single letters; unknown letters are one piece."""
    letters = sorted(set("abcdefghijklmnopqrstuvwxyzäöüßABCDEFGHIJKLMNOPQRSTUVWXYZ.,;!?-0123456789"))
    vocabulary = [("<s>", 0.0), ("<pad>", 0.0), ("</s>", 0.0), ("<unk>", 0.0)]
    vocabulary += [(part, -2.0) for part in PARTS] + [(letter, -8.0) for letter in letters]
    tokenizer = Tokenizer(models.Unigram(vocabulary, unk_id=3))
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always")
    return tokenizer


def piece(sentence: int, size: int, *, at: int = 0) -> Piece:
    """``size`` words of one subword and two letters each."""
    words = [Span(at + 3 * i, at + 3 * i + 2) for i in range(size)]
    order = list(range(size))
    return Piece(sentence, Span(at, at + 3 * size), [9] * size, words, order, order, words)


def words_of(text: str, types: dict[int, tuple[str, float]] | None = None, *, context: int = 0) -> Words:
    """The words of one sentence; ``types`` gives word -> type and probability, the rest is ``none``."""
    spans = [Span(m.start(), m.end()) for m in re.finditer(r"\w+|[^\w\s]", text)]
    n = len(spans)
    scores = np.zeros((n, len(L.TYPES)), np.float32)
    scores[:, 0] = 1.0
    for i, (kind, probability) in (types or {}).items():
        scores[i, 0], scores[i, L.TYPES.index(kind)] = 1 - probability, probability
    read = np.ones(n, np.int64)
    read[:context] = 0
    zero, nothing = np.zeros(n, np.int64), np.zeros((n, 1), np.float32)
    return Words(
        spans,
        compounds(text, Span(0, len(text)), spans),
        zero,
        zero,
        read,
        scores,
        nothing,
        nothing,
        nothing,
        nothing,
    )


def pairing_of(
    words: Words,
    word: int,
    kind: str = "AID",
    *,
    tags: dict[str, list[tuple[int, int]]] | None = None,
    links: dict[str, dict[int, float]] | None = None,
    stance: str = "asserts",
    mode: tuple[str, str] | None = None,
    unsaid: str | None = None,
    contexts: dict[str, float] | None = None,
) -> Pairing:
    """``tags``: layer -> runs (first word, word after the last); ``links``: role -> word -> score."""
    n = len(words.spans)
    marks = np.zeros((n, len(L.LAYERS), 2), np.float32)
    for layer, runs in (tags or {}).items():
        for start, end in runs:
            marks[start:end, L.LAYERS.index(layer), 0] = 0.9
            marks[start, L.LAYERS.index(layer), 1] = 0.9
    linked = np.zeros((len(L.LINKED), n), np.float32)
    for role, scores in (links or {}).items():
        for i, score in scores.items():
            linked[L.LINKED.index(role), i] = score
    modes = np.zeros(len(L.MODES), np.float32)
    if mode:
        modes[L.MODES.index(mode)] = 5.0
    found = np.zeros(len(L.CONTEXTS), np.float32)
    for name, probability in (contexts or {}).items():
        found[L.CONTEXTS.index(name)] = probability
    attitude = np.zeros((n, len(L.STANCES)), np.float32)
    attitude[:, L.STANCES.index(stance)] = 1.0
    silent = np.zeros(1 + len(L.STANCES), np.float32)
    silent[1 + L.STANCES.index(unsaid) if unsaid else 0] = 1.0
    modality = np.eye(len(L.MODALITIES), dtype=np.float32)[0]
    return Pairing(
        Trigger(word, L.TYPES.index(kind), 0.8), 0, marks, attitude, modes, modality,
        np.array([1.0, 0.0], np.float32), found, silent, linked,
    )  # fmt: skip
