"""Three short documents of our own writing with hand-made events, and a database that holds them."""

from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

from lagebild.record import Store
from lagebild.records import (
    Actor,
    Amount,
    Block,
    BlockKind,
    Document,
    Event,
    EventType,
    Filler,
    Modality,
    Place,
    Source,
    Span,
    Stance,
    Time,
)

MODEL = "handmade"

# The camera before the events is one code point but two UTF-16 units: offsets must not shift in the browser.
GRID = (
    (BlockKind.NAVIGATION, "Startseite | Politik | Ausland"),
    (BlockKind.TITLE, "Oslo sagt Chisinau Transformatoren zu"),
    (BlockKind.CAPTION, "📷 Ein Umspannwerk bei Chisinau im Winter"),
    (
        BlockKind.LEAD,
        "Norwegens Außenministerin Anniken Huitfeldt sagte am Montag in Oslo, ihre Regierung liefere der "
        "Republik Moldau bis Ende März 120 Transformatoren.",
    ),
    (
        BlockKind.BODY,
        "Sie forderte Russland auf, die Angriffe auf das Stromnetz der Ukraine zu beenden. Moskau "
        "bestreitet, Umspannwerke beschossen zu haben. Sanktionen gegen Chisinau verhängte der Kreml bisher "
        "nicht.",
    ),
    (BlockKind.TEASER, "Oslo sagt Chisinau Transformatoren zu"),
)
PROTEST = (
    (BlockKind.TITLE, "Sandu spricht von bezahlten Demonstranten"),
    (
        BlockKind.BODY,
        "Die moldauische Präsidentin Maia Sandu warf Russland am Donnerstag vor, mutmaßlich Demonstranten "
        "in der Hauptstadt bezahlt zu haben.",
    ),
    (
        BlockKind.BODY,
        "Falls die Proteste anhalten, könnte die Regierung den Ausnahmezustand verhängen.",
    ),
)


@dataclass
class Maker:
    """Writes events of one document; spans are given by their words."""

    document: Document
    sentence: Span

    def span(self, words: str) -> Span:
        start = self.document.text.index(words, self.sentence.start)
        return Span(start, start + len(words))

    def actor(self, words: str | None, code: str, name: str | None = None, **more: Any) -> Actor:
        return Actor(self.span(words) if words else None, words, code, name, **more)

    def source(self, words: str | None, code: str, cue: str, stance: Stance, **more: Any) -> Source:
        span = self.span(words) if words else None
        return Source(span, words, code, cue=self.span(cue), stance=stance, **more)

    def event(self, trigger: str, type: EventType, mode: str | None = None, **fields: Any) -> Event:
        span = self.span(trigger)
        given: dict[str, Any] = {
            "contexts": (),
            "actors": (),
            "recipients": (),
            "objects": (),
            "frameworks": (),
            "places": (),
            "times": (),
            "amounts": (),
            "modality": Modality.ACTUAL,
            "negated": False,
            "sources": (),
            "confidence": 0.83,
        }
        key = f"{self.document.id}{span.start}{type}"
        return Event(
            id=sha256(key.encode()).hexdigest()[:16],
            document_id=self.document.id,
            sentence=self.sentence,
            trigger=span,
            trigger_text=trigger,
            type=type,
            mode=mode,
            model=MODEL,
            **(given | fields),
        )


def document(parts: tuple[tuple[BlockKind, str], ...], **head: Any) -> Document:
    blocks, at = [], 0
    for kind, words in parts:
        blocks.append(Block(kind, Span(at, at + len(words))))
        at += len(words) + 1
    text = "\n".join(words for _, words in parts)
    return Document(sha256(text.encode()).hexdigest(), text, blocks=tuple(blocks), **head)


def sentence(doc: Document, begins: str) -> Maker:
    start = doc.text.index(begins)
    ends = [i for i in (doc.text.find(". ", start) + 1, doc.text.find("\n", start), len(doc.text)) if i > 0]
    return Maker(doc, Span(start, min(ends)))


