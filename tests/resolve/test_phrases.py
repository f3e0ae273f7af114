"""How noun phrases hang together."""

import pytest

from lagebild.records import Span
from lagebild.resolve.phrases import is_definite, is_directly_before, is_governed, is_listed, possessive_of


def span(text: str, words: str) -> Span:
    at = text.index(words)
    return Span(at, at + len(words))


@pytest.mark.parametrize(
    ("text", "governed"),
    [
        ("der Angriff durch Peru", True),
        ("der Angriff durch das kleine Peru", True),
        ("der Angriff durch seine Nachbarn in Peru", False),
        ("durch Chile und Peru", False),
        ("der Angriff durch, so Peru", False),
        ("Peru", False),
    ],
)
def test_a_preposition_opens_its_own_phrase(text: str, governed: bool) -> None:
    assert is_governed(text, span(text, "Peru"), {"durch"}) is governed


@pytest.mark.parametrize(
    ("text", "listed"),
    [
        ("Peru und Kuba", True),
        ("Peru, Chile und das ferne Kuba", True),
        ("Peru nach Kuba", False),
        ("Peru und durch Kuba", False),
        ("Peru Kuba", False),
        ("Peru, eine alte große schöne stolze Nation und Kuba", False),
    ],
)
def test_a_list_is_made_of_names_and_joints(text: str, listed: bool) -> None:
    assert is_listed(text, span(text, "Peru"), span(text, "Kuba")) is listed


@pytest.mark.parametrize(
    ("text", "owner", "directly"),
    [
        ("Perus Angriff", "Perus", True),
        ("der peruanische Angriff", "peruanische", True),
        ("der peruanische Angriff", "peruanische Angriff", True),
        ("Perus schwerer Angriff", "Perus", False),
        ("Chiles und Perus Angriff", "Perus", False),
        ("Chiles und Perus Angriff", "Chiles und Perus", False),
        ("Chiles, Perus Angriff", "Perus", False),
        ("der Angriff Perus", "Perus", False),
    ],
)
def test_who_stands_directly_before_a_noun_alone(text: str, owner: str, directly: bool) -> None:
    assert is_directly_before(text, span(text, owner), span(text, "Angriff")) is directly


@pytest.mark.parametrize(
    ("text", "definite"),
    [
        ("beim Angriff", True),
        ("Seinen neuen Angriff", True),
        ("ein neuer Angriff", False),
        ("neuer Angriff", False),
        ("Die Armee plant Angriff", False),
    ],
)
def test_a_noun_that_the_text_takes_for_known(text: str, definite: bool) -> None:
    assert is_definite(text, span(text, "Angriff")) is definite


@pytest.mark.parametrize(
    ("text", "possessive"),
    [
        ("er half seinen Truppen", "seinen"),
        ("er half ihren tapferen Truppen", "ihren"),
        ("er half den Truppen", None),
        ("er half seinen Leuten, Truppen", None),
    ],
)
def test_the_possessive_of_a_phrase(text: str, possessive: str | None) -> None:
    assert possessive_of(text, span(text, "Truppen")) == possessive


def test_a_phrase_may_hold_its_possessive() -> None:
    assert possessive_of("er half ihren Truppen", span("er half ihren Truppen", "ihren Truppen")) == "ihren"
