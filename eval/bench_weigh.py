"""How long weighing takes: a record of 100,000 events, then one more document.

usage: python eval/bench_weigh.py [--events 100000] [--database ADDRESS]

The documents are those of training/corpus, repeated on other days until there are enough events; the database is kept
if it is named.
"""

import argparse
import random
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

from cases import document_of, event_of
from evaluate import read_jsonl
from lagebild.record import Store
from lagebild.records import Document, Event
from lagebild.reference.registry import Registry
from lagebild.weigh.weigher import Weigher

CORPUS = Path(__file__).parents[1] / "training/corpus"
MODEL = "annotated"


def made(events: int) -> Iterator[tuple[Document, list[Event]]]:
    """Documents with so many events altogether, and one more."""
    dice = random.Random(7)
    registry = Registry.load()
    known = [d for path in sorted(CORPUS.glob("*.jsonl")) for d in read_jsonl(path) if d.get("published")]
    so_far = turn = 0
    while True:
        for given in known:
            copy = _on_another_day(given, turn, dice)
            document, spans = document_of(copy)
            read = [event_of(document, span, event, registry) for span, event in spans]
            once = {event.id: replace(event, vector=dice.randbytes(256), model=MODEL) for event in read}
            found = list(once.values())
            yield document, found
            so_far += len(found)
            if so_far >= events:
                return
        turn += 1


def _on_another_day(given: dict[str, Any], turn: int, dice: random.Random) -> dict[str, Any]:
    """The document as if it had appeared some days later, with a number that makes its text another."""
    if not turn:
        return given
    day = date.fromisoformat(given["published"]) + timedelta(days=dice.randrange(20, 400) * turn)
    title = {"text": f"Meldung {turn}", "title": True, "events": []}
    return {**given, "published": day.isoformat(), "sentences": [title, *given["sentences"]]}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--events", type=int, default=100_000)
    parser.add_argument("--database", help="path or address of an empty database")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        address = args.database or str(Path(folder) / "bench.db")
        with Store.open(address) as store:
            *first, last = made(args.events)
            seen: set[str] = set()
            pairs = [(d, e) for d, e in first if not (d.id in seen or seen.add(d.id))]
            begun = time.perf_counter()
            store.add_many(pairs, model=MODEL)
            print(f"stored {store.counts()} in {time.perf_counter() - begun:.0f} s", flush=True)
        with Store.open(address) as store:
            begun = time.perf_counter()
            done = sum(1 for _ in Weigher(store).pending())
            spent = time.perf_counter() - begun
            print(f"weighed {done} documents in {spent:.0f} s")
        with Store.open(address) as store:
            document, events = last
            text = document.text + " "
            again = replace(document, text=text, id=sha256(text.encode()).hexdigest())
            store.add(again, [replace(e, id=e.id + "x", document_id=again.id) for e in events], model=MODEL)
            begun = time.perf_counter()
            for _ in Weigher(store).pending():
                pass
            print(f"weighed one document with {len(events)} events in {time.perf_counter() - begun:.2f} s")


if __name__ == "__main__":
    main()
