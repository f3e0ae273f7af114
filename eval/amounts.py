"""How often an amount resolves to the number (and unit) that the annotators of the corpus wrote.

    python eval/amounts.py [--even] [--errors N] [CORPUS ...]

Annotators wrote one number in several ways (``20e6``, ``2e7``) and counted time in several spellings
(``h``, ``hours``):
numbers are compared as numbers, units by what they mean; of a range the lower end counts.
"""

import argparse
import re
from pathlib import Path

from lagebild.resolve.amounts import resolve_amount
from times import CORPUS, documents

_SPELLINGS = {
    "year": "years", "y": "years", "Jahre": "years", "month": "months", "mon": "months", "w": "weeks",
    "d": "days",
    "day": "days", "h": "hours", "hour": "hours",
}  # fmt: skip


def parts(value: str) -> tuple[float, str] | None:
    match = re.match(r"[<>~]?\s*([\d.]+(?:e\d+)?)(?:[/-][\d.]+(?:e\d+)?)?\s*(.*)", value)
    return (float(match[1]), _SPELLINGS.get(match[2], match[2])) if match else None


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("corpus", nargs="*", type=Path, default=sorted(CORPUS.glob("*.jsonl")))
    parser.add_argument("--even", action="store_true")
    parser.add_argument("--errors", type=int, default=0)
    args = parser.parse_args()
    rows = [
        (amount["text"], amount["value"], resolve_amount(amount["text"]))
        for document in documents(args.corpus, args.even)
        for sentence in document["sentences"]
        for event in sentence["events"]
        for amount in event["amount"]
        if amount["text"] and amount.get("value")
    ]
    wrong = [row for row in rows if row[2] is None or parts(row[2]) != parts(row[1])]
    number = sum(row[2] is not None and parts(row[2])[:1] == (parts(row[1]) or ())[:1] for row in rows)
    print(
        f"number and unit: {1 - len(wrong) / len(rows):.3f}, number: {number / len(rows):.3f} (n {len(rows)})"
    )
    for row in wrong[: args.errors]:
        print(" | ".join(map(str, row)))


if __name__ == "__main__":
    main()
