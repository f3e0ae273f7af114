"""The four ways of counting beside each other: the example of docs/figures.md."""

from datetime import date

import pytest
from told import Told, put_into, tell

from lagebild.figures import Figures
from lagebild.record import EventFilter, Store
from lagebild.records import EventType, Modality
from lagebild.records.counting import Bin, By, Way

MAY_3, MAY_4, MAY_5 = (date(2024, 5, day) for day in (3, 4, 5))


@pytest.fixture
def store() -> Store:
    """Two meetings: the agency's report of the first and its copy, two own reports that name other days; and one
    report of the second, on the day of the first."""
    store = Store.open("sqlite://")
    for number, day in enumerate((MAY_3, MAY_3, MAY_4, MAY_5, MAY_3)):
        tell(store, Told(day=day), number)
    put_into(store, "first", {"event-0": 0, "event-1": 0, "event-2": 1, "event-3": 2})
    put_into(store, "second", {"event-4": 0})
    return store


@pytest.mark.parametrize(
    ("way", "number"), [(Way.REPORTS, 5), (Way.DAILY, 3), (Way.CASES, 2), (Way.ORIGINS, 4)]
)
def test_the_same_reports_are_counted_in_four_ways(store: Store, way: Way, number: int) -> None:
    _, found = Figures(store).timeline(bin=Bin.YEAR, way=way)
    assert (found.total, found.totals) == (number, [number])


@pytest.mark.parametrize(
    ("way", "numbers"),
    [(Way.REPORTS, [3, 1, 1]), (Way.DAILY, [1, 1, 1]), (Way.CASES, [2, 1, 1]), (Way.ORIGINS, [2, 1, 1])],
)
def test_each_counts_once_in_every_stretch_of_time(store: Store, way: Way, numbers: list[int]) -> None:
    _, found = Figures(store).timeline(bin=Bin.DAY, way=way)
    assert found.totals == numbers
    assert found.starts == found.ends == [MAY_3, MAY_4, MAY_5]


def test_dyads_count_a_case_once(store: Store) -> None:
    _, found = Figures(store).dyads(way=Way.CASES)
    assert [(d.actor, d.recipient, d.share.count) for d in found.items] == [("NLD", "SWE", 2)]


def test_an_event_in_no_case_is_its_own(store: Store) -> None:
    tell(store, Told(day=MAY_3), 5)
    figures = Figures(store)
    assert figures.timeline(way=Way.CASES)[1].total == 3
    assert figures.timeline(way=Way.ORIGINS)[1].total == 5


def test_the_most_real_report_stands_for_the_others() -> None:
    store = Store.open("sqlite://")
    tell(store, Told(day=MAY_3, modality=Modality.CALLED_FOR), 0)
    tell(store, Told(day=MAY_3, negated=True), 1)
    tell(store, Told(day=MAY_3, modality=Modality.ACTUAL), 2)
    tell(store, Told(day=MAY_3, modality=Modality.PLANNED), 3)
    put_into(store, "one", {f"event-{number}": number for number in range(4)})
    (series,) = Figures(store).timeline(way=Way.CASES)[1].series
    assert (series.reality, series.counts) == ("actual", [1])
    without_deeds = EventFilter(modality=Modality.PLANNED)
    (series,) = Figures(store).timeline(without_deeds, way=Way.CASES)[1].series
    assert (series.reality, series.counts) == ("planned", [1])


def test_one_a_day_keeps_types_and_directions_apart() -> None:
    store = Store.open("sqlite://")
    tell(store, Told(day=MAY_3), 0)
    tell(store, Told(day=MAY_3, type=EventType.ACCUSE), 1)
    tell(store, Told(day=MAY_3, by=("SWE GOV",), to=("NLD GOV",)), 2)
    tell(store, Told(day=MAY_3), 3)
    assert Figures(store).timeline(way=Way.DAILY, by=By.PUBLISHED)[1].total == 3
