"""What figures tell of a small record, and that they follow it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np
import pytest
from told import HARBOUR, Told, put_into, tell

from lagebild.figures import Figures, selection
from lagebild.figures.layout import lay_out
from lagebild.record import CaseFilter, EventFilter, NotFoundError, Store
from lagebild.records import EventType, Modality, Stance
from lagebild.records.counting import Bin, By, Level, Way

MAY_3 = date(2024, 5, 3)


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    with Store.open(database_url) as opened:
        yield opened


def dyads(store: Store, level: Level = Level.COUNTRY, **wanted: str) -> list[tuple[str, str, int]]:
    _, found = Figures(store).dyads(EventFilter(**wanted), level=level)
    return [(each.actor, each.recipient, each.share.count) for each in found.items]


@pytest.mark.parametrize(
    ("bin", "start", "end"),
    [
        (Bin.DAY, MAY_3, MAY_3),
        (Bin.WEEK, date(2024, 4, 29), date(2024, 5, 5)),
        (Bin.MONTH, date(2024, 5, 1), date(2024, 5, 31)),
        (Bin.YEAR, date(2024, 1, 1), date(2024, 12, 31)),
    ],
)
def test_a_bin_has_its_first_and_last_day(store: Store, bin: Bin, start: date, end: date) -> None:
    tell(store, Told(day=MAY_3), 0)
    _, found = Figures(store).timeline(bin=bin)
    assert (found.starts, found.ends) == ([start], [end])


def test_days_told_and_of_publication_are_told_apart(store: Store) -> None:
    tell(store, Told(day=date(2023, 12, 31), published=date(2024, 1, 2)), 0)
    figures = Figures(store)
    assert figures.timeline(bin=Bin.YEAR)[1].starts == [date(2023, 1, 1)]
    assert figures.timeline(bin=Bin.YEAR, by=By.PUBLISHED)[1].starts == [date(2024, 1, 1)]


def test_what_has_no_day_is_counted_in_no_bin(store: Store) -> None:
    tell(store, Told(published=None), 0)
    _, found = Figures(store).timeline()
    assert (found.total, found.undated, found.starts, found.series) == (1, 1, [], [])


def test_series_keep_quad_reality_and_dispute_apart(store: Store) -> None:
    tell(store, Told(day=MAY_3), 0)
    tell(store, Told(day=MAY_3, type=EventType.ASSAULT, negated=True, modality=Modality.PLANNED), 1)
    tell(store, Told(day=MAY_3, type=EventType.ASSAULT), 2)
    put_into(store, "c", {"event-2": 0}, state="denied")
    _, found = Figures(store).timeline()
    assert [(s.quad, s.reality, s.disputed, s.counts, s.sums) for s in found.series] == [
        ("verbal cooperation", "actual", False, [1], [2.1]),
        ("material conflict", "actual", True, [1], [-9.3]),
        ("material conflict", "negated", False, [1], [-9.3]),
    ]
    assert found.scores == [-5.5]


def test_directions_of_a_dyad_are_kept_apart_and_bodies_added_up(store: Store) -> None:
    tell(store, Told(by=("NLD GOV", "NLD MIL")), 0)
    tell(store, Told(by=("SWE",), to=("NLD GOV",)), 1)
    assert dyads(store) == [("NLD", "SWE", 1), ("SWE", "NLD", 1)]
    assert dyads(store, Level.CODE) == [
        ("NLD GOV", "SWE GOV", 1),
        ("NLD MIL", "SWE GOV", 1),
        ("SWE", "NLD GOV", 1),
    ]


@pytest.mark.parametrize("wanted", [EventFilter(actor="NLD"), EventFilter(actor="NLD", other="SWE")])
def test_parties_first_seen_while_others_are_selected_do_no_harm(
    store: Store, wanted: EventFilter, monkeypatch: pytest.MonkeyPatch
) -> None:
    tell(store, Told(), 0)
    figures = Figures(store)
    values = figures.columns().values
    before = figures.timeline(wanted)[1].total
    table = selection._table

    def grown(*given: Any) -> Any:
        """What another thread does that reads new events."""
        found = table(*given)
        new = values.combinations[f"NEW{len(values.combinations)}"]
        values.parties[new, new]
        return found

    monkeypatch.setattr(selection, "_table", grown)
    assert figures.timeline(wanted)[1].total == before == 1


def test_who_acts_together_is_a_dyad_in_both_directions(store: Store) -> None:
    tell(store, Told(by=("NLD", "SWE", "UNK"), to=()), 0)
    assert dyads(store) == [("NLD", "SWE", 1), ("SWE", "NLD", 1)]
    assert dyads(store, actor="SWE", other="NLD") == dyads(store)


def test_one_party_or_an_unknown_one_is_no_dyad(store: Store) -> None:
    tell(store, Told(to=()), 0)
    tell(store, Told(to=("UNK",)), 1)
    _, found = Figures(store).dyads()
    assert (found.total, found.without, found.items) == (2, 2, [])


def test_totals_of_a_matrix_sum_up_its_dyads(store: Store) -> None:
    tell(store, Told(type=EventType.AID), 0)
    tell(store, Told(to=("NOR",), type=EventType.ACCUSE), 1)
    _, found = Figures(store).dyads()
    (row,) = found.actors
    assert (row.code, row.share.count, row.share.cooperation, row.share.conflict) == ("NLD", 2, 1, 1)
    assert row.share.score == 2.2
    assert [party.code for party in found.recipients] == ["NOR", "SWE"]


def test_no_filter_moves_a_party_of_the_network(store: Store) -> None:
    for number, to in enumerate(("SWE", "NOR", "DNK", "SWE")):
        tell(store, Told(to=(to,)), number)
    figures = Figures(store)
    _, whole = figures.network(limit=10)
    _, part = figures.network(EventFilter(actor="NOR"), limit=10)
    places = {node.party.code: (node.x, node.y) for node in whole.nodes}
    assert len(set(places.values())) == 4
    assert {node.party.code: (node.x, node.y) for node in part.nodes} == {
        c: places[c] for c in ("NLD", "NOR")
    }
    assert all(abs(x) <= 1 and abs(y) <= 1 for x, y in places.values())


def test_a_network_shows_the_largest_and_says_how_many_more_there_are(store: Store) -> None:
    for number, to in enumerate(("SWE", "SWE", "NOR", "NLD")):
        tell(store, Told(to=(to,)), number)
    _, found = Figures(store).network(limit=2)
    assert [node.party.code for node in found.nodes] == ["NLD", "SWE"]
    assert [(edge.actor, edge.recipient, edge.share.count) for edge in found.edges] == [("NLD", "SWE", 2)]
    assert found.left_out == 1


def test_a_layout_is_the_same_every_time(store: Store) -> None:
    for number, to in enumerate(("SWE", "NOR", "DNK", "FIN")):
        tell(store, Told(to=(to,)), number)
    items = Figures(store).dyads()[1].items
    assert lay_out(items) == lay_out(list(reversed(items)))


def test_places_are_counted_by_country_and_as_points(store: Store) -> None:
    tell(store, Told(place=HARBOUR), 0)
    tell(store, Told(place=HARBOUR, type=EventType.ACCUSE), 1)
    tell(store, Told(place=(None, "SWE", None, None, None)), 2)
    tell(store, Told(), 3)
    _, found = Figures(store).places()
    assert [(place.code, place.share.count) for place in found.places] == [("NLD", 2), ("SWE", 1)]
    assert [(party.code, party.share.count) for party in found.actors] == [("NLD", 4)]
    assert [(party.code, party.share.count) for party in found.recipients] == [("SWE", 4)]
    ((place, share),) = [(point.place, point.share) for point in found.points]
    assert (place.name, place.country, place.geonameid, place.latitude) == ("Hafenstadt", "NLD", 4711, 52.5)
    assert (share.count, share.cooperation, share.conflict) == (2, 1, 1)
    assert (found.total, found.placed, found.looked_at) == (4, 3, 3)


def test_facets_tell_what_a_choice_would_leave(store: Store) -> None:
    tell(store, Told(said_by=(("NOR", Stance.DENIES), ("DNK", Stance.ASSERTS)), framework="Küstenrunde"), 0)
    tell(store, Told(negated=True, publisher=None), 1)
    _, found = Figures(store).facets()
    shown = {
        name: [(facet.value, facet.count) for facet in getattr(found, name)]
        for name in ("types", "realities", "stances", "publishers", "frameworks", "disputed")
    }
    assert shown == {
        "types": [("CONSULT", 2)],
        "realities": [("actual", 1), ("negated", 1)],
        "stances": [("asserts", 1), ("denies", 1)],
        "publishers": [("Küstenbote", 1)],
        "frameworks": [("Küstenrunde", 1)],
        "disputed": [("no", 2)],
    }


def test_pages_of_events_begin_within_a_document(store: Store) -> None:
    other = tell(store, Told(), 0)
    event = tell(store, Told(), 1)
    document = store.document(event.document_id)
    events = [replace(event, id=f"again-{n}", model="reader-test-2") for n in (2, 0, 1)]
    store.add(document, events, model="reader-test-2")
    every = store.events()
    assert {each.id for each in every} == {other.id, *(each.id for each in events)}
    figures, wanted = Figures(store), EventFilter(actor="NLD")
    for at, seen in enumerate(every):
        assert figures.events(wanted, limit=2, after=seen.id) == every[at + 1 : at + 3]
    with pytest.raises(NotFoundError):
        figures.events(wanted, limit=2, after="nothing")


def test_figures_follow_the_record(store: Store) -> None:
    figures = Figures(store)
    assert figures.timeline()[1].total == 0
    event = tell(store, Told(), 0)
    assert figures.timeline()[1].total == 1
    before = figures.columns()
    document = store.document(event.document_id)
    again = replace(event, id="event-again", model="reader-test-2", type=EventType.AID)
    store.add(document, [again], model="reader-test-2")
    (series,) = figures.timeline()[1].series
    assert (series.quad, series.counts) == ("material cooperation", [1])
    put_into(store, "c", {"event-again": 0}, state="disputed")
    assert figures.timeline(EventFilter(disputed=True))[1].total == 1
    assert (len(before), before.epoch < figures.columns().epoch) == (1, True)


def test_only_what_changed_is_read_again(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    figures = Figures(store)
    tell(store, Told(), 0)
    figures.columns()
    asked: list[int] = []
    changes = store.counting.changes
    monkeypatch.setattr(store.counting, "changes", lambda since: (asked.append(since), changes(since))[1])
    seen = store.epoch()
    figures.columns()
    assert asked == []
    tell(store, Told(), 1)
    figures.columns()
    assert asked == [seen]


def test_a_large_number_of_cells_is_counted_the_same(store: Store) -> None:
    from lagebild.figures import ways

    for number in range(4):
        tell(store, Told(day=MAY_3), number)
    put_into(store, "c", {f"event-{number}": number % 2 for number in range(4)})
    columns = Figures(store).columns()
    rows = np.arange(4)
    for way in Way:
        few = ways.once(columns, rows, np.array([0, 1, 1, 0]), way)
        many = ways.once(columns, rows, np.array([0, 2**60, 2**60, 0]), way)
        assert sorted(few.tolist()) == sorted(many.tolist())


def test_cases_in_which_all_of_some_actors_are(store: Store) -> None:
    tell(store, Told(by=("NOR GOV",), to=("UKR",)), 0)
    tell(store, Told(by=("NOR GOV",), to=("SWE",)), 1)
    tell(store, Told(by=("LVA",), to=("SWE",)), 2)
    tell(store, Told(by=("NOR",), to=("LVA",)), 3)
    put_into(store, "one", {"event-0": 0, "event-2": 0})
    put_into(store, "two", {"event-1": 0})
    figures = Figures(store)
    assert figures.cases(["NOR"], most=2) == [0, 1]
    assert figures.cases(["NOR", "LVA"], most=2) == [0]
    assert figures.cases(["NOR", "RUS"], most=2) == []
    assert figures.cases(["NOR"], most=1) is None
    assert figures.cases([], most=2) is None
    wanted = CaseFilter(actors=("NOR", "LVA"))
    counted = replace(wanted, numbers=figures.cases(wanted.actors, most=2))
    assert [c.id for c in store.cases.find(counted)] == [c.id for c in store.cases.find(wanted)] == ["one"]
