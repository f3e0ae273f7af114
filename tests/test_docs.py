"""The documentation speaks of what is there."""

import re
from functools import cache
from pathlib import Path

import pytest
import typer

from lagebild.cli.app import app
from lagebild.export import Format
from lagebild.records import EventType, Modality, Stance
from lagebild.reference.codebook import contexts, modes, organisations, sectors
from lagebild.server.app import create_app
from lagebild.settings import Settings

ROOT = Path(__file__).parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), *(ROOT / "samples").glob("*.md")])
FLOORS = ROOT / "eval/floors.json"
WITH_MODEL = {"docs/accuracy.md", "eval/floors.json", "src/lagebild/reader/model"}
"""Come with the first model whose floors are pinned."""
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
TARGET = re.compile(r"^([a-z][a-z_-]*):", re.M)
CODE = re.compile(r"`([^`\n]+)`")
SWITCHES = {"LAGEBILD_PICTURES"}
"""Of the tests; the program does not know them."""
ALIASES = {"/register/akteure"}
"""Shows what `/register` shows."""
VIEWS = sorted(
    set(re.findall(r"pattern: '([^']+)'", (ROOT / "workbench/src/lib/routes.ts").read_text("utf-8")))
    - ALIASES
)


@cache
def read(page: Path) -> str:
    return page.read_text("utf-8")


def code(page: Path) -> list[str]:
    """What a page prints as code: inline, indented or fenced."""
    text = read(page)
    blocks = re.findall(r"^```[^\n]*\n(.*?)^```", text, re.M | re.S)
    indented = re.findall(r"^ {4}(.*)$", text, re.M)
    return [*CODE.findall(text), *(line for b in blocks for line in b.splitlines()), *indented]


def words_after(command: str, page: Path) -> set[str]:
    """The words that follow ``command`` where a page's code begins with it."""
    found = (re.match(rf"\W*(?:venv/bin/)?{command} ([a-z][a-z_-]*)", line.strip()) for line in code(page))
    return {m[1] for m in found if m}


@cache
def commands() -> dict[str, object]:
    group = typer.main.get_command(app)
    return dict(group.commands)  # type: ignore[attr-defined]


def exists(target: Path) -> bool:
    name = str(target.resolve().relative_to(ROOT))
    return target.exists() or (name in WITH_MODEL and not FLOORS.exists())


def slug(heading: str) -> str:
    """The anchor that a heading gets."""
    return re.sub(r"\s", "-", re.sub(r"[^\w\s-]", "", heading.strip().lower()))


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
def test_every_relative_link_leads_somewhere(page: Path) -> None:
    for link in LINK.findall(read(page)):
        if re.match(r"[a-z]+:", link):
            continue
        path, _, anchor = link.partition("#")
        target = (page.parent / path) if path else page
        assert exists(target), f"{link} in {page.name}"
        if anchor:
            headings = re.findall(r"^#+ (.*)$", read(target), re.M)
            assert anchor in {slug(h) for h in headings}, f"{link} in {page.name}"


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
def test_every_make_target_is_in_the_makefile(page: Path) -> None:
    targets = set(TARGET.findall((ROOT / "Makefile").read_text("utf-8")))
    assert words_after("make", page) <= targets


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
def test_every_command_is_one_of_the_command_line(page: Path) -> None:
    assert words_after("lagebild", page) <= set(commands())


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
def test_every_option_of_an_example_is_one_of_its_command(page: Path) -> None:
    for line in code(page):
        if found := re.match(r"\.venv/bin/lagebild ([a-z]+)(.*?)(?: #|$)", line.strip()):
            command = commands()[found[1]]
            each = (command, *getattr(command, "commands", {}).values())
            parameters = [parameter for one in each for parameter in one.params]  # type: ignore[attr-defined]
            real = {name for parameter in parameters for name in (*parameter.opts, *parameter.secondary_opts)}
            assert set(re.findall(r"(?<=\s)--?[a-z][a-z-]*", found[2])) <= real, line


def test_every_command_has_its_section() -> None:
    sections = set(re.findall(r"^## lagebild ([\w-]+)$", read(ROOT / "docs/commands.md"), re.M))
    assert sections == set(commands())


