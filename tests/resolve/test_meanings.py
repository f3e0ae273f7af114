"""Readings made by hand: whom pronouns, descriptions and ``wir`` come to mean."""

from dataclasses import replace
from datetime import date

import pytest
from sayings import DAY, Text, codes

from lagebild.records import (
    EventType,
    Reading,
    Span,
)
from lagebild.resolve import Resolver
from lagebild.resolve.actors import ActorResolver
from lagebild.resolve.referents import Referents
from lagebild.resolve.signatories import signatories


def test_a_pronoun_is_whom_its_best_link_names(resolver: Resolver) -> None:
    t = Text("Norwegen und Lettland tagten. Es half der Ukraine.")
    (event,) = t.events(
        resolver, t.mention("half", [t.actor("Es", {"Lettland": 0.8, "Norwegen": 0.3, "Es": 0.9})])
    )
    (actor,) = event.actors
    assert (actor.code, actor.inferred, actor.text) == ("LVA", True, "Es")
    assert 0 < actor.confidence < 0.9


def test_a_link_reaches_an_argument_whose_words_go_beyond_it(resolver: Resolver) -> None:
    t = Text("Der norwegische Präsident sprach. Er half der Ukraine.")
    spoken = t.mention("sprach", [t.actor("norwegische Präsident")])
    _, event = t.events(resolver, spoken, t.mention("half", [t.actor("Er", {"Präsident": 0.8})]))
    assert codes(event.actors) == ["NOR GOV"]


def test_i_is_one_person_the_speaker_before_any_link(resolver: Resolver) -> None:
    t = Text("Norwegen und Lettland tagten. Schweden sagte: Ich helfe der Ukraine.")
    links = {"Lettland": 0.8, "Norwegen": 0.7}
    quoted = t.mention("helfe", [t.actor("Ich", links)], [t.source("Schweden", "sagte")])
    assert codes(t.events(resolver, quoted)[0].actors) == ["SWE"]
    assert codes(t.events(resolver, t.mention("helfe", [t.actor("Ich", links)]))[0].actors) == ["LVA"]


def test_both_means_two(resolver: Resolver) -> None:
    t = Text("Norwegen und Lettland tagten. Beide halfen der Ukraine.")
    links = {"Lettland": 0.8, "Norwegen": 0.7}
    (event,) = t.events(resolver, t.mention("halfen", [t.actor("Beide", links)]))
    assert sorted(codes(event.actors)) == ["LVA", "NOR"]


@pytest.mark.parametrize(
    ("words", "sectors"),
    [("Beide Länder", ["LVA", "NOR"]), ("Soldaten beider Länder", ["LVA MIL", "NOR MIL"])],
)
def test_both_sides_are_the_best_links_of_two_countries_but_not_the_other_party(
    resolver: Resolver, words: str, sectors: list[str]
) -> None:
    t = Text(f"Norwegen und Lettland tagten. {words} halfen der Ukraine.")
    links = {"Ukraine": 0.9, "Lettland": 0.8, "Norwegen": 0.6}
    arguments = [t.actor(words, links), t.recipient("Ukraine")]
    (event,) = t.events(resolver, t.mention("halfen", arguments))
    assert sorted(codes(event.actors)) == sectors


@pytest.mark.parametrize(
    ("links", "expected"),
    [
        ({"Armee": 0.9, "Rebellen": 0.8, "Norwegen": 0.7}, ["LVA MIL", "LVA REB"]),
        ({"Lettland": 0.9, "Armee": 0.8, "Norwegen": 0.7}, ["LVA", "NOR"]),
        ({"Armee": 0.9, "Norwegen": 0.2}, ["LVA GOV"]),
    ],
)
def test_both_sides_may_be_of_one_country_but_no_faint_second(
    resolver: Resolver, links: dict[str, float], expected: list[str]
) -> None:
    t = Text("Lettland sah Lettlands Armee und Lettlands Rebellen. Dort war Norwegen. Beide Seiten tagten.")
    named = [t.actor("Lettlands Armee"), t.actor("Lettlands Rebellen"), t.actor("Norwegen")]
    _, event = t.events(
        resolver, t.mention("sah", named), t.mention("tagten", [t.actor("Beide Seiten", links)])
    )
    assert sorted(codes(event.actors)) == expected


def test_a_colleague_of_the_other_party_may_be_meant(resolver: Resolver) -> None:
    t = Text("Angela Merkel sprach. Sie entließ Norbert Röttgen.")
    arguments = [t.actor("Sie", {"Merkel": 0.9}), t.recipient("Norbert Röttgen")]
    t.document = replace(t.document, published=date(2012, 5, 16))
    _, event = t.events(
        resolver, t.mention("sprach", [t.actor("Angela Merkel")]), t.mention("entließ", arguments)
    )
    assert [a.name for a in event.actors] == ["Angela Merkel"]


def test_a_pronoun_without_link_is_unknown(resolver: Resolver) -> None:
    t = Text("Er half der Ukraine.")
    (event,) = t.events(resolver, t.mention("half", [t.actor("Er")]))
    assert codes(event.actors) == ["UNK"]
    assert event.actors[0].confidence < 0.3


def test_a_description_takes_its_country_from_the_link(resolver: Resolver) -> None:
    t = Text("Norwegen und Lettland tagten in Riga. Die Armee half der Ukraine.")
    (event,) = t.events(resolver, t.mention("half", [t.actor("Armee", {"Norwegen": 0.7})]))
    (actor,) = event.actors
    assert (actor.code, actor.inferred) == ("NOR MIL", True)


