"""An answer to a question as JSON: how it was read, events with their words, passages with offsets."""

from collections.abc import Mapping, Sequence

from lagebild.export.form import Json, record_json
from lagebild.record import Store
from lagebild.record.answers import Answer
from lagebild.record.search import Passage
from lagebild.records import Document, Event


def answer_json(answer: Answer, events: Sequence[Event], documents: Mapping[str, Document]) -> Json:
    """``events`` in the order of the answer; ``documents`` are theirs and those of the passages, by id.

    ``without`` names what of the reading was given up because nothing fitted all of it.
    """
    return {
        "question": answer.question.as_dict(),
        "read_as": [{"label": label, "value": value} for label, value in answer.question.reading],
        "without": list(answer.without),
        "events": [
            {**record_json(event, documents[event.document_id].text), **_where(documents[event.document_id])}
            for event in events
        ],
        "passages": [passage_json(p, documents[p.document_id]) for p in answer.passages],
    }


def evidence(store: Store, answer: Answer) -> tuple[list[Event], dict[str, Document]]:
    """The events of an answer, best first, and by id the documents that they and the passages stand in."""
    known = {event.id: event for event in store.events_by_id(answer.event_ids)}
    events = [known[event_id] for event_id in answer.event_ids if event_id in known]
    ids = {event.document_id for event in events} | {passage.document_id for passage in answer.passages}
    return events, {document_id: store.document(document_id) for document_id in sorted(ids)}


def passage_json(passage: Passage, document: Document) -> Json:
    """``complete`` is false where the sentence lacks a word of the query."""
    return {
        "document_id": passage.document_id,
        "text": passage.text,
        "start": passage.span.start,
        "end": passage.span.end,
        "score": round(passage.score, 4),
        "complete": passage.complete,
        **_where(document),
    }


def _where(document: Document) -> Json:
    return {
        "published": document.published.isoformat() if document.published else None,
        "publisher": document.publisher,
        "title": document.title,
    }
