"""A record of any size for measuring: rows like those of read news, with a fixed seed, straight into the tables.

Parties are as unequal as in the news (the tenth has a tenth of the first's acts), an act is told again by later
documents with decreasing odds, most documents tell of the last days, some of long ago. Nothing is read or weighed.
"""

import json
import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cache
from hashlib import sha256
from itertools import accumulate
from pathlib import Path
from typing import Any

from sqlalchemy import Column, update

from lagebild.record import Store, deeds, schema, search, tallies
from lagebild.record.priority import certainty, doubt, weight
from lagebild.records import CaseState, EventType, Modality
from lagebild.weigh import acts

MODEL = "made"
SEED = 7
EVENTS_A_DOCUMENT = 6
DOCUMENTS_A_TRANSACTION = 2_000
FIRST_DAY, DAYS = date(2015, 1, 1), 3_650
TOLD_AGAIN = 0.5
"""Share of events that tell of an act already told; in the samples it is 0.36, in the news of a crisis more."""
LATELY = 3_000
"""Acts that may be told again."""
VECTOR_BYTES, SIGNATURE_NUMBERS = 256, 128
"""As weighing keeps them of an act and of a document."""
CONFIDENCE, CONFIDENCE_IN_A_PARTY = 0.8, 0.9
DOUBT = doubt(CONFIDENCE, [certainty(CONFIDENCE_IN_A_PARTY, inferred=False, others=False)])

_WORDS = json.loads(Path(__file__).with_name("made_words.json").read_text("utf-8"))
COUNTRIES: list[str] = _WORDS["countries"]
VERBS: dict[str, str] = _WORDS["verbs"]
OBJECTS: list[str] = _WORDS["objects"]
SECTORS = (
    ("GOV",) * 9 + ("",) * 6 + ("MIL",) * 3 + ("LEG", "PTY", "OPP", "JUD", "REB", "SPY", "BUS", "NGO", "JRN")
)
PUBLISHERS = tuple(f"Zeitung {number}" for number in range(1, 61))
FRAMEWORKS = tuple(f"Resolution {number}" for number in range(1701, 1741))
MODALITIES = ("actual",) * 14 + ("planned",) * 3 + ("called_for",) * 2 + ("hypothetical",)
STANCES = ("asserts",) * 7 + ("alleges",) * 2 + ("denies",)
STATES = ("uncontested",) * 44 + ("disputed",) * 3 + ("unconfirmed",) * 2 + ("denied",)
TYPE_WEIGHTS = (60, 120, 90, 15, 60, 70, 40, 110, 100, 60, 35, 20, 60, 45, 55, 130)


@dataclass(slots=True, eq=False)
class Act:
    """What several events may tell of."""

    case_id: str
    type: str
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    object: str
    words: str
    place: tuple[str, str, float, float] | None
    framework: str | None
    day: str
    state: str
    origins: int = 0
    documents: set[str] = field(default_factory=set)
    events: int = 0
    published: list[str] = field(default_factory=list)


