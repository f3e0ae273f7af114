"""What an analyst asks of the cases of a record, and decides about them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from lagebild.record import CaseFilter, CaseSummary, ConflictError, NotFoundError, Store
from lagebild.record.deeds import Due
from lagebild.records import Commitment, Judgement, Ledger
from lagebild.weigh import review
from lagebild.weigh.acts import UNDATED, Act
from lagebild.weigh.commitments import ENDING, commitment, due_day, is_deed
from lagebild.weigh.ledger import ledger
from lagebild.weigh.weigher import Weigher, summary

MOST_DEEDS = 2000
"""Deeds that a list of commitments as of another day may hold, those told of last."""
DEEDS_AT_A_TIME = 60
"""Deeds whose lives are worked out together: a page is seldom longer."""
ID_LENGTH = 12
"""Characters of a case's id: a stretch of the id of the event that opened it."""


def find_cases(
    store: Store,
    wanted: CaseFilter,
    *,
    limit: int | None = 100,
    offset: int = 0,
    after: tuple[date | None, str] | None = None,
) -> list[CaseSummary]:
    """Cases, latest publication first; with ``as_of`` as they stood at that moment.

    ``after`` is last publication and id of the last one already seen.
    """
    if wanted.as_of is None:
        return store.cases.find(wanted, limit=limit, offset=offset, after=after)
    then = _stood(store, wanted, store.cases.known(wanted, wanted.as_of))
    if after:
        seen = (_later_first(after[0]), after[1])
        then = [found for found in then if (_later_first(found.last_published), found.id) > seen]
    return then[offset : None if limit is None else offset + limit]


def _stood(store: Store, wanted: CaseFilter, ids: Sequence[str]) -> list[CaseSummary]:
    """Those of some cases that fitted at the moment ``as_of``, latest publication first."""
    reports = store.cases.reports(ids, wanted.as_of)
    then = [
        found
        for case_id, told in reports.items()
        if len({report.document_id for report in told}) >= wanted.documents
        and _fits(found := summary(case_id, told), wanted)
    ]
    return sorted(then, key=lambda found: (_later_first(found.last_published), found.id))


def _fits(found: CaseSummary, wanted: CaseFilter) -> bool:
    """Whether a case as it once stood is wanted by its type, state and days."""
    return (
        wanted.type in (None, found.type)
        and (not wanted.states or found.state in wanted.states)
        and (wanted.since is None or (found.last_published or date.min) >= wanted.since)
        and (wanted.until is None or (found.first_published or date.max) <= wanted.until)
        and (wanted.changed_since is None or (found.last_change or date.min) >= wanted.changed_since)
    )


def _later_first(day: date | None) -> int:
    return 0 if day is None else -day.toordinal()


def find_ledger(store: Store, beginning: str, as_of: datetime | None = None) -> Ledger:
    """The ledger of the case whose id begins so, or that an event is in.

    :raises NotFoundError: no or several cases begin so, or nothing was known of it at that moment.
    """
    case_id = case_named(store, beginning, as_of)
    if found := find_ledgers(store, [case_id], as_of):
        return found[0]
    if as_of is None:
        raise NotFoundError(f"{case_id}: its events are in other cases now; `lagebild cases` lists ids")
    raise NotFoundError(f"{case_id}: nothing was known of this case at that time; ask for another one")


def find_ledgers(store: Store, case_ids: Sequence[str], as_of: datetime | None = None) -> list[Ledger]:
    """The ledgers of some cases, in their order; a case whose events are in others by now has none."""
    reports = store.cases.reports(case_ids, as_of)
    return [ledger(case_id, reports[case_id]) for case_id in case_ids if case_id in reports]


def case_named(store: Store, beginning: str, as_of: datetime | None = None) -> str:
    """The id of the case that begins so, or that the event with this id is in, or was in at a moment.

    :raises NotFoundError: none or several.
    """
    found = store.cases.complete(beginning) or store.cases.of_event(beginning, as_of)
    if found is None:
        raise NotFoundError(f"{beginning}: no single case has this id; `lagebild cases` lists ids")
    return found


def find_commitments(
    store: Store,
    wanted: CaseFilter,
    *,
    on: date | None = None,
    overdue: bool = False,
    limit: int | None = 100,
    after: tuple[date | None, str] | None = None,
) -> list[Commitment]:
    """Commitments as the reports until the day ``on`` tell them, the first to fall due first.

    ``after`` is due day and id of the last one already seen. ``overdue`` leaves only those whose day had passed by
    ``on`` (today if None) without the deed being reported.
    """
    day = on or date.today()
    found: list[Commitment] = []
    for deeds in _deeds(store, wanted, on, after=after, undone=overdue, before=day if overdue else None):
        made = _commitments(store, deeds, wanted.as_of, on)
        found += [one for one in made if not overdue or one.overdue(day)]
        if limit is not None and len(found) >= limit:
            break
    return found[:limit]


def fell_due(store: Store, since: date, on: date | None = None) -> list[Commitment]:
    """Commitments whose promised day lay between two days and passed without the deed being reported.

    The first to fall due comes first.
    """
    day = on or date.today()
    pages = _deeds(store, CaseFilter(), on, undone=True, since=since, before=day)
    return [made for deeds in pages for made in _commitments(store, deeds, None, on) if made.overdue(day)]


