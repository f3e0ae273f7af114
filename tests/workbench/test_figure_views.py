"""Timeline, dyads, network and map: what they show is what the API says, and every choice stands in the URL."""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import own_cases
import own_record
import pytest
from axe_playwright_python.sync_playwright import Axe
from browsing import serve, watched_page
from playwright.sync_api import Browser, Locator, Page, expect

pytestmark = pytest.mark.browser

VIEWS = ("/zeitverlauf?wert=ja", "/dyaden", "/dyaden?akteur=RUS&gegenueber=UKR", "/netz?akteur=RUS", "/karte")
PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1280, "height": 900}


@pytest.fixture(scope="module")
def figures_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    url = f"sqlite:///{tmp_path_factory.mktemp('figures') / 'own.db'}"
    own_record.fill(url)
    own_cases.fill(url)
    yield from serve(url)


@pytest.fixture
def view(browser: Browser, figures_address: str) -> Iterator[Page]:
    yield from watched_page(browser, figures_address, viewport=DESKTOP)


def answer(page: Page, figure: str, **query: str) -> dict[str, Any]:
    found = page.request.get(f"/api/v1/{figure}", params=query)
    assert found.ok, found.text()
    return dict(found.json())


def asked(page: Page) -> dict[str, str]:
    """What stands in the URL."""
    return {name: values[0] for name, values in parse_qs(urlsplit(page.url).query).items()}


def rows(table: Locator) -> list[list[str]]:
    found: list[list[str]] = table.locator("tbody tr").evaluate_all(
        "rows => rows.map(row => [...row.cells].map(cell => cell.textContent.trim()))"
    )
    return found


def open_table(page: Page) -> Locator:
    page.get_by_text("Als Tabelle", exact=True).click()
    return page.get_by_role("region", name="Als Tabelle").get_by_role("table")


def bars(page: Page) -> Locator:
    return page.get_by_role("slider", name="Zeitverlauf")


def at_bar(page: Page, number: int) -> None:
    """The keyboard's place at a bar, counted from 1."""
    bars(page).focus()
    page.keyboard.press("Home")
    for _ in range(number - 1):
        page.keyboard.press("ArrowRight")


def sides(found: dict[str, Any], wanted: str) -> list[int]:
    """Counts a bin of all series whose quad class ends so."""
    series = [each["counts"] for each in found["series"] if each["quad"].endswith(wanted)]
    return [sum(counts) for counts in zip(*series, strict=True)]


def test_timeline_table_holds_the_numbers_of_the_api(view: Page) -> None:
    view.goto("/zeitverlauf")
    found = answer(view, "timeline", bin="month")
    expect(view.locator(".counted")).to_contain_text(f"{found['total']} Ereignisse")
    shown = rows(open_table(view))
    assert [row[1:3] for row in reversed(shown)] == [
        [str(up), str(down)]
        for up, down in zip(sides(found, "cooperation"), sides(found, "conflict"), strict=True)
    ]
    assert shown[-1][0] == "Februar 2023"
    at_bar(view, 1)
    up, down = shown[-1][1:3]
    expect(bars(view)).to_have_attribute(
        "aria-valuetext", re.compile(rf"Februar 2023: Zusammenarbeit {up}\b.*Konflikt {down}\b")
    )


def test_pointing_tells_the_numbers_and_a_click_leads_to_the_events(view: Page) -> None:
    view.goto("/zeitverlauf?schritt=monat")
    found = answer(view, "timeline", bin="month")
    box = bars(view).bounding_box()
    assert box is not None
    x = box["x"] + 60  # within the first bar: the axis of counts takes 48
    view.mouse.move(x, box["y"] + 170)
    expect(view.locator(".readout")).to_contain_text("Februar 2023")
    view.mouse.click(x, box["y"] + 170)
    expect(view.get_by_role("heading", level=1)).to_have_text("Ereignisse")
    assert asked(view) == {"von": found["starts"][0], "bis": found["ends"][0]}
    expect(view.locator(".events > li")).to_have_count(found["totals"][0])


