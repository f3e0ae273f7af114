"""Number words and figures with their bounds."""

import pytest

from lagebild.language.numbers import find_numbers, parse_number


@pytest.mark.parametrize(
    ("word", "value"),
    [
        ("null", 0),
        ("zwölf", 12),
        ("fünfundzwanzig", 25),
        ("hundertdrei", 103),
        ("zweihundertfünfzigtausend", 250_000),
        ("tausendfünfhundert", 1500),
        ("neunzehnhundertneunundachtzig", 1989),
        ("dreieinhalb", 3.5),
        ("20.000", 20_000),
        ("1.234.567", 1_234_567),
        ("52'000", 52_000),
        ("3,5", 3.5),
    ],
)
def test_one_number(word: str, value: float) -> None:
    assert parse_number(word) == value


@pytest.mark.parametrize("word", ["Botschaft", "undzwanzig", "", "hundertmark", "x" * 500, "zehnhaus"])
def test_no_number(word: str) -> None:
    assert parse_number(word) is None


@pytest.mark.parametrize(
    ("text", "value", "low", "high"),
    [
        ("fast neun Milliarden", 9e9, None, 9e9),
        ("rund ein Dutzend", 12, None, None),
        ("mehr als 100.000", 100_000, 100_000, None),
        ("Hunderte", 100, 100, None),
        ("zwei bis drei Millionen", 3e6, 2e6, 3e6),
        ("drei- bis viertausend", 4000, 3000, 4000),
        ("eineinhalb Millionen", 1.5e6, 1.5e6, 1.5e6),
        ("eine halbe Million", 5e5, 5e5, 5e5),
        ("hundert Millionen", 1e8, 1e8, 1e8),
        ("bis zu einer Million", 1e6, None, 1e6),
        ("15 000", 15_000, 15_000, 15_000),
    ],
)
def test_quantity_with_bounds(text: str, value: float, low: float | None, high: float | None) -> None:
    (found,) = find_numbers(text)
    assert (found.value, found.low, found.high) == (value, low, high)
    assert found.span.of(text) == text


def test_spans_lie_in_the_text_and_articles_are_no_numbers() -> None:
    text = "Eine Botschaft meldete 40 Tote und rund 120 Verletzte."
    assert [n.span.of(text) for n in find_numbers(text)] == ["40", "rund 120"]
    assert [n.value for n in find_numbers("ein Mensch", articles=True)] == [1]
