"""The rows of what people decided: adding one, reading one, and what has come after one."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, func, insert, select

from lagebild.record import schema
from lagebild.record.refusals import NotFoundError
from lagebild.record.weighing import now
from lagebild.records import Judgement

_judgements = schema.judgements.c

_DID = {
    "accept": "accepted",
    "reject": "rejected",
    "correct": "corrected",
    "add": "added",
    "undo": "undid the judgement of",
    "split": "split a case with",
    "merge": "merged cases with",
}


def add_judgement(
    connection: Connection,
    kind: str,
    events: Sequence[str],
    made_by: str,
    reason: str | None,
    *,
    case_id: str | None = None,
    changes: Mapping[str, Any] | None = None,
    undoes: int | None = None,
) -> Judgement:
    """Note a judgement under the next number, in a transaction that does what it says."""
    last = connection.execute(select(func.max(_judgements.number))).scalar() or 0
    made = Judgement(last + 1, kind, made_by, now(), case_id, tuple(events), reason, undoes, changes)
    connection.execute(
        insert(schema.judgements),
        {
            "number": made.number, "kind": kind, "made_by": made_by, "made_at": made.made_at,
            "case_id": case_id, "events": list(events), "reason": reason, "undoes": undoes,
            "changes": None if changes is None else dict(changes),
        },
    )  # fmt: skip
    return made


def judgement_from(row: Mapping[Any, Any]) -> Judgement:
    return Judgement(**{**row, "events": tuple(row["events"])})


def told(judgement: Judgement) -> str:
    """Who did what when, as a conflict says it."""
    fields = ", ".join(judgement.changes or ())
    what = f" ({fields})" if fields else ""
    when = judgement.made_at.isoformat(" ", "seconds")
    return f"{judgement.made_by} {_DID[judgement.kind]} this event{what} on {when} UTC, judgement {judgement.number}"


def touched_since(connection: Connection, number: int, events: Sequence[str]) -> Judgement | None:
    """The last judgement after ``number`` that touched one of some events and was not undone."""
    query = select(schema.judgements).where(_judgements.number > number).order_by(_judgements.number.desc())
    undone: set[int] = set()
    for row in connection.execute(query).mappings():
        made = judgement_from(row)
        if made.number in undone or {*events}.isdisjoint(made.events):
            continue
        if made.undoes is None or made.undoes <= number:
            return made
        undone.add(made.undoes)
    return None


def judgement_of(connection: Connection, number: int) -> Judgement:
    """:raises NotFoundError: there is no such judgement."""
    query = select(schema.judgements).where(_judgements.number == number)
    row = connection.execute(query).mappings().first()
    if row is None:
        raise NotFoundError(f"{number}: there is no such judgement; `lagebild judgements` lists them")
    return judgement_from(row)
