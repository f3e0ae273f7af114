"""Readings made by hand: an office says who holds it, a name says which office somebody has."""

from dataclasses import replace
from datetime import date

import pytest
from sayings import Text

from lagebild.records import Actor
from lagebild.resolve import Resolver

SPRING = date(2024, 5, 4)  # of foreign ministers: Baerbock, Lawrow


def fault(reason: str) -> pytest.MarkDecorator:
    return pytest.mark.xfail(strict=True, reason=reason)


def actor(resolver: Resolver, words: str, day: date | None = SPRING) -> Actor:
    """Who ``words`` are, with the article they have in the text (``Der|russische Außenminister``)."""
    before, _, named = words.rpartition("|")
    t = Text(f"{before} {named} half.".lstrip())
    t.document = replace(t.document, published=day)
    (event,) = t.events(resolver, t.mention("half", [t.actor(named)]))
    (found,) = event.actors
    return found


@pytest.mark.parametrize(
    ("words", "day", "name", "office"),
    [
        ("Der|russische Außenminister", SPRING, "Sergej Lawrow", "Außenminister"),
        ("Russlands Außenminister", SPRING, "Sergej Lawrow", "Außenminister"),
        ("Die|deutsche Außenministerin", SPRING, "Annalena Baerbock", "Außenministerin"),
        (
            "Der|südkoreanische Verteidigungsminister",
            date(2023, 11, 1),
            "Shin Won-sik",
            "Verteidigungsminister",
        ),
        ("Der|US-Präsident", SPRING, "Joe Biden", "Präsident"),
        ("Der|US-Präsident", date(2024, 12, 1), "Joe Biden", "Präsident"),
        ("Der|Bundeskanzler", SPRING, "Olaf Scholz", "Bundeskanzler"),
        ("Der|deutsche Kanzler", SPRING, "Olaf Scholz", "Bundeskanzler"),
        ("Der|Nato-Generalsekretär", SPRING, "Jens Stoltenberg", "Generalsekretär"),
        ("Die|britische Premierministerin", date(1985, 5, 4), "Margaret Thatcher", "Premierministerin"),
        ("Der|sowjetische Außenminister", date(1989, 5, 1), "Eduard Schewardnadse", "Außenminister"),
        ("Die|deutsche Bundeskanzlerin", date(2010, 5, 4), "Angela Merkel", "Bundeskanzlerin"),
        ("Der|Bundespräsident", date(2023, 5, 4), "Frank-Walter Steinmeier", "Bundespräsident"),
        ("Der|iranische Präsident", date(2016, 5, 4), "Hassan Rohani", "Präsident"),
        ("Der|iranische Revolutionsführer", date(2016, 5, 4), "Ali Chamenei", "Revolutionsführer"),
        ("Die|Außenministerin Deutschlands", SPRING, "Annalena Baerbock", "Außenministerin"),
        ("Der|russische Außenminister in Berlin", SPRING, "Sergej Lawrow", "Außenminister"),
    ],
)
def test_a_bare_office_has_its_holder_whom_the_text_does_not_name(
    resolver: Resolver, words: str, day: date, name: str, office: str
) -> None:
    found = actor(resolver, words, day)
    assert (found.name, found.office, found.inferred) == (name, office, True)


@pytest.mark.parametrize(
    "words",
    [
        "Der|frühere russische Außenminister",
        "Der|ehemalige russische Außenminister",
        "Der|Ex-Außenminister Russlands",
        "Der|stellvertretende russische Außenminister",
        "Der|russische Vizeaußenminister",
        "Der|designierte russische Außenminister",
        "Der|künftige russische Außenminister",
        "Die|russischen Außenminister",
        "Die|Außenminister der G7",
        "Zwei|russische Außenminister",
        "Die|russische Außenministerin",
        "Der|deutsche Außenminister",
        "Die|französische Präsidentin",
        "Der|Außenminister",
        "Die|Außenministerin Russlands",
        "Der|Sprecher des russischen Außenministers",
        "Das|Büro des russischen Präsidenten",
        "Der|bayerische Ministerpräsident",
        "Der|Präsident des Bundesverfassungsgerichts",
        "Der|damalige US-Präsident",
        "Kein|US-Präsident",
    ],
)
def test_former_deputy_designated_and_many_are_not_the_holder(resolver: Resolver, words: str) -> None:
    found = actor(resolver, words)
    assert (found.name, found.office) == (None, None)


def test_who_has_an_office_but_another_name_is_not_the_holder(resolver: Resolver) -> None:
    found = actor(resolver, "Der|südkoreanische Präsident Kim", date(2023, 5, 4))  # who is Yoon
    assert (found.code.split(" ")[0], found.office) == ("KOR", None)
    assert found.name in (None, "Kim")


def test_without_a_day_nobody_is_the_holder(resolver: Resolver) -> None:
    found = actor(resolver, "Der|russische Außenminister", None)
    assert (found.code, found.name, found.office, found.inferred) == ("RUS GOV", None, None, False)


@pytest.mark.parametrize(
    ("words", "day", "office"),
    [
        ("Sergej Lawrow", SPRING, "Außenminister"),
        ("Lawrow", SPRING, "Außenminister"),
        ("Der|russische Außenminister Sergej Lawrow", SPRING, "Außenminister"),
        ("Sergej Lawrow", date(2000, 1, 1), "UN-Botschafter"),
        ("Sergej Lawrow", date(1990, 1, 1), None),
    ],
)
def test_who_is_named_has_the_office_of_the_day_and_is_not_inferred(
    resolver: Resolver, words: str, day: date, office: str | None
) -> None:
    found = actor(resolver, words, day)
    assert (found.name, found.office, found.inferred) == ("Sergej Lawrow", office, False)


def test_a_person_whom_nobody_knows_keeps_the_name_of_the_text(resolver: Resolver) -> None:
    known_title = actor(resolver, "Der|deutsche Außenminister Max Seltenberg")
    assert (known_title.code, known_title.name) == ("DEU GOV", "Max Seltenberg")
    assert known_title.office is None
    nobody = actor(resolver, "Xaver Kuglmaier")
    assert (nobody.code, nobody.name, nobody.inferred) == ("UNK", "Xaver Kuglmaier", True)


@pytest.mark.parametrize(
    ("surname", "name", "other"),
    [
        ("Miller", "Matthew Miller", "Alexej Miller"),
        ("Kim", "Kim Jong-un", "Kim Jong-il"),
        ("Schmidt", "Christian Schmidt", "Helmut Schmidt"),
    ],
)
def test_a_shared_surname_names_who_else_may_be_meant(
    resolver: Resolver, surname: str, name: str, other: str
) -> None:
    found = actor(resolver, surname)
    assert found.name == name
    assert other in [o.name for o in found.others]
    assert all(0 < o.confidence < found.confidence for o in found.others)


def test_an_unshared_surname_has_no_others(resolver: Resolver) -> None:
    assert actor(resolver, "Lawrow").others == ()


@pytest.mark.parametrize(
    ("words", "other"),
    [
        ("Korea", "PRK"),
        ("Kongo", "COG"),
    ],
)
def test_a_name_of_two_states_names_the_other(resolver: Resolver, words: str, other: str) -> None:
    assert other in [o.code for o in actor(resolver, words).others]
