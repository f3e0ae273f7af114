"""Train the reader: encoder and heads together, on annotated documents and SpkAtt's attributed messages.

usage: python training/train.py --out DIR [--epochs 10] [--layers 8] [--minutes 90] ...   (see --help)

Writes DIR/net.pt (weights, shape), DIR/tokenizer.json and DIR/log.jsonl after every epoch; a run that was cut
off goes on from its last epoch when started again with the same DIR. With ``--start`` the weights begin as those of
an earlier run, whose upper layers may be left out; its stages are noted before this run's own.
"""

import argparse
import hashlib
import json
import random
import shutil
import time
from collections.abc import Iterable
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch.nn import functional as F

from backbone import Backbone, build_tokenizer, choose_pieces, load, package_file
from data import Batch, Example, attribution_examples, batches, examples, held_out, read_jsonl
from foreign import NOTES, attach
from lagebild.resolve.actors import ActorResolver
from model import ReaderNet, Shape, encoder_from

ROOT = Path(__file__).parents[1]
OUTSIDE = ROOT.parent / "shared"  # foreign text, used in place if it is there
UNKNOWN = 3  # id of the unknown piece; below it stand begin, padding and end
FREQUENT = 30_000  # Latin pieces kept beside those that the corpus uses: +0.2 % subwords on unseen news
WEIGHTS = {"types": 1.0, "tags": 0.25, "stance": 0.3, "labels": 0.3, "contexts": 0.05, "links": 0.1}


def documents(*, wikinews: bool) -> list[dict]:
    """The training documents, without those kept out."""
    found = [d for p in sorted((ROOT / "training/corpus").glob("*.jsonl")) for d in read_jsonl(p)]
    whole = OUTSIDE / "corpus/wikinews.jsonl"
    found += attach() if wikinews else []
    found = [d for d in found if not held_out(d["id"])]
    return found + (read_jsonl(whole) if wikinews and whole.is_file() else [])


