"""Adding a framework to a user's folder: it is there, or the file is as it was."""

from collections.abc import Callable
from pathlib import Path

import pytest

from lagebild.errors import RegistryError
from lagebild.reference.own import add_framework
from lagebild.reference.registry import Registry
from lagebild.reference.tables import TABLES

Write = Callable[..., Path]
HEADER = ",".join(TABLES["frameworks.csv"].header)


def test_a_framework_is_added_to_a_folder_that_is_made(tmp_path: Path) -> None:
    path = add_framework(tmp_path / "eigen", "Nebelpakt", "treaty")
    assert path == tmp_path / "eigen" / "frameworks.csv"
    assert path.read_text("utf-8") == f"{HEADER}\nNebelpakt,,treaty,,,,\n"
    found = Registry.load(tmp_path / "eigen").framework("des Nebelpakts")
    assert found is not None
    assert (found.name, found.kind) == ("Nebelpakt", "treaty")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["eigen"]


def test_what_was_in_the_file_stays_with_its_remarks(write: Write) -> None:
    folder = write("frameworks", "# meine Runden", "Dunstrunde,,format,2001,,,Dunst")
    before = (folder / "frameworks.csv").read_text("utf-8")
    add_framework(folder, 'Rat "Nebel, Dunst"', "format")
    assert (folder / "frameworks.csv").read_text("utf-8").startswith(before)
    registry = Registry.load(folder)
    assert [f.name for f in registry.frameworks.all[:2]] == ["Dunstrunde", 'Rat "Nebel, Dunst"']


def test_a_file_without_a_last_line_break_is_gone_on_with(write: Write) -> None:
    folder = write("frameworks", "Dunstrunde,,format,,,,")
    path = folder / "frameworks.csv"
    path.write_text(path.read_text("utf-8").rstrip("\n"), "utf-8")
    add_framework(folder, "Nebelpakt", "treaty")
    assert path.read_text("utf-8").splitlines()[1:] == ["Dunstrunde,,format,,,,", "Nebelpakt,,treaty,,,,"]


@pytest.mark.parametrize(("name", "kind"), [("Nebelpakt", "bund"), ("Nebelpakt", "")])
def test_a_faulty_row_is_refused_and_the_file_is_as_it_was(write: Write, name: str, kind: str) -> None:
    folder = write("frameworks", "Dunstrunde,,format,,,,")
    before = (folder / "frameworks.csv").read_bytes()
    with pytest.raises(RegistryError, match=r"^frameworks\.csv, line 3: "):
        add_framework(folder, name, kind)
    assert (folder / "frameworks.csv").read_bytes() == before
    assert [p.name for p in folder.parent.iterdir()] == ["own"]


@pytest.mark.parametrize("name", ["", " ", "# Nebelpakt", "Nebel|Pakt", "Nebel\nPakt"])
def test_a_name_that_the_file_cannot_hold_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(RegistryError, match="no name; write letters and figures"):
        add_framework(tmp_path, name, "treaty")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "known"),
    [("INF-Vertrag", "INF-Vertrag"), ("NVV", "Atomwaffensperrvertrag"), ("Dunst", "Dunstrunde")],
)
def test_a_name_that_the_registry_has_is_refused(write: Write, name: str, known: str) -> None:
    folder = write("frameworks", "Dunstrunde,Dunst,format,,,,")
    before = (folder / "frameworks.csv").read_bytes()
    with pytest.raises(RegistryError, match=rf"^{name}: the registry has it as {known} \("):
        add_framework(folder, name, "treaty")
    assert (folder / "frameworks.csv").read_bytes() == before


def test_a_folder_that_is_faulty_elsewhere_is_not_added_to(write: Write) -> None:
    folder = write("people", "Ada Test,,QQQ GOV,2024,,Kanzlerin,")
    with pytest.raises(RegistryError, match=r"people\.csv, line 2"):
        add_framework(folder, "Nebelpakt", "treaty")
    assert not (folder / "frameworks.csv").exists()
