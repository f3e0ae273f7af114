"""How often people found the model right: events that they accepted, corrected or rejected, and those they added.

Who judges picks what to judge, the queue the most doubtful: the shares are of the judged events, not of all.
What the model missed is only known where somebody looked for it. Nobody says so of a document, so recall is of those
readings whose every event has been judged, and an upper bound: what no reader of them missed.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import sqrt

from lagebild.record import EVENT_KINDS, Store
from lagebild.records import Event, Judgement
from lagebild.weigh.fields import ATTRIBUTES, plain

Z = 1.96
"""Of the normal distribution, for intervals that hold 95 times in 100."""
ALWAYS = frozenset({"trigger", "type", "modality", "negated"})
"""Fields that every event has; the others are only asked about where the model or the person has something."""


@dataclass(slots=True)
class Verdict:
    """What people made of one event that a model read, or missed and somebody ``added``.

    ``changes`` go from what it said first to what stands now.
    """

    event_id: str
    added: bool = False
    rejected: bool = False
    changes: dict[str, tuple[object, object]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Share:
    """``right`` out of ``judged`` with Wilson's 95 % interval; an interval of 0 to 1 where nothing was judged."""

    right: int
    judged: int

    @property
    def value(self) -> float | None:
        return self.right / self.judged if self.judged else None

    @property
    def interval(self) -> tuple[float, float]:
        if not self.judged:
            return 0.0, 1.0
        n, p = self.judged, self.right / self.judged
        middle = (p + Z * Z / (2 * n)) / (1 + Z * Z / n)
        half = Z / (1 + Z * Z / n) * sqrt(p * (1 - p) / n + Z * Z / (4 * n * n))
        return max(0.0, middle - half), min(1.0, middle + half)


@dataclass(frozen=True, slots=True)
class Precision:
    """``events``: the text tells of the event at all; ``types``: by the model's type, event and type right.

    ``fields`` are of the events that were not rejected.
    ``added`` are all events that a model missed; ``recall`` is the share that it found of the events in ``readings``,
    those that it made of a document and of which every event was judged.
    """

    accepted: int
    corrected: int
    rejected: int
    events: Share
    types: Mapping[str, Share]
    fields: Mapping[str, Share]
    added: int
    recall: Share
    readings: int
    models: tuple[str, ...]


def precision(store: Store) -> Precision:
    """What the judgements in force say of the events that models read."""
    found = verdicts(store.cases.judgements())
    events = {event.id: event for event in store.events_by_id(sorted(found))}
    known = [found[event_id] for event_id in events if not found[event_id].added]
    missed = [events[i] for i, verdict in found.items() if verdict.added and not verdict.rejected]
    recall, readings = _recall(store, found, events.values(), missed)
    kept = [verdict for verdict in known if not verdict.rejected]
    corrected = sum(bool(verdict.changes) for verdict in kept)
    return Precision(
        accepted=len(kept) - corrected,
        corrected=corrected,
        rejected=len(known) - len(kept),
        events=Share(len(kept), len(known)),
        types=_by_type(known, events),
        fields={name: _of_field(name, kept, events) for name in ATTRIBUTES},
        added=len(missed),
        recall=recall,
        readings=readings,
        models=tuple(sorted({event.model for event in events.values()})),
    )


def verdicts(judgements: Sequence[Judgement]) -> dict[str, Verdict]:
    """By the id of the event as the model read it, or as it was added; what was undone does not count."""
    undone = {j.undoes for j in judgements}
    found: dict[str, Verdict] = {}
    origin: dict[str, str] = {}
    for made in judgements:
        if made.kind not in EVENT_KINDS or made.number in undone:
            continue
        read = origin.get(made.events[0], made.events[0])
        verdict = found.setdefault(read, Verdict(read))
        verdict.added |= made.kind == "add"
        verdict.rejected = made.kind == "reject"
        if made.kind == "correct":
            origin[made.events[1]] = read
            for name, change in (made.changes or {}).items():
                first = verdict.changes.get(name, (change["before"], None))[0]
                verdict.changes[name] = first, change["after"]
                if first == change["after"]:  # corrected, and then back again
                    del verdict.changes[name]
    return found


def _recall(
    store: Store, found: Mapping[str, Verdict], judged: Iterable[Event], missed: Sequence[Event]
) -> tuple[Share, int]:
    """What models found of the events of those readings in which nothing was left unjudged, and how many these are."""
    right = of = readings = 0
    for document_id, model in sorted({(event.document_id, event.model) for event in judged}):
        number = next(r.number for r in store.readings(document_id) if r.model == model)
        read = [found.get(event.id) for event in store.events_of_reading(document_id, number)]
        if None in read:
            continue
        kept = sum(not verdict.rejected for verdict in read if verdict)
        readings += 1
        right += kept
        of += kept + sum((e.document_id, e.model) == (document_id, model) for e in missed)
    return Share(right, of), readings


def _by_type(known: Sequence[Verdict], events: Mapping[str, Event]) -> dict[str, Share]:
    types = {verdict.event_id: events[verdict.event_id].type.value for verdict in known}
    right = [types[v.event_id] for v in known if not v.rejected and "type" not in v.changes]
    judged = list(types.values())
    return {kind: Share(right.count(kind), judged.count(kind)) for kind in sorted(set(judged))}


def _of_field(name: str, kept: Sequence[Verdict], events: Mapping[str, Event]) -> Share:
    asked = [
        verdict
        for verdict in kept
        if name in ALWAYS
        or name in verdict.changes
        or plain(getattr(events[verdict.event_id], ATTRIBUTES[name])) not in (None, [])
    ]
    return Share(sum(name not in verdict.changes for verdict in asked), len(asked))
