"""What a figure's page says, and what the API answers to the same question."""

from typing import Any
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Locator, Page

DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}


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
