"""What must hold of the look of every view."""

from collections.abc import Sequence

from axe_playwright_python.sync_playwright import Axe
from browsing import watched_page
from playwright.sync_api import Browser

PHONE = {"width": 360, "height": 740}
DESKTOP = {"width": 1280, "height": 900}


def check_accessible(browser: Browser, address: str, theme: str, views: Sequence[str]) -> None:
    """axe finds nothing serious."""
    for page in watched_page(browser, address, viewport=DESKTOP, color_scheme=theme):
        for view in views:
            page.goto(view)
            page.wait_for_load_state("networkidle")
            found = Axe().run(page).response["violations"]
            grave = [v for v in found if v["impact"] in {"serious", "critical"}]
            assert [(view, v["id"], [n["html"][:120] for n in v["nodes"]]) for v in grave] == []


def check_fits_a_phone(browser: Browser, address: str, views: Sequence[str]) -> None:
    """Nobody has to scroll sideways."""
    for page in watched_page(browser, address, viewport=PHONE):
        for view in views:
            page.goto(view)
            page.wait_for_load_state("networkidle")
            assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], view
