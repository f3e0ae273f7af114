"""Score the denials that look back on the annotated documents of the corpus.

usage: python eval/denials.py [--list]

A denial is a further source of an event of an earlier sentence. The annotators of most themes coded few of these, so
there are two figures: against the annotation, and against the pairs of ``eval/denials.csv``, which one reader judged.
These are what this and looser rules (longer windows, recipients, denials in clauses) added and the annotation lacks;
recall is over the right ones among them and the annotated ones found, an upper bound. ``--list`` prints what is judged
wrong or not at all.
"""

import argparse
import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from cases import document_of, event_of
from evaluate import HOLD, _own
from lagebild.records import Document, Event, Source, Span, Stance
from lagebild.reference.registry import Registry
from lagebild.resolve.denials import with_denials

JUDGED = Path(__file__).with_suffix(".csv")

Pair = tuple[str, int, str]
"""Document, start of the trigger in the sentences joined by line breaks, country of the denier."""


@dataclass(frozen=True, slots=True)
class Annotated:
    """A document of the corpus as records."""

    name: str
    document: Document
    sentences: tuple[Span, ...]
    events: tuple[Event, ...]


def annotated(given: dict[str, Any], registry: Registry) -> Annotated:
    document, marked = document_of(given)
    events = (replace(event_of(document, s, e, registry), id=str(i)) for i, (s, e) in enumerate(marked))
    return Annotated(given["id"], document, tuple(b.span for b in document.blocks), tuple(events))


def unsaid(sources: Iterable[Source]) -> Iterator[Source]:
    """The sources that deny an event elsewhere than in its sentence."""
    return (s for s in sources if s.stance is Stance.DENIES and s.span is None)


def pairs(name: str, events: Iterable[Event]) -> set[Pair]:
    return {(name, e.trigger.start, s.code.split()[0]) for e in events for s in unsaid(e.sources)}


def found(one: Annotated) -> set[Pair]:
    """What the product adds where the annotated unsaid denials are taken away."""
    bare = [
        replace(e, sources=tuple(s for s in e.sources if s not in set(unsaid(e.sources)))) for e in one.events
    ]
    return pairs(one.name, with_denials(one.document, one.sentences, bare))


def held_out(name: str) -> bool:
    return int(name.rsplit("-", 1)[-1]) % 10 == HOLD


def judged() -> dict[Pair, bool]:
    with JUDGED.open(encoding="utf-8", newline="") as lines:
        return {
            (r["document"], int(r["trigger"]), r["country"]): r["right"] == "1" for r in csv.DictReader(lines)
        }


def ratio(part: int, whole: int) -> str:
    return f"{part / whole:.3f} ({part} of {whole})" if whole else "- (0 of 0)"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--list", action="store_true", help="print what is judged wrong or not at all")
    args = parser.parse_args()
    registry, verdicts = Registry.load(), judged()
    documents = [annotated(given, registry) for given in _own()]
    for label, wanted in (("trained on", False), ("held-out", True)):
        chosen = [d for d in documents if held_out(d.name) is wanted]
        gold = {pair for d in chosen for pair in pairs(d.name, d.events)}
        got = {pair for d in chosen for pair in found(d)}
        right = gold | {
            pair for pair, is_right in verdicts.items() if is_right and held_out(pair[0]) is wanted
        }
        known = {pair for pair in got if pair in gold or pair in verdicts}
        within = (right & set(verdicts)) | (gold & got)
        print(f"{label}: {len(chosen)} documents, {len(got)} sources added")
        print(f"  annotation  P {ratio(len(got & gold), len(got))}  R {ratio(len(got & gold), len(gold))}")
        print(
            f"  judged      P {ratio(len(known & right), len(known))}  R {ratio(len(known & right), len(within))}"
        )
        if args.list:
            print(*sorted((*pair, verdicts.get(pair, "not judged")) for pair in got - right), sep="\n")


if __name__ == "__main__":
    main()
