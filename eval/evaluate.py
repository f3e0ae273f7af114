"""Code gold documents with the product and score them.

usage: python eval/evaluate.py [--model DIR] [--set NAME=PATH ...] [--json] [--save-predictions DIR]

Sets: ``held-out`` (every twentieth document of each theme of training/corpus, never trained on) and, where ../shared
lies beside the repository, ``wikinews`` (real news articles kept out the same way; one half again sets thresholds) and
``seeds`` (the five founding documents). The product reads the plain text alone.
"""

import argparse
import json
import sys
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from lagebild.export.form import to_json
from lagebild.intake import from_text
from lagebild.pipeline import Pipeline
from lagebild.settings import Settings
from scoring import GoldDocument, Scores, gold_document

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "training"))

from foreign import attach  # noqa: E402 - found by the line above

SHARED = ROOT.parent / "shared"
HOLD = 7  # documents whose running number ends in it are held out (training/data.py uses the same)


def read_jsonl(path: Path) -> list[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def _own() -> list[dict[str, Any]]:
    return [d for p in sorted((ROOT / "training/corpus").glob("*.jsonl")) for d in read_jsonl(p)]


def _kept_out(documents: Iterable[dict[str, Any]], *, scored: bool) -> list[dict[str, Any]]:
    """Documents not trained on: those that are scored, or those that thresholds are set on."""
    numbered = ((d, int(d["id"].rsplit("-", 1)[-1])) for d in documents)
    return [d for d, number in numbered if number % 10 == HOLD and number // 10 % 2 == scored]


def tuning() -> dict[str, list[dict[str, Any]]]:
    """Name -> documents that thresholds are set on."""
    sets = {"own": _kept_out(_own(), scored=False), "wikinews": _kept_out(attach(), scored=False)}
    return {name: documents for name, documents in sets.items() if documents}


def gold_sets(extra: Iterable[str] = ()) -> dict[str, list[dict[str, Any]]]:
    """Name -> documents in the corpus form, neither trained on nor used to set thresholds."""
    sets = {"held-out": _kept_out(_own(), scored=True)}
    if real := _kept_out(attach(), scored=True):
        sets["wikinews"] = real
    seeds = SHARED / "gold/seeds.jsonl"
    if seeds.is_file():
        sets["seeds"] = read_jsonl(seeds)
    for item in extra:
        name, _, path = item.partition("=")
        sets[name] = read_jsonl(Path(path))
    return sets


def code(pipeline: Pipeline, gold: list[GoldDocument]) -> list[list[dict[str, Any]]]:
    """What the product reads in the documents' text."""
    documents = [
        from_text(
            g.text,
            published=date.fromisoformat(g.published) if g.published else None,
            publisher=g.publisher,
            origin=g.id,
        )
        for g in gold
    ]
    coded = pipeline.code(documents)
    for one in coded:
        if one.error is not None:
            raise one.error
    return [[to_json(e) for e in one.events] for one in coded]


def evaluate(
    pipeline: Pipeline,
    documents: list[Mapping[str, Any]] | list[dict[str, Any]],
    predictions: Path | None = None,
) -> dict[str, Any]:
    gold = [gold_document(d) for d in documents]
    scores = Scores()
    coded = code(pipeline, gold)
    for document, events in zip(gold, coded, strict=True):
        scores.add(document, events)
    if predictions:
        lines = (
            json.dumps({"id": g.id, "events": e}, ensure_ascii=False)
            for g, e in zip(gold, coded, strict=True)
        )
        predictions.write_text("\n".join(lines) + "\n", "utf-8")
    return scores.figures()


def report(name: str, figures: Mapping[str, Any]) -> str:
    lines = [f"{name}"]
    for key in ("trigger", "event", "dyad", "dyad_real", "actor", "recipient", "sector", "source"):
        f = figures[key]
        lines.append(f"  {key:10s} P {f['p']:.3f}  R {f['r']:.3f}  F1 {f['f1']:.3f}  (gold {f['n']})")
    reality, time = figures["reality"], figures["time"]
    lines.append(f"  reality    accuracy {reality['accuracy']:.3f}  macro-F1 {reality['macro_f1']:.3f}")
    lines.append(f"  time       accuracy {time['accuracy']:.3f}  (n {time['n']})")
    for key in ("place", "person"):
        lines.append(f"  {key:10s} accuracy {figures[key]['accuracy']:.3f}  (n {figures[key]['n']})")
    lines.append("  " + "  ".join(f"{k} {v['f1']:.2f}/{v['n']}" for k, v in figures["types"].items()))
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--model", type=Path, help="model folder (default: the package's own)")
    parser.add_argument("--set", action="append", default=[], metavar="NAME=PATH", help="a further gold file")
    parser.add_argument("--only", help="score just this set")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--save-predictions", type=Path, metavar="DIR")
    args = parser.parse_args()
    settings = Settings(model=args.model) if args.model else Settings()
    pipeline = Pipeline.load(settings)
    out = {}
    if args.save_predictions:
        args.save_predictions.mkdir(parents=True, exist_ok=True)
    for name, documents in gold_sets(args.set).items():
        if args.only and name != args.only:
            continue
        predictions = args.save_predictions / f"{name}.jsonl" if args.save_predictions else None
        out[name] = evaluate(pipeline, documents, predictions)
        if not args.json:
            print(report(name, out[name]), flush=True)
    if args.json:
        json.dump(out, sys.stdout, indent=1)


if __name__ == "__main__":
    main()
