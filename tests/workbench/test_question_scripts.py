"""The 23 questions across documents of the seed facts, answered in the browser in at most five actions.

The record holds the gold's events of the five founding documents (``eval/gold_record.py``): how well the machine reads
is not asked here. ``questions.json`` says what to do, from the first page on: a link of the navigation, ``Filter`` to
open the filters, ``name=value`` to set one, ``weiter`` for the next page. What is seen on the way counts.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from browsing import serve, watched_page
from playwright.sync_api import Browser, Page, expect

sys.path.append(str(Path(__file__).parents[2] / "eval"))

import gold_record
import seed_facts
from facts_questions import proofs
from lagebild.record import Store

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not seed_facts.FACTS.is_file(), reason="../shared is not there"),
]

MOST_ACTIONS = 5
ACTIONS: dict[str, list[str]] = json.loads(Path(__file__).with_name("questions.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def gold_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    url = f"sqlite:///{tmp_path_factory.mktemp('questions') / 'gold.db'}"
    with Store.open(url) as store:
        gold_record.fill(store)
    yield from serve(url)


@pytest.fixture(scope="module")
def wanted() -> dict[str, list[frozenset[str]]]:
    """For each question sets of ids of events in the record: of each set one must be seen."""
    documents = seed_facts.seeds()
    events = {d.id: seed_facts.gold_events(d) for d in documents}
    texts = {d.id: seed_facts.document_of(d) for d in documents}
    ids = {e["id"]: gold_record.event_id(e, texts[d]) for d, found in events.items() for e in found}
    answers = seed_facts.ask(documents, seed_facts.without_noise(documents, events))
    return {
        question: [frozenset(ids[e] for e in one) for one in sets]
        for question, sets in proofs(documents, events, answers=answers).items()
    }


@pytest.fixture
def gold_page(browser: Browser, gold_address: str) -> Iterator[Page]:
    yield from watched_page(browser, gold_address)


def act(page: Page, action: str) -> None:
    name, _, value = action.partition("=")
    if name == "weiter":
        page.get_by_role("link", name="Weitere Ereignisse").click()
    elif name == "Filter":
        page.locator("summary", has_text="Filter").click()
    elif not value:
        page.get_by_role("navigation", name="Hauptnavigation").get_by_role("link", name=name).click()
    else:
        field = page.locator(f"form.filters [name={name}]")
        if field.evaluate("node => node.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)
            field.press("Enter")


def seen(page: Page) -> set[str]:
    """Ids of the events that the page shows once it is at rest."""
    page.wait_for_load_state("networkidle")
    expect(page.locator('[aria-busy="true"]')).to_have_count(0)
    ids = page.locator("main [data-event]").evaluate_all("nodes => nodes.map(n => n.dataset.event)")
    return set(ids)


def test_every_question_has_its_script(wanted: dict[str, list[frozenset[str]]]) -> None:
    assert list(ACTIONS) == list(wanted)
    assert {name: len(does) for name, does in ACTIONS.items() if len(does) > MOST_ACTIONS} == {}


@pytest.mark.parametrize("question", ACTIONS)
def test_a_question_is_answered(
    gold_page: Page, wanted: dict[str, list[frozenset[str]]], question: str
) -> None:
    gold_page.goto("/")
    found: set[str] = set()
    for action in ACTIONS[question]:
        act(gold_page, action)
        found |= seen(gold_page)
    assert wanted[question]
    missing = [sorted(one) for one in wanted[question] if not one & found]
    assert missing == []
