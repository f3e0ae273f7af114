"""The items of the seed facts: what answers each, and whether events and passages do."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from facts_rules import Event, Wanted, answers, lacks, proves, wanted
from facts_search import Search
from facts_text import Evidence, Item, evidence
from lagebild.records import Span
from scoring import GoldDocument

EXPECTED = Path(__file__).parent / "seed_facts"
READ = 3
"""Passages of one document that somebody reads before giving up a search."""
LONGEST = 600
"""Characters; what is longer is no passage. The longest line of the founding documents has 475."""

NEAR = 3
"""An event of another type, which counts double, that lacks more than this is another event."""


@dataclass(frozen=True, slots=True)
class Expected:
    """What answers an item: each event of ``events`` in one of its forms, each query; nothing of the others."""

    events: tuple[tuple[Wanted, ...], ...] = ()
    never: tuple[Wanted, ...] = ()
    absent: tuple[Wanted, ...] = ()
    queries: tuple[str, ...] = ()
    also: tuple[int, ...] = ()

    @property
    def kind(self) -> str:
        kinds = {"event": self.events, "passage": self.queries, "absent": self.absent}
        return " + ".join(kind for kind, there in kinds.items() if there)

    def codes(self) -> str:
        rules = "; ".join(forms[0].codes() for forms in self.events)
        return rules or "; ".join(rule.codes() for rule in self.absent if rule.types)


@dataclass(frozen=True, slots=True)
class Answer:
    """``missing`` is the first thing that is not there; None is an answer."""

    item: Item
    expected: Expected
    missing: str | None


def read_expected(folder: Path = EXPECTED) -> dict[str, Expected]:
    """Item id -> what answers it."""
    sets = json.loads((folder / "sets.json").read_text("utf-8"))
    out: dict[str, Expected] = {}
    for path in sorted(folder.glob("s[0-9].json")):
        for number, data in json.loads(path.read_text("utf-8")).items():
            out[f"{path.stem}.{number}"] = expected(data, sets)
    return out


def expected(data: Mapping[str, Any], sets: Mapping[str, Sequence[str]]) -> Expected:
    forms = (one if isinstance(one, list) else [one] for one in data.get("events", ()))
    return Expected(
        events=tuple(tuple(wanted({"exact": True, **rule}, sets) for rule in each) for each in forms),
        never=tuple(wanted(rule, sets) for rule in data.get("never", ())),
        absent=tuple(wanted(rule, sets) for rule in data.get("absent", ())),
        queries=tuple(data.get("queries", ())),
        also=tuple(data.get("also", ())),
    )


def answer(
    item: Item, rules: Expected, document: GoldDocument, events: Sequence[Event], search: Search
) -> Answer:
    """Whether the document's events and passages answer the item."""
    proof = evidence(document, item.quotes, rules.also)
    here = [event for event in events if proves(proof, event)]
    missing = (
        next((m for forms in rules.events if (m := _nearest(forms, here, document.published))), None)
        or _contradicted(rules.never, here, document.published)
        or _contradicted(rules.absent, events, document.published)
        or _not_found(item, rules, document, search)
    )
    return Answer(item, rules, missing)


def _nearest(forms: Sequence[Wanted], events: Sequence[Event], published: str | None) -> str | None:
    """What the event that comes nearest to one of the forms lacks first; None if one answers."""
    faults = [lacks(rule, event, published) for rule in forms for event in events]
    if not faults:
        return "no event in the sentence"
    types = "|".join(forms[0].types or ())
    count, other_type, nearest = min((len(f) + _other(f), _other(f), f) for f in faults)
    if other_type and count > NEAR:
        return f"no {types} in the sentence"
    return f"{types}: {nearest[0]}" if nearest else None


def _other(faults: Sequence[str]) -> bool:
    """The event is of another type: that weighs double."""
    return bool(faults) and faults[0].startswith("type")


def _contradicted(rules: Iterable[Wanted], events: Sequence[Event], published: str | None) -> str | None:
    for rule in rules:
        if any(answers(rule, event, published) for event in events):
            return f"must not be there: {rule.codes()}"
    return None


def _not_found(item: Item, rules: Expected, document: GoldDocument, search: Search) -> str | None:
    """Queries and quotes go in pairs if there are as many of each, else any quote will do."""
    paired = len(rules.queries) == len(item.quotes)
    for n, query in enumerate(rules.queries):
        proof = evidence(document, item.quotes[n : n + 1] if paired else item.quotes)
        hits = [span for name, span in search(query) if name == document.id][:READ]
        if not any(_shows(proof, span) for span in hits):
            return f"passage not found: {query}"
    return None


def _shows(proof: Evidence, passage: Span) -> bool:
    """The passage has the quoted words or is of their line; some searches mark single words."""
    inside = any(line.contains(passage) for line in proof.lines)
    around = passage.end - passage.start <= LONGEST and any(passage.contains(q) for q in proof.quotes)
    return inside or around
