"""Cases, their ledgers, disputes, commitments and compared statements in a real browser."""

import re
from collections.abc import Iterator
from datetime import datetime
from itertools import pairwise
from urllib.parse import quote

import ledger_record
import own_cases
import pytest
from browsing import serve, watched_page
from ledger_record import EARLIER, LATER
from looking import check_accessible, check_fits_a_phone
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser

(CLAIM_DOC, (CLAIM,)) = own_cases.delivery()
(DENIAL_DOC, (DENIAL,)) = own_cases.denial()
(PROMISE_DOC, (PROMISE,)) = own_cases.promise()
WORDS = "lieferte [zwölf Minenräumboote]"
CASE = f"/faelle/{CLAIM.id[:12]}"
AT_CLAIM = f"/dokumente/{CLAIM_DOC.id[:16]}?ereignis={CLAIM.id}"
AT_DENIAL = f"/dokumente/{DENIAL_DOC.id[:16]}?ereignis={DENIAL.id}"
COMPARED = f"/vergleich?eins={EARLIER.id[:16]}&anderes={LATER.id[:16]}"
VIEWS = (
    "/faelle",
    "/faelle?akteur=Atlantis",
    CASE,
    "/faelle/ffff",
    "/streitfaelle",
    "/zusagen?am=2024-05-01",
    "/vergleich",
    COMPARED,
)
DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}
TO_COMPARE = 30_000
"""ms; the first comparison reads the registry of actors."""


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, datetime]:
    """A record with cases, and the moment before the denial was added to it."""
    url = f"sqlite:///{tmp_path_factory.mktemp('ledger') / 'own.db'}"
    return url, ledger_record.fill(url)


@pytest.fixture(scope="module")
def ledger_address(record: tuple[str, datetime]) -> Iterator[str]:
    yield from serve(record[0])


@pytest.fixture
def page(browser: Browser, ledger_address: str) -> Iterator[Page]:
    yield from watched_page(browser, ledger_address, viewport=DESKTOP)


def ending(url: str) -> re.Pattern[str]:
    return re.compile(re.escape(url) + "$")


def rows(page: Page) -> list[str]:
    """What the cases in the list are of."""
    names = page.get_by_role("row").get_by_role("rowheader").get_by_role("link")
    expect(names.first).to_be_visible()
    return names.all_text_contents()


def test_the_list_shows_what_each_case_is_of_and_leads_to_its_ledger(page: Page) -> None:
    page.goto("/faelle")
    expect(page.get_by_role("row")).to_have_count(2)
    row = page.get_by_role("row").nth(1)
    expect(row).to_contain_text("Hilfe: Dänemark → Estland")
    expect(row).to_contain_text("strittig")
    expect(row).to_contain_text("2 Ursprünge, 2 Ereignisse")
    expect(row).to_contain_text("04.03.2024 bis 11.03.2024")
    row.get_by_role("link", name=WORDS).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(WORDS)


def test_filters_of_cases_stand_in_the_url(page: Page) -> None:
    page.goto("/faelle?dokumente=1")
    assert rows(page) == [WORDS, "übergeben [drei Eisbrecher]"]
    page.get_by_text("Filter", exact=True).click()
    page.get_by_label("Akteur (in jeder Rolle)").select_option("NOR")
    expect(page.get_by_role("row")).to_have_count(2)
    assert rows(page) == ["übergeben [drei Eisbrecher]"]
    page.get_by_label("Gegenüber (auch beteiligt)").select_option("LVA")
    page.get_by_label("Zustand").select_option("uncontested")
    expect(page).to_have_url(ending("/faelle?dokumente=1&akteur=NOR&gegenueber=LVA&zustand=uncontested"))
    page.reload()
    assert rows(page) == ["übergeben [drei Eisbrecher]"]
    expect(page.get_by_label("Zustand")).to_have_value("uncontested")
    page.goto("/faelle?dokumente=1&strittig=ja")
    assert rows(page) == [WORDS]


