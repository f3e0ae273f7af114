"""Tokens of SpkAtt articles in rebuilt text and back, and the score of task 2 on cases worked out by hand."""

import json
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

import spkatt
from lagebild.records import Message, Span

ARTICLE = {
    "Sentences": [
        {"Tokens": ["Oslo", "(", "Norwegen", ")", "sagte", ":", "„", "Wir", "helfen", ".", "“"]},
        {"Tokens": ["Der", "U-Boot-Bau", "ruht", ",", "so", "Oslo", "."]},
    ],
    "Annotations": [],
}


def note(message: list[str], form: str = "Direct", **roles: list[str]) -> dict[str, Any]:
    nothing: dict[str, list[str]] = {role: [] for role in ("Addr", "Cue", "Frame", "Source")}
    return {"Message": message, "Form": form, "STWR": "Speech", **nothing, **roles}


def test_every_token_stands_in_the_text_where_it_is_said_to() -> None:
    text = spkatt.rebuild(ARTICLE)
    assert text.text == "Oslo (Norwegen) sagte: „Wir helfen.“\nDer U-Boot-Bau ruht, so Oslo."
    tokens = [t for s in ARTICLE["Sentences"] for t in s["Tokens"]]
    assert [span.of(text.text) for span in text.tokens] == tokens
    assert text.names[:2] + text.names[-1:] == ["0:0", "0:1", "1:6"]


def test_repeated_tokens_are_told_apart() -> None:
    text = spkatt.rebuild({"Sentences": [{"Tokens": ["er", "erklärte", ",", "er", "gehe"]}]})
    assert [s.start for s in text.tokens] == [0, 3, 11, 13, 16]


def test_a_span_is_the_tokens_that_it_touches() -> None:
    text = spkatt.rebuild(ARTICLE)
    at = text.text.index
    assert text.within([Span(at("„"), at("“") + 1)]) == ["0:6", "0:7", "0:8", "0:9", "0:10"]
    assert text.within([Span(at("Boot"), at("Boot") + 4)]) == ["1:1"]
    assert text.within([Span(at("so"), at("so") + 2), None, Span(0, 4)]) == ["0:0", "1:4"]
    assert text.within([]) == []


def test_messages_become_annotations() -> None:
    text = spkatt.rebuild(ARTICLE)
    at = text.text.index
    quote = Message(
        message=(Span(at("„"), at("“") + 1),),
        source=Span(0, 4),
        cue=(Span(at("sagte"), at("sagte") + 5),),
        frame=(Span(0, at(":") + 1),),
        addressee=None,
        form="Direct",
        confidence=0.9,
    )
    inner = Message((Span(at("Wir"), at("Wir") + 3),), None, (), (), None, "Indirect", 0.5, nested=0)
    first, second = spkatt.annotations(text, [quote, inner])
    assert first["Source"] == ["0:0"]
    assert first["Cue"] == ["0:4"]
    assert first["Frame"] == ["0:0", "0:1", "0:2", "0:3", "0:4", "0:5"]
    assert (first["IsNested"], first["HasNested"]) == (False, True)
    assert (second["IsNested"], second["Message"], second["Source"]) == (True, ["0:7"], [])


def test_the_same_annotations_score_one() -> None:
    gold = [note(["0:1", "0:2"], Source=["0:0"]), note(["1:1"], Cue=["1:0"])]
    figures = spkatt.score([(gold, gold[::-1])])
    assert {figures[k]["f1"] for k in ("joint", "message", "roles", "source", "cue", "form")} == {1.0}
    assert figures["joint"]["n"] == 4


