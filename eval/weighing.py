"""What the gate measures beside events: cases and commitments, attributed messages, the seed facts."""

from pathlib import Path

import cases
import spkatt
from evaluate import SHARED
from facts_questions import check
from lagebild.pipeline import Pipeline
from lagebild.reader import Reader
from lagebild.settings import Settings
from seed_facts import FACTS, answered, ask, grouped, read_events, result_table, seeds, table, without_noise

SPOKEN = SHARED / "bench/spkatt2023_news_train.jsonl"
AIMS = {
    "same act F1": 0.85, "same origin F1": 0.85, "stage accuracy": 0.85, "messages joint F1": 0.62,
    "seed facts": 105, "questions across documents": 15, "traps avoided": 10,
}  # fmt: skip


def linked() -> dict[str, float]:
    """On the held-out stories of eval/cases."""
    found = cases.figures()["held-out"]
    return {key: found[key] for key in ("same act F1", "same origin F1", "stage accuracy")}


def messages(path: Path = SPOKEN) -> dict[str, float]:
    """On the articles of SpkAtt-2023 that nothing was trained on; nothing where the file is not at hand."""
    if not path.is_file():
        return {}
    gold = [a for a in spkatt.read(path) if int(a[0]) % 10 == spkatt.HELD_OUT]
    pairs = spkatt.matched(gold, spkatt.predict(Reader.load(Settings().model), gold))
    return {"messages joint F1": round(spkatt.score([(g, f) for _, g, f in pairs])["joint"]["f1"], 3)}


def acceptance(pipeline: Pipeline) -> tuple[dict[str, float], str]:
    """How many seed facts are answered, and the table of all; nothing where they are not at hand."""
    if not FACTS.is_file():
        return {}, ""
    documents = seeds()
    events, case_of = read_events(pipeline, documents)
    events = without_noise(documents, events)
    groups = grouped(events, case_of)
    found = ask(documents, events)
    questions = check("questions", documents, events, groups, answers=found)
    traps = check("traps", documents, events, groups, answers=found)
    counts = {
        "seed facts": answered(found),
        "questions across documents": answered(questions),
        "traps avoided": answered(traps),
    }
    page = [
        "# Seed facts",
        "Written by `make eval`: what the product answers of the 126 facts, 23 questions across documents and ten"
        " traps that its founders wrote down for the five founding documents, with the first thing that is missing. An"
        " event counts only with all codes, reality, date and source, told where the proof stands. The questions' and"
        " documents' wording is no part of the project.",
        table(found),
        f"## Questions across documents: {counts['questions across documents']} of {len(questions)}",
        result_table(questions),
        f"## Traps avoided: {counts['traps avoided']} of {len(traps)}",
        result_table(traps),
    ]
    return {key: float(value) for key, value in counts.items()}, "\n\n".join(page) + "\n"


def figures_table(found: dict[str, float]) -> str:
    rows = [f"| {key} | {AIMS[key]:g} | {value:g} |" for key, value in found.items()]
    return "\n".join(["| figure | aim | measured |", "|---|---|---|", *rows])
