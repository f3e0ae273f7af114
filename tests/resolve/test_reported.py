"""Readings made by hand: Konjunktiv I without a source is the word of whoever the message is from."""

from dataclasses import replace

import pytest
from sayings import Text, codes

from lagebild.records import Event, Message, Reading, Span, Stance
from lagebild.resolve import Resolver


class Report(Text):
    """A text of one or more sentences with messages."""

    def message(self, words: str, source: str | None, cue: str | None = None) -> Message:
        return Message(
            (self.span(words),),
            self.span(source) if source else None,
            (self.span(cue),) if cue else (),
            (),
            None,
            "Indirect",
            0.9,
        )

    def delivered(
        self, resolver: Resolver, *messages: Message, source: str | None = None, actor: str | None = None
    ) -> Event:
        text = self.document.text
        at = text.index("geliefert")
        sentence = Span(text.rfind(". ", 0, at) + 2 if ". " in text[:at] else 0, text.index(".", at) + 1)
        sources = [self.source(source)] if source else []
        mention = replace(
            self.mention("geliefert", [self.actor(actor)] if actor else [], sources), sentence=sentence
        )
        reading = Reading(self.document.id, (), (mention,), "versuch", messages)
        return resolver.resolve(self.document, reading)[0]


SAID = "Lettland habe Raketen geliefert"


def test_the_speaker_of_the_message_is_the_source(resolver: Resolver) -> None:
    t = Report(f"{SAID}, sagte Norwegens Regierung.")
    (source,) = t.delivered(resolver, t.message(SAID, "Norwegens Regierung", "sagte")).sources
    assert (source.code, source.stance, source.text) == ("NOR GOV", Stance.ASSERTS, "Norwegens Regierung")
    assert source.cue == t.span("sagte")


def test_a_speaker_of_an_earlier_sentence_is_unsaid(resolver: Resolver) -> None:
    t = Report(f"Norwegens Regierung nahm Stellung. {SAID}.")
    (source,) = t.delivered(resolver, t.message(SAID, "Norwegens Regierung")).sources
    assert (source.code, source.span, source.text, source.inferred) == ("NOR GOV", None, None, True)


def test_the_innermost_message_counts(resolver: Resolver) -> None:
    outer = f"{SAID}, meine Estland"
    t = Report(f"{outer}, sagte Norwegen.")
    event = t.delivered(resolver, t.message(outer, "Norwegen"), t.message(SAID, "Estland"))
    assert codes(event.sources) == ["EST"]


@pytest.mark.parametrize(
    "said",
    ["Lettland hat Raketen geliefert", "Lettland hätte Raketen geliefert", "ich habe Raketen geliefert"],
)
def test_without_konjunktiv_nobody_is_added(resolver: Resolver, said: str) -> None:
    t = Report(f"{said}, sagte Norwegen.")
    assert t.delivered(resolver, t.message(said, "Norwegen")).sources == ()


def test_a_message_that_another_clause_introduces_is_left_to_the_reader(resolver: Resolver) -> None:
    t = Report(f"Norwegen sagte, {SAID}.")
    assert t.delivered(resolver, t.message(SAID, "Norwegen")).sources == ()


def test_a_source_that_was_read_stays_alone(resolver: Resolver) -> None:
    t = Report(f"{SAID}, sagte Norwegen in Estland.")
    event = t.delivered(resolver, t.message(SAID, "Norwegen"), source="Estland")
    assert codes(event.sources) == ["EST"]


def test_a_message_of_nobody_or_of_somebody_unknown_adds_nobody(resolver: Resolver) -> None:
    t = Report(f"{SAID}, sagten Beobachter.")
    assert t.delivered(resolver, t.message(SAID, None)).sources == ()
    assert t.delivered(resolver, t.message(SAID, "Beobachter")).sources == ()


def test_a_message_elsewhere_adds_nobody(resolver: Resolver) -> None:
    t = Report(f"Norwegen sagte, es regne. {SAID}.")
    assert t.delivered(resolver, t.message("es regne", "Norwegen")).sources == ()


def test_who_acts_by_the_same_words_is_no_source(resolver: Resolver) -> None:
    t = Report(f"{SAID} und Norwegen gelobt, sagte Norwegen.")
    said = t.message(f"{SAID} und Norwegen gelobt", "Norwegen#2")
    assert t.delivered(resolver, said, actor="Norwegen#2").sources == ()
    assert codes(t.delivered(resolver, said, actor="Norwegen").sources) == ["NOR"]
