"""What an event must be to answer a question, and what it lacks.

Rules are written down in ``seed_facts/*.json``. In them a code without sector asks for the country alone, ``A|B`` is
one of the two, ``@NAME`` a set of ``seed_facts/sets.json``. Words are stems, compared without case.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from amounts import parts
from facts_text import Evidence
from lagebild.records import Span
from people import person_key
from scoring import country

Event = dict[str, Any]
"""``record_json`` of an event; ``document`` is the name of its document."""
ARGUMENTS = ("actor", "recipient", "object", "framework", "place", "time", "amount")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Every field that is set must hold; None asks nothing.

    ``source``: ``()`` is the outlet itself, else alternatives, each of which names all sources that must be there.
    ``date`` may be told more precisely, of an interval the start counts; an event without time is of its page's day.
    ``frameworks``: each stem in some framework; ``framework``: all stems in one. ``about``: in trigger or arguments.
    ``objects``: each stem in some object or in the trigger, of which a compound names the object with the act.
    ``names``: of those who act or are acted on; ``speakers``: of the sources. Many facts have no ``mode``.
    ``unnamed``: codes that may stand there only as inferred. ``party`` (any role), ``stated`` (by the text),
    ``stance`` (of any source) and ``measured`` (has an amount) serve the rules of what must not be there.
    ``exact``: no further country acts, or is acted on, than is asked for, and none on the wrong side; so for answers,
    not for what must not be there.
    """

    types: tuple[str, ...] | None = None
    actors: tuple[str, ...] | None = None
    recipients: tuple[str, ...] | None = None
    forbidden: tuple[str, ...] = ()
    unnamed: tuple[str, ...] = ()
    actor_count: int | None = None
    mode: str | None = None
    modality: str | None = None
    negated: bool = False
    date: str | None = None
    not_date: str | None = None
    source: tuple[tuple[str, ...], ...] | None = None
    names: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()
    place: str | None = None
    amount: str | None = None
    framework: tuple[str, ...] = ()
    frameworks: tuple[str, ...] = ()
    objects: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    party: str | None = None
    stated: bool = False
    stance: str | None = None
    measured: bool = False
    exact: bool = False

    def codes(self) -> str:
        """The rule in one line, for the table."""
        sides = [_short(self.actors), _short(self.recipients)]
        act = "|".join(self.types or ("event",)) + (f".{self.mode}" if self.mode else "")
        parts = [act, " → ".join(s for s in sides if s), self.modality or ""]
        return " ".join(p for p in parts if p)


def wanted(data: Mapping[str, Any], sets: Mapping[str, Sequence[str]]) -> Wanted:
    """From its written form.

    :raises TypeError: a key is unknown.
    """
    fields: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in data.items()}
    for key in ("actors", "recipients"):
        if key in fields:
            fields[key] = _expanded(fields[key], sets)
    source = data.get("source")
    if source == "outlet":
        fields["source"] = ()
    elif source:
        alternatives = source if isinstance(source[0], list) else [source]
        fields["source"] = tuple(_expanded(one, sets) for one in alternatives)
    return Wanted(**fields)


def lacks(rule: Wanted, event: Event, published: str | None) -> list[str]:
    """Everything that the event lacks, in the order in which a reader would ask; empty if it answers."""
    return [name for name, holds in _checks(rule, event, published) if not holds]


def answers(rule: Wanted, event: Event, published: str | None) -> bool:
    return all(holds for _, holds in _checks(rule, event, published))


def proves(proof: Evidence, event: Event) -> bool:
    """The event is told where the quote stands: its sentence has it or is of that line, or its words overlap it."""
    sentence = Span(event["sentence"]["start"], event["sentence"]["end"])
    if any(sentence.contains(quote) for quote in proof.quotes):
        return True
    if any(line.contains(sentence) for line in proof.lines):
        return True
    return any(span.overlaps(quote) for span in _spans(event) for quote in proof.quotes)


def day(event: Event, published: str | None) -> str:
    """When the event was, as the record tells it: its first time that is resolved, else its page's day."""
    values = [t["value"] for t in event["time"] if t.get("value")]
    return values[0] if values else published or ""


def parties(event: Event) -> list[dict[str, Any]]:
    return [*event["actor"], *event["recipient"], *event["sources"]]


