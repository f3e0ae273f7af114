"""Readings made by hand: who denies what was alleged before."""

from collections.abc import Iterable
from dataclasses import replace

import pytest
from sayings import DAY, Text

from lagebild.records import (
    Block,
    BlockKind,
    Document,
    Event,
    EventType,
    Mention,
    Modality,
    Reading,
    Role,
    Span,
    Stance,
)
from lagebild.resolve import Resolver

ACCUSED = "Norwegen wirft Lettland vor, Raketen nach Estland zu liefern."
DENIED = {("LVA GOV", Stance.DENIES)}


class Story(Text):
    """A document of several sentences; the first is the accusation of a delivery."""

    def __init__(self, *sentences: str, title: bool = False) -> None:
        super().__init__(" ".join(sentences))
        ends = [len(" ".join(sentences[: i + 1])) for i in range(len(sentences))]
        self.sentences = tuple(Span(e - len(s), e) for s, e in zip(sentences, ends, strict=True))
        blocks = (Block(BlockKind.TITLE, self.sentences[0]),) if title else ()
        self.document = Document(id="d" * 64, text=self.document.text, published=DAY, blocks=blocks)

    def said(
        self,
        trigger: str,
        kind: EventType,
        actor: str,
        objects: Iterable[str] = (),
        *,
        source: str | None = None,
        stance: Stance = Stance.ALLEGES,
    ) -> Mention:
        arguments = [self.actor(actor), *(self.argument(Role.OBJECT, words) for words in objects)]
        sources = [replace(self.source(source), stance=stance)] if source else []
        mention = self.mention(trigger, arguments, sources, kind)
        place = next(s for s in self.sentences if s.contains(mention.trigger))
        return replace(mention, sentence=place)

    def delivery(self, stance: Stance = Stance.ALLEGES) -> Mention:
        return self.said("liefern", EventType.AID, "Lettland", ["Raketen"], source="Norwegen", stance=stance)

    def resolved(self, resolver: Resolver, *mentions: Mention) -> tuple[Event, ...]:
        return resolver.resolve(self.document, Reading(self.document.id, self.sentences, mentions, "versuch"))


def vouchers(event: Event) -> set[tuple[str, Stance]]:
    return {(s.code, s.stance) for s in event.sources}


def after_denial(
    resolver: Resolver, denial: str, trigger: str, *objects: str, between: Iterable[str] = ()
) -> Event:
    """The delivery, after Riga denied."""
    t = Story(ACCUSED, *between, denial)
    denies = t.said(trigger, EventType.REJECT, "Riga", objects)
    return t.resolved(resolver, t.delivery(), denies)[0]


@pytest.mark.parametrize(
    ("denial", "trigger", "objects"),
    [
        ("Riga wies den Vorwurf zurück.", "wies", ["Vorwurf"]),
        ("Riga hat die Anschuldigungen zurückgewiesen.", "zurückgewiesen", ["Anschuldigungen"]),
        ("Riga nannte die Behauptung eine Erfindung.", "nannte", ["Behauptung"]),
        ("Riga bestreitet das.", "bestreitet", ["das"]),
        ("Riga stritt das entschieden ab.", "stritt", []),
        ("Riga weist jede Beteiligung von sich.", "weist", ["Beteiligung"]),
        ("Riga widersprach dieser Darstellung.", "widersprach", ["Darstellung"]),
        ("Riga dementierte.", "dementierte", []),
        ("Aus Riga kam ein Dementi.", "Dementi", []),
        ("Riga stellte dies in Abrede.", "stellte", ["dies"]),
        ("Riga leugnet die Raketenlieferungen.", "leugnet", ["Raketenlieferungen"]),
        ("Riga bestritt, damit etwas zu tun zu haben.", "bestritt,", []),
    ],
)
def test_who_denies_is_a_source_of_what_was_alleged(
    resolver: Resolver, denial: str, trigger: str, objects: list[str]
) -> None:
    event = after_denial(resolver, denial, trigger.rstrip(","), *objects)
    assert vouchers(event) == {("NOR", Stance.ALLEGES), *DENIED}
    denier = event.sources[-1]
    assert (denier.span, denier.text, denier.inferred) == (None, None, True)
    assert denier.cue
    assert denier.cue.start > event.sentence.end  # the word that proves it stands in the later sentence