def test_a_page_past_the_end_leads_back(page: Page) -> None:
    page.goto("/faelle?seite=2&akteur=DNK")
    expect(page.get_by_role("status")).to_contain_text("Kein Fall passt")
    page.get_by_role("link", name="Filter aufheben").last.click()
    assert rows(page) == [WORDS]


def test_a_ledger_sets_both_wordings_side_by_side_with_the_words_of_the_act(page: Page) -> None:
    page.goto(CASE)
    sides = page.locator(".sides")
    expect(sides.locator(".claims article")).to_contain_text("Hafenblatt behauptet")
    expect(sides.locator(".claims .sentence")).to_have_text(own_cases.DELIVERY)
    expect(sides.locator(".denials .sentence")).to_have_text(own_cases.DENIAL)
    expect(sides.locator(".denials article")).to_contain_text("Estland · Regierung bestreitet")
    expect(sides.locator('.denials [data-role="trigger"]')).to_have_text("überließ")
    expect(sides.locator('.denials [data-role="cue"]')).to_have_text("wies")
    expect(page.get_by_text("ein Hinweis zum Nachlesen, kein Befund")).to_be_visible()
    expect(page.get_by_role("link", name="Wie sicher?").first).to_have_attribute("href", "/genauigkeit")
    sides.locator(".denials").get_by_role("link").click()
    expect(page).to_have_url(ending(AT_DENIAL))
    expect(page.locator(".cards .card.pinned .word")).to_have_text("„überließ“")


def test_a_ledger_tells_state_firsts_origins_and_why_events_belong(page: Page) -> None:
    page.goto(CASE)
    facts = page.locator("main dl")
    expect(facts).to_contain_text("strittig")
    expect(facts).to_contain_text("4. März 2024, Hafenblatt")
    expect(facts).to_contain_text("11. März 2024, Estland · Regierung")
    expect(facts).to_contain_text("2 Ereignisse, 2 Dokumente, 2 Ursprünge")
    origins = page.get_by_role("region", name="Unabhängige Ursprünge")
    expect(origins.get_by_role("heading", level=3)).to_have_text(
        ["Estland · Regierung amtlich", "Hafenblatt Presse"]
    )
    expect(origins.get_by_role("link", name="Aus Hafenblatt")).to_have_attribute("href", AT_CLAIM)
    why = page.get_by_role("region", name="Warum diese Ereignisse ein Fall sind").get_by_role("listitem")
    expect(why.first).to_contain_text("eröffnet den Fall")
    expect(why.nth(1)).to_contain_text(re.compile(r"zu \d+\s% dieselbe Handlung"))
    expect(why.nth(1)).to_contain_text("dieselbe Art der Handlung +2,8")


def test_positions_over_time_show_their_sentence_to_the_keyboard_and_in_a_table(page: Page) -> None:
    page.goto(CASE)
    chart = page.get_by_role("figure")
    expect(chart.locator(".holder")).to_have_text(["Hafenblatt", "Estland · Regierung"])
    claim, denial = chart.locator(".track a").all()
    denial.focus()
    expect(chart.locator(".shown .sentence")).to_have_text(own_cases.DENIAL)
    claim.hover()
    expect(chart.locator(".shown .sentence")).to_have_text(own_cases.DELIVERY)
    above, below = (
        mark.evaluate(
            """mark => {
                const track = mark.parentElement.getBoundingClientRect()
                const axis = parseFloat(getComputedStyle(mark.parentElement, '::before').top)
                const box = mark.getBoundingClientRect()
                return (box.top + box.bottom) / 2 - track.top - axis
            }"""
        )
        for mark in (claim, denial)
    )
    assert above < 0 < below
    page.get_by_text("Alle Haltungen als Tabelle").click()
    table = page.get_by_role("table", name="In der Folge der Veröffentlichung")
    expect(table.get_by_role("rowheader")).to_have_text(["Hafenblatt", "Estland · Regierung"])
    expect(table.get_by_role("row").nth(2)).to_contain_text(own_cases.DENIAL)
    denial.focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(ending(AT_DENIAL))


