"""Spans that end in the middle of something are cut back to their last full word, or made a whole name."""

import pytest

from lagebild.records import Argument, EventType, Mention, Modality, Role, Span
from lagebild.reference.registry import default_registry
from lagebild.resolve.ends import tidy

WORDS = default_registry().words


def kept(text: str, words: str, role: Role = Role.OBJECT, name: str = "") -> list[str]:
    start = text.index(words)
    argument = Argument(role, Span(start, start + len(words)), 0.9, ())
    whole, trigger = Span(0, len(text)), Span(0, text.index(" "))
    mention = Mention(whole, trigger, EventType.AID, None, (), (argument,), (), Modality.ACTUAL, False, 0.9)
    names = [Span(text.index(name), text.index(name) + len(name))] if name else []
    tidied = tidy(text, mention, names, WORDS["loose_ends"], WORDS["pronouns"])
    return [a.span.of(text) for a in tidied.arguments if a.span]


@pytest.mark.parametrize(
    ("words", "whole"),
    [
        ("Lager der", "Lager"),
        ("Betrug und der", "Betrug"),
        ("Initiative „", "Initiative"),
        ("Initiative „Frieden“", "Initiative „Frieden“"),
        ("der", "der"),
        ("den Kranken zu helfen", "den Kranken zu helfen"),
    ],
)
def test_nothing_ends_in_an_article_or_an_opening_mark(words: str, whole: str) -> None:
    text = "bot Lager der Armee, Betrug und der Initiative „Frieden“ an, den Kranken zu helfen"
    assert kept(text, words) == [whole]


@pytest.mark.parametrize("words", ['"', "des", "und"])
def test_a_mark_or_a_loose_word_alone_is_no_argument(words: str) -> None:
    assert kept(f"bot {words} an", words, Role.ACTOR) == []


@pytest.mark.parametrize(
    ("words", "role"),
    [
        ("Moon Jae-in", Role.ACTOR),
        ("Geheimdienst MIT", Role.ACTOR),
        ("@mfa_russia", Role.ACTOR),
        ("vom 1. Oktober an", Role.TIME),
        ("Atom-Aus", Role.OBJECT),
        ("Nord-", Role.OBJECT),
    ],
)
def test_what_is_a_whole_word_or_a_whole_time_stays(words: str, role: Role) -> None:
    assert kept(f"rief {words} und so weiter", words, role) == [words]


@pytest.mark.parametrize(
    ("words", "role", "whole"),
    [
        ("woo", Role.ACTOR, "Roh Tae-woo"),
        ("Präsident Roh", Role.RECIPIENT, "Präsident Roh Tae-woo"),
        ("woo und Lee", Role.ACTOR, "woo und Lee"),
        ("woo", Role.OBJECT, "woo"),
        ("Lee", Role.ACTOR, "Lee"),
    ],
)
def test_a_party_is_not_a_piece_of_a_name(words: str, role: Role, whole: str) -> None:
    assert kept("empfing Präsident Roh Tae-woo und Lee", words, role, "Roh Tae-woo") == [whole]
