"""Dates in a document: the day told about, and the reality of the event."""

from datetime import date

import pytest

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


def _value(text: str, words: str, modality: Modality | None = None) -> str | None:
    times = DocumentTimes(Document(id="x", text=text, published=date(2024, 5, 16)))
    start = text.index(words)
    return times.resolve(Span(start, start + len(words)), modality)


@pytest.mark.parametrize(
    ("told", "value"),
    [
        ("Am 3. Mai 2019 tagte der Rat. Damals fehlte Island.", "2019-05-03"),
        ("Im Mai 2019 tagte der Rat. Damals fehlte Island.", "2019-05"),
        ("2019 tagte der Rat. Damals fehlte Island.", "2019"),
        ("Damals fehlte Island.", None),
        (f"2019 tagte der Rat. {'Es war still. ' * 120}Damals fehlte Island.", None),
        ("Damals fehlte Island. 2019 tagte der Rat.", None),
    ],
)
def test_then_is_the_time_named_shortly_before(told: str, value: str | None) -> None:
    assert _value(told, "Damals") == value


@pytest.mark.parametrize(
    ("told", "words", "value"),
    [
        ("2015 tagte der Rat. Vier Jahre später fehlte er.", "Vier Jahre später", "2019"),
        ("Am 3. Mai 2015 tagte der Rat. Vier Jahre später fehlte er.", "Vier Jahre später", "2019"),
        ("Im Jahr 2015 tagte der Rat. Zwei Jahre zuvor fehlte er.", "Zwei Jahre zuvor", "2013"),
        ("Am 3. Mai 2015 tagte der Rat. Zwei Tage später fehlte er.", "Zwei Tage später", "2015-05-05"),
        ("Der Rat tagt. Vier Jahre zuvor fehlte er.", "Vier Jahre zuvor", "2020"),
    ],
)
def test_years_later_count_from_the_time_told_about(told: str, words: str, value: str) -> None:
    assert _value(told, words) == value


@pytest.mark.parametrize(
    ("words", "modality", "value"),
    [
        ("Am 20. Mai", None, "2024-05-20"),
        ("Am 20. Mai", Modality.PLANNED, "2024-05-20"),
        ("Am 10. Juni", Modality.ACTUAL, "2024-06-10"),  # behind it would be eleven months old
        ("Am 10. Mai", None, "2024-05-10"),
        ("Am 2. Dezember", None, "2023-12-02"),
        ("Am 2. Dezember", Modality.PLANNED, "2024-12-02"),
        ("Am 2. Dezember", Modality.ACTUAL, "2023-12-02"),
    ],
)
def test_a_near_date_lies_ahead_and_a_far_one_where_the_act_does(
    words: str, modality: Modality | None, value: str
) -> None:
    assert _value(f"{words} tagt der Rat.", words, modality) == value


@pytest.mark.parametrize(
    ("told", "words", "modality", "value"),
    [
        # Thursday, 16 May: a day to come is nobody's evening yet
        ("Am Montag soll der Kanzler in Oslo landen. Am Abend flog er heim.", "Am Abend", None, "2024-05-16"),
        (
            "Am Montag soll er in Oslo landen, am Abend den König treffen.",
            "am Abend",
            Modality.PLANNED,
            "2024-05-20",
        ),
        ("Am Dienstag tagte der Rat. Am Abend flog er heim.", "Am Abend", Modality.ACTUAL, "2024-05-14"),
        (
            "Am 3. Mai 2019 fiel die Stadt. In der Nacht brannte sie.",
            "In der Nacht",
            Modality.ACTUAL,
            "2024-05-16",
        ),
        (
            "Am 3. Mai 2019 fiel die Stadt. In derselben Nacht brannte sie.",
            "In derselben Nacht",
            None,
            "2019-05-03",
        ),
        ("Der Rat tagte. Noch am Vormittag ging er.", "Noch am Vormittag", Modality.ACTUAL, "2024-05-16"),
    ],
)
def test_a_part_of_a_day_is_of_the_day_told_about_or_of_publication(
    told: str, words: str, modality: Modality | None, value: str
) -> None:
    assert _value(told, words, modality) == value


@pytest.mark.parametrize(
    ("told", "words", "modality", "value"),
    [
        ("Im November tagte der Rat.", "Im November", Modality.ACTUAL, "2023-11"),
        ("Im November tagt der Rat.", "Im November", Modality.PLANNED, "2024-11"),
        ("Im November könnte der Rat tagen.", "Im November", Modality.HYPOTHETICAL, "2024-11"),
        ("Der Rat solle Ende März tagen, hieß es.", "Ende März", Modality.CALLED_FOR, "2025-03"),
        (
            "Er sagte, der Rat werde bei einem Treffen im November beraten.",
            "im November",
            Modality.ACTUAL,
            "2024-11",
        ),
        (
            "Er will, dass der Rat bei dem Treffen im November beriet.",
            "im November",
            Modality.ACTUAL,
            "2023-11",
        ),
        ("Der im November gewählte Präsident soll reden.", "im November", Modality.ACTUAL, "2023-11"),
        ("Der Rat soll reden, im November zerfiel er.", "im November", Modality.ACTUAL, "2023-11"),
        ("Im November 2021 soll der Rat getagt haben.", "Im November 2021", Modality.ACTUAL, "2021-11"),
    ],
)
def test_a_month_without_a_year_lies_where_the_act_or_its_clause_does(
    told: str, words: str, modality: Modality, value: str
) -> None:
    assert _value(told, words, modality) == value
