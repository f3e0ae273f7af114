"""Whether words tell of what is to come."""

import pytest

from lagebild.language.tenses import announces


@pytest.mark.parametrize(
    "words", ["Der Rat soll am Montag tagen", "die Wahl wird verschoben", "geplant sei ein Treffen"]
)
def test_a_word_of_plans_announces(words: str) -> None:
    assert announces(words)


@pytest.mark.parametrize(
    "words",
    ["Der Rat tagte am Montag", "er soll dort gewesen sein", "sie plante, was er will", "Der Rat tagt"],
)
def test_a_past_form_beside_it_or_none_does_not(words: str) -> None:
    assert not announces(words)


def test_an_infinitive_that_looks_like_a_preterite_is_none() -> None:
    assert announces("der Rat werde im Mai darüber beraten")
    assert announces("dass der Rat im Mai beraten werde")
