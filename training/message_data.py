"""Articles of SpkAtt-2023 -> words with the encoder's states and the marks of their messages, for training the heads.

A stretches, W words, M messages, N words looked at for one message.
"""

import random
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor

from lagebild.language.sentences import split_sentences
from lagebild.reader.chunks import PIECE, plan
from lagebild.reader.message_marks import (
    BEGINS,
    COLUMNS,
    ENDS,
    FORMS,
    INSIDE,
    LAYERS,
    PARTS,
    RESUMES,
    distances,
    marks,
    sentences_off,
    stretches,
    window,
)
from lagebild.reader.network import Network
from lagebild.reader.tokens import pieces
from lagebild.records import Span

sys.path.insert(0, str(Path(__file__).parents[1] / "eval"))

from spkatt import Text, rebuild

UNKNOWN = 3
"""Id of the unknown piece."""
Encoded = tuple[list[Span], np.ndarray, np.ndarray]


@dataclass(frozen=True)
class Said:
    """One gold message: its words in order, its layer and form, and what each word of the article is to it."""

    words: np.ndarray
    layer: int
    form: int
    parts: np.ndarray  # [W, 4]


@dataclass(frozen=True)
class Article:
    """An article, or a stretch of one."""

    number: int
    text: Text
    spans: list[Span]
    sentence: np.ndarray
    states: np.ndarray  # [W, 768] float16
    marks: np.ndarray  # [W, 3]
    tags: np.ndarray  # [W, layers]
    said: list[Said]
    gold: list[dict[str, Any]]


def encode(network: Network, tokenizer: Tokenizer, text: str, blank: float, rng: random.Random) -> Encoded:
    """Spans, sentences and states of all words; a share of the subwords may be hidden from the encoder."""
    spans: list[Span] = []
    sentence: list[np.ndarray] = []
    states: list[np.ndarray] = []
    for chunk in plan(pieces(tokenizer, text, split_sentences(text), PIECE)):
        for piece in chunk.pieces if blank else ():
            piece.ids[:] = [UNKNOWN if rng.random() < blank else i for i in piece.ids]
        words = network.words(chunk)
        read = words.read == 1
        spans += [span for span, new in zip(words.spans, read, strict=True) if new]
        sentence.append(words.sentence[read])
        states.append(words.states[read].astype(np.float16))
    return spans, np.concatenate(sentence), np.concatenate(states)


def labelled(number: int, found: dict[str, Any], encoded: Encoded) -> Article:
    """An article of the task with its gold messages as tags and parts of words."""
    text = rebuild(found)
    spans, sentence, states = encoded
    names = {name: i for i, name in enumerate(text.names)}
    owner = np.searchsorted(np.array(text.starts), [s.start for s in spans], side="right") - 1
    tags = np.zeros((len(spans), LAYERS), np.int64)
    said: list[Said] = []
    for note in sorted(found["Annotations"], key=lambda a: (a["IsNested"], len(a["Message"]))):
        words = np.flatnonzero(np.isin(owner, [names[t] for t in note["Message"]]))
        layer = int(note["IsNested"])
        if not len(words) or tags[words, layer].any():
            continue
        mark(tags[:, layer], words)
        parts = np.stack([np.isin(owner, [names[t] for t in note[p]]) for p in PARTS], 1)
        said.append(Said(words, layer, FORMS.index(note["Form"]), parts.astype(np.float32)))
    signs = marks(text.text, spans, sentence)
    return Article(number, text, spans, sentence, states, signs, tags, said, found["Annotations"])


def mark(tags: np.ndarray, words: np.ndarray) -> None:
    """Write a message into the tags of a layer; parts of a single word cannot be tagged."""
    first = BEGINS
    for run in np.split(words, np.flatnonzero(np.diff(words) > 1) + 1):
        if len(run) > 1:
            tags[run] = INSIDE
            tags[run[0]], tags[run[-1]] = first, ENDS
            first = RESUMES


def cut(whole: Article) -> Iterator[Article]:
    """The stretches of an article that the heads see at once, each as an article of its own."""
    for seen, _, end in stretches(whole.sentence):
        tags = np.zeros((end - seen, LAYERS), np.int64)
        said = []
        for s in whole.said:
            here = s.words[(s.words >= seen) & (s.words < end)] - seen
            if len(here) > 1:
                mark(tags[:, s.layer], here)
            if len(here) > len(s.words) / 2:
                said.append(Said(here, s.layer, s.form, s.parts[seen:end]))
        yield Article(
            whole.number, whole.text, whole.spans[seen:end], whole.sentence[seen:end], whole.states[seen:end],
            whole.marks[seen:end], tags, said, [],
        )  # fmt: skip


