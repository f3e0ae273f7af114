"""Score actor codes on gold spans: country and full code by theme, with the errors on request.

python eval/actors.py training/corpus/*.jsonl            figures, odd documents only
python eval/actors.py --errors training/corpus/*.jsonl   errors of the even documents
"""

import argparse
import json
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from lagebild.resolve.actors import ActorResolver, Resolution

ROLES = ("actor", "recipient", "sources")


def mentions(document: dict[str, Any]) -> Iterator[tuple[int, str, str, str, str]]:
    """(place in text, role, text, code, sentence) of every distinct gold span of a document."""
    base, seen = 0, set()
    for sentence in document["sentences"]:
        for event in sentence["events"]:
            for role in ROLES:
                for filler in event[role]:
                    key = (base, filler["start"], filler["end"], filler["code"])
                    if filler["text"] is not None and key not in seen:
                        seen.add(key)
                        yield base + filler["start"], role, filler["text"], filler["code"], sentence["text"]
        base += len(sentence["text"]) + 1


def group_of(found: Resolution | None) -> str:
    if found is None:
        return "none"
    if found.kind == "pronoun":
        return "pronoun"
    return "named" if found.country_known else "guessed"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--errors", action="store_true", help="list errors of the even documents")
    parser.add_argument("--all", action="store_true", help="score every document, not only the odd ones")
    args = parser.parse_args()
    resolver = ActorResolver()
    totals: dict[str, Counter[str]] = defaultdict(Counter)
    characters, seconds = 0, 0.0
    for path in args.files:
        for number, line in enumerate(path.open(encoding="utf-8")):
            if not args.all and number % 2 == (1 if args.errors else 0):
                continue
            document = json.loads(line)
            text = "\n".join(s["text"] for s in document["sentences"])
            published = document.get("published")
            on = date.fromisoformat(published[:10]) if published and len(published) >= 10 else None
            began = time.perf_counter()
            context = resolver.read(text, on)
            seconds += time.perf_counter() - began
            characters += len(text)
            for at, role, mention, gold, sentence in mentions(document):
                found = resolver.resolve(mention, on=on, context=context, at=at)
                code = found.code if found else "-"
                group = group_of(found)
                right = code.split(" ")[0] == gold.split(" ")[0]
                for key in (path.stem, group, "all", role):
                    totals[key].update(n=1, country=right, full=code == gold)
                if args.errors and code != gold and group != "pronoun":
                    sign = "C" if not right else "S"
                    print(
                        f"{sign} {group:7} {document['id']:8} {gold:9} {code:9} | {mention} | {sentence[:140]}"
                    )
    for key, n in totals.items():
        count = n["n"]
        print(
            f"{key:14} n {count:6} country {n['country'] / count:.3f} full {n['full'] / count:.3f}",
            file=sys.stderr,
        )
    print(f"context: {characters / max(seconds, 1e-9) / 1e6:.2f} M characters/s", file=sys.stderr)


if __name__ == "__main__":
    main()