class Maker:
    """Draws documents; the same seed draws the same."""

    def __init__(self, seed: int = SEED) -> None:
        self._dice = random.Random(seed)
        self._noise = random.Random(seed)
        self._weights = list(accumulate(1 / (rank + 1) for rank in range(len(COUNTRIES))))
        self._lately: list[Act] = []
        self._acts = 0
        self._sentences = 0
        self._events = 0

    def documents(self, events: int) -> Iterator[dict[str, list[dict[str, Any]]]]:
        """Rows of each table for one document after the other, until there are so many events."""
        number = 0
        while self._events < events:
            yield self._document(number, min(EVENTS_A_DOCUMENT, events - self._events), self._events / events)
            number += 1

    def _document(self, number: int, events: int, progress: float) -> dict[str, list[dict[str, Any]]]:
        dice = self._dice
        published = FIRST_DAY + timedelta(days=int(progress * DAYS))
        document_id = sha256(f"{SEED} {number}".encode()).hexdigest()
        publisher = PUBLISHERS[min(int(dice.expovariate(0.1)), len(PUBLISHERS) - 1)]
        added = str(datetime(2026, 1, 1, 0, 0, 0, 1) + timedelta(seconds=number))
        acts = list(dict.fromkeys(self._retold() or self._new(published) for _ in range(events)))
        rows: dict[str, list[dict[str, Any]]] = {table.name: [] for table in TABLES}
        rows["sentence_terms"] = []
        words = ""
        for ordinal, act in enumerate(acts):
            start = len(words)
            words += act.words + " "
            self._tell(rows, act, ordinal, document_id, published.isoformat(), publisher, start)
        rows["documents"].append(
            {
                "id": document_id, "text": words.strip(), "published": published.isoformat(), "publisher": publisher,
                "title": f"Meldung {number}", "language": "de", "kind": "news", "origin": f"made/{number}",
                "blocks": json.dumps([["body", 0, len(words.strip())]]), "added_at": added,
            }
        )  # fmt: skip
        rows["readings"].append(
            {"document_id": document_id, "number": 1, "model": MODEL, "events": len(acts), "added_at": added}
        )
        signature = [self._noise.getrandbits(26) for _ in range(SIGNATURE_NUMBERS)]
        marks = json.dumps({"agencies": [], "signature": signature})
        rows["weighings"].append(
            {"document_id": document_id, "reading": 1, "weighed_at": added, "marks": marks}
        )
        return rows

    def _retold(self) -> Act | None:
        if not self._lately or self._dice.random() >= TOLD_AGAIN:
            return None
        back = int(self._dice.expovariate(1 / 300))
        return self._lately[-1 - min(back, len(self._lately) - 1)]

    def _new(self, published: date) -> Act:
        dice = self._dice
        kind = dice.choices(list(EventType), TYPE_WEIGHTS)[0]
        together = dice.random() < 0.15
        parties = [self._party() for _ in range(2 + (dice.random() < 0.1))]
        actors = tuple(dict.fromkeys(parties if together else parties[:1]))
        recipients = () if together or dice.random() < 0.12 else tuple(dict.fromkeys(parties[1:]))
        place = None
        if dice.random() < 0.3:
            at = dice.choices(range(len(COUNTRIES)), cum_weights=self._weights)[0]
            city = dice.randrange(12)
            place = (COUNTRIES[at], f"Stadt {at}-{city}", 60 - at + city / 10, 4.0 * at - 160)
        long_ago = dice.random() < 0.05
        back = dice.randrange(30, 3_000) if long_ago else dice.randrange(3)
        self._acts += 1
        subject = dice.choice(OBJECTS)
        words = " ".join((*actors, VERBS[kind.value], *(recipients or ("niemanden",)), "wegen", subject))
        act = Act(
            case_id=sha256(f"case {self._acts}".encode()).hexdigest()[:12],
            type=kind.value,
            actors=actors,
            recipients=recipients,
            object=subject,
            words=words + ".",
            place=place,
            framework=dice.choice(FRAMEWORKS) if dice.random() < 0.1 else None,
            day=(published - timedelta(days=back)).isoformat(),
            state=dice.choice(STATES),
        )
        self._lately.append(act)
        del self._lately[:-LATELY]
        return act

    def _party(self) -> str:
        country = self._dice.choices(COUNTRIES, cum_weights=self._weights)[0]
        sector = self._dice.choice(SECTORS)
        return f"{country} {sector}" if sector else country

    def _tell(
        self, rows: dict[str, list[dict[str, Any]]], act: Act, ordinal: int, document_id: str, published: str,
        publisher: str, start: int,
    ) -> None:  # fmt: skip
        dice = self._dice
        event_id = f"{document_id[:20]}{ordinal:04}"
        stop = start + len(act.words)
        if act.origins == 0 or dice.random() < 0.3:
            act.origins += 1
        origin = dice.randrange(act.origins)
        act.events += 1
        act.documents.add(document_id)
        act.published.append(published)
        modality, negated = dice.choice(MODALITIES), dice.random() < 0.04
        sources = [(self._party(), dice.choice(STANCES))] if dice.random() < 0.4 else []
        country, *point = act.place or (None,)
        tells_day = dice.random() < 0.4
        rows["events"].append(
            {
                "id": event_id, "document_id": document_id, "reading": 1, "ordinal": ordinal, "type": act.type,
                "mode": None, "modality": modality, "negated": negated, "confidence": CONFIDENCE,
                "sentence_start": start, "sentence_stop": stop, "vector": None, "judgement": None, "withdrawn": None,
                "details": json.dumps({
                    "contexts": ["military"], "places": [country] if country else [],
                    "gazetteer": [[point[0], None, point[1], point[2]]] if country else [],
                    "times": [act.day] if tells_day else [], "amounts": [], "bounds": [],
                }),
                "day": act.day if tells_day else published,
            }
        )  # fmt: skip
        told = [("actor", act.actors), ("recipient", act.recipients)]
        spans = [("sentence", 0, start, stop, act.words), ("trigger", 0, start, start + 3, act.words[:3])]
        for role, parties in told:
            for at, code in enumerate(parties):
                begin = start + act.words.index(code)
                spans.append((role, at, begin, begin + len(code), code))
        if country:
            spans.append(("place", 0, start, start + 3, act.words[:3]))
        if tells_day:
            spans.append(("time", 0, start, start + 3, act.words[:3]))
        if act.framework:
            spans.append(("framework", 0, start, start + 3, act.words[:3]))
            rows["event_frameworks"].append(
                {"event_id": event_id, "ordinal": 0, "name": act.framework, "kind": "resolution"}
            )
        rows["event_spans"] += [
            {"event_id": event_id, "field": field_, "ordinal": at, "start": a, "stop": b, "text": words}
            for field_, at, a, b, words in spans
            if field_ != "sentence"
        ]
        roles = [(role, at, code, None) for role, parties in told for at, code in enumerate(parties)]
        roles += [("source", at, code, stance) for at, (code, stance) in enumerate(sources)]
        for role, at, code, stance in roles:
            country_of, _, sector = code.partition(" ")
            named = sector == "GOV" and role != "recipient"
            rows["event_actors"].append(
                {
                    "event_id": event_id, "role": role, "ordinal": at, "code": code, "country": country_of,
                    "sector": sector or None, "name": _person(code, dice.randrange(4)) if named else None,
                    "text": None if role != "source" else code, "stance": stance, "inferred": False,
                    "confidence": CONFIDENCE_IN_A_PARTY, "office": None, "others": None,
                }
            )  # fmt: skip
        compared = acts.Act(
            event_id=event_id, document_id=document_id, sentence=start, label=VERBS[act.type],
            family=acts.FAMILIES[EventType(act.type)], type=act.type, mode=None, modality=modality, negated=negated,
            first=_countries(act.actors), second=_countries(act.recipients),
            said_by=_countries(code for code, _ in sources), denied=any(s == "denies" for _, s in sources),
            codes=tuple(sorted({*act.actors, *act.recipients})), names=(),
            **_days(act.day if tells_day else None, published), opening=ordinal == 0, joint=False,
            places=(country,) if country else (), towns=(), frameworks=(act.framework,) if act.framework else (),
            amounts=(), trigger=_stems(VERBS[act.type]), subject=_stems(act.object), words=_stems(act.words),
            numbers=(), ordinals=(), vector=self._noise.randbytes(VECTOR_BYTES),
        )  # fmt: skip
        rows["acts"].append(
            {
                "event_id": event_id,
                "case_id": act.case_id,
                "act": json.dumps(compared.to_dict()),
                "origin": origin,
            }
        )
        rows["case_events"].append(
            {
                "event_id": event_id, "number": 1, "case_id": act.case_id, "since": "2026-01-01 00:00:00.000000",
                "linked_to": None, "score": 1.0, "parts": None, "judgement": None,
            }
        )  # fmt: skip
        rows["cases"].append(
            {
                "id": act.case_id, "type": act.type, "state": act.state, "reality": "actual", "events": act.events,
                "documents": len(act.documents), "origins": act.origins, "first_published": min(act.published),
                "last_published": max(act.published), "last_change": min(act.published),
            }
        )  # fmt: skip
        rows["tallies"].append(
            {
                "number": self._events, "epoch": 1, "event_id": event_id, "document_id": document_id, "counts": True,
                "day": act.day if tells_day else published, "published": published, "publisher": publisher,
                "type": act.type, "modality": modality, "negated": negated, "actors": _joined(act.actors),
                "recipients": _joined(act.recipients), "sources": _joined(code for code, _ in sources),
                "stances": _joined(stance for _, stance in sources), "frameworks": act.framework or "",
                "places": country or "", "case_id": act.case_id, "origin": origin, "state": act.state,
                "doubt": DOUBT, "weight": 0,
            }
        )  # fmt: skip
        self._events += 1
        self._sentences += 1
        rows["sentences"].append(
            {"id": self._sentences, "document_id": document_id, "start": start, "stop": stop}
        )
        parts = [_terms(part) for part in act.words.split()]
        rows["sentence_terms"].append(
            {"rowid": self._sentences, **{name: " ".join(part[name] for part in parts) for name in parts[0]}}
        )


