"""German time expressions: value against an anchor, extent in running text."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lagebild.language.dates import find_times, resolve_time
from lagebild.language.dates_calendar import easter

WEDNESDAY = date(2024, 5, 15)


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("am Montag", "2024-05-13"),
        ("am Mittwoch", "2024-05-15"),
        ("am Freitag", "2024-05-10"),
        ("am Montagabend", "2024-05-13"),
        ("am kommenden Freitag", "2024-05-17"),
        ("für Freitag", "2024-05-17"),
        ("am vergangenen Mittwoch", "2024-05-08"),
        ("am Freitag vergangener Woche", "2024-05-10"),
        ("am Mittwoch der Vorwoche", "2024-05-08"),
        ("in der Nacht zum Dienstag", "2024-05-14"),
        ("in der Nacht auf den 3. Mai", "2024-05-03"),
        ("in den frühen Morgenstunden des 21. April", "2024-04-21"),
        ("am Wochenende", "2024-05-11/2024-05-12"),
        ("gestern", "2024-05-14"),
        ("vorgestern", "2024-05-13"),
        ("morgen", "2024-05-16"),
        ("heute Abend", "2024-05-15"),
        ("vergangene Woche", "2024-05-06/2024-05-12"),
        ("in der kommenden Woche", "2024-05-20/2024-05-26"),
        ("im vergangenen Jahr", "2023"),
        ("im Vorjahr", "2023"),
        ("heuer", "2024"),
        ("im nächsten Monat", "2024-06"),
        ("im Mai vergangenen Jahres", "2023-05"),
        ("am 13. September", "2023-09-13"),
        ("am 3. Juni", "2024-06-03"),
        ("am 6. Jänner", "2024-01-06"),
        ("im Feber", "2024-02"),
        ("am 24. Februar 2022", "2022-02-24"),
        ("Montag, 13. Mai 2024", "2024-05-13"),
        ("10.08.2020", "2020-08-10"),
        ("10.8.20", "2020-08-10"),
        ("2023-11-30", "2023-11-30"),
        ("im Oktober", "2023-10"),
        ("Anfang März", "2024-03"),
        ("Ende 2014", "2014-12"),
        ("Mitte des Monats", "2024-05"),
        ("Anfang der Woche", "2024-05-13"),
        ("bis Jahresende", "2024-12"),
        ("in den letzten zwei Jahren", "2022-05/2024-05"),
        ("in den vergangenen drei Monaten", "2024-02/2024-05"),
        ("in den kommenden zwei Jahren", "2024-05/2026-05"),
        ("in den vergangenen zehn Jahren", "2014/2024"),
        ("in den vergangenen zehn Tagen", "2024-05-05/2024-05-15"),
        ("im Zweiten Weltkrieg", "1939/1945"),
        ("während des Ersten Weltkriegs", "1914/1918"),
        ("seit dem Zweiten Weltkrieg", None),
        ("rund zwei Stunden", None),
        ("mehr als eine Stunde", None),
        ("binnen zwei Stunden", "2024-05-15"),
        ("vor zwei Wochen", "2024-05-01"),
        ("vor 75 Jahren", "1949"),
        ("vor einem Monat", "2024-04"),
        ("seit 2014", "2014/2024"),
        ("seit dem 3. Mai", "2024-05-03/2024-05-15"),
        ("seit zwei Wochen", "2024-05-01/2024-05-15"),
        ("binnen einer Woche", "2024-05-15/2024-05-22"),
        ("bis 2030", "2024/2030"),
        ("vom 3. bis 5. Mai", "2024-05-03/2024-05-05"),
        ("vom 28. April bis zum 3. Mai 2023", "2023-04-28/2023-05-03"),
        ("von Dezember bis Februar", "2023-12/2024-02"),
        ("zwischen 1990 und 1995", "1990/1995"),
        ("2014 bis 2016", "2014/2016"),
        ("in den neunziger Jahren", "1990/1999"),
        ("die 1980er Jahre", "1980/1989"),
        ("im zweiten Quartal 2015", "2015-04/2015-06"),
        ("im ersten Halbjahr", "2024-01/2024-06"),
        ("im Herbst 2022", "2022-09/2022-11"),
        ("im Winter 2022", "2022-12/2023-02"),
        ("am Ostermontag", "2024-04-01"),
        ("zu Weihnachten 2021", "2021-12-25"),
        ("um 18.35 Uhr", "2024-05-15"),
        ("dreitägigen", "2024-05-13/2024-05-15"),
    ],
)
def test_value_against_the_day_of_publication(expression: str, value: str) -> None:
    assert resolve_time(expression, WEDNESDAY) == value


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("am Freitag", "2024-05-17"),
        ("im Oktober", "2024-10"),
        ("am 13. September", "2024-09-13"),
        ("am Wochenende", "2024-05-18/2024-05-19"),
    ],
)
def test_a_planned_act_lies_ahead(expression: str, value: str) -> None:
    assert resolve_time(expression, WEDNESDAY, future=True) == value


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("am Vortag", "2024-05-09"),
        ("zwei Tage später", "2024-05-12"),
        ("eine Woche zuvor", "2024-05-03"),
        ("am selben Abend", "2024-05-10"),
    ],
)
def test_the_day_that_is_told_about(expression: str, value: str) -> None:
    assert resolve_time(expression, WEDNESDAY, narrative=date(2024, 5, 10)) == value


@pytest.mark.parametrize(
    "expression", ["", "jahrelang", "seit dem Sturz", "der Minister", "31. Februar 2024", "seit Jahren"]
)
def test_what_nothing_fixes_has_no_value(expression: str) -> None:
    assert resolve_time(expression, WEDNESDAY) is None


def test_without_an_anchor_only_what_is_said_outright_resolves() -> None:
    assert resolve_time("am 24. Februar 2022", None) == "2022-02-24"
    assert resolve_time("am Montag", None) is None
    assert resolve_time("vor zwei Wochen", None) is None


def test_extents_in_running_text_leave_out_prepositions() -> None:
    text = (
        "Am Montagabend kamen sie an; seit 2014 gilt der Vertrag, bis Ende März 2025 soll er enden. "
        "2000 Soldaten üben täglich."
    )
    assert [(t.span.of(text), t.value, t.kind) for t in find_times(text, WEDNESDAY)] == [
        ("Montagabend", "2024-05-13", "TIME"),
        ("2014", "2014", "DATE"),
        ("Ende März 2025", "2025-03", "DATE"),
        ("täglich", None, "SET"),
    ]


def test_timeml_values() -> None:
    values = {
        t.timex
        for t in find_times("vergangene Woche, im Herbst 2022, drei Tage lang, am Montagabend", WEDNESDAY)
    }
    assert values == {"2024-W19", "2022-FA", "P3D", "2024-05-13TEV"}


def test_easter() -> None:
    assert [easter(y) for y in (2000, 2016, 2024, 2038)] == [
        date(2000, 4, 23),
        date(2016, 3, 27),
        date(2024, 3, 31),
        date(2038, 4, 25),
    ]


_WORDS = [
    "am",
    "Montag",
    "vor",
    "zwei",
    "Wochen",
    "3.",
    "Mai",
    "2014",
    "bis",
    "Ende",
    "der",
    "vergangenen",
    "letzten",
    "Nacht",
    "zum",
    "Jahren",
    "seit",
    "99",
    "Uhr",
    "später",
    "31.",
    "Februar",
    "nächsten",
    ",",
    "und",
]


@given(st.lists(st.sampled_from(_WORDS), max_size=30), st.dates())
def test_any_word_salad_gives_ordered_disjoint_spans(words: list[str], anchor: date) -> None:
    text = " ".join(words)
    found = find_times(text, anchor)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))
    assert all(t.span.of(text) for t in found)
    resolve_time(text, anchor)
