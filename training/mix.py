"""Average the weights of two runs of one shape and vocabulary; the mean is often steadier on text of other kinds.

usage: python training/mix.py RUN OTHER --share 0.7 --out DIR      (0.7 of RUN, the rest of OTHER)

DIR can be exported like a run. Its stages are RUN's, with a line that names OTHER by the digest of its weights.
"""

import argparse
import hashlib
import json
import shutil
import sys
from pathlib import Path

import torch
from torch import Tensor

ALIKE = ("tokenizer.json", "pieces.json")


def mixed(run: dict[str, Tensor], other: dict[str, Tensor], share: float) -> dict[str, Tensor]:
    """``share`` of ``run`` and the rest of ``other``, tensor by tensor; whole numbers are ``run``'s."""
    return {
        name: share * weight + (1 - share) * other[name] if weight.is_floating_point() else weight
        for name, weight in run.items()
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("run", type=Path)
    parser.add_argument("other", type=Path)
    parser.add_argument("--share", type=float, required=True)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    for name in ALIKE:
        if (args.run / name).read_bytes() != (args.other / name).read_bytes():
            sys.exit(f"{args.run} and {args.other} differ in {name}: runs with other pieces cannot be mixed")
    run, other = (torch.load(folder / "net.pt") for folder in (args.run, args.other))
    if run["shape"] != other["shape"]:
        sys.exit(f"{args.run} and {args.other} differ in shape")
    args.out.mkdir(parents=True, exist_ok=True)
    for name in (*ALIKE, "stages.jsonl", "log.jsonl"):
        shutil.copy(args.run / name, args.out / name)
    torch.save(
        {"net": mixed(run["net"], other["net"], args.share), "shape": run["shape"]}, args.out / "net.pt"
    )
    digest = hashlib.sha256((args.other / "net.pt").read_bytes()).hexdigest()
    with (args.out / "stages.jsonl").open("a", encoding="utf-8") as out:
        out.write(json.dumps({"mixed_with": digest, "share": args.share}) + "\n")


if __name__ == "__main__":
    main()
