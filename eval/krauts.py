"""Scores ``find_timexes`` on TimeML files such as KRAUTS, with the rules of TempEval-3.

    python eval/krauts.py DIR [--json]

Strict: same extent; relaxed: extents overlap. Type and value count matches that overlap and agree in it as
well (F1 over all
expressions). The creation time is the anchor and is not scored; empty TIMEX3 elements have no extent and
are not either.
"""

import argparse
import json
import re
import sys
from datetime import date
from html import unescape
from pathlib import Path

from lagebild.language.timeml import Timex, find_timexes

_TAG = re.compile(r"<(/?)(\w+)([^>]*)>")
_ATTRIBUTE = re.compile(r'(\w+)="([^"]*)"')


def read(source: str) -> tuple[str, date | None, list[Timex]]:
    """The text, its creation day and its annotated expressions, offsets counted in the text."""
    created = re.search(
        r'<TIMEX3[^>]*value="(\d{4}-\d{2}-\d{2})[^"]*"[^>]*functionInDocument="CREATION_TIME"', source
    )
    body = re.search(r"<TEXT>(.*?)</TEXT>", source, re.DOTALL)
    parts: list[str] = []
    length, position = 0, 0
    gold: list[Timex] = []
    opened: list[tuple[int, dict[str, str]]] = []
    inner = body[1] if body else ""
    for tag in _TAG.finditer(inner):
        parts.append(unescape(inner[position : tag.start()]))
        length += len(parts[-1])
        position = tag.end()
        if tag[2] == "TIMEX3" and not tag[3].rstrip().endswith("/"):
            if not tag[1]:
                opened.append((length, dict(_ATTRIBUTE.findall(tag[3]))))
            elif opened:
                start, attributes = opened.pop()
                gold.append(Timex(start, length, attributes.get("type", ""), attributes.get("value", "")))
    parts.append(unescape(inner[position:]))
    return "".join(parts), date.fromisoformat(created[1]) if created else None, gold


def score(pairs: list[tuple[list[Timex], list[Timex]]]) -> dict[str, float]:
    """F1 of gold against found, over all documents together."""
    total = sum(len(gold) + len(found) for gold, found in pairs)
    hits = {"strict": 0, "relaxed": 0, "type": 0, "value": 0}
    for gold, found in pairs:
        free = list(found)
        for one in gold:
            other = next((f for f in free if f.start < one.end and one.start < f.end), None)
            if other is None:
                continue
            free.remove(other)
            hits["relaxed"] += 1
            hits["strict"] += (one.start, one.end) == (other.start, other.end)
            hits["type"] += one.type == other.type
            hits["value"] += one.value == other.value
    return {name: round(2 * count / total, 4) if total else 0.0 for name, count in hits.items()}


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("directory", type=Path)
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    pairs = []
    for path in sorted(args.directory.glob("*.tml")):
        text, created, gold = read(path.read_text("utf-8"))
        pairs.append((gold, find_timexes(text, created)))
    if not any(gold for gold, _ in pairs):
        print(
            f"{args.directory}: no TIMEX3 in any text of {len(pairs)} files; nothing to score",
            file=sys.stderr,
        )
        return 1
    scores = score(pairs)
    print(
        json.dumps(scores)
        if args.json
        else "  ".join(f"{name} {value:.3f}" for name, value in scores.items())
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
