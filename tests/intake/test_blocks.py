"""Page furniture is marked as what it is, and no character is lost."""

import time
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lagebild.intake.blocks import recognise
from lagebild.records import BlockKind as K

PAGES = Path(__file__).parent / "pages"
SEEDS = Path(__file__).parents[3] / "shared" / "seeds"


def kinds(text: str) -> list[tuple[K, str]]:
    return [(block.kind, block.span.of(text)) for block in recognise(text).blocks]


def page(name: str) -> dict[str, K]:
    return {piece: kind for kind, piece in kinds((PAGES / name).read_text(encoding="utf-8"))}


@pytest.mark.parametrize(
    "path", [*sorted(PAGES.glob("*.txt")), *sorted(SEEDS.glob("*.txt"))], ids=lambda p: p.stem
)
def test_blocks_cover_every_page(path: Path) -> None:
    complete(path.read_text(encoding="utf-8"))


def complete(text: str) -> None:
    blocks = recognise(text).blocks
    covered = {at for block in blocks for at in range(block.span.start, block.span.end)}
    assert all(char.isspace() for at, char in enumerate(text) if at not in covered)
    assert all(left.span.end <= right.span.start for left, right in pairwise(blocks))


CUES = [
    "© dpa",
    "Foto: ",
    "Mehr zum Thema - ",
    "10.08.2020",
    " Der Rat tagt.",
    "Kiew: ",
    "nach oben",
    "\n",
    "…",
    "„",
    "x ",
]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(CUES) | st.text(max_size=8), max_size=25).map("".join))
def test_nothing_is_ever_lost(text: str) -> None:
    complete(text)


def test_ministry_page() -> None:
    found = page("ministerium.txt")
    facts = recognise((PAGES / "ministerium.txt").read_text(encoding="utf-8"))
    assert facts.published == date(2024, 5, 3)
    assert facts.publisher == "Bundesministerium für Küstenschutz"
    assert facts.kind == "press release"
    assert facts.title == "Norwegen und Deutschland vereinbaren gemeinsame Seewacht"
    assert found["Ein Schiff liegt am Kai, im Hintergrund Kräne"] is K.CAPTION
    assert found["Foto: BMK/Petra Sund"] is K.CREDIT
    assert found["Deutschland und Norwegen wollen die Nordsee künftig gemeinsam überwachen."] is K.TEASER
    assert found["Nordsee"] is found["nach oben"] is found["Startseite > Presse > Meldungen"] is K.NAVIGATION
    assert found["Weitere Schritte"] is K.BODY


def test_newspaper_page() -> None:
    found = page("zeitung.txt")
    assert found["Grenzstreit"] is found["Ausland"] is K.NAVIGATION
    assert found["Tadschikistan wirft Kirgistan Beschuss von Grenzdörfern vor"] is K.TITLE
    assert found["Von Marta Oels, Duschanbe"] is K.DATELINE
    assert (
        found["Duschanbe beschuldigt Bischkek, zwei Dörfer beschossen zu haben. Bischkek bestreitet das."]
        is K.LEAD
    )
    assert found["Lesen Sie auch: Warum das Wasser in Zentralasien knapp wird"] is K.LINK
    assert found["Usbekistan schließt Grenzübergang"] is K.LINK
    assert any(piece.startswith("Die Zeitung Die Steppe") and kind is K.BODY for piece, kind in found.items())


def test_glued_link_titles_leave_the_sentences_whole() -> None:
    found = page("staatssender.txt")
    assert found["Brüssel verschärft Ausfuhrregeln für Werkzeugmaschinen erneut"] is K.LINK
    assert found['Belarus: "Wir brauchen keine Belehrung" aus den Hauptstädten Westeuropas'] is K.LINK
    assert found["Mehr zum Thema - Warschau baut seinen Grenzzaun aus"] is K.LINK
    assert any(piece.startswith("Orlow betonte außerdem") for piece, kind in found.items() if kind is K.BODY)


def test_split_date_repeated_title_and_shortened_teaser() -> None:
    text = (PAGES / "portal.txt").read_text(encoding="utf-8")
    facts = recognise(text)
    assert facts.published == date(2021, 11, 12)
    assert [block.kind for block in facts.blocks][:6] == [
        K.DATELINE, K.DATELINE, K.NAVIGATION, K.TITLE, K.TEASER, K.TEASER,
    ]  # fmt: skip


def test_agency_dateline_is_cut_off() -> None:
    text = (PAGES / "agentur.txt").read_text(encoding="utf-8")
    assert kinds(text)[0] == (K.DATELINE, "Tunis (dpa) -")
    assert recognise(text).published == date(2022, 8, 28)


def test_plain_prose_is_all_body() -> None:
    assert set(page("blog.txt").values()) == {K.BODY}
    assert recognise((PAGES / "blog.txt").read_text(encoding="utf-8")).published is None


def test_speech_keeps_polite_pronouns_and_rhetoric() -> None:
    found = page("rede.txt")
    assert K.LINK not in found.values()
    assert K.TEASER not in found.values()


def test_impossible_page_date_is_a_dateline_without_a_date() -> None:
    text = "Rat tagt in Genf\n\n31.02.2024 - Artikel\n\nDer Rat hat in Genf getagt."
    assert (K.DATELINE, "31.02.2024 - Artikel") in kinds(text)
    assert recognise(text).published is None


