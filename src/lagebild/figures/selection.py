"""Which rows an ``EventFilter`` means: the same events as ``Store.events`` finds, from the columns where they can tell.

Names, words of sentences, a document and the knowledge of another day are asked of the record.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

import numpy as np

from lagebild.figures.columns import Columns, Interned, Kind, Mask
from lagebild.record import EventFilter, Store
from lagebild.record.tallies import SEPARATOR
from lagebild.records import CONTESTED


def fitting(columns: Columns, store: Store, wanted: EventFilter) -> Mask:
    """For each row whether its event fits."""
    fits = _kinds_that_fit(columns, wanted)[columns.kinds]
    for condition in _conditions(columns, wanted):
        fits &= condition
    asked = _for_the_record(columns, wanted)
    if asked != EventFilter():
        numbers = np.asarray(store.counting.numbers(asked), np.int64)
        told = np.zeros(len(columns), bool)
        told[numbers[numbers < len(columns)]] = True
        fits &= told
    return fits


def known_code(columns: Columns, wanted: str) -> bool:
    """Whether the record has this country or full code; else it is part of a name."""
    return wanted in columns.combinations_with


def _kinds_that_fit(columns: Columns, wanted: EventFilter) -> Mask:
    def fits(kind: Kind) -> bool:
        return (
            (wanted.as_of is not None or bool(kind.counts))
            and kind.type == (wanted.type or kind.type)
            and kind.modality == (wanted.modality or kind.modality)
            and wanted.negated in (None, bool(kind.negated))
            and wanted.disputed in (None, kind.state in CONTESTED)
        )

    return _table(columns.values.kinds, fits)


def _conditions(columns: Columns, wanted: EventFilter) -> Sequence[Mask]:
    values = columns.values
    conditions = []
    for codes, first, last in (
        (columns.published, wanted.since, wanted.until),
        (columns.days, wanted.from_day, wanted.to_day),
    ):
        if first or last:
            conditions.append(_table(values.days, partial(_is_within, first=first, last=last))[codes])
    if wanted.publisher is not None:
        conditions.append(
            _table(values.publishers, lambda name: name == wanted.publisher)[columns.publishers]
        )
    if wanted.stance is not None:
        conditions.append(_having(values.stances, wanted.stance.value)[columns.stances])
    if wanted.framework is not None:
        conditions.append(_having(values.frameworks, wanted.framework)[columns.frameworks])
    named = [name for name in (wanted.actor, wanted.other) if name]
    if named and all(known_code(columns, name) for name in named):
        conditions.append(
            _dyad(columns, named[0], named[1]) if len(named) == 2 else _taking_part(columns, named[0])
        )
    return conditions


def _for_the_record(columns: Columns, wanted: EventFilter) -> EventFilter:
    """What the columns cannot tell; a dyad with a name in it is asked whole."""
    rest = EventFilter(document_id=wanted.document_id, words=wanted.words, as_of=wanted.as_of)
    if all(known_code(columns, name) for name in (wanted.actor, wanted.other) if name):
        return rest
    return replace(rest, actor=wanted.actor, other=wanted.other)


def _taking_part(columns: Columns, code: str) -> Mask:
    actors, recipients = columns.sides
    with_code = _combinations_with(columns, code)
    in_parties = with_code[actors] | with_code[recipients]
    fits: Mask = in_parties[columns.parties] | with_code[columns.sources]
    return fits


def _dyad(columns: Columns, one: str, other: str) -> Mask:
    """One acts upon the other, or both act together upon nobody."""
    actors, recipients = columns.sides
    seen = len(columns.values.combinations.values_seen)  # another thread may add to them from look to look
    with_one, with_other = (_combinations_with(columns, code)[:seen] for code in (one, other))

    def holds_two(combination: str) -> bool:
        found = [code for code in combination.split(SEPARATOR) if _means(code, one) or _means(code, other)]
        return len(found) > 1

    two = with_one & with_other
    combinations = columns.values.combinations.values_seen
    two[two] = [holds_two(combinations[number]) for number in np.flatnonzero(two)]
    nobody = columns.values.combinations.get("", -1)
    fits = with_one[actors] & with_other[recipients]
    fits |= with_other[actors] & with_one[recipients]
    fits |= two[actors] & (recipients == nobody)
    return fits[columns.parties]


def _combinations_with(columns: Columns, wanted: str) -> Mask:
    found = np.zeros(len(columns.values.combinations.values_seen), bool)
    found[columns.combinations_with[wanted]] = True
    return found


def _means(code: str, wanted: str) -> bool:
    return code == wanted or code.partition(" ")[0] == wanted


def _having(values: Interned, wanted: str) -> Mask:
    return _table(values, lambda several: wanted in several.split(SEPARATOR))


def _is_within(day: object, *, first: date | None, last: date | None) -> bool:
    """ISO days are in the order of their letters."""
    return day is not None and (
        (first is None or str(day) >= first.isoformat()) and (last is None or str(day) <= last.isoformat())
    )


def _table(values: Interned, test: Callable[[Any], bool]) -> Mask:
    seen = values.values_seen[:]  # another thread may add to it
    return np.fromiter(map(test, seen), bool, len(seen))
