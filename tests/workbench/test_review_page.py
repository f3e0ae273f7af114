"""Reviewing in the workbench: by keyboard, with corrections from the text, conflicts and the way back."""

from collections.abc import Iterator

import own_cases
import pytest
from axe_playwright_python.sync_playwright import Axe
from browsing import watched_page
from playwright.sync_api import Browser, Locator, Page, expect

from lagebild.record import Store
from lagebild.records import EventType
from lagebild.weigh import review

pytestmark = pytest.mark.browser

CLAIM, DENIAL, PROMISE = (
    make()[1][0].id for make in (own_cases.delivery, own_cases.denial, own_cases.promise)
)


@pytest.fixture
def page(browser: Browser, served: str) -> Iterator[Page]:
    yield from watched_page(browser, served)


def named(page: Page, path: str = "/pruefung") -> None:
    """Open the view as somebody who has given a name before."""
    page.goto("/pruefung")
    page.evaluate("localStorage.setItem('lagebild.reviewer', 'Kim Boll')")
    page.goto(path)
    expect(page.get_by_text("Es prüft: Kim Boll")).to_be_visible()
    expect(page.get_by_role("button", name="Annehmen (a)")).to_be_visible()


def entries(page: Page) -> list[str]:
    links = page.locator(".queue li a")
    return [str(link.get_attribute("href")).rpartition("ereignis=")[2] for link in links.all()]


def test_the_name_is_asked_once_and_kept(page: Page) -> None:
    page.goto("/pruefung")
    page.get_by_role("button", name="Annehmen (a)").click()
    field = page.get_by_label("Ihr Name")
    expect(field).to_be_focused()
    field.fill("Kim Boll")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Es prüft: Kim Boll")).to_be_visible()
    page.reload()
    expect(page.get_by_text("Es prüft: Kim Boll")).to_be_visible()


def test_a_queue_is_worked_through_by_keys_and_taken_back(page: Page, database: str) -> None:
    named(page)
    expect(page.locator(".queue li")).to_have_count(3)
    expect(page.locator(".queue .parties").first).to_have_text("Dänemark → Estland")
    first, second, third = entries(page)
    page.keyboard.press("a")
    expect(page.locator("[data-told]")).to_contain_text("Angenommen")
    expect(page.locator(".queue li")).to_have_count(2)
    expect(page).to_have_url(f"{page.url.partition('/pruefung')[0]}/pruefung?ereignis={second}")
    expect(page.locator(f'.desk article[data-event="{second}"]')).to_be_visible()
    page.keyboard.press("x")
    expect(page.locator("[data-told]")).to_contain_text("Verworfen")
    expect(page.locator(".queue li")).to_have_count(1)
    assert entries(page) == [third]
    with Store.open(database) as store:
        assert [(j.kind, j.made_by, j.events) for j in store.cases.judgements()] == [
            ("accept", "Kim Boll", (first,)), ("reject", "Kim Boll", (second,)),
        ]  # fmt: skip
        assert second not in {event.id for event in store.events()}
    page.locator("[data-told]").get_by_role("button").click()
    expect(page.locator("[data-told]")).to_contain_text("Zurückgenommen: Entscheidung 2")
    expect(page.locator(".queue li")).to_have_count(2)
    with Store.open(database) as store:
        assert second in {event.id for event in store.events()}


def test_what_much_hangs_on_comes_first_by_weight(page: Page) -> None:
    named(page)
    page.get_by_role("link", name="Nach Gewicht").click()
    expect(page.get_by_role("link", name="Nach Gewicht")).to_have_attribute("aria-current", "true")
    expect(page.locator(".queue li").last).to_contain_text("Gewicht 3")
    assert entries(page)[2] == PROMISE
    assert "nach=gewicht" in page.url


SELECT = """words => {
    const prose = document.querySelector('.prose')
    const walker = document.createTreeWalker(prose, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const at = node.data.indexOf(words)
        if (at >= 0) { getSelection().setBaseAndExtent(node, at, node, at + words.length); return }
    }
}"""