@pytest.mark.parametrize(
    ("denial", "trigger", "objects"),
    [
        ("Riga wies die Forderung zurück.", "wies", ["Forderung"]),
        ("Riga wies den Botschafter aus.", "wies", ["Botschafter"]),
        ("Riga lehnte das ab.", "lehnte", ["das"]),
        ("Riga bestritt, dass der Hafen gesperrt sei.", "bestritt", []),
        ("Riga wies den Vorwurf, den Hafen zu sperren, zurück.", "wies", ["Vorwurf"]),
        ("Riga leugnet die Schulden.", "leugnet", ["Schulden"]),
        ("Riga leugnet den Raketentest.", "leugnet", ["Raketentest"]),
        ("Der Hafen blieb offen; Riga bestreitet das.", "bestreitet", ["das"]),
    ],
)
def test_what_denies_something_else_denies_nothing_before(
    resolver: Resolver, denial: str, trigger: str, objects: list[str]
) -> None:
    assert vouchers(after_denial(resolver, denial, trigger, *objects)) == {("NOR", Stance.ALLEGES)}


def test_a_word_for_the_accusation_reaches_further_than_a_pronoun(resolver: Resolver) -> None:
    between = ["Estland schwieg."]
    named = after_denial(resolver, "Riga wies den Vorwurf zurück.", "wies", "Vorwurf", between=between)
    assert vouchers(named) >= DENIED
    pronoun = after_denial(resolver, "Riga bestritt das.", "bestritt", "das", between=between)
    assert vouchers(pronoun) == {("NOR", Stance.ALLEGES)}
    far = ["Estland schwieg.", "Es regnete."]
    late = after_denial(resolver, "Riga wies den Vorwurf zurück.", "wies", "Vorwurf", between=far)
    assert vouchers(late) == {("NOR", Stance.ALLEGES)}


def test_all_deeds_of_the_sentence_are_denied_but_not_the_accusation(resolver: Resolver) -> None:
    t = Story("Norwegen wirft Lettland vor, mit Raketenlieferungen Estland zu stützen.", "Riga bestritt das.")
    delivery = t.said("Raketenlieferungen", EventType.AID, "Lettland", source="Norwegen")
    support = t.said("stützen", EventType.AID, "Lettland", source="Norwegen")
    accusation = t.said("wirft", EventType.ACCUSE, "Norwegen")
    denial = t.said("bestritt", EventType.REJECT, "Riga", ["das"])
    accused, *deeds, denied = t.resolved(resolver, accusation, delivery, support, denial)
    assert [vouchers(e) >= DENIED for e in deeds] == [True, True]
    assert (accused.sources, denied.sources) == ((), ())
    assert denied.type is EventType.REJECT


def test_a_denial_reaches_back_within_its_sentence(resolver: Resolver) -> None:
    t = Story("Laut Norwegen hat Lettland Raketen geliefert, was Riga bestreitet.")
    given = t.said("geliefert", EventType.AID, "Lettland", source="Norwegen", stance=Stance.ASSERTS)
    assert vouchers(t.resolved(resolver, given, t.said("bestreitet", EventType.REJECT, "Riga"))[0]) >= DENIED


@pytest.mark.parametrize("actor", ["Estland", "Norwegen"])
def test_nobody_denies_the_deeds_of_others(resolver: Resolver, actor: str) -> None:
    t = Story(ACCUSED, "Riga bestritt das.")
    deed = replace(t.delivery(), arguments=(t.actor(actor),))
    event = t.resolved(resolver, deed, t.said("bestritt", EventType.REJECT, "Riga", ["das"]))[0]
    assert vouchers(event) == {("NOR", Stance.ALLEGES)}


