"""Shapes: what goes into the graphs and comes out of them."""

from pathlib import Path

import numpy as np
import pytest
from toys import piece

from lagebild.reader import labels as L
from lagebild.reader.chunks import Chunk
from lagebild.reader.network import Network, Trigger, _flatten, _piece_bounds, softmax


def test_probabilities_add_up() -> None:
    found = softmax(np.array([[1000.0, 0.0, -1000.0], [0.0, 0.0, 0.0]], np.float32))
    assert found.sum(axis=1) == pytest.approx([1, 1])
    assert found[0, 0] == pytest.approx(1)


def test_words_of_context_pieces_are_not_read() -> None:
    spans, pieces, sentence, read, first, _ = _flatten(Chunk((piece(0, 2), piece(4, 3)), 1))
    assert len(spans) == 5
    assert pieces.tolist() == [0, 0, 1, 1, 1]
    assert sentence.tolist() == [0, 0, 4, 4, 4]
    assert read.tolist() == [0, 0, 1, 1, 1]
    assert first == [1, 2, 4, 5, 6]  # one mark at the beginning, one behind each piece


def test_a_word_finds_the_bounds_of_its_piece() -> None:
    pieces = np.array([0, 0, 1, 1, 1, 2])
    assert [_piece_bounds(pieces, word) for word in (1, 3, 5)] == [(0, 2), (2, 5), (5, 6)]


@pytest.fixture(scope="module")
def network(model: Path) -> Network:
    return Network(model)


def test_each_word_has_every_type_and_each_trigger_every_label(network: Network) -> None:
    short, long = Chunk((piece(0, 3),)), Chunk((piece(0, 4), piece(1, 9)), 1)
    assert len(network.words(short).types) == 3
    words = network.words(long)
    assert words.types.shape == (13, len(L.TYPES))
    assert words.types.sum(axis=1) == pytest.approx(np.ones(13), abs=1e-4)
    first, second = network.pairs(words, [Trigger(1, 3, 0.9), Trigger(12, 5, 0.9)])
    assert (first.start, second.start) == (0, 4)
    assert first.tags.shape == (4, len(L.LAYERS), 2)
    assert second.tags.shape == (9, len(L.LAYERS), 2)
    assert second.stance.shape == (9, len(L.STANCES))
    assert second.links.shape == (len(L.LINKED), 13)
    assert second.modes.shape == (len(L.MODES),)
    assert second.contexts.shape == (len(L.CONTEXTS),)
    assert second.modality.shape == (len(L.MODALITIES),)
    assert second.unsaid.shape == (1 + len(L.STANCES),)
    for part in (second.tags, second.contexts, second.links):
        assert float(part.min()) >= 0
        assert float(part.max()) <= 1


def test_a_trigger_is_read_alike_alone_and_among_others(network: Network) -> None:
    words = network.words(Chunk((piece(0, 6), piece(1, 9))))
    (alone,) = network.pairs(words, [Trigger(2, 3, 0.9)])
    among, _ = network.pairs(words, [Trigger(2, 3, 0.9), Trigger(10, 3, 0.9)])
    assert alone.tags == pytest.approx(among.tags, abs=1e-3)
    assert alone.links == pytest.approx(among.links, abs=1e-3)
