"""The register in a real browser: actors, offices, frameworks, and the ways between them and the events."""

import re
from collections.abc import Iterator

import pytest
import register_record
from browsing import serve, watched_page
from looking import check_accessible, check_fits_a_phone
from playwright.sync_api import Browser, Locator, Page, expect
from register_record import TREATY

pytestmark = pytest.mark.browser

VIEWS = (
    "/register",
    "/register?amt=Verteidigungsminister&staat=KOR&stichtag=2024-10-30",
    "/register?amt=Außenminister&staat=RUS",
    "/register/akteure/Lawrow?stichtag=2023-07-18",
    "/register/akteure/RUS",
    "/register/akteure/G7",
    "/register/akteure/Wolkenkuckucksheim",
    "/register/rahmen",
    f"/register/rahmen/{TREATY}?stichtag=2023-07-18",
    "/register/rahmen/EU",
    "/ereignisse",
)
DESKTOP = {"width": 1280, "height": 900}


@pytest.fixture(scope="module")
def register_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    url = f"sqlite:///{tmp_path_factory.mktemp('register') / 'own.db'}"
    register_record.fill(url)
    yield from serve(url)


@pytest.fixture
def page(browser: Browser, register_address: str) -> Iterator[Page]:
    yield from watched_page(browser, register_address, viewport=DESKTOP)


def rows(page: Page, name: str) -> Locator:
    return page.get_by_role("table", name=name).locator("tbody tr")


def day(page: Page) -> Locator:
    return page.get_by_label("Stichtag", exact=True).and_(page.locator("input"))


def card(page: Page, trigger: str) -> Locator:
    return page.locator(".card", has=page.locator(".word", has_text=trigger))


