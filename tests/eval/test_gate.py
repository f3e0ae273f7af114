"""The gate: floors, the table of the card, which documents are held out."""

import re

import pytest

from evaluate import HOLD, held_out
from gate import EPSILON, FEWEST, TARGETS, below, card, summary, table

KEYS = ("trigger", "event", "dyad", "dyad_real", "actor", "recipient", "sector", "source")


def figures(f1: float, types: dict[str, tuple[float, int]]) -> dict:  # type: ignore[type-arg]
    one = {"p": f1, "r": f1, "f1": f1, "n": 40}
    return {
        **dict.fromkeys(KEYS, one),
        "reality": {"accuracy": 0.9, "macro_f1": 0.6, "n": 40},
        "time": {"accuracy": 0.8, "n": 12},
        "types": {k: {"p": v, "r": v, "f1": v, "n": n} for k, (v, n) in types.items()},
    }


def test_the_summary_has_all_targets() -> None:
    found = summary(figures(0.71234, {"AID": (0.5, 20), "AGREE": (0.1, FEWEST - 1)}))
    assert found["event F1"] == 0.712
    assert set(TARGETS) <= set(found)
    assert found["weakest type F1"] == 0.5  # a type with few events says nothing


def test_a_floor_holds_what_is_on_it_and_tells_what_is_below() -> None:
    measured = {"held-out": {"event F1": 0.70, "actor F1": 0.80}}
    assert below(measured, {"held-out": {"event F1": 0.70}}) == []
    (fault,) = below(measured, {"held-out": {"event F1": 0.701, "actor F1": 0.80}})
    assert "held-out" in fault
    assert "event F1" in fault
    assert "0.700" in fault
    assert "0.701" in fault


def test_a_set_that_was_not_scored_is_not_below() -> None:
    assert below({"held-out": {"event F1": 0.7}}, {"seeds": {"event F1": 0.9}}) == []


def test_rounding_noise_does_not_break_a_floor() -> None:
    assert 0 < EPSILON <= 0.01


def test_the_table_has_a_row_a_figure_and_a_column_a_set() -> None:
    made = table(
        {
            "held-out": {"event F1": 0.7, "time accuracy": 0.8},
            "seeds": {"event F1": 0.75, "time accuracy": 1.0},
        }
    )
    head, rule, *rows = made.splitlines()
    assert head == "| figure | aim | held-out | seeds |"
    assert {line.count("|") for line in (head, rule, *rows)} == {5}
    assert rows[0].startswith("| event F1 | 0.68 (seeds 0.74) | 0.700 |")
    assert rows[1] == "| time accuracy | - | 0.800 | 1.000 |"


def test_the_card_names_model_and_command() -> None:
    sets = {"held-out": figures(0.7, {"AID": (0.7, 20)})}
    text = card(sets, {n: summary(f) for n, f in sets.items()}, "lagebild-de-x")
    assert "make eval" in text
    assert "lagebild-de-x" in text
    assert re.search(r"event\s+P 0\.700", text)


def test_held_out_documents_are_those_that_training_leaves_out() -> None:
    ids = [d["id"] for d in held_out()]
    assert len(ids) > 100
    assert {i[-1] for i in ids} == {str(HOLD)}
    data = pytest.importorskip("data", reason="training/ needs torch")
    assert all(data.held_out(i) for i in ids)
