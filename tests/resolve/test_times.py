"""Dates in a document: the day told about, and the reality of the event."""

from datetime import date

from lagebild.records import Document, Modality, Span
from lagebild.resolve.times import DocumentTimes

TEXT = (
    "Am Dienstag griff die Armee an. Am Abend meldete sie Verluste. Tags zuvor hatte der Rat getagt. "
    "Am Freitag wollen beide Seiten reden."
)
TIMES = DocumentTimes(Document(id="x", text=TEXT, published=date(2024, 5, 16)))


def _span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def test_an_evening_belongs_to_the_day_named_before() -> None:
    assert TIMES.resolve(_span("Am Abend")) == "2024-05-14"
    assert TIMES.resolve(_span("Tags zuvor")) == "2024-05-13"


def test_reality_gives_the_direction() -> None:
    assert TIMES.resolve(_span("Am Freitag"), Modality.PLANNED) == "2024-05-17"
    assert TIMES.resolve(_span("Am Freitag"), Modality.ACTUAL) == "2024-05-10"


def test_without_a_date_of_publication() -> None:
    times = DocumentTimes(Document(id="x", text="Am Montag kam er, am 3. Mai 2021 ging er."))
    assert times.resolve(Span(0, 9)) is None
    assert times.resolve(Span(18, 32)) == "2021-05-03"
