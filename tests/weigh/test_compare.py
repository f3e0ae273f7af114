"""Two statements compared: every passage once, with what became of it, the grades and who signs."""

from datetime import date

import pytest
from joint_statements import DAM_EARLIER, DAM_LATER, WAR_EARLIER, WAR_LATER, statement

from lagebild.records import Actor, Document, Event, EventType, Modality, Span
from lagebild.resolve.actors import ActorResolver
from lagebild.weigh.compare import Change, Comparison, Kind, compare, in_order
from lagebild.weigh.signing import signatories
from lagebild.weigh.words import Wording


@pytest.fixture(scope="module")
def actors() -> ActorResolver:
    return ActorResolver()


@pytest.fixture(scope="module")
def war(actors: ActorResolver) -> Comparison:
    return compare(statement(WAR_EARLIER), statement(WAR_LATER, date(2024, 6, 9)), (), (), actors=actors)


@pytest.fixture(scope="module")
def dam(actors: ActorResolver) -> Comparison:
    return compare(statement(DAM_EARLIER), statement(DAM_LATER, date(2025, 6, 9)), (), (), actors=actors)


def change_of(comparison: Comparison, words: str) -> Change:
    (found,) = [c for c in comparison.changes if any(p and words in p.text for p in (c.earlier, c.later))]
    return found


@pytest.mark.parametrize(
    ("words", "kind", "grades"),
    [
        ("Hafen von Lindau", Kind.HARDENED, ("besorgt", "verurteilt")),
        ("Krankenhäusern", Kind.HARDENED, ("bittet", "fordert auf")),
        ("Minenräumer", Kind.HARDENED, ("prüft", "verpflichtet sich")),
        ("Teilung der Provinz", Kind.HARDENED, ("lehnt ab", "lehnt entschieden ab")),
        ("Geschütze", Kind.SOFTENED, ("ruft auf", "ermutigt")),
        ("Königreichs Südland", Kind.SOFTENED, ("unterstützt nachdrücklich", "Verständnis")),
        ("Lehrerinnen", Kind.SOFTENED, ("verurteilt aufs Schärfste", "kritisiert")),
    ],
)
def test_a_passage_is_hardened_or_softened_on_one_scale(
    war: Comparison, words: str, kind: Kind, grades: tuple[str, str]
) -> None:
    change = change_of(war, words)
    assert change.kind is kind
    assert change.tone_earlier
    assert change.tone_later
    assert (change.tone_earlier.grade, change.tone_later.grade) == grades
    assert change.tone_earlier.scale == change.tone_later.scale


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("in Stralsund", Kind.REWORDED),
        ("4000 Menschen", Kind.KEPT),
        ("Waffenruhe vom Januar", Kind.MOVED),
        ("Getreideschiffe", Kind.DROPPED),
        ("Freiwilligen", Kind.DROPPED),
        ("Wasserwerke", Kind.REWORDED),
        ("Konten der Heeresleitung", Kind.ADDED),
        ("wieder zusammen", Kind.REWORDED),
    ],
)
def test_other_passages(war: Comparison, words: str, kind: Kind) -> None:
    assert change_of(war, words).kind is kind


def test_every_sentence_is_in_one_change(war: Comparison) -> None:
    for side, parts in (("earlier", WAR_EARLIER), ("later", WAR_LATER)):
        passages = [getattr(change, side) for change in war.changes if getattr(change, side)]
        assert sorted(passage.text for passage in passages) == sorted([parts[0], *parts[1]])
        document: Document = getattr(war, side)
        assert all(passage.span.of(document.text) == passage.text for passage in passages)


def test_dropped_passages_stand_where_they_stood(war: Comparison) -> None:
    order = [(c.later or c.earlier).text[:12] for c in war.changes if c.later or c.earlier]  # type: ignore[union-attr]
    assert order.index("Die Getreide") == order.index("Die Verschle") + 1


def test_the_words_of_a_grade_are_in_its_passage(war: Comparison) -> None:
    for change in war.changes:
        for passage, tone, document in (
            (change.earlier, change.tone_earlier, war.earlier),
            (change.later, change.tone_later, war.later),
        ):
            for span in tone.spans if tone else ():
                assert passage
                assert passage.span.contains(span)
                assert span.of(document.text).isalpha()
    lehrerinnen = change_of(war, "Lehrerinnen").tone_earlier
    assert lehrerinnen
    proofs = [span.of(war.earlier.text) for span in lehrerinnen.spans]
    assert proofs == ["verurteilen", "aufs", "Schärfste"]


def test_wording_makes_up_both_passages(war: Comparison) -> None:
    changes = [c for c in war.changes if c.earlier and c.later]
    assert len(changes) == 13
    for change in changes:
        assert change.earlier
        assert change.later
        for passage, other in ((change.earlier, Wording.ADDED), (change.later, Wording.REMOVED)):
            assert "".join(text for op, text in change.wording if op is not other) == passage.text
    together = change_of(war, "wieder zusammen").wording
    assert together == (
        (Wording.SAME, "Wir kommen im"),
        (Wording.REMOVED, " Juni"),
        (Wording.ADDED, " Oktober"),
        (Wording.SAME, " wieder zusammen."),
    )


def test_signatories_come_from_the_heading(war: Comparison) -> None:
    signed = war.signatories
    assert [(s.code, s.name) for s in signed.added] == [("FIN GOV", "Finnland")]
    assert [s.code for s in signed.dropped] == ["SWE GOV"]
    assert [s.code for s in signed.kept] == ["DEU GOV", "POL GOV", "NOR GOV"]
    assert signed.dropped[0].span
    assert signed.dropped[0].span.of(war.earlier.text) == "Schweden"


