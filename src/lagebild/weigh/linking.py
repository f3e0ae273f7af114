"""Which acts are one: average-link clustering of the acts around a new document's.

Clusters grow by the pair of clusters whose members are most alike on average, so that one likeness alone joins
nothing. A new document's acts are clustered anew together with the cases that they are like; larger cases only grow.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from hashlib import sha256
from itertools import chain, islice
from math import inf

import numpy as np

from lagebild.weigh.acts import Act
from lagebild.weigh.pairs import Matrix
from lagebild.weigh.similarity import Comparison, Likeness, compare_each, likenesses

SAME = -0.6
"""Least mean logit between two clusters that become one; set on the development half of ``eval/cases``."""
APART = -4.0
"""What a pair counts that time or parties exclude: others may outweigh it, for readers err there."""
KEPT_APART = ("day", "mode", "type")
"""Two told days, a call and a visit: such pairs keep their clusters apart whatever the others say."""
NEVER = -1e6
"""What such a pair counts."""
NEAR = SAME
"""A case without a pair above this cannot win any: the mean of its pairs is lower still."""
MOST_CASES = 8
"""Of a family, the likeliest cases are looked at closely; more changed nothing on ``eval/cases``."""
MEMBERS_TRIED = 4
"""Acts of a case that tell whether it is worth a closer look."""
MEMBERS_SEEN = 40
"""Acts of a case that are looked at; larger cases only grow."""
NAME = 12
"""Characters of the id of a case: the beginning of that of the event that opened it."""


@dataclass(frozen=True, slots=True)
class Linked:
    """An act with the case it is in now, the member it is most like, and why; ``linked_to`` None if it is alone."""

    act: Act
    case_id: str
    linked_to: str | None = None
    likeness: Likeness | None = None


def link(
    new: Sequence[Act], cases: Mapping[str, Sequence[Act]], judged: Collection[str] = ()
) -> list[Linked]:
    """Every new act, and every act of ``cases`` that changes its case.

    ``cases`` are those that the new acts could belong to, by id. Those that are ``judged``, into which a person put
    events or out of which one took some, only grow; they alone may hold acts of several families.
    """
    families = [[act for act in new if act.family == name] for name in dict.fromkeys(a.family for a in new)]
    around = [_of_family(acts[0].family, cases) for acts in families]
    tried = [[act for members in here.values() for act in members[:MEMBERS_TRIED]] for here in around]
    asked = [at for at, acts in enumerate(tried) if acts]
    for at, found in zip(asked, compare_each([(families[at], tried[at]) for at in asked]), strict=True):
        around[at] = _likeliest(around[at], _scores(found).max(axis=0))
    sides = [
        [*acts, *chain.from_iterable(here.values())] for acts, here in zip(families, around, strict=True)
    ]
    moved = [
        move
        for acts, here, found in zip(families, around, compare_each([(s, s) for s in sides]), strict=True)
        for move in _moves(acts, here, judged, found)
    ]
    why = iter(likenesses([(act, other) for act, _, other in moved if other]))
    return [
        Linked(act, case_id, other.event_id, next(why)) if other else Linked(act, case_id)
        for act, case_id, other in moved
    ]


def _of_family(family: str, cases: Mapping[str, Sequence[Act]]) -> dict[str, list[Act]]:
    found = {case_id: [act for act in members if act.family == family] for case_id, members in cases.items()}
    return {case_id: members for case_id, members in found.items() if members}


def _likeliest(cases: Mapping[str, list[Act]], scores: Iterable[float]) -> dict[str, list[Act]]:
    """The cases with the pairs most alike, by the best scores of their acts that were tried; most are of other acts."""
    left = iter(scores)
    best = {i: max(islice(left, min(MEMBERS_TRIED, len(members)))) for i, members in cases.items()}
    near = [case_id for case_id, score in best.items() if score > NEAR]
    likeliest = sorted(near, key=lambda case_id: (-best[case_id], case_id))[:MOST_CASES]
    return {case_id: cases[case_id] for case_id in likeliest}


def _scores(found: Comparison) -> Matrix:
    never = np.logical_or.reduce([found.excluded[reason] for reason in KEPT_APART])
    unlikely = np.logical_or.reduce([*found.excluded.values()])
    return np.where(never, NEVER, np.where(unlikely, APART, found.logits))


def _moves(
    new: Sequence[Act], cases: Mapping[str, Sequence[Act]], judged: Collection[str], found: Comparison
) -> Iterator[tuple[Act, str, Act | None]]:
    """Cluster new acts of a family with the cases near them: acts whose case changes, and the one each is most like.

    ``found`` compares all of them, the new ones first.
    """
    before = {act.event_id: case_id for case_id, members in cases.items() for act in members}
    acts = [*new]
    loose, whole = [[i] for i in range(len(new))], []
    kept: set[str] = set()
    for case_id, members in cases.items():
        numbers = [*range(len(acts), len(acts) + len(members))]
        acts += members
        if len(members) < MEMBERS_SEEN and case_id not in judged:
            loose += [[i] for i in numbers]
        else:
            whole.append(numbers)
            kept.add(case_id)
    clusters = _merge(_scores(found), loose, whole)
    taken: set[str] = set()
    for numbers in sorted(clusters, key=lambda c: _claim([acts[i] for i in c], before, kept), reverse=True):
        cluster = [acts[i] for i in numbers]
        case_id = _name(cluster, before, kept, taken) or _new_name(cluster, new)
        taken.add(case_id)
        for at, act in zip(numbers, cluster, strict=True):
            if before.get(act.event_id) != case_id:
                yield act, case_id, _most_alike(at, numbers, acts, found)


def _most_alike(at: int, cluster: Sequence[int], acts: Sequence[Act], found: Comparison) -> Act | None:
    others = [i for i in cluster if i != at and not found.why_not(at, i)]
    best = max(others, key=lambda i: (found.logits[at, i], acts[i].event_id), default=None)
    return None if best is None else acts[best]


def _merge(scores: Matrix, loose: Sequence[list[int]], whole: Sequence[list[int]]) -> list[list[int]]:
    """Join the two clusters most alike until none are alike enough; two ``whole`` ones are never joined."""
    clusters: list[list[int]] = [*loose, *whole]
    inside = np.zeros((len(clusters), len(scores)))
    for number, members in enumerate(clusters):
        inside[number, members] = 1.0
    total = inside @ scores @ inside.T
    total[len(loose) :, len(loose) :] = -inf
    np.fill_diagonal(total, -inf)
    sizes = inside.sum(axis=1)
    while len(clusters) > 1:
        mean = total / np.outer(sizes, sizes)
        i, j = divmod(int(mean.argmax()), len(clusters))
        if mean[i, j] < SAME:
            break
        total[i] += total[j]
        total[:, i] = total[i]
        total[j], total[:, j], total[i, i] = -inf, -inf, -inf
        sizes[i] += sizes[j]
        clusters[i], clusters[j] = clusters[i] + clusters[j], []
    return [cluster for cluster in clusters if cluster]


def _claim(
    cluster: Sequence[Act], before: Mapping[str, str], kept: AbstractSet[str]
) -> tuple[bool, int, int]:
    """Cases that only grow keep their names, then the clusters that hold most of an old case."""
    ids = [before[act.event_id] for act in cluster if act.event_id in before]
    return not kept.isdisjoint(ids), max((ids.count(i) for i in set(ids)), default=0), len(cluster)


def _name(
    cluster: Sequence[Act], before: Mapping[str, str], kept: AbstractSet[str], taken: Collection[str]
) -> str | None:
    ids = [before[act.event_id] for act in cluster if act.event_id in before]
    free = {i for i in ids if i not in taken}
    return min(free, key=lambda i: (i not in kept, -ids.count(i), i), default=None)


def _new_name(cluster: Sequence[Act], new: Sequence[Act]) -> str:
    """A name that no case has had: an old act may have given its own to the case that it leaves."""
    first = min((a for a in cluster if a in new), key=_age, default=None)
    if first is not None:
        return first.event_id[:NAME]
    breaking_off = f"{min(cluster, key=_age).event_id} {min(new, key=_age).event_id}"
    return sha256(breaking_off.encode()).hexdigest()[:NAME]


def _age(act: Act) -> tuple[int, str]:
    return act.published, act.event_id
