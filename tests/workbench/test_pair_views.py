"""Dyads, network and map: what they show is what the API says, and every choice stands in the URL."""

import re

import pytest
from browsing import watched_page
from figure_pages import DESKTOP, PHONE, answer, asked, rows
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser


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


def test_names_of_columns_are_whole(view: Page) -> None:
    """Also that of a code with its sector, which is much longer."""
    view.goto("/dyaden?ebene=codes")
    heads = view.locator(".matrix thead .head")
    expect(heads.first).to_be_visible()
    cut = (
        "heads => heads.filter(h => h.scrollHeight > h.clientHeight + 1 || h.scrollWidth > h.clientWidth + 1)"
    )
    assert heads.evaluate_all(f"heads => ({cut})(heads).map(h => h.textContent)") == []
    assert heads.evaluate_all("heads => heads.every(h => getComputedStyle(h).whiteSpace === 'normal')")


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


WRITTEN = """
    window.written = []
    const fill = CanvasRenderingContext2D.prototype.fillText
    CanvasRenderingContext2D.prototype.fillText = function (...words) {
      window.written.push(words[0])
      return fill.apply(this, words)
    }
"""


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_the_largest_points_of_the_network_have_their_names(
    browser: Browser, figures_address: str, viewport: dict[str, int]
) -> None:
    for page in watched_page(browser, figures_address, viewport=viewport):
        page.add_init_script(WRITTEN)
        page.goto("/netz")
        found = answer(page, "network", limit="80")
        largest = sorted(found["nodes"], key=lambda node: -node["count"])[:15]
        assert len(largest) > 5
        page.wait_for_function("() => window.written.length > 0")
        assert {found["labels"][node["code"]] for node in largest} <= set(page.evaluate("window.written"))


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
