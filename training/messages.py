"""Train the heads for messages on the states of a finished encoder, put them into its model folder.

usage: python training/messages.py --out DIR [--model MODEL_DIR] [--epochs 9] [--encoded FILE] [--final]

The encoder is MODEL_DIR/words.onnx as it is; MODEL_DIR gets messages.onnx and message_parts.onnx, and its manifest
their digests. Articles n of SpkAtt-2023 with n % 10 == 7 are for scoring alone; on those with n % 10 == 3 the limits
are set, then ``--final`` trains anew on them as well, with the same limits. DIR gets the weights and the encoder's
states, which are read again if ``--encoded`` names them.
"""

import argparse
import copy
import json
import pickle
import random
import sys
import time
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F

from data import read_jsonl
from foreign import ARTICLES
from lagebild.reader import messages as R
from lagebild.reader.decode import Thresholds
from lagebild.reader.manifest import FILES, digest, model_name
from lagebild.reader.message_marks import BEGINS, LAYERS, stretches, window
from lagebild.reader.network import Network
from lagebild.reader.tokens import load_tokenizer
from message_data import Article, Batch, Candidate, Encoded, batches, compared, cut, encode, labelled, looks
from message_export import export
from message_net import MessageNet
from spkatt import annotations, rebuild, score

HELD_OUT, TUNING = 7, 3
WEIGHTS = {"tags": 1.0, "any": 0.5, "parts": 1.0, "form": 0.2, "worth": 0.5}
BLANK = 0.08
"""Share of subwords hidden from the encoder in the second reading of the articles: training draws from both."""
NOISE = 0.7
"""Size of the noise on the scores of tags that gives wrong candidates to learn from."""
TRUE_FROM = 0.5
"""Overlap with a gold message from which a candidate also learns its parts."""
RISE, FALL = 0.08, 0.7
"""Shares of the steps in which the learning rate rises and falls."""
STEADY = 0.98
"""The weights that are kept are a running mean with this decay."""
GRIDS: dict[str, tuple[Any, ...]] = {
    "eager": ((0.0,), (1.0,), (2.0,), (0.0, 2.0), (0.0, 1.5, 3.0)),
    "message": (0.3, 0.35, 0.4, 0.45, 0.5, 0.55),
    "nested": (0.3, 0.4, 0.5, 0.6),
    "source": (0.2, 0.3, 0.4, 0.5),
    "cue": (0.4, 0.5, 0.6),
    "frame": (0.4, 0.5, 0.6, 0.7),
    "addressee": (0.3, 0.4, 0.5, 0.6),
}


def encoded(model: Path, articles: list[dict[str, Any]], blank: float) -> dict[int, Encoded]:
    """Article number -> its words and states; those for scoring are read whole, always."""
    network, tokenizer = Network(model), load_tokenizer(model / "tokenizer.json")
    return {
        n: encode(network, tokenizer, rebuild(a).text, blank, random.Random(n))
        for n, a in enumerate(articles, 1)
        if not blank or n % 10 != HELD_OUT
    }


def wrong(net: MessageNet, batch: Batch, tags: Tensor, rng: random.Random) -> list[Candidate]:
    """What the tagger would find if its scores were a little different, as far as it is not right."""
    noisy = tags.detach() - NOISE * torch.log(-torch.log(torch.rand_like(tags).clamp(1e-6, 1 - 1e-6)))
    noisy[..., BEGINS] += torch.empty(len(noisy), 1, 1).uniform_(-1, 4)
    best = net.tagger.best(noisy, batch.mask).tolist()
    found = []
    for row, x in enumerate(batch.group):
        for layer in range(LAYERS):
            for words in R.joined([tag[layer] for tag in best[row][: len(x.spans)]]):
                found.append(compared(row, words, layer, x.said))
    return [c for c in found if c.worth < 1]


