"""Help is quick, and docs/commands.md names every command and option."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer

from lagebild.cli.app import app

DOCS = Path(__file__).parents[2] / "docs" / "commands.md"
COMMANDS = typer.main.get_command(app).commands  # type: ignore[attr-defined]


def section(name: str) -> str:
    parts = re.split(r"^## ", DOCS.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return next((part for part in parts if part.startswith(f"lagebild {name}\n")), "")


def options() -> Iterator[tuple[str, str]]:
    """Options of each command; those of the commands of a group are told under its name."""
    for name, command in COMMANDS.items():
        for each in (command, *getattr(command, "commands", {}).values()):
            for parameter in each.params:
                yield from (
                    (name, word) for word in (*parameter.opts, *parameter.secondary_opts) if word[:1] == "-"
                )


def test_all_commands_are_there() -> None:
    assert set(COMMANDS) == {
        "accept",
        "actors",
        "add",
        "add-event",
        "ask",
        "audit",
        "case",
        "cases",
        "changes",
        "code",
        "commitments",
        "compare",
        "correct",
        "dispute",
        "doctor",
        "dyads",
        "eval",
        "events",
        "export",
        "framework",
        "judgements",
        "merge",
        "move",
        "queue",
        "reject",
        "serve",
        "show",
        "split",
        "timeline",
        "token",
        "undo",
        "verify",
        "weigh",
        "who",
    }


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_command_is_documented(name: str) -> None:
    assert section(name), f"docs/commands.md lacks a section 'lagebild {name}'"
    assert COMMANDS[name].help


@pytest.mark.parametrize(("name", "option"), sorted(set(options())))
def test_option_is_documented(name: str, option: str) -> None:
    assert re.search(rf"`[^`]*{re.escape(option)}\b", section(name))


def test_documented_options_exist() -> None:
    real = set(options())
    for name in COMMANDS:
        for option in re.findall(r"^\| `([^`]+)`", section(name), flags=re.MULTILINE):
            for word in re.findall(r"(?<![\w-])--?[a-z][a-z-]*", option):
                assert (name, word) in real


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_speaks_json(name: str) -> None:
    assert (name, "--json") in set(options())


def test_help_loads_nothing_heavy() -> None:
    """What takes long to import is imported by the command that needs it."""
    program = (
        "import sys; sys.argv = ['lagebild', '--help']\n"
        "from lagebild.cli import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "heavy = {'sqlalchemy', 'pydantic', 'trafilatura', 'onnxruntime', 'numpy', 'fastapi', 'uvicorn'}\n"
        "sys.exit(', '.join(heavy & set(sys.modules)) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")


def test_version() -> None:
    done = subprocess.run([sys.executable, "-m", "lagebild", "--version"], capture_output=True, text=True)
    assert done.stdout == "lagebild 0.1.0\n"