def test_a_ledger_as_it_was_known_before_the_denial(page: Page, record: tuple[str, datetime]) -> None:
    page.goto(f"{CASE}?stand={quote(record[1].isoformat())}")
    expect(page.locator("main dl")).to_contain_text("unbestritten")
    expect(page.locator(".denials")).to_contain_text("Niemand bestreitet es.")
    page.get_by_role("link", name="heutiger Stand").click()
    expect(page.locator("main dl")).to_contain_text("strittig")
    page.get_by_label("Wissensstand am").fill("2001-01-01")
    expect(page.get_by_role("alert")).to_contain_text("nothing was known of this case")
    expect(page).to_have_url(ending(f"{CASE}?stand=2001-01-01"))


def test_disputes_show_both_sides_and_are_called_leads(page: Page) -> None:
    page.goto("/streitfaelle")
    expect(page.get_by_text("ein Hinweis zum Nachlesen, kein Befund")).to_be_visible()
    dispute = page.get_by_role("list", name="Streitfälle").get_by_role("listitem")
    expect(dispute).to_have_count(1)
    expect(dispute.locator(".claims .sentence")).to_have_text(own_cases.DELIVERY)
    expect(dispute.locator(".denials .sentence")).to_have_text(own_cases.DENIAL)
    expect(dispute.locator(".claims a")).to_have_attribute("href", AT_CLAIM)
    page.get_by_label("Zustand").select_option("denied")
    expect(page.get_by_role("status")).to_contain_text("Kein Streitfall passt")
    expect(page).to_have_url(ending("?zustand=denied"))
    page.get_by_role("link", name="Filter aufheben").last.click()
    dispute.get_by_role("link", name=WORDS).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(WORDS)


def test_commitments_stand_in_columns_and_fall_due(page: Page) -> None:
    page.goto("/zusagen?am=2024-04-30")
    announced = page.get_by_role("region", name="angekündigt")
    card = announced.get_by_role("article")
    expect(card).to_contain_text("von Norwegen")
    expect(card).to_contain_text("für Lettland")
    expect(card).to_contain_text("fällig 30.04.2024")
    expect(card).not_to_contain_text("überfällig")
    page.get_by_label("Nach Berichten bis").first.fill("2024-05-01")
    expect(card).to_contain_text("überfällig")
    page.get_by_label("nur überfällige").check()
    expect(page).to_have_url(ending("/zusagen?am=2024-05-01&ueberfaellig=ja"))
    page.reload()
    expect(page.get_by_label("nur überfällige")).to_be_checked()
    expect(page.get_by_role("article")).to_have_count(1)
    card.get_by_text("1 Schritt").click()
    expect(card.locator(".sentence")).to_have_text(own_cases.PROMISE)
    card.get_by_role("link", name="Aus Fjordkurier").click()
    expect(page).to_have_url(ending(f"/dokumente/{PROMISE_DOC.id[:16]}?ereignis={PROMISE.id}"))


def test_a_phone_shows_the_stages_below_one_another(browser: Browser, ledger_address: str) -> None:
    for page in watched_page(browser, ledger_address, viewport=PHONE):
        page.goto("/zusagen")
        stages = page.locator(".board > section")
        expect(stages).to_have_count(7)
        boxes = [stage.bounding_box() for stage in stages.all()]
        assert all(a and b and a["y"] + a["height"] <= b["y"] for a, b in pairwise(boxes))


