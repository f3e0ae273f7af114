"""The built workbench that is committed: present, made from the present source, free of foreign hosts."""

import hashlib
import json
import re
import shutil
import subprocess
import sys
import zipfile
from importlib.resources import files
from pathlib import Path

import pytest

from lagebild.server.workbench import STATIC

SOURCE = Path(__file__).parents[2] / "workbench"
SOURCES = ("index.html", "package-lock.json", "public", "src", "tsconfig.json", "vite.config.js")


def test_package_holds_the_workbench() -> None:
    index = files("lagebild.server").joinpath("static", "index.html").read_text("utf-8")
    named = re.findall(r'(?:src|href)="/([^"]+)"', index)
    assert any(name.endswith(".js") for name in named)
    assert [name for name in named if not (STATIC / name).is_file()] == []


def test_wheel_holds_the_workbench(tmp_path: Path) -> None:
    builder = pytest.importorskip("hatchling.builders.wheel", reason="hatchling is not installed")
    wheel = next(builder.WheelBuilder(str(SOURCE.parent)).build(directory=str(tmp_path)))
    names = zipfile.ZipFile(wheel).namelist()
    assert "lagebild/server/static/index.html" in names
    assert "lagebild/server/labels.json" in names
    assert any(name.startswith("lagebild/server/static/assets/") and name.endswith(".js") for name in names)


def test_built_files_are_made_from_the_present_source() -> None:
    found = (p for name in SOURCES for p in [SOURCE / name, *(SOURCE / name).rglob("*")] if p.is_file())
    digest = hashlib.sha256()
    for name in sorted(path.relative_to(SOURCE).as_posix() for path in found):
        digest.update(f"{name}\n".encode() + (SOURCE / name).read_bytes() + b"\n")
    built = json.loads((STATIC / "build.json").read_text())["source"]
    assert built == digest.hexdigest(), "run: npm --prefix workbench ci && npm --prefix workbench run build"


def test_built_files_name_no_foreign_host() -> None:
    # Namespaces and the pages that Svelte's error messages point to are names, not requests.
    names = re.compile(r"https?://(?:www\.w3\.org|svelte\.dev)/")
    for path in STATIC.rglob("*"):
        if path.suffix in {".html", ".js", ".css"}:
            assert re.findall(r"https?://[\w.]+", names.sub("", path.read_text("utf-8"))) == [], path.name


@pytest.mark.skipif(
    not shutil.which("npm") or not (SOURCE / "node_modules").is_dir(), reason="needs npm ci in workbench/"
)
def test_building_again_gives_the_same_bytes(tmp_path: Path) -> None:
    command = ["npm", "--prefix", str(SOURCE), "run", "build", "--", "--outDir", str(tmp_path / "static")]
    subprocess.run(command, check=True, stdout=sys.stderr)
    for root in (STATIC, tmp_path / "static"):
        assert (root / "index.html").is_file()
    again = {p.relative_to(tmp_path / "static"): p.read_bytes() for p in (tmp_path / "static").rglob("*.*")}
    assert again == {p.relative_to(STATIC): p.read_bytes() for p in STATIC.rglob("*.*")}
