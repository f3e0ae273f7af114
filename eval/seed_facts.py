"""Answer the 126 questions of the seed facts from the product's events and passages, as far as it can.

usage: python eval/seed_facts.py [--model DIR] [--gold] [--totals]

Each question asks for codes (``seed_facts/*.json``) and proof (../shared/gold/seed_facts.md): an answer counts only if
the event has everything and is told where the proof stands. ``--gold`` asks the gold events instead: a check of the
expectations. The questions across documents and the traps are in ``facts_questions.py``.
"""

import argparse
import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from evaluate import SHARED, read_jsonl
from facts_items import EXPECTED, Answer, answer, read_expected
from facts_layout import as_found
from facts_questions import Result, check
from facts_rules import ARGUMENTS, Event
from facts_search import full_text
from facts_text import parse
from lagebild.export.form import record_json
from lagebild.intake import from_text
from lagebild.pipeline import Pipeline
from lagebild.record import Store
from lagebild.records import Document
from lagebild.settings import Settings
from lagebild.weigh.weigher import Weigher
from scoring import GoldDocument, gold_document

FACTS = SHARED / "gold/seed_facts.md"
SEEDS = SHARED / "gold/seeds.jsonl"
TARGET = 105
"""So many of the 126 we aim to answer."""


def seeds() -> list[GoldDocument]:
    """The founding documents; they lie beside the repository, not in it."""
    return [as_found(gold_document(data)) for data in read_jsonl(SEEDS)]


def read_events(
    pipeline: Pipeline, documents: Sequence[GoldDocument]
) -> tuple[dict[str, list[Event]], dict[str, str]]:
    """What the product reads in the documents' text: name of the document -> its events; event id -> case."""
    texts = [document_of(d) for d in documents]
    found: dict[str, list[Event]] = {}
    with Store.open("sqlite://") as store:
        for text, coded in zip(texts, pipeline.code(texts), strict=True):
            if coded.error is not None:
                raise coded.error
            store.add(text, coded.events, model=pipeline.model)
            name = text.origin or text.id
            found[name] = [{**record_json(e, text.text), "document": name} for e in coded.events]
        for _ in Weigher(store).pending():
            pass
        return found, store.cases.of_events([e["id"] for events in found.values() for e in events])


def gold_events(document: GoldDocument) -> list[Event]:
    """The gold events in the form of ``read_events``."""
    events: list[Event] = []
    for number, gold in enumerate(document.events):
        start, end = next(b for b in document.bounds if b[0] <= gold["trigger"]["start"] < b[1])
        moved = {r: [_moved(f, start) for f in gold.get(r, ())] for r in (*ARGUMENTS, "sources")}
        sentence = {"start": start, "end": end}
        name = f"{document.id}-{number}"
        events.append({**gold, **moved, "sentence": sentence, "id": name, "document": document.id})
    return events


def without_noise(
    documents: Sequence[GoldDocument], events: Mapping[str, list[Event]], folder: Path = EXPECTED
) -> dict[str, list[Event]]:
    """Events less those in titles of other pages that are glued into the text: neither rewarded nor punished."""
    out = dict(events)
    for zone in json.loads((folder / "noise.json").read_text("utf-8")):
        for document in (d for d in documents if d.id == zone["document"]):
            start, end = document.bounds[zone["line"] - 1]
            if until := zone.get("until"):
                end = document.text.index(until, start) + len(until)
            out[document.id] = [e for e in out[document.id] if not start <= e["trigger"]["start"] < end]
    return out


def grouped(events: Mapping[str, Sequence[Event]], case_of: Mapping[str, str]) -> list[list[Event]]:
    """Cases as lists of events from event id -> case id (``Store.cases.of_events``)."""
    cases: defaultdict[str, list[Event]] = defaultdict(list)
    for event in (e for here in events.values() for e in here):
        cases[case_of[event["id"]]].append(event)
    return list(cases.values())


def ask(documents: Sequence[GoldDocument], events: Mapping[str, list[Event]]) -> list[Answer]:
    """Every item of the seed facts, asked of events and of the full text of the documents."""
    rules, by_name = read_expected(), {d.id: d for d in documents}
    with full_text([document_of(d) for d in documents]) as search:
        return [
            answer(item, rules[item.id], by_name[item.document], events[item.document], search)
            for item in parse(FACTS.read_text("utf-8"))
        ]


def table(found: Sequence[Answer], *, questions: bool = False) -> str:
    """Markdown: totals, then each item; ``questions`` adds their wording, which is no part of the project."""
    lines = [_totals(found), "", f"| item | kind | asked |{' question |' * questions} answered | missing |"]
    lines.append(f"|---|---|---|{'---|' * questions}---|---|")
    for a in found:
        cells = [a.item.id, a.expected.kind, a.expected.codes(), *([a.item.question] if questions else [])]
        lines.append(_row([*cells, "no" if a.missing else "yes", a.missing or ""]))
    return "\n".join(lines)


def _totals(found: Sequence[Answer]) -> str:
    lines = ["| document | answered | of |", "|---|---|---|"]
    for name in dict.fromkeys(a.item.document for a in found):
        here = [a.missing is None for a in found if a.item.document == name]
        lines.append(f"| {name} | {sum(here)} | {len(here)} |")
    return "\n".join([*lines, f"| all (aim {TARGET}) | {answered(found)} | {len(found)} |"])


def answered(found: Sequence[Answer] | Sequence[Result]) -> int:
    return sum(a.missing is None for a in found)


def result_table(found: Sequence[Result]) -> str:
    lines = ["| check | answered | missing |", "|---|---|---|"]
    lines += [_row([r.id, "no" if r.missing else "yes", r.missing or ""]) for r in found]
    return "\n".join(lines)


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "/") for cell in cells) + " |"


def document_of(gold: GoldDocument) -> Document:
    published = date.fromisoformat(gold.published) if gold.published else None
    return from_text(gold.text, published=published, publisher=gold.publisher, origin=gold.id)


def _moved(filler: Mapping[str, Any], by: int) -> dict[str, Any]:
    cue = {"cue": _moved(filler["cue"], by)} if filler.get("cue") else {}
    if filler.get("start") is None:
        return {**filler, "start": None, "end": None, **cue}
    return {**filler, "start": filler["start"] + by, "end": filler["end"] + by, **cue}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--model", type=Path, help="model folder (default: the package's own)")
    parser.add_argument("--gold", action="store_true", help="ask the gold events instead of the product's")
    parser.add_argument("--totals", action="store_true", help="print no single items")
    args = parser.parse_args()
    documents = seeds()
    cases: list[list[Event]] | None = None
    if args.gold:
        events = without_noise(documents, {d.id: gold_events(d) for d in documents})
    else:
        settings = Settings(model=args.model) if args.model else Settings()
        events, case_of = read_events(Pipeline.load(settings), documents)
        events = without_noise(documents, events)
        cases = grouped(events, case_of)
    found = ask(documents, events)
    print(_totals(found) if args.totals else table(found, questions=True))
    for name in ("questions", "traps"):
        results = check(name, documents, events, cases, answers=found)
        print(f"\n{name}: {answered(results)} of {len(results)}")
        if not args.totals:
            print(result_table(results))


if __name__ == "__main__":
    main()
