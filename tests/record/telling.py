"""Tiny reports for the tests of cases: a document in one call, an event of it by its words."""

import re
from collections.abc import Sequence
from datetime import date
from hashlib import sha256
from typing import Any

from making import MODEL, make_document, span_of

from lagebild.records import Actor, Document, Event, EventType, Filler, Modality, Source, Span, Stance, Time

_END = re.compile(r"(?<!\d)\.(?:\s|$)")
Party = str | tuple[str, str]
"""A code, or code and name."""


def document(
    text: str, published: str | None = "2024-05-04", publisher: str = "Küstenbote", **fields: Any
) -> Document:
    day = date.fromisoformat(published) if published else None
    return make_document(text, published=day, publisher=publisher, **fields)


def event(
    told: Document,
    trigger: str,
    type: str = "CONSULT",
    by: Sequence[Party] = (),
    to: Sequence[Party] = (),
    *,
    what: str | None = None,
    time: tuple[str, str] | None = None,
    modality: str = "actual",
    said_by: Sequence[tuple[Party, str]] = (),
    **fields: Any,
) -> Event:
    """``time`` is words and value, ``said_by`` parties with stances; ``type`` may have a mode (``CONSULT.phone``)."""
    kind, _, mode = type.partition(".")
    at = span_of(told.text, trigger)
    parts = "\0".join((told.id, trigger, kind))
    given: dict[str, Any] = {
        "id": sha256(parts.encode()).hexdigest()[:24],
        "document_id": told.id,
        "sentence": _sentence(told.text, at),
        "trigger": at,
        "trigger_text": trigger,
        "type": EventType(kind),
        "mode": mode or None,
        "contexts": (),
        "actors": tuple(Actor(None, None, *_party(each), inferred=True) for each in by),
        "recipients": tuple(Actor(None, None, *_party(each), inferred=True) for each in to),
        "objects": (Filler(span_of(told.text, what), what),) if what else (),
        "frameworks": (),
        "places": (),
        "times": (Time(span_of(told.text, time[0]), *time),) if time else (),
        "amounts": (),
        "modality": Modality(modality),
        "negated": False,
        "sources": tuple(
            Source(None, None, *_party(each), inferred=True, stance=Stance(stance))
            for each, stance in said_by
        ),
        "confidence": 0.9,
        "model": MODEL,
    }
    return Event(**{**given, **fields})


def _party(given: Party) -> tuple[str, str | None]:
    return (given, None) if isinstance(given, str) else given


def _sentence(text: str, at: Span) -> Span:
    ends = [m.end() for m in _END.finditer(text)]
    start = max((end for end in ends if end <= at.start), default=0)
    return Span(start, min((end for end in ends if end >= at.end), default=len(text)))
