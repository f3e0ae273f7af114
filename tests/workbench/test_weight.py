"""How much a browser loads before a view can be read."""

import gzip
import re

import pytest

from lagebild.server.workbench import STATIC

MOST = 300_000
"""Bytes of the first view, compressed."""
ASSETS = STATIC / "assets"
STATIC_IMPORT = re.compile(r"""(?:from|import)\s*["']\./([\w.-]+\.js)["']""")
PAGES = re.compile(r"^[A-Z]\w*-[\w-]+\.js$")


def with_imports(names: list[str]) -> set[str]:
    """Scripts and all that they import before they run."""
    found: set[str] = set()
    while names:
        name = names.pop()
        if name not in found:
            found.add(name)
            names += STATIC_IMPORT.findall((ASSETS / name).read_text("utf-8"))
    return found


def weight(names: set[str]) -> int:
    return sum(len(gzip.compress((ASSETS / name).read_bytes())) for name in names)


@pytest.mark.parametrize("page", sorted(p.name for p in ASSETS.glob("*.js") if PAGES.match(p.name)))
def test_no_view_is_heavier_than_allowed(page: str) -> None:
    index = (STATIC / "index.html").read_text("utf-8")
    scripts = with_imports([*re.findall(r'src="/assets/([^"]+\.js)"', index), page])
    styles = {path.name for path in ASSETS.glob("*.css")}
    assert len(scripts) > 1
    assert weight(scripts | styles) + len(gzip.compress(index.encode())) < MOST
