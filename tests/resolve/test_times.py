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


def test_a_part_of_an_expression_is_widened_to_the_whole() -> None:
    text = "In den letzten zwei Jahren wuchs der Streit. Am Montag, dem 3. Mai, endete er."
    times = DocumentTimes(Document(id="x", text=text, published=date(2024, 5, 16)))

    def widened(words: str) -> str:
        start = text.index(words)
        return times.widen(Span(start, start + len(words))).of(text)

    assert widened("zwei") == widened("letzten zwei Jahren")
    assert widened("zwei").endswith("letzten zwei Jahren")
    assert widened("3.").endswith("3. Mai")
    assert widened("Am") == "Am Montag, dem 3. Mai"
    assert widened("Streit") == "Streit"
    assert widened("wuchs der") == "wuchs der"
