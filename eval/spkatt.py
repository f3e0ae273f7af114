"""Attributed messages in the form of SpkAtt-2023 task 2: read files with the product, and score predictions.

usage: python eval/spkatt.py IN OUT [--model DIR]            IN's articles with predicted Annotations, to OUT
       python eval/spkatt.py --score GOLD PRED [--held-out]  scores of task 2 a (full)

IN, OUT, GOLD and PRED are JSONL files with one article a line, or folders of the official JSON files, one an article.
Gold annotations in IN are ignored. ``--held-out`` scores the lines n with n % 10 == 7, which nothing was trained on.

The score follows the official script: messages are paired one to one for the largest sum of token F1 (a hundredth
more for the same form); the tokens of Message, Addr, Cue, Frame and Source are compared in every pair. Precision
is the mean over all roles that were predicted, recall over all that are in the gold. Pairs without a common token,
which the official script forms as well where messages are left on both sides, are no pairs here.
"""

import argparse
import json
import sys
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "training"))

from foreign import joined  # noqa: E402 - found by the line above
from lagebild.reader import Reader  # noqa: E402
from lagebild.records import Document, Message, Span  # noqa: E402
from lagebild.settings import Settings  # noqa: E402

ROLES = ("Message", "Addr", "Cue", "Frame", "Source")
HELD_OUT = 7
SAME_FORM, SAME_STWR = 0.01, 0.001
"""What the official script adds to the overlap of messages of one form and of one kind (speech, thought, writing)."""
Annotation = dict[str, Any]


@dataclass(frozen=True)
class Text:
    """An article as plain text, one sentence a line, and where each of its tokens stands in it."""

    text: str
    tokens: list[Span]
    names: list[str]  # "sentence:token"
    starts: list[int] = field(repr=False)

    def within(self, spans: Iterable[Span | None]) -> list[str]:
        """The names of the tokens that spans touch, in the order of the text."""
        found: set[int] = set()
        for span in spans:
            at = bisect_right(self.starts, span.start) - 1 if span else len(self.tokens)
            while span and at < len(self.tokens) and self.tokens[at].start < span.end:
                if self.tokens[at].overlaps(span):
                    found.add(at)
                at += 1
        return [self.names[i] for i in sorted(found)]


def rebuild(article: Annotation) -> Text:
    """Tokens with the usual spaces between them; blanks inside a token stay."""
    lines: list[str] = []
    spans: list[Span] = []
    names: list[str] = []
    length = 0
    for number, sentence in enumerate(article["Sentences"]):
        tokens = sentence["Tokens"]
        lines.append(joined(tokens))
        at = 0
        for index, token in enumerate(tokens):
            start = lines[-1].index(token, at)
            at = start + len(token)
            spans.append(Span(length + start, length + at))
            names.append(f"{number}:{index}")
        length += len(lines[-1]) + 1
    return Text("\n".join(lines), spans, names, [s.start for s in spans])


def document(text: str) -> Document:
    """The article as the reader takes it: lines of text, no blocks."""
    return Document(sha256(text.encode()).hexdigest(), text)


def annotations(text: Text, messages: Sequence[Message]) -> list[Annotation]:
    """Messages in the form of the task; what the reader does not tell (speech or writing) is Speech."""
    outer = {m.nested for m in messages if m.nested is not None}
    return [
        {
            "Message": text.within(m.message),
            "Source": text.within([m.source]),
            "Cue": text.within(m.cue),
            "Frame": text.within(m.frame),
            "Addr": text.within([m.addressee]),
            "Form": m.form,
            "STWR": "Speech",
            "IsNested": m.nested is not None,
            "HasNested": i in outer,
        }
        for i, m in enumerate(messages)
    ]


def overlap(gold: set[str], found: set[str]) -> float:
    """F1 of tokens."""
    return 2 * len(gold & found) / (len(gold) + len(found)) if gold or found else 0.0


def assign(scores: Sequence[Sequence[float]]) -> list[tuple[int, int]]:
    """Rows paired with columns, each once, for the largest sum (the Hungarian method; O(n^3)); pairs of worth 0 are
    left out."""
    if not scores or not scores[0]:
        return []
    if len(scores) > len(scores[0]):
        return sorted((r, c) for c, r in assign([list(column) for column in zip(*scores, strict=True)]))
    rows, columns = len(scores), len(scores[0])
    u, v = [0.0] * (rows + 1), [0.0] * (columns + 1)
    owner, way = [0] * (columns + 1), [0] * (columns + 1)
    for row in range(1, rows + 1):
        owner[0], at = row, 0
        least, used = [float("inf")] * (columns + 1), [False] * (columns + 1)
        while True:
            used[at] = True
            delta, following = float("inf"), 0
            for j in range(1, columns + 1):
                if used[j]:
                    continue
                cost = -scores[owner[at] - 1][j - 1] - u[owner[at]] - v[j]
                if cost < least[j]:
                    least[j], way[j] = cost, at
                if least[j] < delta:
                    delta, following = least[j], j
            for j in range(columns + 1):
                if used[j]:
                    u[owner[j]] += delta
                    v[j] -= delta
                else:
                    least[j] -= delta
            at = following
            if owner[at] == 0:
                break
        while at:
            owner[at], at = owner[way[at]], way[at]
    found = [(owner[j] - 1, j - 1) for j in range(1, columns + 1) if owner[j]]
    return sorted((r, c) for r, c in found if scores[r][c] > 0)


