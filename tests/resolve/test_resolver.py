"""Readings made by hand: everything of an event at once."""

from sayings import Text, codes

from lagebild.records import (
    EventType,
    Role,
)
from lagebild.resolve import Resolver


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


def test_a_time_is_its_whole_expression_once(resolver: Resolver) -> None:
    t = Text("Am 3. Mai 2024 half Norwegen der Ukraine.")
    times = [t.argument(Role.TIME, "3."), t.argument(Role.TIME, "2024")]
    (event,) = t.events(resolver, t.mention("half", times))
    assert [(x.text, x.value) for x in event.times] == [("3. Mai 2024", "2024-05-03")]


def test_ids_tell_events_apart_and_stay_the_same(resolver: Resolver) -> None:
    t = Text("Norwegen half. Lettland lieferte.")
    mentions = [t.mention("half"), t.mention("lieferte"), t.mention("half", kind=EventType.AGREE)]
    first, again = t.events(resolver, *mentions), t.events(resolver, *mentions)
    assert len({e.id for e in first}) == 3
    assert first == again


def test_nothing_read_nothing_resolved(resolver: Resolver) -> None:
    assert Text("Es regnet.").events(resolver) == ()
