"""What the record answers to a question: events that fit its reading, and passages that fit its words.

Events must fit everything that was read; where none does, the answer does without as little as possible and says
without what. Of those that fit, the ones whose sentence has the words of the question come first.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, or_, select

from lagebild.record import queries, schema
from lagebild.record.queries import EVERYTHING, EventFilter
from lagebild.record.questions import Party, Question
from lagebild.record.search import Passage, search

CANDIDATES = 5000
"""Events looked at for one answer, newest publication first; their sentences decide the order."""

SENTENCES = 500
"""Sentences with words of the question that can lift an event."""

_ACTS = ("actor", "framework", "type", "modality", "negated", "stance")
"""What of a filter tells which acts are wanted, not which documents."""

_LOOSENED: tuple[tuple[str, dict[str, Any]], ...] = (
    ("reality", {"realities": ()}),
    ("stance", {"stance": None}),
    ("direction", {}),
    ("time", {"since": None, "until": None}),
    ("type", {"types": ()}),
)
"""What is given up while nothing fits, as little as possible and the first first; who and which framework never is."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Ids of events, best first, and passages; ``without`` names what of the reading was given up."""

    question: Question
    event_ids: tuple[str, ...]
    passages: tuple[Passage, ...]
    without: tuple[str, ...] = ()


def answer(
    connection: Connection, question: Question, wanted: EventFilter = EVERYTHING, *, limit: int = 10
) -> Answer:
    """At most ``limit`` events and as many passages; ``wanted`` narrows both to documents of some kind."""
    narrowed = {"document_id": wanted.document_id, "publisher": wanted.publisher, "as_of": wanted.as_of,
                "until": wanted.until, "since": wanted.since, "not_before": question.since}  # fmt: skip
    passages = search(connection, question.query, limit=limit, fill=True, **narrowed)
    scores = _scores(search(connection, " ".join(question.words), limit=SENTENCES, fill=True, **narrowed))
    for asked, without in _ever_looser(question):
        found = _fitting(connection, asked, wanted, scores)
        if found:
            return Answer(question, tuple(found[:limit]), tuple(passages), without)
    return Answer(question, (), tuple(passages))


def overruled(read: Question, wanted: EventFilter) -> Question:
    """The reading without what the filter says otherwise."""
    given: dict[str, tuple[object, Any]] = {
        "parties": (wanted.actor, ()),
        "frameworks": (wanted.framework, ()),
        "types": (wanted.type, ()),
        "realities": (wanted.modality, ()),
        "stance": (wanted.stance, None),
    }
    return replace(read, **{name: nothing for name, (said, nothing) in given.items() if said is not None})


def _ever_looser(question: Question) -> Iterator[tuple[Question, tuple[str, ...]]]:
    """The question, then without one of its conditions, without two, and so on."""
    given: dict[str, dict[str, Any]] = {}
    for name, changes in _LOOSENED:
        if name == "direction":
            sides = (replace(party, role=None) for party in question.parties)
            changes = {"parties": tuple(dict.fromkeys(sides))}
        if replace(question, **changes) != question:
            given[name] = changes
    for size in range(len(given) + 1):
        for names in combinations(given, size):
            yield replace(question, **{k: v for name in names for k, v in given[name].items()}), names


def _fitting(connection: Connection, question: Question, wanted: EventFilter, scores: "_Scores") -> list[str]:
    """Ids of the events that fit; a question of nothing but words wants one of them in the sentence."""
    conditions = list(_conditions(question))
    narrow = bool(conditions) or any((question.since, question.until, *(getattr(wanted, f) for f in _ACTS)))
    if not narrow and not scores:
        return []
    rows = connection.execute(_query(wanted, connection, conditions)).mappings()
    ranked = [(-_score(row, scores), at, row["id"]) for at, row in enumerate(rows) if _in_time(row, question)]
    return [event_id for score, _, event_id in sorted(ranked) if narrow or score]


def _query(
    wanted: EventFilter, connection: Connection, conditions: Iterable[ColumnElement[bool]]
) -> Select[Any]:
    query = queries.event_rows(wanted, connection).add_columns(schema.documents.c.published)
    return query.where(*conditions).limit(CANDIDATES)


def _conditions(question: Question) -> Iterator[ColumnElement[bool]]:
    events, actors, frameworks = schema.events.c, schema.event_actors.c, schema.event_frameworks.c
    for party in question.parties:
        yield events.id.in_(select(actors.event_id).where(_is(party)))
    if question.types:
        yield events.type.in_([kind.value for kind in question.types])
    if question.realities:
        yield events.modality.in_([reality.value for reality in question.realities])
    if question.stance:
        yield events.id.in_(select(actors.event_id).where(actors.stance == question.stance.value))
    for name in question.frameworks:
        yield events.id.in_(select(frameworks.event_id).where(frameworks.name == name))


def _is(party: Party) -> ColumnElement[bool]:
    actors = schema.event_actors.c
    coded = or_(actors.code == party.code, actors.country == party.code)
    same = actors.name == party.name if party.name else coded
    return same & (actors.role == party.role) if party.role else same


def _in_time(row: Any, question: Question) -> bool:
    """Whether a time of the event lies in the days asked for; an event without a time has its publication's."""
    if question.since is None and question.until is None:
        return True
    since = (question.since or date.min).isoformat()
    until = (question.until or date.max).isoformat()
    times = [value for value in row["details"]["times"] if value]
    if not times:
        published = row["published"]
        return published is not None and since <= published.isoformat() <= until
    for value in times:
        start, _, end = value.partition("/")
        # Beginnings of dates compare as texts: ``2024`` reaches to ``2024~``, behind its last day.
        if start <= until and (end or start) + "~" >= since:
            return True
    return False


_Scores = dict[str, list[Passage]]


def _scores(passages: Iterable[Passage]) -> _Scores:
    scores: _Scores = {}
    for passage in passages:
        scores.setdefault(passage.document_id, []).append(passage)
    return scores


def _score(row: Any, scores: _Scores) -> float:
    """How well the sentence of the event fits the words."""
    return max(
        (
            passage.score
            for passage in scores.get(row["document_id"], ())
            if passage.span.start < row["sentence_stop"] and row["sentence_start"] < passage.span.end
        ),
        default=0.0,
    )
