"""Readings made by hand: whom pronouns, descriptions and unsaid arguments come to mean."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

import pytest

from lagebild.records import (
    Actor,
    Argument,
    Attribution,
    Document,
    Event,
    EventType,
    Link,
    Mention,
    Modality,
    Reading,
    Role,
    Source,
    Span,
    Stance,
)
from lagebild.resolve import Resolver
from lagebild.resolve.actors import ActorResolver
from lagebild.resolve.referents import Referents
from lagebild.resolve.signatories import signatories

DAY = date(2024, 5, 4)


@pytest.fixture(scope="module")
def resolver() -> Resolver:
    return Resolver.load()


class Text:
    """A document whose words are named by themselves; ``word#2`` is the second occurrence."""

    def __init__(self, text: str, publisher: str | None = None) -> None:
        self.document = Document(id="d" * 64, text=text, published=DAY, publisher=publisher)

    def span(self, words: str) -> Span:
        quoted, _, nth = words.partition("#")
        at = -1
        for _ in range(int(nth or 1)):
            at = self.document.text.index(quoted, at + 1)
        return Span(at, at + len(quoted))

    def links(self, links: dict[str, float] | None) -> tuple[Link, ...]:
        found = [Link(self.span(word), score) for word, score in (links or {}).items()]
        return tuple(sorted(found, key=lambda x: -x.score))

    def argument(self, role: Role, words: str | None, links: dict[str, float] | None = None) -> Argument:
        return Argument(role, self.span(words) if words else None, 0.9, self.links(links))

    def actor(self, words: str | None, links: dict[str, float] | None = None) -> Argument:
        return self.argument(Role.ACTOR, words, links)

    def recipient(self, words: str | None, links: dict[str, float] | None = None) -> Argument:
        return self.argument(Role.RECIPIENT, words, links)

    def source(
        self, words: str | None, cue: str | None = None, links: dict[str, float] | None = None
    ) -> Attribution:
        return Attribution(
            self.span(words) if words else None,
            self.span(cue) if cue else None,
            Stance.ASSERTS,
            0.8,
            self.links(links),
        )

    def mention(
        self,
        trigger: str,
        arguments: Iterable[Argument] = (),
        sources: Iterable[Attribution] = (),
        kind: EventType = EventType.AID,
    ) -> Mention:
        whole = Span(0, len(self.document.text))
        return Mention(
            whole, self.span(trigger), kind, None, ("military",), tuple(arguments), tuple(sources),
            Modality.ACTUAL, False, 0.9,
        )  # fmt: skip

    def events(
        self, resolver: Resolver, *mentions: Mention, sentences: tuple[Span, ...] = ()
    ) -> tuple[Event, ...]:
        return resolver.resolve(self.document, Reading(self.document.id, sentences, mentions, "versuch"))


def codes(actors: Iterable[Actor | Source]) -> list[str]:
    return [a.code for a in actors]


def test_a_name_is_whom_it_names(resolver: Resolver) -> None:
    t = Text("Norwegen half der Ukraine gestern mit drei Millionen Euro in Oslo.")
    (event,) = t.events(
        resolver,
        t.mention(
            "half",
            [
                t.actor("Norwegen"),
                t.recipient("Ukraine"),
                t.argument(Role.TIME, "gestern"),
                t.argument(Role.AMOUNT, "drei Millionen Euro"),
                t.argument(Role.PLACE, "Oslo"),
            ],
        ),
    )
    assert codes(event.actors) == ["NOR"]
    assert codes(event.recipients) == ["UKR"]
    assert (event.actors[0].inferred, event.actors[0].text) == (False, "Norwegen")
    assert event.times[0].value == "2024-05-03"
    assert event.amounts[0].value == "3e6 EUR"
    assert event.places[0].country == "NOR"
    assert event.trigger_text == "half"


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


def test_a_pronoun_without_link_is_unknown(resolver: Resolver) -> None:
    t = Text("Er half der Ukraine.")
    (event,) = t.events(resolver, t.mention("half", [t.actor("Er")]))
    assert codes(event.actors) == ["UNK"]
    assert event.actors[0].confidence < 0.3


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


def test_a_time_is_its_whole_expression_once(resolver: Resolver) -> None:
    t = Text("Am 3. Mai 2024 half Norwegen der Ukraine.")
    times = [t.argument(Role.TIME, "3."), t.argument(Role.TIME, "2024")]
    (event,) = t.events(resolver, t.mention("half", times))
    assert [(x.text, x.value) for x in event.times] == [("3. Mai 2024", "2024-05-03")]


