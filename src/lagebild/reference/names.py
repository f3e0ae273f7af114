"""How a name is compared: folded letters, and the word forms that German grammar gives it."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

_KEEP = frozenset("äöüÄÖÜ")
_ADJECTIVE_ENDINGS = ("er", "en", "em", "es", "e")
_FOLDED = re.compile(r"[A-Za-zÄÖÜäöü]+(?:[ -][A-Za-zÄÖÜäöü]+)*")  # most names: nothing to fold
_TOKEN = re.compile(r"\w+(?:[-’'./&+]\w+)*", re.UNICODE)


@lru_cache(maxsize=65536)
def fold(token: str) -> str:
    """One spelling for many: no accents but umlauts, ``ss`` for ``ß``, one apostrophe; case stays."""
    if token.isascii():
        return token
    out: list[str] = []
    for letter in unicodedata.normalize("NFC", token):
        if letter in _KEEP or letter.isascii():
            out.append(letter)
        elif letter == "ß":
            out.append("ss")
        elif letter in "’‘ʼ":
            out.append("'")
        elif letter in "ıİ":
            out.append("i" if letter == "ı" else "I")
        elif letter in "łŁđĐøØ":
            out.append({"ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ø": "ö", "Ø": "Ö"}[letter])
        else:
            out.append(
                "".join(c for c in unicodedata.normalize("NFD", letter) if not unicodedata.combining(c))
            )
    return "".join(out)


def tokenize(text: str) -> list[tuple[str, int, int]]:
    """Words with their character range; hyphenated compounds stay one word."""
    return [(m.group(), m.start(), m.end()) for m in _TOKEN.finditer(text)]


def key_of(name: str) -> str:
    """The look-up key of a name: its folded words."""
    if _FOLDED.fullmatch(name):
        return name
    return " ".join(fold(token) for token, _, _ in tokenize(name))


def spelling_key(name: str) -> str:
    """One key for ``Yoon Suk-yeol``, ``Yoon Suk Yeol`` and ``YOON Sukyeol``: its letters alone, all small."""
    return "".join(fold(token) for token, _, _ in tokenize(name)).replace("-", "").lower()


def adjective_stems(word: str) -> Iterable[str]:
    """What ``word`` may be an inflected form of, longest first."""
    yield word
    for ending in _ADJECTIVE_ENDINGS:
        if word.endswith(ending) and len(word) > len(ending) + 3:
            yield word[: -len(ending)]


def name_forms(alias: str) -> Iterable[str]:
    """``Arabische Liga`` also as ``Arabischen Liga``; ``NATO`` also as ``Nato``."""
    key = key_of(alias)
    yield key
    words = key.split(" ")
    if len(words) == 1:
        if key.isupper() and len(key) >= 4 and key.isalpha():
            yield key.capitalize()
        return
    for at, word in enumerate(words[:-1]):
        for stem in (word[: -len(e)] for e in ("er", "en", "es", "e") if word.endswith(e) and len(word) > 4):
            for ending in ("e", "er", "en", "es"):
                yield " ".join([*words[:at], stem + ending, *words[at + 1 :]])
            break


def people_forms(base: str) -> Iterable[str]:
    """All case, number and gender forms of an inhabitant's name (``Russe``, ``Iraker``, ``Israeli``)."""
    key = key_of(base)
    yield key
    if key.endswith("deutscher") or key == "Deutscher":
        yield from (key[:-2] + ending for ending in ("e", "en", "em"))
    elif key.endswith("e"):
        yield from (key + "n", key[:-1] + "in", key[:-1] + "innen")
    elif key.endswith("er"):
        yield from (key + "n", key + "s", key + "in", key + "innen")
    else:
        yield from (key + ending for ending in ("n", "en", "s", "in", "innen"))
