"""The frame of every view: language, colours, navigation, keys, a lost server, waiting."""

import re
from collections.abc import Iterator

import own_record
import pytest
from axe_playwright_python.sync_playwright import Axe
from browsing import watched_page
from playwright.sync_api import Browser, Page, Route, expect

pytestmark = pytest.mark.browser

PHONE = {"width": 390, "height": 800}
GRID, GRID_EVENTS = own_record.grid()
DOCUMENT = f"/dokumente/{GRID.id[:16]}"
LOST = "Der Server antwortet nicht"


def grave(page: Page) -> list[tuple[str, list[str]]]:
    found = Axe().run(page).response["violations"]
    return [
        (v["id"], [n["html"][:120] for n in v["nodes"]])
        for v in found
        if v["impact"] in {"serious", "critical"}
    ]


def choose(page: Page, label: str, option: str) -> None:
    page.get_by_role("banner").get_by_label(label).select_option(option)


@pytest.fixture
def cut_off(browser: Browser, address: str) -> Iterator[Page]:
    """A page whose requests may fail without failing the test."""
    context = browser.new_context(base_url=address, locale="de-DE")
    yield context.new_page()
    context.close()


def test_language_is_chosen_kept_and_asked_of_the_server(page: Page) -> None:
    page.goto("/ereignisse")
    first = page.locator(".events > li").first
    expect(page.get_by_role("heading", level=1)).to_have_text("Ereignisse")
    expect(page.locator(".card").first).to_contain_text("Republik Moldau")
    choose(page, "Sprache", "English")
    expect(page.get_by_role("heading", level=1)).to_have_text("Events")
    expect(page.locator(".card").first).to_contain_text("Moldova · government")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(first.locator(".sentence")).to_have_attribute("lang", "de")
    page.reload()
    expect(page.get_by_role("link", name="Documents")).to_be_visible()
    page.goto(DOCUMENT)
    expect(page.locator(".cards .card").first).to_contain_text("14 February 2023 to 31 March 2023")
    expect(page.get_by_role("heading", name="6 events")).to_be_visible()


def test_language_of_the_browser_is_taken_first(browser: Browser, address: str) -> None:
    context = browser.new_context(base_url=address, locale="en-GB")
    page = context.new_page()
    page.goto("/dokumente")
    expect(page.get_by_role("heading", level=1)).to_have_text("Documents")
    context.close()


def test_no_german_is_left_in_the_english_frame(page: Page) -> None:
    page.add_init_script("localStorage.setItem('lagebild.language', 'en')")
    own_german = re.compile(r"\b(und|oder|nicht|der|die|das|mit|keine?|wird|von|bis)\b")
    for view in (
        "/",
        "/dokumente",
        "/ereignisse",
        "/register",
        "/register/rahmen",
        "/genauigkeit",
        "/nirgends",
    ):
        page.goto(view)
        page.wait_for_load_state("networkidle")
        words = page.evaluate(
            """() => { document.querySelectorAll('[lang=de], q, bdi, code').forEach(n => n.remove())
                       return document.body.innerText }"""
        )
        assert own_german.findall(words) == [], view


def test_colours_are_chosen_and_kept(page: Page) -> None:
    page.goto("/dokumente")

    def brightness() -> int:
        colour = page.evaluate("getComputedStyle(document.body).backgroundColor")
        return sum(int(part) for part in colour.removeprefix("rgb(").rstrip(")").split(","))

    assert brightness() > 700
    choose(page, "Farben", "dunkel")
    assert brightness() < 100
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    page.reload()
    assert brightness() < 100
    page.emulate_media(color_scheme="dark")
    choose(page, "Farben", "hell")
    assert brightness() > 700
    choose(page, "Farben", "wie im System")
    assert brightness() < 100
    assert grave(page) == []


