"""Reports of one meeting, a record with them, and what the tests of weighing ask it."""

from datetime import UTC, datetime
from time import sleep
from typing import Any

from making import MODEL
from sqlalchemy import select
from telling import document, event

from lagebild.record import CaseFilter, Store, schema
from lagebild.records import Document, Event
from lagebild.weigh import desk
from lagebild.weigh.weigher import Weigher

TUESDAY = ("am Dienstag", "2024-05-07")
NLD, SWE = "NLD GOV", "SWE GOV"


def meeting(text: str, day: str, trigger: str = "getroffen", **fields: Any) -> tuple[Document, Event]:
    told = document(text, day, fields.pop("publisher", "Küstenbote"))
    given: dict[str, Any] = {"by": [NLD], "to": [SWE], "time": TUESDAY}
    return told, event(told, trigger, **{**given, **fields})


FIRST = meeting("Ministerin Öberg hat am Dienstag in Hafenstadt Minister Lund getroffen.", "2024-05-07")
SECOND = meeting(
    "Öberg und Lund kamen am Dienstag zu einem Treffen in Hafenstadt zusammen.", "2024-05-08", "Treffen",
    publisher="Nordkurier",
)  # fmt: skip
THIRD = meeting(
    "Lund sagte, er habe Öberg am Dienstag in Hafenstadt nicht getroffen.", "2024-05-09",
    publisher="Talblatt", said_by=[((SWE, "Lund"), "denies")],
)  # fmt: skip


def add(store: Store, *reports: tuple[Document, Event], model: str = MODEL) -> None:
    for told, found in reports:
        assert store.add(told, [found], model=model)


def weigh(store: Store) -> list[str]:
    return list(Weigher(store).pending())


def rows(store: Store, table: Any = schema.case_events) -> list[tuple[Any, ...]]:
    with store._transaction() as connection:
        return sorted(tuple(map(str, row)) for row in connection.execute(select(table)))


def moment() -> datetime:
    """Now, and never the same twice."""
    sleep(0.002)
    at = datetime.now(UTC)
    sleep(0.002)
    return at


def ids(store: Store, as_of: datetime | None = None) -> set[str]:
    return {found.id for found in desk.find_cases(store, CaseFilter(as_of=as_of))}


def members(store: Store, case_id: str, as_of: datetime | None = None) -> set[str]:
    return {member.event_id for member in store.cases.members(case_id, as_of)}


def case_of(store: Store, report: tuple[Document, Event]) -> str:
    found = store.cases.of_event(report[1].id)
    assert found
    return found
