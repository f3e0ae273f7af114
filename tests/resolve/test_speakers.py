"""Readings made by hand: who vouches for an event."""

import pytest
from sayings import Text, codes

from lagebild.records import (
    Stance,
)
from lagebild.resolve import Resolver


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
    assert (source.code, source.stance) == ("LVA GOV", Stance.ASSERTS)
    assert (source.name, source.office) == ("Edgars Rinkēvičs", "Präsident")
    assert source.inferred is True  # the text names the office, the registry the person
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
