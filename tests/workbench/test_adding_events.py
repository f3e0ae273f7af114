"""A reviewer adds an event that the machine missed, from words of the document, with the mouse or by keyboard."""

from collections.abc import Iterator

import own_cases
import pytest
from axe_playwright_python.sync_playwright import Axe
from browsing import watched_page
from playwright.sync_api import Browser, Page, expect

from lagebild.record import Store
from lagebild.records import EventType

pytestmark = pytest.mark.browser

DOCUMENT, (DENIED,) = own_cases.denial()
ADDRESS = f"/dokumente/{DOCUMENT.id[:16]}"
WIES = own_cases.DENIAL.index("wies")


@pytest.fixture
def page(browser: Browser, served: str) -> Iterator[Page]:
    yield from watched_page(browser, served)


def opened(page: Page, address: str = ADDRESS, name: str = "Kim Boll") -> None:
    page.goto(address)
    page.evaluate("name => localStorage.setItem('lagebild.reviewer', name)", name)
    page.reload()
    expect(page.locator(".cards .card")).to_have_count(1)


def select(page: Page, words: str) -> None:
    """As if the mouse had been drawn over the words."""
    page.evaluate(
        """words => {
            document.activeElement.blur() // as a press of the mouse does
            const walker = document.createTreeWalker(document.querySelector('.reader'), NodeFilter.SHOW_TEXT)
            while (walker.nextNode()) {
                const at = walker.currentNode.data.indexOf(words)
                if (at < 0) continue
                getSelection().setBaseAndExtent(walker.currentNode, at, walker.currentNode, at + words.length)
                return
            }
        }""",
        words,
    )


def added(database: str) -> list[tuple[str, str, int]]:
    with Store.open(database) as store:
        events = [
            event for event in store.events() if event.id != DENIED.id and event.document_id == DOCUMENT.id
        ]
    return [(event.type.value, event.trigger_text, event.trigger.start) for event in events]


def test_the_words_selected_become_an_event_in_the_margin(page: Page, database: str) -> None:
    opened(page)
    select(page, "wies")
    page.get_by_role("button", name="Ereignis hinzufügen (n)").click()
    form = page.get_by_role("region", name="Ereignis hinzufügen")
    expect(form.locator(".sentence mark")).to_have_text("wies")
    expect(form.locator(".sentence")).to_have_text(own_cases.DENIAL)
    expect(form.get_by_label("Auslöser", exact=True)).to_have_value("wies")
    expect(form.get_by_label("Typ")).to_be_focused()
    form.get_by_role("button", name="Ereignis speichern").click()  # no type yet: the browser asks for one
    assert added(database) == []
    form.get_by_label("Typ").select_option("REJECT")
    form.get_by_role("button", name="Akteur hinzufügen").click()
    form.get_by_label("Code (Name) Akteur 1").fill("EST GOV")
    select(page, "Ministerium in Tallinn")
    form.get_by_role("button", name="Auswahl übernehmen: Akteur 1").click()
    expect(form.get_by_label("Wörter Akteur 1")).to_have_value("Ministerium in Tallinn")
    found = Axe().run(page).response["violations"]
    assert [v["id"] for v in found if v["impact"] in ("serious", "critical")] == []
    form.get_by_label("Begründung").fill("übersehen")
    form.get_by_role("button", name="Ereignis speichern").click()
    expect(page.locator(".cards .card")).to_have_count(2)
    expect(page.locator(".cards .card.pinned")).to_contain_text("wies")
    expect(page.locator(".cards .card.pinned")).to_contain_text("Ministerium in Tallinn")
    expect(page.get_by_text("Hinzugefügt, Entscheidung 1.")).to_be_visible()
    assert added(database) == [("REJECT", "wies", WIES)]
    with Store.open(database) as store:
        (made,) = store.cases.judgements()
        (event,) = store.events_by_id(made.events)
    assert (made.kind, made.made_by, made.reason, event.type) == (
        "add", "Kim Boll", "übersehen", EventType.REJECT,
    )  # fmt: skip
    assert [(a.code, a.text) for a in event.actors] == [("EST GOV", "Ministerium in Tallinn")]
    page.get_by_role("button", name="Entscheidung 1 zurücknehmen").click()
    expect(page.locator(".cards .card")).to_have_count(1)
    assert added(database) == []


def test_an_event_is_added_by_keys_alone(page: Page, database: str) -> None:
    opened(page, name="")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_contain_text("Ereignis zu den ausgewählten Wörtern hinzufügen")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    page.keyboard.press("n")
    form = page.get_by_role("region", name="Ereignis hinzufügen")
    trigger = form.get_by_label("Auslöser", exact=True)
    expect(trigger).to_be_focused()
    page.keyboard.type("wies")
    form.get_by_label("Typ").focus()
    page.keyboard.type("Ableh")
    expect(form.get_by_label("Typ")).to_have_value("REJECT")
    trigger.focus()
    page.keyboard.press("Enter")
    expect(form.get_by_label("Ihr Name")).to_be_focused()
    page.keyboard.type("Kim Boll")
    page.keyboard.press("Enter")
    trigger.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".cards .card")).to_have_count(2)
    assert added(database) == [("REJECT", "wies", WIES)]


def test_the_word_asked_about_is_taken_where_nothing_is_selected(page: Page) -> None:
    opened(page, f"{ADDRESS}?wort={WIES + 2}")
    page.keyboard.press("n")
    form = page.get_by_role("region", name="Ereignis hinzufügen")
    expect(form.get_by_label("Auslöser", exact=True)).to_have_value("wies")
    form.get_by_role("button", name="Abbrechen").press("Enter")
    expect(page.get_by_role("button", name="Ereignis hinzufügen (n)")).to_be_focused()


def test_what_stands_there_already_is_told(page: Page, database: str) -> None:
    opened(page)
    select(page, "überließ")
    page.keyboard.press("n")
    form = page.get_by_role("region", name="Ereignis hinzufügen")
    form.get_by_label("Typ").select_option("AID")
    form.get_by_role("button", name="Ereignis speichern").click()
    expect(form.get_by_role("alert")).to_contain_text("stands here already")
    assert added(database) == []


def test_on_a_narrow_screen_the_button_comes_with_the_selection(browser: Browser, served: str) -> None:
    for page in watched_page(browser, served, viewport={"width": 390, "height": 844}):
        opened(page)
        select(page, "wies")
        button = page.locator(".sheet").get_by_role("button", name="Ereignis hinzufügen (n)")
        button.click()
        expect(page.locator(".sheet").get_by_label("Auslöser", exact=True)).to_have_value("wies")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        page.locator(".sheet .close").click()
        expect(page.locator(".sheet")).to_have_count(0)
