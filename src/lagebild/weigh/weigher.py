"""Puts the events of a record into cases, a document at a time, and keeps the cases' ledgers up to date."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from lagebild.record import CaseSummary, EventFilter, Store
from lagebild.records import EventType, Ledger, Membership, Report
from lagebild.weigh.acts import Act, act_of
from lagebild.weigh.commitments import due_by, is_deed, is_done
from lagebild.weigh.ledger import ledger
from lagebild.weigh.linking import MEMBERS_SEEN, Linked, link
from lagebild.weigh.marks import marks_of, signature_of

ACTS_HELD = 50_000
"""Acts kept in memory between documents: some 200 MB."""

AHEAD = 500
"""Documents, or cases, looked up at a time."""


class Weigher:
    """One instance a process. Several may work on one record: what another has weighed is left alone."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._acts: dict[str, Act] = {}

    def pending(self) -> Iterator[str]:
        """Weigh what has not been weighed; yields the id of each document when that is stored."""
        while ids := self._store.weighing.unweighed(AHEAD):
            for document_id in ids:
                self.weigh(document_id)
                yield document_id
        self.sum_up()

    def weigh(self, document_id: str) -> None:
        """Put the events of one document into cases; the rest of the record is not recoded."""
        weighing = self._store.weighing
        document = self._store.document(document_id)
        acts = [act_of(e, document) for e in self._store.events(EventFilter(document_id=document_id))]
        asks: defaultdict[str, set[int]] = defaultdict(set)
        for act in acts:
            for key in act.asks():
                asks[key].add(act.day)
        around = self._held(weighing.around(asks, MEMBERS_SEEN))
        since = weighing.known_since(document_id)
        linked = [_membership(found, since) for found in link(acts, around, weighing.judged(around))]
        weighing.put(
            document_id,
            linked,
            {act.event_id: (act.to_dict(), act.keys(), act.day) for act in acts},
            {"agencies": sorted(marks_of(document)), "signature": signature_of(document)},
        )

    def place(self, act: Act) -> Membership:
        """The case that an act belongs to which came after its document was weighed; other acts stay where they are.

        ``since`` is left to who stores it.
        """
        around = self._held(self._store.weighing.around({key: [act.day] for key in act.asks()}, MEMBERS_SEEN))
        (found,) = link([act], around, around)
        return _membership(found, datetime.min)

    def _held(self, cases: Mapping[str, Sequence[str]]) -> dict[str, list[Act]]:
        """The acts of some cases; those looked at lately need not be read again."""
        if len(self._acts) > ACTS_HELD:
            self._acts.clear()
        missing = sorted({i for ids in cases.values() for i in ids if i not in self._acts})
        for event_id, row in self._store.weighing.acts(missing).items():
            self._acts[event_id] = Act.from_dict(row)
        return {case_id: [self._acts[i] for i in ids] for case_id, ids in cases.items()}

    def sum_up(self) -> None:
        """Note what the ledgers of all cases say that have changed."""
        while ids := self._store.weighing.unsummarised(AHEAD):
            reports = self._store.cases.reports(ids)
            summaries = []
            origins: dict[str, int] = {}
            for case_id, found in reports.items():
                weighed = ledger(case_id, found)
                summaries.append(_summary(weighed, found))
                origins |= {i: n for n, origin in enumerate(weighed.origins) for i in origin.event_ids}
            if not self._store.weighing.summarise(summaries, origins):
                break  # another process is changing these very cases; it will sum them up


def summary(case_id: str, reports: Sequence[Report]) -> CaseSummary:
    """What the list of cases tells of one."""
    return _summary(ledger(case_id, reports), reports)


def _summary(found: Ledger, reports: Sequence[Report]) -> CaseSummary:
    types = [r.type for r in reports]
    days = sorted(r.published for r in reports if r.published)
    return CaseSummary(
        found.case_id,
        EventType(max(sorted(set(types)), key=types.count)),
        found.state,
        found.reality,
        len(reports),
        len({r.document_id for r in reports}),
        len(found.origins),
        days[0] if days else None,
        days[-1] if days else None,
        found.last_change,
        is_deed(reports),
        is_done(reports),
        due_by(reports),
    )


def _membership(found: Linked, since: datetime) -> Membership:
    like = found.likeness
    return Membership(
        found.case_id,
        found.act.event_id,
        since,
        found.linked_to,
        round(like.probability, 3) if like else 1.0,
        like.parts if like else None,
    )
