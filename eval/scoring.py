"""The figures that coded events are judged by, gold against prediction; the same rules as ``shared/bin/score.py``.

Events are dicts in the codebook's JSON form with document offsets. A predicted event matches a gold one of the same
type whose trigger it overlaps, else one left over in the same sentence. Each figure is micro-averaged over a set.
"""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from people import is_named_person, person_key

Event = dict[str, Any]
NOWHERE = frozenset({"UNK", "INT", "EUU", "UNO"})
"""What annotators wrote for seas and the like."""
MODALITIES = ("actual", "planned", "called_for", "hypothetical")


@dataclass(slots=True)
class Tally:
    """True positives, false positives, false negatives."""

    hit: int = 0
    extra: int = 0
    missed: int = 0

    def add(self, gold: Iterable[Hashable], found: Iterable[Hashable]) -> None:
        g, p = Counter(gold), Counter(found)
        both = sum((g & p).values())
        self.hit, self.extra, self.missed = (
            self.hit + both,
            self.extra + sum(p.values()) - both,
            self.missed + sum(g.values()) - both,
        )

    def figures(self) -> dict[str, float]:
        precision = self.hit / (self.hit + self.extra) if self.hit + self.extra else 0.0
        recall = self.hit / (self.hit + self.missed) if self.hit + self.missed else 0.0
        f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        return {"p": precision, "r": recall, "f1": f1, "n": self.hit + self.missed}


@dataclass(frozen=True, slots=True)
class GoldDocument:
    """A gold document as text to be coded: ``text`` is its sentences joined by one newline."""

    id: str
    text: str
    published: str | None
    publisher: str | None
    bounds: list[tuple[int, int]]
    events: list[Event]


def gold_document(data: Mapping[str, Any]) -> GoldDocument:
    """From the corpus form (sentence offsets) to document offsets."""
    events: list[Event] = []
    bounds: list[tuple[int, int]] = []
    at = 0
    for sentence in data["sentences"]:
        bounds.append((at, at + len(sentence["text"])))
        for event in sentence["events"]:
            trigger = event["trigger"]
            moved = {**trigger, "start": trigger["start"] + at, "end": trigger["end"] + at}
            events.append({**event, "trigger": moved})
        at += len(sentence["text"]) + 1
    text = "\n".join(s["text"] for s in data["sentences"])
    return GoldDocument(data["id"], text, data.get("published"), data.get("publisher"), bounds, events)


