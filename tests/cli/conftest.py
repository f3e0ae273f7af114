"""Running the program as a user does, in this process, with a pipeline that needs no model."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "record"))

import fakes
from making import TEXT, make_document, make_event
from running import Result, Run

from lagebild import cli, pipeline
from lagebild.record import Store


@pytest.fixture
def run(
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    tmp_path: Path,
    database_kind: str,
    database_url: str,
) -> Run:
    """``run("add", path)`` in an empty folder; the database is ``lagebild.db`` there, or one of PostgreSQL."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "200")
    if database_kind != "sqlite":
        monkeypatch.setenv("LAGEBILD_DATABASE", database_url)
    monkeypatch.setattr(pipeline.Pipeline, "load", lambda settings: fakes.load())

    def run(*arguments: object) -> Result:
        words = [str(argument) for argument in arguments]
        if words[:1] in (["add"], ["code"]) and "--processes" not in words:
            words += ["--processes", "1"]
        monkeypatch.setattr(sys, "argv", ["lagebild", *words])
        code = 0
        try:
            cli.main()
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else 0
        return Result(code, *capfd.readouterr())

    return run


@pytest.fixture
def filled(database_url: str) -> Store:
    """The database with two documents of one event each."""
    with Store.open(database_url) as store:
        for number in (1, 2):
            document = make_document(f"{TEXT} Nummer {number}.", title=f"Text {number}")
            store.add(document, [make_event(document)], model=fakes.MODEL)
        return store
