"""Lists of the record, page by page: each order is total, and a page begins behind the last line of the one before.

So a document that comes in meanwhile neither repeats a line nor hides one.
"""

from dataclasses import fields
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, DateTime, and_, case, exists, func, null, or_, select

from lagebild.record import queries, schema
from lagebild.record.queries import ActorSummary, DocumentSummary, EventFilter, FrameworkSummary

Dated = tuple[date | None, str]
"""Where a line stands in a list by day, latest first, undated last, then by id."""

_SUMMARY_COLUMNS = tuple(f.name for f in fields(DocumentSummary) if f.name != "events")
_SEARCHED_COLUMNS = ("title", "publisher", "origin", "text")


def behind(day: ColumnElement[Any], id_: ColumnElement[Any], last: Dated) -> ColumnElement[bool]:
    """The condition for what follows a line in a list by day."""
    seen, last_id = last
    if seen is None:
        return and_(day.is_(None), id_ > last_id)
    return or_(day < seen, day.is_(None), and_(day == seen, id_ > last_id))


def documents(
    connection: Connection, *, search: str | None, limit: int | None, offset: int, after: Dated | None
) -> list[DocumentSummary]:
    """Newest publication first."""
    c, readings = schema.documents.c, schema.readings.c
    each = schema.readings.alias().c
    last = select(func.max(each.number)).where(each.document_id == c.id).scalar_subquery()
    query = (
        select(*(c[name] for name in _SUMMARY_COLUMNS), func.coalesce(readings.events, 0).label("events"))
        .select_from(schema.documents)
        .outerjoin(schema.readings, and_(readings.document_id == c.id, readings.number == last))
        .order_by(c.published.desc().nulls_last(), c.id)
        .limit(limit)
        .offset(offset)
    )
    if search:
        query = query.where(or_(*(queries.contains(c[n], search) for n in _SEARCHED_COLUMNS)))
    if after:
        query = query.where(behind(c.published, c.id, after))
    rows = connection.execute(query).mappings().all()
    return [DocumentSummary(**{**row, "added_at": row["added_at"].replace(tzinfo=UTC)}) for row in rows]


def latest(connection: Connection, wanted: EventFilter, *, limit: int) -> dict[str, datetime]:
    """Ids of events with the moment at which each was read or corrected, the latest first."""
    made = schema.judgements.alias("made_by_judgement").c
    at = func.coalesce(made.made_at, schema.readings.c.added_at, type_=DateTime())
    query = (
        queries.event_rows(wanted, connection)
        .outerjoin(made.number.table, made.number == schema.events.c.judgement)
        .with_only_columns(schema.events.c.id, at.label("at"))
        .order_by(None)
        .order_by(at.desc(), schema.events.c.id)
        .limit(limit)
    )
    return {row.id: row.at.replace(tzinfo=UTC) for row in connection.execute(query)}


def actors(
    connection: Connection,
    *,
    search: str | None,
    limit: int | None,
    after: tuple[int, str, str | None] | None,
) -> list[ActorSummary]:
    """Codes with names, most frequent first; ``after`` is number, code and name of the last one seen."""
    c = schema.event_actors.c
    number = func.count()
    counts = [
        func.sum(case((c.role == role, 1), else_=0)).label(f"as_{role}")
        for role in ("actor", "recipient", "source")
    ]
    query = (
        select(c.code, c.name, *counts)
        .where(c.event_id.not_in(queries.superseded()))
        .group_by(c.code, c.name)
        .order_by(number.desc(), c.code, c.name.nulls_first())
        .limit(limit)
    )
    if search:
        query = query.where(queries.actor_matches(search, connection))
    if after:
        times, code, name = after
        later_name = c.name.is_not(None) if name is None else c.name > name
        same = and_(number == times, or_(c.code > code, and_(c.code == code, later_name)))
        query = query.having(or_(number < times, same))
    return [ActorSummary(**row) for row in connection.execute(query).mappings()]


def frameworks(
    connection: Connection, *, search: str | None, known: bool, limit: int | None
) -> list[FrameworkSummary]:
    """Frameworks of events, most frequent first: those of the registry, or the words of those unknown to it."""
    named, spans = schema.event_frameworks, schema.event_spans
    name, kind = (named.c.name, named.c.kind) if known else (spans.c.text, null())
    number = func.count((named if known else spans).c.event_id.distinct())
    query = select(name.label("name"), kind.label("kind"), number.label("events"))
    if known:
        query = query.where(named.c.event_id.not_in(queries.superseded())).group_by(name, kind)
    else:
        has_name = and_(named.c.event_id == spans.c.event_id, named.c.ordinal == spans.c.ordinal)
        query = query.where(
            spans.c.field == "framework",
            ~exists().where(has_name),
            spans.c.event_id.not_in(queries.superseded()),
        ).group_by(name)
    if search:
        query = query.where(queries.contains(name, search))
    rows = connection.execute(query.order_by(number.desc(), name).limit(limit)).mappings()
    return [FrameworkSummary(**row) for row in rows]
