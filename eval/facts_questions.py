"""The questions across the documents and the traps, as far as events, the items' answers and cases settle them.

Written down in ``seed_facts/questions.json`` and ``traps.json``. A check may have these parts, all of which must hold:

- ``needs``: items that must be answered
- ``there``, ``absent``: an event that must, or must not, be in the record
- ``only``: all events of a kind prove one of the items ``within``
- ``called``: a person (``name``) is found under a description: a party or source has the name and words with ``text``
- ``sourced``: all events of a kind have a source ``by`` somebody; there must be one unless ``if_any``
- ``marked``: in these documents persons that the text does not name are marked as inferred
- ``publishers``: the documents' publishers
- ``order``: events in order of their days
- ``one_case``: all events of a group lie in one case; ``apart``: no case has events of both; ``cases``: their number

Events are chosen by rules of ``facts_rules`` with ``document`` and ``lines`` (where the trigger stands), or by an
item's id: the events that answer its first rule, with ``#1`` its second.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from facts_items import EXPECTED, Answer
from facts_rules import Event, answers, day, fits, is_in, parties, proves, wanted
from facts_text import evidence
from lagebild.reference.names import key_of
from lagebild.reference.registry import default_registry
from people import person_key
from scoring import GoldDocument

Case = Sequence[Event]
Rule = Mapping[str, Any]
NOT_JUDGED = "not judged: no cases given"
_OWN = ("document", "lines", "within", "by", "number", "name", "text", "if_any")
"""What a rule of a check has beside those of ``facts_rules``."""
SHORTEST = 3
"""Letters of a part of a name that tells it."""


@dataclass(frozen=True, slots=True)
class Result:
    """``missing`` is the first part that does not hold; None: answered, or the trap is avoided."""

    id: str
    missing: str | None


def check(
    name: str,
    documents: Sequence[GoldDocument],
    events_by_document: Mapping[str, Sequence[Event]],
    cases: Sequence[Case] | None,
    *,
    answers: Sequence[Answer],
    folder: Path = EXPECTED,
) -> list[Result]:
    """The 23 ``questions`` or the ten ``traps``; ``cases`` are lists of events with the ids of ``events_by_document``,
    None if unknown."""
    material = _Material(documents, events_by_document, cases, answers)
    checks = json.loads((folder / f"{name}.json").read_text("utf-8"))
    return [Result(key, _first_fault(data, material)) for key, data in checks.items()]


def proofs(
    documents: Sequence[GoldDocument],
    events_by_document: Mapping[str, Sequence[Event]],
    *,
    answers: Sequence[Answer],
    folder: Path = EXPECTED,
) -> dict[str, list[frozenset[str]]]:
    """What must be seen to answer each of the 23 questions: of every set of events' ids one.

    Items that only a passage answers are left out.
    """
    material = _Material(documents, events_by_document, None, answers)
    found = {}
    for key, data in json.loads((folder / "questions.json").read_text("utf-8")).items():
        rules = [rule for part in ("needs", "there", "called") for rule in data.get(part, ())]
        told = [
            r
            for r in rules
            if not isinstance(r, str) or material.answers[r.partition("#")[0]].expected.events
        ]
        found[key] = [frozenset(e["id"] for e in material.chosen(rule)) for rule in told]
    return found


class _Material:
    """What the checks look at."""

    def __init__(
        self,
        documents: Sequence[GoldDocument],
        events: Mapping[str, Sequence[Event]],
        cases: Sequence[Case] | None,
        answers: Sequence[Answer],
    ) -> None:
        self.documents = {d.id: d for d in documents}
        self.events = events
        self.cases = None if cases is None else [frozenset(e["id"] for e in case) for case in cases]
        self.answers = {a.item.id: a for a in answers}

    def chosen(self, rule: str | Rule) -> list[Event]:
        return self._of_item(rule) if isinstance(rule, str) else self._of_rule(rule)

    def _of_item(self, reference: str) -> list[Event]:
        name, _, number = reference.partition("#")
        one = self.answers[name]
        document = self.documents[one.item.document]
        forms = one.expected.events[int(number or 0)]
        proof = evidence(document, one.item.quotes, one.expected.also)
        return [
            e
            for e in self.events[document.id]
            if proves(proof, e) and any(answers(form, e, document.published) for form in forms)
        ]

    def _of_rule(self, rule: Rule) -> list[Event]:
        asked = wanted({k: v for k, v in rule.items() if k not in _OWN}, {})
        names = [rule["document"]] if "document" in rule else list(self.documents)
        return [
            e
            for name in names
            for e in self.events[name]
            if self._in_lines(e, rule.get("lines")) and answers(asked, e, self.documents[name].published)
        ]

    def _in_lines(self, event: Event, lines: Sequence[int] | None) -> bool:
        if lines is None:
            return True
        bounds = self.documents[event["document"]].bounds
        return any(bounds[n - 1][0] <= event["trigger"]["start"] < bounds[n - 1][1] for n in lines)


def _first_fault(data: Rule, material: _Material) -> str | None:
    """The first part of the check that does not hold; parts that need cases come last."""
    faults = (fault for part, test in _PARTS.items() if part in data for fault in test(data[part], material))
    return next(iter(faults), None)


def _needs(items: Sequence[str], m: _Material) -> Iterable[str]:
    return (f"{name}: {m.answers[name].missing}" for name in items if m.answers[name].missing)


def _there(rules: Sequence[Rule], m: _Material) -> Iterable[str]:
    return (f"no event: {_named(rule)}" for rule in rules if not m.chosen(rule))


def _absent(rules: Sequence[Rule], m: _Material) -> Iterable[str]:
    return (f"must not be there: {_named(rule)}" for rule in rules if m.chosen(rule))


def _only(rules: Sequence[Rule], m: _Material) -> Iterable[str]:
    for rule in rules:
        known = {e["id"] for name in rule["within"] for e in m.chosen(name)}
        extra = [e for e in m.chosen(rule) if e["id"] not in known]
        yield from (f"one more: {e['type']} in {e['document']}" for e in extra)


def _called(rules: Sequence[Rule], m: _Material) -> Iterable[str]:
    for rule in rules:
        who = person_key(rule["name"])
        named = [
            p for e in m.chosen(rule) for p in parties(e) if p.get("name") and person_key(p["name"]) == who
        ]
        if not any(is_in(rule["text"], [p.get("text") or ""]) for p in named):
            yield f"{rule['name']} is not '{rule['text']}' in {_named(rule)}"


def _sourced(rules: Sequence[Rule], m: _Material) -> Iterable[str]:
    for rule in rules:
        chosen = m.chosen(rule)
        if not chosen and not rule.get("if_any"):
            yield f"no event: {_named(rule)}"
        for event in chosen:
            if not any(fits(rule["by"], s["code"]) for s in event["sources"]):
                yield f"{event['type']} in {_named(rule)} is not told by {rule['by']}"


def _marked(names: Sequence[str], m: _Material) -> Iterable[str]:
    """Gold events do not say what is inferred and are passed over."""
    for name in names:
        text = m.documents[name].text
        for event in m.events[name]:
            for party in parties(event):
                if not party.get("inferred", True) and _is_unsaid(party.get("name"), text):
                    yield f"{party['name']} is not in {name} and not marked as inferred"


def _is_unsaid(name: str | None, text: str) -> bool:
    """A person whose name the text nowhere says."""
    if not name or all(entry.person is None for entry in default_registry().meanings(key_of(name))):
        return False
    return not any(part in text for part in name.split() if len(part) >= SHORTEST)


def _publishers(names: Mapping[str, str | None], m: _Material) -> Iterable[str]:
    found = {name: m.documents[name].publisher for name in names}
    return (f"publisher of {k} is {found[k]}" for k in names if (found[k] or "-") != (names[k] or "-"))


def _order(references: Sequence[str], m: _Material) -> Iterable[str]:
    last = ""
    for reference in references:
        days = [day(e, m.documents[e["document"]].published).split("/")[0] for e in m.chosen(reference)]
        if not days:
            yield f"no event: {reference}"
        elif min(days) < last:
            yield f"{reference} comes too early ({min(days)})"
        else:
            last = min(days)


def _one_case(groups: Sequence[Sequence[str | Rule]], m: _Material) -> Iterable[str]:
    for group in groups:
        ids = [{e["id"] for e in m.chosen(rule)} for rule in group]
        if not all(ids):
            yield f"no event: {_named(group[ids.index(set())])}"
        elif m.cases is not None and not any(set().union(*ids) <= case for case in m.cases):
            yield f"in different cases: {', '.join(_named(rule) for rule in group)}"
    if m.cases is None:
        yield NOT_JUDGED


def _apart(pairs: Sequence[Sequence[str | Rule]], m: _Material) -> Iterable[str]:
    for pair in pairs:
        ids = [{e["id"] for e in m.chosen(rule)} for rule in pair]
        if not all(ids):
            yield f"no event: {_named(pair[ids.index(set())])}"
        elif any(all(case & one for one in ids) for case in m.cases or ()):
            yield f"in one case: {', '.join(_named(rule) for rule in pair)}"
    if m.cases is None:
        yield NOT_JUDGED


def _cases(rules: Sequence[Rule], m: _Material) -> Iterable[str]:
    for rule in rules:
        ids = {e["id"] for e in m.chosen(rule)}
        found = sum(bool(case & ids) for case in m.cases or ())
        if m.cases is not None and found != rule["number"]:
            yield f"{found} cases instead of {rule['number']}"
    if m.cases is None:
        yield NOT_JUDGED


def _named(rule: str | Rule) -> str:
    if isinstance(rule, str):
        return rule
    place = f"{rule.get('document', 'any document')} {rule.get('lines', '')}".strip()
    asked = (str(v) for k, v in rule.items() if k not in _OWN)
    return f"{place} {' '.join(asked)}".strip()


_PARTS: dict[str, Callable[[Any, _Material], Iterable[str]]] = {
    "needs": _needs,
    "there": _there,
    "absent": _absent,
    "only": _only,
    "called": _called,
    "sourced": _sourced,
    "marked": _marked,
    "publishers": _publishers,
    "order": _order,
    "apart": _apart,
    "one_case": _one_case,
    "cases": _cases,
}
