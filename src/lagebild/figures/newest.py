"""The beginning of a list of events: which of many rows come first in the order of ``Store.events``.

That is the newest publication first, then by document, then as in the text. SQL reads and sorts all that fit for it:
2 to 4 s for the acts of two large actors among 200,000 events. The columns tell the days and the beginnings of the
documents' ids; the order within a document is left to the record.
"""

from datetime import date

import numpy as np

from lagebild.figures.columns import Columns, Numbers, beginnings
from lagebild.figures.ways import Rows
from lagebild.record.counting import Place

_NO_DAY = 2**62


def newest(columns: Columns, rows: Rows, *, limit: int, after: Place | None = None) -> Rows:
    """Rows among which are the first ``limit`` of some rows, or the first of those after a place.

    Documents come whole, the one of that place too; in no order.
    """
    days = _days(columns)[columns.published[rows]]
    documents = columns.documents[rows]
    if after is not None:
        day, (document,) = _later_first(after.published), beginnings([after.document_id])
        here = (days == day) & (documents == document)
        left = here | (days > day) | ((days == day) & (documents > document))
        limit += int(here.sum())
        rows, days, documents = rows[left], days[left], documents[left]
    if len(rows) <= limit:
        return rows
    near = days <= np.partition(days, limit - 1)[limit - 1]
    rows, days, documents = rows[near], days[near], documents[near]
    last = np.lexsort((documents, days))[limit - 1]
    first: Rows = rows[(days < days[last]) | (documents <= documents[last])]
    return first


def _days(columns: Columns) -> Numbers:
    """For each code of a day a number by which the latest comes first, none last."""
    seen = columns.values.days.values_seen[:]
    days = np.array(["NaT" if day is None else str(day) for day in seen], "datetime64[D]")
    return np.where(np.isnat(days), _NO_DAY, -days.astype(np.int64))


def _later_first(day: date | None) -> int:
    return _NO_DAY if day is None else -int(np.datetime64(day, "D").astype(np.int64))