def test_who_held_the_office(page: Page) -> None:
    page.goto("/")
    page.get_by_role("link", name="Register", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Register: Akteure und Ämter")
    form = page.get_by_role("form", name="Wer hatte das Amt?")
    form.get_by_label("Amt").fill("Verteidigungsminister")
    form.get_by_label("Staat oder Organisation").fill("KOR")
    form.get_by_label("Stichtag").fill("2024-10-30")
    form.get_by_role("button", name="Fragen").press("Enter")
    expect(page).to_have_url("/register?amt=Verteidigungsminister&staat=KOR&stichtag=2024-10-30")
    answer = rows(page, "Verteidigungsminister, KOR, am 30. Oktober 2024")
    expect(answer.locator("td")).to_have_text(
        ["Verteidigungsminister", "Kim Yong-hyun", "06.09.2024", "05.12.2024"]
    )
    answer.get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Kim Yong-hyun")
    page.go_back()
    expect(form.get_by_label("Staat oder Organisation")).to_have_value("KOR")


def test_who_says_what_is_missing(page: Page) -> None:
    page.goto("/register?amt=Verteidigungsminister")
    expect(page.get_by_role("alert")).to_contain_text("of which state?")
    page.goto("/register?amt=Verteidigungsminister&staat=KOR&stichtag=1890-01-01")
    expect(page.get_by_role("status")).to_contain_text("kennt niemanden")


def test_a_person_on_a_day(page: Page) -> None:
    page.goto("/register")
    page.get_by_role("searchbox").fill("Lawrow")
    page.get_by_role("button", name="Nachschlagen").click()
    expect(page).to_have_url("/register/akteure/Lawrow")
    expect(page.get_by_role("heading", level=1)).to_have_text("Sergej Lawrow")
    expect(page.locator(".meta")).to_contain_text("Person")
    expect(page.locator(".meta")).to_contain_text("Russland · Regierung RUS GOV")
    expect(page.get_by_text("Am 18. Juli 2023")).to_have_count(0)
    day(page).fill("2023-07-18")
    expect(page).to_have_url("/register/akteure/Lawrow?stichtag=2023-07-18")
    expect(page.get_by_text("Am 18. Juli 2023: Außenminister (Russland · Regierung)")).to_be_visible()
    held = rows(page, "Ämter im Lauf der Zeit")
    expect(held.filter(has_text="Außenminister")).to_have_class(re.compile(r"\bnow\b"))
    expect(held.filter(has_text="UN-Botschafter")).not_to_have_class(re.compile(r"\bnow\b"))
    page.goto("/register/akteure/Lawrow?stichtag=1999-01-01")
    expect(page.get_by_text("Am 1. Januar 1999: UN-Botschafter")).to_be_visible()


def test_a_state_on_a_day_and_its_group(page: Page) -> None:
    page.goto("/register/akteure/RUS?stichtag=2023-07-18")
    expect(day(page)).to_have_value("2023-07-18")
    minister = rows(page, "Am 18. Juli 2023").filter(has_text="Außenminister")
    expect(minister.locator("td").nth(1)).to_have_text("Sergej Lawrow")
    page.get_by_role("link", name="BRICS").click()
    expect(page).to_have_url("/register/akteure/BRICS?stichtag=2023-07-18")
    members = page.get_by_role("region", name="Mitglieder am 18. Juli 2023")
    expect(members.get_by_role("listitem")).to_have_text(
        ["Brasilien", "Russland", "Indien", "China", "Südafrika"]
    )
    page.get_by_role("link", name="ohne Stichtag").click()
    members = page.get_by_role("region", name="Mitglieder heute")
    expect(members.get_by_role("listitem").filter(has_text="Iran")).to_be_visible()


def test_acting_holders_are_named_so(page: Page) -> None:
    page.goto("/register/akteure/RUS?stichtag=2000-02-01")
    expect(rows(page, "Am 1. Februar 2000").filter(has_text="geschäftsführend")).to_contain_text(
        "Wladimir Putin"
    )


def test_unknown_names_show_what_the_server_says(page: Page) -> None:
    for view in ("/register/akteure/Wolkenkuckucksheim", "/register/rahmen/Wolkenkuckucksheim"):
        page.goto(view)
        expect(page.get_by_role("alert")).to_contain_text("Wolkenkuckucksheim: the registry knows no such")
    page.goto("/register/akteure/Lawrow?stichtag=gestern")
    expect(page.get_by_role("alert")).to_contain_text("valid date")
    page.goto("/register/akteure/%")
    expect(page.get_by_role("heading", level=1)).to_have_text("Seite nicht gefunden")


def test_frameworks_of_the_record_and_of_the_register(page: Page) -> None:
    page.goto("/register/rahmen")
    known = page.get_by_role("list", name="Bekannte Rahmen, häufigste zuerst").get_by_role("listitem")
    expect(known).to_have_count(1)
    for words in (TREATY, "Vertrag", "1 Ereignis"):
        expect(known).to_contain_text(words)
    candidates = page.get_by_role("list", name="Kandidaten: das Register kennt sie noch nicht")
    expect(candidates.get_by_role("listitem")).to_have_count(1)
    expect(candidates).to_contain_text("Hafenrunde")
    page.get_by_role("searchbox").fill("Resolution 1718")
    expect(page).to_have_url("/register/rahmen?suche=Resolution+1718")
    expect(known).to_have_count(1)
    expect(known).to_contain_text("nicht im Bestand")
    known.get_by_role("link").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Resolution 1718")
    expect(page.locator(".meta")).to_have_text("Resolution seit 14. Oktober 2006")
    expect(page.get_by_text("Kein Ereignis des Bestands")).to_be_visible()


def test_a_framework_and_its_events(page: Page) -> None:
    page.goto("/register/rahmen/Getreideabkommen?stichtag=2023-07-01")
    expect(page.get_by_role("heading", level=1)).to_have_text(TREATY)
    expect(page.locator(".meta")).to_have_text("Vertrag 22. Juli 2022 bis 17. Juli 2023")
    members = page.get_by_role("region", name="Mitglieder am 1. Juli 2023")
    expect(members.get_by_role("listitem")).to_have_text(
        ["Ukraine", "Russland", "Türkei", "Vereinte Nationen"]
    )
    expect(members).not_to_contain_text("nicht mehr")
    page.get_by_role("link", name="1 Ereignis des Bestands").click()
    expect(page).to_have_url(f"/ereignisse?rahmen={TREATY}")
    expect(page.locator(".card .word")).to_have_text(["„kündige“"])
    expect(page.get_by_role("list", name="Gesetzte Filter")).to_contain_text(f"Rahmen: {TREATY}")
    page.get_by_role("link", name="Filter aufheben").click()
    expect(page.locator(".card")).to_have_count(3)


def test_a_document_filtered_by_framework(page: Page) -> None:
    doc, _ = register_record.grain()
    page.goto(f"/dokumente/{doc.id}?rahmen={TREATY}")
    expect(page.locator(".cards .word")).to_have_text(["„kündige“"])


def test_history_of_membership(page: Page) -> None:
    page.goto("/register/rahmen/EU?stichtag=2019-06-01")
    members = page.get_by_role("region", name="Mitglieder am 1. Juni 2019").get_by_role("listitem")
    expect(members).to_have_count(28)
    page.get_by_text("Einträge").click()
    left = rows(page, "Mitgliedschaft im Lauf der Zeit").filter(has_text="31.01.2020")
    expect(left.locator("td")).to_have_text(["Vereinigtes Königreich", "01.01.1973", "31.01.2020"])


def test_a_card_leads_into_the_register(page: Page) -> None:
    page.goto("/ereignisse")
    inferred = card(page, "lobte")
    expect(inferred).to_contain_text("Sergej Lawrow, Außenminister Er erschlossen")
    expect(inferred).to_contain_text("oder: Russland, Recep Tayyip Erdoğan (Türkei · Regierung)")
    expect(inferred).to_contain_text("Hafenrunde nicht im Register")
    expect(inferred).to_contain_text("verbale Zusammenarbeit +4,6")
    attack = card(page, "Angriffe")
    expect(attack).to_contain_text("materieller Konflikt -9,3")
    expect(attack.get_by_title("Odessa, 46,48° N, 30,73° O (GeoNames 698740)")).to_have_text("Odessa")
    expect(attack).to_contain_text("rund 30 Drohnen rund 30")
    expect(attack.locator("dd a")).to_have_count(0)
    card(page, "kündige").get_by_role("link", name=TREATY).click()
    expect(page).to_have_url(f"/register/rahmen/{TREATY}?stichtag=2023-07-18")
    page.go_back()
    card(page, "kündige").get_by_role("link", name="Sergej Lawrow").click()
    expect(page.get_by_text("Am 18. Juli 2023: Außenminister")).to_be_visible()
    page.get_by_role("link", name="Ereignisse mit diesem Akteur").click()
    expect(page).to_have_url("/ereignisse?akteur=Sergej+Lawrow")
    expect(page.locator(".card .word")).to_have_text(["„kündige“", "„lobte“"])


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_accessible(browser: Browser, register_address: str, theme: str) -> None:
    check_accessible(browser, register_address, theme, VIEWS)


def test_no_wider_than_a_phone(browser: Browser, register_address: str) -> None:
    check_fits_a_phone(browser, register_address, VIEWS)
