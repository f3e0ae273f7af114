"""What the heads for messages are told about words beside their states: signs, quotation marks, sentence borders."""

from collections.abc import Sequence

import numpy as np

from lagebild.reader.network import Ints
from lagebild.records import Span

SIGNS = ("lower", "upper", "number", "opens", "closes", "plain", "comma", "colon", "end", "bracket", "other")
_OPENS, _CLOSES, _PLAIN, _BRACKETS = "„»‚", "“”«‘’‹", "\"'", "()[]–—-"
LONGEST_QUOTE = 150
"""Words after which a quotation mark that was never closed is forgotten."""

COLUMNS = 3
LAYERS = 2
"""Messages that stand by themselves, and those nested in them."""
TAGS = ("out", "begins", "resumes", "inside", "ends")
"""A stretch has two words at least; one that resumes goes on with the message before it."""
OUT, BEGINS, RESUMES, INSIDE, ENDS = range(len(TAGS))
FOLLOWS = {
    OUT: (OUT, ENDS), BEGINS: (OUT, ENDS), RESUMES: (OUT, ENDS),
    INSIDE: (BEGINS, RESUMES, INSIDE), ENDS: (BEGINS, RESUMES, INSIDE),
}  # fmt: skip
"""Tag -> the tags that it can stand behind."""
PARTS = ("Source", "Cue", "Frame", "Addr")
FORMS = ("Direct", "Indirect", "FreeIndirect", "IndirectFreeIndirect", "Reported")
BACK, ON = 64, 32
"""Words before and after a message among which its source, cue, frame and addressee are looked for."""


def sign(word: str) -> int:
    if word[0].isalpha():
        return SIGNS.index("upper" if word[0].isupper() else "lower")
    for name, members in (("opens", _OPENS), ("closes", _CLOSES), ("plain", _PLAIN), ("comma", ",;")):
        if word in members:
            return SIGNS.index(name)
    for name, members in (("colon", ":"), ("end", ".!?…"), ("bracket", _BRACKETS)):
        if word in members:
            return SIGNS.index(name)
    return SIGNS.index("number" if word[0].isdigit() else "other")


def marks(text: str, spans: Sequence[Span], sentence: Ints) -> Ints:
    """[W, 3]: sign, quoted, border of every word of a document."""
    found = np.zeros((len(spans), COLUMNS), np.int64)
    signs = [sign(span.of(text)) for span in spans]
    found[:, 0] = signs
    found[:, 1] = _quoted(signs)
    new = sentence[1:] != sentence[:-1]
    found[:1, 2] = 1
    found[1:, 2] = new
    found[-1:, 2] += 2
    found[:-1, 2] += 2 * new
    return found


def _quoted(signs: Sequence[int]) -> list[int]:
    """1 for words between quotation marks and for the marks; a plain mark opens and closes by turns."""
    opens, closes, plain = (SIGNS.index(name) for name in ("opens", "closes", "plain"))
    found: list[int] = []
    depth, since = 0, 0
    for kind in signs:
        starts = kind == opens or (kind == plain and not depth)
        ends = bool(depth) and kind in (closes, plain) and not starts
        if starts:
            depth, since = 1, 0
        found.append(depth)
        since += 1
        if ends or since > LONGEST_QUOTE:
            depth = 0
    return found


STRETCH, CONTEXT = 400, 90
"""Words that the heads see at once, and how many of them a later stretch sees again of the one before."""


def stretches(sentence: Ints) -> list[tuple[int, int, int]]:
    """(first word seen, first word tagged, end) of each stretch of a document, cut between sentences if possible."""
    found: list[tuple[int, int, int]] = []
    start, count = 0, len(sentence)
    while start < count:
        seen = max(0, start - CONTEXT) if found else 0
        end = min(count, seen + STRETCH)
        if end < count:
            cuts = [i for i in range(start + 1, end + 1) if sentence[i] != sentence[i - 1]]
            end = cuts[-1] if cuts else end
        found.append((seen, start, end))
        start = end
    return found


EXACT, STEPS, MOST = 8, 3, 19
"""Distances up to EXACT are told apart, larger ones in STEPS a doubling, MOST buckets a side."""
DISTANCES = 2 + 2 * MOST
SENTENCES = 8


def window(words: Ints, count: int) -> Ints:
    """The words of a document among which the parts of a message are looked for."""
    return np.arange(max(0, words[0] - BACK), min(count, words[-1] + 1 + ON))


def distances(look: Ints, words: Ints) -> Ints:
    """Bucket of each word looked at: 0 in the message, 1 between its parts, then words before and words after."""
    apart = np.maximum(words[0] - look, look - words[-1])
    far = EXACT + (np.log2(np.maximum(apart, 1) / EXACT) * STEPS).astype(np.int64)
    buckets = np.clip(np.where(apart <= EXACT, apart, far), 1, MOST)
    found: Ints = np.where(look < words[0], 1 + buckets, np.where(look > words[-1], 1 + MOST + buckets, 1))
    found[np.isin(look, words)] = 0
    return found


def sentences_off(sentence: Ints, look: Ints, words: Ints) -> Ints:
    """Bucket of each word's sentence: so many before the message's first, within, or after its last."""
    here = sentence[look]
    before, after = here - sentence[words[0]], here - sentence[words[-1]]
    found: Ints = np.where(before < 0, np.maximum(before, -4), np.where(after > 0, np.minimum(after, 2), 0))
    same = (before > 0) & (after < 0)
    return np.where(same, 3, found) + 4
