"""A trained network -> the model folder of the package: int8 ONNX, tokenizer, manifest.

usage: python training/export.py RUN_DIR MODEL_DIR [--float]
"""

import argparse
import json
import shutil
import tempfile
from dataclasses import asdict
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from data import read_jsonl
from lagebild.reader.decode import Thresholds
from lagebild.reader.labels import LAYERS
from lagebild.reader.manifest import FILES, digest, label_digest, model_name
from model import Encoder, ReaderNet, Shape


class WordsGraph(nn.Module):
    """One chunk at a time: nothing is padding, so there is no mask."""

    def __init__(self, net: ReaderNet) -> None:
        super().__init__()
        self.net = net

    def forward(self, ids: Tensor, first: Tensor, last: Tensor) -> tuple[Tensor, ...]:
        words, types, member, product, key = self.net.words(ids, None, first, last)
        return types, words, member, product, key


class PairsGraph(nn.Module):
    """key [W, link] of the one chunk all triggers are in."""

    def __init__(self, net: ReaderNet) -> None:
        super().__init__()
        self.head = net.pair_head

    def forward(
        self, trigger: Tensor, kind: Tensor, member: Tensor, product: Tensor, distance: Tensor, inside: Tensor,
        key: Tensor, nearness: Tensor,
    ) -> tuple[Tensor, ...]:  # fmt: skip
        tags, modes, modality, negated, contexts, unsaid, query = self.head(
            trigger, kind, member, product, distance, inside
        )
        links = torch.sigmoid(self.head.links(query, key.unsqueeze(0), nearness))
        split = 2 * len(LAYERS)
        marks, stance = torch.sigmoid(tags[..., :split]), tags[..., split:]
        return marks, stance, modes, modality, negated, torch.sigmoid(contexts), unsaid, links


def load_net(path: Path) -> ReaderNet:
    saved = torch.load(path, weights_only=True)
    shape = Shape(**saved["shape"])
    net = ReaderNet(Encoder(shape), shape)
    net.load_state_dict(saved["net"])
    return net.eval()


def write_graphs(net: ReaderNet, folder: Path, *, quantise: bool) -> None:
    shape = net.shape
    ids, spots = torch.randint(4, 100, (2, 16)), torch.zeros(2, 9, dtype=torch.int64)
    with tempfile.TemporaryDirectory() as scratch:
        raw = Path(scratch) / "words.onnx"
        torch.onnx.export(
            WordsGraph(net), (ids, spots, spots), str(raw), dynamo=False, opset_version=17,
            input_names=["ids", "first", "last"],
            output_names=["types", "words", "member", "product", "key"],
            dynamic_axes={"ids": [0, 1], "first": [0, 1], "last": [0, 1]},
        )  # fmt: skip
        if quantise:
            quantize_dynamic(
                raw, folder / "words.onnx", weight_type=QuantType.QInt8, per_channel=True, reduce_range=True,
                op_types_to_quantize=["MatMul", "Gemm", "Gather"],
            )  # fmt: skip
        else:
            shutil.copy(raw, folder / "words.onnx")
    p, s, w = 3, 7, 9
    torch.onnx.export(
        PairsGraph(net),
        (
            torch.zeros(p, 2 * shape.hidden), torch.zeros(p, dtype=torch.int64), torch.zeros(p, s, shape.pair),
            torch.zeros(p, s, shape.link), torch.zeros(p, s, dtype=torch.int64), torch.ones(p, s),
            torch.zeros(w, shape.link), torch.zeros(p, w, dtype=torch.int64),
        ),
        str(folder / "pairs.onnx"), dynamo=False, opset_version=17,
        input_names=["trigger", "kind", "member", "product", "distance", "inside", "key", "nearness"],
        output_names=["tags", "stance", "modes", "modality", "negated", "contexts", "unsaid", "links"],
        dynamic_axes={
            "trigger": [0], "kind": [0], "member": [0, 1], "product": [0, 1], "distance": [0, 1],
            "inside": [0, 1], "key": [0], "nearness": [0, 1],
        },
    )  # fmt: skip


def write_manifest(folder: Path, run: Path) -> None:
    """Digests of the corpus and code are those that training wrote down when it started; messages.py adds its files."""
    files = {name: digest(folder / name) for name in FILES if (folder / name).is_file()}
    log = read_jsonl(run / "log.jsonl")
    manifest = {
        "name": model_name(files, Thresholds()),
        "files": files,
        "labels": label_digest(),
        "shape": torch.load(run / "net.pt", weights_only=True)["shape"],
        "stages": read_jsonl(run / "stages.jsonl"),
        "last_run_epochs": len(log),
        "last_run_minutes": round(log[-1]["seconds"] / 60),
        "thresholds": asdict(Thresholds()),
    }
    (folder / "manifest.json").write_text(json.dumps(manifest, indent=1) + "\n", "utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("run", type=Path)
    parser.add_argument("model", type=Path)
    parser.add_argument("--float", action="store_true", help="leave the weights as float32 (for comparison)")
    args = parser.parse_args()
    args.model.mkdir(parents=True, exist_ok=True)
    write_graphs(load_net(args.run / "net.pt"), args.model, quantise=not args.float)
    shutil.copy(args.run / "tokenizer.json", args.model / "tokenizer.json")
    write_manifest(args.model, args.run)
    print(*(f"{p.name} {p.stat().st_size / 1e6:.1f} MB" for p in sorted(args.model.iterdir())), sep="\n")


if __name__ == "__main__":
    main()
