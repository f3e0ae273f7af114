"""Readings made by hand: parties that the structure of noun phrases puts on one side or takes from it."""

import pytest
from sayings import Text, codes

from lagebild.records import EventType, Role
from lagebild.resolve import Resolver


def test_a_noun_has_one_agent_and_leaves_the_other_to_the_other_noun(resolver: Resolver) -> None:
    t = Text("Die Festnahme durch Peru folgte dem Angriff durch Chile.")
    both = [t.actor("Peru"), t.actor("Chile")]
    arrest, attack = t.events(
        resolver,
        t.mention("Festnahme", both, kind=EventType.COERCE),
        t.mention("Angriff", both, kind=EventType.ASSAULT),
    )
    assert (codes(arrest.actors), codes(attack.actors)) == (["PER"], ["CHL"])


def test_an_agent_stays_with_all_who_are_listed_with_it(resolver: Resolver) -> None:
    t = Text("Die Festnahme durch die Niederlande, Chile und Peru traf Kuba.")
    actors = [t.actor(words) for words in ("Niederlande", "Chile", "Peru")]
    (arrest,) = t.events(resolver, t.mention("Festnahme", actors, kind=EventType.COERCE))
    assert codes(arrest.actors) == ["NLD", "CHL", "PER"]


def test_a_noun_without_agent_loses_those_of_the_nearer_noun(resolver: Resolver) -> None:
    t = Text("Peru verstärkt die Zusammenarbeit nach der Drohung durch Chile und Kuba.")
    three = [t.actor("Peru"), t.actor("Chile"), t.actor("Kuba")]
    work, threat = t.events(
        resolver,
        t.mention("Zusammenarbeit", three, kind=EventType.COOPERATE),
        t.mention("Drohung", three[1:], kind=EventType.THREATEN),
    )
    assert (codes(work.actors), codes(threat.actors)) == (["PER"], ["CHL", "CUB"])


def test_an_agent_before_another_noun_is_not_that_ones(resolver: Resolver) -> None:
    t = Text("Die Lieferung durch Peru und die Ausbildung in Chile begannen.")
    delivery, training = t.events(
        resolver,
        t.mention("Lieferung", [t.actor("Peru")]),
        t.mention("Ausbildung", [t.actor("Peru"), t.actor("Chile")]),
    )
    assert (codes(delivery.actors), codes(training.actors)) == (["PER"], ["CHL"])


def test_a_verb_keeps_its_actors(resolver: Resolver) -> None:
    t = Text("Boni wurde durch Peru und später durch Chile festgenommen.")
    (arrest,) = t.events(
        resolver, t.mention("festgenommen", [t.actor("Peru"), t.actor("Chile")], kind=EventType.COERCE)
    )
    assert codes(arrest.actors) == ["PER", "CHL"]


@pytest.mark.parametrize(
    ("text", "owner", "kind", "actors"),
    [
        ("Kuba beklagte Perus Angriff.", "Perus", EventType.ASSAULT, ["PER"]),
        ("Kuba beklagte den peruanischen Angriff.", "peruanischen", EventType.ASSAULT, ["PER"]),
        ("Kuba und Perus Angriff.", "Perus", EventType.ASSAULT, ["CUB", "PER"]),
        ("Kuba beklagte Perus Angriff.", "Perus", EventType.CONSULT, ["CUB", "PER"]),
    ],
)
def test_who_stands_before_a_noun_acts_alone(
    resolver: Resolver, text: str, owner: str, kind: EventType, actors: list[str]
) -> None:
    t = Text(text)
    (event,) = t.events(resolver, t.mention("Angriff", [t.actor("Kuba"), t.actor(owner)], kind=kind))
    assert codes(event.actors) == actors


def test_help_against_somebody_is_not_given_to_him(resolver: Resolver) -> None:
    t = Text("Peru half Kuba gegen Chile und Norwegen.")
    others = [t.recipient("Kuba"), t.recipient("Chile"), t.recipient("Norwegen")]
    (event,) = t.events(resolver, t.mention("half", others))
    assert codes(event.recipients) == ["CUB"]
    (event,) = t.events(resolver, t.mention("half", others, kind=EventType.SANCTION))
    assert codes(event.recipients) == ["CUB", "CHL", "NOR"]
    (event,) = t.events(resolver, t.mention("half", others[1:]))
    assert codes(event.recipients) == ["CHL", "NOR"]  # a role does not lose its last party


@pytest.mark.parametrize(
    ("text", "actors", "recipients"),
    [
        ("Chile sprach in Lima mit Peru.", ["CHL"], ["PER"]),
        ("Chile sprach in Oslo mit Peru.", ["CHL", "PER"], []),
        ("Chile und Peru sprachen in Lima.", ["CHL", "PER"], []),
    ],
)
def test_who_is_met_at_home_is_the_host(
    resolver: Resolver, text: str, actors: list[str], recipients: list[str]
) -> None:
    t = Text(text)
    place = t.argument(Role.PLACE, "Lima" if "Lima" in text else "Oslo")
    said = t.mention("sprach", [t.actor("Chile"), t.actor("Peru"), place], kind=EventType.CONSULT)
    (event,) = t.events(resolver, said)
    assert (codes(event.actors), codes(event.recipients)) == (actors, recipients)


@pytest.mark.parametrize(
    ("whose", "code"), [("seinen", "PER MIL"), ("seinen tapferen", "PER MIL"), ("den", "CHL MIL")]
)
def test_his_own_people_are_of_the_actors_country(resolver: Resolver, whose: str, code: str) -> None:
    t = Text(f"Chile tagte in Chile. Peru dankte {whose} Truppen.")
    arguments = [t.actor("Peru"), t.recipient("Truppen", {"Chile": 0.9})]
    (event,) = t.events(resolver, t.mention("dankte", arguments, kind=EventType.SUPPORT))
    assert codes(event.recipients) == [code]
