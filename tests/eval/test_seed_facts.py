"""The seed facts: reading of questions and proofs, rules that hold and fail."""

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from made_facts import LINES, VISIT, document, event, party

import seed_facts
from facts_items import EXPECTED, Expected, answer, expected, read_expected
from facts_layout import as_found
from facts_questions import _OWN
from facts_rules import Event, Wanted, answers, lacks, wanted
from facts_search import Search, full_text
from facts_text import Item, Quote, evidence, parse
from lagebild.records import Span

FORM = """
## t0 is no section of ours
1. Not asked? → no · "Boote" (S2)

## s0 — "Boote" (2024-05-06)
Note: S3 repeats S1.
1. Who visited whom? → Berg · FIN GOV → NOR · "besuchte am Montag" (S1)
2. What else? → boats · "neue Boote" (S2), "besuchte" (S1)
3. Negative check: sanctions? → no.

## Cross-document questions
1. **All boats.** → "neue Boote" (s0 S2)
"""


def test_items_come_with_their_section_question_and_quotes() -> None:
    items = parse(FORM)
    assert [i.id for i in items] == ["s0.1", "s0.2", "s0.3"]
    assert items[1] == Item("s0", 2, "What else?", (Quote("neue Boote", 2), Quote("besuchte", 1)))
    assert items[2].quotes == ()


def test_a_line_that_is_repeated_word_for_word_is_proof_too() -> None:
    proof = evidence(document(), [Quote("besuchte", 1)])
    assert [span.of(document().text) for span in proof.quotes] == ["besuchte", "besuchte"]
    assert len(proof.lines) == 2


def test_a_quote_that_is_not_in_its_line_is_an_error() -> None:
    with pytest.raises(ValueError, match="line 2"):
        evidence(document(), [Quote("besuchte", 2)])


RULE = {
    "types": ["CONSULT"],
    "actors": ["FIN GOV"],
    "recipients": ["NOR"],
    "modality": "actual",
    "exact": True,
}


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"type": "AID"}, "type (is AID)"),
        ({"actor": [party("FIN")]}, "actor (is FIN)"),
        ({"recipient": [party("SWE")]}, "recipient (is SWE)"),
        ({"actor": [party("FIN GOV"), party("SWE")]}, "further actor (is FIN GOV, SWE)"),
        ({"recipient": [party("NOR"), party("FIN")]}, "further recipient (is NOR, FIN)"),
        ({"actor": [party("FIN GOV"), party("NOR")]}, "direction"),
        ({"modality": "planned"}, "modality (is planned)"),
        ({"negated": True}, "negation"),
    ],
)
def test_an_event_answers_only_with_the_right_codes(change: dict[str, Any], fault: str) -> None:
    rule = wanted(RULE, {})
    assert answers(rule, event(), "2024-05-06")
    assert fault in lacks(rule, event(**change), "2024-05-06")