def test_a_weak_link_does_not_move_a_description(resolver: Resolver) -> None:
    t = Text(
        "Lettland tagte in Riga. Die lettische Regierung sprach mit Norwegen. Die Armee half der Ukraine."
    )
    free, linked = (
        t.events(resolver, t.mention("half", [t.actor("Armee", links)]))[0].actors[0].code
        for links in (None, {"Norwegen": 0.12})
    )
    assert free == linked


def test_a_description_with_its_own_country_ignores_links(resolver: Resolver) -> None:
    t = Text("Norwegen tagte. Die lettische Armee half der Ukraine.")
    (event,) = t.events(resolver, t.mention("half", [t.actor("lettische Armee", {"Norwegen": 0.95})]))
    assert codes(event.actors) == ["LVA MIL"]
    assert event.actors[0].inferred is False


def test_we_in_a_press_release_is_its_publisher(resolver: Resolver) -> None:
    t = Text("Wir helfen der Ukraine.", publisher="Auswärtiges Amt")
    (event,) = t.events(resolver, t.mention("helfen", [t.actor("Wir")]))
    (actor,) = event.actors
    assert (actor.code, actor.inferred) == ("DEU GOV", True)


def test_we_in_a_quotation_is_who_speaks(resolver: Resolver) -> None:
    t = Text("„Wir helfen der Ukraine“, sagte der lettische Präsident.", publisher="Auswärtiges Amt")
    said = [t.source("lettische Präsident", "sagte")]
    (event,) = t.events(resolver, t.mention("helfen", [t.actor("Wir")], said))
    assert codes(event.actors) == ["LVA GOV"]


JOINT = "Wir, die Außenminister Kanadas, Japans und Italiens, verurteilen den Angriff Russlands."


def test_we_in_a_joint_declaration_are_its_signatories(resolver: Resolver) -> None:
    t = Text(f"{JOINT} Wir helfen der Ukraine.", publisher="Auswärtiges Amt")
    opening = Span(0, len(JOINT))
    mentions = [
        t.mention("verurteilen", [t.actor("Wir")], kind=EventType.ACCUSE),
        t.mention("helfen", [t.actor("Wir#2", {"Russlands": 0.9})]),
    ]
    for event in t.events(
        resolver, *mentions, sentences=(opening, Span(opening.end + 1, len(t.document.text)))
    ):
        assert codes(event.actors) == ["CAN GOV", "JPN GOV", "ITA GOV"]  # not Russia: it signs nothing
        assert all(a.inferred for a in event.actors)


@pytest.mark.parametrize(
    "opening",
    ["Wir, die Außenminister, helfen.", "Wir, die Regierung Lettlands, helfen.", "Wir helfen Japan."],
)
def test_fewer_than_two_signatories_are_no_joint_declaration(resolver: Resolver, opening: str) -> None:
    t = Text(opening, publisher="Auswärtiges Amt")
    mention = t.mention("helfen", [t.actor("Wir")])
    (event,) = t.events(resolver, mention, sentences=(Span(0, len(opening)),))
    assert codes(event.actors) == ["DEU GOV"]


def test_a_group_that_signs_with_its_members_is_left_out() -> None:
    t = Text("Wir, die Außenminister der G7, Kanadas und Japans, helfen.")
    actors, reading = ActorResolver(), Reading("x", (Span(0, len(t.document.text)),), (), "versuch")
    referents = Referents(actors, t.document.text, reading, actors.find_names(t.document.text), DAY)
    assert "G7" in {n.resolution.country for n in referents.names}
    signed = signatories(t.document.text, reading, referents, ("Wir, die ",))
    assert [r.code for r in signed] == ["CAN GOV", "JPN GOV"]


def test_who_is_named_after_the_verb_has_not_signed(resolver: Resolver) -> None:
    t = Text(
        "Wir, die Außenminister von Kanada und dem Kosovo, haben erfahren, dass der Iran half. Wir halfen."
    )
    opening = Span(0, t.document.text.index(" Wir halfen"))
    mention = t.mention("halfen", [t.actor("Wir#2")])
    (event,) = t.events(resolver, mention, sentences=(opening,))
    assert codes(event.actors) == ["CAN GOV", "XKX GOV"]


@pytest.mark.parametrize(("score", "code"), [(0.6, "LVA GOV"), (0.3, "NOR")])
def test_he_is_a_person_if_one_is_linked_about_as_well_as_a_country(
    resolver: Resolver, score: float, code: str
) -> None:
    t = Text("Norwegen sprach mit Lettlands Präsident. Er half der Ukraine.")
    spoken = t.mention("sprach", [t.actor("Norwegen"), t.recipient("Lettlands Präsident")])
    links = {"Norwegen": 0.8, "Präsident": score}
    _, event = t.events(resolver, spoken, t.mention("half", [t.actor("Er", links)]))
    assert codes(event.actors) == [code]


def test_he_is_the_body_of_the_best_linked_country_however_weak_its_link(resolver: Resolver) -> None:
    t = Text("Norwegen tagte. Lettlands Präsident sprach mit Norwegens Minister. Er half der Ukraine.")
    links = {"Norwegen": 0.9, "Präsident": 0.3, "Minister": 0.2}
    spoken = t.mention("sprach", [t.actor("Lettlands Präsident"), t.actor("Norwegens Minister")])
    _, event = t.events(resolver, spoken, t.mention("half", [t.actor("Er", links)]))
    assert codes(event.actors) == ["NOR GOV"]
