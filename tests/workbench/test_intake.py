"""Signing in, sending texts and files, and following what becomes of them, in a real browser."""

import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn
from axe_playwright_python.sync_playwright import Axe
from browsing import SECONDS_TO_START, watched_page
from playwright.sync_api import Browser, Page, expect

sys.path.insert(0, str(Path(__file__).parents[1] / "record"))
sys.path.insert(0, str(Path(__file__).parents[1] / "server"))

import fakes
import own_cases
from making import TEXT

from lagebild.record import Store
from lagebild.records.service import Role
from lagebild.server.app import create_app

pytestmark = pytest.mark.browser
SECONDS_TO_READ = 20_000


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """The address of a server that demands tokens, and a reviewer's."""
    url = f"sqlite:///{tmp_path_factory.mktemp('intake') / 'own.db'}"
    own_cases.fill(url)
    with Store.open(url) as store:
        secret = store.access.add("Ada", Role.REVIEWER)[1]
    app = create_app(url, tokens=True, coder=fakes.load)
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="warning"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    deadline = time.monotonic() + SECONDS_TO_START
    while not server.started:
        assert time.monotonic() < deadline, "the server does not start"
        time.sleep(0.02)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}", secret
    server.should_exit = True
    thread.join(SECONDS_TO_START)


@pytest.fixture
def page(browser: Browser, served: tuple[str, str]) -> Iterator[Page]:
    yield from watched_page(browser, served[0])


def faults(page: Page) -> list[str]:
    return [fault["id"] for fault in Axe().run(page).response["violations"]]


def test_sign_in_send_follow_sign_out(page: Page, served: tuple[str, str]) -> None:
    page.goto("/aufnahme")
    token = page.get_by_label("Schlüssel")
    expect(token).to_be_visible()
    assert faults(page) == []
    token.fill("falsch")
    page.get_by_role("button", name="Anmelden").click()
    expect(page.get_by_role("alert")).to_contain_text("no token in force")
    token.fill(served[1])
    page.get_by_role("button", name="Anmelden").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Aufnahme")
    page.get_by_label("Text auf Deutsch").fill(TEXT)
    page.get_by_role("button", name="Text lesen").click()
    row = page.get_by_role("table").get_by_role("row").nth(1)
    expect(row).to_contain_text("aufgenommen", timeout=SECONDS_TO_READ)
    page.get_by_label("Dateien wählen").set_input_files(
        [
            {"name": "<b>gut.txt", "mimeType": "text/plain", "buffer": f"{TEXT} Noch ein Satz.".encode()},
            {"name": "leer.txt", "mimeType": "text/plain", "buffer": b""},
        ]
    )
    page.get_by_role("button", name="Dateien lesen").click()
    status = page.locator("section").first.get_by_role("status")
    expect(status).to_contain_text("fertig · 2 von 2 Texten", timeout=SECONDS_TO_READ)
    rows = page.get_by_role("table").get_by_role("row")
    expect(rows.nth(1)).to_contain_text("<b>gut.txt")
    expect(rows.nth(2)).to_contain_text("Abhilfe: give a German text")
    assert faults(page) == []
    page.get_by_role("link", name="gut.txt").click()
    expect(page).to_have_url(f"{served[0]}/dokumente/{page.url.rsplit('/', 1)[1]}")
    page.goto("/anmelden?zurueck=//evil.example/")
    expect(page.get_by_role("link", name="Weiter zur Arbeitsfläche")).to_have_attribute("href", "/")
    page.get_by_role("button", name="Abmelden").click()
    expect(page.get_by_label("Schlüssel")).to_be_visible()
