"""Independent origins of the reports of a case."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from lagebild.records import Modality, OriginKind, Report, Said, Stance
from lagebild.weigh.origins import REWRITE, agencies, cites, is_agency, kind_of, official, origins

MINISTER = Said("NLD GOV", "Öberg", "Ministerin Öberg", Stance.ASSERTS)
UNNAMED = Said("UNK", None, None, Stance.ASSERTS)


def report(number: int, publisher: str | None, *sources: Said, day: int = 4, **fields: object) -> Report:
    given = {
        "event_id": f"e{number}", "document_id": f"d{number}", "published": date(2024, 5, day), "publisher": publisher,
        "kind": None, "known": datetime(2024, 5, day), "type": "CONSULT", "modality": Modality.ACTUAL,
        "negated": False, "sources": sources,
        "signature": tuple(range(number * 1000, number * 1000 + 100)),
    }  # fmt: skip
    return Report(**{**given, **fields})  # type: ignore[arg-type]


def shared(one: Report, other: Report, share: float) -> Report:
    """The other with so large a part of the signature of the one."""
    same = int(share * len(one.signature))
    return replace(other, signature=one.signature[:same] + other.signature[same:])


KURIER, BOTE = report(1, "Nordkurier"), report(2, "Küstenbote")
WIRE = report(3, "Nordische Presseagentur", kind="wire")


def test_two_own_correspondents_are_two_origins() -> None:
    assert [o.label for o in origins([KURIER, BOTE])] == ["Küstenbote", "Nordkurier"]
    assert all(o.kind is OriginKind.PRESS for o in origins([KURIER, BOTE]))


def test_a_copy_is_no_origin_of_its_own() -> None:
    (origin,) = origins([shared(KURIER, BOTE, 0.5), KURIER])
    assert (origin.label, origin.event_ids, origin.why) == ("Nordkurier", ("e1", "e2"), ("copy of the text",))
    assert len(origins([shared(KURIER, BOTE, 0.3), KURIER])) == 2


def test_a_rewrite_of_an_agency_report_is_known_by_less() -> None:
    rewrite = shared(WIRE, BOTE, REWRITE + 0.05)
    assert len(origins([WIRE, rewrite])) == 1
    assert len(origins([replace(WIRE, publisher="Nordkurier", kind=None), rewrite])) == 2


@pytest.mark.parametrize(
    "changed", [{"published": date(2024, 5, 3)}, {"publisher": "Außenministerium"}, {"kind": "state_media"}]
)
def test_what_is_older_or_official_was_not_rewritten_from_the_agency(changed: dict[str, object]) -> None:
    rewrite = replace(shared(WIRE, BOTE, REWRITE + 0.05), **changed)  # type: ignore[arg-type]
    assert len(origins([WIRE, rewrite])) == 2


def test_who_names_the_same_agency_has_it_from_there() -> None:
    marked = [replace(each, marks=frozenset({"dpa"})) for each in (KURIER, BOTE)]
    assert origins(marked)[0].why == ("agency dpa",)
    later = replace(marked[1], published=date(2024, 5, 20))
    assert len(origins([marked[0], later])) == 2


def test_a_paper_that_marks_the_agency_belongs_to_it() -> None:
    assert len(origins([WIRE, replace(BOTE, marks=frozenset({"NP"}))])) == 1
    assert "NP" in agencies(WIRE)


def test_a_statement_of_one_speaker_is_one_origin_wherever_it_is_quoted() -> None:
    quoted = [replace(each, sources=(MINISTER,)) for each in (KURIER, BOTE)]
    (origin,) = origins(quoted)
    assert (origin.label, origin.kind, origin.why) == ("Öberg", OriginKind.OFFICIAL, ("statement of Öberg",))


def test_what_the_speaker_says_a_week_later_is_another_statement() -> None:
    later = replace(BOTE, sources=(MINISTER,), published=date(2024, 5, 11))
    assert len(origins([replace(KURIER, sources=(MINISTER,)), later])) == 2


@pytest.mark.parametrize(
    ("other", "count"),
    [
        (Said("NLD GOV", None, None, Stance.DENIES), 1),
        (Said("NLD", None, "Nordland", Stance.ASSERTS), 1),
        (Said("NLD GOV", "Lund", None, Stance.ASSERTS), 2),
        (Said("SWE GOV", None, None, Stance.ASSERTS), 2),
        (UNNAMED, 2),
    ],
)
def test_who_is_the_same_speaker(other: Said, count: int) -> None:
    assert len(origins([replace(KURIER, sources=(MINISTER,)), replace(BOTE, sources=(other,))])) == count


def test_anonymous_sources_stay_apart() -> None:
    found = origins([replace(each, sources=(UNNAMED,)) for each in (KURIER, BOTE)])
    assert [o.kind for o in found] == [OriginKind.ANONYMOUS] * 2


def test_the_outermost_source_is_where_a_document_has_it_from() -> None:
    passed_on = replace(KURIER, sources=(Said("SWE GOV", "Lund", None, Stance.DENIES), MINISTER))
    assert len(origins([passed_on, replace(BOTE, sources=(MINISTER,))])) == 1


def test_citing_a_medium_leads_back_to_it() -> None:
    citing = replace(BOTE, sources=(Said("NLD JRN", "Nordkurier", "der Nordkurier", Stance.ASSERTS),))
    assert cites(citing, KURIER)
    assert not cites(KURIER, citing)
    (origin,) = origins([KURIER, citing])
    assert origin.why == ("cites Nordkurier",)


def test_one_document_is_one_origin_for_what_it_tells_itself() -> None:
    again = replace(KURIER, event_id="e9")
    assert len(origins([KURIER, again])) == 1
    assert len(origins([KURIER, replace(again, sources=(MINISTER,))])) == 2


def test_same_sentence_in_two_papers() -> None:
    words = frozenset("abcdefgh")
    assert origins([replace(KURIER, words=words), replace(BOTE, words=words)])[0].why == ("same sentence",)
    few = frozenset("abc")
    assert len(origins([replace(KURIER, words=few), replace(BOTE, words=few)])) == 2


def test_the_largest_origin_stands_first_whatever_the_order() -> None:
    given = [KURIER, BOTE, shared(BOTE, report(5, "Talblatt"), 0.9)]
    assert origins(given) == origins(given[::-1])
    assert origins(given)[0].document_ids == ("d2", "d5")


@pytest.mark.parametrize(
    ("publisher", "kind", "agency", "state"),
    [
        ("Nordische Presseagentur", None, True, False),
        ("dpa", None, True, False),
        ("Nordkurier", "wire", True, False),
        ("Auswärtiges Amt", None, False, True),
        ("Bundesregierung", None, False, True),
        ("Nordkurier", "press release", False, True),
        ("Nordkurier", "news", False, False),
        (None, None, False, False),
    ],
)
def test_kinds_of_publishers(publisher: str | None, kind: str | None, agency: bool, state: bool) -> None:
    assert is_agency(publisher, kind) == agency
    assert official(publisher, kind) == state


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("NLD MIL", "official"),
        ("UNO", "official"),
        ("NLD", "official"),
        ("NLD JRN", "press"),
        ("NLD BUS", "other"),
        ("NGO", "other"),
    ],
)
def test_kinds_of_speakers(code: str, kind: str) -> None:
    assert kind_of(replace(KURIER, sources=(Said(code, None, None, Stance.ASSERTS),))) == kind


def test_distance_in_time_hides_no_citation_and_no_report_without_a_day() -> None:
    """Only reports near in time are compared in pairs, except these."""
    citing = replace(
        BOTE, sources=(Said("NLD JRN", "Nordkurier", None, Stance.ASSERTS),), published=date(2024, 9, 1)
    )
    undated = shared(KURIER, report(7, "Talblatt", published=None), 0.9)
    between = [report(number, f"Blatt {number}", day=number) for number in range(10, 30)]
    found = origins([KURIER, *between, citing, undated])
    assert found[0].event_ids == ("e7", "e1", "e2")
    assert len(found) == 1 + len(between)
