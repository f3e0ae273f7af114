"""Score the model, write the accuracy card, fail below the pinned floors.

usage: python eval/gate.py [--update [--allow-regression]]

The card goes to docs/accuracy.md, for programs to src/lagebild/reference/data/accuracy.json and, shortened, between
the markers in README.md. ``--update`` raises the floors
to the measured figures less EPSILON; those that a figure has fallen below stay, unless ``--allow-regression`` pins
them anew.
"""

import argparse
import json
import re
import sys
from typing import Any

import accuracy
from evaluate import ROOT, evaluate, gold_sets, report
from lagebild.pipeline import Pipeline
from lagebild.reader import load_manifest
from lagebild.settings import Settings
from weighing import AIMS, acceptance, figures_table, linked, messages

FLOORS = ROOT / "eval/floors.json"
CARD = ROOT / "docs/accuracy.md"
FACTS_PAGE = ROOT / "docs/seed_facts.md"
README = ROOT / "README.md"
EPSILON = 0.005
"""int8 arithmetic differs a little between processors; a real loss is larger."""
TARGETS = {
    "event F1": (0.68, 0.74), "trigger F1": (0.63, None), "actor F1": (0.93, None), "recipient F1": (0.88, None),
    "sector F1": (0.80, None), "dyad F1": (0.48, None), "dyad real F1": (0.45, None),
    "reality macro-F1": (0.72, None), "source F1": (0.62, None), "time accuracy": (0.80, None),
    "place accuracy": (0.95, None), "person accuracy": (0.90, None), "weakest type F1": (0.30, None),
}  # fmt: skip
"""What we aim at on unseen newspaper text, and on the seeds where that differs."""
FEWEST = 10
"""A type with fewer gold events than this in a set says nothing about its F1."""


def summary(figures: dict[str, Any]) -> dict[str, float]:
    """The figures of the card."""
    out = {f"{k} F1": figures[k]["f1"] for k in ("event", "trigger", "actor", "recipient", "dyad", "source")}
    out["dyad real F1"] = figures["dyad_real"]["f1"]
    out["reality macro-F1"] = figures["reality"]["macro_f1"]
    out["reality accuracy"] = figures["reality"]["accuracy"]
    out["sector F1"] = figures["sector"]["f1"]
    out |= {f"{k} accuracy": figures[k]["accuracy"] for k in ("time", "place", "person")}
    types = {k: v["f1"] for k, v in figures["types"].items() if v["n"] >= FEWEST}
    out["weakest type F1"] = min(types.values(), default=0.0)
    return {k: round(v, 3) for k, v in out.items()}


def below(measured: dict[str, dict[str, float]], floors: dict[str, dict[str, float]]) -> list[str]:
    return [
        f"{name}: {key} {measured[name][key]:.3f} is below its floor {floor:.3f}"
        for name, pinned in floors.items()
        if name in measured
        for key, floor in pinned.items()
        if key in measured[name] and measured[name][key] < floor
    ]


def raised(
    measured: dict[str, dict[str, float]], floors: dict[str, dict[str, float]], *, lower: bool
) -> dict[str, dict[str, float]]:
    """The floors after a measurement: none falls, unless ``lower`` and the figure does not hold it."""
    pinned = {}
    for name, figures in measured.items():
        old = floors.get(name, {})
        pinned[name] = {
            key: new if key not in old or (lower and value < old[key]) else max(old[key], new)
            for key, value in figures.items()
            for new in [round(value - EPSILON, 3)]
        }
    return floors | pinned


def table(measured: dict[str, dict[str, float]]) -> str:
    names = list(measured)
    lines = ["| figure | aim | " + " | ".join(names) + " |", "|---|---|" + "---|" * len(names)]
    for key in next(iter(measured.values())):
        aim, seeds = TARGETS.get(key, (None, None))
        aims = "-" if aim is None else f"{aim:.2f}" + (f" (seeds {seeds:.2f})" if seeds else "")
        lines.append(f"| {key} | {aims} | " + " | ".join(f"{measured[n][key]:.3f}" for n in names) + " |")
    return "\n".join(lines)


def card(
    all_figures: dict[str, dict[str, Any]],
    measured: dict[str, dict[str, float]],
    weighed: dict[str, float],
    model: str,
) -> str:
    parts = [
        "# Accuracy card",
        f"Written by `make eval` for the model `{model}`. Rules: `eval/scoring.py`.",
        " ".join(
            f"*{name}*: {accuracy.about(name, all_figures[name]['event']['n'])}"
            for name in accuracy.ABOUT
            if name in all_figures
        ),
        table(measured),
        "*weakest type* is the lowest F1 of the PLOVER types with at least ten gold events in the set.",
    ]
    parts += [
        "## Across documents",
        "*same act*, *same origin*, *stage*: the 12 held-out stories of `eval/cases` (120 document pairs, annotated"
        " events), the other 44 taught the weights: `python eval/cases.py`. *messages*: who says what, 70 articles of"
        " SpkAtt-2023 kept out of training: `eval/spkatt.py`. *seed facts*, *questions*, *traps*:"
        " [seed_facts.md](seed_facts.md).",
        figures_table(weighed),
        "## In detail",
    ]
    parts += [f"```\n{report(name, figures)}\n```" for name, figures in all_figures.items()]
    return "\n\n".join(parts) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--update", action="store_true")
    parser.add_argument("--allow-regression", action="store_true")
    args = parser.parse_args()
    settings = Settings()
    pipeline = Pipeline.load(settings)
    figures = {name: evaluate(pipeline, documents) for name, documents in gold_sets().items()}
    measured = {name: summary(f) for name, f in figures.items()}
    facts, page = acceptance(pipeline)
    weighed = {**linked(), **messages(), **facts}
    print(table(measured), figures_table(weighed), sep="\n\n")
    if "seeds" not in figures:
        print(f"../shared/gold is not there: scored {', '.join(figures)} alone, the card was left as it is")
    else:
        model = load_manifest(settings.model).name
        CARD.write_text(card(figures, measured, weighed, model), "utf-8")
        aims = {name: aim for name, (aim, _) in TARGETS.items()} | AIMS
        accuracy.write(accuracy.shipped(figures, measured, weighed, model, aims=aims))
        FACTS_PAGE.write_text(page, "utf-8")
        short = re.compile(r"(<!-- accuracy -->\n).*?(<!-- /accuracy -->)", re.S)
        README.write_text(
            short.sub(
                lambda m: f"{m[1]}{table(measured)}\n\n{figures_table(weighed)}\n{m[2]}",
                README.read_text("utf-8"),
            ),
            "utf-8",
        )
    measured["weighing"] = weighed
    floors = json.loads(FLOORS.read_text("utf-8")) if FLOORS.is_file() else {}
    if args.update:
        floors = raised(measured, floors, lower=args.allow_regression)
        FLOORS.write_text(json.dumps(floors, indent=1) + "\n", "utf-8")
    if not floors:
        sys.exit(f"{FLOORS}: no floors are pinned yet; run `python eval/gate.py --update`")
    faults = below(measured, floors)
    print(*faults, sep="\n")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
