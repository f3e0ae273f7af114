"""What an analyst does in the workbench, in a real browser."""

import re

import own_record
import pytest
from playwright.sync_api import Locator, Page, expect

from lagebild.records import Event

pytestmark = pytest.mark.browser

GRID, GRID_EVENTS = own_record.grid()
PROMISE, DEMAND, ATTACKS, END, DENIED, SANCTIONS = GRID_EVENTS
DOCUMENT = f"/dokumente/{GRID.id[:16]}"


def ending(url: str) -> re.Pattern[str]:
    return re.compile(re.escape(url) + "$")


def lit(page: Page) -> set[tuple[str, str]]:
    """(role, words) of all that is lit in the text; pieces of a span joined where they touch."""
    pieces = page.locator(".reader [data-role]").evaluate_all(
        "nodes => nodes.map(n => [n.dataset.role, n.textContent])"
    )
    joined: dict[str, str] = {}
    for role, words in pieces:
        joined[role] = joined.get(role, "") + words
    return set(joined.items())


def card(page: Page, event: Event) -> Locator:
    return page.locator(f'.cards [data-event="{event.id}"]')


def heading(page: Page, event: Event) -> Locator:
    """The link that pins the event."""
    return card(page, event).get_by_role("heading").get_by_role("link")


def choice(page: Page, name: str) -> Locator:
    return page.get_by_role("combobox", name=name)


def test_from_list_to_document(page: Page) -> None:
    page.goto("/dokumente")
    expect(page.get_by_role("heading", level=1)).to_have_text("Dokumente")
    entries = page.get_by_role("list", name="Dokumente, neueste zuerst").get_by_role("listitem")
    expect(entries).to_have_count(3)
    expect(entries.nth(1)).to_contain_text("Fjordkurier")
    expect(entries.nth(1)).to_contain_text("14. Februar 2023")
    expect(entries.nth(1)).to_contain_text("6 Ereignisse")
    expect(entries.nth(2)).to_contain_text("Ohne Titel")
    page.get_by_role("link", name="Oslo sagt Chisinau").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Oslo sagt Chisinau Transformatoren zu")
    expect(page).to_have_url(ending(DOCUMENT))
    page.go_back()
    expect(entries).to_have_count(3)


def test_search_stands_in_the_url(page: Page) -> None:
    page.goto("/dokumente")
    page.get_by_role("searchbox").fill("Umspannwerke")
    page.get_by_role("button", name="Suchen").click()
    expect(page.get_by_role("listitem")).to_have_count(1)
    expect(page).to_have_url(ending("?suche=Umspannwerke"))
    page.reload()
    expect(page.get_by_role("searchbox")).to_have_value("Umspannwerke")
    page.get_by_role("searchbox").fill("Polarlicht")
    expect(page.get_by_role("status")).to_contain_text("Kein Dokument enthält „Polarlicht“")


def test_hovering_lights_exactly_the_events_spans(page: Page) -> None:
    page.goto(DOCUMENT)
    card(page, PROMISE).hover()
    assert lit(page) == {
        ("trigger", "liefere"),
        ("actor", "Regierung"),
        ("recipient", "Republik Moldau"),
        ("object", "120 Transformatoren"),
        ("amount", "120 Transformatoren"),
        ("time", "bis Ende März"),
        ("source", "Norwegens Außenministerin Anniken Huitfeldt"),
        ("cue", "sagte"),
    }
    page.get_by_role("link", name="Lagebild").hover()
    expect(page.locator(".reader [data-role]")).to_have_count(0)


def test_overlapping_spans_and_a_trigger_inside_another_events_object(page: Page) -> None:
    page.goto(DOCUMENT)
    card(page, DEMAND).hover()
    assert ("object", "Angriffe auf das Stromnetz der Ukraine") in lit(page)
    card(page, ATTACKS).hover()
    assert lit(page) == {
        ("trigger", "Angriffe"),
        ("actor", "Russland"),
        ("object", "Stromnetz der Ukraine"),
        ("recipient", "Ukraine"),
        ("place", "Ukraine"),
    }
    labels = page.locator(".reader [data-label]").evaluate_all("ns => ns.map(n => n.dataset.label)")
    assert "Akteur" in labels