def test_every_kind_of_field_is_corrected_with_words_from_the_text(page: Page, database: str) -> None:
    named(page, f"/pruefung?ereignis={PROMISE}")
    page.keyboard.press("c")
    page.get_by_label("Typ", exact=True).select_option("COOPERATE")
    page.get_by_label("Realität", exact=True).select_option("called_for")
    page.get_by_label("Der Text sagt, dass es nicht geschieht").check()
    page.get_by_label("Code (Name) Akteur 1").fill("NOR GOV (Ada Test)")
    page.evaluate(SELECT, "Ende April")
    page.get_by_role("button", name="Auswahl übernehmen: Zeit 1").click()
    expect(page.get_by_label("Wörter Zeit 1")).to_have_value("Ende April")
    page.get_by_label("Wert Zeit 1").fill("2024-04")
    page.get_by_role("button", name="Ort hinzufügen").click()
    page.get_by_label("Wörter Ort 1").fill("Lettland")
    page.get_by_label("Staat Ort 1").fill("LVA")
    page.get_by_role("button", name="Entfernen: Gegenstand 1").click()
    page.get_by_label("Begründung").fill("steht so da")
    page.get_by_role("button", name="Berichtigung speichern").click()
    expect(page.locator("[data-told]")).to_contain_text("Berichtigt")
    with Store.open(database) as store:
        (made,) = store.cases.judgements()
        (event,) = store.events_by_id([made.events[1]])
        assert (made.reason, made.made_by) == ("steht so da", "Kim Boll")
        assert set(made.changes or ()) == {"type", "modality", "negated", "actor", "time", "place", "object"}
        assert (event.type, event.modality.value, event.negated) == (EventType.COOPERATE, "called_for", True)
        (actor,) = event.actors
        assert (actor.text, actor.code, actor.name) == ("Norwegen", "NOR GOV", "Ada Test")
        assert [(t.text, t.value) for t in event.times] == [("Ende April", "2024-04")]
        assert [(p.text, p.country) for p in event.places] == [("Lettland", "LVA")]
        assert event.objects == ()
        assert store.check() == []
    expect(page.locator(".desk tr[data-judgement]")).to_contain_text("berichtigt")
    page.locator(".desk").get_by_role("button", name="Entscheidung 1 zurücknehmen").click()
    expect(page.locator("[data-told]")).to_contain_text("Zurückgenommen")
    with Store.open(database) as store:
        assert PROMISE in {found.id for found in store.events()}


def test_faulty_fields_are_told_beside_the_form(page: Page, database: str) -> None:
    named(page, f"/pruefung?ereignis={PROMISE}")
    page.keyboard.press("c")
    page.get_by_role("button", name="Berichtigung speichern").click()
    expect(page.get_by_role("alert")).to_contain_text("Es ist nichts geändert")
    page.get_by_label("Wörter Akteur 1").fill("Atlantis")
    page.get_by_role("button", name="Berichtigung speichern").click()
    expect(page.get_by_role("alert")).to_contain_text("Akteur: „Atlantis“ steht so nicht im Text")
    page.get_by_label("Wörter Akteur 1").fill("Norwegen")
    page.get_by_label("Code (Name) Akteur 1").fill("QQQ")
    page.get_by_role("button", name="Berichtigung speichern").click()
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("Akteur 1, Code (Name): Diesen Code gibt es nicht.")
    expect(alert).to_contain_text("actor.0.code: there is no state or organisation QQQ")
    expect(page.get_by_label("Code (Name) Akteur 1")).to_have_value("QQQ")
    with Store.open(database) as store:
        assert store.cases.judgements() == []


