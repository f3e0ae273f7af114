"""What tells where a text is from."""

import pytest
from telling import document

from lagebild.weigh.marks import marks_of, media, signature_of, similarity


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("Hafenstadt (dpa) - Der Minister reist heute ab.", {"dpa"}),
        ("Der Minister reist heute ab. (AFP/dpa)", {"AFP", "dpa"}),
        ("Hafenstadt (XYZ) - Der Minister reist heute ab.", {"XYZ"}),
        ("Hafenstadt. (XYZ/kb) Der Minister reist heute ab.", {"XYZ"}),
        ("Der Minister reist, wie die Nachrichtenagentur dpa meldet.", {"dpa"}),
        ("Der Minister reist, meldete die Nachrichtenagentur Ria Nowosti gestern.", {"RIA"}),
        ("Laut der Agentur Nordpress reist der Minister.", {"Nordpress"}),
        ("Der Minister (Reuters nannte ihn müde) reist.", set()),
        ("Minister Öberg (SPD) und Kollegin Lund (CDU) trafen sich bei der OSZE (OSZE).", set()),
        ("Die Agentur hat nichts gemeldet.", set()),
    ],
)
def test_agencies_that_a_text_names(text: str, marks: set[str]) -> None:
    assert marks_of(document(text)) == marks


def test_a_party_in_brackets_joins_no_papers() -> None:
    """``(SPD)`` behind a name was once taken for an agency that both papers have it from."""
    assert not marks_of(document("Außenminister Öberg (SPD) hat Südland besucht."))


TOLD = (
    "Die Küstenwache von Nordland hat am Dienstag vor Hafenstadt einen Frachter mit zwölf Seeleuten angehalten und "
    "nach Waffen durchsucht. Der Kapitän weigerte sich zunächst, die Ladung zu zeigen, und verlangte einen Anwalt."
)


def test_signatures_of_copies_are_alike_and_of_others_are_not() -> None:
    own, copy = signature_of(document(TOLD)), signature_of(document(TOLD.replace("zunächst", "anfangs")))
    other = signature_of(
        document("Der Rat der Bauern berät in Bergen über Zölle auf Butter, Käse und Milch.")
    )
    assert similarity(own, own) == 1
    assert similarity(own, copy) > 0.7
    assert similarity(own, other) < 0.1
    assert similarity(own, ()) == 0


def test_a_signature_is_the_same_in_every_process() -> None:
    assert signature_of(document("Boote."))[:2] == signature_of(document("Boote."))[:2]
    assert signature_of(document("")) == signature_of(document("und"))


def test_names_of_agencies_belong_to_one() -> None:
    names = [name for names in media().agencies.values() for name in names]
    assert len(names) == len(set(names))