def test_text_is_whole_and_noise_is_named(page: Page) -> None:
    page.goto(DOCUMENT)
    expect(page.locator(".reader .block")).to_have_count(len(GRID.blocks))
    shown = page.locator(".reader .block").all_text_contents()
    assert shown == [block.span.of(GRID.text) for block in GRID.blocks]
    assert page.locator(".noise-name").all_text_contents() == [
        "Navigation",
        "Bildunterschrift",
        "Wiederholung",
    ]


def test_reality_and_stance_are_written_out(page: Page) -> None:
    page.goto(DOCUMENT)
    for event, words in (
        (PROMISE, ["geplant", "behauptet"]),
        (DEMAND, ["geschehen"]),
        (END, ["gefordert", "behauptet"]),
        (DENIED, ["geschehen", "bestreitet"]),
        (SANCTIONS, ["verneint: nicht geschehen"]),
    ):
        expect(card(page, event).locator(".badge")).to_have_text(words)
    expect(card(page, DENIED)).to_contain_text("nicht im Satz genannt")
    expect(card(page, DENIED)).to_contain_text("erschlossen")
    expect(card(page, PROMISE)).to_contain_text("Norwegen · Regierung")
    expect(card(page, PROMISE)).to_contain_text("14. Februar 2023 bis 31. März 2023")
    expect(card(page, DEMAND)).to_contain_text("Fjordkurier selbst, ohne Quelle im Text")


def test_an_actor_is_named_once_in_the_chosen_language(page: Page) -> None:
    """The text's words stand beside the name only where they say more."""
    page.add_init_script("localStorage.setItem('lagebild.language', 'en')")
    page.goto(DOCUMENT)
    recipient = card(page, DEMAND).locator("dd").nth(1)
    expect(recipient).to_have_text("Russia")
    expect(card(page, PROMISE).locator("dd").first).to_have_text(
        re.compile(r"^Norway · government Regierung\s*$")
    )
    expect(card(page, PROMISE).locator("dd").last).to_contain_text("Norway · government, Anniken Huitfeldt")


def test_pinning_by_card_by_trigger_and_by_span(page: Page) -> None:
    page.goto(DOCUMENT)
    heading(page, DENIED).click()
    expect(page).to_have_url(ending(f"?ereignis={DENIED.id}"))
    expect(page.locator('.reader [data-role="trigger"]')).to_have_text("beschossen")
    page.locator(".reader a.trigger", has_text="forderte").click()
    expect(page).to_have_url(ending(f"?ereignis={DEMAND.id}"))
    page.locator(".reader .evidence", has_text="Kreml").click()  # asks about the word, too
    expect(page).to_have_url(re.compile(rf"\?ereignis={SANCTIONS.id}&wort=\d+$"))
    page.go_back()
    expect(page.locator(".cards .card.pinned .word")).to_have_text("„forderte“")
    page.locator('.reader [data-role="trigger"]', has_text="forderte").click()
    expect(page).to_have_url(ending(DOCUMENT))


def test_url_restores_filter_and_pinned_event(page: Page) -> None:
    page.goto(DOCUMENT)
    page.get_by_text("Filter", exact=True).click()
    choice(page, "Akteur (in jeder Rolle)").select_option("RUS")
    choice(page, "Realität").select_option("called_for")
    expect(page.locator(".cards .card")).to_have_count(1)
    expect(page.get_by_role("heading", name="1 von 6 Ereignissen")).to_be_visible()
    heading(page, END).click()
    expect(page).to_have_url(ending(f"?akteur=RUS&realitaet=called_for&ereignis={END.id}"))

    url = page.url
    page.goto("/")
    page.goto(url)
    expect(page.get_by_role("list", name="Gesetzte Filter").get_by_role("link")).to_have_count(2)
    page.get_by_text("Filter", exact=True).click()
    expect(choice(page, "Akteur (in jeder Rolle)")).to_have_value("RUS")
    expect(page.locator(".cards .card.pinned")).to_have_count(1)
    assert lit(page) == {
        ("trigger", "beenden"),
        ("actor", "Russland"),
        ("source", "Sie"),
        ("cue", "forderte"),
    }
    page.get_by_role("link", name="Filter aufheben").click()
    expect(page.locator(".cards .card")).to_have_count(6)


