"""Rows that figures are counted from: one an event, narrow, with everything that views filter and group by.

Each repeats what other tables say. ``number`` is dense and never changes; ``epoch`` is that of the last change of
the row, so that a reader of all rows need only ask for those that changed since.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import date
from typing import Any

from sqlalchemy import Connection, and_, bindparam, exists, func, insert, select, update

from lagebild.record import schema
from lagebild.record.priority import certainty, doubt, weight
from lagebild.records import CaseState, Modality

SEPARATOR = "|"
"""Between the codes and names of one cell; none of them holds it."""
ROWS_AT_A_TIME = 500
_FULL_DAY = 10  # characters of YYYY-MM-DD

_c, _events, _documents, _actors, _acts = (
    schema.tallies.c,
    schema.events.c,
    schema.documents.c,
    schema.event_actors.c,
    schema.acts.c,
)


def told_day(values: Iterable[str | None], published: date | None) -> date | None:
    """The first whole day among the time values of an event, else the day of publication."""
    for value in values:
        if value and len(value) == _FULL_DAY:
            with suppress(ValueError):  # a row that somebody wrote by hand
                return date.fromisoformat(value)
    return published


def epoch(connection: Connection) -> int:
    """How often the record has been written to."""
    found: int = connection.execute(select(schema.epochs.c.epoch)).scalar_one()
    return found


def next_epoch(connection: Connection) -> None:
    """Begin a change of the record; on PostgreSQL the row's lock lets one writer in at a time."""
    connection.execute(update(schema.epochs).values(epoch=schema.epochs.c.epoch + 1))


def count(connection: Connection, event_ids: Iterable[str]) -> None:
    """Write the rows of some events anew."""
    ids = sorted(set(event_ids))
    for at in range(0, len(ids), ROWS_AT_A_TIME):
        _count(connection, ids[at : at + ROWS_AT_A_TIME])


def count_all(connection: Connection) -> None:
    """Fill in what an older version did not keep."""
    rows = connection.execute(
        select(_events.id, _events.details, _documents.published).join(
            schema.documents, _documents.id == _events.document_id
        )
    )
    days = [{"event": row.id, "told": told_day(row.details["times"], row.published)} for row in rows]
    if days:
        connection.execute(
            update(schema.events).where(_events.id == bindparam("event")).values(day=bindparam("told")), days
        )
    count(connection, [row["event"] for row in days])


def _count(connection: Connection, ids: Sequence[str]) -> None:
    later = schema.readings.alias()
    replaced = exists().where(later.c.document_id == _events.document_id, later.c.number > _events.reading)
    query = (
        select(
            _events.id, _events.document_id, _events.day, _events.type, _events.modality, _events.negated,
            _events.details, and_(_events.withdrawn.is_(None), ~replaced).label("counts"),
            _documents.published, _documents.publisher, _acts.case_id, _acts.origin, schema.cases.c.state,
            _events.confidence, schema.cases.c.reality, schema.cases.c.documents,
        )
        .join(schema.documents, _documents.id == _events.document_id)
        .outerjoin(schema.acts, _acts.event_id == _events.id)
        .outerjoin(schema.cases, schema.cases.c.id == _acts.case_id)
        .where(_events.id.in_(ids))
        .order_by(_events.document_id, _events.ordinal)
    )  # fmt: skip
    found = connection.execute(query).all()
    codes: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    certainties: defaultdict[str, list[float]] = defaultdict(list)
    parties = select(
        _actors.event_id, _actors.role, _actors.code, _actors.stance, _actors.confidence, _actors.inferred,
        _actors.others,
    ).where(_actors.event_id.in_(ids))  # fmt: skip
    for event_id, role, code, stance, sure, inferred, others in connection.execute(parties):
        certainties[event_id].append(certainty(sure, inferred=inferred, others=bool(others)))
        codes[event_id, role].append(code)
        if stance:
            codes[event_id, "stance"].append(stance)
    named = schema.event_frameworks.c
    for event_id, name in connection.execute(
        select(named.event_id, named.name).where(named.event_id.in_(ids))
    ):
        codes[event_id, "framework"].append(name)
    numbers = {
        row.event_id: row.number
        for row in connection.execute(select(_c.event_id, _c.number).where(_c.event_id.in_(ids)))
    }
    last = connection.execute(select(func.max(_c.number))).scalar()
    free = 0 if last is None else last + 1
    now = epoch(connection)
    old: list[dict[str, Any]] = []
    new: list[dict[str, Any]] = []
    for row in found:
        known = numbers.get(row.id)
        values = {
            "number": free + len(new) if known is None else known,
            "epoch": now,
            "event_id": row.id,
            "document_id": row.document_id,
            "counts": row.counts,
            "day": row.day,
            "published": row.published,
            "publisher": row.publisher,
            "type": row.type,
            "modality": row.modality,
            "negated": row.negated,
            "actors": _joined(codes[row.id, "actor"]),
            "recipients": _joined(codes[row.id, "recipient"]),
            "sources": _joined(codes[row.id, "source"]),
            "stances": _joined(codes[row.id, "stance"]),
            "frameworks": _joined(codes[row.id, "framework"]),
            "places": _joined(country for country in row.details["places"] if country),
            "case_id": row.case_id,
            "origin": row.origin,
            "state": row.state,
            "doubt": doubt(row.confidence, certainties[row.id]),
            "weight": weight(
                row.state and CaseState(row.state), row.reality and Modality(row.reality), row.documents
            ),
        }
        (new if known is None else old).append(values)
    if new:
        connection.execute(insert(schema.tallies), new)
    if old:
        changed = [{**{k: v for k, v in row.items() if k != "number"}, "row": row["number"]} for row in old]
        connection.execute(update(schema.tallies).where(_c.number == bindparam("row")), changed)


def _joined(values: Iterable[str]) -> str:
    return SEPARATOR.join(sorted(set(values)))
