"""Cases, ledgers, commitments and judgements as JSON; every event id opens the sentence that proves it."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from lagebild.export.spans import evidence as spans_of
from lagebild.language.sentences import document_sentences
from lagebild.record import CaseSummary, Store
from lagebild.records import Commitment, Document, Event, Judgement, Ledger, Membership, Position, Span
from lagebild.weigh.acts import label_of

Json = dict[str, Any]


def case_json(summary: CaseSummary, about: Event | None = None) -> Json:
    """A line of the list; ``about`` is an event that shows what the case is of."""
    return {
        "id": summary.id,
        "type": summary.type.value,
        "state": summary.state.value,
        "reality": summary.reality.value,
        "events": summary.events,
        "documents": summary.documents,
        "origins": summary.origins,
        "first_published": _day(summary.first_published),
        "last_published": _day(summary.last_published),
        "last_change": _day(summary.last_change),
        "actors": _codes(about.actors) if about else [],
        "recipients": _codes(about.recipients) if about else [],
        "words": label_of(about) if about else None,
        "event_id": about.id if about else None,
    }


def ledger_json(
    ledger: Ledger,
    events: Mapping[str, Event],
    documents: Mapping[str, Document],
    members: Sequence[Membership] = (),
) -> Json:
    """The whole ledger; ``members`` tell why each event is in the case."""

    def position(one: Position | None) -> Json | None:
        return None if one is None else position_json(one, events, documents)

    return {
        "id": ledger.case_id,
        "state": ledger.state.value,
        "reality": ledger.reality.value,
        "first_claim": position(ledger.first_claim),
        "first_denial": position(ledger.first_denial),
        "last_change": _day(ledger.last_change),
        "positions": [position(one) for one in ledger.positions],
        "origins": [
            {
                "label": origin.label,
                "kind": origin.kind.value,
                "events": list(origin.event_ids),
                "documents": list(origin.document_ids),
                "why": list(origin.why),
            }
            for origin in ledger.origins
        ],
        "members": [
            {
                "event_id": member.event_id,
                "since": member.since.isoformat(timespec="seconds") + "Z",
                "linked_to": member.linked_to,
                "score": member.score,
                "parts": dict(member.parts or {}),
                "judgement": member.judgement,
            }
            for member in members
        ],
    }


def position_json(one: Position, events: Mapping[str, Event], documents: Mapping[str, Document]) -> Json:
    """A position with the sentence that proves it."""
    event, document = events[one.event_id], documents[one.document_id]
    return {
        "holder": one.holder,
        "code": one.code,
        "stance": one.stance.value,
        "modality": one.modality.value,
        "negated": one.negated,
        "published": _day(one.published),
        "known": one.known.isoformat(timespec="seconds") + "Z",
        "publisher": one.publisher,
        "chain": list(one.chain),
        "event_id": one.event_id,
        "document_id": one.document_id,
        **_sentence(proof(one, event, document), event, document),
    }


def proof(one: Position, event: Event, document: Document) -> Span:
    """The sentence in which a position is taken: the event's own, or the later one in which somebody denies it."""
    cues = (s.cue for s in event.sources if s.cue and (s.code, s.stance) == (one.code, one.stance))
    cue = next(cues, None)
    if cue is None or cue.overlaps(event.sentence):
        return event.sentence
    return next((s for s in document_sentences(document) if s.contains(cue)), event.sentence)


def about_json(event: Event) -> Json:
    """What a case is of, as told by the event that opened it."""
    return {
        "type": event.type.value,
        "actors": _codes(event.actors),
        "recipients": _codes(event.recipients),
        "words": label_of(event),
        "event_id": event.id,
    }


def commitment_json(
    commitment: Commitment,
    events: Mapping[str, Event] | None = None,
    documents: Mapping[str, Document] | None = None,
) -> Json:
    """``events`` and ``documents`` go by id; with them each step has its sentence, as far as they hold its event."""
    events, documents = events or {}, documents or {}
    return {
        "id": commitment.id,
        "by": list(commitment.by),
        "to": list(commitment.to),
        "what": commitment.what,
        "due": _day(commitment.due),
        "stage": commitment.stage.value,
        "reopened": commitment.reopened,
        "steps": [
            {
                "stage": step.stage.value,
                "published": _day(step.published),
                "event_id": step.event_id,
                "case_id": step.case_id,
                **_step_proof(events.get(step.event_id), documents),
            }
            for step in commitment.steps
        ],
        "cases": list(commitment.cases),
    }


def judgement_json(judgement: Judgement) -> Json:
    return {
        "number": judgement.number,
        "kind": judgement.kind,
        "made_by": judgement.made_by,
        "made_at": judgement.made_at.isoformat(timespec="seconds") + "Z",
        "case_id": judgement.case_id,
        "events": list(judgement.events),
        "reason": judgement.reason,
        "undoes": judgement.undoes,
        "changes": None if judgement.changes is None else dict(judgement.changes),
    }


def evidence(store: Store, *ledgers: Ledger) -> tuple[dict[str, Event], dict[str, Document]]:
    """The events and documents that the positions of ledgers refer to, by id."""
    positions = [position for ledger in ledgers for position in ledger.positions]
    events = {e.id: e for e in store.events_by_id(sorted({p.event_id for p in positions}))}
    documents = {i: store.document(i) for i in sorted({p.document_id for p in positions})}
    return events, documents


def step_evidence(
    store: Store, commitments: Iterable[Commitment]
) -> tuple[dict[str, Event], dict[str, Document]]:
    """The events that moved some commitments, and their documents, by id."""
    steps = {step.event_id for commitment in commitments for step in commitment.steps}
    events = {e.id: e for e in store.events_by_id(sorted(steps))}
    return events, {i: store.document(i) for i in sorted({e.document_id for e in events.values()})}


def examples(
    store: Store, summaries: Sequence[CaseSummary], as_of: datetime | None = None
) -> dict[str, Event]:
    """For each case the event that opened it, among those known at a moment."""
    members = {s.id: store.cases.members(s.id, as_of) for s in summaries}
    first = {case_id: found[0].event_id for case_id, found in members.items() if found}
    events = {e.id: e for e in store.events_by_id(sorted(first.values()))}
    return {case_id: events[event_id] for case_id, event_id in first.items() if event_id in events}


def _sentence(sentence: Span, event: Event, document: Document) -> Json:
    """A sentence and where in it the fields of an event stand; all offsets count in the document."""
    return {
        "sentence": {"text": sentence.of(document.text), "start": sentence.start, "end": sentence.end},
        "marks": [
            {"role": role, "start": span.start, "end": span.end}
            for role, span in spans_of(event)
            if sentence.contains(span)
        ],
    }


def _step_proof(event: Event | None, documents: Mapping[str, Document]) -> Json:
    if event is None:
        return {}
    document = documents[event.document_id]
    return {"document_id": document.id, **_sentence(event.sentence, event, document)}


def _codes(actors: Sequence[Any]) -> list[Json]:
    return [{"code": actor.code, "name": actor.name} for actor in actors]


def _day(day: Any) -> str | None:
    return None if day is None else day.isoformat()
