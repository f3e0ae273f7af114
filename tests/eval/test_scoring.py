"""Our scorer gives the figures that the rules demand, and those of the reference scorer where that is at hand."""

import copy
import importlib.util
import random
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from scoring import Scores, dyads, gold_document, match

REFERENCE = Path(__file__).parents[3] / "shared/bin/score.py"
TEXTS = ("Norwegen half Kiew und verurteilte Minsk.", "Riga bestritt den Angriff.")
TYPES = ("AID", "ACCUSE", "REJECT", "ASSAULT")
CODES = ("NOR", "NOR GOV", "LVA", "UKR GOV", "UNK")
Event = dict[str, Any]


def event(text: str, word: str, kind: str, **more: Any) -> Event:
    start = text.index(word)
    made: Event = {
        "trigger": {"text": word, "start": start, "end": start + len(word)},
        "type": kind,
        "mode": None,
    }
    made |= {role: [] for role in ("context", "actor", "recipient", "time", "sources")}
    return made | {"modality": "actual", "negated": False} | more


def who(*codes: str) -> list[Event]:
    return [{"text": None, "start": None, "end": None, "code": code} for code in codes]


def gold() -> Event:
    helped = event(TEXTS[0], "half", "AID", actor=who("NOR"), recipient=who("UKR GOV"))
    helped["time"] = [{"text": None, "start": None, "end": None, "value": "2024-05-04"}]
    blamed = event(TEXTS[0], "verurteilte", "ACCUSE", actor=who("NOR GOV"), recipient=who("BLR"))
    attack = event(TEXTS[1], "Angriff", "ASSAULT", modality="hypothetical")
    attack["sources"] = [{**who("LVA GOV")[0], "cue": None, "stance": "denies"}]
    sentences = [
        {"text": TEXTS[0], "title": False, "events": [helped, blamed]},
        {"text": TEXTS[1], "title": False, "events": [attack]},
    ]
    return {"id": "t-1", "published": "2024-05-05", "publisher": None, "sentences": sentences}


def predicted(document: Event) -> list[Event]:
    """The gold events in the form of the product: offsets in the document."""
    return copy.deepcopy(gold_document(document).events)


def figures(document: Event, found: list[Event]) -> Event:
    scores = Scores()
    scores.add(gold_document(document), found)
    return scores.figures()


def test_offsets_become_those_of_the_document() -> None:
    made = gold_document(gold())
    assert made.text == "\n".join(TEXTS)
    assert made.bounds == [(0, len(TEXTS[0])), (len(TEXTS[0]) + 1, len(made.text))]
    for e in made.events:
        assert made.text[e["trigger"]["start"] : e["trigger"]["end"]] == e["trigger"]["text"]


def test_the_gold_itself_is_perfect() -> None:
    out = figures(gold(), predicted(gold()))
    for key in ("trigger", "event", "dyad", "dyad_real", "actor", "recipient", "sector", "source"):
        assert out[key]["f1"] == 1.0, key
    assert out["reality"]["accuracy"] == 1.0
    assert out["time"] == {"accuracy": 1.0, "n": 1}
    assert {kind: v["n"] for kind, v in out["types"].items()} == {"AID": 1, "ACCUSE": 1, "ASSAULT": 1}


def test_nothing_found_is_nothing_right() -> None:
    out = figures(gold(), [])
    assert out["event"] == {"p": 0.0, "r": 0.0, "f1": 0.0, "n": 3}
    assert out["types"]["AID"]["f1"] == 0.0


def test_another_word_of_the_sentence_is_the_event_but_not_the_trigger() -> None:
    found = predicted(gold())
    found[0]["trigger"] = {"text": "Norwegen", "start": 0, "end": 8}
    out = figures(gold(), found)
    assert out["event"]["f1"] == 1.0
    assert out["trigger"]["f1"] == pytest.approx(2 / 3)


def test_another_sentence_or_type_is_another_event() -> None:
    moved, renamed = predicted(gold()), predicted(gold())
    moved[0]["trigger"] = {"text": "Riga", "start": len(TEXTS[0]) + 1, "end": len(TEXTS[0]) + 5}
    renamed[0]["type"] = "AGREE"
    for found in (moved, renamed):
        assert figures(gold(), found)["event"]["f1"] == pytest.approx(2 / 3)
    assert figures(gold(), renamed)["types"]["AGREE"] == {"p": 0.0, "r": 0.0, "f1": 0.0, "n": 0}


