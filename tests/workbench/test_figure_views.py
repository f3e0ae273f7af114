"""What timeline, dyads, network and map have in common: languages, access, room, and what they teach when empty."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from browsing import watched_page
from figure_pages import DESKTOP, asked
from looking import check_fits_a_phone
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser

VIEWS = ("/zeitverlauf?wert=ja", "/dyaden", "/dyaden?akteur=RUS&gegenueber=UKR", "/netz?akteur=RUS", "/karte")


def test_english_speaks_english(browser: Browser, figures_address: str) -> None:
    for page in watched_page(browser, figures_address, viewport=DESKTOP):
        page.add_init_script("localStorage.setItem('lagebild.language', 'en')")
        for address, title in {
            "zeitverlauf": "Timeline",
            "dyaden": "Dyads",
            "netz": "Network",
            "karte": "Map",
        }.items():
            page.goto(f"/{address}")
            expect(page.get_by_role("heading", level=1)).to_have_text(title)
            expect(page.locator(".counted")).to_contain_text("every report counts")
        expect(page.get_by_role("region", name="Countries where it happens")).to_contain_text("Ukraine")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_figures_are_accessible(browser: Browser, figures_address: str, theme: str) -> None:
    for page in watched_page(browser, figures_address, viewport=DESKTOP, color_scheme=theme):
        for address in VIEWS:
            page.goto(address)
            page.wait_for_load_state("networkidle")
            for summary in page.get_by_text("Als Tabelle", exact=True).all():
                summary.click()
            found = Axe().run(page).response["violations"]
            grave = [v for v in found if v["impact"] in {"serious", "critical"}]
            assert [(address, v["id"], [n["html"][:120] for n in v["nodes"]]) for v in grave] == []


def test_figures_are_no_wider_than_a_phone(browser: Browser, figures_address: str) -> None:
    check_fits_a_phone(browser, figures_address, VIEWS)


def test_nothing_shifts_once_it_is_there(view: Page) -> None:
    view.add_init_script(
        "window.shifted = 0; new PerformanceObserver(list => { for (const e of list.getEntries()) "
        "if (!e.hadRecentInput) window.shifted += e.value }).observe({ type: 'layout-shift', buffered: true })"
    )
    for address in VIEWS:
        view.goto(address)
        view.wait_for_load_state("networkidle")
        assert view.evaluate("window.shifted") < 0.1, address  # the bound of a good page in Web Vitals


def test_an_empty_record_and_a_filter_without_events_teach(browser: Browser, empty_address: str) -> None:
    for page in watched_page(browser, empty_address):
        for address in ("/zeitverlauf", "/dyaden", "/netz", "/karte"):
            page.goto(address)
            expect(page.get_by_role("status").filter(has_text="lagebild add")).to_be_visible()
            page.goto(f"{address}?akteur=FJI")
            page.get_by_role("link", name="Ohne Filter zeigen").click()
            assert asked(page) == {}
