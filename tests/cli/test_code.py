"""lagebild code"""

import io
import json
import sys
from pathlib import Path

import fakes
import pytest
from making import TEXT
from running import Run


def write(path: Path, *rows: object) -> Path:
    path.write_text("".join((row if isinstance(row, str) else json.dumps(row)) + "\n" for row in rows))
    return path


def read(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text().splitlines()]


def test_order_ids_and_offsets(run: Run, tmp_path: Path) -> None:
    rows = [{"id": f"d{n}", "text": f"{TEXT} Nummer {n}.", "published": "2024-05-04"} for n in range(40)]
    out = tmp_path / "out.jsonl"
    assert run("code", write(tmp_path / "in.jsonl", *rows), "-o", out).code == 0
    coded = read(out)
    assert [row["id"] for row in coded] == [row["id"] for row in rows]
    for row, given in zip(coded, rows, strict=True):
        (event,) = row["events"]  # type: ignore[misc]
        trigger = event["trigger"]
        assert given["text"][trigger["start"] : trigger["end"]] == trigger["text"] == "zugesagt"
        assert event["sources"][0]["cue"]["text"] == "sagte."
        assert event["confidence"] == 0.75
    assert not (tmp_path / "lagebild.db").exists()


def test_faulty_lines_keep_their_place(run: Run, tmp_path: Path) -> None:
    rows = [
        {"id": "a", "text": TEXT},
        "{broken",
        {"id": "c"},
        "",
        {"id": "d", "text": f"{TEXT} {fakes.FAULT}"},
        {"id": "e", "text": TEXT, "published": "2024-13-01"},
        {"id": "f", "text": "x\0y"},
        {"id": 7, "text": TEXT},
    ]
    out = tmp_path / "out.jsonl"
    result = run("code", write(tmp_path / "in.jsonl", *rows), "-o", out, "--json")
    assert result.code == 3
    assert "5 of 7 lines failed" in result.err
    assert json.loads(result.out) == {"texts": 7, "events": 2, "failed": 5, "output": str(out)}
    coded = read(out)
    assert [(row["id"], len(row["events"]), "error" in row) for row in coded] == [  # type: ignore[arg-type]
        ("a", 1, False),
        (None, 0, True),
        ("c", 0, True),
        ("d", 0, True),
        ("e", 0, True),
        ("f", 0, True),
        ("7", 1, False),
    ]
    assert "line 2: broken JSON" in str(coded[1]["error"])


def test_standard_streams(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    line = json.dumps({"id": "a", "text": TEXT}).encode()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(line)))
    result = run("code", "-", "-o", "-")
    assert json.loads(result.out)["id"] == "a"
    assert run("code", "-", "--json").code == 2


def test_missing_input_and_unwritable_output(run: Run, tmp_path: Path) -> None:
    result = run("code", "none.jsonl", "-o", "out.jsonl")
    assert (result.code, result.err) == (
        1,
        "lagebild: none.jsonl: cannot be read (no such file or directory); check the path\n",
    )
    assert not (tmp_path / "out.jsonl").exists()
    result = run("code", write(tmp_path / "in.jsonl", {"text": TEXT}), "-o", "none/out.jsonl")
    assert result.code == 1
    assert result.err.startswith("lagebild: none/out.jsonl: cannot be written")


def test_interrupted_leaves_the_old_output(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = write(tmp_path / "out.jsonl", {"old": True})

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(fakes.FakeReader, "read", interrupt)
    assert run("code", write(tmp_path / "in.jsonl", {"text": TEXT}), "-o", out).code == 130
    assert read(out) == [{"old": True}]
