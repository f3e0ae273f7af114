"""Cases of what was to be done, by the day on which they fall due."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import Connection, bindparam, or_, select, update

from lagebild.record import schema
from lagebild.record.case_filter import CaseFilter, conditions
from lagebild.records import FUTURE, SPEECH, Modality, Stance

_cases, _events, _acts, _actors = (
    schema.cases.c,
    schema.events.c,
    schema.acts.c,
    schema.event_actors.c,
)

Due = tuple[date | None, str]
"""Where a case stands in the list: the first to fall due first, those without a day last, then by id."""


def by_due_day(
    connection: Connection,
    wanted: CaseFilter,
    *,
    limit: int,
    after: Due | None = None,
    undone: bool = False,
    since: date | None = None,
    before: date | None = None,
) -> list[Due]:
    """Deeds with their days; ``since`` and ``before`` are those between which they fall due.

    ``undone`` leaves those of which nobody reports that they were done.
    """
    query = select(_cases.due, _cases.id).where(_cases.deed, *conditions(wanted, connection))
    query = query.order_by(_cases.due, _cases.id)
    if undone:
        query = query.where(~_cases.done)
    day, seen = after or (date.min, "")
    found: list[Due] = []
    # The index leads to where a page begins, if what has no day is asked for apart.
    if day is not None:
        dated = query.where(_cases.due >= max(day, since or date.min))
        dated = dated.where(or_(_cases.due > day, _cases.id > seen))
        if before:
            dated = dated.where(_cases.due < before)
        found += [(due, id_) for due, id_ in connection.execute(dated.limit(limit))]
    if len(found) < limit and since is before is None:
        undated = query.where(_cases.due.is_(None), _cases.id > (seen if day is None else ""))
        found += [(due, id_) for due, id_ in connection.execute(undated.limit(limit - len(found)))]
    return found


def last_told_of(connection: Connection, wanted: CaseFilter, *, limit: int) -> Sequence[str]:
    """Ids of deeds, those that were told of last first."""
    query = (
        select(_cases.id)
        .where(_cases.deed, *conditions(wanted, connection))
        .order_by(_cases.last_published.desc().nulls_last(), _cases.id)
        .limit(limit)
    )
    return connection.execute(query).scalars().all()


def note_all(connection: Connection) -> None:
    """Fill in what an older version did not keep."""
    to_be_done = (
        select(_acts.event_id)
        .join(schema.events, _events.id == _acts.event_id)
        .where(
            _acts.case_id == _cases.id,
            _events.modality != Modality.ACTUAL.value,
            _events.type.not_in([type.value for type in SPEECH]),
        )
    )
    denied = select(_actors.event_id).where(
        _actors.event_id == _events.id, _actors.stance == Stance.DENIES.value
    )
    happened = (
        select(_acts.event_id)
        .join(schema.events, _events.id == _acts.event_id)
        .where(
            _acts.case_id == _cases.id,
            _events.modality == Modality.ACTUAL.value,
            ~_events.negated,
            ~denied.exists(),
        )
    )
    connection.execute(update(schema.cases).values(deed=to_be_done.exists(), done=happened.exists()))
    query = (
        select(_acts.case_id, _acts.act)
        .join(schema.events, _events.id == _acts.event_id)
        .where(_acts.case_id.is_not(None), _events.modality.in_([modality.value for modality in FUTURE]))
    )
    dated = ((case_id, act) for case_id, act in connection.execute(query) if act["dated"])
    told = sorted((case_id, act["published"], act["end"]) for case_id, act in dated)
    last = {case_id: date.fromordinal(end) for case_id, _, end in told}
    if last:
        statement = update(schema.cases).where(_cases.id == bindparam("case")).values(due=bindparam("day"))
        connection.execute(statement, [{"case": case_id, "day": day} for case_id, day in last.items()])
