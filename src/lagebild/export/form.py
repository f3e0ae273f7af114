"""An event as JSON, in the form of the codebook (section 5) with offsets in the document."""

from typing import Any

from lagebild.records import Actor, Amount, Event, Filler, Place, Source, Span, Time
from lagebild.reference.codebook import quad, score

Json = dict[str, Any]


def to_json(event: Event, text: str | None = None) -> Json:
    """The form that ``lagebild code`` writes and gold sets are scored in.

    An event does not keep the words of its cues; they are filled in if the document's ``text`` is given.
    """
    return {
        "trigger": {"text": event.trigger_text, **_offsets(event.trigger)},
        "type": event.type.value,
        "quad": quad(event.type.value),
        "score": score(event.type.value),
        "mode": event.mode,
        "context": list(event.contexts),
        "actor": [_actor(actor) for actor in event.actors],
        "recipient": [_actor(actor) for actor in event.recipients],
        "object": [_filler(filler) for filler in event.objects],
        "framework": [{**_filler(f), "name": f.name, "kind": f.kind} for f in event.frameworks],
        "place": [_place(place) for place in event.places],
        "time": [{**_filler(time), "value": time.value} for time in event.times],
        "amount": [{**_filler(a), "value": a.value, "bound": a.bound} for a in event.amounts],
        "modality": event.modality.value,
        "negated": event.negated,
        "sources": [_source(source, text) for source in event.sources],
        "confidence": round(event.confidence, 4),
    }


def record_json(event: Event, text: str | None = None) -> Json:
    """``to_json`` with what tells where an event of the record comes from."""
    return {
        "id": event.id,
        "document_id": event.document_id,
        "model": event.model,
        "sentence": _words(event.sentence, text),
        **to_json(event, text),
    }


def _offsets(span: Span | None) -> Json:
    return {"start": span.start if span else None, "end": span.end if span else None}


def _filler(filler: Filler | Place | Time | Amount) -> Json:
    return {"text": filler.text, **_offsets(filler.span)}


def _actor(actor: Actor) -> Json:
    return {
        "text": actor.text,
        **_offsets(actor.span),
        "code": actor.code,
        "name": actor.name,
        "inferred": actor.inferred,
        "confidence": round(actor.confidence, 4),
        "office": actor.office,
        "others": [
            {"code": o.code, "name": o.name, "confidence": round(o.confidence, 4)} for o in actor.others
        ],
    }


def _place(place: Place) -> Json:
    return {
        **_filler(place),
        "country": place.country,
        "name": place.name,
        "geonameid": place.geonameid,
        "latitude": place.latitude,
        "longitude": place.longitude,
    }


def _words(span: Span, text: str | None) -> Json:
    return {"text": None if text is None else span.of(text), **_offsets(span)}


def _source(source: Source, text: str | None) -> Json:
    return {
        **_actor(source),
        "cue": _words(source.cue, text) if source.cue else None,
        "stance": source.stance.value,
    }