@dataclass
class Batch:
    """Padded tensors of some stretches."""

    group: Sequence[Article]
    states: Tensor  # [A, W, 768]
    marks: Tensor  # [A, W, 3]
    mask: Tensor  # [A, W]
    tags: Tensor  # [A, W, layers]
    any_part: Tensor  # [A, W, 4]


def collate(group: Sequence[Article]) -> Batch:
    a, w = len(group), max(len(x.spans) for x in group)
    states = np.zeros((a, w, group[0].states.shape[1]), np.float32)
    signs, mask = np.zeros((a, w, COLUMNS), np.int64), np.zeros((a, w), np.float32)
    tags, any_part = np.zeros((a, w, LAYERS), np.int64), np.zeros((a, w, len(PARTS)), np.float32)
    for i, x in enumerate(group):
        n = len(x.spans)
        states[i, :n], signs[i, :n], mask[i, :n], tags[i, :n] = x.states, x.marks, 1, x.tags
        for s in x.said:
            any_part[i, :n] = np.maximum(any_part[i, :n], s.parts)
    return Batch(group, *(torch.from_numpy(x) for x in (states, signs, mask, tags, any_part)))


def batches(pool: Iterable[Article], size: int, rng: random.Random) -> Iterator[Batch]:
    """Batches of about ``size`` words of stretches of like length, in random order."""
    groups: list[list[Article]] = [[]]
    for x in sorted(pool, key=lambda x: len(x.spans) * (1 + 0.2 * rng.random())):
        if groups[-1] and len(x.spans) * (len(groups[-1]) + 1) > size:
            groups.append([])
        groups[-1].append(x)
    rng.shuffle(groups)
    yield from (collate(group) for group in groups)


@dataclass(frozen=True)
class Candidate:
    """Words that may be a message of stretch ``row``: the gold message they are most like, and how much."""

    row: int
    words: np.ndarray
    layer: int
    like: Said | None = None
    worth: float = 0.0


def compared(row: int, words: np.ndarray, layer: int, said: Sequence[Said]) -> Candidate:
    """A candidate beside the gold message with the largest F1 of words."""
    shares = [2 * len(np.intersect1d(words, s.words)) / (len(words) + len(s.words)) for s in said]
    best = max(range(len(said)), key=lambda i: shares[i] + 1e-3 * (said[i].layer == layer), default=None)
    if best is None or not shares[best]:
        return Candidate(row, words, layer)
    return Candidate(row, words, layer, said[best], shares[best])


@dataclass
class Looks:
    """Padded tensors of some candidates."""

    row: Tensor  # [M] stretch of each
    place: Tensor  # [M, N] words looked at
    inside: Tensor  # [M, N] 1 where the word is in the message
    first: Tensor  # [M] first and last word of the message
    last: Tensor  # [M]
    looked: Tensor  # [M, N] 1 where there is a word
    distance: Tensor  # [M, N] bucket
    off: Tensor  # [M, N] bucket of sentences off
    layer: Tensor  # [M]
    form: Tensor  # [M], -1 where unknown
    parts: Tensor  # [M, N, 4]
    worth: Tensor  # [M]


def looks(group: Sequence[Article], found: Sequence[Candidate]) -> Looks:
    windows = [window(c.words, len(group[c.row].spans)) for c in found]
    m, n = len(found), max(len(look) for look in windows)
    place, distance, off = (np.zeros((m, n), np.int64) for _ in range(3))
    inside, looked = np.zeros((m, n), np.float32), np.zeros((m, n), np.float32)
    parts = np.zeros((m, n, len(PARTS)), np.float32)
    for j, (c, look) in enumerate(zip(found, windows, strict=True)):
        k = len(look)
        place[j, :k], looked[j, :k], distance[j, :k] = look, 1, distances(look, c.words)
        off[j, :k] = sentences_off(group[c.row].sentence, look, c.words)
        inside[j, :k] = np.isin(look, c.words)
        if c.like:
            parts[j, :k] = c.like.parts[look]
    arrays = (
        np.array([c.row for c in found]), place, inside, np.array([c.words[0] for c in found]),
        np.array([c.words[-1] for c in found]), looked, distance, off, np.array([c.layer for c in found]),
        np.array([c.like.form if c.like else -1 for c in found]), parts,
        np.array([c.worth for c in found], np.float32),
    )  # fmt: skip
    return Looks(*(torch.from_numpy(x) for x in arrays))
