"""``docs/python.md`` asks from Python what the server answers about cases."""

import re
from dataclasses import fields
from pathlib import Path

import own_cases
import pytest

from lagebild.record import CaseFilter, CaseSummary
from lagebild.records import Commitment, Judgement, Ledger, Origin, Position, Step

PAGE = Path(__file__).parents[2] / "docs/python.md"


def section() -> str:
    return PAGE.read_text("utf-8").split("\n## Cases, disputes, commitments\n")[1].split("\n## ")[0]


def test_the_example_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    own_cases.fill("sqlite:///lagebild.db")
    example = "\n".join(line[4:] for line in section().splitlines() if line.startswith("    "))
    exec(compile(example, "docs/python.md", "exec"), {})
    case, claim, denial, late, known = capsys.readouterr().out.splitlines()
    assert case.endswith("disputed 2024-03-11 2 origins")
    assert claim == f"2024-03-04 Hafenblatt asserts {own_cases.DELIVERY}"
    assert denial == f"2024-03-11 EST GOV denies {own_cases.DENIAL}"
    assert late == "('NOR',) ('LVA',) übergeben [drei Eisbrecher] 2024-04-30 announced"
    assert known.startswith("0 cases"), "nothing was stored on that day"


@pytest.mark.parametrize(
    "record", [CaseFilter, CaseSummary, Ledger, Position, Origin, Commitment, Step, Judgement]
)
def test_the_page_names_every_field(record: type) -> None:
    assert {f.name for f in fields(record)} <= set(re.findall(r"\w+", section()))
