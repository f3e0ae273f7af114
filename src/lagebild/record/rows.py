"""Records to rows and back, without loss: what is read from the tables equals what was put in."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import RowMapping

from lagebild.errors import RecordError
from lagebild.record.tallies import told_day
from lagebild.records import (
    Actor,
    Alternative,
    Amount,
    Block,
    BlockKind,
    Document,
    Event,
    EventType,
    Filler,
    Framework,
    Modality,
    Place,
    Source,
    Span,
    Stance,
    Time,
)


class EvidenceError(RecordError):
    """An event does not fit the text that it was read in; nothing of its reading is stored."""


Row = RowMapping | Mapping[str, Any]


@dataclass(slots=True)
class EventRows:
    """The rows of one or more events, a list for each table."""

    events: list[dict[str, Any]] = field(default_factory=list)
    spans: list[dict[str, Any]] = field(default_factory=list)
    actors: list[dict[str, Any]] = field(default_factory=list)
    frameworks: list[dict[str, Any]] = field(default_factory=list)


def document_row(document: Document, added_at: datetime) -> dict[str, Any]:
    return {
        "id": document.id,
        "text": document.text,
        "published": document.published,
        "publisher": _storable(document.publisher),
        "title": _storable(document.title),
        "language": document.language,
        "kind": document.kind,
        "origin": _storable(document.origin),
        "blocks": [[block.kind.value, block.span.start, block.span.end] for block in document.blocks],
        "added_at": added_at,
    }


def document_from(row: Row) -> Document:
    return Document(
        id=row["id"],
        text=row["text"],
        published=row["published"],
        publisher=row["publisher"],
        title=row["title"],
        language=row["language"],
        kind=row["kind"],
        origin=row["origin"],
        blocks=tuple(Block(BlockKind(kind), Span(start, end)) for kind, start, end in row["blocks"]),
    )


def rows_of(document: Document, events: Iterable[Event], reading: int, first: int = 0) -> EventRows:
    """The rows of a reading's events; ``first`` is the ordinal of the first of them.

    :raises EvidenceError: a span does not hold the words that the event says are there.
    """
    rows = EventRows()
    for ordinal, event in enumerate(events, first):
        rows.events.append(
            {
                "id": event.id,
                "document_id": document.id,
                "reading": reading,
                "ordinal": ordinal,
                "type": event.type.value,
                "mode": event.mode,
                "modality": event.modality.value,
                "negated": event.negated,
                "confidence": event.confidence,
                "sentence_start": event.sentence.start,
                "sentence_stop": event.sentence.end,
                "details": {
                    "contexts": event.contexts,
                    "places": [place.country for place in event.places],
                    "gazetteer": [
                        [place.name, place.geonameid, place.latitude, place.longitude]
                        for place in event.places
                    ],
                    "times": [time.value for time in event.times],
                    "amounts": [amount.value for amount in event.amounts],
                    "bounds": [amount.bound for amount in event.amounts],
                },
                "vector": event.vector or None,
                "day": told_day((time.value for time in event.times), document.published),
            }
        )
        rows.actors.extend(_actor_rows(event))
        rows.frameworks.extend(
            {"event_id": event.id, "ordinal": i, "name": framework.name, "kind": framework.kind}
            for i, framework in enumerate(event.frameworks)
            if framework.name
        )
        rows.spans.extend(_span_rows(document, event))
    return rows


def _actor_rows(event: Event) -> Iterable[dict[str, Any]]:
    groups: tuple[tuple[str, Sequence[Actor]], ...] = (
        ("actor", event.actors),
        ("recipient", event.recipients),
        ("source", event.sources),
    )
    for role, actors in groups:
        for ordinal, actor in enumerate(actors):
            country, _, sector = actor.code.partition(" ")
            yield {
                "event_id": event.id,
                "role": role,
                "ordinal": ordinal,
                "code": actor.code,
                "country": country,
                "sector": sector or None,
                "name": actor.name,
                "text": actor.text if actor.span is None else None,
                "stance": actor.stance.value if isinstance(actor, Source) else None,
                "inferred": actor.inferred,
                "confidence": actor.confidence,
                "office": actor.office,
                "others": [[other.code, other.name, other.confidence] for other in actor.others],
            }


def _span_rows(document: Document, event: Event) -> Iterable[dict[str, Any]]:
    found: list[tuple[str, int, Span, str | None]] = [("trigger", 0, event.trigger, event.trigger_text)]
    fields: tuple[tuple[str, Sequence[Actor | Filler | Place | Time | Amount]], ...] = (
        ("actor", event.actors),
        ("recipient", event.recipients),
        ("source", event.sources),
        ("object", event.objects),
        ("framework", event.frameworks),
        ("place", event.places),
        ("time", event.times),
        ("amount", event.amounts),
    )
    for name, fillers in fields:
        found.extend((name, i, filler.span, filler.text) for i, filler in enumerate(fillers) if filler.span)
    found.extend(("cue", i, source.cue, None) for i, source in enumerate(event.sources) if source.cue)
    for name, ordinal, span, text in found:
        words = span.of(document.text)
        if not words or (text is not None and words != text):
            raise EvidenceError(
                f"{document.origin or document.id}: event {event.id} has {text!r} as {name} at {span.start}, "
                f"but the text has {words!r} there; this is a fault in Lagebild, please report it"
            )
        yield {
            "event_id": event.id,
            "field": name,
            "ordinal": ordinal,
            "start": span.start,
            "stop": span.end,
            "text": words,
        }


def events_from(
    events: Iterable[Row], spans: Iterable[Row], actors: Iterable[Row], frameworks: Iterable[Row]
) -> list[Event]:
    """Put events together again, in the order given; their rows are ordered by ordinal."""
    evidence: defaultdict[str, dict[str, dict[int, tuple[Span, str]]]] = defaultdict(
        lambda: defaultdict(dict)
    )
    for row in spans:
        evidence[row["event_id"]][row["field"]][row["ordinal"]] = Span(row["start"], row["stop"]), row["text"]
    people: defaultdict[str, list[Row]] = defaultdict(list)
    for row in actors:
        people[row["event_id"]].append(row)
    named = {(row["event_id"], row["ordinal"]): (row["name"], row["kind"]) for row in frameworks}
    return [_event_from(row, evidence[row["id"]], people[row["id"]], named) for row in events]


def _event_from(
    row: Row,
    evidence: dict[str, dict[int, tuple[Span, str]]],
    people: Sequence[Row],
    named: Mapping[tuple[str, int], tuple[str, str]],
) -> Event:
    details = row["details"]
    countries, amounts = details["places"], details["amounts"]
    gazetteer = details.get("gazetteer") or [()] * len(countries)  # written since version 2 of the tables
    bounds = details.get("bounds") or [None] * len(amounts)
    trigger, trigger_text = evidence["trigger"][0]
    return Event(
        id=row["id"],
        document_id=row["document_id"],
        sentence=Span(row["sentence_start"], row["sentence_stop"]),
        trigger=trigger,
        trigger_text=trigger_text,
        type=EventType(row["type"]),
        mode=row["mode"],
        contexts=tuple(details["contexts"]),
        actors=tuple(Actor(**_actor(r, evidence)) for r in people if r["role"] == "actor"),
        recipients=tuple(Actor(**_actor(r, evidence)) for r in people if r["role"] == "recipient"),
        objects=tuple(Filler(*place) for place in evidence["object"].values()),
        frameworks=tuple(
            Framework(*place, *named.get((row["id"], i), ())) for i, place in evidence["framework"].items()
        ),
        places=tuple(
            Place(*evidence["place"][i], country, *known)
            for i, (country, known) in enumerate(zip(countries, gazetteer, strict=True))
        ),
        times=tuple(Time(*evidence["time"][i], value) for i, value in enumerate(details["times"])),
        amounts=tuple(
            Amount(*evidence["amount"][i], value, bound)
            for i, (value, bound) in enumerate(zip(amounts, bounds, strict=True))
        ),
        modality=Modality(row["modality"]),
        negated=row["negated"],
        sources=tuple(
            Source(
                **_actor(r, evidence),
                cue=evidence["cue"].get(r["ordinal"], (None, ""))[0],
                stance=Stance(r["stance"]),
            )
            for r in people
            if r["role"] == "source"
        ),
        confidence=row["confidence"],
        model=row["model"],
        vector=row["vector"] or b"",
    )


def _actor(row: Row, evidence: dict[str, dict[int, tuple[Span, str]]]) -> dict[str, Any]:
    span, text = evidence[row["role"]].get(row["ordinal"], (None, row["text"]))
    return {
        "span": span,
        "text": text,
        "code": row["code"],
        "name": row["name"],
        "inferred": row["inferred"],
        "confidence": row["confidence"],
        "office": row["office"],
        "others": tuple(Alternative(*other) for other in row["others"] or ()),
    }


def _storable(text: str | None) -> str | None:
    """File names may hold bytes that are no UTF-8; they come as lone surrogates, which no database takes."""
    return None if text is None else text.encode("utf-8", "replace").decode("utf-8")