def test_brush_with_the_pointer_becomes_a_filter(view: Page) -> None:
    view.goto("/zeitverlauf?schritt=monat")
    box = bars(view).bounding_box()
    assert box is not None
    view.mouse.move(box["x"] + 60, box["y"] + 100)
    view.mouse.down()
    view.mouse.move(box["x"] + 90, box["y"] + 120, steps=4)
    expect(view.locator(".readout")).to_contain_text("Zeitraum: 1. Februar 2023 bis 28. Februar 2023")
    view.mouse.up()
    assert asked(view) == {"schritt": "monat", "von": "2023-02-01", "bis": "2023-02-28"}
    chips = view.get_by_role("list", name="Gesetzte Filter").get_by_role("listitem")
    expect(chips).to_have_count(2)
    total = answer(view, "timeline", **{"from": "2023-02-01", "to": "2023-02-28"})["total"]
    expect(view.locator(".counted")).to_contain_text(f"{total} Ereignisse")
    view.reload()
    expect(chips).to_have_count(2)
    expect(view.locator(".counted")).to_contain_text(f"{total} Ereignisse")
    view.go_back()
    expect(chips).to_have_count(0)


def test_brush_and_bars_by_keyboard_alone(view: Page) -> None:
    view.goto("/zeitverlauf")
    found = answer(view, "timeline", bin="month")
    at_bar(view, 1)
    view.keyboard.press("Shift+ArrowRight")
    view.keyboard.press("Escape")
    assert asked(view) == {}
    at_bar(view, 1)
    view.keyboard.press("Shift+ArrowRight")
    view.keyboard.press("Enter")
    expect(view).to_have_url(re.compile("von="))
    assert asked(view) == {"von": found["starts"][0], "bis": found["ends"][1]}
    at_bar(view, 1)
    view.keyboard.press("Enter")
    expect(view.get_by_role("heading", level=1)).to_have_text("Ereignisse")


def test_series_are_separable_and_make_the_whole(view: Page) -> None:
    found = answer(view, "timeline", bin="month")
    disputed = sum(sum(each["counts"]) for each in found["series"] if each["disputed"])
    dated = found["total"] - found["undated"]
    assert 0 < disputed < dated
    view.goto("/zeitverlauf")
    view.get_by_role("checkbox", name="Strittiges").uncheck()
    expect(view.locator(".counted")).to_contain_text(f"{disputed} in ausgeblendeten Reihen")
    assert asked(view) == {"reihen": "taten,plaene,forderungen,hypothetisch,verneint"}
    view.reload()
    shown = rows(open_table(view))
    assert sum(int(row[1]) + int(row[2]) for row in shown) == dated - disputed

    view.goto("/zeitverlauf?reihen=strittig")
    shown = rows(open_table(view))
    assert sum(int(row[1]) + int(row[2]) for row in shown) == disputed
    view.get_by_role("region", name="Als Tabelle").get_by_role("link").first.click()
    expect(view.get_by_role("heading", level=1)).to_have_text("Ereignisse")
    assert asked(view)["strittig"] == "ja"
    expect(view.locator(".events > li")).to_have_count(int(shown[0][1]) + int(shown[0][2]))


@pytest.mark.parametrize(
    ("name", "way"), [("taeglich", "daily"), ("faelle", "cases"), ("urspruenge", "origins")]
)
def test_counting_goes_along_to_the_other_figures(view: Page, name: str, way: str) -> None:
    view.goto("/zeitverlauf?akteur=DNK")
    view.get_by_role("combobox", name="Zählung").select_option(name)
    total = answer(view, "timeline", actor="DNK", count=way)["total"]
    words = f"{total} Ereignis" if total == 1 else f"{total} Ereignisse"
    expect(view.locator(".counted strong")).to_have_text(words)
    view.get_by_role("navigation", name="Dieselbe Auswahl").get_by_role("link", name="Dyaden").click()
    assert asked(view) == {"akteur": "DNK", "zaehlung": name}
    expect(view.get_by_role("combobox", name="Zählung")).to_have_value(name)