def _checks(rule: Wanted, event: Event, published: str | None) -> Iterator[tuple[str, bool]]:
    """Name of what is asked and whether the event has it."""
    actors, recipients = _codes(event["actor"]), _codes(event["recipient"])
    yield f"type (is {event['type']})", rule.types is None or event["type"] in rule.types
    yield "party", rule.party is None or _has_party(rule, event)
    yield f"actor (is {_short(actors) or '-'})", _all_there(rule.actors, actors)
    yield f"recipient (is {_short(recipients) or '-'})", _all_there(rule.recipients, recipients)
    yield f"further actor (is {_short(actors)})", not rule.exact or _no_others(rule.actors, actors)
    others = _short(recipients)
    yield f"further recipient (is {others})", not rule.exact or _no_others(rule.recipients, recipients)
    yield "direction", not rule.exact or _one_way(rule, actors, recipients)
    yield "forbidden party", not any(fits(f, c) for f in rule.forbidden for c in (*actors, *recipients))
    stated = [x["code"] for x in parties(event) if x.get("code") and is_stated(x)]
    yield "party not marked as inferred", not any(fits(u, c) for u in rule.unnamed for c in stated)
    yield f"number of actors (is {len(set(actors))})", rule.actor_count in (None, len(set(actors)))
    yield f"mode (is {event.get('mode') or '-'})", rule.mode in (None, event.get("mode"))
    yield f"modality (is {event['modality']})", rule.modality in (None, event["modality"])
    yield "negation", rule.negated == bool(event["negated"])
    found = day(event, published)
    yield f"date (is {found})", rule.date is None or _dated(found, rule.date.split("/")[0])
    yield f"date (is {found})", rule.not_date is None or not _dated(found, rule.not_date)
    vouched = [f"{s['code']} {s['stance']}" for s in event["sources"]]
    yield f"source (is {', '.join(vouched) or 'the outlet'})", _vouched(rule.source, vouched)
    yield "stance", rule.stance is None or any(s["stance"] == rule.stance for s in event["sources"])
    yield "name", _named(rule.names, (*event["actor"], *event["recipient"]))
    yield "name of the source", _named(rule.speakers, event["sources"])
    yield "place", rule.place is None or any(p.get("country") == rule.place for p in event["place"])
    amounts = [a.get("value") for a in event["amount"]]
    yield "amount", rule.amount is None or any(parts(a) == parts(rule.amount) for a in amounts if a)
    yield "amount", not rule.measured or bool(amounts)
    frameworks = [f"{f.get('text') or ''} {f.get('name') or ''}" for f in event["framework"]]
    yield (
        "framework",
        not rule.framework or any(all(is_in(s, [f]) for s in rule.framework) for f in frameworks),
    )
    yield "framework", all(is_in(stem, frameworks) for stem in rule.frameworks)
    things = [*(o.get("text") or "" for o in event["object"]), event["trigger"]["text"]]
    yield "object", all(is_in(stem, things) for stem in rule.objects)
    words = [x.get("text") or "" for role in ARGUMENTS for x in event[role]] + [event["trigger"]["text"]]
    yield "words", all(is_in(stem, words) for stem in rule.about)


def fits(asked: str, code: str) -> bool:
    """``KOR`` is any South Korean actor, ``KOR GOV`` its government alone, ``PRK|KOR`` one of the two."""
    return any(code == one if " " in one else country(code) == one for one in asked.split("|"))


def is_stated(party: Mapping[str, Any]) -> bool:
    """The text itself names the party."""
    return party.get("start") is not None and not party.get("inferred")


def _has_party(rule: Wanted, event: Event) -> bool:
    there = [x for x in parties(event) if x.get("code") and fits(rule.party or "", x["code"])]
    return any(is_stated(x) for x in there) if rule.stated else bool(there)


def _named(names: Iterable[str], there: Iterable[Mapping[str, Any]]) -> bool:
    known = {person_key(x["name"]) for x in there if x.get("name")}
    return all(person_key(name) in known for name in names)


def _all_there(asked: tuple[str, ...] | None, codes: Sequence[str]) -> bool:
    return all(any(fits(one, code) for code in codes) for one in asked or ())


def _no_others(asked: tuple[str, ...] | None, codes: Sequence[str]) -> bool:
    known = {country(one) for each in asked or () for one in each.split("|")}
    return not asked or all(country(code) in known for code in codes)


def _one_way(rule: Wanted, actors: Sequence[str], recipients: Sequence[str]) -> bool:
    """Of an act with two sides nobody stands on the wrong one, unless the rule has its country on both."""
    if not rule.actors or not rule.recipients:
        return True
    givers, takers = (
        {country(c) for a in side for c in a.split("|")} for side in (rule.actors, rule.recipients)
    )
    return not any(country(c) in takers - givers for c in actors) and not any(
        country(c) in givers - takers for c in recipients
    )


def _dated(found: str, asked: str) -> bool:
    start = found.split("/")[0]
    return start == asked or start.startswith(f"{asked}-")


def _vouched(asked: tuple[tuple[str, ...], ...] | None, found: Sequence[str]) -> bool:
    if asked is None:
        return True
    if not asked:
        return not found
    return any(all(any(_says(one, f) for f in found) for one in each) for each in asked)


def _says(asked: str, found: str) -> bool:
    codes, _, stance = asked.rpartition(" ")
    code, _, is_stance = found.rpartition(" ")
    return stance == is_stance and fits(codes, code)


def is_in(stem: str, texts: Iterable[str]) -> bool:
    return any(one in text.casefold() for text in texts for one in stem.casefold().split("|"))


def _codes(fillers: Sequence[Mapping[str, Any]]) -> list[str]:
    return [x["code"] for x in fillers if x.get("code")]


def _spans(event: Event) -> Iterator[Span]:
    for one in (event["trigger"], *(x for role in ARGUMENTS for x in event[role])):
        if one.get("start") is not None:
            yield Span(one["start"], one["end"])


def _expanded(codes: Iterable[str], sets: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """``@NAME`` and ``@NAME stance`` replaced by the members of the set."""
    out: list[str] = []
    for code in codes:
        name, _, stance = code.removeprefix("@").partition(" ")
        out += [f"{c} {stance}".strip() for c in sets[name]] if code.startswith("@") else [code]
    return tuple(out)


LISTED = 4
"""Longer lists of parties are shortened in the table."""


def _short(codes: Sequence[str] | None) -> str:
    codes = codes or ()
    more = f" and {len(codes) - LISTED} more" if len(codes) > LISTED else ""
    return ", ".join(codes[:LISTED]) + more
