"""Documents and events for tests, made from a text with the words that matter."""

from datetime import date
from typing import Any

from lagebild.records import (
    Actor,
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

MODEL = "reader-test-1"
TEXT = (
    "Nordland hat Südland am 3. Mai in Hafenstadt die Lieferung von zehn Booten für 4 Millionen Euro "
    "zugesagt, wie Minister Öberg im Rahmen der Küstenrunde sagte. Südland bestreitet das."
)


def make_document(text: str = TEXT, **fields: Any) -> Document:
    from lagebild.intake import document_id  # slow to import, and processes under test do without

    given = {"published": date(2024, 5, 4), "publisher": "Küstenbote", "title": "Boote für Südland"}
    return Document(
        id=document_id(text),
        text=text,
        blocks=(Block(BlockKind.BODY, Span(0, len(text))),),
        **{**given, **fields},
    )


def span_of(text: str, words: str) -> Span:
    at = text.index(words)
    return Span(at, at + len(words))


def make_event(document: Document, number: int = 0, **fields: Any) -> Event:
    """An event that uses every field; it needs the words of ``TEXT`` in the document."""

    def at(words: str) -> dict[str, Any]:
        return {"span": span_of(document.text, words), "text": words}

    given: dict[str, Any] = {
        "id": f"{document.id[:16]}-{number}",
        "document_id": document.id,
        "sentence": Span(0, document.text.index(". Süd") + 1),
        "trigger": span_of(document.text, "zugesagt"),
        "trigger_text": "zugesagt",
        "type": EventType.AGREE,
        "mode": None,
        "contexts": ("military", "economic"),
        "actors": (Actor(**at("Nordland"), code="NLD", confidence=0.875),),
        "recipients": (
            Actor(**at("Südland"), code="SWE GOV", name="Regierung von Südland"),
            Actor(span=None, text=None, code="UNK", inferred=True),
        ),
        "objects": (Filler(**at("Lieferung von zehn Booten")),),
        "frameworks": (Framework(**at("Küstenrunde"), name="Küstenrunde", kind="format"),),
        "places": (Place(**at("Hafenstadt"), country=None),),
        "times": (Time(**at("3. Mai"), value="2024-05-03"),),
        "amounts": (Amount(**at("4 Millionen Euro"), value="4e6 EUR"),),
        "modality": Modality.PLANNED,
        "negated": False,
        "sources": (
            Source(
                **at("Minister Öberg"),
                code="NLD GOV",
                name="Öberg",
                cue=span_of(document.text, "sagte."),
                stance=Stance.ASSERTS,
            ),
            Source(span=None, text=None, code="SWE", stance=Stance.DENIES, inferred=True),
        ),
        "confidence": 0.75,
        "model": MODEL,
    }
    return Event(**{**given, **fields})
