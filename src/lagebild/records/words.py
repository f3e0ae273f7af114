"""Words that people add to the record: what a database or a page cannot hold is refused."""

import re

_IMPOSSIBLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")


def plain(words: str) -> str:
    """The words as they are.

    :raises ValueError: a control character, or half of a character, is among them.
    """
    if found := _IMPOSSIBLE.search(words):
        raise ValueError(f"has the control character U+{ord(found[0]):04X}; leave it out")
    return words
