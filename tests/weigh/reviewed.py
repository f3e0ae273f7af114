"""Two events of one document, weighed, for the tests of review."""

from dataclasses import replace

from making import TEXT, make_document, make_event, span_of

DOCUMENT = make_document()
EVENT = make_event(DOCUMENT)
OTHER = replace(
    make_event(DOCUMENT, 1),
    trigger=span_of(TEXT, "Lieferung"),
    trigger_text="Lieferung",
    confidence=0.4,
    id="andere",
)
