"""Text that means harm never runs and never breaks a view."""

from collections.abc import Iterator

import hostile_record
import pytest
from axe_playwright_python.sync_playwright import Axe
from browsing import serve, watched_page
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser

DOC, EVENTS = hostile_record.markup()
LONG, (FIRST, MIDDLE, LAST) = hostile_record.endless()
PATIENCE = 15_000
"""Milliseconds for a view with five million characters; opening it and going to another event took 3.7 s in all."""


@pytest.fixture(scope="module")
def hostile_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    url = f"sqlite:///{tmp_path_factory.mktemp('hostile') / 'hostile.db'}"
    hostile_record.fill(url)
    yield from serve(url)


@pytest.fixture
def page(browser: Browser, hostile_address: str) -> Iterator[Page]:
    yield from watched_page(browser, hostile_address, viewport={"width": 1280, "height": 900})


@pytest.mark.parametrize("view", ["/", "/dokumente", f"/dokumente/{DOC.id[:16]}", "/ereignisse?akteur=PER"])
def test_markup_is_words(page: Page, view: str) -> None:
    page.goto(view)
    expect(page.locator("main").get_by_text("<b>Peru</b>").first).to_be_visible(timeout=PATIENCE)
    assert page.locator("main img, main script, main b, main i").count() == 0
    assert page.locator('a[href^="javascript"]').count() == 0
    assert page.evaluate("document.body.dataset.ran") is None


def test_filters_and_search_with_markup_are_words(page: Page) -> None:
    page.goto(f"/ereignisse?akteur={hostile_record.MARKUP}&text={hostile_record.MARKUP}")
    expect(page.get_by_role("list", name="Gesetzte Filter")).to_contain_text("<b>Peru</b>")
    page.goto(f"/dokumente?suche={hostile_record.MARKUP}")
    expect(page.get_by_role("searchbox")).to_have_value(hostile_record.MARKUP)
    page.goto(f"/register/akteure/{hostile_record.MARKUP.replace('/', '%2F')}")
    expect(page.get_by_role("heading", level=1)).to_contain_text("<b>Peru</b>")
    assert page.evaluate("document.body.dataset.ran") is None


@pytest.mark.parametrize("view", ["/", "/dokumente", f"/dokumente/{DOC.id[:16]}", "/ereignisse?akteur=PER"])
def test_words_that_turn_the_direction_turn_only_themselves(page: Page, view: str) -> None:
    page.goto(view)
    expect(page.get_by_text("Kurier").first).to_be_visible(timeout=PATIENCE)
    loose = page.evaluate(
        """known => {
            const walk = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT)
            const found = []
            while (walk.nextNode()) {
                if (!/[\\u202e\\u2067]/.test(walk.currentNode.data)) continue
                if (walk.currentNode.parentElement.closest('.block, .sentence')) continue // the text itself
                let node = walk.currentNode.parentElement
                while (node && getComputedStyle(node).display.startsWith('inline')
                       && getComputedStyle(node).unicodeBidi !== 'isolate') node = node.parentElement
                const isolated = getComputedStyle(node).unicodeBidi === 'isolate'
                const others = known.reduce((text, each) => text.replaceAll(each, ''), walk.currentNode.data)
                if (others.replace(/[„“”\\s]/g, '')) found.push(walk.currentNode.data)
                else if (!isolated && node.textContent.trim() !== walk.currentNode.data.trim())
                    found.push(node.textContent.slice(0, 200))
            }
            return found
        }""",
        [hostile_record.TURNED, hostile_record.MARKUP],
    )
    assert loose == []


def test_a_line_without_end_can_be_read(page: Page) -> None:
    page.goto(f"/dokumente/{LONG.id[:16]}?ereignis={LAST.id}")
    expect(page.locator(".cards .card")).to_have_count(3, timeout=PATIENCE)
    expect(page.locator(".reader a.trigger[aria-current]")).to_be_in_viewport(timeout=PATIENCE)
    expect(page.locator('.reader [data-role="trigger"]')).to_have_text("half")
    shown = page.locator(".reader .block").evaluate_all(
        "ns => ns.reduce((n, b) => n + b.textContent.length, 0)"
    )
    assert shown == len(LONG.text)
    card = page.locator(f'.cards [data-event="{MIDDLE.id}"]')
    card.get_by_role("heading").get_by_role("link").click()
    expect(page.locator(".reader a.trigger[aria-current]")).to_be_in_viewport(timeout=PATIENCE)
    expect(page.locator('.reader [data-role="trigger"]')).to_have_text("streikte")


def test_a_line_without_end_does_not_break_the_list_of_events(page: Page) -> None:
    page.goto("/ereignisse?typ=PROTEST")
    proof = page.locator(".events .sentence")
    expect(proof).to_contain_text("Chile streikte", timeout=PATIENCE)
    assert len(proof.text_content() or "") < 5_000


def test_hostile_views_are_accessible(page: Page) -> None:
    for view in ("/dokumente", f"/dokumente/{DOC.id[:16]}?ereignis={EVENTS[0].id}"):
        page.goto(view)
        page.wait_for_load_state("networkidle")
        found = Axe().run(page).response["violations"]
        assert [v["id"] for v in found if v["impact"] in {"serious", "critical"}] == []
