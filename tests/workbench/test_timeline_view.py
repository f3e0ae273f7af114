"""The timeline: what it shows is what the API says, and every choice stands in the URL."""

import re
from typing import Any

import pytest
from figure_pages import answer, asked, rows
from playwright.sync_api import Locator, Page, expect

pytestmark = pytest.mark.browser


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
    view.wait_for_load_state("networkidle")  # new bars take the place of those that the keys were on
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
