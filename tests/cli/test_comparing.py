"""lagebild compare: sections, both wordings with what changed in brackets, signatories, JSON."""

import json
from datetime import date
from pathlib import Path

import fakes
import pytest
import typer
from making import make_document
from typer.testing import CliRunner

from lagebild.cli.compare import compare
from lagebild.errors import SettingsError
from lagebild.record import NotFoundError, Store

TITLE = "Erklärung der Regierungen {} zur Fischerei"
EARLIER = "Wir bitten um Auskunft über die Boote. Die Fischer warten im Hafen. Die Netze sind neu."
LATER = (
    "Die Netze sind neu. Wir fordern nachdrücklich Auskunft über die Boote, \x1b[2Jund wir bitten um Antwort. "
    "Wir behalten uns vor, das Gericht in Den Haag anzurufen."
)


@pytest.fixture
def ids(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The later statement first."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "200")
    documents = [
        make_document(LATER, title=TITLE.format("Japans und Kanadas"), published=date(2024, 7, 1)),
        make_document(EARLIER, title=TITLE.format("Japans und Norwegens"), published=date(2024, 5, 1)),
    ]
    with Store.open(str(tmp_path / "lagebild.db"), create=True) as store:
        for document in documents:
            store.add(document, [], model=fakes.MODEL)
    return [document.id for document in documents]


def run(*arguments: str) -> str:
    app = typer.Typer()
    app.command()(compare)
    result = CliRunner().invoke(app, arguments, catch_exceptions=False)
    assert result.exit_code == 0
    return result.output


def test_the_earlier_statement_comes_first_and_changed_words_are_marked(ids: list[str]) -> None:
    out = run(*ids)
    lines = [line.strip() for line in out.splitlines()]
    assert lines[0].startswith("earlier 2024-05-01")
    at = lines.index("hardened (1)")
    assert lines[at + 1] == "Forderung: bittet → fordert nachdrücklich, moved"
    assert lines[at + 2] == "- Wir [bitten um] Auskunft über die Boote."
    assert lines[at + 3].startswith("+ Wir [fordern nachdrücklich] Auskunft über die Boote[, ")
    assert "- Die Fischer warten im Hafen." in lines
    assert "Drohung: behält sich vor" in lines
    assert "added   Kanada (CAN GOV)" in lines
    assert "dropped Norwegen (NOR GOV)" in lines
    assert "kept    Japan (JPN GOV)" in lines
    assert "\x1b" not in out
    assert not [line for line in out.splitlines() if line != line.rstrip()]


def test_either_order_and_the_beginning_of_an_id_will_do(ids: list[str]) -> None:
    assert run(ids[1], ids[0]) == run(ids[0][:12], ids[1][:12])


def test_as_json(ids: list[str]) -> None:
    found = json.loads(run(*ids, "--json"))
    assert [found[side]["id"] for side in ("later", "earlier")] == ids
    assert found["counts"]["hardened"] == 1
    assert [s["code"] for s in found["signatories"]["dropped"]] == ["NOR GOV"]


def test_one_document_twice_or_an_unknown_one(ids: list[str]) -> None:
    with pytest.raises(SettingsError, match="the same document; name two"):
        run(ids[0], ids[0][:10])
    with pytest.raises(NotFoundError):
        run(ids[0], "zz")