@pytest.mark.parametrize("field", list(Settings.model_fields))
def test_every_setting_is_documented(field: str) -> None:
    name = f"LAGEBILD_{field.upper()}"
    table = re.findall(r"^\| (`LAGEBILD_[^|]*)", read(ROOT / "docs/howto-engineer.md"), re.M)
    assert name in {each for row in table for each in CODE.findall(row)}


def test_every_setting_in_the_documentation_is_one() -> None:
    real = {f"LAGEBILD_{field.upper()}" for field in Settings.model_fields} | SWITCHES
    for page in PAGES:
        assert set(re.findall(r"\bLAGEBILD_[A-Z_]*[A-Z]", read(page))) <= real, page.name


def test_the_api_page_has_every_route_and_no_other() -> None:
    routes = create_app("sqlite://").openapi()["paths"]
    real = {f"{method.upper()} {path}" for path, methods in routes.items() for method in methods}
    shown = re.findall(r"^\| `((?:GET|POST|PUT|PATCH|DELETE) [^`]+)`", read(ROOT / "docs/api.md"), re.M)
    assert {f"{method} /api/v1{path}" for method, path in map(str.split, shown)} == real


@pytest.mark.parametrize("format", list(Format))
def test_every_format_of_exports_is_documented(format: Format) -> None:
    assert f"`{format}`" in read(ROOT / "docs/exports.md")


@pytest.mark.parametrize("address", VIEWS)
def test_every_view_is_documented(address: str) -> None:
    shown = set(re.findall(r"^\| `(/[^`?]*)", read(ROOT / "docs/workbench.md"), re.M))
    assert re.sub(r":\w+", "", address) in {re.sub(r"[A-Z]+$", "", each) for each in shown}


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
def test_every_file_of_the_repository_that_is_named_is_there(page: Path) -> None:
    inside = re.compile(r"(?:src|docs|eval|tests|training|workbench|samples|\.ci)/[\w./-]*\w")
    for name in {m for piece in code(page) for m in inside.findall(piece) if piece.startswith(m)}:
        assert exists(ROOT / name) or exists(page.parent / name), f"{name} in {page.name}"


@pytest.mark.parametrize("kind", list(EventType))
def test_the_codebook_page_has_every_type_with_its_modes(kind: EventType) -> None:
    (row,) = [x for x in read(ROOT / "docs/codebook.md").splitlines() if x.startswith(f"| **{kind}** |")]
    shown = CODE.findall(row.split("|")[3])
    assert shown == list(modes(kind))


def test_the_codebook_page_has_the_closed_lists() -> None:
    page = read(ROOT / "docs/codebook.md")
    words = set(re.findall(r"[A-Za-z0-9_-]+", page))
    for name in (*contexts(), *sectors(), *organisations(), *Modality, *Stance):
        assert str(name) in words, name


def test_the_python_page_names_every_field_of_an_event() -> None:
    from dataclasses import fields

    from lagebild.records import Actor, Event, Source

    shown = {w for piece in CODE.findall(read(ROOT / "docs/python.md")) for w in re.findall(r"\w+", piece)}
    for record in (Event, Actor, Source):
        assert {f.name for f in fields(record)} <= shown, record.__name__


def test_the_python_example_runs() -> None:
    text = read(ROOT / "docs/python.md")
    example = "\n".join(
        line[4:] for line in text.split("\n`lagebild.read(")[0].splitlines() if line.startswith("    ")
    )
    compile(example, "docs/python.md", "exec")
    if not (Settings().model / "manifest.json").is_file():
        pytest.skip("there is no model yet")
    exec(example, {})


def test_readme_names_the_command_that_makes_its_figures() -> None:
    readme = read(ROOT / "README.md")
    if "<!-- accuracy -->" not in readme:
        pytest.skip("README has no figures yet")
    assert "<!-- /accuracy -->" in readme
    assert "make eval" in readme


def test_readme_begins_with_the_one_command() -> None:
    readme = read(ROOT / "README.md")
    if len(readme) < 200:
        pytest.skip("README is not written yet")
    assert "make run" in readme
    assert "docs/" in readme


def test_pages_are_free_of_other_machines() -> None:
    for page in PAGES:
        assert not re.search(r"(?<![\w.])/(?:work|tmp|home|root)/", read(page)), page.name
