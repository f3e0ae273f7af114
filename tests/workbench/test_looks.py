"""Accessible, in both themes, at every width."""

import own_record
import pytest
from browsing import watched_page
from looking import check_accessible, check_fits_a_phone
from playwright.sync_api import Browser, expect

pytestmark = pytest.mark.browser

GRID, GRID_EVENTS = own_record.grid()
PINNED = f"/dokumente/{GRID.id[:16]}?ereignis={GRID_EVENTS[0].id}"
VIEWS = ("/", "/dokumente", PINNED, "/ereignisse", "/dokumente/ffff", "/genauigkeit")
PHONE = {"width": 360, "height": 740}


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_accessible(browser: Browser, address: str, theme: str) -> None:
    check_accessible(browser, address, theme, VIEWS)


def test_no_wider_than_a_phone(browser: Browser, address: str) -> None:
    check_fits_a_phone(browser, address, VIEWS)


def test_dark_theme_is_dark(browser: Browser, address: str) -> None:
    def brightness(theme: str) -> int:
        for page in watched_page(browser, address, color_scheme=theme):
            page.goto("/dokumente")
            colour = page.evaluate("getComputedStyle(document.body).backgroundColor")
            return sum(int(part) for part in colour.removeprefix("rgb(").rstrip(")").split(","))
        raise AssertionError

    assert brightness("light") > 700
    assert brightness("dark") < 100


def test_every_role_has_a_style_of_its_own(browser: Browser, address: str) -> None:
    for page in watched_page(browser, address):
        page.goto("/ereignisse")
        styles = page.locator(".legend .role").evaluate_all(
            """nodes => nodes.map(node => {
                const s = getComputedStyle(node)
                const line = [s.textDecorationLine, s.textDecorationStyle, s.textDecorationThickness]
                return [...line, s.backgroundColor].join()
            })"""
        )
        lines = {tuple(style.split(",")[:3]) for style in styles}
        assert len(styles) == len(set(styles)) == 10
        assert len(lines) == 10, "two roles differ in colour only"


def test_phone_shows_the_pinned_event_at_the_foot(browser: Browser, address: str) -> None:
    for page in watched_page(browser, address, viewport=PHONE):
        page.goto(PINNED)
        sheet = page.get_by_role("region", name="Gewähltes Ereignis")
        expect(sheet).to_be_in_viewport()
        expect(page.locator(".reader a.trigger[aria-current]").first).to_be_in_viewport()
        sheet.get_by_role("link", name="Schließen").click()
        expect(sheet).to_have_count(0)


HANGING = """() => [...document.querySelectorAll('.meta')].flatMap((list) => [...list.children].filter((item) => {
    const text = document.createRange()
    text.selectNodeContents(item)
    const left = list.getBoundingClientRect().left
    return item.getBoundingClientRect().left - left < 1 && text.getBoundingClientRect().left - left >= 1
})).length"""


def test_no_line_begins_with_the_dot_between_two_words(browser: Browser, address: str) -> None:
    for page in watched_page(browser, address, viewport={"width": 240, "height": 800}):
        page.goto("/")
        expect(page.locator(".meta").first).to_be_visible()
        wrapped = "() => [...document.querySelectorAll('.meta')].some((list) => list.clientHeight > 40)"
        assert page.evaluate(wrapped)
        assert page.evaluate(HANGING) == 0
