"""lagebild add"""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import fakes
import pytest
from making import TEXT
from running import Run

from lagebild import pipeline


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "eingang"
    made.mkdir()
    (made / "a.txt").write_text(TEXT)
    return made


DATED = ("--published", "2024-05-04", "--publisher", "Bote")


def test_all_stored(run: Run, folder: Path) -> None:
    result = run("add", folder, *DATED)
    assert result.code == 0
    assert result.out.split()[-4:] == ["1", "0", "0", "1"]
    assert result.err == ""


def test_second_time_nothing_changes(run: Run, folder: Path) -> None:
    run("add", folder, *DATED)
    result = run("add", folder, *DATED, "--json")
    assert result.code == 0
    told = json.loads(result.out)
    assert (told["stored"], told["known"], told["failed"], told["events"]) == (0, 1, 0, 0)
    assert told["documents"][0]["status"] == "known"


def test_failed_inputs_are_listed_with_reasons_and_the_rest_is_stored(run: Run, folder: Path) -> None:
    (folder / "b.txt").write_text("")
    (folder / "c.txt").write_text(f"{TEXT} {fakes.FAULT}")
    Path(os.fsdecode(os.fsencode(folder) + b"/d\xff.txt")).write_text("")
    result = run("add", folder, *DATED)
    assert result.code == 3
    assert "b.txt" in result.out
    assert "the file is empty; give a German text" in result.out
    assert "please report it" in result.out
    told = json.loads(run("add", folder, *DATED, "--json").out)
    assert (told["known"], told["failed"]) == (1, 3)


def test_nothing_but_failures(run: Run, tmp_path: Path) -> None:
    assert run("add", tmp_path / "none.txt").code == 1


def test_empty_folder(run: Run, tmp_path: Path) -> None:
    (tmp_path / "leer").mkdir()
    result = run("add", "leer")
    assert (result.code, result.err) == (
        1,
        "lagebild: leer: nothing to read in there; give .txt, .html or .jsonl files\n",
    )


def test_database_elsewhere(run: Run, folder: Path, tmp_path: Path) -> None:
    assert run("add", folder, *DATED, "--database", tmp_path / "other.db").code == 0
    assert (tmp_path / "other.db").exists()
    assert not (tmp_path / "lagebild.db").exists()


@pytest.mark.parametrize(
    "arguments", [["add"], ["add", "x", "--published", "31.12.2024"], ["add", "x", "--processes", "0"]]
)
def test_wrong_usage(run: Run, arguments: list[str]) -> None:
    assert run(*arguments).code == 2


def test_full_disk_is_told_in_one_line(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from lagebild.errors import RecordError
    from lagebild.record import Store

    def refuse(*_: object, **__: object) -> bool:
        raise RecordError("lagebild.db: the disk is full; free some space")

    monkeypatch.setattr(Store, "add", refuse)
    result = run("add", folder, *DATED)
    assert (result.code, result.err) == (1, "lagebild: lagebild.db: the disk is full; free some space\n")


def test_interrupted_keeps_and_tells_what_was_stored(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = pipeline.add

    def interrupted(*arguments: object, **options: object) -> object:
        yield next(iter(real(*arguments, **options)))  # type: ignore[arg-type]
        raise KeyboardInterrupt

    monkeypatch.setattr(pipeline, "add", interrupted)
    result = run("add", folder, *DATED)
    assert result.code == 130
    assert result.out.split()[-4:] == ["1", "0", "0", "1"]
    assert "what is counted as stored is stored" in result.err


def test_ctrl_c_on_two_processes(tmp_path: Path) -> None:
    """The real signal, sent to the whole group as a terminal does; no traceback from any process."""
    folder = tmp_path / "eingang"
    folder.mkdir()
    for number in range(200):
        (folder / f"{number:03}.txt").write_text(f"{TEXT} Nummer {number}. {fakes.SLOW}")
    program = tmp_path / "program.py"
    program.write_text(
        f"""
import sys
sys.path.insert(0, {str(Path(fakes.__file__).parent)!r})
import fakes
import lagebild.scale.pool as pool
from lagebild.cli import main

def loading(settings, processes):
    return pool.Pool(fakes.load, processes)

if __name__ == "__main__":
    import lagebild.scale
    lagebild.scale.open_coder = loading
    main()
"""
    )
    arguments = ["add", str(folder), "--published", "2024-05-04", "--processes", "2", "--json"]
    process = subprocess.Popen(
        [sys.executable, str(program), *arguments],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    database = tmp_path / "lagebild.db"
    from lagebild.record import Store

    deadline = time.monotonic() + 60
    stored = 0
    while stored == 0 and time.monotonic() < deadline:
        time.sleep(0.2)
        if database.exists() and database.stat().st_size:
            with Store.open(str(database)) as store:
                stored = store.counts()["documents"]
    os.killpg(process.pid, signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert err == "interrupted; what is counted as stored is stored\n"
    told = json.loads(out)
    with Store.open(str(database)) as store:
        # The signal may come after a document was written and before it was counted.
        assert store.counts()["documents"] - told["stored"] in (0, 1)
        assert told["stored"] > 0
        assert store.check() == []
