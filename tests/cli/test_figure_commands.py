"""``lagebild timeline`` and ``lagebild dyads``, and the conditions that they share with the list of events."""

import json

import pytest
from running import Run

pytestmark = pytest.mark.usefixtures("filled")


def test_a_timeline_as_table_and_json(run: Run) -> None:
    table = run("timeline", "--bin", "year")
    assert table.code == 0
    assert "2024-01-01" in table.out
    assert "verbal cooperation" in table.out
    found = json.loads(run("timeline", "--bin", "day", "--count", "daily", "--json").out)
    assert (found["counted"], found["bin"], found["by"], found["total"]) == ("daily", "day", "told", 1)
    assert (found["starts"], found["totals"]) == (["2024-05-03"], [1])


def test_dyads_as_table_and_json(run: Run) -> None:
    table = run("dyads")
    assert table.code == 0
    assert "NLD" in table.out
    found = json.loads(run("dyads", "--level", "code", "--json").out)
    assert found["total"] == 2
    assert found["dyads"] == [
        {
            "actor": "NLD",
            "recipient": "SWE GOV",
            "count": 2,
            "cooperation": 2,
            "conflict": 0,
            "score": 4.2,
        }
    ]


def test_nothing_that_fits_is_said(run: Run) -> None:
    assert "no events fit" in run("timeline", "--actor", "FIN").out
    assert "no events fit" in run("dyads", "--from", "2100-01-01").out


@pytest.mark.parametrize(
    ("arguments", "count"),
    [
        (["--actor", "NLD", "--other", "SWE"], 2),
        (["--actor", "NLD", "--other", "FIN"], 0),
        (["--from", "2024-05-03", "--to", "2024-05-03"], 2),
        (["--from", "2024-05-04"], 0),
        (["--disputed"], 0),
        (["--undisputed"], 2),
        (["--words", "Boote Lieferung"], 2),
        (["--words", "Panzer"], 0),
    ],
)
def test_events_and_figures_know_the_same_conditions(run: Run, arguments: list[str], count: int) -> None:
    assert len(json.loads(run("events", "--json", *arguments).out)["events"]) == count
    assert json.loads(run("timeline", "--json", *arguments).out)["total"] == count
    assert json.loads(run("dyads", "--json", *arguments).out)["total"] == count
    assert json.loads(run("export", "-o", "out.jsonl", "--json", *arguments).out)["events"] == count
