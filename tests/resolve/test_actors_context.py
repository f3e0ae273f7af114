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


AUTUMN = date(2024, 10, 30)


@pytest.mark.parametrize("name", ["Yoon Suk-Yeol", "Yoon Suk Yeol", "YOON Suk-yeol", "Yoon Sukyeols"])
def test_a_name_with_other_capitals_hyphens_or_blanks_is_the_same_person(name: str) -> None:
    found = RESOLVER.resolve(name, on=AUTUMN)
    assert found
    assert (found.code, found.name) == ("KOR GOV", "Yoon Suk-yeol")
    (mention,) = RESOLVER.find_names(f"Gestern sprach {name} lange.", AUTUMN)
    assert mention.resolution.name == "Yoon Suk-yeol"


def test_syllables_of_a_name_may_stand_apart() -> None:
    found = RESOLVER.resolve("Staatschef Xi Jin Ping", on=AUTUMN)
    assert found
    assert (found.code, found.name) == ("CHN GOV", "Xi Jinping")


@pytest.mark.parametrize(
    "introduced", ["Der südkoreanische Oberst Park Tae-muk", "Der südkoreanische Oberst Park Tae Muk"]
)
def test_the_surname_that_stands_first_keeps_the_country(introduced: str) -> None:
    text = f"{introduced} ging. Japan lobte ihn, Tokio auch. Japans Regierung traf Park."
    assert last("Park", text, AUTUMN).code == "KOR MIL"


@pytest.mark.parametrize(
    ("mention", "text", "code", "name"),
    [
        (
            "SPD-Politiker",
            "Minister Boris Pistorius reist. Der SPD-Politiker warnt.",
            "DEU GOV",
            "Boris Pistorius",
        ),
        (
            "Der SPD-Politiker",
            "Boris Pistorius reist. Der SPD-Politiker warnt.",
            "DEU GOV",
            "Boris Pistorius",
        ),
        (
            "CDU-Außenexpertin",
            "Die Abgeordnete Ida Probst reist. Die CDU-Außenexpertin warnt.",
            "DEU LEG",
            "Ida Probst",
        ),
        (
            "Grünen-Politikerin",
            "Außenministerin Annalena Baerbock traf Boris Pistorius. Die Grünen-Politikerin warnt.",
            "DEU GOV",
            "Annalena Baerbock",
        ),
        # another country, sex, party beside the government, one of many, many
        ("SPD-Politiker", "Emmanuel Macron reist. Der SPD-Politiker warnt.", "DEU PTY", None),
        ("Grünen-Politiker", "Annalena Baerbock reist. Der Grünen-Politiker warnt.", "DEU PTY", None),
        ("CDU-Politiker", "Boris Pistorius reist. Der CDU-Politiker warnt.", "DEU OPP", None),
        ("SPD-Politiker", "Boris Pistorius reist. Ein SPD-Politiker warnt.", "DEU PTY", None),
        ("SPD-Politiker", "Boris Pistorius reist. Die SPD-Politiker warnen.", "DEU PTY", None),
        (
            "SPD-Politiker Jan Probst",
            "Boris Pistorius reist. Der SPD-Politiker Jan Probst warnt.",
            "DEU PTY",
            "Jan Probst",
        ),
        ("CDU-Verteidigungsexperte", "Der CDU-Verteidigungsexperte warnt.", "DEU OPP", None),
    ],
)
def test_a_politician_of_a_party_is_whom_the_text_has_named(
    mention: str, text: str, code: str, name: str | None
) -> None:
    found = last(mention, text, AUTUMN)
    assert (found.code, found.name) == (code, name)


def test_of_two_politicians_named_long_before_neither_is_meant() -> None:
    text = f"Boris Pistorius traf Olaf Scholz. {'Es war still. ' * 60}Der SPD-Politiker warnt."
    assert last("SPD-Politiker", text, AUTUMN).name is None
