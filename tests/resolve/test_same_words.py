"""Readings made by hand: the same words mean the same, whatever act they are read for."""

from sayings import Text, codes

from lagebild.records import Role
from lagebild.resolve import Resolver
from lagebild.resolve.same_words import with_shared_links

STORY = "Norwegen und Lettland tagten. Es half und lieferte."


def test_the_links_of_one_span_are_the_best_of_all_its_acts() -> None:
    t = Text(STORY)
    first = t.mention("half", [t.actor("Es", {"Lettland": 0.5, "Norwegen": 0.3})])
    second = t.mention("lieferte", [], [t.source("Es", links={"Norwegen": 0.8})])
    helped, delivered = with_shared_links([first, second])
    assert helped.arguments[0].links == t.links({"Norwegen": 0.8, "Lettland": 0.5})
    assert delivered.sources[0].links == helped.arguments[0].links


def test_equally_good_links_keep_the_readers_order() -> None:
    t = Text(STORY)
    links = {"Lettland": 0.5, "Norwegen": 0.5}
    (mention,) = with_shared_links([t.mention("half", [t.actor("Es", links)])])
    assert [x.span for x in mention.arguments[0].links] == [t.span("Lettland"), t.span("Norwegen")]


def test_unsaid_arguments_share_nothing() -> None:
    t = Text(STORY)
    one = t.mention("half", [t.actor(None, {"Lettland": 0.5})])
    other = t.mention("lieferte", [t.actor(None, {"Norwegen": 0.5}), t.argument(Role.OBJECT, None)])
    assert with_shared_links([one, other]) == (one, other)


def test_one_pronoun_is_one_actor_in_two_acts(resolver: Resolver) -> None:
    t = Text(STORY)
    unsure = t.mention("half", [t.actor("Es", {"Lettland": 0.5})])
    sure = t.mention("lieferte", [t.actor("Es", {"Norwegen": 0.9})])
    helped, delivered = t.events(resolver, unsure, sure)
    assert codes(helped.actors) == codes(delivered.actors) == ["NOR"]
