"""Chunks hold every piece once to be read, and never more than the network takes."""

from hypothesis import given
from hypothesis import strategies as st
from toys import piece

from lagebild.reader.chunks import CHUNK, LEAD, PIECE, plan
from lagebild.reader.tokens import BEGIN, END


def test_nothing_to_read_gives_no_chunk() -> None:
    assert plan([]) == []


@given(st.lists(st.integers(1, PIECE), min_size=1, max_size=40))
def test_every_piece_is_read_once_and_in_order(sizes: list[int]) -> None:
    made = [piece(i, size) for i, size in enumerate(sizes)]
    chunks = plan(made)
    assert [p for c in chunks for p in c.pieces[c.context :]] == made
    for chunk in chunks:
        assert chunk.size == len(chunk.ids()) <= CHUNK
        assert chunk.context in (0, 1)
        assert len(chunk.pieces) > chunk.context


def test_a_headline_stands_before_every_later_chunk() -> None:
    made = [piece(0, LEAD), *(piece(i, 100) for i in range(1, 8))]
    first, *later = plan(made)
    assert first.context == 0
    assert later
    assert all(c.context == 1 and c.pieces[0] is made[0] for c in later)


def test_a_long_first_sentence_is_no_headline() -> None:
    assert all(c.context == 0 for c in plan([piece(0, LEAD + 1), piece(1, 200), piece(2, 200)]))


def test_chunks_are_of_about_equal_size() -> None:
    sizes = [c.size for c in plan([piece(i, 20) for i in range(20)])]
    assert max(sizes) - min(sizes) <= 2 * 21 + 21  # a sentence each way, and the headline


def test_ids_part_the_pieces() -> None:
    (chunk,) = plan([piece(0, 2), piece(1, 1)])
    assert chunk.ids() == [BEGIN, 9, 9, END, 9, END]
