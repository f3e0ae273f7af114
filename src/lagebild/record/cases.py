"""Cases in the database: which event is in which case since when, and what people decided about that."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, and_, delete, exists, func, select

from lagebild.record import deeds, queries, schema, tallies
from lagebild.record.case_filter import CaseFilter, about, conditions
from lagebild.record.deeds import Due
from lagebild.record.judgements import add_judgement, judgement_from, told, touched_since
from lagebild.record.lists import Dated, behind
from lagebild.record.moments import moment
from lagebild.record.refusals import ConflictError
from lagebild.record.weighing import CaseSummary, Opens, move, some_of
from lagebild.records import CaseState, EventType, Judgement, Membership, Modality, Report, Said, Stance

_acts, _members, _cases, _events, _readings = (
    schema.acts.c,
    schema.case_events.c,
    schema.cases.c,
    schema.events.c,
    schema.readings.c,
)

_LATER = schema.case_events.alias()
_FOLLOWS = and_(_LATER.c.event_id == _members.event_id, _LATER.c.number > _members.number)


class Beside(NamedTuple):
    """That a sentence, by its document and first character, tells an event of a case."""

    document_id: str
    sentence: int
    case_id: str
    type: str


class Cases:
    """The cases of an open record; ``store.cases`` has one."""

    def __init__(self, transaction: Opens) -> None:
        self._transaction = transaction

    # Asking

    def find(
        self, wanted: CaseFilter, *, limit: int | None = 100, offset: int = 0, after: Dated | None = None
    ) -> list[CaseSummary]:
        """Cases as they were last weighed, latest publication first; ``as_of`` counts in ``known`` only.

        ``after`` is last publication and id of the last one already seen.
        """
        with self._transaction() as connection:
            query = (
                select(schema.cases)
                .where(*conditions(wanted, connection))
                .order_by(_cases.last_published.desc().nulls_last(), _cases.id)
                .limit(limit)
                .offset(offset)
            )
            if after:
                query = query.where(behind(_cases.last_published, _cases.id, after))
            return [_summary(row) for row in connection.execute(query).mappings()]

    def count(self, wanted: CaseFilter) -> int:
        """How many cases ``find`` would give."""
        with self._transaction() as connection:
            query = select(func.count(_cases.id)).where(*conditions(wanted, connection))
            found: int = connection.execute(query).scalar_one()
            return found

    def latest(self, wanted: CaseFilter, *, limit: int) -> list[tuple[CaseSummary, datetime]]:
        """Cases with the moment (UTC) at which an event last came into each, the latest first."""
        changed = (
            select(_members.case_id, func.max(_members.since).label("at"))
            .group_by(_members.case_id)
            .subquery()
        )
        with self._transaction() as connection:
            query = (
                select(schema.cases, changed.c.at)
                .join(changed, changed.c.case_id == _cases.id)
                .where(*conditions(wanted, connection))
                .order_by(changed.c.at.desc(), _cases.id)
                .limit(limit)
            )
            rows = [dict(row) for row in connection.execute(query).mappings()]
        return [(_summary(row), at.replace(tzinfo=UTC)) for row in rows if (at := row.pop("at"))]

    def known(self, wanted: CaseFilter, then: datetime, *, open_ended: bool = False) -> list[str]:
        """Ids of cases into which events were put until a moment; of the filter, actors and framework count.

        ``open_ended`` asks for those with a report that is not of something done.
        """
        with self._transaction() as connection:
            query = (
                select(_members.case_id)
                .where(_members.since <= moment(then))
                .where(*about(wanted, connection, schema.case_events, _members.case_id))
                .distinct()
            )
            if open_ended:
                query = query.join(schema.events, _events.id == _members.event_id)
                query = query.where(_events.modality != Modality.ACTUAL.value)
            return list(connection.execute(query).scalars())

    def complete(self, beginning: str) -> str | None:
        """The id of the one case that begins so, or of the one that once had events; None if none or several do."""
        with self._transaction() as connection:
            for ids in (_cases.id, _members.case_id):
                query = select(ids).where(ids.startswith(beginning, autoescape=True)).distinct().limit(2)
                if found := list(connection.execute(query).scalars()):
                    return found[0] if len(found) == 1 and beginning else None
        return None

    def of_event(self, event_id: str, as_of: datetime | None = None) -> str | None:
        """The case that an event is in now, or was in at a moment."""
        query = select(_members.case_id).where(_members.event_id == event_id)
        if as_of is not None:
            query = query.where(_members.since <= moment(as_of))
        with self._transaction() as connection:
            return connection.execute(query.order_by(_members.number.desc()).limit(1)).scalar()

    def of_events(self, event_ids: Sequence[str]) -> dict[str, str]:
        """The cases that some events are in now."""
        found: dict[str, str] = {}
        with self._transaction() as connection:
            for some in some_of(event_ids):
                query = select(_acts.event_id, _acts.case_id).where(_acts.event_id.in_(some))
                found |= {row.event_id: row.case_id for row in connection.execute(query)}
        return found

    def members(self, case_id: str, as_of: datetime | None = None) -> list[Membership]:
        """Events of a case in force, or as they were known at a moment, in the order in which they came."""
        query = select(schema.case_events)
        if as_of is None:
            query = query.join(schema.acts, _acts.event_id == _members.event_id)
            query = query.where(_acts.case_id == case_id, ~exists().where(_FOLLOWS))
        else:
            query = query.where(_members.case_id == case_id, *_known(as_of))
        query = query.order_by(_members.since, _members.event_id)
        with self._transaction() as connection:
            return [_membership(row) for row in connection.execute(query).mappings()]

    def deeds(self, wanted: CaseFilter, *, limit: int) -> Sequence[str]:
        """Ids of cases of something that was to be done, those told of last first; ``as_of`` does not count."""
        with self._transaction() as connection:
            return deeds.last_told_of(connection, wanted, limit=limit)

    def due(
        self,
        wanted: CaseFilter,
        *,
        limit: int,
        after: Due | None = None,
        undone: bool = False,
        since: date | None = None,
        before: date | None = None,
    ) -> list[Due]:
        """The same with their days, the first to fall due first, those without a day last.

        ``after`` is the last one already seen; ``undone`` leaves those that nobody reports to have been done, ``since``
        and ``before`` those that fall due between two days.
        """
        with self._transaction() as connection:
            return deeds.by_due_day(
                connection, wanted, limit=limit, after=after, undone=undone, since=since, before=before
            )

    def beside(self, document_ids: Collection[str]) -> list[Beside]:
        """Which cases some documents tell of, in which sentences."""
        found: list[Beside] = []
        with self._transaction() as connection:
            for some in some_of(sorted(document_ids)):
                query = (
                    select(_events.document_id, _events.sentence_start, _acts.case_id, _events.type)
                    .join(schema.acts, _acts.event_id == _events.id)
                    .where(_events.document_id.in_(some), _acts.case_id.is_not(None))
                )
                found += [Beside(*row) for row in connection.execute(query)]
        return found

    def acts(
        self, case_ids: Sequence[str], as_of: datetime | None = None
    ) -> list[tuple[str, dict[str, Any]]]:
        """Case and act of the events of some cases, now or as they were known at a moment."""
        if as_of is not None:
            then = self._events_of(case_ids, as_of)
            condition, given = _acts.event_id, sorted(then)
        else:
            then, condition, given = {}, _acts.case_id, sorted(case_ids)
        found: list[tuple[str, dict[str, Any]]] = []
        with self._transaction() as connection:
            for some in some_of(given):
                query = select(schema.acts).where(condition.in_(some)).order_by(_acts.event_id)
                found += [(then.get(row.event_id, row.case_id), row.act) for row in connection.execute(query)]
        return found

    def reports(self, case_ids: Sequence[str], as_of: datetime | None = None) -> dict[str, list[Report]]:
        """What documents tell of some cases, now or as it was known at a moment."""
        if as_of is None:
            return self._reports(_acts.case_id, case_ids, {})
        then = self._events_of(case_ids, as_of)
        return self._reports(_acts.event_id, sorted(then), then)

    def _events_of(self, case_ids: Sequence[str], as_of: datetime) -> dict[str, str]:
        """In which of some cases each event was at a moment."""
        found: dict[str, str] = {}
        with self._transaction() as connection:
            for some in some_of(case_ids):
                query = select(_members.event_id, _members.case_id)
                query = query.where(_members.case_id.in_(some), *_known(as_of))
                found |= {row.event_id: row.case_id for row in connection.execute(query)}
        return found

    def _reports(
        self, column: ColumnElement[Any], wanted: Sequence[str], cases: Mapping[str, str]
    ) -> dict[str, list[Report]]:
        """Reports whose act has one of the wanted values; ``cases`` tell the case of an event where it was another."""
        documents, done, actors = schema.documents.c, schema.weighings.c, schema.event_actors.c
        found: defaultdict[str, list[Report]] = defaultdict(list)
        with self._transaction() as connection:
            for some in some_of(wanted):
                said: defaultdict[str, list[Said]] = defaultdict(list)
                query = (
                    select(schema.event_actors)
                    .join(schema.acts, _acts.event_id == actors.event_id)
                    .where(column.in_(some), actors.role == "source")
                    .order_by(actors.ordinal)
                )
                for row in connection.execute(query):
                    said[row.event_id].append(Said(row.code, row.name, row.text, Stance(row.stance)))
                query = (
                    select(
                        _events.id, _events.document_id, documents.published, documents.publisher,
                        documents.kind, _readings.added_at, _events.type, _events.modality, _events.negated,
                        _acts.act, _acts.case_id, done.marks,
                    )
                    .join(schema.documents, documents.id == _events.document_id)
                    .join(
                        schema.readings,
                        and_(
                            _readings.document_id == _events.document_id, _readings.number == _events.reading
                        ),
                    )
                    .join(schema.acts, _acts.event_id == _events.id)
                    .join(
                        schema.weighings,
                        and_(done.document_id == _events.document_id, done.reading == _events.reading),
                    )
                    .where(column.in_(some))
                )  # fmt: skip
                for row in connection.execute(query):
                    found[cases.get(row.id, row.case_id)].append(
                        Report(
                            row.id, row.document_id, row.published, row.publisher, row.kind, row.added_at,
                            row.type, Modality(row.modality), row.negated, tuple(said[row.id]),
                            frozenset(row.act["words"]), frozenset(row.marks["agencies"]),
                            tuple(row.marks["signature"]),
                            date.fromordinal(row.act["end"]) if row.act["dated"] else None,
                        )
                    )  # fmt: skip
        return dict(found)

    # Judging

    def judge(
        self,
        kind: str,
        case_id: str,
        events: Sequence[str],
        *,
        made_by: str,
        reason: str | None = None,
        undoes: int | None = None,
        targets: Mapping[str, str] | None = None,
    ) -> Judgement:
        """Move events into ``case_id`` (or each into its own of ``targets``) because a person says so.

        :raises ConflictError: an event no longer counts, or a later judgement than ``undoes`` touched one.
        """
        with self._transaction(writes=True) as connection:
            if undoes is not None and (later := touched_since(connection, undoes, events)):
                raise ConflictError(f"{undoes}: {told(later)}; undo that one first", later)
            _refuse_withdrawn(connection, events)
            made = add_judgement(connection, kind, events, made_by, reason, case_id=case_id, undoes=undoes)
            stale = set()
            for event_id in events:
                moved = Membership(
                    (targets or {}).get(event_id, case_id), event_id, made.made_at, judgement=made.number
                )
                stale |= {moved.case_id, move(connection, moved)}
            connection.execute(delete(schema.cases).where(_cases.id.in_(sorted(s for s in stale if s))))
            tallies.count(connection, events)
        return made

    def judgements(
        self,
        case_id: str | None = None,
        *,
        latest: bool = False,
        limit: int | None = None,
        after: int | None = None,
    ) -> list[Judgement]:
        """What people decided about one case or all, oldest first or, with ``latest``, the last decided first.

        ``after`` is the number of the last one seen.
        """
        number = schema.judgements.c.number
        query = select(schema.judgements).order_by(number.desc() if latest else number).limit(limit)
        if after is not None:
            query = query.where(number < after if latest else number > after)
        if case_id is not None:
            query = query.where(schema.judgements.c.case_id == case_id)
        with self._transaction() as connection:
            return [judgement_from(row) for row in connection.execute(query).mappings()]

    def before(self, judgement: int) -> dict[str, str]:
        """In which case each event that a judgement moved was before."""
        earlier = schema.case_events.alias()
        query = (
            select(_members.event_id, earlier.c.case_id)
            .join(
                earlier,
                and_(earlier.c.event_id == _members.event_id, earlier.c.number == _members.number - 1),
            )
            .where(_members.judgement == judgement)
        )
        with self._transaction() as connection:
            return {row.event_id: row.case_id for row in connection.execute(query)}


def _refuse_withdrawn(connection: Connection, events: Sequence[str]) -> None:
    for some in some_of(events):
        query = select(_events.id).where(_events.id.in_(some), _events.withdrawn.is_not(None))
        if out := connection.execute(query.limit(1)).scalar():
            raise ConflictError(f"{out}: a judgement took this event out; look at the case again")


def _known(as_of: datetime) -> tuple[ColumnElement[bool], ...]:
    """The row of ``case_events`` was the last of its event at a moment, and its reading was in force."""
    then = moment(as_of)
    return (
        _members.since <= then,
        ~exists().where(_FOLLOWS, _LATER.c.since <= then),
        _members.event_id.not_in(queries.superseded(then)),
    )


def _membership(row: Mapping[Any, Any]) -> Membership:
    return Membership(
        row["case_id"], row["event_id"], row["since"], row["linked_to"], row["score"], row["parts"],
        row["judgement"],
    )  # fmt: skip


def _summary(row: Mapping[Any, Any]) -> CaseSummary:
    values = dict(row)
    return CaseSummary(
        **{
            **values,
            "type": EventType(values["type"]),
            "state": CaseState(values["state"]),
            "reality": Modality(values["reality"]),
        }
    )
