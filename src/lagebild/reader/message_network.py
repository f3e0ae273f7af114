"""The two ONNX graphs for messages: tags of a document's words, then what words are to each candidate."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime as ort

from lagebild.errors import ModelError
from lagebild.reader.message_marks import distances, sentences_off, stretches, window
from lagebild.reader.messages import Found, Limits, Parts
from lagebild.reader.network import Floats, Ints, session_options

AT_ONCE = 16
"""Candidates that the second graph sees in one run: more need memory and gain no speed."""


class MessageNetwork:
    """``limits`` are those that the graphs were calibrated with; they stand in the file of the first."""

    def __init__(self, folder: Path, *, threads: int = 1) -> None:
        options = session_options(threads)
        try:
            self._tags = ort.InferenceSession(str(folder / "messages.onnx"), options)
            self._parts = ort.InferenceSession(str(folder / "message_parts.onnx"), options)
            self.limits = Limits(**json.loads(self._tags.get_modelmeta().custom_metadata_map["limits"]))
        except Exception as error:  # onnxruntime raises many unrelated classes
            raise ModelError(
                f"{folder}: the model for messages cannot be loaded ({error}); run `lagebild doctor`"
            ) from error

    def tags(self, states: Floats, marks: Ints, sentence: Ints) -> tuple[Floats, Floats, Floats]:
        """states [W, 768], marks [W, 3] of a document -> words [W, D], tags [W, layers, 5], follow [layers, 5, 5]."""
        words: list[Floats] = []
        tags: list[Floats] = []
        for seen, start, end in stretches(sentence):
            feed: dict[str, Any] = {"states": states[None, seen:end], "marks": marks[None, seen:end]}
            found, scores, follow = self._tags.run(None, feed)
            words.append(found[0, start - seen :])
            tags.append(scores[0, start - seen :])
        return np.concatenate(words), np.concatenate(tags), follow

    def parts(self, words: Floats, sentence: Ints, found: Sequence[Found]) -> list[Parts]:
        """Everything about some candidates of one document, those of like length in one run."""
        order = sorted(range(len(found)), key=lambda i: len(window(found[i].words, len(words))))
        parts: dict[int, Parts] = {}
        for at in range(0, len(order), AT_ONCE):
            group = order[at : at + AT_ONCE]
            parts |= zip(group, self._some(words, sentence, [found[i] for i in group]), strict=True)
        return [parts[i] for i in range(len(found))]

    def _some(self, words: Floats, sentence: Ints, found: Sequence[Found]) -> list[Parts]:
        looks = [window(f.words, len(words)) for f in found]
        m, n = len(found), max(len(look) for look in looks)
        place, distance, off = (np.zeros((m, n), np.int64) for _ in range(3))
        inside, looked = np.zeros((m, n), np.float32), np.zeros((m, n), np.float32)
        for i, (f, look) in enumerate(zip(found, looks, strict=True)):
            k = len(look)
            place[i, :k], looked[i, :k], distance[i, :k] = look, 1, distances(look, f.words)
            off[i, :k], inside[i, :k] = sentences_off(sentence, look, f.words), np.isin(look, f.words)
        feed: dict[str, Any] = {
            "words": words,
            "place": place,
            "first": np.array([f.words[0] for f in found], np.int64),
            "last": np.array([f.words[-1] for f in found], np.int64),
            "layer": np.array([f.layer for f in found], np.int64),
            "inside": inside,
            "looked": looked,
            "distance": distance,
            "off": off,
        }
        parts, forms, worth = self._parts.run(None, feed)
        return [Parts(look, parts[i, : len(look)], forms[i], float(worth[i])) for i, look in enumerate(looks)]
