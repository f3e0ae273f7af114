"""Events as acts: days, keys, words."""

import json
from datetime import date

import pytest
from telling import document, event

from lagebild.records import EventType
from lagebild.weigh.acts import AFTER, BEFORE, FAMILIES, UNDATED, Act, act_of, interval, stems

TEXT = "Nordland hat Südland am 3. Mai das fünfte Boot geliefert, 12 Jahre nach dem Krieg."


def act(by: tuple[str, ...], to: tuple[str, ...] = (), type: str = "AID", **fields: object) -> Act:
    told = document(TEXT)
    return act_of(event(told, "geliefert", type, by, to, **fields), told)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("value", "days"),
    [
        ("2024", ("2024-01-01", "2024-12-31")),
        ("2024-02", ("2024-02-01", "2024-02-29")),
        ("2024-05-17", ("2024-05-17", "2024-05-17")),
        ("2024-05-17/2024-06", ("2024-05-17", "2024-06-30")),
        ("2023/2024-03", ("2023-01-01", "2024-03-31")),
    ],
)
def test_interval_of_a_time_value(value: str, days: tuple[str, str]) -> None:
    assert tuple(map(str, interval(value))) == days


def test_a_told_day_is_exact_and_a_month_is_not() -> None:
    day = act(("NLD",), time=("am 3. Mai", "2024-05-03"))
    assert day.exact
    assert day.start == day.end == day.day == date(2024, 5, 3).toordinal()
    month = act(("NLD",), time=("am 3. Mai", "2024-05"))
    assert month.dated
    assert not month.exact


def test_without_a_told_time_it_lies_around_the_publication() -> None:
    published = date(2024, 5, 4)
    past, future = act(("NLD",)), act(("NLD",), modality="planned")
    assert not past.dated
    assert (past.start, past.end) == ((published - BEFORE).toordinal(), published.toordinal())
    assert future.end == (published + AFTER).toordinal()
    assert past.day == published.toordinal()


@pytest.mark.parametrize("published", ["0001-02-03", "9999-12-30"])
def test_days_at_the_edge_of_the_calendar_do_no_harm(published: str) -> None:
    told = document(TEXT, published)
    found = act_of(event(told, "geliefert", "AID", ["NLD"], modality="planned"), told)
    assert date.fromordinal(found.start) <= date.fromisoformat(published) <= date.fromordinal(found.end)


def test_a_document_without_date_leaves_all_days_open() -> None:
    told = document(TEXT, None)
    found = act_of(event(told, "geliefert", "AID", ["NLD"]), told)
    assert (found.start, found.end) == (date.min.toordinal(), date.max.toordinal())
    assert found.published == UNDATED


def test_what_an_act_knows_of_its_event() -> None:
    found = act(("NLD GOV", "UNK"), ("SWE",), what="Boot", said_by=[("SWE GOV", "denies")])
    assert (found.first, found.second, found.said_by) == (("NLD",), ("SWE",), ("SWE",))
    assert found.codes == ("NLD GOV", "SWE", "UNK")
    assert found.denied
    assert found.label == "geliefert [Boot]"
    assert found.ordinals == ("fünft",)
    assert found.numbers == ("12", "3")
    assert found.opening
    assert Act.from_dict(found.to_dict()).to_dict() == found.to_dict()
    assert json.loads(json.dumps(found.to_dict())) == {
        k: [*v] if isinstance(v, tuple) else v for k, v in found.to_dict().items()
    }


def test_stems_join_word_and_compound() -> None:
    assert stems("Waffenlieferung") & stems("lieferte Waffen")
    assert not stems("der die wurde")


def meets(one: Act, other: Act) -> bool:
    return not {*one.asks()}.isdisjoint(other.keys())


BOTH, BY_ONLY, TO_ONLY = (
    act(("NLD",), ("SWE",), "ASSAULT"),
    act(("NLD",), (), "ASSAULT"),
    act((), ("SWE",), "ASSAULT"),
)


@pytest.mark.parametrize(
    ("one", "other"), [(BOTH, BOTH), (BOTH, BY_ONLY), (BOTH, TO_ONLY), (BY_ONLY, BY_ONLY)]
)
def test_acts_that_share_all_sides_that_both_know_find_each_other(one: Act, other: Act) -> None:
    assert meets(one, other)
    assert meets(other, one)


@pytest.mark.parametrize(
    "other",
    [
        act(("SWE",), ("NLD",), "ASSAULT"),
        act(("NLD",), ("FIN",), "ASSAULT"),
        act(("NLD",), ("SWE",), "SANCTION"),
    ],
)
def test_acts_of_others_are_not_looked_at(other: Act) -> None:
    assert not meets(BOTH, other)
    assert not meets(other, BOTH)


def test_who_is_actor_does_not_matter_where_acts_are_mutual() -> None:
    sides = [(("NLD",), ("SWE",)), (("SWE",), ("NLD",)), (("NLD", "SWE"), ()), ((), ("NLD", "SWE"))]
    acts = [act(by, to, "CONSULT") for by, to in sides]
    assert all(meets(one, other) for one in acts for other in acts)
    assert acts[2].asks() == acts[0].asks()


@pytest.mark.parametrize("sides", [(("NLD",), ()), ((), ("NLD",)), (("NLD",), ("NLD",))])
def test_a_meeting_with_one_party_unsaid_finds_the_one_with_both(
    sides: tuple[tuple[str, ...], tuple[str, ...]],
) -> None:
    half, whole = act(*sides, "CONSULT"), act(("NLD", "SWE"), (), "CONSULT")
    assert meets(half, whole)
    assert meets(whole, half)


def test_an_act_of_nobody_asks_for_nothing() -> None:
    assert act(("UNK",)).asks() == act(("UNK",)).keys() == []


def test_every_type_has_a_family() -> None:
    assert set(FAMILIES) == set(EventType)