def test_csv_has_the_shown_series(view: Page) -> None:
    view.goto("/zeitverlauf?reihen=taten")
    found = answer(view, "timeline", bin="month")
    with view.expect_download() as download:
        view.get_by_role("button", name="Gezeigte Reihen als CSV-Datei").click()
    lines = download.value.path().read_text("utf-8").splitlines()
    assert lines[0] == "from,to,series,cooperation,conflict"
    deeds = [e for e in found["series"] if e["reality"] == "actual" and not e["disputed"]]
    assert sum(sum(e["counts"]) for e in deeds) == sum(
        int(up) + int(down) for *_, up, down in (line.split(",") for line in lines[1:])
    )
    assert {line.split(",")[2] for line in lines[1:]} == {"taten"}


def test_matrix_holds_every_dyad_of_the_api(view: Page) -> None:
    view.goto("/dyaden")
    found = answer(view, "dyads", top="12")
    matrix = view.get_by_role("region", name="Matrix der Dyaden")
    expect(matrix.get_by_role("link")).to_have_count(len(found["items"]))
    for item in found["items"]:
        name = f"{found['labels'][item['actor']]} gegenüber {found['labels'][item['recipient']]}:"
        expect(matrix.get_by_role("link", name=name).locator("strong")).to_have_text(str(item["count"]))


def test_a_cell_shows_its_dyad_beside_the_matrix(view: Page) -> None:
    view.goto("/dyaden")
    cells = view.get_by_role("region", name="Matrix der Dyaden").get_by_role("link")
    count = len(answer(view, "dyads", top="12")["items"])
    expect(cells).to_have_count(count)
    cells.and_(view.get_by_label(re.compile("^Russland gegenüber Ukraine"))).click()
    assert asked(view) == {"akteur": "RUS", "gegenueber": "UKR"}
    beside = view.get_by_role("complementary", name="Auswahl")
    expect(beside.get_by_role("heading", level=2).first).to_have_text("Russland – Ukraine")
    behind = answer(view, "events", actor="RUS", other="UKR", limit="5")["items"]
    expect(beside.locator("[data-list] > li")).to_have_count(len(behind))
    expect(beside.locator("figcaption")).to_contain_text("Februar 2023")
    expect(cells).to_have_count(count)  # the others stay beside it
    view.reload()
    expect(view.locator("td a[aria-current]")).to_have_count(1)
    view.get_by_role("link", name="Auswahl aufheben").click()
    assert asked(view) == {}


def test_arrow_keys_move_in_the_matrix(view: Page) -> None:
    view.goto("/dyaden")
    first = view.locator(".matrix tbody tr").first.get_by_role("link")
    expect(first.nth(1)).to_be_visible()
    first.nth(0).focus()
    view.keyboard.press("ArrowRight")
    expect(first.nth(1)).to_be_focused()
    view.keyboard.press("ArrowLeft")
    expect(first.nth(0)).to_be_focused()


def test_phone_lists_the_dyads(browser: Browser, figures_address: str) -> None:
    for page in watched_page(browser, figures_address, viewport=PHONE):
        page.goto("/dyaden")
        found = answer(page, "dyads", top="12")
        table = page.get_by_role("region", name="Dyaden").get_by_role("table")
        expect(table.locator("tbody tr")).to_have_count(len(found["items"]))
        assert sorted((int(up), int(down)) for _, up, down, _ in rows(table)) == sorted(
            (item["cooperation"], item["conflict"]) for item in found["items"]
        )
        table.get_by_role("link", name="Russland → Ukraine").click()
        assert asked(page) == {"akteur": "RUS", "gegenueber": "UKR"}


def test_network_tables_hold_nodes_and_edges_of_the_api(view: Page) -> None:
    view.goto("/netz")
    found = answer(view, "network", limit="80")
    nodes = view.get_by_role("region", name="Akteure des Netzes").get_by_role("table")
    expect(nodes.locator("tbody tr")).to_have_count(len(found["nodes"]))
    assert sorted((row[0], int(row[1])) for row in rows(nodes)) == sorted(
        (found["labels"][node["code"]], node["count"]) for node in found["nodes"]
    )
    edges = view.get_by_role("region", name="Dyaden").get_by_role("table")
    expect(edges.locator("tbody tr")).to_have_count(len(found["edges"]))
    nodes.get_by_role("link", name="Russland").click()
    assert asked(view) == {"akteur": "RUS"}
    fewer = answer(view, "network", limit="80", actor="RUS")
    expect(nodes.locator("tbody tr")).to_have_count(len(fewer["nodes"]))
    assert len(fewer["nodes"]) < len(found["nodes"])