def test_a_conflict_shows_both_versions(page: Page, database: str) -> None:
    from lagebild.reference.registry import default_registry

    named(page, f"/pruefung?ereignis={CLAIM}")
    page.keyboard.press("c")
    page.get_by_label("Typ", exact=True).select_option("SUPPORT")
    with Store.open(database) as store:
        theirs = review.correct(
            store, CLAIM, {"type": "COOPERATE"}, default_registry(), seen=None, made_by="Ada"
        )
    page.get_by_role("button", name="Berichtigung speichern").click()
    conflict = page.locator(".conflict")
    expect(conflict).to_contain_text("Ada hat dieses Ereignis am")
    expect(conflict).to_contain_text("berichtigt: Typ (Entscheidung 1).")
    expect(conflict).to_contain_text("Ihre Entscheidung ist nicht gespeichert.")
    expect(conflict).to_contain_text("Ada corrected this event (type)")
    expect(conflict.get_by_role("row", name="Typ")).to_contain_text("Zusammenarbeit")
    expect(conflict.get_by_role("row", name="Typ")).to_contain_text("Rückhalt")
    conflict.get_by_role("button").click()
    expect(page.locator(f'[data-event="{theirs.events[1]}"]')).to_be_visible()
    with Store.open(database) as store:
        assert len(store.cases.judgements()) == 1


def offered(page: Page) -> Locator:
    return page.get_by_role("listbox", name="Akteure des Registers").get_by_role("option")


def test_any_actor_of_the_registry_is_found_by_its_name_in_either_language(page: Page, database: str) -> None:
    named(page, f"/pruefung?ereignis={PROMISE}")
    page.keyboard.press("c")
    field = page.get_by_label("Code (Name) Adressat 1")
    for typed in ("Finnland", "Finland", "FIN"):  # nobody on record is Finnish
        field.fill(typed)
        expect(offered(page).first).to_contain_text("Finnland")
    field.press("ArrowDown")
    expect(offered(page).first).to_have_attribute("aria-selected", "true")
    field.press("Enter")
    expect(field).to_have_value("FIN")
    expect(offered(page)).to_have_count(0)
    field = page.get_by_label("Code (Name) Akteur 1")
    field.fill("baerb")
    offered(page).filter(has_text="Annalena Baerbock").click()
    expect(field).to_have_value("DEU GOV (Annalena Baerbock)")
    page.get_by_role("button", name="Berichtigung speichern").click()
    expect(page.locator("[data-told]")).to_contain_text("Berichtigt")
    with Store.open(database) as store:
        (event,) = store.events_by_id([store.cases.judgements()[0].events[1]])
        assert [(a.text, a.code) for a in event.recipients] == [("Lettland", "FIN")]
        assert [(a.code, a.name) for a in event.actors] == [("DEU GOV", "Annalena Baerbock")]


def test_a_name_that_the_registry_lacks_is_told_without_moving_the_form(page: Page) -> None:
    named(page, f"/pruefung?ereignis={PROMISE}")
    page.keyboard.press("c")
    field = page.get_by_label("Code (Name) Akteur 1")
    field.fill("Z")
    height = page.locator(".desk form").first.bounding_box()["height"]
    field.fill("Zzyzx")
    expect(page.get_by_text("Das Register kennt niemanden dieses Namens.")).to_be_visible()
    assert page.locator(".desk form").first.bounding_box()["height"] == height
    page.keyboard.press("Escape")
    expect(page.get_by_text("Das Register kennt niemanden dieses Namens.")).to_have_count(0)
    expect(page.get_by_role("heading", name="Felder berichtigen")).to_be_visible()


def test_events_are_ticked_out_of_a_case_and_the_like_case_is_merged_back(page: Page, database: str) -> None:
    named(page, f"/pruefung?ereignis={CLAIM}")
    case = page.get_by_role("region", name="Fall")
    expect(case.get_by_role("checkbox")).to_have_count(2)
    this, other = case.get_by_role("checkbox").all()
    expect(this).to_be_checked()
    expect(other).not_to_be_checked()
    other.check()
    expect(case).to_contain_text("Eines muss im Fall bleiben")
    expect(page.get_by_role("button", name="Angekreuzte aus dem Fall lösen")).to_be_disabled()
    this.uncheck()
    page.get_by_role("button", name="Angekreuzte aus dem Fall lösen").click()
    expect(page.locator("[data-told]")).to_contain_text("Fall geändert, Entscheidung 1")
    with Store.open(database) as store:
        assert store.cases.judgements()[0].events == (DENIAL,)
    expect(case).to_contain_text("Es ist das einzige Ereignis des Falls.")
    like = page.get_by_role("list", name="Sieht nach derselben Handlung aus")
    expect(like.get_by_role("listitem")).to_have_count(1)  # not the promise of others
    expect(like).to_contain_text("11.03.2024, 1 Dokument")
    like.get_by_role("button").click()
    expect(page.locator("[data-told]")).to_contain_text("Entscheidung 2")
    with Store.open(database) as store:
        assert store.cases.of_event(DENIAL) == store.cases.of_event(CLAIM)
    expect(case.get_by_role("checkbox")).to_have_count(2)