@pytest.mark.skipif(
    not SEEDS.is_dir(), reason="the seed pages lie beside the repository only in the workshop"
)
@pytest.mark.parametrize(
    ("prefix", "published", "publisher", "count"),
    [
        (
            "000",
            date(2020, 8, 10),
            "Auswärtiges Amt",
            {K.TEASER: 2, K.CAPTION: 6, K.CREDIT: 3, K.NAVIGATION: 3},
        ),
        ("001", date(2024, 12, 16), "Auswärtiges Amt", {K.NAVIGATION: 3, K.DATELINE: 1, K.TEASER: 0}),
        ("002", date(2024, 10, 30), None, {K.DATELINE: 1, K.TEASER: 1, K.TITLE: 1}),
        ("003", date(2023, 1, 1), None, {K.DATELINE: 1, K.LEAD: 1, K.LINK: 0}),
        ("004", date(2023, 10, 1), None, {K.LINK: 3, K.CREDIT: 1, K.TITLE: 1}),
    ],
)
def test_seed_pages(prefix: str, published: date, publisher: str | None, count: dict[K, int]) -> None:
    text = next(SEEDS.glob(f"{prefix}_*.txt")).read_text(encoding="utf-8")
    facts = recognise(text)
    found = [block.kind for block in facts.blocks]
    assert (facts.published, facts.publisher) == (published, publisher)
    assert {kind: found.count(kind) for kind in count} == count


@pytest.mark.parametrize(
    "unit", ["© ", "„", "Foto: Der ", "Mehr zum Thema - Kiew. ", "10.08.2020 ", "Von A ", "A/A ", "(dpa) "]
)
def test_damaged_text_takes_linear_time(unit: str) -> None:
    def seconds(length: int) -> float:
        begin = time.process_time()
        recognise("Kiew " + unit * (length // len(unit)) + "Ende")
        return time.process_time() - begin

    small, large = seconds(4_000), seconds(32_000)
    assert large < 24 * max(small, 0.02)


STORY = "Der Rat hat am Montag in Wien getagt und über den Haushalt gesprochen. Die Minister entscheiden im Herbst."


@pytest.mark.parametrize(
    ("head", "published"),
    [
        ("date 2023-01", date(2023, 1, 1)),
        ("Date: 2023/01", date(2023, 1, 1)),
        ("Datum: 01/2023", date(2023, 1, 1)),
        ("Stand 15/01/2023", date(2023, 1, 15)),
        ("published 2023", date(2023, 1, 1)),
    ],
)
def test_a_labelled_date_at_the_top_is_a_dateline(head: str, published: date) -> None:
    text = f"{head}\n\nRat tagt in Wien\n\n{STORY}\n"
    assert kinds(text)[:2] == [(K.DATELINE, head), (K.TITLE, "Rat tagt in Wien")]
    assert recognise(text).published == published


@pytest.mark.parametrize("head", ["Saison 2011/12", "Rat 2023/01", "date 2023 wird gut"])
def test_figures_with_slashes_are_no_date_by_themselves(head: str) -> None:
    text = f"{head}\n\n{STORY}\n\nDie Kommission schwieg.\n"
    assert kinds(text)[0] == (K.TITLE, head)


@pytest.mark.parametrize(
    ("line", "caption", "credit"),
    [
        (
            "Der Kanzler beim Empfang in Wien Bild: dpa/Ole Muster",
            "Der Kanzler beim Empfang in Wien",
            "Bild: dpa/Ole Muster",
        ),
        (
            "Der Kanzler in Wien, Foto: picture alliance/Ole Muster",
            "Der Kanzler in Wien",
            ", Foto: picture alliance/Ole Muster",
        ),
        ("Der Kanzler in Wien - Foto: Ole Muster", "Der Kanzler in Wien", "- Foto: Ole Muster"),
        (
            "Der Kanzler in Wien | Foto: IMAGO / Ole Muster",
            "Der Kanzler in Wien",
            "| Foto: IMAGO / Ole Muster",
        ),
        ("Der Kanzler in Wien. dpa/Ole Muster", "Der Kanzler in Wien.", "dpa/Ole Muster"),
        ("picture alliance / dpa | Ole Muster", None, "picture alliance / dpa | Ole Muster"),
        ("Fotocredit: AP/dpa", None, "Fotocredit: AP/dpa"),
    ],
)
def test_a_credit_is_cut_off_its_caption(line: str, caption: str | None, credit: str) -> None:
    found = kinds(f"Rat tagt in Wien\n\n{STORY}\n\n{line}\n\nDie Kommission schwieg am Abend.\n")
    assert (K.CREDIT, credit) in found
    assert [piece for kind, piece in found if kind is K.CAPTION] == ([caption] if caption else [])


@pytest.mark.parametrize(
    "line",
    [
        "Ein neues Bild: Bundesregierung und Länder streiten weiter über den Haushalt.",
        "Wie Reuters/AP melden, tagt der Rat erst am Freitag wieder.",
        "Das Bild: Der Kanzler reicht dem Gast die Hand, und keiner von beiden lächelt.",
    ],
)
def test_a_sentence_about_pictures_or_agencies_is_none(line: str) -> None:
    found = kinds(f"Rat tagt in Wien\n\n{STORY}\n\n{line}\n\nDie Kommission schwieg am Abend.\n")
    assert (K.BODY, line) in found
