"""A feed of events (Atom, RFC 4287): an entry an event, the sentence as plain text, its quotes as extensions.

Ids are made from the event's own, so a reader never shows an event twice; ``updated`` is when it was read.
"""

import uuid
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

from lagebild.errors import InputError
from lagebild.export.about import About, Pair, stamp
from lagebild.export.form import record_json
from lagebild.export.quotes import MANGLED, Claim, Fault, Quote, quotes_in, unreadable
from lagebild.export.xml import Writer
from lagebild.records import Actor, Document, Event
from lagebild.reference.accuracy import accuracy
from lagebild.reference.codebook import quad, score

ATOM = "http://www.w3.org/2005/Atom"
EXTENSION = "urn:x-lagebild:export"
_IDS = uuid.uuid5(uuid.NAMESPACE_URL, EXTENSION)
_ENTRY, _EVENT, _QUOTE = f"{{{ATOM}}}entry", f"{{{EXTENSION}}}event", f"{{{EXTENSION}}}quote"
_FEED = f"{{{ATOM}}}feed"


def encode(found: Iterable[Pair], about: About) -> Iterator[bytes]:
    """An entry an event, newest publication first."""
    writer = Writer({None: ATOM, "lb": EXTENSION})
    with writer.root("feed"):
        _head(writer, about)
        read: tuple[str, datetime] | None = None
        for document, event in found:
            if read is None or read[0] != document.id:
                read = (document.id, about.read_at(document.id))
            _entry(writer, document, event, read[1])
            yield writer.take()
    yield writer.take()


def claims(path: Path) -> Iterator[Claim | Fault]:
    """:raises InputError: the file is not XML."""
    from lxml import etree  # type: ignore[import-untyped]

    number = 0
    try:
        with path.open("rb") as stream:
            # Entities could read files of this machine or blow up; long sentences need huge_tree.
            for _, entry in etree.iterparse(
                stream, tag=_ENTRY, resolve_entities=False, no_network=True, huge_tree=True
            ):
                number += 1
                yield _claim(f"entry {number}", entry)
                entry.clear()
    except etree.XMLSyntaxError as error:
        raise InputError(str(path), f"is not whole XML ({error})", "export it again") from error


def urn(name: str) -> str:
    """An id that stays the same for the same name: ``urn:uuid:...``."""
    return uuid.uuid5(_IDS, name).urn


def _head(writer: Writer, about: About) -> None:
    conditions = ", ".join(f"{name} {value}" for name, value in about.selection.items())
    writer.leaf("id", urn(f"feed {sorted(about.selection.items())}"))
    writer.leaf("title", f"Lagebild: {conditions or 'all events'}")
    writer.leaf("updated", stamp(about.made))
    writer.leaf("generator", about.card()["program"])
    writer.leaf(
        "subtitle", f"Read by a machine; how well: accuracy card of {accuracy()['model']}, in lb:card"
    )
    writer.leaf("lb:card", about.card_json())


def _entry(writer: Writer, document: Document, event: Event, read_at: datetime) -> None:
    kind = event.type.value
    with writer.element("entry"):
        writer.leaf("id", urn(f"event {event.id}"))
        writer.leaf("title", _title(event))
        writer.leaf("updated", stamp(read_at))
        if document.published:
            writer.leaf("published", _midnight(document.published))
        with writer.element("author"):
            writer.leaf("name", document.publisher or "unknown publisher")
        writer.leaf("category", term=kind, scheme=f"{EXTENSION}:type")
        if document.origin and _is_address(document.origin):
            writer.leaf("link", rel="via", href=document.origin)
        writer.leaf("content", event.sentence.of(document.text), type="text")
        with writer.element(
            "lb:event",
            id=event.id,
            document=document.id,
            model=event.model,
            type=kind,
            mode=event.mode or "",
            quad=quad(kind),
            score=str(score(kind)),
            reality=event.modality.value,
            negated="true" if event.negated else "false",
            confidence=f"{event.confidence:.4f}",
        ):
            for quote in quotes_in(record_json(event, document.text)):
                writer.leaf(
                    "lb:quote", quote.text, field=quote.field, start=str(quote.start), end=str(quote.end)
                )


def _title(event: Event) -> str:
    kind = f"{event.type.value}.{event.mode}" if event.mode else event.type.value
    who = ", ".join(map(_name, event.actors)) or "?"
    whom = ", ".join(map(_name, event.recipients))
    reality = f"not {event.modality.value}" if event.negated else event.modality.value
    return f"{kind}: {who}{' → ' + whom if whom else ''} ({reality})"


def _name(actor: Actor) -> str:
    return actor.name or actor.code


def _midnight(day: date) -> str:
    """A day without a time of day: its beginning in UTC."""
    return f"{day.isoformat()}T00:00:00Z"


def _is_address(origin: str) -> bool:
    return origin.startswith(("http://", "https://")) and not any(
        c.isspace() or c in '<>"{}|\\^`' for c in origin
    )


def _claim(where: str, entry: Any) -> Claim | Fault:
    try:
        event = next(entry.iter(_EVENT))
        quotes = [
            Quote(q.get("field"), q.text or "", int(q.get("start")), int(q.get("end")))
            for q in event.iter(_QUOTE)
        ]
        sentence = next(q for q in quotes if q.field == "sentence")
        content = entry.findtext(f"{{{ATOM}}}content") or ""
    except (StopIteration, *MANGLED) as error:
        return unreadable(where, error)
    return Claim(
        where, event.get("document", ""), (*quotes, Quote("content", content, sentence.start, sentence.end))
    )
