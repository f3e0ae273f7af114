"""Which passages of two statements say the same: sentences paired by shared words, rare words counting more.

One sentence may answer two neighbours of the other statement, and a pair may have moved. Words that give the tone
are left out: they are what is expected to change.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import fsum, log

from lagebild.weigh.words import Word

LEAST = 0.30
"""Similarity of a pair, wherever its sentences stand."""
LEAST_IN_PLACE = 0.22
"""Similarity where both sentences stand between the same pairs.

On the eight pairs of ``eval/compare`` .30 and .22 find 100 of the 104 labelled passages, and an answer to 27 of
the 637 sentences of statements on other matters; in place, .18 finds 100 and 55, .25 98 and 17, .30 98 and 10.
"""
GAIN = 0.04
"""What a second sentence must add to a pair's similarity to belong to it: 100 of 104; .05 to .10 99, .14 98."""
STEM = 5
"""Letters that related words share: ``liefern`` and ``Lieferung``."""
STEM_SHARE = 0.4
"""How much of a word's weight lies in its stem."""


@dataclass(frozen=True, slots=True)
class Pairing:
    """Numbers of the sentences of both statements, one side empty where nothing answers; ``similarity`` 0 to 1."""

    earlier: tuple[int, ...]
    later: tuple[int, ...]
    similarity: float
    moved: bool = False


def features(words: Iterable[Word], left_out: Collection[int]) -> frozenset[str]:
    """Lemmas and stems of a sentence; ``left_out`` are the offsets of words that give the tone."""
    lemmas = {word.lemma.casefold() for word in words if word.span.start not in left_out}
    return frozenset(lemmas | {f"{lemma[:STEM]}*" for lemma in lemmas})


class Weighing:
    """How much each word tells about which sentence this is, counted in both statements."""

    def __init__(self, earlier: Sequence[frozenset[str]], later: Sequence[frozenset[str]]) -> None:
        counts = Counter(feature for sentence in (*earlier, *later) for feature in sentence)
        total = len(earlier) + len(later) + 1
        self._weights = {
            feature: log(total / count) * (STEM_SHARE if feature.endswith("*") else 1 - STEM_SHARE)
            for feature, count in counts.items()
        }

    def similarity(self, a: frozenset[str], b: frozenset[str]) -> float:
        """Weight of what both have as a share of what they have on average."""
        whole = self._of(a) + self._of(b)
        return 2 * self._of(a & b) / whole if whole else float(a == b)

    def _of(self, sentence: frozenset[str]) -> float:
        return fsum(self._weights[feature] for feature in sentence)  # the same in any order of the set


def pair(
    earlier: Sequence[frozenset[str]], later: Sequence[frozenset[str]], headings: tuple[int, int] = (0, 0)
) -> tuple[Pairing, ...]:
    """Every sentence of both statements in one pairing, in the order of the later; dropped ones where they stood.

    So many sentences at the beginning of each are ``headings`` and answer only headings.
    """
    weighing = Weighing(earlier, later)
    table = [
        [
            weighing.similarity(a, b) if (i < headings[0]) == (j < headings[1]) else 0.0
            for j, b in enumerate(later)
        ]
        for i, a in enumerate(earlier)
    ]
    pairs = _best(table, {}, LEAST)
    pairs = _best(table, pairs, LEAST_IN_PLACE, between=_in_order(pairs))
    groups = _widened(pairs, earlier, later, weighing, headings)
    return tuple(_ordered(groups, len(earlier), len(later)))


def _best(
    table: list[list[float]], pairs: dict[int, int], least: float, between: Collection[int] | None = None
) -> dict[int, int]:
    """``pairs`` and further ones, most similar first; with ``between`` only those that keep the order of these."""
    found = dict(pairs)
    size = max(len(table), 1)
    places = sorted(
        (-score, abs(a / size - b / max(len(row), 1)), a, b)
        for a, row in enumerate(table)
        for b, score in enumerate(row)
        if score >= least
    )
    fixed = [(a, pairs[a]) for a in between] if between is not None else []
    used = set(found.values())
    for _, _, a, b in places:
        if a in found or b in used or any((a < x) != (b < y) for x, y in fixed):
            continue
        found[a] = b
        used.add(b)
        if between is not None:
            fixed.append((a, b))
    return found


def _in_order(pairs: dict[int, int]) -> set[int]:
    """Earlier sentences of the longest run of pairs that stand in the same order in both statements."""
    tails: list[int] = []
    at: list[int] = []
    before: dict[int, int | None] = {}
    for a in sorted(pairs):
        place = bisect_left(tails, pairs[a])
        before[a] = at[place - 1] if place else None
        tails[place:] = [pairs[a], *tails[place + 1 :]]
        at[place:] = [a, *at[place + 1 :]]
    kept: set[int] = set()
    last = at[-1] if at else None
    while last is not None:
        kept.add(last)
        last = before[last]
    return kept


@dataclass(slots=True)
class _Group:
    earlier: list[int]
    later: list[int]
    similarity: float
    moved: bool


def _widened(
    pairs: dict[int, int],
    earlier: Sequence[frozenset[str]],
    later: Sequence[frozenset[str]],
    weighing: Weighing,
    headings: tuple[int, int],
) -> list[_Group]:
    """Pairs, with a neighbour that answers nothing where that makes a pair more alike: a sentence was cut in two."""
    kept = _in_order(pairs)
    groups = [
        _Group([a], [b], weighing.similarity(earlier[a], later[b]), a not in kept) for a, b in pairs.items()
    ]
    texts = earlier, later
    for side, answered in enumerate((set(pairs), set(pairs.values()))):
        gains = []
        for number in set(range(headings[side], len(texts[side]))) - answered:
            for group in groups:
                own, other = _sides(group, side)
                if own[0] >= headings[side] and number in (own[0] - 1, own[0] + 1) and len(other) == 1:
                    wider = texts[side][own[0]] | texts[side][number]
                    score = weighing.similarity(wider, texts[1 - side][other[0]])
                    gains.append((group.similarity - score, number, group, score))
        taken: set[int] = set()
        for loss, number, group, score in sorted(gains, key=lambda gain: gain[:2]):
            own, _ = _sides(group, side)
            if -loss >= GAIN and number not in taken and len(own) == 1:
                own.append(number)
                own.sort()
                group.similarity = score
                taken.add(number)
    return groups


def _sides(group: _Group, side: int) -> tuple[list[int], list[int]]:
    """The sentences of a side and those of the other."""
    return (group.earlier, group.later) if side == 0 else (group.later, group.earlier)


def _ordered(groups: list[_Group], earlier: int, later: int) -> Iterator[Pairing]:
    """All pairings; what was dropped follows the passage that it followed."""
    answered = {a: group for group in groups for a in group.earlier}
    given = {b: group for group in groups for b in group.later}
    rows: list[tuple[tuple[float, int, int], Pairing]] = []
    for group in groups:
        made = Pairing(tuple(group.earlier), tuple(group.later), group.similarity, group.moved)
        rows.append(((group.later[0], 0, 0), made))
    rows += [((b, 0, 0), Pairing((), (b,), 0.0)) for b in range(later) if b not in given]
    place = -1
    for a in range(earlier):
        if a not in answered:
            rows.append(((place, 1, a), Pairing((a,), (), 0.0)))
        elif not answered[a].moved:
            place = answered[a].later[-1]
    yield from (pairing for _, pairing in sorted(rows, key=lambda row: row[0]))
