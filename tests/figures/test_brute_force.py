"""Random small records: every figure is what counting the events one by one gives, whatever the filter."""

from collections import Counter
from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from told import Told, put_into, tell

from lagebild.figures import Figures
from lagebild.record import EventFilter, Store
from lagebild.record.tallies import told_day
from lagebild.records import Event, EventType, Modality, Stance
from lagebild.records.counting import Bin, Way
from lagebild.reference.codebook import quad, score

CODES = ("NLD", "NLD GOV", "SWE", "SWE GOV", "UNK")
TYPES = (EventType.CONSULT, EventType.ACCUSE, EventType.AID)
DAYS = (None, date(2024, 4, 30), date(2024, 5, 3), date(2024, 5, 4))

some_codes = st.lists(st.sampled_from(CODES), max_size=3, unique=True).map(tuple)
reports = st.builds(
    Told,
    by=some_codes,
    to=some_codes,
    type=st.sampled_from(TYPES),
    modality=st.sampled_from(Modality),
    negated=st.booleans(),
    day=st.sampled_from(DAYS),
    published=st.sampled_from(DAYS),
    publisher=st.sampled_from((None, "Küstenbote", "Nordkurier")),
    said_by=st.lists(st.tuples(st.sampled_from(CODES), st.sampled_from(Stance)), max_size=2).map(tuple),
    name=st.sampled_from((None, "Öberg")),
    framework=st.sampled_from((None, "Küstenrunde")),
)
parties = st.sampled_from((None, *CODES, "NOR", "öber"))
filters = st.builds(
    EventFilter,
    actor=parties,
    other=parties,
    framework=st.sampled_from((None, None, "Küstenrunde")),
    type=st.sampled_from((None, None, EventType.CONSULT)),
    modality=st.sampled_from((None, None, Modality.ACTUAL)),
    negated=st.sampled_from((None, None, False)),
    stance=st.sampled_from((None, None, Stance.ASSERTS)),
    disputed=st.sampled_from((None, None, True, False)),
    words=st.sampled_from((None, None, "Nummer1", "Kai")),
    publisher=st.sampled_from((None, None, "Küstenbote")),
    since=st.sampled_from(DAYS),
    until=st.sampled_from(DAYS),
    from_day=st.sampled_from(DAYS),
    to_day=st.sampled_from(DAYS),
)
cases = st.lists(
    st.tuples(st.integers(0, 3), st.integers(0, 1), st.sampled_from(("uncontested", "disputed"))), max_size=8
)


def record(told: list[Told], put: list[tuple[int, int, str]]) -> tuple[Store, dict[str, tuple[int, int]]]:
    """A store, and case and origin of those events that are in a case; the first to name a case gives its state."""
    store = Store.open("sqlite://")
    events = [tell(store, each, number) for number, each in enumerate(told)]
    of = {event.id: (case, origin) for event, (case, origin, _) in zip(events, put, strict=False)}
    for case in {case for case, _ in of.values()}:
        state = next(state for number, _, state in put if number == case)
        put_into(store, f"case-{case}", {i: o for i, (c, o) in of.items() if c == case}, state)
    return store, of


@given(st.lists(reports, max_size=8), cases, filters)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_figures_are_sums_over_events(
    told: list[Told], put: list[tuple[int, int, str]], wanted: EventFilter
) -> None:
    store, of = record(told, put)
    found = store.events(wanted)
    figures = Figures(store)
    days = {
        e.id: told_day([t.value for t in e.times], store.document(e.document_id).published) for e in found
    }
    months = {id_: day and day.replace(day=1) for id_, day in days.items()}

    _, line = figures.timeline(wanted, bin=Bin.MONTH)
    assert line.total == len(found)
    assert line.undated == list(days.values()).count(None)
    assert dict(zip(line.starts, line.totals, strict=True)) == Counter(m for m in months.values() if m)
    counted = Counter(
        (months[e.id], quad(e.type), "negated" if e.negated else e.modality.value)
        for e in found
        if months[e.id]
    )
    told_in_series: Counter[object] = Counter()
    for series in line.series:
        for month, count, total in zip(line.starts, series.counts, series.sums, strict=True):
            told_in_series[month, series.quad, series.reality] += count
            assert bool(count) == bool(total)
    assert +told_in_series == counted
    for month, mean in zip(line.starts, line.scores, strict=True):
        scores = [score(e.type) for e in found if months[e.id] == month]
        assert abs(mean - sum(scores) / len(scores)) < 0.01

    def unit(event: Event, way: Way) -> object:
        case, origin = of.get(event.id, (event.id, None))
        sides = (frozenset(a.code for a in event.actors), frozenset(a.code for a in event.recipients))
        return {
            Way.REPORTS: event.id,
            Way.DAILY: (*sides, event.type, days[event.id]),
            Way.CASES: case,
            Way.ORIGINS: (case, origin),
        }[way]

    for way in Way:
        _, line = figures.timeline(wanted, bin=Bin.MONTH, way=way)
        each = {(months[e.id], unit(e, way)) for e in found if months[e.id]}
        assert dict(zip(line.starts, line.totals, strict=True)) == Counter(month for month, _ in each)
        assert sum(map(sum, (s.counts for s in line.series))) == len(each)
        assert line.total == len({unit(e, way) for e in found})
        _, pairs = figures.dyads(wanted, way=way)
        cells = {(pair, unit(e, way)) for e in found for pair in dyads_of(e)}
        assert {(d.actor, d.recipient): d.share.count for d in pairs.items} == Counter(p for p, _ in cells)
        assert pairs.without == len({unit(e, way) for e in found if not dyads_of(e)})


@given(st.lists(reports, max_size=8), cases, filters, st.integers(1, 3))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_pages_of_events_are_those_of_the_record(
    told: list[Told], put: list[tuple[int, int, str]], wanted: EventFilter, limit: int
) -> None:
    store, _ = record(told, put)
    figures = Figures(store)
    pages: list[Event] = []
    while page := figures.events(wanted, limit=limit, after=pages[-1].id if pages else None):
        assert len(page) <= limit
        pages += page
    assert pages == store.events(wanted)


def dyads_of(event: Event) -> set[tuple[str, str]]:
    """Countries of the dyads of an event, by comparing every party with every other."""
    actors = {a.code for a in event.actors if a.country != "UNK"}
    recipients = {a.code for a in event.recipients}
    if not recipients:
        return {(a[:3], b[:3]) for a in actors for b in actors if a != b}
    return {(a[:3], b[:3]) for a in actors for b in recipients if b != "UNK"}