def test_a_sentence_cut_in_two_is_one_change(dam: Comparison) -> None:
    change = change_of(dam, "drei Fachleute")
    assert change.kind is Kind.REWORDED
    assert change.later
    assert change.later.text == " ".join(DAM_LATER[1][1:3])
    assert not dam.of(Kind.ADDED)


def test_two_sentences_made_one_are_one_change(actors: ActorResolver) -> None:
    back = compare(statement(DAM_LATER), statement(DAM_EARLIER), (), (), actors=actors)
    change = change_of(back, "drei Fachleute")
    assert change.earlier
    assert change.earlier.text == " ".join(DAM_LATER[1][1:3])
    assert change_of(back, "Abbruch").kind is Kind.HARDENED


def test_who_aligns_is_told_from_who_issues(dam: Comparison) -> None:
    signed = dam.signatories
    assert [(s.code, s.aligned) for s in signed.kept] == [("EUU", False), ("NOR GOV", True)]
    assert [s.code for s in signed.added] == ["UKR GOV"]
    assert [s.code for s in signed.dropped] == ["ISL GOV"]
    assert change_of(dam, "Abbruch").kind is Kind.SOFTENED


def test_the_same_text_is_kept_throughout(actors: ActorResolver) -> None:
    same = compare(statement(WAR_EARLIER), statement(WAR_EARLIER), (), (), actors=actors)
    assert {change.kind for change in same.changes} == {Kind.KEPT}
    assert not same.signatories.added
    assert not same.signatories.dropped


def test_statements_on_other_matters_share_nothing(actors: ActorResolver) -> None:
    other = compare(statement(WAR_EARLIER), statement(DAM_LATER), (), (), actors=actors)
    body = [change for change in other.changes if change.earlier and change.later][1:]
    assert body == []


def test_an_empty_statement() -> None:
    empty = Document(id="leer", text="")
    found = compare(empty, statement(DAM_LATER), (), ())
    assert {change.kind for change in found.changes} == {Kind.ADDED}
    assert compare(empty, empty, (), ()).changes == ()


@pytest.mark.parametrize(
    ("first", "second", "turned"),
    [
        (date(2024, 5, 1), date(2023, 5, 1), True),
        (date(2023, 5, 1), date(2024, 5, 1), False),
        (None, date(2023, 5, 1), False),
        (date(2023, 5, 1), date(2023, 5, 1), False),
    ],
)
def test_the_earlier_published_comes_first(first: date | None, second: date | None, turned: bool) -> None:
    one, other = (Document(id=name, text="x", published=d) for name, d in (("a", first), ("b", second)))
    assert [document.id for document in in_order(one, other)] == (["b", "a"] if turned else ["a", "b"])


def event(text: str, trigger: str, *who: Actor) -> Event:
    at = text.index(trigger)
    span = Span(at, at + len(trigger))
    empty: tuple[()] = ()
    return Event(
        "e", "d", Span(0, len(text)), span, trigger, EventType.REQUEST, None, empty, who, empty, empty, empty,
        empty, empty, empty, Modality.ACTUAL, False, empty, 0.9, "m",
    )  # fmt: skip


def test_without_a_registry_the_events_tell_who_signs() -> None:
    text = "Wir, die Regierungen von Nordland und Südland, bitten um Hilfe."
    named = [
        Actor(Span(text.index(n), text.index(n) + len(n)), n, c)
        for n, c in (("Nordland", "NLD"), ("Südland", "SWE"))
    ]
    found = signatories(Document(id="d", text=text), [event(text, "bitten", *named)])
    assert [(s.code, s.span.of(text) if s.span else None) for s in found] == [
        ("NLD GOV", "Nordland"),
        ("SWE GOV", "Südland"),
    ]


def test_whom_the_events_take_we_for_signs_where_no_list_is_found() -> None:
    text = "Heute bitten wir um Hilfe."
    meant = [Actor(Span(13, 16), "wir", code, inferred=True) for code in ("NLD GOV", "SWE GOV")]
    assert [s.code for s in signatories(Document(id="d", text=text), [event(text, "bitten", *meant)])] == [
        "NLD GOV",
        "SWE GOV",
    ]
    assert signatories(Document(id="d", text=text), [event(text, "bitten", meant[0])]) == ()


def test_a_group_stands_for_its_members_where_it_names_none(actors: ActorResolver) -> None:
    alone = Document(
        id="d", text="Erklärung der Außenminister der G7\nWir beraten.", published=date(2024, 1, 2)
    )
    codes = {s.code for s in signatories(alone, (), actors)}
    assert {"JPN GOV", "CAN GOV", "EUU"} <= codes
    assert "G7" not in codes
    listed = Document(id="d", text="Wir, die Außenminister der G7 Japans und Kanadas, beraten über China.")
    assert [s.code for s in signatories(listed, (), actors)] == ["JPN GOV", "CAN GOV"]


def test_a_title_outside_of_the_text_tells_who_signs(actors: ActorResolver) -> None:
    document = Document(
        id="d", text="Wir beraten.", title="Erklärung der Regierungen Japans und Kanadas zu China"
    )
    assert [(s.code, s.span) for s in signatories(document, (), actors)] == [
        ("JPN GOV", None),
        ("CAN GOV", None),
    ]
