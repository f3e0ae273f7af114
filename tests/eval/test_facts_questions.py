"""Questions across documents and traps: every part of a check holds and fails."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from made_facts import VISIT, document, event, party

from facts_items import answer, expected
from facts_questions import NOT_JUDGED, check
from facts_rules import Event
from facts_text import Item, Quote


@pytest.fixture
def ask(tmp_path: Path) -> Any:
    """Checks one question about events and cases; item s0.1 asks for the visit."""

    def first_fault(
        data: dict[str, Any], events: Sequence[Event], cases: Sequence[Sequence[Event]] | None
    ) -> str | None:
        (tmp_path / "questions.json").write_text(json.dumps({"Q1": data}), "utf-8")
        item = Item("s0", 1, "?", (Quote("besuchte", 1),))
        one = answer(item, expected(VISIT, {}), document(), events, lambda _: [])
        (result,) = check(
            "questions", [document()], {"s0": list(events)}, cases, answers=[one], folder=tmp_path
        )
        return result.missing

    return first_fault


@pytest.mark.parametrize(
    ("part", "holds", "fails"),
    [
        ({"needs": ["s0.1"]}, [event()], [event(2)]),
        ({"there": [{"document": "s0", "lines": [2], "types": ["CONSULT"]}]}, [event(2)], [event(1)]),
        ({"absent": [{"types": ["SANCTION"]}]}, [event()], [event(type="SANCTION")]),
        ({"only": [{"types": ["CONSULT"], "within": ["s0.1"]}]}, [event()], [event(), event(2)]),
        (
            {"sourced": [{"document": "s0", "lines": [4], "by": "FIN"}]},
            [event(), event(4, sources=[party("FIN GOV", stance="denies")])],
            [event(4)],
        ),
        (
            {"sourced": [{"document": "s0", "lines": [4], "by": "FIN"}]},
            [event(4, sources=[party("FIN", stance="asserts")])],
            [event()],
        ),
        (
            {"sourced": [{"document": "s0", "lines": [4], "by": "FIN", "if_any": True}]},
            [event()],
            [event(4)],
        ),
        (
            {"called": [{"document": "s0", "lines": [4], "name": "Eva Berg", "text": "chefin"}]},
            [event(4, actor=[], sources=[party("FIN GOV", "Eva Berg", text="Chefin", stance="asserts")])],
            [event(4), event(1, actor=[party("FIN GOV", "Eva Berg", text="Chefin")])],
        ),
        ({"publishers": {"s0": None}}, [], None),
        ({"order": ["s0.1", {"document": "s0", "lines": [4]}]}, [event(), event(4)], [event()]),
        (
            {"order": [{"document": "s0", "lines": [4]}, "s0.1"]},
            [event(), event(4)],
            [event(time=[{"value": "2023"}]), event(4)],
        ),
        (
            {"marked": ["s0"]},
            [event(recipient=[party("DEU GOV", "Annalena Baerbock", inferred=True)])],
            [event(recipient=[party("DEU GOV", "Annalena Baerbock")])],
        ),
    ],
)  # fmt: skip
def test_each_part_of_a_question_holds_and_fails(
    ask: Any, part: dict[str, Any], holds: list[Event], fails: list[Event] | None
) -> None:
    assert ask(part, holds, None) is None
    if fails is not None:
        assert ask(part, fails, None)


def test_a_wrong_publisher_is_told(ask: Any) -> None:
    assert ask({"publishers": {"s0": "Hafenblatt"}}, [], None) == "publisher of s0 is None"


REPEATED = {"one_case": [[{"document": "s0", "lines": [1, 3]}]]}
APART = {"apart": [["s0.1", {"document": "s0", "lines": [4]}]]}


def test_events_that_belong_together_lie_in_one_case(ask: Any) -> None:
    a, b = event(1), event(3)
    assert ask(REPEATED, [a, b], [[a, b]]) is None
    assert ask(REPEATED, [a, b], [[a], [b]]).startswith("in different cases")
    assert ask(REPEATED, [a, b], None) == NOT_JUDGED
    assert ask(REPEATED, [], [[]]).startswith("no event")


def test_events_that_must_not_be_merged_lie_apart(ask: Any) -> None:
    a, b = event(1), event(4)
    assert ask(APART, [a, b], [[a], [b]]) is None
    assert ask(APART, [a, b], [[a, b]]).startswith("in one case")
    assert ask(APART, [a, b], None) == NOT_JUDGED
    assert ask(APART, [a], [[a]]).startswith("no event")


def test_cases_of_a_kind_are_counted(ask: Any) -> None:
    a, b = event(1), event(4)
    rule = {"cases": [{"number": 2, "types": ["CONSULT"]}]}
    assert ask(rule, [a, b], [[a], [b]]) is None
    assert ask(rule, [a, b], [[a, b]]) == "1 cases instead of 2"
    assert ask(rule, [a, b], None) == NOT_JUDGED