def pointing(page: Page) -> str | None:
    """Moves over the drawing until something is under the pointer; what the line below says of it."""
    box = page.get_by_role("img", name="Netz der Akteure").bounding_box()
    assert box is not None
    for y in range(40, int(box["height"]) - 40, 14):
        for x in range(40, int(box["width"]) - 40, 14):
            page.mouse.move(box["x"] + x, box["y"] + y)
            if page.locator(".pointing").count():
                return page.locator(".tools p").text_content()
    return None


def test_a_click_in_the_drawing_chooses(view: Page) -> None:
    view.goto("/netz")
    expect(view.locator(".stage canvas").first).to_be_visible()
    words = pointing(view)
    assert words is not None
    assert re.search(r"Zusammenarbeit \d+, Konflikt \d+", words)
    view.mouse.down()
    view.mouse.up()
    expect(view).to_have_url(re.compile(r"\?akteur="))


def test_without_webgl_the_tables_stand_for_the_network(browser: Browser, figures_address: str) -> None:
    for page in watched_page(browser, figures_address):
        page.add_init_script("HTMLCanvasElement.prototype.getContext = () => null")
        page.goto("/netz")
        expect(page.get_by_text("Dieser Browser zeichnet kein WebGL")).to_be_visible()
        expect(
            page.get_by_role("region", name="Akteure des Netzes").get_by_role("link").first
        ).to_be_visible()


@pytest.mark.parametrize(
    ("by", "key", "caption"),
    [
        ("", "places", "Länder, in denen es geschieht"),
        ("akteur", "actors", "Wer handelt"),
        ("empfaenger", "recipients", "An wen oder gegen wen"),
    ],
)
def test_map_and_its_table_hold_the_countries_of_the_api(view: Page, by: str, key: str, caption: str) -> None:
    view.goto("/karte" + (f"?faerbung={by}" if by else ""))
    found = answer(view, "map")
    table = view.get_by_role("region", name=caption).get_by_role("table")
    expect(table.locator("tbody tr")).to_have_count(len(found[key]))
    assert {(row[0], int(row[1])) for row in rows(table)} == {
        (found["labels"][party["code"]], party["count"]) for party in found[key]
    }
    coloured = view.locator("path.country.has").evaluate_all("paths => paths.map(p => p.dataset.code)")
    outlined = set(view.locator("path.country").evaluate_all("paths => paths.map(p => p.dataset.code)"))
    assert set(coloured) == {party["code"] for party in found[key]} & outlined


def test_countries_of_the_map_choose_actor_and_counterpart(view: Page) -> None:
    view.goto("/karte?faerbung=akteur&ausschnitt=europa")
    russia = view.locator('path[data-code="RUS"]')
    box = russia.bounding_box()
    assert box is not None
    russia.click(position={"x": 0.64 * box["width"], "y": 0.3 * box["height"]})  # about where Moscow lies
    expect(view).to_have_url(re.compile("akteur=RUS"))
    view.get_by_role("combobox", name="Länder nach").select_option("empfaenger")
    view.locator('path[data-code="UKR"]').click()
    assert asked(view) == {
        "akteur": "RUS",
        "gegenueber": "UKR",
        "faerbung": "empfaenger",
        "ausschnitt": "europa",
    }
    view.reload()
    expect(view.locator("path.chosen")).to_have_count(2)
    beside = view.get_by_role("complementary", name="Auswahl")
    expect(beside.get_by_role("heading", level=2).first).to_have_text("Russland – Ukraine")


def test_disputed_areas_are_hatched_and_named(view: Page) -> None:
    view.goto("/karte")
    expect(view.locator("svg[role=img] path.area")).to_have_count(9)
    said = view.locator(".view")
    for name in (
        "Equal Earth",
        "Vereinten Nationen",
        "Krim",
        "Westsahara",
        "Kaschmir",
        "Taiwan",
        "Kosovo",
        "Golan",
    ):
        expect(said).to_contain_text(name)


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
    for page in watched_page(browser, figures_address, viewport=PHONE):
        for address in VIEWS:
            page.goto(address)
            page.wait_for_load_state("networkidle")
            assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], address


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
