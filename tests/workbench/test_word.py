"""What the machine thinks of a word that is clicked."""

import re

import own_record
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from lagebild.settings import Settings

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not (Settings().model / "manifest.json").is_file(), reason="there is no model yet"),
]

GRID, EVENTS = own_record.grid()
DEMAND = EVENTS[1]
DOCUMENT = f"/dokumente/{GRID.id[:16]}"
FIRST_ANSWER = 15_000
"""Milliseconds: the model is loaded for the first word that is asked about."""


def share(page: Page, label: str) -> int:
    row = page.locator("section.word tr", has=page.get_by_role("rowheader", name=label, exact=True))
    return int(row.first.locator(".share").inner_text().rstrip(" %\xa0"))


def test_a_click_on_a_word_tells_what_it_may_be(page: Page) -> None:
    page.goto(f"{DOCUMENT}?ereignis={DEMAND.id}")
    russia = DEMAND.recipients[0].span
    assert russia is not None
    page.locator(".reader [data-role=recipient]", has_text="Russland").first.click()
    expect(page).to_have_url(re.compile(r"wort=\d+"))
    at = int(re.search(r"wort=(\d+)", page.url)[1])  # type: ignore[index]
    assert russia.start <= at < russia.end
    expect(page.locator("section.word h2")).to_contain_text("Russland", timeout=FIRST_ANSWER)
    assert share(page, "keine") > 90


def test_the_chosen_event_tells_what_the_word_is_to_it(page: Page) -> None:
    russia = DEMAND.recipients[0].span
    assert russia is not None
    page.goto(f"{DOCUMENT}?ereignis={DEMAND.id}&wort={russia.start}")
    expect(page.locator("section.word h2")).to_contain_text("Russland", timeout=FIRST_ANSWER)
    assert share(page, "Adressat") > 50
    page.get_by_role("link", name="Nächstes Wort").click()
    expect(page.locator("section.word h2")).to_contain_text("auf", timeout=FIRST_ANSWER)
    found = Axe().run(page).response["violations"]
    assert [v["id"] for v in found if v["impact"] in ("serious", "critical")] == []


@pytest.mark.parametrize("viewport", [(1280, 800), (390, 844)], ids=["desktop", "phone"])
def test_word_and_chosen_event_are_seen_together(page: Page, viewport: tuple[int, int]) -> None:
    page.set_viewport_size({"width": viewport[0], "height": viewport[1]})
    last = EVENTS[-1]
    page.goto(f"{DOCUMENT}?ereignis={last.id}&wort={last.trigger.start}")
    word = page.locator("section.word")
    expect(word.locator("h2")).to_be_in_viewport(timeout=FIRST_ANSWER)
    expect(page.locator(".card.pinned h3").last).to_be_in_viewport()
    page.wait_for_function("() => document.querySelector('section.word').scrollHeight > 0")
    below = page.locator(".card.pinned").last.bounding_box()
    above = word.bounding_box()
    assert above is not None
    assert below is not None
    assert above["y"] + above["height"] <= below["y"] < viewport[1] - 100
    word.get_by_role("link", name="Schließen").click()
    expect(word).to_have_count(0)


def test_page_furniture_says_that_nothing_is_read_there(page: Page) -> None:
    page.goto(f"{DOCUMENT}?wort=2")
    expect(page.locator("section.word")).to_contain_text(
        "Hier liest die Maschine nicht", timeout=FIRST_ANSWER
    )
