"""The accuracy card for programs: ``docs/accuracy.md`` as the JSON that the package ships and exports carry."""

import json
from pathlib import Path
from typing import Any

from evaluate import ROOT

SHIPPED = ROOT / "src/lagebild/reference/data/accuracy.json"
COMMAND = "make eval"
ABOUT = {
    "held-out": "every twentieth document of each theme of `training/corpus/`, neither trained on nor used to set"
    " thresholds, but written by the same hands as the training text.",
    "seeds": "the five founding documents, real text, {events} events; we have read errors there, so they flatter us.",
    "wikinews": "real news articles whose events were kept out the same way; as foreign text they are no part of the"
    " project and are read where `../shared/bench` lies beside the repository. The words of speakers and cues in some"
    " of them, not their events, were among the SpkAtt text of earlier training runs.",
}
"""What each set is; sets come in this order."""


def about(name: str, events: int) -> str:
    return ABOUT[name].format(events=events)


def shipped(
    figures: dict[str, dict[str, Any]],
    measured: dict[str, dict[str, float]],
    weighed: dict[str, float],
    model: str,
    *,
    aims: dict[str, float | None],
) -> dict[str, Any]:
    """Sets with their figures and the F1 and number of gold events of each type; no date: the model names the state."""
    return {
        "model": model,
        "command": COMMAND,
        "page": "docs/accuracy.md",
        "aims": {name: aim for name, aim in aims.items() if aim is not None},
        "sets": {
            name: {
                "about": about(name, figures[name]["event"]["n"]),
                "events": figures[name]["event"]["n"],
                "figures": measured[name],
                "types": {
                    kind: {"f1": round(found["f1"], 2), "events": found["n"]}
                    for kind, found in sorted(figures[name]["types"].items())
                },
            }
            for name in measured
        },
        "across_documents": weighed,
    }


def write(card: dict[str, Any], path: Path = SHIPPED) -> None:
    path.write_text(json.dumps(card, ensure_ascii=False, indent=1) + "\n", "utf-8")
