"""An event as an act that can be compared with others: parties, days, places, words."""

import re
from base64 import b64decode, b64encode
from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import date, timedelta
from typing import Any, Self

from lagebild.language.words import is_stop_word, terms_of, tokens
from lagebild.records import Actor, BlockKind, Document, Event, EventType, Modality, Span, Stance

FAMILIES = {
    EventType.CONSULT: "meet",
    EventType.AID: "give", EventType.COOPERATE: "give",
    EventType.AGREE: "accord", EventType.SUPPORT: "accord",
    EventType.CONCEDE: "yield", EventType.RETREAT: "yield",
    EventType.REQUEST: "ask", EventType.ACCUSE: "blame", EventType.REJECT: "refuse",
    EventType.THREATEN: "threaten", EventType.PROTEST: "protest",
    EventType.SANCTION: "punish", EventType.COERCE: "punish",
    EventType.MOBILIZE: "arm", EventType.ASSAULT: "attack",
}  # fmt: skip
"""Types between which editors' words, and the reader, waver for one act; acts of two families are never the same."""
MUTUAL = frozenset({"meet", "accord", "give"})
"""Families in which who is actor and who recipient often depends on the sentence alone."""
NOBODY = frozenset({"UNK", "XXX", "INT", "IGO", "NGO"})
"""Countries of actor codes that do not tell two parties apart."""

UNDATED = 1
"""The number of the day on which a document without a date counts as published."""
BEFORE, AFTER = timedelta(days=600), timedelta(days=400)
"""Around the day of publication, when an act without a date may have happened or is to happen."""

JOINT = frozenset({"joint_statement", "joint statement"})
"""Kinds of documents in which what one party promises is agreed with the others."""
OPENING = 300
"""Characters in which news texts tell their news."""

AROUND = 50
"""Characters beside a trigger in which an ordinal is about it (``das fünfte Sanktionspaket``)."""

_NUMBER = re.compile(r"\d+")
_ORDINAL = re.compile(
    r"\b(erst|zweit|dritt|viert|fünft|sechst|siebt|acht|neunt|zehnt|elft|zwölft)(?:e|en|er|es|em)\b",
    re.IGNORECASE,
)
_FULL_DAY = 10  # characters of YYYY-MM-DD


@dataclass(frozen=True, slots=True, eq=False)
class Act:
    """Compared by identity, because weighing looks pairs of them up a thousand times a document.

    ``first`` and ``second`` are the countries of actors and recipients, ``codes`` and ``names`` those of both.

    ``said_by`` are the countries of those who vouch for it; ``denied`` if one of its sources denies it; ``label`` are
    its words. ``sentence`` is where its sentence starts.

    ``start`` and ``end`` are the day numbers (``date.toordinal``) between which it lies; ``dated`` if the text says so,
    ``exact`` if it names one day; ``opening`` if the document opens with it, ``joint`` if that is
    a joint statement. ``trigger``, ``subject`` (objects and frameworks) and ``words`` (the sentence)
    are stems, ``numbers`` stand in the sentence, ``ordinals`` beside the trigger.
    """

    event_id: str
    document_id: str
    sentence: int
    label: str
    family: str
    type: str
    mode: str | None
    modality: str
    negated: bool
    first: tuple[str, ...]
    second: tuple[str, ...]
    said_by: tuple[str, ...]
    denied: bool
    codes: tuple[str, ...]
    names: tuple[str, ...]
    start: int
    end: int
    dated: bool
    exact: bool
    published: int
    opening: bool
    joint: bool
    places: tuple[str, ...]
    towns: tuple[int, ...]
    frameworks: tuple[str, ...]
    amounts: tuple[str, ...]
    trigger: tuple[str, ...]
    subject: tuple[str, ...]
    words: tuple[str, ...]
    numbers: tuple[str, ...]
    ordinals: tuple[str, ...]
    vector: bytes = b""

    @property
    def day(self) -> int:
        """The day under which to look it up."""
        return (self.start + self.end) // 2 if self.dated else self.published

    def to_dict(self) -> dict[str, Any]:
        values = {field.name: getattr(self, field.name) for field in fields(self)}
        return {**values, "vector": b64encode(self.vector).decode("ascii")}

    @classmethod
    def from_dict(cls, row: dict[str, Any]) -> Self:
        values: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in row.items()}
        return cls(**{**values, "vector": b64decode(values["vector"])})

    def keys(self) -> list[str]:
        """Under what to look this act up: those that could be the same have one of these among their ``asks``."""
        return sorted({*self._pairs(), *(f"{k}*" for k in self._halves())} | set(self._open()))

    def asks(self) -> list[str]:
        """Keys of the acts that could be the same: with both parties, or with one of them and the other unsaid."""
        ends = "*?" if self._open() else "?"
        return sorted({*self._pairs(), *(f"{k}{end}" for k in self._halves() for end in ends)})

    def _pairs(self) -> list[str]:
        if self.family in MUTUAL:
            return [f"{self.family}|{a}-{b}" for a, b in _pairs(sorted({*self.first, *self.second}))]
        return [f"{self.family}|{a}>{b}" for a in self.first for b in self.second]

    def _halves(self) -> list[str]:
        if self.family in MUTUAL:
            return [f"{self.family}|{a}-" for a in {*self.first, *self.second}]
        return [f"{self.family}|{a}>" for a in self.first] + [f"{self.family}|>{b}" for b in self.second]

    def _open(self) -> list[str]:
        """Keys of an act one side of which is unsaid."""
        whole = len({*self.first, *self.second}) > 1 if self.family in MUTUAL else self.first and self.second
        return [] if whole else [f"{k}?" for k in self._halves()]


