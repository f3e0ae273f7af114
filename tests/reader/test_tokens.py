"""Words and subwords keep their places in the text, whatever the text is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from toys import toy_tokenizer

from lagebild.errors import ModelError
from lagebild.reader.tokens import MAX_WORDS, load_tokenizer, pieces
from lagebild.records import Span

TOKENIZER = toy_tokenizer()


def test_words_are_spans_of_the_text_and_know_their_subwords() -> None:
    text = "Tja. Oslo lieferte Waffen."
    (piece,) = pieces(TOKENIZER, text, [Span(5, len(text))], 254)
    assert [w.of(text) for w in piece.words] == ["Oslo", "lieferte", "Waffen", "."]
    assert piece.sentence == 0
    assert piece.first[:3] == piece.last[:3] == [0, 1, 2]


def test_a_word_of_several_subwords_has_a_first_and_a_last_one() -> None:
    text = "Xlieferungen und"
    (piece,) = pieces(TOKENIZER, text, [Span(0, len(text))], 254)
    assert len(piece.words) == 2
    assert piece.last[0] - piece.first[0] >= 2
    assert piece.first[1] > piece.last[0]


def test_one_subword_may_cover_several_words() -> None:
    text = "Oslo..."
    (piece,) = pieces(TOKENIZER, text, [Span(0, len(text))], 254)
    assert [w.of(text) for w in piece.words] == ["Oslo", ".", ".", "."]
    assert len(set(piece.first[1:])) == 1


def test_a_very_long_sentence_is_read_in_parts_that_lose_nothing() -> None:
    text = "Oslo " * 5000
    found = pieces(TOKENIZER, text, [Span(0, len(text) - 1)], 254)
    assert sum(len(p.words) for p in found) == 5000
    assert {p.sentence for p in found} == {0}
    assert all(len(p.words) <= MAX_WORDS for p in found)


def test_no_piece_is_longer_than_the_limit() -> None:
    text = "zzzzzzzzzz " * 100
    for piece in pieces(TOKENIZER, text, [Span(0, len(text) - 1)], 254):
        assert len(piece.ids) <= 254
        assert piece.last[-1] < len(piece.ids)


@given(st.lists(st.integers(1, 60), min_size=1, max_size=300))
def test_no_word_is_lost_where_words_have_many_subwords(sizes: list[int]) -> None:
    text = " ".join("z" * n for n in sizes)
    found = pieces(TOKENIZER, text, [Span(0, len(text))], 64)
    assert [len(w.of(text)) for p in found for w in p.words] == sizes
    assert all(len(p.ids) <= 64 and p.sentence == 0 for p in found)


def test_cut_sentences_keep_their_place_among_others() -> None:
    long = " ".join(["z" * 10] * 100)
    text = f"Oslo lieferte. {long} Waffen."
    bounds = [Span(0, 14), Span(15, 15 + len(long)), Span(16 + len(long), len(text))]
    found = pieces(TOKENIZER, text, bounds, 254)
    assert [p.sentence for p in found] == [0, *[1] * (len(found) - 2), 2]
    assert len(found) > 4
    assert [w for p in found for w in p.words] == sorted(w for p in found for w in p.words)


def test_one_word_beyond_the_limit_is_still_a_word() -> None:
    text = "Oslo " + "z" * 600 + " Waffen"
    found = pieces(TOKENIZER, text, [Span(0, len(text))], 254)
    assert [w.of(text)[:6] for p in found for w in p.words] == ["Oslo", "zzzzzz", "Waffen"]
    assert all(len(p.ids) <= 254 for p in found)


@given(st.text(max_size=200))
def test_any_text_gives_words_in_order_inside_their_piece(text: str) -> None:
    for piece in pieces(TOKENIZER, text, [Span(0, len(text))] if text else [], 254):
        assert piece.words == sorted(piece.words)
        assert all(piece.span.contains(w) and w.of(text).strip() for w in piece.words)
        assert len(piece.words) == len(piece.first) == len(piece.last)
        for first, last in zip(piece.first, piece.last, strict=True):
            assert 0 <= first <= last < len(piece.ids)


def test_a_damaged_tokenizer_is_an_error_with_a_remedy(tmp_path) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "tokenizer.json"
    path.write_text("{")
    with pytest.raises(ModelError, match=r"tokenizer\.json.*lagebild doctor"):
        load_tokenizer(path)