def test_an_event_matches_once() -> None:
    found = predicted(gold())
    pairs, by_trigger = match(gold_document(gold()), [*found, *copy.deepcopy(found)])
    assert len(pairs) == by_trigger == 3


def test_country_and_sector_are_told_apart() -> None:
    found = predicted(gold())
    found[0]["actor"] = who("NOR MIL")
    out = figures(gold(), found)
    assert out["actor"]["f1"] == 1.0
    assert out["sector"]["f1"] < 1.0


def test_a_time_that_starts_alike_is_right() -> None:
    for value, right in (("2024-05-04/2024-05-06", 1.0), ("2024-05", 0.0), (None, 0.0)):
        found = predicted(gold())
        found[0]["time"] = [{"text": "x", "start": 0, "end": 1, "value": value}]
        assert figures(gold(), found)["time"]["accuracy"] == right


def test_stance_counts_for_sources_and_negation_for_reality() -> None:
    found = predicted(gold())
    found[2]["sources"][0]["stance"] = "asserts"
    found[0]["negated"] = True
    out = figures(gold(), found)
    assert out["source"]["f1"] == 0.0
    assert out["reality"]["accuracy"] == pytest.approx(2 / 3)
    assert out["dyad"]["f1"] == 1.0
    assert out["dyad_real"]["f1"] == pytest.approx(2 / 3)


def test_a_dyad_counts_once_a_document_and_may_lack_a_side() -> None:
    e = event(TEXTS[0], "half", "AID", actor=who("NOR", "NOR GOV"))
    assert dyads([e, e], real=False) == {("AID", "NOR", None)}


def random_event(rng: random.Random, length: int) -> Event:
    start = rng.randrange(length - 3)
    return {
        "trigger": {"text": "x", "start": start, "end": start + rng.randrange(1, 12)},
        "type": rng.choice(TYPES), "mode": None, "context": [],
        "actor": who(*rng.sample(CODES, rng.randrange(3))),
        "recipient": who(*rng.sample(CODES, rng.randrange(3))),
        "time": [{"value": v} for v in rng.sample(("2024", "2024-05", "2024/2025"), rng.randrange(3))],
        "modality": rng.choice(("actual", "planned", "called_for", "hypothetical")),
        "negated": rng.random() < 0.3,
        "sources": [
            {**who(code)[0], "cue": None, "stance": rng.choice(("asserts", "alleges", "denies"))}
            for code in rng.sample(CODES, rng.randrange(3))
        ],
    }  # fmt: skip


def random_gold(rng: random.Random, number: int) -> Event:
    texts = ["wort " * rng.randrange(4, 12) for _ in range(rng.randrange(1, 5))]
    sentences = [
        {"text": t, "title": False, "events": [random_event(rng, len(t)) for _ in range(rng.randrange(4))]}
        for t in texts
    ]
    return {"id": f"r-{number}", "published": "2024-05-05", "sentences": sentences}


@pytest.fixture(scope="module")
def reference() -> ModuleType:
    if not REFERENCE.is_file():
        pytest.skip("the reference scorer does not lie beside the repository")
    spec = importlib.util.spec_from_file_location("reference_score", REFERENCE)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("seed", range(20))
def test_figures_are_those_of_the_reference(reference: ModuleType, seed: int) -> None:
    rng = random.Random(seed)
    documents = [random_gold(rng, i) for i in range(6)]
    scores, answers = Scores(), []
    for d in documents:
        made = gold_document(d)
        found = [e for e in predicted(d) if rng.random() < 0.7]
        found += [random_event(rng, len(made.text)) for _ in range(rng.randrange(4))]
        rng.shuffle(found)
        scores.add(made, found)
        answers.append({"id": d["id"], "events": copy.deepcopy(found)})
    ours, theirs = scores.figures(), reference.score(documents, answers)
    for key in ("trigger", "event", "dyad", "dyad_real", "actor", "recipient", "sector", "source"):
        assert ours[key] == pytest.approx(theirs[key]), key
    assert ours["reality"] == pytest.approx(theirs["reality"])
    assert ours["time"] == pytest.approx(theirs["time"])
    assert set(ours["types"]) == set(theirs["per_type"])
    for kind, figure in ours["types"].items():
        assert figure == pytest.approx(theirs["per_type"][kind]), kind
