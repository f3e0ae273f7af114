"""The two ONNX graphs of the reader: words of chunks, then what every word is to each trigger."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime as ort
from numpy.typing import NDArray

from lagebild.errors import ModelError
from lagebild.reader.chunks import Chunk
from lagebild.reader.labels import FAR, SENTENCES_BACK, SENTENCES_ON
from lagebild.records import Span

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one chunk: spans, the compounds they are parts of, piece and sentence of each,
    and what the network made of them (W rows)."""

    spans: list[Span]
    wholes: list[Span]
    piece: Ints
    sentence: Ints
    read: Ints  # 1 where events are looked for, 0 in context pieces
    types: Floats  # [W, 17] probabilities
    states: Floats
    member: Floats
    product: Floats
    key: Floats


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word that names an event."""

    word: int
    kind: int
    confidence: float


@dataclass(frozen=True, slots=True)
class Pairing:
    """What the network says of one trigger. ``start`` is the first word of its sentence piece (S words)."""

    trigger: Trigger
    start: int
    tags: Floats  # [S, layers, 2] probabilities: inside, begins
    stance: Floats  # [S, 3]
    modes: Floats
    modality: Floats
    negated: Floats
    contexts: Floats  # probabilities
    unsaid: Floats
    links: Floats  # [3, W] probabilities


def softmax(scores: Floats) -> Floats:
    raised = np.exp(scores - scores.max(axis=-1, keepdims=True))
    found: Floats = raised / raised.sum(axis=-1, keepdims=True)
    return found


def session_options(threads: int) -> ort.SessionOptions:
    options = ort.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.log_severity_level = 3
    return options


class Network:
    """ONNX sessions; one thread each by default, because two processes beat two threads (docs/model.md)."""

    def __init__(self, folder: Path, *, threads: int = 1) -> None:
        options = session_options(threads)
        try:
            self._words = ort.InferenceSession(str(folder / "words.onnx"), options)
            self._pairs = ort.InferenceSession(str(folder / "pairs.onnx"), options)
        except Exception as error:  # onnxruntime raises many unrelated classes
            raise ModelError(
                f"{folder}: the model cannot be loaded ({error}); run `lagebild doctor`"
            ) from error

    def words(self, chunk: Chunk) -> Words:
        """Run the encoder over one chunk."""
        spans, piece, sentence, read, first, last = _flatten(chunk)
        wholes = [whole for part in chunk.pieces for whole in part.wholes]
        feed: dict[str, Any] = {
            "ids": np.array([chunk.ids()], np.int64),
            "first": np.array([first], np.int64),
            "last": np.array([last], np.int64),
        }
        types, *rest = (part[0] for part in self._words.run(None, feed))
        return Words(spans, wholes, piece, sentence, read, softmax(types), *rest)

    def pairs(self, words: Words, triggers: Sequence[Trigger]) -> list[Pairing]:
        """Everything about some triggers of one chunk."""
        bounds = [_piece_bounds(words.piece, t.word) for t in triggers]
        n, width = len(triggers), max(end - start for start, end in bounds)
        place = np.zeros((n, width), np.int64)
        inside = np.zeros((n, width), np.float32)
        for i, (start, end) in enumerate(bounds):
            place[i, : end - start] = np.arange(start, end)
            inside[i, : end - start] = 1
        spots = np.array([t.word for t in triggers])
        near = words.sentence[None, :] - words.sentence[spots][:, None]
        feed: dict[str, Any] = {
            "trigger": words.states[spots],
            "kind": np.array([t.kind for t in triggers], np.int64),
            "member": words.member[place],
            "product": words.product[place],
            "distance": np.clip(place - spots[:, None], -FAR, FAR) + FAR,
            "inside": inside,
            "key": words.key,
            "nearness": np.clip(near, -SENTENCES_BACK, SENTENCES_ON) + SENTENCES_BACK,
        }
        tags, stance, modes, modality, negated, contexts, unsaid, links = self._pairs.run(None, feed)
        tags = tags.reshape(n, width, -1, 2)
        rest = (softmax(stance), modes, softmax(modality), softmax(negated), contexts, softmax(unsaid), links)
        return [
            Pairing(trigger, start, tags[i, : end - start], *(part[i] for part in rest))
            for i, (trigger, (start, end)) in enumerate(zip(triggers, bounds, strict=True))
        ]


def _flatten(chunk: Chunk) -> tuple[list[Span], Ints, Ints, Ints, list[int], list[int]]:
    """Spans, piece, sentence, read flag, first and last subword of all words of a chunk."""
    spans: list[Span] = []
    piece: list[int] = []
    sentence: list[int] = []
    first: list[int] = []
    last: list[int] = []
    at = 1
    for i, part in enumerate(chunk.pieces):
        spans += part.words
        piece += [i] * len(part.words)
        sentence += [part.sentence] * len(part.words)
        first += [at + f for f in part.first]
        last += [at + f for f in part.last]
        at += len(part.ids) + 1
    pieces = np.array(piece, np.int64)
    return (
        spans,
        pieces,
        np.array(sentence, np.int64),
        (pieces >= chunk.context).astype(np.int64),
        first,
        last,
    )


def _piece_bounds(piece: Ints, word: int) -> tuple[int, int]:
    """First word and the word after the last of the sentence piece that ``word`` is in."""
    return int(np.searchsorted(piece, piece[word])), int(np.searchsorted(piece, piece[word], side="right"))
