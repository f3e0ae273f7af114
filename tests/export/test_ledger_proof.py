"""Which sentence proves a position."""

from dataclasses import replace
from datetime import datetime

from telling import document, event

from lagebild.export.ledger import proof
from lagebild.records import Position, Source, Span, Stance

TEXT = document(
    "Riga soll Boote geliefert haben. Das Ministerium bestritt den Vorwurf.", "2024-05-03", "Bote"
)
DELIVERY = event(TEXT, "geliefert", "AID", ["LVA GOV"], ["NOR GOV"])
AT = TEXT.text.index("bestritt")
DENIAL = Source(None, None, "LVA GOV", inferred=True, cue=Span(AT, AT + 8), stance=Stance.DENIES)


def position(stance: Stance) -> Position:
    return Position(
        "LVA GOV", "LVA GOV", stance, DELIVERY.modality, False, TEXT.published, datetime(2024, 5, 3),
        DELIVERY.id, TEXT.id, TEXT.publisher,
    )  # fmt: skip


def test_a_denial_is_proved_by_the_sentence_in_which_it_stands() -> None:
    denied = replace(DELIVERY, sources=(DENIAL,))
    assert (
        proof(position(Stance.DENIES), denied, TEXT).of(TEXT.text) == "Das Ministerium bestritt den Vorwurf."
    )


def test_anything_else_is_proved_by_the_sentence_of_the_event() -> None:
    assert proof(position(Stance.ASSERTS), replace(DELIVERY, sources=(DENIAL,)), TEXT) == DELIVERY.sentence
