"""FollowTheMoney entities, one a line: events, the actors in them, the articles that prove them, mentions.

FollowTheMoney has no offsets. They stand beside ``properties`` under ``lagebild``, which its programs carry along.
"""

import hashlib
from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache
from pathlib import Path

from lagebild.export.about import About, Pair
from lagebild.export.codes import sector, state
from lagebild.export.form import Json, record_json
from lagebild.export.jsonl import line
from lagebild.export.quotes import Claim, Fault, Quote, Row, claims_of_lines, quote, quotes_in
from lagebild.records import Actor, Document, Event, Source, Time
from lagebild.reference.names import key_of
from lagebild.reference.registry import default_registry

_COUNTRIES = {"SUN": "suhh", "YUG": "yucs", "CSK": "cshh", "EUU": "eu"}
"""FollowTheMoney's codes where they differ from ISO 3166-1 alpha-2."""
_PUBLIC = frozenset({None, "GOV", "MIL", "COP", "JUD", "LEG", "SPY"})
_COLLECTIVE = frozenset({"CVL", "REF", "ELI", "UNK", "CRM", "LAB", "REL", "PRE", "SOC"})
"""Sectors that are people rather than a body."""


def encode(found: Iterable[Pair], about: About) -> Iterator[bytes]:
    """Articles and actors once, at their first event; what is remembered grows with the actors alone."""
    actors: set[str] = set()
    article: str | None = None
    for document, event in found:
        if article != document.id:
            article = document.id
            yield line(article_entity(document))
        for actor in (*event.actors, *event.recipients, *event.sources):
            entity = actor_entity(actor)
            if entity["id"] not in actors:
                actors.add(entity["id"])
                yield line(entity)
        yield line(event_entity(document, event))
        yield from (line(mention) for mention in _mentions(event))


def claims(path: Path) -> Iterator[Claim | Fault]:
    """Actors claim nothing of a document and give none."""
    for claim in claims_of_lines(path, _claim):
        if isinstance(claim, Fault) or claim.document_id:
            yield claim


def article_entity(document: Document) -> Json:
    """The document's id is its digest; ``contentHash`` is kept for SHA-1 there."""
    return _entity(
        document.id,
        "Article",
        title=document.title,
        fileName=document.title or document.id,
        publisher=document.publisher,
        publishedAt=_day(document.published),
        language={"de": "deu", "en": "eng"}.get(document.language),
        lagebild={"document_id": document.id},
    )


def actor_entity(actor: Actor) -> Json:
    """A person, a public body, another organisation, or somebody of whom only a code is known."""
    found = _COUNTRIES.get(actor.country) or ((known := state(actor.code)) and known.iso2)
    return _entity(
        _actor_id(actor),
        _schema(actor),
        name=_shown(actor),
        country=found or None,
        position=actor.office if _schema(actor) == "Person" else None,
        classification=actor.code,
        lagebild={"code": actor.code},
    )


def event_entity(document: Document, event: Event) -> Json:
    kind = f"{event.type.value}.{event.mode}" if event.mode else event.type.value
    who = ", ".join(map(_shown, event.actors))
    whom = ", ".join(map(_shown, event.recipients))
    first, last = _span_of_time(event.times)
    return _entity(
        event.id,
        "Event",
        name=f"{kind}: {who or '?'} → {whom}" if whom else f"{kind}: {who or '?'}",
        summary=event.sentence.of(document.text),
        date=first if first == last else None,
        startDate=first if first != last else None,
        endDate=last if first != last else None,
        location=[place.name or place.text for place in event.places],
        keywords=[kind, *event.contexts, event.modality.value, *(["negated"] if event.negated else [])],
        organizer=[_actor_id(actor) for actor in event.actors],
        involved=[_actor_id(actor) for actor in event.recipients],
        proof=document.id,
        publisher=document.publisher,
        recordId=event.id,
        lagebild=record_json(event, document.text),
    )


def _mentions(event: Event) -> Iterator[Json]:
    for role, actors in (("actor", event.actors), ("recipient", event.recipients), ("source", event.sources)):
        for number, actor in enumerate(actors):
            if actor.span is None:
                continue
            told: Json = {"document_id": event.document_id, "event_id": event.id, "role": role}
            told |= {"text": actor.text, "start": actor.span.start, "end": actor.span.end}
            if isinstance(actor, Source):
                told["stance"] = actor.stance.value
            yield _entity(
                _digest(event.id, role, str(number)),
                "Mention",
                document=event.document_id,
                name=actor.text,
                resolved=_actor_id(actor),
                detectedSchema=_schema(actor),
                lagebild=told,
            )


def _entity(id: str, schema: str, *, lagebild: Json, **values: str | list[str] | None) -> Json:
    """Properties hold lists of texts; those without a value are left out."""
    properties = {
        name: list(dict.fromkeys(v for v in ([value] if isinstance(value, str) else value) if v.strip()))
        for name, value in values.items()
        if value
    }
    properties = {name: value for name, value in properties.items() if value}
    return {"id": id, "schema": schema, "properties": properties, "lagebild": lagebild}


def _actor_id(actor: Actor) -> str:
    """The same for the same code and name, in every export."""
    return _digest(actor.code, _shown(actor))


def _digest(*parts: str) -> str:
    return "lagebild-" + hashlib.sha256("\0".join(parts).encode()).hexdigest()[:32]


def _schema(actor: Actor) -> str:
    """A name that the registry does not know may be a person's or a body's: ``LegalEntity`` is both."""
    kinds = _kinds(actor.name) if actor.name else frozenset()
    if actor.office or "person" in kinds:
        return "Person"
    part = sector(actor.code)
    if (actor.name and not kinds) or part in _COLLECTIVE or actor.country in ("UNK", "XXX", "INT"):
        return "LegalEntity"
    return "PublicBody" if state(actor.code) and part in _PUBLIC else "Organization"


@lru_cache(maxsize=4096)
def _kinds(name: str) -> frozenset[str]:
    """What the registry takes the name for: ``person``, ``org``, ``state`` ..."""
    return frozenset(meaning.kind for meaning in default_registry().meanings(key_of(name)))


def _shown(actor: Actor) -> str:
    """The name, else that of the state with the sector's code, else the code."""
    found = state(actor.code)
    return actor.name or (" ".join(filter(None, (found.name, sector(actor.code)))) if found else actor.code)


def _span_of_time(times: tuple[Time, ...]) -> tuple[str | None, str | None]:
    """First and last day, month or year of the first time whose value is known."""
    value = next((time.value for time in times if time.value), None)
    first, _, last = (value or "").partition("/")
    return first or None, last or first or None


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _claim(row: Row) -> tuple[str, tuple[Quote, ...]]:
    own, properties = row["lagebild"], row["properties"]
    if row["schema"] == "Event":
        sentence = own["sentence"]
        summary = Quote("summary", properties["summary"][0], sentence["start"], sentence["end"])
        return own["document_id"], (*quotes_in(own), summary)
    if row["schema"] == "Mention":
        named = quote("name", {**own, "text": properties["name"][0]})
        return own["document_id"], (quote(own["role"], own), named)
    return own.get("document_id", ""), ()