def test_precision_is_over_what_was_predicted_and_recall_over_the_gold() -> None:
    gold = [note(["0:1", "0:2", "0:3", "0:4"], Source=["0:0"], Frame=["0:0", "0:5"])]
    found = [note(["0:3", "0:4", "0:5"], Source=["0:0", "0:1"])]
    figures = spkatt.score([(gold, found)])
    assert figures["message"]["p"] == pytest.approx(2 / 3)
    assert figures["message"]["r"] == pytest.approx(2 / 4)
    assert figures["roles"]["p"] == pytest.approx(1 / 2)  # the source alone
    assert figures["roles"]["r"] == pytest.approx((1 + 0) / 2)  # source and frame
    assert figures["joint"]["p"] == pytest.approx((2 / 3 + 1 / 2) / 2)
    assert figures["joint"]["r"] == pytest.approx((2 / 4 + 1 + 0) / 3)


def test_messages_without_a_partner_count_as_wrong() -> None:
    missed = spkatt.score([([note(["0:1"], Source=["0:0"])], [])])
    assert (missed["joint"]["r"], missed["joint"]["p"], missed["joint"]["n"]) == (0.0, 0.0, 2)
    right = note(["0:1"])
    surplus = spkatt.score([([right], [right, note(["1:1"], Cue=["1:0"])])])
    assert surplus["joint"]["p"] == pytest.approx(1 / 3)
    assert surplus["joint"]["r"] == 1.0


def test_messages_that_share_no_token_are_no_pair() -> None:
    figures = spkatt.score([([note(["0:1"], Source=["0:0"])], [note(["1:1"], Source=["0:0"])])])
    assert figures["source"]["r"] == 0.0


def test_the_form_decides_between_equal_overlaps() -> None:
    gold = [note(["0:1", "0:2"], "Indirect", Source=["0:0"])]
    found = [note(["0:1", "0:2"], "Direct"), note(["0:1", "0:2"], "Indirect", Source=["0:0"])]
    assert spkatt.score([(gold, found)])["source"]["r"] == 1.0


@pytest.mark.parametrize(
    "scores",
    [
        [[0.9, 0.8], [0.8, 0.1]],
        [[0.5, 0.4, 0.9], [0.9, 0.7, 0.8], [0.1, 0.2, 0.9]],
        [[0.3, 0.9, 0.2, 0.6], [0.4, 0.8, 0.7, 0.1]],
        [[0.2], [0.7], [0.5]],
    ],
)
def test_the_assignment_has_the_largest_sum(scores: list[list[float]]) -> None:
    rows, columns = len(scores), len(scores[0])
    wide = scores if rows <= columns else [list(c) for c in zip(*scores, strict=True)]
    best = max(sum(wide[r][c] for r, c in enumerate(p)) for p in permutations(range(len(wide[0])), len(wide)))
    pairs = spkatt.assign(scores)
    assert sum(scores[r][c] for r, c in pairs) == pytest.approx(best)
    assert len({r for r, _ in pairs}) == len({c for _, c in pairs}) == len(pairs) == min(rows, columns)


def test_nothing_is_paired_with_nothing() -> None:
    assert spkatt.assign([]) == []
    assert spkatt.assign([[]]) == []
    assert spkatt.assign([[0.0, 0.0]]) == []


def test_files_and_folders_come_back_as_they_were(tmp_path: Path) -> None:
    lines = tmp_path / "in.jsonl"
    lines.write_text("".join(json.dumps(a) + "\n" for a in (ARTICLE, ARTICLE)), "utf-8")
    articles = spkatt.read(lines)
    assert [n for n, _ in articles] == ["1", "2"]
    spkatt.write(tmp_path / "out/all.jsonl", articles, folder=False)
    assert spkatt.read(tmp_path / "out/all.jsonl") == articles
    spkatt.write(tmp_path / "single", [("a.json", ARTICLE)], folder=True)
    assert spkatt.read(tmp_path / "single") == [("a.json", ARTICLE)]


def test_other_articles_are_not_scored() -> None:
    with pytest.raises(SystemExit, match="different articles"):
        spkatt.matched([("1", ARTICLE)], [("2", ARTICLE)])
