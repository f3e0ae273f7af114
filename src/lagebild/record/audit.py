"""Who changes the record over the network, and what was asked: a row in the transaction of the change itself.

The server says at the door who comes (``acting``); the first write that follows notes it. So no route can forget it,
and a change that is rolled back leaves no row.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, func, insert, select

from lagebild.record import schema
from lagebild.record.weighing import now

_c = schema.audit.c


@dataclass(slots=True)
class Change:
    """What somebody is about to do. ``signed`` tells that ``who`` is proved by a token."""

    who: str
    role: str | None
    action: str
    target: str | None = None
    details: Mapping[str, Any] | None = None
    signed: bool = False
    noted: bool = False


@dataclass(frozen=True, slots=True)
class AuditRow:
    """A change as it was noted; ``at`` is UTC."""

    number: int
    at: datetime
    who: str
    role: str | None
    action: str
    target: str | None
    details: Mapping[str, Any] | None


_CHANGE: ContextVar[Change | None] = ContextVar("change", default=None)


@contextmanager
def acting(change: Change) -> Iterator[Change]:
    """What is written inside is written by that one."""
    before = _CHANGE.set(change)
    try:
        yield change
    finally:
        _CHANGE.reset(before)


def signed_name() -> str | None:
    """The name of the token that this change comes with; None where nobody had to show one."""
    change = _CHANGE.get()
    return change.who if change is not None and change.signed else None


def pending() -> Change | None:
    """The change that the next write has to note."""
    change = _CHANGE.get()
    return None if change is None or change.noted else change


def note(connection: Connection, change: Change) -> None:
    """Add the row of a change; part of the transaction that makes it."""
    last = connection.execute(select(func.max(_c.number))).scalar() or 0
    connection.execute(
        insert(schema.audit),
        {
            "number": last + 1, "at": now(), "who": change.who, "role": change.role, "action": change.action,
            "target": change.target, "details": None if change.details is None else dict(change.details),
        },
    )  # fmt: skip


def rows(connection: Connection, *, limit: int, after: int | None = None) -> list[AuditRow]:
    """The latest changes first; ``after`` is the number of the last one already seen."""
    query = select(schema.audit).order_by(_c.number.desc()).limit(limit)
    if after is not None:
        query = query.where(_c.number < after)
    found = connection.execute(query).mappings()
    return [AuditRow(**{**row, "at": row["at"].replace(tzinfo=UTC)}) for row in found]
