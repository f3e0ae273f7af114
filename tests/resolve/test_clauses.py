"""Clauses and what their verbs say of reality."""

import pytest

from lagebild.records import Span
from lagebild.resolve.clauses import clause_of, is_condition, is_possibility, is_reported


@pytest.mark.parametrize(
    "sentence",
    [
        "Lettland habe geliefert.",
        "Die Lieferungen seien erfolgt.",
        "Man werde helfen.",
        "Oslo komme zu Hilfe.",
    ],
)
def test_konjunktiv_tells_that_somebody_says_so(sentence: str) -> None:
    assert is_reported(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Lettland hat geliefert.",
        "Ich habe geliefert und werde ich liefern?",
        "Die Länder haben geliefert.",
        "Lettland hätte geliefert, wenn es könnte.",
        "Es sei denn, Lettland liefert.",
        "Lettland liefert, Gott sei Dank.",
        "Das ist ihre ganze Habe.",
    ],
)
def test_indicative_condition_and_idiom_do_not(sentence: str) -> None:
    assert not is_reported(sentence)


def test_a_clause_ends_at_marks_but_stays_in_its_sentence() -> None:
    text = "Es regnete. Oslo half, als Riga fiel; Bern schwieg."
    sentence = Span(text.index("Oslo"), len(text))

    def clause(word: str) -> str:
        at = text.index(word)
        return clause_of(text, sentence, Span(at, at + len(word))).of(text)

    assert [clause(w) for w in ("half", "fiel", "schwieg")] == [
        "Oslo half",
        " als Riga fiel",
        " Bern schwieg.",
    ]


def test_a_condition_opens_with_its_conjunction() -> None:
    assert is_condition(" falls Oslo liefert")
    assert is_condition("Wenn Oslo liefert")
    assert not is_condition("Oslo liefert nur falls nötig")
    assert not is_condition("")


@pytest.mark.parametrize(
    ("clause", "opens", "possible"),
    [
        ("Die Regierung könnte liefern", True, True),
        (" dass sie liefern könnte", False, True),
        (" die bald liefern könnten", False, False),
        (" mit denen Oslo liefern könnte", False, False),
        (" dem könnte Oslo helfen", False, True),
        ("Die Regierung konnte liefern", True, False),
    ],
)
def test_a_possibility_is_no_relative_clause(clause: str, opens: bool, possible: bool) -> None:
    assert is_possibility(clause, opens_sentence=opens) is possible
