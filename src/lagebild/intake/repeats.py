"""Text that stands twice on a page: teasers and repeated titles. The fuller copy stays what it is."""

from bisect import bisect_left
from collections import Counter
from dataclasses import replace

from lagebild.intake.segments import Segment, normal_words
from lagebild.language.sentences import split_sentences
from lagebild.records import BlockKind

_FEWEST_WORDS = 4
"""Shorter repetitions (``Nein.``, a heading) are no teasers."""

_FEWEST_CUT_WORDS = 5
"""Words before ``…`` that identify the sentence a shortened teaser was cut from."""

_READ = (None, BlockKind.TITLE)


def mark_repeats(text: str, segments: list[Segment]) -> list[Segment]:
    """Type every segment all of whose sentences stand in other segments as TEASER, shortest first."""
    keys = {
        number: _sentences(segment.span.of(text))
        for number, segment in enumerate(segments)
        if segment.kind in _READ
    }
    counts: Counter[str] = Counter(key for found in keys.values() for key in found)
    ordered = sorted(counts)
    marked = list(segments)
    for number in _teasers_first(segments, keys):
        found = keys[number]
        own = Counter(found)
        if sum(len(key.split()) for key in found) < _FEWEST_WORDS or segments[number].kind is BlockKind.TITLE:
            continue
        if all(counts[key] > own[key] or _is_cut(key, ordered, counts) for key in found):
            marked[number] = replace(segments[number], kind=BlockKind.TEASER)
            counts.subtract(own)
    return marked


def _teasers_first(segments: list[Segment], keys: dict[int, list[str]]) -> list[int]:
    """Shorter segments first; of equal ones those before the first unique paragraph, then from the end."""
    counts: Counter[str] = Counter(key for found in keys.values() for key in found)
    unique = (
        n for n, found in keys.items() if segments[n].kind is None and any(counts[key] == 1 for key in found)
    )
    body = next(unique, 0)
    return sorted(keys, key=lambda n: (sum(map(len, keys[n])), n > body, n if n < body else -n))


def _sentences(line: str) -> list[str]:
    found = []
    for span in split_sentences(line):
        sentence = span.of(line)
        key = " ".join(normal_words(sentence))
        if key:
            found.append(key + " …" if sentence.endswith(("…", "...", "[…]", "(…)")) else key)
    return found


def _is_cut(key: str, ordered: list[str], counts: Counter[str]) -> bool:
    """``Die Minister trafen sich in …``: is there a sentence that begins like this?"""
    if not key.endswith(" …"):
        return False
    stem = key[:-2]
    if len(stem.split()) < _FEWEST_CUT_WORDS:
        return False
    at = bisect_left(ordered, stem)
    return any(
        other != key and other.startswith(stem) and counts[other] > 0 for other in ordered[at : at + 4]
    )
