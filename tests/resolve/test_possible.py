"""Readings made by hand: acts that the words around them make a possibility."""

from dataclasses import replace

import pytest
from sayings import Text

from lagebild.records import Modality
from lagebild.resolve.possible import as_worded


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Norwegen könnte Raketen liefern.", Modality.HYPOTHETICAL),
        ("Falls Norwegen Raketen liefern will, hilft es.", Modality.HYPOTHETICAL),
        ("Oslo warnt, dass Norwegen Raketen liefern könnte.", Modality.HYPOTHETICAL),
        ("Oslo will Raketen liefern, was Riga schaden könnte.", Modality.ACTUAL),
        ("Norwegen konnte Raketen liefern.", Modality.ACTUAL),
    ],
)
def test_the_clause_of_the_trigger_decides(text: str, modality: Modality) -> None:
    t = Text(text)
    assert as_worded(text, t.mention("liefern")).modality is modality


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Neue Lieferungen könnten folgen.", Modality.HYPOTHETICAL),
        ("Falls Norwegen Lieferungen plant, hilft es.", Modality.HYPOTHETICAL),
        ("Die Lieferungen könnten Riga schaden.", Modality.ACTUAL),
        ("Falls seine geheimen Lieferungen enden, tagt Riga.", Modality.ACTUAL),
    ],
)
def test_a_noun_that_the_text_takes_for_known_stays_actual(text: str, modality: Modality) -> None:
    t = Text(text)
    assert as_worded(text, t.mention("Lieferungen")).modality is modality


def test_only_what_was_read_as_actual_and_not_negated_changes() -> None:
    text = "Norwegen könnte Raketen liefern."
    mention = Text(text).mention("liefern")
    planned = replace(mention, modality=Modality.PLANNED)
    negated = replace(mention, negated=True)
    assert (as_worded(text, planned), as_worded(text, negated)) == (planned, negated)