def tree_digest(paths: Iterable[Path]) -> str:
    """One digest of several files, independent of where they lie."""
    total = hashlib.sha256()
    for path in sorted(paths, key=lambda p: p.name):
        total.update(f"{path.name} {hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return total.hexdigest()


def write_stage(path: Path, epoch: int, docs: int) -> None:
    """Note what this start of the run trains with; a run that goes on with other text says so in the manifest."""
    code = [*(ROOT / "training").glob("*.py"), *(ROOT / "src/lagebild/reader").glob("*.py")]
    corpus = tree_digest([*(ROOT / "training/corpus").glob("*.jsonl"), *NOTES.glob("*.jsonl")])
    stage = {"from_epoch": epoch, "documents": docs, "corpus": corpus, "code": tree_digest(code)}
    with path.open("a", encoding="utf-8") as out:
        out.write(json.dumps(stage) + "\n")


def losses(net: ReaderNet, batch: Batch) -> dict[str, torch.Tensor]:
    """The parts of the loss, each averaged over what it is about."""
    words, types, member, product, key = net.words(batch.ids, batch.mask, batch.first, batch.last)
    found = {}
    pairs = max(1, int(batch.has_contexts.sum()))
    if bool((batch.types >= 0).any()):
        total = F.cross_entropy(types.flatten(0, 1), batch.types.flatten(), ignore_index=-1, reduction="sum")
        found["types"] = total / pairs
    if not len(batch.word):
        return found
    rows = batch.chunk
    kind = batch.kind * (torch.rand(len(batch.kind)) > 0.1)  # the pair head must also do without the type
    spot = batch.place.unsqueeze(-1)
    tags, modes, modality, negated, contexts, unsaid, query = net.pair_head(
        words[rows, batch.word],
        kind,
        torch.gather(member[rows], 1, spot.expand(-1, -1, member.shape[-1])),
        torch.gather(product[rows], 1, spot.expand(-1, -1, product.shape[-1])),
        batch.distance,
        batch.inside,
    )
    layers = batch.tags.shape[2]
    marks = tags[..., : 2 * layers].unflatten(-1, (layers, 2))
    known = (batch.inside[:, :, None, None] * batch.layers[:, None, :, None]).expand_as(marks)
    total = F.binary_cross_entropy_with_logits(marks, batch.tags, weight=known, reduction="sum")
    found["tags"] = total / len(batch.word)
    if bool((batch.stance >= 0).any()):
        found["stance"] = F.cross_entropy(
            tags[..., 2 * layers :].flatten(0, 1), batch.stance.flatten(), ignore_index=-1
        )
    if bool((batch.labels >= 0).any()):
        heads = (modes, modality, negated, unsaid)
        found["labels"] = sum(
            (F.cross_entropy(h, batch.labels[:, i], ignore_index=-1) for i, h in enumerate(heads)),
            torch.zeros(()),
        )
        each = F.binary_cross_entropy_with_logits(contexts, batch.contexts, reduction="none").sum(-1)
        found["contexts"] = (each * batch.has_contexts).sum() / pairs
        links = net.pair_head.links(query, key[rows], batch.nearness)
        use = (batch.links >= 0).float()
        total = F.binary_cross_entropy_with_logits(
            links, batch.links.clamp(min=0), weight=use, reduction="sum"
        )
        found["links"] = total / pairs
    return found


def hide(ids: torch.Tensor, share: float) -> None:
    """Replace a random share of the real subwords by the unknown one, so that no single word is all there is."""
    ids[(torch.rand(ids.shape) < share) & (ids > UNKNOWN)] = UNKNOWN


def optimiser(net: ReaderNet, rate: float) -> torch.optim.Optimizer:
    words = [net.encoder.words.weight]
    body = [p for n, p in net.encoder.named_parameters() if n != "words.weight"]
    heads = [*net.word_head.parameters(), *net.pair_head.parameters()]
    groups = [
        {"params": words, "lr": rate / 2, "weight_decay": 0.0},
        {"params": body, "lr": rate},
        {"params": heads, "lr": 5 * rate},
    ]
    return torch.optim.AdamW(groups, weight_decay=0.01, fused=True)


def vocabulary(backbone: Backbone, path: Path) -> list[int]:
    """The pieces to keep; a run that goes on keeps those it began with, whatever the corpus has become."""
    if not path.is_file():
        texts = [s["text"] for d in documents(wikinews=False) for s in d["sentences"]]
        path.write_text(json.dumps(choose_pieces(backbone, texts, frequent=FREQUENT)), "utf-8")
    found: list[int] = json.loads(path.read_text("utf-8"))
    return found


def begin_as(net: ReaderNet, path: Path) -> None:
    """Load the weights of an earlier run with the same vocabulary and at least as many layers."""
    earlier = torch.load(path, weights_only=True)["net"]
    net.load_state_dict({name: earlier[name] for name in net.state_dict()})


def build_pool(tokenizer: Tokenizer, docs: list[dict]) -> list[Example]:
    actors = ActorResolver()
    return [e for d in docs for e in examples(tokenizer, d, actors)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--start", type=Path, help="folder of the run whose weights to begin with")
    parser.add_argument("--epochs", type=int, default=10)
    parser.add_argument("--layers", type=int, default=8)
    parser.add_argument("--batch", type=int, default=1280, help="subwords a step")
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--blank", type=float, default=0.06, help="share of subwords hidden from the network")
    parser.add_argument("--attribution", type=float, default=0.15, help="share of SpkAtt chunks an epoch")
    parser.add_argument("--without-wikinews", action="store_true")
    parser.add_argument(
        "--minutes", type=float, default=0, help="stop the schedule there: fewer epochs if slow"
    )
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    rng = random.Random(args.seed)
    args.out.mkdir(parents=True, exist_ok=True)

    docs = documents(wikinews=not args.without_wikinews)
    state = args.out / "state.pt"
    if args.start and not state.is_file():
        for name in ("pieces.json", "stages.jsonl"):
            shutil.copy(args.start / name, args.out / name)
    backbone = load(package_file())
    keep = vocabulary(backbone, args.out / "pieces.json")
    tokenizer = build_tokenizer(backbone, keep)
    tokenizer.save(str(args.out / "tokenizer.json"))
    shape = Shape(vocabulary=len(keep), layers=args.layers)
    net = ReaderNet(encoder_from(backbone, keep, shape), shape)
    del backbone
    if args.start and not state.is_file():
        begin_as(net, args.start / "net.pt")
    pool = build_pool(tokenizer, docs)
    spoken = OUTSIDE / "bench/spkatt2023_news_train.jsonl"
    articles = list(enumerate(read_jsonl(spoken) if spoken.is_file() else [], 1))
    aux = [e for n, d in articles if not held_out(f"yn-{n}") for e in attribution_examples(tokenizer, d, rng)]
    share = min(len(aux), int(args.attribution * len(pool)))
    tokens = sum(len(e.ids) for e in pool)
    print(
        f"{len(docs)} documents, {len(pool)} chunks, {tokens} subwords, {len(keep)} pieces, {len(aux)} aux chunks"
    )

    opt = optimiser(net, args.rate)
    done, spent = 0, 0.0
    if state.is_file():
        saved = torch.load(state, weights_only=True)
        net.load_state_dict(saved["net"])
        opt.load_state_dict(saved["opt"])
        done, spent = saved["epoch"], saved["spent"]
    if done >= args.epochs or (args.minutes and spent / 60 >= args.minutes):
        print(f"{args.out}: this run is finished; remove the folder to train anew")
        return
    write_stage(args.out / "stages.jsonl", done, len(docs))
    net.train()
    begun = time.time() - spent
    for epoch in range(done, args.epochs):
        rng.seed(args.seed * 1000 + epoch)
        torch.manual_seed(args.seed * 1000 + epoch)
        turn = list(batches(pool + rng.sample(aux, share), args.batch, rng))
        sums: dict[str, float] = {}
        for step, batch in enumerate(turn):
            through = (epoch + step / len(turn)) / args.epochs
            if args.minutes:
                through = max(through, (time.time() - begun) / 60 / args.minutes)
            if through >= 1:
                break
            for group, full in zip(opt.param_groups, (0.5, 1.0, 5.0), strict=True):
                group["lr"] = full * args.rate * min(through / 0.06, (1 - through) / 0.94)
            hide(batch.ids, args.blank)
            parts = losses(net, batch)
            loss = sum(WEIGHTS[k] * v for k, v in parts.items())
            loss.backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            opt.step()
            opt.zero_grad()
            for k, v in parts.items():
                sums[k] = sums.get(k, 0.0) + float(v.detach())
            if step % 50 == 0:
                print(
                    f"epoch {epoch} step {step}/{len(turn)} {time.time() - begun:.0f}s loss {float(loss.detach()):.2f}",
                    flush=True,
                )
        spent = time.time() - begun
        log = {
            "epoch": epoch,
            "seconds": round(spent),
            **{k: round(v / (step + 1), 3) for k, v in sums.items()},
        }
        print(log, flush=True)
        with (args.out / "log.jsonl").open("a") as out:
            out.write(json.dumps(log) + "\n")
        torch.save(
            {"net": net.state_dict(), "opt": opt.state_dict(), "epoch": epoch + 1, "spent": spent}, state
        )
        torch.save({"net": net.state_dict(), "shape": shape.to_dict()}, args.out / "net.pt")
        if args.minutes and spent / 60 >= args.minutes:
            break


if __name__ == "__main__":
    main()
