"""Grades of sentences: inflected, separated, raised, lowered, and what is no tone of the statement."""

import pytest

from lagebild.records import Actor, Event, EventType, Modality, Span
from lagebild.weigh.tone import Tone, tones
from lagebild.weigh.words import words_of


def tones_of(text: str) -> dict[str, Tone]:
    return {tone.scale: tone for tone in tones(words_of(text, Span(0, len(text))))}


@pytest.mark.parametrize(
    ("text", "scale", "grade", "proof"),
    [
        ("Wir nehmen den Bericht zur Kenntnis.", "condemnation", "nimmt zur Kenntnis", "nehmen zur Kenntnis"),
        ("Mit wachsender Sorge sehen wir das.", "condemnation", "tief besorgt", "wachsender Sorge"),
        ("Der Rat zeigt sich zutiefst besorgt.", "condemnation", "tief besorgt", "zutiefst besorgt"),
        ("Die Minister prangern die Tat an.", "condemnation", "kritisiert scharf", "prangern an"),
        ("Die Tat wird von uns scharf verurteilt.", "condemnation", "verurteilt scharf", "scharf verurteilt"),
        ("Verurteilt wird auch der Raub.", "condemnation", "verurteilt", "Verurteilt"),
        (
            "Wir verurteilen den langen, blutigen Krieg auf das Schärfste.",
            "condemnation",
            "verurteilt aufs Schärfste",
            "verurteilen auf das Schärfste",
        ),
        ("Wir rufen Nordland, Südland und Westland auf, zu reden.", "demand", "ruft auf", "rufen auf"),
        ("Es ist unsere Pflicht, alle dazu aufzurufen.", "demand", "ruft auf", "aufzurufen"),
        ("Nordland fordern wir auf und warten.", "demand", "fordert auf", "fordern auf"),
        ("Wir fordern den sofortigen Abzug.", "demand", "fordert nachdrücklich", "fordern sofortigen"),
        ("Wir verlangen ultimativ den Abzug.", "demand", "verlangt ultimativ", "verlangen ultimativ"),
        ("Wir werden die Hilfe ausbauen.", "commitment", "wird", "werden ausbauen"),
        ("Wir werden weitere Hilfe prüfen.", "commitment", "prüft", "prüfen"),
        ("Wir verpflichten uns zur Hilfe.", "commitment", "verpflichtet sich", "verpflichten uns"),
        (
            "Unsere Hilfe sagen wir zu, und zwar vorbehaltlos.",
            "commitment",
            "verpflichtet sich",
            "sagen zu",
        ),
        ("Wir stehen fest an der Seite Südlands.", "support", "unterstützt nachdrücklich", "stehen fest an Seite"),
        ("Wir stützen und unterstützen es voll.", "support", "unterstützt", "unterstützen"),
        ("Wir schließen weitere Schritte nicht aus.", "threat", "behält sich vor", "schließen nicht aus"),
        ("Das wird Konsequenzen haben.", "threat", "kündigt Konsequenzen an", "Konsequenzen haben"),
        ("Wir werden das niemals anerkennen.", "rejection", "lehnt ab", "niemals anerkennen"),
    ],
)  # fmt: skip
def test_the_grade_and_the_words_that_prove_it(text: str, scale: str, grade: str, proof: str) -> None:
    found = tones_of(text)[scale]
    assert found.grade == grade
    assert " ".join(span.of(text) for span in found.spans) == proof


@pytest.mark.parametrize(
    ("weaker", "stronger", "scale"),
    [
        ("Wir rufen Nordland auf.", "Wir rufen Nordland eindringlich auf.", "demand"),
        ("Wir rufen Nordland eindringlich auf.", "Wir fordern Nordland auf.", "demand"),
        ("Wir fordern Nordland nachdrücklich auf.", "Wir fordern den Abzug.", "demand"),
        ("Wir wären bereit zu helfen.", "Wir sind bereit zu helfen.", "commitment"),
        ("Wir prüfen gegebenenfalls Schritte.", "Wir prüfen Schritte.", "commitment"),
        ("Wir sind zutiefst besorgt.", "Wir bedauern das.", "condemnation"),
        ("Wir missbilligen das aufs Schärfste.", "Wir verurteilen das.", "condemnation"),
    ],
)
def test_what_raises_or_lowers_stays_below_the_next_cue(weaker: str, stronger: str, scale: str) -> None:
    assert tones_of(weaker)[scale].rank < tones_of(stronger)[scale].rank


@pytest.mark.parametrize(
    ("text", "scale"),
    [
        ("Wir verurteilen das nicht.", "condemnation"),
        ("Zum Boykott rufen wir ausdrücklich nicht auf.", "demand"),
        ("Das entschlossene Vorgehen ist nötig.", "commitment"),
        ("Wo wir dringend Lotsen brauchen, fehlen sie.", "demand"),
        ("Wir haben keinerlei Verständnis dafür.", "support"),
        ("Wir rufen alle auf, den Angriff zu verurteilen.", "condemnation"),
        ("Wir begrüßen, dass Nordland den Angriff verurteilt.", "condemnation"),
        ("Das Gericht hat drei Männer zu zehn Jahren Haft verurteilt.", "condemnation"),
        ("Der Angriff forderte vierzig Menschenleben.", "demand"),
        ("Auf der Tagesordnung steht die Lage.", "demand"),
    ],
)
def test_what_is_no_tone_of_the_statement(text: str, scale: str) -> None:
    assert scale not in tones_of(text)


@pytest.mark.parametrize(
    "text",
    [
        "Wir verurteilen nicht nur die Tat.",
        "Wir bekräftigen, dass wir die Tat verurteilen.",
        "Wir verurteilen die Tat, die keine Folgen hatte.",
    ],
)
def test_what_is_a_tone_in_spite_of_its_surroundings(text: str) -> None:
    assert tones_of(text)["condemnation"].grade == "verurteilt"


def test_an_inflected_intensifier_belongs_to_the_noun_behind_it() -> None:
    assert tones_of("Wir üben scharfe Kritik.")["condemnation"].grade == "kritisiert scharf"
    assert tones_of("Wir kritisieren die scharfe Reaktion.")["condemnation"].grade == "kritisiert"


def test_the_highest_grade_counts() -> None:
    text = "Wir bedauern den Abbruch und verurteilen den Angriff."
    assert tones_of(text)["condemnation"].grade == "verurteilt"


def test_an_act_of_others_is_none_of_the_body() -> None:
    text = "Nordland fordert den Abzug."
    empty: tuple[()] = ()
    who = (Actor(Span(0, 8), "Nordland", "NLD GOV"),)
    act = Event(
        "e", "d", Span(0, 27), Span(9, 16), "fordert", EventType.REQUEST, None, empty, who, empty, empty, empty,
        empty, empty, empty, Modality.ACTUAL, False, empty, 0.9, "m",
    )  # fmt: skip
    words = words_of(text, Span(0, len(text)))
    assert tones(words, [act], frozenset({"SWE"})) == ()
    assert [tone.grade for tone in tones(words, [act], frozenset({"NLD"}))] == ["fordert"]
    assert [tone.grade for tone in tones(words, [act])] == ["fordert"]