def test_an_unsaid_argument_that_nothing_names_is_left_out(resolver: Resolver) -> None:
    t = Text("Gestern lieferte Norwegen.")
    (event,) = t.events(resolver, t.mention("lieferte", [t.recipient(None, {"Gestern": 0.9})]))
    assert event.recipients == ()


def test_the_same_party_named_twice_in_one_place_counts_once(resolver: Resolver) -> None:
    t = Text("Norwegen half. Es half.")
    arguments = [t.actor("Norwegen"), t.actor("Norwegen")]
    (event,) = t.events(resolver, t.mention("half", arguments))
    assert codes(event.actors) == ["NOR"]


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


def test_the_same_words_are_one_party_only(resolver: Resolver) -> None:
    t = Text("Norwegen half.")
    unsure = replace(t.recipient("Norwegen"), confidence=0.5)
    (event,) = t.events(resolver, t.mention("half", [t.actor("Norwegen"), unsure]))
    assert (codes(event.actors), event.recipients) == (["NOR"], ())


@pytest.mark.parametrize(("words", "code"), [("Aktuellen", "UNK"), ("Norwegischen", "NOR"), ("Vagen", "UNK")])
def test_a_word_before_an_anonymous_source_is_nobody_unless_it_names_a_country(
    resolver: Resolver, words: str, code: str
) -> None:
    t = Text(f"Die Ukraine tagte. {words} Angaben zufolge half Lettland.")
    source = t.source(words, "Angaben zufolge", {"Ukraine": 0.9})
    (event,) = t.events(resolver, t.mention("half", [], [source]))
    assert codes(event.sources) == [code]


def test_a_source_has_code_cue_and_stance(resolver: Resolver) -> None:
    t = Text("Norwegen half der Ukraine, sagte der lettische Präsident.")
    (event,) = t.events(resolver, t.mention("half", [], [t.source("lettische Präsident", "sagte")]))
    (source,) = event.sources
    assert (source.code, source.stance, source.inferred) == ("LVA GOV", Stance.ASSERTS, False)
    assert source.cue == t.span("sagte")


def test_a_source_that_nobody_names_is_unknown(resolver: Resolver) -> None:
    t = Text("Norwegen soll der Ukraine geholfen haben.")
    (event,) = t.events(resolver, t.mention("geholfen", [], [t.source(None, "soll")]))
    (source,) = event.sources
    assert (source.code, source.span, source.text) == ("UNK", None, None)


def test_an_unsaid_source_is_whom_its_links_name(resolver: Resolver) -> None:
    t = Text("Der lettische Präsident sprach. Norwegen habe der Ukraine geholfen.")
    spoken = t.mention("sprach", [t.actor("lettische Präsident")])
    said = t.mention("geholfen", [], [t.source(None, links={"Präsident": 0.7})])
    assert codes(t.events(resolver, spoken, said)[1].sources) == ["LVA GOV"]


def test_ids_tell_events_apart_and_stay_the_same(resolver: Resolver) -> None:
    t = Text("Norwegen half. Lettland lieferte.")
    mentions = [t.mention("half"), t.mention("lieferte"), t.mention("half", kind=EventType.AGREE)]
    first, again = t.events(resolver, *mentions), t.events(resolver, *mentions)
    assert len({e.id for e in first}) == 3
    assert first == again


def test_nothing_read_nothing_resolved(resolver: Resolver) -> None:
    assert Text("Es regnet.").events(resolver) == ()


@pytest.mark.parametrize(
    ("cue", "code"), [("soll", "UNK"), ("Dem Vernehmen nach", "UNK"), ("Demnach", "NOR")]
)
def test_hearsay_is_of_nobody_whoever_is_named_around(resolver: Resolver, cue: str, code: str) -> None:
    t = Text("Norwegen tagte. Demnach soll Lettland halfen. Dem Vernehmen nach ja.")
    source = t.source(None, cue, {"Norwegen": 0.9})
    (event,) = t.events(resolver, t.mention("halfen", [], [source]))
    assert codes(event.sources) == [code]


def test_a_source_is_not_a_piece_of_a_name(resolver: Resolver) -> None:
    t = Text("Angela Merkel zufolge half Lettland.")
    (event,) = t.events(resolver, t.mention("half", [], [t.source("Angela", "zufolge")]))
    assert [s.text for s in event.sources] == ["Angela Merkel"]
