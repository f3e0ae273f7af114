"""The mark-up that training text is written in."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from markup import MarkupError, event, locate, parse

ROOT = Path(__file__).parents[2]
GOOD = """
## t-001 | 2024-05-04 | newspaper | Bote
= Oslo hilft
- Außenminister Jonas Weber verurteilte am Montag die Angriffe Russlands, sagte eine Sprecherin.
  * verurteilte ACCUSE.disapprove diplomatic,military | a: Außenminister Jonas Weber = NOR GOV (Jonas Weber)
    | r: Russlands = RUS; - = BLR | t: am Montag = 2024-04-29
    | s: Sprecherin = NOR GOV, sagte, asserts; - = UNK, -, alleges
  * Angriffe ASSAULT | a: Russlands = RUS | planned neg

## t-002 | 2024-05-05 | agency |
- Nichts geschah.
"""


def test_a_document_becomes_the_corpus_form() -> None:
    documents, faults = parse(GOOD)
    assert faults == []
    first, second = documents
    assert (first["id"], first["published"], first["publisher"]) == ("t-001", "2024-05-04", "Bote")
    assert second["publisher"] is None
    title, sentence = first["sentences"]  # type: ignore[misc]
    assert (title["title"], sentence["title"]) == (True, False)
    condemned, attacks = sentence["events"]
    assert (condemned["type"], condemned["mode"], condemned["context"]) == (
        "ACCUSE",
        "disapprove",
        ["diplomatic", "military"],
    )
    assert [r["code"] for r in condemned["recipient"]] == ["RUS", "BLR"]
    assert condemned["recipient"][1]["start"] is None
    assert condemned["actor"][0]["name"] == "Jonas Weber"
    assert condemned["time"][0]["value"] == "2024-04-29"
    assert [(s["stance"], s["cue"] and s["cue"]["text"]) for s in condemned["sources"]] == [
        ("asserts", "sagte"),
        ("alleges", None),
    ]
    assert (attacks["modality"], attacks["negated"]) == ("planned", True)
    assert (condemned["modality"], condemned["negated"]) == ("actual", False)


def test_every_span_is_what_the_sentence_says_there() -> None:
    for document in parse(GOOD)[0]:
        for sentence in document["sentences"]:  # type: ignore[attr-defined]
            for one in sentence["events"]:
                for filler in (one["trigger"], *one["actor"], *one["recipient"], *one["sources"]):
                    if filler["text"] is not None:
                        assert sentence["text"][filler["start"] : filler["end"]] == filler["text"]


def test_a_word_is_not_found_inside_another() -> None:
    assert locate("Der Beirat und der Rat tagten", "Rat")["start"] == 19
    assert locate("Rat und Rat", "Rat#2")["start"] == 8
    assert locate("Der Beirat, der Rat und der Stadtrat mit Rat", "Rat#2")["start"] == 41
    assert locate("Es wird so, wie wir es sollen", "wir")["start"] == 16


@pytest.mark.parametrize("quoted", ["fehlt", "Rat#2", "", "irat", "Bei", "Rat#3"])
def test_what_is_not_there_is_a_fault(quoted: str) -> None:
    with pytest.raises(MarkupError):
        locate("Der Beirat und der Rat", quoted)


@pytest.mark.parametrize(
    "line",
    [
        "half HELP",
        "half AID.visit",
        "half AID astronomy",
        "half AID | a: Oslo = Norwegen",
        "half AID | a: Oslo = NOR KING",
        "half AID | p: Oslo = no",
        "half AID | t: gestern = yesterday",
        "half AID | s: Oslo = NOR, half, believes",
        "half AID | maybe",
        "rettete AID",
    ],
)
def test_a_fault_is_found(line: str) -> None:
    with pytest.raises(MarkupError):
        event("Oslo half gestern", line)


def test_a_faulty_event_is_told_with_its_line_and_the_rest_is_kept() -> None:
    documents, faults = parse(GOOD.replace("* Angriffe ASSAULT", "* Angriff.. ASSAULT"))
    assert len(faults) == 1
    assert faults[0].startswith("line 8:")
    assert sum(len(s["events"]) for d in documents for s in d["sentences"]) == 1  # type: ignore[attr-defined]


def test_the_command_tells_faults_by_its_exit_code(tmp_path: Path) -> None:
    source, target = tmp_path / "a.txt", tmp_path / "a.jsonl"

    def run() -> int:
        call = [sys.executable, str(ROOT / "training/markup.py"), str(source), str(target)]
        return subprocess.run(call, capture_output=True, check=False).returncode

    source.write_text(GOOD, "utf-8")
    assert run() == 0
    assert [json.loads(x)["id"] for x in target.read_text("utf-8").splitlines()] == ["t-001", "t-002"]
    source.write_text(GOOD + "  * fehlt AID\n", "utf-8")
    assert run() == 1