def test_another_case_is_found_by_an_actor_and_merged(page: Page, database: str) -> None:
    named(page, f"/pruefung?ereignis={CLAIM}")
    field = page.get_by_label("Fälle mit einem Akteur suchen")
    for typed, named_so in (("Finland", "Finnland"), ("Zzyzx", "Zzyzx")):
        field.fill(typed)
        field.press("Enter")
        expect(page.get_by_text(f"Kein anderer Fall mit {named_so}.")).to_be_visible()
    field.fill("Norweg")
    offered(page).first.click()
    found = page.get_by_role("list", name="Fälle mit Norwegen")
    expect(found.get_by_role("listitem")).to_contain_text("05.03.2024, 1 Dokument")
    found.get_by_role("button", name="Vereinen mit: übergeben [drei Eisbrecher]").click()
    expect(page.locator("[data-told]")).to_contain_text("Fall geändert, Entscheidung 1")
    with Store.open(database) as store:
        assert store.cases.of_event(PROMISE) == store.cases.of_event(CLAIM)


def test_the_latest_decisions_name_what_was_judged_and_lead_to_its_text(page: Page) -> None:
    named(page, f"/pruefung?ereignis={PROMISE}")
    page.keyboard.press("x")
    row = page.locator('.audit tr[data-judgement="1"]')
    expect(row).to_contain_text("verworfen")
    expect(row).to_contain_text("Hilfe: Norwegen → Lettland „übergeben“")
    expect(row).to_contain_text("Norwegen will Lettland bis Ende April 2024")
    link = row.get_by_role("link", name="Hilfe: Norwegen")
    document = own_cases.promise()[0].id[:16]
    expect(link).to_have_attribute("href", f"/dokumente/{document}?ereignis={PROMISE}")
    row.get_by_role("button", name="Entscheidung 1 zurücknehmen").click()
    expect(page.locator("[data-told]")).to_contain_text("Zurückgenommen: Entscheidung 1")
    expect(page.locator('.audit tr[data-judgement="2"]')).to_contain_text("nahm Nr. 1 zurück")
    expect(row.get_by_role("button")).to_have_count(0)


def test_a_faster_colleague_is_told_in_the_chosen_language(page: Page, database: str) -> None:
    named(page, f"/pruefung?ereignis={CLAIM}")
    with Store.open(database) as store:
        review.reject(store, CLAIM, seen=None, made_by="Ada")
    page.keyboard.press("a")
    conflict = page.locator(".conflict")
    expect(conflict).to_contain_text("Ada hat dieses Ereignis am")
    expect(conflict).to_contain_text("verworfen (Entscheidung 1)")
    page.get_by_label("Sprache").select_option("en")
    expect(conflict).to_contain_text("Ada rejected this event on")
    expect(conflict).to_contain_text("Your decision is not stored.")


def test_what_is_being_written_outlives_another_language_and_hides_no_conflict(
    page: Page, database: str
) -> None:
    named(page, f"/pruefung?ereignis={CLAIM}")
    page.keyboard.press("c")
    page.get_by_label("Begründung").fill("steht so da")
    page.get_by_label("Typ", exact=True).select_option("SUPPORT")
    with Store.open(database) as store:
        review.accept(store, CLAIM, seen=None, made_by="Ada")
    page.get_by_label("Sprache").select_option("en")
    expect(page.get_by_label("Reason")).to_have_value("steht so da")
    expect(page.locator(".desk .prose")).to_contain_text("lieferte")
    page.get_by_role("button", name="Save correction").click()
    expect(page.locator(".conflict")).to_contain_text("Ada accepted this event on")
    with Store.open(database) as store:
        assert [made.kind for made in store.cases.judgements()] == ["accept"]


