"""Readings made by hand: actors and recipients, said and unsaid."""

from dataclasses import replace

import pytest
from sayings import Text, codes

from lagebild.records import (
    EventType,
)
from lagebild.resolve import Resolver


@pytest.mark.parametrize(
    ("kind", "linked", "code"),
    [
        (EventType.ASSAULT, "Norwegen", "NOR MIL"),
        (EventType.SANCTION, "Norwegens Regierung", "NOR GOV"),
        (EventType.COOPERATE, "Norwegens Regierung", "NOR"),
        (EventType.SANCTION, "Norwegens Rebellen", "NOR REB"),
        (EventType.ASSAULT, "NATO", "NATO"),
    ],
)
def test_an_unsaid_actor_is_the_body_that_usually_acts(
    resolver: Resolver, kind: EventType, linked: str, code: str
) -> None:
    t = Text(f"{linked} tagte. Es traf Lettland.")
    arguments = [t.actor(None, {linked.split()[-1]: 0.8}), t.recipient("Lettland")]
    known = t.mention("tagte", [t.actor(linked)])
    _, event = t.events(resolver, known, t.mention("traf", arguments, kind=kind))
    assert codes(event.actors) == [code]


def test_an_unsaid_recipient_is_whom_its_links_name(resolver: Resolver) -> None:
    t = Text("Die Ukraine bat um Hilfe. Norwegen lieferte.")
    arguments = [t.actor("Norwegen"), t.recipient(None, {"Ukraine": 0.7})]
    (event,) = t.events(resolver, t.mention("lieferte", arguments))
    (recipient,) = event.recipients
    assert (recipient.code, recipient.span, recipient.text, recipient.inferred) == ("UKR", None, None, True)


@pytest.mark.parametrize(
    ("kind", "body"),
    [(EventType.AID, "NOR CVL"), (EventType.REJECT, "NOR GOV"), (EventType.CONSULT, "NOR")],
)
def test_an_unsaid_recipient_that_the_links_take_for_the_actor_is_another_body_of_his_country(
    resolver: Resolver, kind: EventType, body: str
) -> None:
    t = Text("Die norwegische Armee tagte. Sie lieferte.")
    tagged = t.mention("tagte", [t.actor("norwegische Armee")])
    links = {"norwegische Armee": 0.9}
    arguments = [t.actor("Sie", links), t.recipient(None, links)]
    _, event = t.events(resolver, tagged, t.mention("lieferte", arguments, kind=kind))
    assert codes(event.actors) == ["NOR MIL"]
    (recipient,) = event.recipients
    assert (recipient.code, recipient.name, recipient.span) == (body, None, None)


def test_the_usual_body_is_not_the_other_party_again(resolver: Resolver) -> None:
    t = Text("Die norwegische Regierung tagte. Sie weigerte sich.")
    tagged = t.mention("tagte", [t.actor("norwegische Regierung")])
    links = {"norwegische Regierung": 0.9}
    refused = t.mention("weigerte", [t.actor("Sie", links), t.recipient(None, links)], kind=EventType.REJECT)
    _, event = t.events(resolver, tagged, refused)
    assert (codes(event.actors), codes(event.recipients)) == (["NOR GOV"], ["NOR"])


def test_an_organisation_does_nothing_to_itself(resolver: Resolver) -> None:
    t = Text("Die EU tagte. Sie half.")
    (event,) = t.events(resolver, t.mention("half", [t.actor("EU"), t.recipient(None, {"EU": 0.9})]))
    assert (codes(event.actors), event.recipients) == (["EUU"], ())


def test_two_unsaid_parties_with_the_same_links_are_two(resolver: Resolver) -> None:
    t = Text("Norwegen und die Ukraine tagten. Geliefert wurde am Abend.")
    links = {"Norwegen": 0.7, "Ukraine": 0.65}
    (event,) = t.events(resolver, t.mention("Geliefert", [t.actor(None, links), t.recipient(None, links)]))
    assert (codes(event.actors), codes(event.recipients)) == (["NOR"], ["NOR CVL"])


def test_an_unsaid_argument_that_nothing_names_is_left_out(resolver: Resolver) -> None:
    t = Text("Gestern lieferte Norwegen.")
    (event,) = t.events(resolver, t.mention("lieferte", [t.recipient(None, {"Gestern": 0.9})]))
    assert event.recipients == ()


def test_the_same_party_named_twice_in_one_place_counts_once(resolver: Resolver) -> None:
    t = Text("Norwegen half. Es half.")
    arguments = [t.actor("Norwegen"), t.actor("Norwegen")]
    (event,) = t.events(resolver, t.mention("half", arguments))
    assert codes(event.actors) == ["NOR"]


def test_the_same_words_are_one_party_only(resolver: Resolver) -> None:
    t = Text("Norwegen half.")
    unsure = replace(t.recipient("Norwegen"), confidence=0.5)
    (event,) = t.events(resolver, t.mention("half", [t.actor("Norwegen"), unsure]))
    assert (codes(event.actors), event.recipients) == (["NOR"], ())


def test_who_vouches_is_no_party_if_somebody_else_is(resolver: Resolver) -> None:
    t = Text("Nach Angaben Lettlands half Norwegen.")
    source = t.source("Lettlands", "Nach Angaben")
    both = t.mention("half", [t.actor("Lettlands"), t.actor("Norwegen")], [source])
    alone = t.mention("half", [t.actor("Lettlands")], [source])
    (event,) = t.events(resolver, both)
    assert codes(event.actors) == ["NOR"]
    (event,) = t.events(resolver, alone)
    assert codes(event.actors) == ["LVA"]


def test_who_says_of_himself_what_he_did_is_a_party(resolver: Resolver) -> None:
    t = Text("Lettland sagte, es habe mit Norwegen geholfen.")
    source = t.source("Lettland", "sagte")
    arguments = [t.actor("Lettland"), t.actor("Norwegen")]
    (event,) = t.events(resolver, t.mention("geholfen", arguments, [source]))
    assert codes(event.actors) == ["LVA", "NOR"]
