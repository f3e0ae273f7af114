"""Which acts are one: average-link clustering of the acts around a new document's.

Clusters grow by the pair of clusters whose members are most alike on average, so that one likeness alone joins
nothing. A new document's acts are clustered anew together with the cases that they are like; larger cases only grow.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from math import inf

import numpy as np

from lagebild.weigh.acts import Act
from lagebild.weigh.similarity import Likeness, excluded, likeness, logit

SAME = -0.6
"""Least mean logit between two clusters that become one; set on the development half of ``eval/cases``."""
APART = -4.0
"""What a pair counts that time or parties exclude: others may outweigh it, for readers err there."""
NEVER = frozenset({"day", "mode", "type"})
"""Two told days, a call and a visit: such pairs keep their clusters apart whatever the others say."""
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
    by_family: defaultdict[str, list[Act]] = defaultdict(list)
    for act in new:
        by_family[act.family].append(act)
    found: list[Linked] = []
    for family, acts in by_family.items():
        here = {case_id: [a for a in members if a.family == family] for case_id, members in cases.items()}
        found += _link(acts, {case_id: members for case_id, members in here.items() if members}, judged)
    return found


def _link(new: Sequence[Act], cases: Mapping[str, Sequence[Act]], judged: Collection[str]) -> list[Linked]:
    before = {act.event_id: case_id for case_id, members in cases.items() for act in members}
    loose, whole = [[act] for act in new], []
    kept: set[str] = set()
    for case_id in _likeliest(new, cases):
        members = cases[case_id]
        if len(members) < MEMBERS_SEEN and case_id not in judged:
            loose += [[act] for act in members]
        else:
            whole.append([*members])
            kept.add(case_id)
    merged = _merge(loose, whole)
    taken: set[str] = set()
    linked: list[Linked] = []
    for cluster in sorted(merged, key=lambda c: _claim(c, before, kept), reverse=True):
        case_id = _name(cluster, before, kept, taken) or _new_name(cluster, new)
        taken.add(case_id)
        for act in cluster:
            if before.get(act.event_id) != case_id:
                linked.append(_explained(act, case_id, cluster))
    return linked


def _likeliest(new: Sequence[Act], cases: Mapping[str, Sequence[Act]]) -> list[str]:
    """The cases with the pairs most alike; most cases under a key are of other acts."""
    best = {
        case_id: max([_logit(act, member) for act in new for member in members[:MEMBERS_TRIED]])
        for case_id, members in cases.items()
    }
    near = [case_id for case_id, logit in best.items() if logit > NEAR]
    return sorted(near, key=lambda case_id: (-best[case_id], case_id))[:MOST_CASES]


def _merge(loose: list[list[Act]], whole: list[list[Act]]) -> list[list[Act]]:
    """Join the two clusters most alike until none are alike enough; two ``whole`` ones are never joined."""
    groups = loose + whole
    total = np.zeros((len(groups), len(groups)))
    for i, a in enumerate(groups):
        for j, b in enumerate(groups[:i]):
            total[i, j] = total[j, i] = sum([_logit(x, y) for x in a for y in b])
    total[len(loose) :, len(loose) :] = -inf
    np.fill_diagonal(total, -inf)
    sizes = np.array([len(group) for group in groups], float)
    clusters: list[list[Act]] = list(groups)
    while len(clusters) > 1:
        mean = total / np.outer(sizes, sizes)
        i, j = divmod(int(mean.argmax()), len(groups))
        if mean[i, j] < SAME:
            break
        total[i] += total[j]
        total[:, i] = total[i]
        total[j], total[:, j], total[i, i] = -inf, -inf, -inf
        sizes[i] += sizes[j]
        clusters[i], clusters[j] = clusters[i] + clusters[j], []
    return [cluster for cluster in clusters if cluster]


@lru_cache(maxsize=200_000)
def _logit(a: Act, b: Act) -> float:
    found = logit(a, b)
    if found is not None:
        return found
    return -inf if excluded(a, b) in NEVER else APART


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


def _explained(act: Act, case_id: str, cluster: Sequence[Act]) -> Linked:
    """With the member it is most like."""
    alike = [
        (found.logit, other.event_id, found)
        for other in cluster
        if other is not act and (found := likeness(act, other))
    ]
    if not alike:
        return Linked(act, case_id)
    _, linked_to, best = max(alike, key=lambda row: row[:2])
    return Linked(act, case_id, linked_to, best)
