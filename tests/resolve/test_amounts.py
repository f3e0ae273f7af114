"""Amounts in the codebook's form."""

import pytest

from lagebild.resolve.amounts import bound_of, resolve_amount


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("fast neun Milliarden Dollar", "9e9 USD"),
        ("1,17 Milliarden Euro", "1.17e9 EUR"),
        ("155 Milliarden kanadische Dollar", "1.55e11 CAD"),
        ("1.500 bis 2.000 Dollar", "1500/2000 USD"),
        ("20.000 Soldaten", "20000"),
        ("ein Mensch", "1"),
        ("eine halbe Million", "500000"),
        ("50,2 Prozent", "50.2 %"),
        ("zwei Drittel", "67 %"),
        ("1200 Kilometer", "1200 km"),
        ("zehn Jahre", "10 years"),
        ("dreitägigem", "3 days"),
        ("halbstündiges Gespräch", "0.5 hours"),
        ("mehr als eine Stunde", "1 hours"),
        ("rund zwei Stunden", "2 hours"),
        ("zweimal", "2"),
        ("Fünf-Milliarden-Kredit", "5e9"),
        ("174 der 342 Abgeordneten", "174"),
    ],
)
def test_number_and_unit(text: str, value: str) -> None:
    assert resolve_amount(text) == value


@pytest.mark.parametrize("text", ["", "viele", "Waffen", "mehrere Raketen"])
def test_no_number_no_amount(text: str) -> None:
    assert resolve_amount(text) is None


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("rund ein Dutzend", "about"),
        ("etwa 30 Tote", "about"),
        ("fast neun Milliarden Dollar", "at_most"),
        ("knapp 30 Tote", "at_most"),
        ("höchstens 30 Tote", "at_most"),
        ("bis zu 30 Tote", "at_most"),
        ("mehr als 100.000", "at_least"),
        ("mindestens 30", "at_least"),
        ("über 30 Tote", "at_least"),
        ("hunderte Menschen", "at_least"),
        ("1.500 bis 2.000 Dollar", "range"),
        ("20.000 Soldaten", None),
        ("zwei Drittel", None),
        ("viele", None),
        ("", None),
        ("zwischen 10 und 20 Boote", "range"),
        ("zwei oder drei Boote", "range"),
    ],
)
def test_the_words_around_a_number_bound_it(text: str, bound: str | None) -> None:
    assert bound_of(text) == bound