def losses(net: MessageNet, batch: Batch, *, noisy: bool, rng: random.Random) -> dict[str, Tensor]:
    words, tags = net.tagger(batch.states, batch.marks, batch.mask)
    count = batch.mask.sum()
    guess = F.binary_cross_entropy_with_logits(net.tagger.any_part(words), batch.any_part, reduction="none")
    found = {
        "tags": 10 * net.tagger.loss(tags, batch.tags, batch.mask).sum() / count,
        "any": 3 * (guess * batch.mask.unsqueeze(-1)).sum() / count,
    }
    shown = [Candidate(i, s.words, s.layer, s, 1.0) for i, x in enumerate(batch.group) for s in x.said]
    others = wrong(net, batch, tags, rng) if noisy else []
    shown += rng.sample(others, min(len(others), len(shown) // 2 + 4))
    shown.sort(key=lambda c: c.words[-1] - c.words[0])
    parts, form, worth = torch.zeros(()), torch.zeros(()), torch.zeros(())
    seen = known = 0.0
    most = max(1, len(shown) * 3 // 4)
    for some in (shown[:most], shown[most:]):  # long ones apart: every one is padded to the longest
        if not some:
            continue
        k = looks(batch.group, some)
        start = k.row * words.shape[1]
        found_parts, forms, worths = net.parts(
            words.flatten(0, 1), k.place + start.unsqueeze(1), k.first + start, k.last + start, k.layer,
            k.inside, k.looked, k.distance, k.off,
        )  # fmt: skip
        use = k.looked * (k.worth > TRUE_FROM).float().unsqueeze(1)
        each = F.binary_cross_entropy_with_logits(found_parts, k.parts, reduction="none")
        parts = parts + (each * use.unsqueeze(-1)).sum()
        form = form + F.cross_entropy(forms, k.form, ignore_index=-1, reduction="sum")
        worth = worth + F.binary_cross_entropy_with_logits(worths, k.worth, reduction="sum")
        seen += float(use.sum())
        known += int((k.form >= 0).sum())
    if shown:
        found |= {
            "parts": 10 * parts / max(1, seen),
            "form": form / max(1, known),
            "worth": worth / len(shown),
        }
    return found


def train(readings: list[list[Article]], args: argparse.Namespace) -> MessageNet:
    """``readings``: the same articles as the encoder read them each time; one is drawn each time."""
    torch.manual_seed(args.seed)
    rng = random.Random(args.seed)
    pools = [[y for x in pool for y in cut(x)] for pool in readings]
    net = MessageNet()
    if args.start:
        net.load_state_dict(torch.load(args.start, weights_only=True))
    steady = copy.deepcopy(net)
    opt = torch.optim.AdamW(net.parameters(), lr=args.rate, weight_decay=0.05)
    total = args.epochs * sum(1 for _ in batches(pools[0], args.batch, random.Random(0)))
    step, begun = 0, time.time()
    for epoch in range(args.epochs):
        sums: dict[str, float] = {}
        for batch in batches([rng.choice(same) for same in zip(*pools, strict=True)], args.batch, rng):
            through = min(step / total, 1.0)
            for group in opt.param_groups:
                group["lr"] = args.rate * min(1, through / RISE, (1 - through) / FALL + 1e-3)
            parts = losses(net, batch, noisy=epoch > 0 or bool(args.start), rng=rng)
            sum(WEIGHTS[k] * v for k, v in parts.items()).backward()  # type: ignore[union-attr]
            torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            opt.step()
            opt.zero_grad()
            step += 1
            with torch.no_grad():
                for kept, new in zip(steady.parameters(), net.parameters(), strict=True):
                    kept.lerp_(new, 1 - min(STEADY, step / (step + 10)))
            for k, v in parts.items():
                sums[k] = sums.get(k, 0.0) + float(v.detach())
        means = {k: round(v * (epoch + 1) / step, 3) for k, v in sums.items()}
        print(f"epoch {epoch} {time.time() - begun:.0f}s {means}", flush=True)
    return steady.eval()


@torch.no_grad()
def proposed(net: MessageNet, x: Article, eager: tuple[float, ...]) -> list[tuple[R.Found, R.Parts]]:
    """Candidates of an article with their parts, as the reader will have them."""
    words, tags = [], []
    for seen, start, end in stretches(x.sentence):
        states = torch.from_numpy(x.states[None, seen:end].astype(np.float32))
        w, t = net.tagger(states, torch.from_numpy(x.marks[None, seen:end]), torch.ones(1, end - seen))
        words.append(w[0, start - seen :])
        tags.append(t[0, start - seen :].numpy())
    found = R.candidates(np.concatenate(tags), net.tagger.transitions().numpy(), eager)
    if not found:
        return []
    k = looks([x], [Candidate(0, f.words, f.layer) for f in found])
    parts, forms, worth = net.parts(
        torch.cat(words), k.place, k.first, k.last, k.layer, k.inside, k.looked, k.distance, k.off
    )
    all_found = []
    for i, f in enumerate(found):
        look = window(f.words, len(x.spans))
        chances = torch.sigmoid(parts[i, : len(look)]).numpy()
        all_found.append((f, R.Parts(look, chances, forms[i].numpy(), float(torch.sigmoid(worth[i])))))
    return all_found


def judged(
    articles: list[Article], found: list[list[tuple[R.Found, R.Parts]]], limits: R.Limits
) -> dict[str, dict[str, float]]:
    return score(
        (x.gold, annotations(x.text, R.records(x.spans, R.choose(one, limits), limits)))
        for x, one in zip(articles, found, strict=True)
    )


def calibrated(net: MessageNet, articles: list[Article]) -> R.Limits:
    """One limit after the other, each for the best joint F1."""
    limits = R.Limits(message=0.4, nested=0.4, source=0.35, frame=0.6, addressee=0.4)
    proposals = {e: [proposed(net, x, e) for x in articles] for e in GRIDS["eager"]}
    for name, grid in GRIDS.items():
        tried = {v: replace(limits, **{name: v}) for v in grid}
        figures = {v: judged(articles, proposals[one.eager], one)["joint"]["f1"] for v, one in tried.items()}
        limits = tried[max(figures, key=figures.__getitem__)]
        print(name, {v: round(f, 4) for v, f in figures.items()}, flush=True)
    return limits


def write_manifest(model: Path) -> None:
    """The digests of the new files, and the name that they give the weights."""
    path = model / "manifest.json"
    manifest = json.loads(path.read_text("utf-8"))
    manifest["files"] = {name: digest(model / name) for name in FILES}
    manifest["name"] = model_name(manifest["files"], Thresholds(**manifest["thresholds"]))
    path.write_text(json.dumps(manifest, indent=1) + "\n", "utf-8")


def report(name: str, figures: dict[str, dict[str, float]]) -> None:
    print(name, *(f"{k} {f['p']:.3f}/{f['r']:.3f}/{f['f1']:.3f}" for k, f in figures.items()), flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--model", type=Path, default=Path(__file__).parents[1] / "src/lagebild/reader/model")
    parser.add_argument("--encoded", type=Path, help="states of an earlier run with the same encoder")
    parser.add_argument(
        "--start", type=Path, help="messages.pt of an earlier run to begin with: fewer epochs do"
    )
    parser.add_argument("--epochs", type=int, default=7)
    parser.add_argument("--rate", type=float, default=1.5e-3)
    parser.add_argument("--batch", type=int, default=2400, help="words a step")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--final", action="store_true", help="train on the tuning articles too, with --limits"
    )
    parser.add_argument("--limits", type=Path, help="limits.json of the run that set them")
    args = parser.parse_args()
    if not ARTICLES.is_file():
        sys.exit(f"{ARTICLES} is not there: the heads for messages are trained on it alone")
    torch.set_num_threads(1)
    args.out.mkdir(parents=True, exist_ok=True)
    articles = read_jsonl(ARTICLES)
    path = args.encoded or args.out / f"encoded-{digest(args.model / 'words.onnx')[:8]}.pkl"
    if not path.is_file():
        path.write_bytes(pickle.dumps([encoded(args.model, articles, blank) for blank in (0.0, BLANK)]))
    readings = pickle.loads(path.read_bytes())
    kept_out = (HELD_OUT,) if args.final else (HELD_OUT, TUNING)
    pools = [
        [labelled(n, articles[n - 1], e) for n, e in reading.items() if n % 10 not in kept_out]
        for reading in readings
    ]
    net = train(pools, args)
    torch.save(net.state_dict(), args.out / "messages.pt")
    tuning = [labelled(n, articles[n - 1], e) for n, e in readings[0].items() if n % 10 == TUNING]
    limits = (
        R.Limits(**json.loads(args.limits.read_text("utf-8"))) if args.limits else calibrated(net, tuning)
    )
    (args.out / "limits.json").write_text(json.dumps(asdict(limits)) + "\n", "utf-8")
    report("tuning", judged(tuning, [proposed(net, x, limits.eager) for x in tuning], limits))
    export(net, args.model, limits)
    write_manifest(args.model)


if __name__ == "__main__":
    main()