def _bonus(one: Annotation, other: Annotation) -> float:
    same = (one.get("Form") == other.get("Form"), one.get("STWR") == other.get("STWR"))
    return SAME_FORM * same[0] + SAME_STWR * same[1]


def paired(gold: list[Annotation], found: list[Annotation]) -> Iterator[tuple[Annotation, Annotation]]:
    """Gold and predicted messages of an article, each once; one without a partner stands beside an empty one."""
    worth = []
    for g in gold:
        shares = [overlap(set(g["Message"]), set(f["Message"])) for f in found]
        worth.append([s + _bonus(g, f) if s else 0.0 for s, f in zip(shares, found, strict=True)])
    pairs = assign(worth)
    yield from ((gold[g], found[f]) for g, f in pairs)
    yield from ((g, {}) for i, g in enumerate(gold) if i not in {p[0] for p in pairs})
    yield from (({}, f) for i, f in enumerate(found) if i not in {p[1] for p in pairs})


def score(articles: Iterable[tuple[list[Annotation], list[Annotation]]]) -> dict[str, dict[str, float]]:
    """Figures of (gold, predicted) annotations of articles: joint, messages, roles together, each role, form."""
    precision: dict[str, list[float]] = {r: [] for r in ROLES}
    recall: dict[str, list[float]] = {r: [] for r in ROLES}
    forms = [0, 0, 0]  # right, predicted, in the gold
    for gold, found in articles:
        for one, other in paired(gold, found):
            forms[0] += bool(one and other and one.get("Form") == other.get("Form"))
            forms[1] += bool(other)
            forms[2] += bool(one)
            for role in ROLES:
                right, guess = set(one.get(role, ())), set(other.get(role, ()))
                if guess:
                    precision[role].append(len(right & guess) / len(guess))
                if right:
                    recall[role].append(len(right & guess) / len(right))
    groups = {
        "joint": ROLES,
        "message": ROLES[:1],
        "roles": ROLES[1:],
        **{r.lower(): (r,) for r in ROLES[1:]},
    }
    figures = {
        name: _figures([p for r in of for p in precision[r]], [p for r in of for p in recall[r]])
        for name, of in groups.items()
    }
    exact = [float(i < forms[0]) for i in range(forms[1])], [float(i < forms[0]) for i in range(forms[2])]
    return figures | {"form": _figures(*exact)}


def _figures(precision: list[float], recall: list[float]) -> dict[str, float]:
    p = sum(precision) / len(precision) if precision else 0.0
    r = sum(recall) / len(recall) if recall else 0.0
    return {"p": p, "r": r, "f1": 2 * p * r / (p + r) if p + r else 0.0, "n": len(recall)}


def read(path: Path) -> list[tuple[str, Annotation]]:
    """(name, article) of a JSONL file, named by line, or of the JSON files of a folder."""
    if path.is_dir():
        return [(f.name, json.loads(f.read_text("utf-8"))) for f in sorted(path.glob("*.json"))]
    lines = path.read_text("utf-8").splitlines()
    return [(str(n), json.loads(line)) for n, line in enumerate(lines, 1) if line.strip()]


def write(path: Path, articles: list[tuple[str, Annotation]], *, folder: bool) -> None:
    if folder:
        path.mkdir(parents=True, exist_ok=True)
        for name, article in articles:
            (path / name).write_text(json.dumps(article, ensure_ascii=False, indent=1) + "\n", "utf-8")
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(a, ensure_ascii=False) + "\n" for _, a in articles), "utf-8")


def predict(reader: Reader, articles: list[tuple[str, Annotation]]) -> list[tuple[str, Annotation]]:
    """The articles with what the reader finds instead of their annotations."""
    found = []
    for name, article in articles:
        text = rebuild(article)
        (reading,) = reader.read([document(text.text)])
        found.append((name, {**article, "Annotations": annotations(text, reading.messages)}))
    return found


def matched(
    gold: list[tuple[str, Annotation]], found: list[tuple[str, Annotation]]
) -> list[tuple[str, Any, Any]]:
    """(name, gold, predicted) annotations of each article; the two must hold the same articles."""
    if [n for n, _ in gold] != [n for n, _ in found]:
        raise SystemExit("GOLD and PRED hold different articles")
    return [(n, g["Annotations"], f["Annotations"]) for (n, g), (_, f) in zip(gold, found, strict=True)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("source", type=Path, metavar="IN|GOLD")
    parser.add_argument("target", type=Path, metavar="OUT|PRED")
    parser.add_argument("--model", type=Path, help="model folder (default: the package's own)")
    parser.add_argument("--score", action="store_true", help="score PRED against GOLD")
    parser.add_argument("--held-out", action="store_true", help="of a JSONL file only the lines kept out")
    args = parser.parse_args()
    articles = read(args.source)
    if not args.score:
        reader = Reader.load(args.model or Settings().model)
        write(args.target, predict(reader, articles), folder=args.source.is_dir())
        return
    pairs = matched(articles, read(args.target))
    if args.held_out:
        if args.source.is_dir():
            raise SystemExit("--held-out counts lines: it needs JSONL files")
        pairs = [p for p in pairs if int(p[0]) % 10 == HELD_OUT]
    figures = score([(g, f) for _, g, f in pairs])
    for name, f in figures.items():
        print(f"{name:8s} P {f['p']:.3f}  R {f['r']:.3f}  F1 {f['f1']:.3f}  (gold {f['n']:.0f})")


if __name__ == "__main__":
    main()