@pytest.mark.parametrize(
    ("label", "value", "triggers"),
    [
        ("Art der Handlung", "ASSAULT", ["Angriffe", "beschossen"]),
        ("Verneinung", "ja", ["Sanktionen"]),
        ("Haltung der Quelle", "denies", ["beschossen"]),
        ("Akteur (in jeder Rolle)", "RUS GOV", ["beschossen", "Sanktionen"]),
        ("Realität", "planned", ["liefere"]),
        ("Gegenüber (auch beteiligt)", "NOR GOV", ["liefere", "forderte", "beenden"]),
    ],
)
def test_document_filters_agree_with_the_api(page: Page, label: str, value: str, triggers: list[str]) -> None:
    for view in (DOCUMENT, f"/ereignisse?dokument={GRID.id[:16]}"):
        page.goto(view)
        page.get_by_text("Filter", exact=True).click()
        choice(page, label).select_option(value)
        words = page.locator("li .card .word")
        expect(words).to_have_text([f"„{trigger}“" for trigger in triggers])


def test_a_dyad_agrees_with_the_api(page: Page) -> None:
    dyad = "akteur=NOR&gegenueber=RUS"
    for view in (f"{DOCUMENT}?{dyad}", f"/ereignisse?dokument={GRID.id[:16]}&{dyad}"):
        page.goto(view)
        expect(page.locator("li .card .word")).to_have_text(["„forderte“"])


def test_events_across_documents_lead_to_the_pinned_event(page: Page) -> None:
    page.goto("/ereignisse?haltung=alleges")
    expect(page.locator(".events > li")).to_have_count(1)
    proof = page.locator(".events .sentence")
    expect(proof).to_have_text(own_record.PROTEST[1][1])
    expect(proof.locator('[data-role="cue"]')).to_have_text("mutmaßlich")
    page.get_by_role("link", name="Sandu spricht von bezahlten Demonstranten").click()
    expect(page.locator(".cards .card.pinned .word")).to_have_text("„bezahlt“")


def test_by_keyboard_alone(page: Page) -> None:
    page.goto(DOCUMENT)
    heading(page, ATTACKS).focus()
    assert ("trigger", "Angriffe") in lit(page)
    page.keyboard.press("Enter")
    expect(page).to_have_url(ending(f"?ereignis={ATTACKS.id}"))
    trigger = page.locator(".reader a.trigger", has_text="Sanktionen")
    trigger.focus()
    assert ("trigger", "Sanktionen") in lit(page)
    page.keyboard.press("Enter")
    expect(page).to_have_url(ending(f"?ereignis={SANCTIONS.id}"))


def test_states_without_content(page: Page, empty_address: str) -> None:
    page.goto("/dokumente/ffff")
    expect(page.get_by_role("alert")).to_contain_text("ffff")
    page.goto("/nirgendwo")
    expect(page.get_by_role("heading", level=1)).to_have_text("Seite nicht gefunden")
    bare, _ = own_record.bare()
    page.goto(f"/dokumente/{bare.id}")
    expect(page.get_by_text("In diesem Dokument wurde kein Ereignis gefunden.")).to_be_visible()
    page.goto("/ereignisse?typ=PROTEST")
    expect(page.get_by_text("Kein Ereignis passt zu den Filtern.")).to_be_visible()


def test_server_gone(page: Page) -> None:
    page.goto("/dokumente")
    page.route("**/api/**", lambda route: route.fulfill(status=503, json={"detail": "own.db: is locked"}))
    page.get_by_role("link", name="Ereignisse", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("own.db: is locked")