TABLES = (
    schema.documents, schema.readings, schema.events, schema.event_spans, schema.event_actors,
    schema.event_frameworks, schema.sentences, schema.acts, schema.case_events, schema.weighings, schema.tallies,
    schema.cases,
)  # fmt: skip


def make(url: str, events: int, seed: int = SEED) -> None:
    """Write a new record with so many events."""
    with Store.open(url) as store:
        waiting: dict[str, list[dict[str, Any]]] = {}
        cases: dict[str, dict[str, Any]] = {}
        for number, rows in enumerate(Maker(seed).documents(events), start=1):
            for name, some in rows.items():
                waiting.setdefault(name, []).extend(some)
            cases |= {row["id"]: row for row in waiting.pop("cases")}
            if number % DOCUMENTS_A_TRANSACTION == 0:
                _write(store, waiting)
        waiting["cases"] = list(cases.values())
        _write(store, waiting)
        _note_weights(store, cases)


def _note_weights(store: Store, cases: dict[str, dict[str, Any]]) -> None:
    """How much hangs on each event, and what is due when, is known when the last document has told of its case."""
    weights = {
        id_: weight(CaseState(row["state"]), Modality(row["reality"]), row["documents"])
        for id_, row in cases.items()
    }
    with store._transaction(writes=True) as connection:
        rows = connection.exec_driver_sql("SELECT case_id, number FROM tallies").all()
        known = [(weights[case_id], number) for case_id, number in rows]
        connection.connection.cursor().executemany("UPDATE tallies SET weight = ? WHERE number = ?", known)
        deeds.note_all(connection)
        connection.execute(update(schema.epochs).values(epoch=1))