def grid() -> tuple[Document, list[Event]]:
    doc = document(
        GRID,
        published=date(2023, 2, 14),
        publisher="Fjordkurier",
        title="Oslo sagt Chisinau Transformatoren zu",
        kind="Bericht",
        origin="fjordkurier.html",
    )
    says, asks, denies, not_done = (
        sentence(doc, begins) for begins in ("Norwegens", "Sie forderte", "Moskau", "Sanktionen")
    )
    goods = says.span("120 Transformatoren")
    she = {"name": "Anniken Huitfeldt", "inferred": True}
    return doc, [
        says.event(
            "liefere",
            EventType.AID,
            contexts=("natural_resource", "diplomatic"),
            actors=(says.actor("Regierung", "NOR GOV"),),
            recipients=(says.actor("Republik Moldau", "MDA"),),
            objects=(Filler(goods, "120 Transformatoren"),),
            times=(Time(says.span("bis Ende März"), "bis Ende März", "2023-02-14/2023-03-31"),),
            amounts=(Amount(goods, "120 Transformatoren", "120"),),
            modality=Modality.PLANNED,
            sources=(
                says.source(
                    "Norwegens Außenministerin Anniken Huitfeldt",
                    "NOR GOV",
                    "sagte",
                    Stance.ASSERTS,
                    name="Anniken Huitfeldt",
                ),
            ),
        ),
        asks.event(
            "forderte",
            EventType.REQUEST,
            "yield",
            actors=(asks.actor("Sie", "NOR GOV", **she),),
            recipients=(asks.actor("Russland", "RUS"),),
            objects=(
                Filler(
                    asks.span("Angriffe auf das Stromnetz der Ukraine"),
                    "Angriffe auf das Stromnetz der Ukraine",
                ),
            ),
        ),
        asks.event(
            "Angriffe",
            EventType.ASSAULT,
            "destroy",
            contexts=("military",),
            actors=(asks.actor("Russland", "RUS"),),
            recipients=(asks.actor("Ukraine", "UKR"),),
            objects=(Filler(asks.span("Stromnetz der Ukraine"), "Stromnetz der Ukraine"),),
            places=(Place(asks.span("Ukraine"), "Ukraine", "UKR"),),
        ),
        asks.event(
            "beenden",
            EventType.RETREAT,
            "ceasefire",
            actors=(asks.actor("Russland", "RUS"),),
            modality=Modality.CALLED_FOR,
            sources=(asks.source("Sie", "NOR GOV", "forderte", Stance.ASSERTS, **she),),
        ),
        denies.event(
            "beschossen",
            EventType.ASSAULT,
            "heavy-weapons",
            actors=(denies.actor(None, "RUS", inferred=True),),
            recipients=(denies.actor(None, "UKR", inferred=True),),
            objects=(Filler(denies.span("Umspannwerke"), "Umspannwerke"),),
            sources=(denies.source("Moskau", "RUS GOV", "bestreitet", Stance.DENIES),),
        ),
        not_done.event(
            "Sanktionen",
            EventType.SANCTION,
            actors=(not_done.actor("Kreml", "RUS GOV"),),
            recipients=(not_done.actor("Chisinau", "MDA GOV"),),
            negated=True,
        ),
    ]


def protest() -> tuple[Document, list[Event]]:
    doc = document(
        PROTEST,
        published=date(2023, 3, 2),
        publisher="Agentur Donau",
        title="Sandu spricht von bezahlten Demonstranten",
    )
    accuses, feared = sentence(doc, "Die moldauische"), sentence(doc, "Falls")
    sandu = "moldauische Präsidentin Maia Sandu"
    return doc, [
        accuses.event(
            "warf",
            EventType.ACCUSE,
            "allege",
            actors=(accuses.actor(sandu, "MDA GOV", "Maia Sandu"),),
            recipients=(accuses.actor("Russland", "RUS"),),
            times=(Time(accuses.span("am Donnerstag"), "am Donnerstag", "2023-03-02"),),
        ),
        accuses.event(
            "bezahlt",
            EventType.AID,
            actors=(accuses.actor("Russland", "RUS"),),
            recipients=(accuses.actor("Demonstranten", "MDA CVL"),),
            places=(Place(accuses.span("Hauptstadt"), "Hauptstadt", "MDA"),),
            sources=(accuses.source(sandu, "MDA GOV", "mutmaßlich", Stance.ALLEGES, name="Maia Sandu"),),
        ),
        feared.event(
            "verhängen",
            EventType.COERCE,
            "martial-law",
            actors=(feared.actor("Regierung", "MDA GOV"),),
            modality=Modality.HYPOTHETICAL,
        ),
    ]


def bare() -> tuple[Document, list[Event]]:
    """All that may be unknown of a document is unknown; nothing happens in it."""
    return document(((BlockKind.BODY, "Der Himmel über dem Hafen war grau."),)), []


def fill(database: str) -> None:
    with Store.open(database) as store:
        for doc, events in (grid(), protest(), bare()):
            store.add(doc, events, model=MODEL)
