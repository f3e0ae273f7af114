"""How often dates resolve to what the annotators of the corpus wrote.

    python eval/times.py [--even] [--errors N] [CORPUS ...]

Documents are numbered through all files in the order given; the figure is that of the odd ones, ``--even``
shows the
half that rules may be written against. A value counts where it is equal or starts at the same time
(``score.py``).
"""

import argparse
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from lagebild.language.dates import resolve_time
from lagebild.records import Document, Modality, Span
from lagebild.resolve.times import DocumentTimes

CORPUS = Path(__file__).resolve().parents[1] / "training" / "corpus"


def documents(paths: list[Path], even: bool) -> Iterator[dict]:
    number = 0
    for path in paths:
        for line in path.read_text("utf-8").splitlines():
            number += 1
            if (number % 2 == 0) == even:
                yield json.loads(line)


def same_time(found: str | None, gold: str) -> bool:
    return found is not None and (found == gold or found.split("/")[0] == gold.split("/")[0])


def times(document: dict) -> Iterator[tuple[str, str, str | None, str | None]]:
    """Text, gold, value from the expression alone, value in the document with the reality of its event."""
    anchor = date.fromisoformat(document["published"])
    starts, length = [], 0
    for sentence in document["sentences"]:
        starts.append(length)
        length += len(sentence["text"]) + 1
    text = "\n".join(sentence["text"] for sentence in document["sentences"])
    resolver = DocumentTimes(Document(id="", text=text, published=anchor))
    seen = set()
    for start, sentence in zip(starts, document["sentences"], strict=True):
        for event in sentence["events"]:
            for filler in event["time"]:
                key = (start, filler["start"], filler["end"], filler.get("value"), event["modality"])
                if filler["text"] and filler.get("value") and key not in seen:
                    seen.add(key)
                    span = Span(start + filler["start"], start + filler["end"])
                    plain = resolve_time(filler["text"], anchor)
                    yield (
                        filler["text"],
                        filler["value"],
                        plain,
                        resolver.resolve(span, Modality(event["modality"])),
                    )


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("corpus", nargs="*", type=Path, default=sorted(CORPUS.glob("*.jsonl")))
    parser.add_argument("--even", action="store_true")
    parser.add_argument("--errors", type=int, default=0)
    args = parser.parse_args()
    rows = [(d["published"], *row) for d in documents(args.corpus, args.even) for row in times(d)]
    for name, column in (("expression alone", 3), ("in its document", 4)):
        right = sum(same_time(row[column], row[2]) for row in rows)
        equal = sum(row[column] == row[2] for row in rows)
        share = f"{right / len(rows):.3f} equal or same start, {equal / len(rows):.3f} equal"
        print(f"{name}: {share} (n {len(rows)})")
    wrong = [row for row in rows if not same_time(row[4], row[2])]
    for row in wrong[: args.errors]:
        print(" | ".join(str(cell) for cell in row))


if __name__ == "__main__":
    main()