def grow(url: str, copies: int) -> None:
    """Put so many copies of what a record holds beside it, as other documents of the same days.

    Ten times as fast as making them. Copied is what figures ask; sentences, evidence and cases are not.
    """
    with Store.open(url, create=False) as store, store._transaction(writes=True) as connection:
        (events,) = connection.exec_driver_sql("SELECT count(*) FROM tallies").one()
        for copy in range(1, copies + 1):
            for table in GROWING:
                taken = ", ".join(column.name for column in table.columns)
                given = ", ".join(_of_copy(column, copy, events) for column in table.columns)
                where = f"{_OWNER[table.name]} NOT LIKE 'copy%'"
                sql = f"INSERT INTO {table.name} ({taken}) SELECT {given} FROM {table.name} WHERE {where}"
                connection.exec_driver_sql(sql)
        connection.execute(update(schema.epochs).values(epoch=1))


GROWING = (
    schema.documents, schema.readings, schema.events, schema.event_actors, schema.event_frameworks, schema.tallies,
)  # fmt: skip
_OWNER = {
    "documents": "id", "readings": "document_id", "events": "document_id", "event_actors": "event_id",
    "event_frameworks": "event_id", "tallies": "document_id",
}  # fmt: skip


def _of_copy(column: Column[Any], copy: int, events: int) -> str:
    """What stands in a column of a copied row: names and numbers of its own, all else as it is."""
    if column.name in ("id", "document_id", "event_id", "case_id"):
        return f"'copy{copy:02}' || substr({column.name}, 7)"
    return f"number + {copy * events}" if column is schema.tallies.c.number else column.name


def _write(store: Store, waiting: dict[str, list[dict[str, Any]]]) -> None:
    """Rows as SQLite's driver takes them: SQLAlchemy's own types would take three times as long."""
    with store._transaction(writes=True) as connection:
        connection.execute(update(schema.epochs).values(epoch=1))
        for name in [*(table.name for table in TABLES), "sentence_terms"]:
            if rows := waiting.pop(name, []):
                columns = list(rows[0])
                marks = ", ".join(f":{column}" for column in columns)
                sql = f"INSERT INTO {name} ({', '.join(columns)}) VALUES ({marks})"
                connection.connection.cursor().executemany(sql, rows)


def _countries(codes: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({code.partition(" ")[0] for code in codes}))


def _days(told: str | None, published: str) -> dict[str, Any]:
    """When an act lies, as weighing would say of one that was done."""
    known = date.fromisoformat(published)
    first, last = (date.fromisoformat(told),) * 2 if told else (known - acts.BEFORE, known)
    return {
        "start": first.toordinal(),
        "end": last.toordinal(),
        "dated": told is not None,
        "exact": told is not None,
        "published": known.toordinal(),
    }


@cache
def _stems(words: str) -> tuple[str, ...]:
    return tuple(sorted(acts.stems(words)))


def _joined(values: Any) -> str:
    return tallies.SEPARATOR.join(sorted(set(values)))


@cache
def _person(code: str, number: int) -> str:
    return f"Person {sha256(code.encode()).hexdigest()[:6]}-{number}"


@cache
def _terms(word: str) -> dict[str, str]:
    return search._row(word)
