"""The overview, the accuracy card and the way between the reports of a case, in a browser."""

import re
from collections.abc import Iterator

import own_cases
import own_record
import pytest
from axe_playwright_python.sync_playwright import Axe
from browsing import serve, watched_page
from playwright.sync_api import Browser, Page, expect

from lagebild.record import Store
from lagebild.records import BlockKind, Document, Event, EventType, Stance

pytestmark = pytest.mark.browser

DELIVERED, (DELIVERY,) = own_cases.delivery()
DENIED, (DENIAL,) = own_cases.denial()


def passed_on() -> tuple[Document, list[Event]]:
    """What a paper has from diplomats, and they from a minister."""
    words = "Der Minister versicherte laut Diplomaten, Finnland übernehme die Kosten."
    doc = own_record.document(((BlockKind.BODY, words),), publisher="Inselbote", title="Wer zahlt")
    maker = own_record.sentence(doc, "Der Minister")
    minister = maker.source("Der Minister", "FIN GOV", "versicherte", Stance.ASSERTS)
    diplomats = maker.source("Diplomaten", "EUU", "laut", Stance.ASSERTS)
    pays = maker.event(
        "übernehme", EventType.AID, actors=(maker.actor("Finnland", "FIN"),), sources=(minister, diplomats)
    )
    return doc, [pays]


@pytest.fixture(scope="module")
def cases_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    url = f"sqlite:///{tmp_path_factory.mktemp('cases') / 'own.db'}"
    own_cases.fill(url)
    with Store.open(url) as store:
        store.add(*passed_on(), model=own_record.MODEL)
    yield from serve(url)


@pytest.fixture
def page(browser: Browser, cases_address: str) -> Iterator[Page]:
    yield from watched_page(browser, cases_address)


def section(page: Page, name: str) -> list[str]:
    part = page.get_by_role("region", name=name)
    expect(part).to_be_visible()
    return part.get_by_role("listitem").all_text_contents()


def test_overview_tells_what_is_new_disputed_and_overdue(page: Page) -> None:
    page.goto("/")
    overdue = page.get_by_role("region", name="Überfällige Zusagen")
    expect(overdue.get_by_role("listitem")).to_have_count(1)
    expect(overdue).to_contain_text("fällig am 30. April 2024")
    assert len(section(page, "Neue Dokumente")) == 3
    [dispute] = section(page, "Neue Streitfälle")
    assert "Dänemark → Estland: Hilfe" in dispute
    assert "strittig" in dispute
    expect(page.get_by_label("Neu seit")).to_have_value("2024-03-04")


def test_overview_since_a_day_stands_in_the_url(page: Page) -> None:
    page.goto("/")
    page.get_by_label("Neu seit").fill("2024-03-05")
    expect(page).to_have_url(re.compile(r"/\?seit=2024-03-05$"))
    expect(page.get_by_role("region", name="Neue Dokumente").get_by_role("listitem")).to_have_count(2)
    page.goto("/?seit=2024-03-12")
    quiet = page.get_by_role("region", name="Neue Streitfälle")
    expect(quiet).to_contain_text("sobald ein Text eine Handlung bestreitet")
    page.get_by_role("link", name="letzte sieben Tage").click()
    expect(page.get_by_role("region", name="Neue Streitfälle").get_by_role("listitem")).to_have_count(1)


def test_an_empty_record_says_what_to_do(browser: Browser, empty_address: str) -> None:
    for page in watched_page(browser, empty_address):
        page.goto("/")
        expect(page.get_by_text("lagebild add ORDNER").first).to_be_visible()
        expect(page.get_by_role("region", name="Neue Streitfälle")).to_contain_text("Streitfälle entstehen")


def test_accuracy_card_explains_its_figures(page: Page) -> None:
    page.goto("/ereignisse")
    page.get_by_role("link", name="Wie sicher?").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Wie sicher ist das?")
    row = page.get_by_role("row").filter(has_text="event F1")
    expect(row).to_contain_text("die Art stimmt")
    assert re.search(r"\d\d\s%", row.text_content() or "")


def test_a_pinned_event_leads_to_the_report_before_and_after(page: Page) -> None:
    page.goto(f"/dokumente/{DENIED.id[:16]}?ereignis={DENIAL.id}")
    case = page.get_by_role("group", name="Fall dieses Ereignisses")
    expect(case).to_contain_text("strittig, in 2 Dokumenten")
    expect(case).to_contain_text("Bericht 2 von 2")
    case.get_by_role("link", name="Voriger Bericht").click()
    expect(page).to_have_url(re.compile(f"/dokumente/{DELIVERED.id[:16]}\\?ereignis={DELIVERY.id}$"))
    expect(case).to_contain_text("Bericht 1 von 2")
    expect(case.get_by_role("link", name="Voriger Bericht")).to_have_count(0)


def test_sources_are_nested(page: Page) -> None:
    doc, (event,) = passed_on()
    page.goto(f"/dokumente/{doc.id[:16]}?ereignis={event.id}")
    card = page.locator(".cards .card")
    expect(card.locator(".outer").first).to_contain_text("laut Europäische Union")
    expect(card.locator(".outer .outer")).to_contain_text("laut Inselbote")
    expect(card.locator(".outer").first).not_to_contain_text("Finnland · Regierung")
    expect(page.get_by_role("group", name="Fall dieses Ereignisses")).to_contain_text(
        "Noch mit keinem anderen"
    )


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_accessible_and_no_wider_than_the_window(
    browser: Browser, cases_address: str, theme: str, width: int
) -> None:
    viewport = {"width": width, "height": 850}
    for page in watched_page(browser, cases_address, viewport=viewport, color_scheme=theme):
        for view in (
            "/",
            "/?seit=2024-03-12",
            "/genauigkeit",
            f"/dokumente/{DENIED.id}?ereignis={DENIAL.id}",
        ):
            page.goto(view)
            page.wait_for_load_state("networkidle")
            found = Axe().run(page).response["violations"]
            grave = [v for v in found if v["impact"] in {"serious", "critical"}]
            assert [(view, v["id"], [n["html"][:120] for n in v["nodes"]]) for v in grave] == []
            assert page.evaluate("document.documentElement.scrollWidth") <= width, view