def test_two_statements_are_chosen_by_keyboard_and_compared(page: Page) -> None:
    page.goto("/vergleich")
    page.get_by_role("combobox", name="Erstes Dokument").fill("Finnland")
    expect(page.locator("main").get_by_role("option")).to_have_count(1)
    page.keyboard.press("ArrowDown")
    expect(page.locator("main").get_by_role("option", selected=True)).to_contain_text("Polen und Finnland")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").last).to_contain_text("zweites Dokument")
    expect(page.get_by_role("combobox", name="Zweites Dokument")).to_be_focused()
    page.keyboard.type("Schweden")
    page.locator("main").get_by_role("option", name="Polen und Schweden").click()
    expect(page).to_have_url(ending(f"?eins={LATER.id[:16]}&anderes={EARLIER.id[:16]}"))
    hardened = page.get_by_role("row", name="verschärft")
    expect(hardened.get_by_role("cell")).to_have_count(2, timeout=TO_COMPARE)
    before, after = hardened.get_by_role("cell").all()
    expect(before).to_contain_text("Wir bedauern die Angriffe")
    expect(after).to_contain_text("Wir verurteilen aufs Schärfste die Angriffe")
    expect(after.locator("ins")).to_have_text(re.compile("verurteilen aufs Schärfste"))
    expect(after).to_contain_text("an den Wörtern „verurteilen aufs Schärfste“")
    expect(page.get_by_role("region", name="Wer spricht")).to_contain_text("Finnland")
    chosen = page.locator(".chosen")
    expect(chosen.first).to_contain_text("Erstes Dokument: später")
    expect(chosen.first.get_by_role("link").first).to_have_attribute("href", f"/dokumente/{LATER.id[:16]}")
    expect(chosen.nth(1).get_by_role("link").first).to_have_attribute("href", f"/dokumente/{EARLIER.id[:16]}")
    page.get_by_role("link", name="verschärft 1").click()
    page.reload()
    expect(page.locator("tbody tr")).to_have_count(1)
    page.get_by_role("link", name="anderes wählen").first.click()
    expect(page).to_have_url(ending(f"/vergleich?anderes={EARLIER.id[:16]}"))


def test_a_comparison_speaks_the_chosen_language(page: Page) -> None:
    page.add_init_script("localStorage.setItem('lagebild.language', 'en')")
    page.goto(COMPARED)
    cells = page.get_by_role("row", name="hardened").get_by_role("cell")
    expect(cells).to_have_count(2, timeout=TO_COMPARE)
    before, after = cells.all_inner_texts()
    assert "Condemnation: “criticises”" in before
    assert "Condemnation: “condemns in the strongest terms”" in after
    signed = page.get_by_role("region", name="Who signs")
    expect(signed).to_contain_text("Finland")
    expect(signed).to_contain_text("Poland")


def test_days_of_cases_are_days_of_publication(page: Page) -> None:
    page.goto("/faelle?von=2024-03-01")
    expect(page.get_by_role("list", name="Gesetzte Filter")).to_contain_text(
        "Veröffentlicht ab: 1. März 2024"
    )
    expect(page.get_by_text("Hier zählt der Tag der Veröffentlichung")).to_be_visible()
    page.goto("/ereignisse?von=2024-03-01")
    expect(page.get_by_role("list", name="Gesetzte Filter")).to_contain_text("Geschieht ab: 1. März 2024")


def test_states_without_content_teach(browser: Browser, empty_address: str, page: Page) -> None:
    page.goto("/faelle/ffff")
    expect(page.get_by_role("alert")).to_contain_text("ffff")
    page.goto(f"/vergleich?eins={EARLIER.id[:16]}&anderes={EARLIER.id}")
    expect(page.get_by_role("alert")).to_contain_text("the same document", timeout=TO_COMPARE)
    for empty in watched_page(browser, empty_address):
        for view, teaches in (
            ("/faelle", "Fälle entstehen von selbst"),
            ("/streitfaelle", "Ein Streitfall entsteht, wenn"),
            ("/zusagen", "Zusagen entstehen von selbst"),
            ("/vergleich", "Wählen Sie zwei Dokumente"),
        ):
            empty.goto(view)
            expect(empty.get_by_text(teaches)).to_be_visible()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_accessible(browser: Browser, ledger_address: str, theme: str) -> None:
    check_accessible(browser, ledger_address, theme, VIEWS)


def test_no_wider_than_a_phone(browser: Browser, ledger_address: str) -> None:
    check_fits_a_phone(browser, ledger_address, VIEWS)