def test_what_the_text_itself_tells_or_demands_is_not_denied(resolver: Resolver) -> None:
    t = Story(ACCUSED, "Riga bestritt das.")
    denial = t.said("bestritt", EventType.REJECT, "Riga", ["das"])
    plain = replace(t.delivery(), sources=())
    assert t.resolved(resolver, plain, denial)[0].sources == ()
    demanded = replace(t.delivery(Stance.ASSERTS), modality=Modality.CALLED_FOR)
    assert vouchers(t.resolved(resolver, demanded, denial)[0]) == {("NOR", Stance.ASSERTS)}
    feared = replace(t.delivery(Stance.ASSERTS), modality=Modality.HYPOTHETICAL)
    assert vouchers(t.resolved(resolver, feared, denial)[0]) == {("NOR", Stance.ASSERTS)}


def test_nobody_denies_his_own_word(resolver: Resolver) -> None:
    t = Story("Lettland will nach Angaben aus Riga Raketen liefern.", "Riga bestritt das.")
    own = t.said("liefern", EventType.AID, "Lettland", source="Riga", stance=Stance.ASSERTS)
    event = t.resolved(resolver, own, t.said("bestritt", EventType.REJECT, "Riga#2", ["das"]))[0]
    assert vouchers(event) == {("LVA GOV", Stance.ASSERTS)}


def test_what_is_denied_already_is_left_as_it_is(resolver: Resolver) -> None:
    t = Story(ACCUSED, "Riga bestritt das.")
    deed = t.delivery()
    denied = replace(deed, sources=(*deed.sources, replace(t.source("Estland"), stance=Stance.DENIES)))
    event = t.resolved(resolver, denied, t.said("bestritt", EventType.REJECT, "Riga", ["das"]))[0]
    assert vouchers(event) == {("NOR", Stance.ALLEGES), ("EST", Stance.DENIES)}


def test_a_denial_whose_own_sentence_tells_what_it_denies_does_not_look_back(resolver: Resolver) -> None:
    t = Story(ACCUSED, "Riga bestritt die Beteiligung an einem Angriff.")
    attack = replace(
        t.said("Angriff", EventType.ASSAULT, "Riga"),
        sources=(replace(t.source("Riga"), stance=Stance.DENIES),),
    )
    denial = t.said("bestritt", EventType.REJECT, "Riga", ["Beteiligung"])
    assert vouchers(t.resolved(resolver, t.delivery(), denial, attack)[0]) == {("NOR", Stance.ALLEGES)}


def test_a_title_is_not_looked_back_to(resolver: Resolver) -> None:
    t = Story(ACCUSED, "Riga bestritt das.", title=True)
    denial = t.said("bestritt", EventType.REJECT, "Riga", ["das"])
    assert vouchers(t.resolved(resolver, t.delivery(), denial)[0]) == {("NOR", Stance.ALLEGES)}


def test_two_who_deny_are_two_sources_and_each_is_one(resolver: Resolver) -> None:
    t = Story(
        "Norwegen wirft Lettland und Estland vor, Raketen zu liefern.",
        "Riga und Tallinn bestritten das.",
        "Riga dementierte.",
    )
    deed = t.delivery()
    deed = replace(deed, arguments=(*deed.arguments, t.actor("Estland")))
    both = t.said("bestritten", EventType.REJECT, "Riga", ["das"])
    both = replace(both, arguments=(*both.arguments, t.actor("Tallinn")))
    again = t.said("dementierte", EventType.REJECT, "Riga#2")
    event = t.resolved(resolver, deed, both, again)[0]
    assert [(s.code, s.stance) for s in event.sources[1:]] == [
        ("LVA GOV", Stance.DENIES),
        ("EST GOV", Stance.DENIES),
    ]
