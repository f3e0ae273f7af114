"""Set the reader's thresholds on documents kept for that and write them into the model's manifest.

usage: python training/calibrate.py MODEL_DIR [--set PATH ...]

One threshold after the other is moved over its grid, the others held; each is judged by the figure it is about,
over all documents of the tuning half of the own and of the Wikinews documents kept out of training (further gold
files with ``--set``). Neither the other half nor the seeds are used: they are for scoring.
"""

import argparse
import json
import sys
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1] / "eval"))

from evaluate import code, read_jsonl, tuning
from lagebild.pipeline import Pipeline
from lagebild.reader import Reader
from lagebild.reader.manifest import model_name
from lagebild.resolve import Resolver
from scoring import GoldDocument, Scores, gold_document

GRIDS: dict[str, tuple[tuple[float, ...], tuple[str, ...]]] = {
    "trigger": ((0.3, 0.4, 0.45, 0.5, 0.55, 0.6, 0.7), ("event", "trigger")),
    "unsaid_actor": ((0.03, 0.1), ("actor", "dyad")),
    "unsaid_recipient": ((0.1, 0.2, 0.3, 0.4, 0.5), ("recipient", "dyad")),
    "tag": ((0.35, 0.45), ("actor", "recipient", "source")),
    "unsaid_source": ((0.3, 0.5, 0.6), ("source",)),
}


def judge(pipeline: Pipeline, documents: list[GoldDocument], keys: tuple[str, ...]) -> float:
    """Mean of some F1 figures, counted over all documents."""
    scores = Scores()
    for gold, events in zip(documents, code(pipeline, documents), strict=True):
        scores.add(gold, events)
    figures: dict[str, Any] = scores.figures()
    return float(sum(figures[k]["f1"] for k in keys) / len(keys))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("model", type=Path)
    parser.add_argument("--set", action="append", type=Path, default=[], metavar="PATH")
    args = parser.parse_args()
    documents = [gold_document(d) for found in tuning().values() for d in found]
    documents += [gold_document(d) for path in args.set for d in read_jsonl(path)]
    reader, resolver = Reader.load(args.model), Resolver.load()
    for name, (grid, keys) in GRIDS.items():
        found = {}
        for value in grid:
            reader.thresholds = replace(reader.thresholds, **{name: value})
            found[value] = judge(Pipeline(reader, resolver), documents, keys)
            print(f"{name} {value:.2f}: {found[value]:.4f}", flush=True)
        best = max(found, key=lambda v: found[v])
        reader.thresholds = replace(reader.thresholds, **{name: best})
    path = args.model / "manifest.json"
    manifest = json.loads(path.read_text("utf-8"))
    manifest["thresholds"] = asdict(reader.thresholds)
    manifest["name"] = model_name(manifest["files"], reader.thresholds)
    path.write_text(json.dumps(manifest, indent=1) + "\n", "utf-8")
    print(manifest["thresholds"])


if __name__ == "__main__":
    main()