def test_menu_on_a_phone_by_keyboard(browser: Browser, address: str) -> None:
    for page in watched_page(browser, address, viewport=PHONE):
        page.goto("/dokumente")
        menu = page.get_by_role("button", name="Menü")
        events = page.get_by_role("navigation", name="Hauptnavigation").get_by_role("link", name="Ereignisse")
        expect(events).to_be_hidden()
        menu.focus()
        page.keyboard.press("Enter")
        expect(events).to_be_visible()
        assert grave(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
        page.keyboard.press("Escape")
        expect(events).to_be_hidden()
        expect(menu).to_be_focused()
        page.keyboard.press("Enter")
        events.focus()
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", level=1)).to_have_text("Ereignisse")
        expect(events).to_be_hidden()


def test_the_navigation_says_where_one_is(page: Page) -> None:
    page.goto(DOCUMENT)
    navigation = page.get_by_role("navigation", name="Hauptnavigation")
    expect(navigation.locator("[aria-current]")).to_have_text(["Dokumente"])
    page.goto("/")
    expect(navigation.locator('[aria-current="page"]')).to_have_text(["Übersicht"])


def test_filters_are_carried_from_view_to_view(page: Page) -> None:
    page.goto(f"{DOCUMENT}?akteur=RUS&realitaet=called_for")
    page.get_by_role("navigation", name="Hauptnavigation").get_by_role("link", name="Ereignisse").click()
    expect(page).to_have_url(re.compile(r"/ereignisse\?akteur=RUS&realitaet=called_for$"))
    chips = page.get_by_role("list", name="Gesetzte Filter").get_by_role("link")
    expect(chips).to_have_count(2)
    expect(chips.first).to_contain_text("Akteur: Russland")
    chips.filter(has_text="gefordert").click()
    expect(page).to_have_url(re.compile(r"/ereignisse\?akteur=RUS$"))


def test_every_filter_reaches_the_api_under_its_name(page: Page) -> None:
    given = {
        "akteur": ("actor", "NOR"), "gegenueber": ("other", "MDA"), "rahmen": ("framework", "NATO"),
        "typ": ("type", "AID"), "realitaet": ("modality", "planned"), "haltung": ("stance", "asserts"),
        "von": ("from", "2023-02-01"), "bis": ("to", "2023-04-01"), "text": ("text", "Transformatoren"),
        "herausgeber": ("publisher", "Fjordkurier"),
    }  # fmt: skip
    with page.expect_request("**/api/v1/events?*") as asked:
        page.goto("/ereignisse?" + "&".join(f"{name}={value}" for name, (_, value) in given.items()))
    for parameter, value in given.values():
        assert f"{parameter}={value}" in asked.value.url
    with page.expect_request("**/api/v1/events?*") as asked:
        page.goto("/ereignisse?verneint=nein&strittig=ja")
    assert "negated=false" in asked.value.url
    assert "disputed=true" in asked.value.url


def test_keys_lead_to_help_views_search_and_entries(page: Page) -> None:
    page.goto("/dokumente")
    expect(page.get_by_role("listitem").first).to_be_visible()
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="Tasten")
    expect(dialog).to_be_visible()
    assert grave(page) == []
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    page.keyboard.press("j")
    page.keyboard.press("j")
    expect(page.get_by_role("link", name="Oslo sagt Chisinau")).to_be_focused()
    page.keyboard.press("k")
    expect(page.get_by_role("link", name="Sandu spricht")).to_be_focused()
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.keyboard.type("g?j")
    expect(page.get_by_role("searchbox")).to_have_value("g?j")
    expect(dialog).to_be_hidden()
    page.get_by_role("heading", level=1).click()
    page.keyboard.press("g")
    page.keyboard.press("e")
    expect(page.get_by_role("heading", level=1)).to_have_text("Ereignisse")
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox")).to_be_focused()
    expect(page.get_by_role("heading", level=1)).to_have_text("Dokumente")


def test_escape_lets_go_of_the_pinned_event_on_a_phone(browser: Browser, address: str) -> None:
    for page in watched_page(browser, address, viewport=PHONE):
        page.goto(f"{DOCUMENT}?ereignis={GRID_EVENTS[0].id}")
        sheet = page.get_by_role("region", name="Gewähltes Ereignis")
        expect(sheet).to_be_visible()
        page.keyboard.press("Escape")
        expect(sheet).to_have_count(0)


def test_single_keys_can_be_switched_off(page: Page) -> None:
    page.goto("/dokumente")
    page.get_by_role("button", name="Tasten").click()
    dialog = page.get_by_role("dialog", name="Tasten")
    dialog.get_by_label("Einzelne Tasten gelten").uncheck()
    dialog.get_by_role("button", name="Schließen").click()
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text("Dokumente")
    page.keyboard.press("?")
    expect(dialog).to_be_hidden()


def test_a_lost_server_is_announced_and_recovered_from(cut_off: Page) -> None:
    page = cut_off
    page.goto("/dokumente")
    page.route("**/api/**", lambda route: route.abort())
    page.get_by_role("link", name="Ereignisse", exact=True).click()
    expect(page.locator("[aria-live=assertive]")).to_contain_text(LOST)
    expect(page.get_by_role("alert")).to_contain_text(LOST)
    assert grave(page) == []
    page.unroute("**/api/**")
    page.get_by_role("button", name="Jetzt versuchen").click()
    expect(page.locator("[aria-live=assertive]")).to_contain_text("Der Server antwortet wieder.")
    expect(page.locator(".events > li")).to_have_count(9)


def test_the_server_is_asked_again_by_itself(cut_off: Page) -> None:
    page = cut_off
    asked: list[str] = []

    def refuse(route: Route) -> None:
        asked.append(route.request.url)
        route.abort()

    page.goto("/genauigkeit")
    page.route("**/api/**", refuse)
    page.get_by_role("link", name="Dokumente", exact=True).click()
    expect(page.locator("[aria-live=assertive]")).to_contain_text(LOST)
    page.wait_for_timeout(3_500)
    attempts = [url for url in asked if url.endswith("/health")]
    assert 1 <= len(attempts) <= 3, "after one second, then two more, then four"
    page.unroute("**/api/**")
    expect(page.get_by_role("listitem").first).to_be_visible(timeout=10_000)


def test_long_waiting_is_told_and_can_be_cancelled(page: Page) -> None:
    held: list[Route] = []
    page.route("**/api/v1/events?*", lambda route: held.append(route))
    page.goto("/ereignisse")
    expect(page.get_by_text("Das dauert länger, die Arbeit läuft noch.")).to_be_visible(timeout=4_000)
    with page.expect_event("requestfailed"):
        page.get_by_role("button", name="Abbrechen").click()
    expect(page.get_by_text("Abgebrochen.")).to_be_visible()
    page.unroute("**/api/v1/events?*")
    page.get_by_role("button", name="Noch einmal laden").click()
    expect(page.locator(".events > li")).to_have_count(9)
    assert len(held) == 1


def test_a_later_question_gives_up_the_earlier_one(page: Page) -> None:
    held: list[Route] = []
    page.route("**/api/v1/events?*actor=NOR*", lambda route: held.append(route))
    page.goto("/ereignisse?akteur=NOR")
    with page.expect_event("requestfailed") as failed:
        page.get_by_role("link", name="Filter aufheben").click()
    assert "actor=NOR" in failed.value.url
    expect(page.locator(".events > li")).to_have_count(9)