def _deeds(
    store: Store,
    wanted: CaseFilter,
    on: date | None,
    *,
    after: Due | None = None,
    undone: bool = False,
    since: date | None = None,
    before: date | None = None,
) -> Iterator[dict[str, list[Act]]]:
    """Cases of what was to be done, by id with their acts, the first to fall due first, some at a time.

    ``undone`` may leave out what somebody reports to have been done.
    """
    if on is None and wanted.as_of is None:
        while page := store.cases.due(
            wanted, limit=DEEDS_AT_A_TIME, after=after, undone=undone, since=since, before=before
        ):
            acts = _acts(store, [case_id for _, case_id in page], None, None)
            yield {case_id: acts[case_id] for _, case_id in page if case_id in acts}
            after = page[-1]
        return
    told = {case_id: acts for case_id, acts in _deeds_then(store, wanted, on).items() if is_deed(acts)}
    order = {case_id: due_day(acts) for case_id, acts in told.items()}
    left = [
        case_id
        for case_id, due in order.items()
        if (since is None or (due and due >= since))
        and (before is None or (due and due < before))
        and (after is None or _first_due(due, case_id) > _first_due(*after))
    ]
    left.sort(key=lambda case_id: _first_due(order[case_id], case_id))
    for at in range(0, len(left), DEEDS_AT_A_TIME):
        yield {case_id: told[case_id] for case_id in left[at : at + DEEDS_AT_A_TIME]}


def _deeds_then(store: Store, wanted: CaseFilter, on: date | None) -> Mapping[str, list[Act]]:
    """Acts of cases that may have been of something to be done on another day, of those told of last."""
    if wanted.as_of is None:
        until = min((day for day in (wanted.until, on) if day), default=None)
        ids = store.cases.deeds(replace(wanted, until=until), limit=MOST_DEEDS)
    else:
        known = store.cases.known(wanted, wanted.as_of, open_ended=True)
        ids = [case.id for case in _stood(store, wanted, known)][:MOST_DEEDS]
    return _acts(store, ids, wanted.as_of, on)


def _first_due(due: date | None, id_: str) -> tuple[date, str]:
    return due or date.max, id_


def _commitments(
    store: Store, deeds: Mapping[str, Sequence[Act]], as_of: datetime | None, on: date | None
) -> list[Commitment]:
    """The lives of some deeds, in their order; what is no deed, or has no life yet, is left out."""
    told_in: defaultdict[tuple[str, int | None], set[str]] = defaultdict(set)
    for each in store.cases.beside({act.document_id for deed in deeds.values() for act in deed}):
        told_in[each.document_id, None if each.type in ENDING else each.sentence].add(each.case_id)
    around = {
        case_id: set().union(*(told_in[act.document_id, at] for act in deed for at in (act.sentence, None)))
        for case_id, deed in deeds.items()
    }
    acts_of = _acts(store, sorted(set().union(*around.values())), as_of, on)
    found = []
    for case_id, deed in deeds.items():
        told = sorted((acts_of[i][0].event_id, i) for i in around[case_id] if i in acts_of)
        made = commitment(case_id, deed, {i: acts_of[i] for _, i in told}) if is_deed(deed) else None
        if made is not None:
            found.append(made)
    return found


def _acts(
    store: Store, case_ids: Sequence[str], as_of: datetime | None, on: date | None
) -> defaultdict[str, list[Act]]:
    """The acts of some cases; with ``on``, those that were published until that day."""
    found: defaultdict[str, list[Act]] = defaultdict(list)
    for case_id, row in store.cases.acts(case_ids, as_of):
        act = Act.from_dict(row)
        if on is None or UNDATED < act.published <= on.toordinal():
            found[case_id].append(act)
    return found


def split(
    store: Store, case: str, events: Sequence[str], *, made_by: str, reason: str | None = None
) -> Judgement:
    """Take events out of a case into one of their own; the beginning of an event's id will do.

    :raises NotFoundError: there is no such case, or an event is not in it.
    """
    case_id = case_named(store, case)
    inside = [m.event_id for m in store.cases.members(case_id)]
    moved = list(dict.fromkeys(_event_named(case_id, inside, event) for event in events))
    new = _free_id(store, min(moved))
    made = store.cases.judge("split", new, moved, made_by=made_by, reason=reason)
    Weigher(store).sum_up()
    return made


def _event_named(case_id: str, inside: Iterable[str], beginning: str) -> str:
    found = [event_id for event_id in inside if beginning and event_id.startswith(beginning)]
    if len(found) != 1:
        problem = "several events of" if found else "is no event of"
        raise NotFoundError(f"{beginning}: {problem} case {case_id}; `lagebild case {case_id}` lists them")
    return found[0]


def _free_id(store: Store, event_id: str) -> str:
    """An id for a new case; the beginning of the event's may be that of another already."""
    ids = (event_id[at : at + ID_LENGTH] for at in range(len(event_id)))
    return next(i for i in ids if not store.cases.members(i))


def merge(store: Store, into: str, other: str, *, made_by: str, reason: str | None = None) -> Judgement:
    """Put all events of one case into another.

    :raises NotFoundError: there is no such case.
    :raises ConflictError: both are one.
    """
    kept, gone = case_named(store, into), case_named(store, other)
    if kept == gone:
        raise ConflictError(f"{other}: is the same case as {into}; name two")
    events = [m.event_id for m in store.cases.members(gone)]
    made = store.cases.judge("merge", kept, events, made_by=made_by, reason=reason)
    Weigher(store).sum_up()
    return made


def undo(store: Store, number: int, *, made_by: str, reason: str | None = None) -> Judgement:
    """Put back what a judgement changed: events into the cases where they were, or an event as it was.

    :raises NotFoundError: there is no such judgement.
    :raises ConflictError: a later one touched these events again.
    """
    made = store.judging.judgement(number)
    if made.case_id is None:
        return review.undo(store, made, made_by=made_by, reason=reason)
    done = store.cases.judge(
        "undo", made.case_id, sorted(made.events), made_by=made_by, reason=reason, undoes=number,
        targets=store.cases.before(number),
    )  # fmt: skip
    Weigher(store).sum_up()
    return done
