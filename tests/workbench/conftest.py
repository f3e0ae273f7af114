"""The workbench over our own record, in a browser."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from browsing import ARGUMENTS, CHROMIUM, serve, watched_page
from figure_pages import DESKTOP
from playwright.sync_api import Browser, Page, sync_playwright

sys.path.insert(0, str(Path(__file__).parents[1] / "server"))

import own_cases
import own_record


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    url = f"sqlite:///{tmp_path_factory.mktemp('workbench') / 'own.db'}"
    own_record.fill(url)
    yield from serve(url)


@pytest.fixture(scope="session")
def empty_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    yield from serve(f"sqlite:///{tmp_path_factory.mktemp('workbench') / 'empty.db'}")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if not Path(CHROMIUM).exists():
        reason = f"{CHROMIUM} is missing; install it with: apt-get install chromium"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """A desktop page; the test fails if it logged an error or asked any other host for anything."""
    yield from watched_page(browser, address)


@pytest.fixture(scope="session")
def figures_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Our own record with cases in it."""
    url = f"sqlite:///{tmp_path_factory.mktemp('figures') / 'own.db'}"
    own_record.fill(url)
    own_cases.fill(url)
    yield from serve(url)


@pytest.fixture
def view(browser: Browser, figures_address: str) -> Iterator[Page]:
    yield from watched_page(browser, figures_address, viewport=DESKTOP)


@pytest.fixture
def database(tmp_path: Path) -> str:
    """A record with cases that a test may change."""
    url = f"sqlite:///{tmp_path / 'own.db'}"
    own_cases.fill(url)
    return url


@pytest.fixture
def served(database: str) -> Iterator[str]:
    yield from serve(database)