def act_of(event: Event, document: Document) -> Act:
    """The comparable side of an event."""
    published = document.published.toordinal() if document.published else UNDATED
    told = _told_days(event)
    start, end = told or _likely_days(event.modality, document.published)
    sentence = event.sentence.of(document.text)
    around = Span(max(event.sentence.start, event.trigger.start - AROUND), event.trigger.end + AROUND)
    subject = [*(o.text for o in event.objects), *(f.text for f in event.frameworks)]
    return Act(
        event_id=event.id,
        document_id=event.document_id,
        sentence=event.sentence.start,
        label=label_of(event),
        family=FAMILIES[event.type],
        type=event.type.value,
        mode=event.mode,
        modality=event.modality.value,
        negated=event.negated,
        first=_countries(event.actors),
        second=_countries(event.recipients),
        said_by=_countries(event.sources),
        denied=any(source.stance is Stance.DENIES for source in event.sources),
        codes=tuple(sorted({a.code for a in (*event.actors, *event.recipients)})),
        names=tuple(sorted({a.name for a in (*event.actors, *event.recipients) if a.name})),
        start=start.toordinal(),
        end=end.toordinal(),
        dated=told is not None,
        exact=told is not None and start == end,
        published=published,
        opening=_opens(event, document),
        joint=document.kind in JOINT,
        places=tuple(sorted({p.country for p in event.places if p.country})),
        towns=tuple(sorted({p.geonameid for p in event.places if p.geonameid})),
        frameworks=tuple(sorted({f.name for f in event.frameworks if f.name})),
        amounts=tuple(sorted({a.value for a in event.amounts if a.value})),
        trigger=tuple(sorted(stems(event.trigger_text))),
        subject=tuple(sorted({stem for text in subject for stem in stems(text)})),
        words=tuple(sorted(stems(sentence))),
        numbers=tuple(sorted(set(_NUMBER.findall(sentence)))),
        ordinals=tuple(sorted({m[1].lower() for m in _ORDINAL.finditer(around.of(document.text))})),
        vector=event.vector,
    )


def label_of(event: Event) -> str:
    """Trigger and objects, as a short name of the act."""
    return " ".join([event.trigger_text, *(f"[{found.text}]" for found in event.objects)])


def stems(text: str) -> set[str]:
    """Stems of the words that mean something and of the parts of compounds (``Waffenlieferung``: waff, lief)."""
    words = (span.of(text) for span in tokens(text))
    return {stem for word in words if not is_stop_word(word) for stem in terms_of(word).stems}


def interval(value: str) -> tuple[date, date]:
    """First and last day of a time value of the codebook (``2024-05``, ``2024-05-17/2024-05-19``)."""
    start, _, end = value.partition("/")
    return _first_day(start), _last_day(end or start)


def _told_days(event: Event) -> tuple[date, date] | None:
    """The narrowest time that the text gives."""
    found = [interval(time.value) for time in event.times if time.value]
    return min(found, key=lambda days: days[1] - days[0], default=None)


def _likely_days(modality: Modality, published: date | None) -> tuple[date, date]:
    if published is None:
        return date.min, date.max
    earliest = published - min(BEFORE, published - date.min)
    if modality is Modality.ACTUAL:
        return earliest, published
    return earliest, published + min(AFTER, date.max - published)


def _first_day(value: str) -> date:
    year, month, day = (*value[:_FULL_DAY].split("-"), "1", "1")[:3]
    return date(int(year), int(month), int(day))


def _last_day(value: str) -> date:
    parts = [int(part) for part in value[:_FULL_DAY].split("-")]
    year, month = parts[0], parts[1] if len(parts) > 1 else 12
    return date(year, month, parts[2] if len(parts) > 2 else monthrange(year, month)[1])


def _opens(event: Event, document: Document) -> bool:
    """Whether an event stands in the title or among the first words: it is what the document was written for."""
    return event.trigger.start <= OPENING or any(
        b.kind in (BlockKind.TITLE, BlockKind.LEAD) and b.span.contains(event.trigger)
        for b in document.blocks
    )


def _countries(actors: Sequence[Actor]) -> tuple[str, ...]:
    return tuple(sorted({a.country for a in actors} - NOBODY))


def _pairs(parties: Iterable[str]) -> list[tuple[str, str]]:
    ordered = list(parties)
    return [(a, b) for i, a in enumerate(ordered) for b in ordered[i + 1 :]]
