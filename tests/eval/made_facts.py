"""A made-up document of the seed facts: its lines, parties, events and the rule for the visit."""

from collections.abc import Sequence
from typing import Any

from facts_rules import Event
from scoring import GoldDocument

LINES = (
    "Ministerin Eva Berg besuchte am Montag Norwegen.",
    "Dort versprach sie Oslo neue Boote.",
    "Ministerin Eva Berg besuchte am Montag Norwegen.",
    "Finnland bestreitet jede Absprache.",
)

VISIT = {
    "events": [{"types": ["CONSULT"], "actors": ["FIN GOV"], "recipients": ["NOR"], "modality": "actual"}]
}


def document(lines: Sequence[str] = LINES, name: str = "s0") -> GoldDocument:
    starts = [sum(len(line) + 1 for line in lines[:n]) for n in range(len(lines))]
    bounds = [(a, a + len(line)) for a, line in zip(starts, lines, strict=True)]
    return GoldDocument(name, "\n".join(lines), "2024-05-06", None, bounds, [])


def party(code: str, name: str | None = None, **more: Any) -> dict[str, Any]:
    return {"code": code, "name": name, "text": name, "start": 0, "end": 1, "inferred": False, **more}


def event(line: int = 1, **more: Any) -> Event:
    start, end = document().bounds[line - 1]
    empty = {key: [] for key in ("object", "framework", "place", "time", "amount", "sources")}
    return {
        "id": f"e{line}", "document": "s0", "sentence": {"start": start, "end": end}, "type": "CONSULT",
        "trigger": {"text": "besuchte", "start": start + 21, "end": start + 29}, "modality": "actual",
        "actor": [party("FIN GOV", "Eva Berg")], "recipient": [party("NOR")], "negated": False, **empty, **more,
    }  # fmt: skip
