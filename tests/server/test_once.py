"""What holds until the record changes is worked out once."""

from lagebild.server.once import OncePerEpoch


def test_it_is_asked_again_after_a_change_only() -> None:
    epoch, asked = [1], []
    held = OncePerEpoch(lambda: epoch[0], lambda: asked.append(epoch[0]) or len(asked))
    assert [held(), held()] == [1, 1]
    epoch[0] = 2
    assert [held(), held()] == [2, 2]
    assert asked == [1, 2]
