"""Readings made by hand: at whom the denial of a charge is directed."""

from dataclasses import replace

import pytest
from sayings import Text, codes

from lagebild.records import Event, EventType, Mention, Reading, Role, Span, Stance
from lagebild.resolve import Resolver


class Story(Text):
    """A document of several sentences."""

    def __init__(self, *sentences: str) -> None:
        super().__init__(" ".join(sentences))
        starts = [self.document.text.index(s) for s in sentences]
        self.sentences = tuple(Span(a, a + len(s)) for a, s in zip(starts, sentences, strict=True))

    def placed(self, mention: Mention) -> Mention:
        return replace(mention, sentence=next(s for s in self.sentences if s.contains(mention.trigger)))

    def denial(self, what: str, *arguments: str | None) -> Mention:
        """Of ``what`` by Riga; ``arguments`` are recipients, None an unsaid one that seems to be Estonia."""
        found = [self.recipient(a, None if a else {"Estland": 0.9}) for a in arguments]
        return self.placed(
            self.mention(
                "bestritt",
                [self.actor("Riga"), self.argument(Role.OBJECT, what), *found],
                kind=EventType.REJECT,
            )
        )

    def last(self, resolver: Resolver, *mentions: Mention) -> Event:
        return resolver.resolve(
            self.document, Reading(self.document.id, self.sentences, mentions, "versuch")
        )[-1]


ALLEGED = "Norwegen zufolge soll Lettland Raketen nach Estland liefern."


def alleged(t: Story) -> Mention:
    source = replace(t.source("Norwegen"), stance=Stance.ALLEGES)
    return t.placed(t.mention("liefern", [t.actor("Lettland")], [source]))


def accused(t: Story, whom: str) -> Mention:
    return t.placed(t.mention("beschuldigt", [t.actor("Kuba"), t.recipient(whom)], kind=EventType.ACCUSE))


def test_a_denial_is_directed_at_who_alleges_the_deed(resolver: Resolver) -> None:
    t = Story(ALLEGED, "Riga bestritt den Vorwurf.")
    (recipient,) = t.last(resolver, alleged(t), t.denial("Vorwurf", None)).recipients
    assert (recipient.code, recipient.span, recipient.text, recipient.inferred) == ("NOR", None, None, True)


def test_else_at_the_nearest_who_accuses_the_denier(resolver: Resolver) -> None:
    t = Story("Kuba beschuldigt Lettland und Estland.", "Riga bestritt den Vorwurf.")
    assert codes(t.last(resolver, accused(t, "Lettland"), t.denial("Vorwurf")).recipients) == ["CUB"]
    assert t.last(resolver, accused(t, "Estland"), t.denial("Vorwurf")).recipients == ()


@pytest.mark.parametrize(
    ("what", "recipients", "codes_found"),
    [("Vorwurf", ["Estland#2"], ["EST"]), ("Einreise", [None], ["EST GOV"])],
)
def test_a_said_recipient_and_what_is_no_charge_stay(
    resolver: Resolver, what: str, recipients: list[str | None], codes_found: list[str]
) -> None:
    t = Story(ALLEGED, f"Riga bestritt {what} gegenüber Estland.")
    assert codes(t.last(resolver, alleged(t), t.denial(what, *recipients)).recipients) == codes_found


def test_an_accusation_far_before_is_not_meant(resolver: Resolver) -> None:
    t = Story("Kuba beschuldigt Lettland.", "Es regnete" + " sehr" * 120 + ".", "Riga bestritt den Vorwurf.")
    assert t.last(resolver, accused(t, "Lettland"), t.denial("Vorwurf")).recipients == ()