@dataclass(slots=True)
class Scores:
    """Running sums over a set of documents."""

    sums: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    types: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    modalities: dict[str, Tally] = field(default_factory=lambda: {m: Tally() for m in MODALITIES})
    reality: list[bool] = field(default_factory=list)
    times: list[bool] = field(default_factory=list)
    places: list[bool] = field(default_factory=list)
    people: list[bool] = field(default_factory=list)

    def add(self, gold: GoldDocument, found: Sequence[Event]) -> None:
        pairs, by_trigger = match(gold, found)
        left_gold = len(gold.events) - len(pairs)
        self._count("trigger", by_trigger, len(found), len(gold.events))
        self._count("event", len(pairs), len(found), len(gold.events))
        for g, _ in pairs:
            self.types[g["type"]].hit += 1
        taken = {id(p) for _, p in pairs}
        for p in found:
            if id(p) not in taken:
                self.types[p["type"]].extra += 1
        if left_gold:
            missing = Counter(g["type"] for g in gold.events) - Counter(g["type"] for g, _ in pairs)
            for kind, count in missing.items():
                self.types[kind].missed += count
        for key, real in (("dyad", False), ("dyad_real", True)):
            self.sums[key].add(dyads(gold.events, real=real), dyads(found, real=real))
        for g, p in pairs:
            self._pair(g, p)

    def _count(self, key: str, hits: int, found: int, gold: int) -> None:
        tally = self.sums[key]
        tally.hit, tally.extra, tally.missed = (
            tally.hit + hits,
            tally.extra + found - hits,
            tally.missed + gold - hits,
        )

    def _pair(self, g: Event, p: Event) -> None:
        for role in ("actor", "recipient"):
            ours = {x["code"] for x in p[role] if x.get("code")}
            self.sums[role].add({country(x["code"]) for x in g[role]}, {country(c) for c in ours})
            self.sums["sector"].add({x["code"] for x in g[role]}, ours)
        self.sums["source"].add(
            {(country(s["code"]), s["stance"]) for s in g["sources"]},
            {(country(s["code"]), s["stance"]) for s in p["sources"]},
        )
        right = g["modality"] == p["modality"]
        self.reality.append(right and bool(g["negated"]) == bool(p["negated"]))
        if right:
            self.modalities[g["modality"]].hit += 1
        else:
            self.modalities[g["modality"]].missed += 1
            self.modalities[p["modality"]].extra += 1
        values = [t["value"] for t in g["time"] if t.get("value")]
        if values:
            starts = {v.split("/")[0] for v in values}
            self.times.append(any(t["value"].split("/")[0] in starts for t in p["time"] if t.get("value")))

        self._places_and_people(g, p)

    def _places_and_people(self, g: Event, p: Event) -> None:
        """Countries of events that have a place in both; names of persons whom the gold parties name."""
        countries = {
            x["country"] for x in g.get("place", ()) if x.get("country") and x["country"] not in NOWHERE
        }
        if countries and p.get("place"):
            self.places.append(bool(countries & {x["country"] for x in p["place"]}))
        for role in ("actor", "recipient"):
            known = {person_key(x["name"]) for x in p[role] if x.get("name")}
            self.people += (person_key(x["name"]) in known for x in g[role] if is_named_person(x))

    def figures(self) -> dict[str, Any]:
        out: dict[str, Any] = {key: tally.figures() for key, tally in self.sums.items()}
        macro = sum(t.figures()["f1"] for t in self.modalities.values()) / len(MODALITIES)
        out["reality"] = {"accuracy": _share(self.reality), "macro_f1": macro, "n": len(self.reality)}
        out["time"] = {"accuracy": _share(self.times), "n": len(self.times)}
        out["place"] = {"accuracy": _share(self.places), "n": len(self.places)}
        out["person"] = {"accuracy": _share(self.people), "n": len(self.people)}
        out["types"] = {kind: self.types[kind].figures() for kind in sorted(self.types)}
        return out


def match(gold: GoldDocument, found: Sequence[Event]) -> tuple[list[tuple[Event, Event]], int]:
    """Matched pairs and how many of them share the trigger."""
    used: set[int] = set()
    pairs: list[tuple[Event, Event]] = []
    left: list[Event] = []
    for g in gold.events:
        at = next((j for j, p in enumerate(found) if j not in used and _same_trigger(g, p)), None)
        if at is None:
            left.append(g)
        else:
            used.add(at)
            pairs.append((g, found[at]))
    by_trigger = len(pairs)
    places = [_sentence(gold.bounds, p["trigger"]["start"]) for p in found]
    for g in left:
        here = _sentence(gold.bounds, g["trigger"]["start"])
        free = (
            j for j, p in enumerate(found) if j not in used and p["type"] == g["type"] and places[j] == here
        )
        at = next(free, None)
        if at is not None:
            used.add(at)
            pairs.append((g, found[at]))
    return pairs, by_trigger


def dyads(events: Iterable[Event], *, real: bool) -> set[tuple[Hashable, ...]]:
    """(type, actor country, recipient country), with reality if ``real``; each counts once a document."""
    found: set[tuple[Hashable, ...]] = set()
    for e in events:
        tail = (e["modality"], bool(e["negated"])) if real else ()
        actors = {country(x.get("code")) for x in e["actor"]} or {None}
        recipients = {country(x.get("code")) for x in e["recipient"]} or {None}
        found |= {(e["type"], a, r, *tail) for a in actors for r in recipients}
    return found


def country(code: str | None) -> str | None:
    return code.split()[0] if code else None


def _same_trigger(g: Event, p: Event) -> bool:
    a, b = g["trigger"], p["trigger"]
    return bool(g["type"] == p["type"] and b["start"] < a["end"] and a["start"] < b["end"])


def _sentence(bounds: Sequence[tuple[int, int]], start: int) -> int:
    for i, (a, b) in enumerate(bounds):
        if a <= start < b:
            return i
    return min(range(len(bounds)), key=lambda i: abs(bounds[i][0] - start)) if bounds else -1


def _share(answers: Sequence[bool]) -> float:
    return sum(answers) / len(answers) if answers else 0.0
