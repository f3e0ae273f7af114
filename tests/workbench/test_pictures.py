"""Every view on the samples, as `make run` reads them: what it shows, whether it is accessible, and its picture.

With ``LAGEBILD_PICTURES=1`` the pictures of the documentation are taken anew into docs/img; else no file is touched.
"""

import io
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from browsing import serve, watched_page
from playwright.sync_api import Browser, Page, expect

from lagebild.client import Client
from lagebild.settings import Settings

ROOT = Path(__file__).parents[2]
PICTURES = ROOT / "docs/img"
TAKE = os.environ.get("LAGEBILD_PICTURES") == "1"
COLOURS = 128
"""A palette of so many is off by 13 of 255 at most (medians: 81), and a picture takes about 50 kB."""
DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}
PATIENCE = 30_000
"""ms: the first comparison reads the registry, the first word the model."""

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not (Settings().model / "manifest.json").is_file(), reason="there is no model yet"),
]


@dataclass(frozen=True, slots=True)
class View:
    """``address`` has names of :func:`places` in braces; ``shows`` are words that come from the samples."""

    name: str
    address: str
    heading: str
    shows: str


READER = "/dokumente/{attack}?ereignis={strike}"
VIEWS = (
    View("overview", "/?seit=2023-07-17", "Übersicht", "Versprochen, gehalten, gebrochen"),
    View("documents", "/dokumente", "Dokumente", "Kreml: Getreideabkommen ist faktisch beendet"),
    View("reader", READER, "Raketen auf Odessa, einen Tag nach der Unterschrift", "Einschläge"),
    View("word", READER + "&wort={cue}", "Raketen auf Odessa, einen Tag nach der Unterschrift", "bei „meldet“"),
    View("events", "/ereignisse?akteur=RUS&haltung=denies", "Ereignisse", "zusätzliche Seeminen"),
    View("timeline", "/zeitverlauf?akteur=RUS&gegenueber=UKR", "Zeitverlauf", "Ereignisse (jeder Bericht"),
    View("dyads", "/dyaden?akteur=RUS&gegenueber=UKR", "Dyaden", "Russland – Ukraine"),
    View("network", "/netz?akteur=RUS&gegenueber=TUR", "Netz", "Russland – Türkei"),
    View("map", "/karte?ausschnitt=europa&akteur=UKR", "Karte", "mit bekanntem Land des Ortes"),
    View("cases", "/faelle", "Fälle", "bombardiert [Häfen]"),
    View("ledger", "/faelle/{mines}", "verlegt [zusätzliche Seeminen] [Häfen]", "Anatoli Antonow"),
    View("disputes", "/streitfaelle", "Streitfälle", "Anatoli Antonow"),
    View("commitments", "/zusagen?am=2023-07-28", "Zusagen", "überfällig am 28. Juli 2023"),
    View("compare", "/vergleich?eins={signed}&anderes={ended}", "Vergleich", "einseitige Aufkündigung"),
    View("offices", "/register?amt=Verteidigungsminister&staat=DEU&stichtag=2022-10-01",
         "Register: Akteure und Ämter", "Christine Lambrecht"),
    View("actor", "/register/akteure/Christine Lambrecht?stichtag=2022-10-01", "Christine Lambrecht",
         "Verteidigungsministerin"),
    View("framework", "/register/rahmen/Schwarzmeer-Getreideinitiative", "Schwarzmeer-Getreideinitiative",
         "Ereignisse des Bestands"),
    View("review", "/pruefung", "Prüfung", "Zweifel"),
    View("accuracy", "/genauigkeit", "Wie sicher ist das?", "Akteure der gefundenen Handlungen"),
    View("intake", "/aufnahme", "Aufnahme", "Text auf Deutsch"),
)  # fmt: skip
OTHERWISE = (
    ("reader-phone", View("", READER, "Raketen auf Odessa, einen Tag nach der Unterschrift", "Einschläge"),
     {"viewport": PHONE}),
    ("timeline-dark", next(view for view in VIEWS if view.name == "timeline"), {"color_scheme": "dark"}),
    ("cases-english", View("", "/faelle", "Cases", "bombardiert [Häfen]"), {"locale": "en-GB"}),
)  # fmt: skip


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server over the samples, read by the shipped model."""
    url = f"sqlite:///{tmp_path_factory.mktemp('samples') / 'lagebild.db'}"
    add = [sys.executable, "-m", "lagebild", "add", "samples", "--database", url]
    subprocess.run(add, cwd=ROOT, check=True, capture_output=True)
    yield from serve(url)


@pytest.fixture(scope="module")
def places(samples: str) -> dict[str, str]:
    """Ids in the addresses of views: documents by their title, events by a word of theirs."""
    with Client(samples) as lagebild:
        ids = {document.title: document.id for document in lagebild.documents()}
        attack = ids["Raketen auf Odessa, einen Tag nach der Unterschrift"]
        strike = next(e for e in lagebild.events(document=attack) if e.trigger.text == "Einschläge")
        mines = next(e for e in lagebild.events(actor="RUS", stance="denies") if e.trigger.text == "verlegt")
        text = lagebild.document(attack).text
    return {
        "attack": attack[:16],
        "strike": strike.id,
        "cue": str(text.index("meldet Einschläge")),
        "mines": mines.id,
        "signed": ids["Auswärtiges Amt zur Unterzeichnung der Getreidevereinbarung in Istanbul"][:16],
        "ended": ids["Auswärtiges Amt zur Aufkündigung des Getreideabkommens durch Russland"][:16],
    }


def seen(page: Page, view: View, places: dict[str, str]) -> None:
    """The view is open, whole and accessible."""
    page.goto(view.address.format(**places))
    expect(page.get_by_role("heading", level=1)).to_have_text(view.heading, timeout=PATIENCE)
    expect(page.get_by_role("main")).to_contain_text(view.shows, timeout=PATIENCE)
    page.wait_for_load_state("networkidle")
    found = Axe().run(page).response["violations"]
    grave = [v for v in found if v["impact"] in {"serious", "critical"}]
    assert [(v["id"], [n["html"][:120] for n in v["nodes"]]) for v in grave] == []


def take(page: Page, name: str) -> None:
    if not TAKE:
        return
    from PIL import Image

    shot = Image.open(io.BytesIO(page.screenshot(animations="disabled", caret="hide"))).convert("RGB")
    few = shot.quantize(COLOURS, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    few.save(PICTURES / f"{name}.png", optimize=True)


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.name)
def test_every_view_shows_the_samples(
    browser: Browser, samples: str, places: dict[str, str], view: View
) -> None:
    for page in watched_page(browser, samples, viewport=DESKTOP):
        seen(page, view, places)
        take(page, view.name)


@pytest.mark.parametrize(("name", "view", "options"), OTHERWISE, ids=lambda each: str(each)[:16])
def test_a_phone_darkness_and_english(
    browser: Browser, samples: str, places: dict[str, str], name: str, view: View, options: dict[str, object]
) -> None:
    for page in watched_page(browser, samples, **{"viewport": DESKTOP, **options}):
        seen(page, view, places)
        take(page, name)


def test_the_tour_shows_every_picture() -> None:
    tour = (ROOT / "docs/tour.md").read_text("utf-8")
    for name in [view.name for view in VIEWS] + [name for name, _, _ in OTHERWISE]:
        assert f"](img/{name}.png)" in tour, name
        assert (PICTURES / f"{name}.png").is_file(), f"LAGEBILD_PICTURES=1 takes {name}.png"