@pytest.mark.parametrize(
    ("asked", "given", "fault"),
    [
        ({"date": "2024-05-06"}, {}, None),
        ({"date": "2024-05"}, {"time": [{"value": "2024-05-03"}]}, None),
        ({"date": "2024-05-03/2024-05-04"}, {"time": [{"value": "2024-05-03/2024-05-09"}]}, None),
        ({"date": "2024-05-03"}, {"time": [{"value": "2024-05"}]}, "date (is 2024-05)"),
        ({"date": "2024-05-03"}, {}, "date (is 2024-05-06)"),
        ({"not_date": "2024-05"}, {}, "date (is 2024-05-06)"),
        ({"source": "outlet"}, {}, None),
        ({"source": "outlet"}, {"sources": [party("SWE", stance="asserts")]}, "source (is SWE asserts)"),
        ({"source": ["SWE alleges"]}, {"sources": [party("SWE GOV", stance="alleges")]}, None),
        (
            {"source": ["SWE denies"]},
            {"sources": [party("SWE", stance="asserts")]},
            "source (is SWE asserts)",
        ),
        ({"source": [["SWE asserts"], ["@ALL asserts"]]}, {}, "source (is the outlet)"),
        ({"names": ["Eva Berg"]}, {}, None),
        ({"names": ["Ola Dahl"]}, {}, "name"),
        ({"place": "NOR"}, {"place": [{"country": "NOR", "text": "Oslo"}]}, None),
        ({"place": "NOR"}, {}, "place"),
        ({"amount": "2 d"}, {"amount": [{"value": "2 days", "text": "zwei Tage"}]}, None),
        ({"amount": "2 d"}, {"amount": [{"value": "3 days", "text": "drei Tage"}]}, "amount"),
        ({"framework": ["nord", "rat"]}, {"framework": [{"text": "Nordischer Rat"}]}, None),
        ({"framework": ["nord", "rat"]}, {"framework": [{"text": "Nordpakt"}, {"text": "Rat"}]}, "framework"),
        ({"objects": ["boot|schiff"]}, {"object": [{"text": "neue Boote"}]}, None),
        ({"objects": ["boot|schiff"]}, {"object": [{"text": "Busse"}]}, "object"),
        ({"objects": ["boot"]}, {"trigger": {"text": "Bootslieferung", "start": 0, "end": 14}}, None),
        ({"objects": ["norwegen"]}, {"recipient": [party("NOR", "Norwegen")]}, "object"),
        ({"mode": "visit"}, {"mode": "visit"}, None),
        ({"mode": "visit"}, {"mode": "phone"}, "mode (is phone)"),
        ({"mode": "visit"}, {}, "mode (is -)"),
        ({"speakers": ["Ola Dahl"]}, {"sources": [party("NOR GOV", "Ola Dahl", stance="asserts")]}, None),
        ({"speakers": ["Eva Berg"]}, {}, "name of the source"),
        ({"about": ["besuch"]}, {}, None),
        ({"actor_count": 2}, {}, "number of actors (is 1)"),
        ({"forbidden": ["NOR"]}, {}, "forbidden party"),
        ({"unnamed": ["NOR"]}, {"recipient": [party("NOR", inferred=True)]}, None),
        ({"unnamed": ["NOR"]}, {}, "party not marked as inferred"),
        ({"party": "NOR"}, {}, None),
        ({"party": "NOR", "stated": True}, {"recipient": [party("NOR", start=None)]}, "party"),
        ({"stance": "denies"}, {"sources": [party("SWE", stance="asserts")]}, "stance"),
        ({"measured": True}, {}, "amount"),
    ],
)
def test_each_thing_asked_for_holds_or_is_missing(
    asked: dict[str, Any], given: dict[str, Any], fault: str | None
) -> None:
    rule = wanted(asked, {"ALL": ["SWE", "DNK"]})
    assert lacks(rule, event(**given), "2024-05-06") == ([fault] if fault else [])


def test_sets_are_all_asked_for() -> None:
    rule = wanted({"actors": ["@ALL"], "source": ["@ALL asserts"]}, {"ALL": ["SWE", "DNK"]})
    assert rule.actors == ("SWE", "DNK")
    assert rule.source == (("SWE asserts", "DNK asserts"),)


def test_unknown_words_in_a_rule_are_refused() -> None:
    with pytest.raises(TypeError):
        wanted({"actor": ["SWE"]}, {})


def found(
    rules: Expected, events: Sequence[Event], *quotes: Quote, search: Search = lambda _: []
) -> str | None:
    item = Item("s0", 1, "?", quotes or (Quote("besuchte", 1),))
    return answer(item, rules, document(), events, search).missing


def test_an_event_answers_from_the_quoted_line_or_its_copy_alone() -> None:
    rules = expected(VISIT, {})
    assert found(rules, [event(1)]) is None
    assert found(rules, [event(3)]) is None
    assert found(rules, [event(2)]) == "no event in the sentence"
    assert found(expected({**VISIT, "also": [2]}, {}), [event(2)]) is None


def test_an_event_answers_whose_arguments_reach_into_the_quote() -> None:
    start, _ = document().bounds[0]
    reaching = event(
        2, place=[{"text": "Norwegen", "country": "NOR", "start": start + 21, "end": start + 30}]
    )
    assert found(expected(VISIT, {}), [reaching]) is None


def test_one_of_several_forms_is_enough_and_every_event_is_needed() -> None:
    other = {**VISIT["events"][0], "types": ["AID"]}
    assert found(expected({"events": [[other, VISIT["events"][0]]]}, {}), [event()]) is None
    assert found(expected({"events": [VISIT["events"][0], other]}, {}), [event()]) == "AID: type (is CONSULT)"


def test_the_nearest_event_says_what_is_missing() -> None:
    far, near = event(type="ASSAULT", modality="planned", negated=True), event(modality="planned")
    assert found(expected(VISIT, {}), [far, near]) == "CONSULT: modality (is planned)"
    assert found(expected(VISIT, {}), [far]) == "no CONSULT in the sentence"


def test_what_must_not_be_there_counts_in_the_proof_or_the_wholedocument_of() -> None:
    bad = event(2, modality="planned")
    assert found(expected({**VISIT, "never": [{"modality": "planned"}]}, {}), [event(), bad]) is None
    missing = found(expected({**VISIT, "absent": [{"modality": "planned"}]}, {}), [event(), bad])
    assert missing == "must not be there: event planned"
    assert found(expected({"absent": [{"types": ["SANCTION"]}]}, {}), [event()]) is None


