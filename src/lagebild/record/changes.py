"""What a new reading of a document made of the events of an earlier one: corrections and recodings as differences."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from lagebild.records import Actor, Event


@dataclass(frozen=True, slots=True)
class ReadingSummary:
    """One model's reading of a document; the highest number is in force."""

    number: int
    model: str
    events: int
    added_at: datetime


@dataclass(frozen=True, slots=True)
class Change:
    """An event that came (no ``before``), went (no ``after``), or is told differently: field -> both values."""

    before: Event | None
    after: Event | None
    fields: dict[str, tuple[str, str]]


def changes(before: Sequence[Event], after: Sequence[Event]) -> list[Change]:
    """The differences between two readings of one text, in its order; what is the same is left out.

    Events are the same if their triggers overlap; of several the one of the same type.
    """
    left = list(after)
    found: list[Change] = []
    for old in before:
        here = [new for new in left if new.trigger.overlaps(old.trigger)]
        new = next((each for each in here if each.type is old.type), here[0] if here else None)
        if new is None:
            found.append(Change(old, None, {}))
            continue
        left.remove(new)
        if differing := _differing(old, new):
            found.append(Change(old, new, differing))
    found += [Change(None, new, {}) for new in left]
    return sorted(found, key=lambda c: (c.after or c.before).trigger)  # type: ignore[union-attr]


def _differing(old: Event, new: Event) -> dict[str, tuple[str, str]]:
    values = ((name, value(old), value(new)) for name, value in _FIELDS.items())
    return {name: (was, now) for name, was, now in values if was != now}


def _parties(actors: Sequence[Actor]) -> str:
    return ", ".join(f"{actor.code} ({actor.name})" if actor.name else actor.code for actor in actors)


_FIELDS: dict[str, Callable[[Event], str]] = {
    "type": lambda e: f"{e.type.value}.{e.mode}" if e.mode else e.type.value,
    "reality": lambda e: f"{'not ' if e.negated else ''}{e.modality.value}",
    "actors": lambda e: _parties(e.actors),
    "recipients": lambda e: _parties(e.recipients),
    "sources": lambda e: ", ".join(f"{source.code} {source.stance.value}" for source in e.sources),
    "objects": lambda e: ", ".join(found.text for found in e.objects),
    "frameworks": lambda e: ", ".join(found.name or found.text for found in e.frameworks),
    "places": lambda e: ", ".join(found.country or found.text for found in e.places),
    "times": lambda e: ", ".join(found.value or found.text for found in e.times),
    "amounts": lambda e: ", ".join(found.value or found.text for found in e.amounts),
}
