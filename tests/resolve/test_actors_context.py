"""Mentions that only their document explains."""

from datetime import date

import pytest

from lagebild.resolve.actors import ActorResolver, Resolution

RESOLVER = ActorResolver()
ON = date(2024, 5, 1)


def last(mention: str, text: str, on: date = ON) -> Resolution:
    """The resolution of the last ``mention`` in ``text``."""
    found = RESOLVER.resolve(mention, on=on, context=RESOLVER.read(text, on), at=text.rindex(mention))
    assert found
    return found


@pytest.mark.parametrize(
    ("mention", "text", "expected"),
    [
        ("Testmann", "Norwegens Außenminister Knut Testmann kam an. Später lobte ihn Testmann.", "NOR GOV"),
        ("Probst", "Der finnische Oberst Antti Probst flog ab. Am Abend schwieg Probst.", "FIN MIL"),
        (
            "Präsident",
            "Der türkische Präsident Recep Tayyip Erdoğan reist. Dann sprach der Präsident.",
            "TUR GOV",
        ),
        ("Regierung", "In Paris tagt das Parlament. Frankreich streikt. Die Regierung", "FRA GOV"),
    ],
)
def test_people_and_offices_named_before(mention: str, text: str, expected: str) -> None:
    assert last(mention, text).code == expected


@pytest.mark.parametrize("state", ["Estlands", "Litauens", "Lettlands"])
def test_a_title_before_a_list_holds_for_every_state(state: str) -> None:
    assert last(state, "Es kamen die Außenminister Estlands, Litauens und Lettlands").code.endswith(" GOV")


def test_a_verb_ends_the_list() -> None:
    assert last("Lettland", "Der Außenminister besucht Lettland").code == "LVA"


@pytest.mark.parametrize(
    ("mention", "text", "expected"),
    [
        ("Norden", "Nordkorea schweigt. Seoul warnt den Norden.", "PRK"),
        ("Union", "Die Europäische Union prüft Zölle. Dann droht die Union.", "EUU"),
        ("Union", "Die CDU tagt. Die CDU streitet. Am Ende siegt die Union.", "DEU OPP"),
        ("Insel", "Taiwan rüstet auf. China umkreist die Insel.", "TWN"),
    ],
)
def test_words_that_the_document_decides(mention: str, text: str, expected: str) -> None:
    found = last(mention, text)
    assert found.code == expected


def test_guessed_countries_are_marked() -> None:
    assert not last("Regierung", "Frankreich streikt. Die Regierung schweigt.").country_known
    assert last("französische Regierung", "Die französische Regierung").country_known


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Wien und Graz jubeln. Österreich feiert. Das Bundesheer übt.", "AUT MIL"),
        ("Berlin prüft. Deutschland zahlt. Das Bundesheer übt.", "DEU MIL"),
    ],
)
def test_federal_words_belong_to_the_country_of_the_document(text: str, expected: str) -> None:
    assert last("Bundesheer", text).code == expected