def test_a_passage_is_found_among_the_first_hits_or_not() -> None:
    rules = expected({"queries": ["Boote Oslo"]}, {})
    here, there = Span(*document().bounds[1]), Span(*document().bounds[3])
    quote = Quote("neue Boote", 2)
    assert found(rules, [], quote, search=lambda _: [("s0", there), ("s0", here)]) is None
    assert found(rules, [], quote, search=lambda _: [("s1", here)]) == "passage not found: Boote Oslo"
    late = [("s0", there)] * 3 + [("s0", here)]
    assert found(rules, [], quote, search=lambda _: late) == "passage not found: Boote Oslo"


def test_a_passage_as_long_as_the_text_answers_nothing() -> None:
    long = document([*LINES, "Es folgt ein langer Anhang über Häfen und Werften. " * 20])
    item = Item("s0", 1, "?", (Quote("neue Boote", 2),))
    rules = expected({"queries": ["Boote"]}, {})
    assert answer(item, rules, long, [], lambda _: [("s0", Span(0, len(long.text)))]).missing


def test_the_full_text_finds_passages_by_the_documents_name() -> None:
    with full_text([seed_facts.document_of(document())]) as search:
        ((name, span),) = search("Boot Versprechen Oslo")[:1]
    assert (name, span.of(document().text)) == ("s0", LINES[1])


def test_the_table_counts_and_keeps_questions_to_itself_unless_asked() -> None:
    item = Item("s0", 1, "Who visited whom?", (Quote("besuchte", 1),))
    answered = [answer(item, expected(VISIT, {}), document(), e, lambda _: []) for e in ([event()], [])]
    text = seed_facts.table(answered)
    assert "| s0 | 1 | 2 |" in text
    assert "| s0.1 | event | CONSULT FIN GOV → NOR actual | no | no event in the sentence |" in text
    assert "Who visited" not in text
    assert "Who visited" in seed_facts.table(answered, questions=True)


def test_events_are_grouped_by_the_case_that_the_record_names() -> None:
    a, b, c = event(1), event(2), event(3)
    assert seed_facts.grouped({"s0": [a, b, c]}, {"e1": "x", "e2": "y", "e3": "x"}) == [[a, c], [b]]


def test_titles_of_other_pages_are_neither_rewarded_nor_punished(tmp_path: Path) -> None:
    (tmp_path / "noise.json").write_text('[{"document": "s0", "line": 1, "until": "Montag"}]', "utf-8")
    events = {"s0": [event(1), event(3)]}
    assert seed_facts.without_noise([document()], events, tmp_path) == {"s0": [event(3)]}


def test_every_rule_of_ours_can_be_read() -> None:
    rules = read_expected()
    assert len(rules) == 126
    assert all(r.kind for r in rules.values())
    for name in ("questions.json", "traps.json"):
        for data in json.loads((EXPECTED / name).read_text("utf-8")).values():
            needed = [*data.get("needs", ()), *(x for pair in data.get("apart", ()) for x in pair)]
            assert {n.partition("#")[0] for n in needed if isinstance(n, str)} <= set(rules)
            for rule in [x for part in ("there", "absent", "sourced", "called") for x in data.get(part, ())]:
                wanted({k: v for k, v in rule.items() if k not in _OWN}, {})


def test_a_document_is_read_as_it_was_found(tmp_path: Path) -> None:
    trigger = {"text": "versprach", "start": document().bounds[1][0] + 5, "end": document().bounds[1][0] + 14}
    gold = replace(document(), events=[{"trigger": trigger}])
    (tmp_path / "a.txt").write_text("Ein anderer Text über Boote.", "utf-8")
    (tmp_path / "b.txt").write_text(f" {LINES[0]} {LINES[1]}\n\n{LINES[2]}\n{LINES[3]}\n", "utf-8")
    found = as_found(gold, tmp_path)
    assert [found.text[a:b] for a, b in found.bounds] == list(LINES)
    assert found.text[found.bounds[0][1] : found.bounds[1][0]] == " "
    moved = found.events[0]["trigger"]
    assert found.text[moved["start"] : moved["end"]] == "versprach"


def test_a_document_that_no_file_has_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(" ".join([*LINES, "Und noch mehr."]), "utf-8")
    with pytest.raises(ValueError, match="no file"):
        as_found(document(), tmp_path)


def test_an_empty_rule_asks_nothing() -> None:
    assert answers(Wanted(), event(), None)


@pytest.mark.skipif(not seed_facts.FACTS.is_file(), reason="../shared is not there")
def test_the_gold_events_answer_what_is_asked() -> None:
    documents = seed_facts.seeds()
    events = seed_facts.without_noise(documents, {d.id: seed_facts.gold_events(d) for d in documents})
    answers = seed_facts.ask(documents, events)
    assert [a.item.id for a in answers if a.missing] == []
    nothing = seed_facts.ask(documents, {d.id: [] for d in documents})
    assert not any(a.missing is None for a in nothing if a.expected.events)
