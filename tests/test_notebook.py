"""docs/notebook.ipynb runs from the first cell to the last and draws what the record holds."""

import json
from pathlib import Path
from typing import Any

import pytest

from lagebild.settings import Settings

ROOT = Path(__file__).parents[1]
CELLS: list[dict[str, Any]] = json.loads((ROOT / "docs/notebook.ipynb").read_text("utf-8"))["cells"]
CODE = ["".join(cell["source"]) for cell in CELLS if cell["cell_type"] == "code"]


def test_it_holds_no_outputs() -> None:
    left = [c for c in CELLS if c["cell_type"] == "code" and (c["outputs"] or c["execution_count"])]
    assert left == []


@pytest.mark.skipif(not (Settings().model / "manifest.json").is_file(), reason="there is no model yet")
def test_its_cells_draw_cooperation_and_conflict_by_month(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    import matplotlib

    matplotlib.use("Agg")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "samples").symlink_to(ROOT / "samples")
    names: dict[str, Any] = {}
    for cell in CODE:
        exec(compile(cell, "docs/notebook.ipynb", "exec"), names)
    reports, cases = ([bar.get_height() for bar in axes.patches] for axes in names["figure"].axes)
    assert sum(abs(height) for height in reports) == names["counted"]["reports"].total > 0
    assert min(reports) < 0 < max(reports)
    assert sum(abs(height) for height in cases) < sum(abs(height) for height in reports)
    assert (tmp_path / "rus-ukr.png").stat().st_size > 10_000
    assert "22 documents" in capsys.readouterr().out
