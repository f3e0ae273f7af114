"""How likely acts are the same one: of any two a score with its parts, or the reason why they cannot be one.

All pairs of some acts are compared at once, as matrices with an act a row and another a column.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import exp

import numpy as np

from lagebild.weigh.acts import MUTUAL, UNDATED, Act
from lagebild.weigh.pairs import Mask, Matrix, Numbers, Pairs, number_of, share
from lagebild.weigh.weights import weights

SLACK_DAYS = 1
"""Reports of one act differ by a day: night, time zone, day of the report instead of the act."""
POINTS = ("meet", "attack", "arm", "protest")
"""Families whose acts happen on a day; two of them between the same parties rarely share one."""
TO_COME = ("planned", "called_for")
AGREEING = ("frameworks", "places", "amounts", "numbers", "ordinals")
"""Fields that count as agreeing if two acts share an item, as contradicting if both have some and share none."""
TWINS = 8.0
"""A sentence that a document says twice (teaser and text) tells of one act."""
MUCH = 25.0
"""Rarity of shared words (five names or so) from which more say nothing new."""
AT_ONCE = 20_000
"""Pairs that take as long as a comparison a family does, some eight a document."""
FADING = 14
"""Days that two told times leave open after which they agree by a third only."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """``logit`` above 0 is more likely one act than two; ``parts`` tell what each comparison added to it."""

    logit: float
    parts: Mapping[str, float]

    @property
    def probability(self) -> float:
        return 1 / (1 + exp(-self.logit))


@dataclass(frozen=True, slots=True)
class Comparison:
    """Of every act of some (rows) with every one of others (columns).

    ``excluded`` are the pairs that cannot be one act, by reason; ``logits`` tell how likely they are one otherwise.
    """

    excluded: Mapping[str, Mask]
    logits: Matrix

    def why_not(self, row: int, column: int) -> str | None:
        """What excludes that a pair is one act, None if nothing does."""
        return next((reason for reason, pairs in self.excluded.items() if pairs[row, column]), None)


def compare(rows: Sequence[Act], columns: Sequence[Act]) -> Comparison:
    """Every act of ``rows`` with every one of ``columns``; neither may be empty."""
    pairs = Pairs(rows, columns)
    learned = weights()
    logits = np.full((len(rows), len(columns)), learned.bias)
    for name, values in _features(pairs):
        logits += learned.parts.get(name, 0.0) * values
    return Comparison(_excluded(pairs), np.where(_repeated(pairs), TWINS, logits))


def compare_each(sides: Sequence[tuple[Sequence[Act], Sequence[Act]]]) -> list[Comparison]:
    """``compare`` for several rows and columns: at once as long as that is less work than one after the other."""
    rows, columns = ([act for side in sides for act in side[at]] for at in (0, 1))
    if not 0 < len(rows) * len(columns) <= AT_ONCE:
        return [compare(*side) for side in sides]
    whole = compare(rows, columns)
    found = []
    row = column = 0
    for own_rows, own_columns in sides:
        part = np.s_[row : row + len(own_rows), column : column + len(own_columns)]
        found.append(Comparison({why: m[part] for why, m in whole.excluded.items()}, whole.logits[part]))
        row, column = row + len(own_rows), column + len(own_columns)
    return found


def likenesses(pairs: Sequence[tuple[Act, Act]]) -> list[Likeness]:
    """What speaks for some pairs and against them."""
    if not pairs:
        return []
    aligned = Pairs([a for a, _ in pairs], [b for _, b in pairs])
    learned = weights()
    parts: list[dict[str, float]] = [{} for _ in pairs]
    for name, values in _features(aligned):
        for found, value in zip(parts, np.diagonal(values), strict=True):
            if value:
                found[name] = round(learned.parts.get(name, 0.0) * float(value), 3)
    return [
        Likeness(TWINS, {"repeated": TWINS}) if twins else Likeness(learned.bias + sum(found.values()), found)
        for twins, found in zip(np.diagonal(_repeated(aligned)), parts, strict=True)
    ]


def features(rows: Sequence[Act], columns: Sequence[Act]) -> dict[str, Matrix]:
    """Numbers between -1 and 1 by name (``gap`` may be a little more); 0 says nothing either way."""
    return {name: values.astype(float) for name, values in _features(Pairs(rows, columns))}


def _excluded(pairs: Pairs) -> dict[str, Mask]:
    (mode, other_mode), (family, _) = pairs.values("mode"), pairs.values("family")
    (start, other_start), (end, other_end) = pairs.values("start"), pairs.values("end")
    phone = number_of("phone")
    return {
        "type": ~pairs.equal("family"),
        "mode": (family == number_of("meet"))
        & ((mode == phone) | (other_mode == phone))
        & (mode != other_mode),
        "day": pairs.both("exact") & (abs(start - other_start) > SLACK_DAYS),
        "time": (start - SLACK_DAYS > other_end) | (other_start - SLACK_DAYS > end),
        "parties": _parties(pairs) == 0,
    }


def _repeated(pairs: Pairs) -> Mask:
    """Sentences that a document says twice."""
    return pairs.equal("document_id") & pairs.equal("said") & pairs.both("said")


def _parties(pairs: Pairs) -> Matrix:
    """Share of the parties that both know, by side; 0 if they know no side both or have none in common on one."""
    first, second = pairs.overlap("first"), pairs.overlap("second")
    by_side = np.where(
        pairs.known("first"), np.where(pairs.known("second"), np.minimum(first, second), first), second
    )
    return np.where(_in_family(pairs, *MUTUAL), pairs.overlap("both"), by_side)


def _in_family(pairs: Pairs, *names: str) -> Mask:
    """A column, for pairs of two families are excluded."""
    return _is_one(pairs.values("family")[0], names)


def _is_one(values: Numbers, names: Iterable[str]) -> Mask:
    found: Mask = np.logical_or.reduce([values == number_of(name) for name in names])
    return found


def _features(pairs: Pairs) -> Iterator[tuple[str, Matrix | Mask]]:
    """Each as a matrix: they are many, and nobody needs all of them at once."""
    for name in sorted({act.family for act in pairs.rows}):
        yield f"is_{name}", np.repeat(_in_family(pairs, name), len(pairs.columns), axis=1)
    yield "type", pairs.equal("type")
    yield "mode", pairs.both("mode") * np.where(pairs.equal("mode"), 1.0, -1.0)
    yield "parties", _parties(pairs)
    codes = pairs.common("codes")
    yield "codes", share(codes, np.add(*pairs.sizes("codes")) - codes)
    yield "trigger", pairs.common("trigger") > 0
    yield "vectors", pairs.cosines()
    yield "people", pairs.agreement("names")
    for name in AGREEING:
        yield name, pairs.agreement(name)
    yield from _words(pairs)
    yield from _times(pairs)
    yield from _realities(pairs)
    yield from _together(pairs)


def _words(pairs: Pairs) -> Iterator[tuple[str, Matrix | Mask]]:
    """What they are about; stems count by rarity."""
    weight, other_weight = pairs.subject_weights()
    subject = pairs.common("subject")
    yield "subject", np.maximum(share(subject, weight), share(subject, other_weight))
    yield "other_subject", pairs.known("subject") & (subject == 0)
    told, tells = share(pairs.common("told"), weight), share(pairs.common("tells"), other_weight)
    yield "subject_told", np.maximum(told, tells)
    yield "words", np.minimum(1.0, pairs.common("words") / MUCH)


def _times(pairs: Pairs) -> Iterator[tuple[str, Matrix | Mask]]:
    """``day`` is 1 on the same told day and falls with what the two times leave open; 0 if one tells none."""
    told = pairs.both("dated")
    days = np.minimum(*pairs.values("start")) - np.maximum(*pairs.values("end"))
    yield "day", told * np.exp(days / FADING)
    yield "undated", ~told
    yield "gap", np.log1p(np.nan_to_num(_apart(pairs))) / 6
    yield "same_point", pairs.both("exact") & _in_family(pairs, *POINTS)


def _realities(pairs: Pairs) -> Iterator[tuple[str, Matrix | Mask]]:
    past, other_past = (value == number_of("actual") for value in pairs.values("modality"))
    negated, other_negated = (value != 0 for value in pairs.values("negated"))
    yield "both_past", past & other_past
    yield "one_past", past ^ other_past
    yield "one_negated", negated ^ other_negated
    to_come, other_to_come = (_is_one(value, TO_COME) for value in pairs.values("modality"))
    published, other_published = pairs.values("published")
    told = (published != UNDATED) & (other_published != UNDATED)
    yield (
        "planned_again",  # one is to come after the other was said to have happened: the next one, then
        told & past & ~negated & other_to_come & (published < other_published)
        | told & other_past & ~other_negated & to_come & (other_published < published),
    )


def _together(pairs: Pairs) -> Iterator[tuple[str, Matrix | Mask]]:
    """What it says where in their documents two acts stand: news opens with its act, and tells it again below."""
    here, openings = pairs.equal("document_id"), pairs.both("opening")
    yield "same_sentence", here & pairs.equal("sentence")
    yield "same_document", here
    yield "same_opening", here & openings
    days = np.where(here, np.nan, _apart(pairs))
    yield "news_together", openings & (days <= 2)
    dated, other_dated = (value != 0 for value in pairs.values("dated"))
    past = pairs.equal("modality") & (pairs.values("modality")[0] == number_of("actual"))
    old = openings & past & ~dated & ~other_dated
    yield "news_apart", old * np.minimum(1.0, np.nan_to_num(days) / 5)


def _apart(pairs: Pairs) -> Matrix:
    """Days between the publications; not a number if one has no date."""
    published, other = pairs.values("published")
    return np.where((published == UNDATED) | (other == UNDATED), np.nan, abs(published - other))