def test_a_lost_server_and_an_unknown_event_are_told_in_german(page: Page) -> None:
    page.goto("/pruefung?ereignis=gibtesnicht")
    alert = page.locator(".desk").get_by_role("alert")
    expect(alert).to_contain_text("Das Ereignis: Das lässt sich nicht zeigen: Das steht nicht im Bestand.")
    expect(alert.locator('[lang="en"]')).to_contain_text("no event has this id")
    named(page, f"/pruefung?ereignis={CLAIM}")
    page.route("**/api/v1/events/*/accept", lambda route: route.fulfill(status=503, json={"detail": "busy"}))
    page.keyboard.press("a")
    alert = page.locator(".desk").get_by_role("alert")
    expect(alert).to_contain_text("Der Bestand ist gerade nicht zu lesen oder zu beschreiben.")
    expect(alert).to_contain_text("Wortlaut des Servers: busy")
    page.unroute("**/api/v1/events/*/accept")
    page.route("**/api/v1/events/*/accept", lambda route: route.fulfill(status=502, body="<html>"))
    page.keyboard.press("a")
    expect(alert).to_have_text("Fehler 502")


def test_a_decision_that_no_server_answers_says_where_to_look(browser: Browser, served: str) -> None:
    for page in watched_page(browser, served):
        named(page, f"/pruefung?ereignis={CLAIM}")
        page.evaluate("() => { window.fetch = () => Promise.reject(new TypeError('lost')) }")
        page.keyboard.press("a")
        alert = page.locator(".desk div.problem")
        expect(alert).to_contain_text("Der Server antwortet nicht.")
        expect(alert).to_contain_text("steht unter „Letzte Entscheidungen“")


def test_the_help_lists_the_keys_of_the_review(page: Page) -> None:
    named(page)
    page.keyboard.press("?")
    keys = page.get_by_role("region", name="In der Prüfung")
    rows = keys.locator("dl > div")
    assert [row.inner_text().split() for row in rows.all()] == [
        ["a", "das", "Ereignis", "annehmen"], ["x", "das", "Ereignis", "verwerfen"],
        ["c", "das", "Ereignis", "berichtigen"], ["Esc", "die", "Berichtigung", "abbrechen"],
    ]  # fmt: skip


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_accessible_and_no_wider_than_a_phone(browser: Browser, served: str, theme: str) -> None:
    size = {"width": 390, "height": 844} if theme == "dark" else {"width": 1280, "height": 900}
    for page in watched_page(browser, served, viewport=size, color_scheme=theme):
        named(page)
        for opened in (False, True):
            if opened:
                page.get_by_role("button", name="Berichtigen (c)").click()
                expect(page.get_by_role("heading", name="Felder berichtigen")).to_be_visible()
                page.get_by_label("Code (Name) Akteur 1").fill("Norwegen")
                expect(offered(page).first).to_be_visible()
            else:
                expect(page.get_by_label("Fälle mit einem Akteur suchen")).to_be_visible()
            grave = [
                (v["id"], [n["html"][:120] for n in v["nodes"]])
                for v in Axe().run(page).response["violations"]
                if v["impact"] in {"serious", "critical"}
            ]
            assert grave == []
            assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]


def test_it_speaks_english(browser: Browser, served: str) -> None:
    for page in watched_page(browser, served):
        page.goto("/pruefung")
        page.evaluate("localStorage.setItem('lagebild.language', 'en')")
        page.goto("/pruefung")
        expect(page.get_by_role("heading", level=1)).to_have_text("Review")
        expect(page.get_by_role("button", name="Accept (a)")).to_be_visible()
        expect(page.get_by_role("link", name="By weight")).to_be_visible()
