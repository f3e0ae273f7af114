"""The form in which NGEC, PLOVER's own coder, puts events out: one JSON object a line.

``event_text`` is the sentence, and ``qa_start_char`` counts in it, as in NGEC. What NGEC has no key for stands under
``lagebild``: the whole event in our own form, with offsets in the document.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

from lagebild.export.about import About, Pair
from lagebild.export.codes import country, sector, state
from lagebild.export.form import Json, record_json
from lagebild.export.jsonl import line
from lagebild.export.polecat import day_of, event_date
from lagebild.export.quotes import Claim, Fault, Quote, Row, claims_of_lines, quotes_in
from lagebild.records import Actor, Document, Event, Filler, Place, Time

UNDATED = "<No date detected--using publication date>"
"""NGEC's words where a text gives no day."""

_ATTRIBUTES = ("ACTOR", "RECIP", "LOC", "DATE")


def encode(found: Iterable[Pair], about: About) -> Iterator[bytes]:
    for document, event in found:
        yield line(plover_json(document, event))


def claims(path: Path) -> Iterator[Claim | Fault]:
    return claims_of_lines(path, _claim)


def plover_json(document: Document, event: Event) -> Json:
    """An event as NGEC writes it. What only NGEC's models give (``wiki``, ``qa_score`` of an answer) is left out."""
    published = document.published.isoformat() if document.published else None
    time = event_date(event)
    return {
        "id": event.id,
        "story_id": event.document_id,
        "headline": document.title,
        "publisher": document.publisher,
        "pub_date": published,
        "event_text": event.sentence.of(document.text),
        "event_type": event.type.value,
        "event_mode": [event.mode] if event.mode else [],
        "contexts": list(event.contexts),
        "attributes": {
            "ACTOR": [_actor(actor, event) for actor in event.actors],
            "RECIP": [_actor(actor, event) for actor in event.recipients],
            "LOC": [_words(place, event) for place in event.places],
            "DATE": [_words(time, event) for time in event.times],
        },
        "event_geolocation": _geolocation(event),
        "date_resolved": day_of(time, published),
        "date_raw": time.text if time else UNDATED,
        "version": event.model,
        "lagebild": record_json(event, document.text),
    }


def _words(filler: Actor | Filler | Place | Time, event: Event) -> Json:
    """Words with their offsets in the sentence; both are missing where the sentence does not contain them."""
    if filler.span is None:
        return {"text": ""}
    start, end = filler.span.start - event.sentence.start, filler.span.end - event.sentence.start
    return {"text": filler.text, "qa_start_char": start, "qa_end_char": end}


def _actor(actor: Actor, event: Event) -> Json:
    found = state(actor.code)
    return {
        **_words(actor, event),
        "wiki": "",
        "country": country(actor.code) or "",
        "country_name": found.name if found else "",
        "code_1": sector(actor.code) or "",
        "code_2": "",
        "score": round(actor.confidence, 4),
    }


def _geolocation(event: Event) -> Json:
    found = next((place for place in event.places if place.latitude is not None), None)
    if found is None:
        return {"reason": "no place with coordinates", "geo": None}
    geo = {
        "country_code3": found.country,
        "resolved_placename": found.name,
        "search_placename": found.text,
        "geonameid": None if found.geonameid is None else str(found.geonameid),
        "lat": found.latitude,
        "lon": found.longitude,
        "start_char": found.span.start - event.sentence.start,
        "end_char": found.span.end - event.sentence.start,
    }
    return {"reason": "the gazetteer's entry", "geo": geo}


def _claim(row: Row) -> tuple[str, tuple[Quote, ...]]:
    """Quotes of our own form, and those of NGEC's keys counted from the sentence."""
    own = row["lagebild"]
    sentence = own["sentence"]["start"]
    quotes = [*quotes_in(own), Quote("event_text", row["event_text"], sentence, own["sentence"]["end"])]
    for name in _ATTRIBUTES:
        for words in row["attributes"][name]:
            if "qa_start_char" in words:
                start, end = sentence + words["qa_start_char"], sentence + words["qa_end_char"]
                quotes.append(Quote(name, words["text"], start, end))
    return row["story_id"], tuple(quotes)
