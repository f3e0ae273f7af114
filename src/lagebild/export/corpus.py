"""Judged sentences as training text, in the form of ``training/corpus`` (codebook, section 5).

A sentence is written if every event that was read in it has been judged: an event that nobody has looked at would
teach the model its own mistakes. What the model missed is missing here too, unless somebody added it.
"""

import json
from collections.abc import Iterator
from typing import TextIO

from lagebild.export.form import Json
from lagebild.record import EventFilter, Store
from lagebild.records import Actor, BlockKind, Document, Event, Source, Span
from lagebild.weigh.judged import verdicts

NAME = "judged"
"""Begins the ids of the documents; a running number ends them, by which the training keeps some out."""


def write_corpus(store: Store, stream: TextIO) -> tuple[int, int]:
    """Write a line a document that has a judged sentence; returns how many documents and sentences."""
    documents = sentences = 0
    for document_id in _judged_documents(store):
        written = corpus_document(store, document_id, f"{NAME}-{documents + 1:03d}")
        if written is None:
            continue
        stream.write(json.dumps(written, ensure_ascii=False) + "\n")
        documents += 1
        sentences += len(written["sentences"])
    return documents, sentences


def corpus_document(store: Store, document_id: str, name: str) -> Json | None:
    """The judged sentences of a document in the order of the text; None if there are none."""
    document = store.document(document_id)
    number = store.readings(document_id)[-1].number
    read = store.events_of_reading(document_id, number)
    wanted = EventFilter(document_id=document_id)
    standing = store.events(wanted)
    lines = store.judging.queue(wanted, judged=True, limit=len(standing))
    judged = {line.event_id for line in lines if line.judged}
    withdrawn = {event.id for event in read} - {event.id for event in standing}
    found: list[Json] = []
    for sentence in sorted({event.sentence for event in (*read, *standing)}):
        inside = [event for event in standing if event.sentence == sentence]
        if all(event.id in judged for event in inside) and (
            inside or any(event.id in withdrawn for event in read if event.sentence == sentence)
        ):
            found.append(_sentence(document, sentence, inside))
    if not found:
        return None
    return {
        "id": name,
        "published": document.published.isoformat() if document.published else None,
        "genre": document.kind,
        "publisher": document.publisher,
        "sentences": found,
    }


def _judged_documents(store: Store) -> Iterator[str]:
    found = verdicts(store.cases.judgements())
    yield from sorted({event.document_id for event in store.events_by_id(sorted(found))})


def _sentence(document: Document, sentence: Span, events: list[Event]) -> Json:
    title = any(b.kind is BlockKind.TITLE and b.span.contains(sentence) for b in document.blocks)
    ordered = sorted(events, key=lambda event: event.trigger)
    text = sentence.of(document.text)
    return {"text": text, "title": title, "events": [_event(event, document.text) for event in ordered]}


def _event(event: Event, text: str) -> Json:
    inside = _Inside(event.sentence, text)
    return {
        "trigger": inside.at(event.trigger),
        "type": event.type.value,
        "mode": event.mode,
        "context": list(event.contexts),
        "actor": [inside.actor(actor) for actor in event.actors],
        "recipient": [inside.actor(actor) for actor in event.recipients],
        "object": [inside.at(filler.span) for filler in event.objects],
        "framework": [inside.at(filler.span) for filler in event.frameworks],
        "place": [{**inside.at(place.span), "country": place.country} for place in event.places],
        "time": [{**inside.at(time.span), "value": time.value} for time in event.times],
        "amount": [{**inside.at(amount.span), "value": amount.value} for amount in event.amounts],
        "modality": event.modality.value,
        "negated": event.negated,
        "sources": [inside.source(source) for source in event.sources],
    }


class _Inside:
    """Offsets within a sentence; what stands elsewhere is not said in it."""

    def __init__(self, sentence: Span, text: str) -> None:
        self._sentence, self._text = sentence, text

    def at(self, span: Span | None) -> Json:
        if span is None or not self._sentence.contains(span):
            return {"text": None, "start": None, "end": None}
        first = self._sentence.start
        return {"text": span.of(self._text), "start": span.start - first, "end": span.end - first}

    def actor(self, actor: Actor) -> Json:
        return {**self.at(actor.span), "code": actor.code, "name": actor.name}

    def source(self, source: Source) -> Json:
        cue = self.at(source.cue)
        return {**self.actor(source), "cue": cue if cue["text"] else None, "stance": source.stance.value}
