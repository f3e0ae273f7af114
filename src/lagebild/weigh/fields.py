"""The fields of an event as a person writes them: checked against the codebook, the registry and the text.

The form is that of the API and of ``lagebild show --json``: ``actor`` is a list of ``{"start", "end", "code", ...}``,
offsets count in the document. What is wrong is told with the field, its place in the list and the remedy.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, replace
from enum import StrEnum
from functools import cached_property
from typing import Any, TypeVar

from lagebild.errors import JudgementError
from lagebild.language.sentences import document_sentences
from lagebild.records import (
    Actor,
    Amount,
    Document,
    Event,
    EventType,
    Filler,
    Framework,
    Modality,
    Place,
    Source,
    Span,
    Stance,
    Time,
)
from lagebild.reference.codebook import contexts, modes, organisations, sectors
from lagebild.reference.registry import Registry
from lagebild.weigh.acts import interval

ATTRIBUTES = {
    "trigger": "trigger", "type": "type", "mode": "mode", "context": "contexts", "actor": "actors",
    "recipient": "recipients", "object": "objects", "framework": "frameworks", "place": "places", "time": "times",
    "amount": "amounts", "modality": "modality", "negated": "negated", "sources": "sources",
}  # fmt: skip
"""Name of a field in the form -> attribute of ``Event``."""
MOST_CONTEXTS = 2
MOST_FILLERS = 20
LONGEST_NAME = 200
BOUNDS = ("about", "at_least", "at_most", "range")

_CODE = re.compile(r"([A-Z0-9]{2,8})(?: ([A-Z]{3}))?")
_TIME = re.compile(r"\d{4}(-\d\d(-\d\d)?)?(/\d{4}(-\d\d(-\d\d)?)?)?")
_AMOUNT = re.compile(r"\d+(\.\d+)?(e\d+)?(/\d+(\.\d+)?(e\d+)?)?( \S.*)?")

Made = TypeVar("Made")
Form = Mapping[str, Any]


def corrected(event: Event, document: Document, fields: Form, registry: Registry) -> Event:
    """The event with some fields as a person wants them; id, vector and confidence are still the old ones.

    :raises JudgementError: a field or value that cannot be.
    """
    unknown = sorted({*fields} - {*ATTRIBUTES})
    if unknown:
        raise JudgementError(f"{unknown[0]}: an event has no such field; it has {', '.join(ATTRIBUTES)}")
    reads = _Fields(event, document, registry)
    values: dict[str, Any] = {}
    for name, given in fields.items():
        values[ATTRIBUTES[name]] = getattr(reads, f"read_{name}")(given)
    new = replace(event, **values)
    if "trigger" in fields:
        new = replace(
            new, trigger_text=new.trigger.of(document.text), sentence=_sentence(event, new.trigger, document)
        )
    if new.mode not in (None, *modes(new.type.value)):
        if "mode" in fields:
            allowed = ", ".join(modes(new.type.value)) or "none"
            raise JudgementError(f"mode: {new.type.value} has no mode {new.mode}; its modes: {allowed}")
        new = replace(new, mode=None)  # that of the type it had
    return new


def written(document: Document, model: str, fields: Form, registry: Registry) -> Event:
    """A whole event as a person writes it; what is not named is none, ``actual`` and not negated. It has no id yet.

    :raises JudgementError: trigger or type is missing, or a field or value that cannot be.
    """
    for name, remedy in (("trigger", "mark the word that names the act"), ("type", "choose one")):
        if name not in fields:
            raise JudgementError(f"{name}: is missing; {remedy}")
    nowhere = Span(0, 0)
    blank = Event(
        id="", document_id=document.id, sentence=nowhere, trigger=nowhere, trigger_text="",
        type=EventType.CONSULT, mode=None, contexts=(), actors=(), recipients=(), objects=(), frameworks=(),
        places=(), times=(), amounts=(), modality=Modality.ACTUAL, negated=False, sources=(), confidence=1.0,
        model=model,
    )  # fmt: skip
    return corrected(blank, document, fields, registry)


def changes_of(old: Event, new: Event) -> dict[str, dict[str, Any]]:
    """For each field that differs, what it was and what it is."""
    return {
        name: {"before": plain(getattr(old, attribute)), "after": plain(getattr(new, attribute))}
        for name, attribute in ATTRIBUTES.items()
        if getattr(old, attribute) != getattr(new, attribute)
    }


def plain(value: Any) -> Any:
    """A value of an event as JSON; offsets stand beside the words, as in the form."""
    if isinstance(value, tuple):
        return [plain(each) for each in value]
    if isinstance(value, Span):
        return {"start": value.start, "end": value.end}
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, Filler | Actor | Place | Time | Amount):
        made = {name: each for name, each in asdict(value).items() if name not in ("span", "cue")}
        span = value.span
        made |= {"start": span.start if span else None, "end": span.end if span else None}
        if isinstance(value, Source):
            made |= {"cue": plain(value.cue), "stance": value.stance.value}
        return made
    return value


class _Fields:
    """Reads the fields of a form for one event."""

    def __init__(self, event: Event, document: Document, registry: Registry) -> None:
        self._event, self._document, self._registry = event, document, registry

    def read_trigger(self, given: Any) -> Span:
        return self._span("trigger", _object("trigger", given))

    def read_type(self, given: Any) -> EventType:
        return EventType(_one_of("type", given, tuple(EventType)))

    def read_mode(self, given: Any) -> str | None:
        if given is not None and not isinstance(given, str):
            raise JudgementError("mode: is no text; write a mode of the type, or null")
        return given or None

    def read_context(self, given: Any) -> tuple[str, ...]:
        found = tuple(dict.fromkeys(_one_of("context", each, contexts()) for each in _list("context", given)))
        if len(found) > MOST_CONTEXTS:
            raise JudgementError(f"context: are {len(found)}; keep the {MOST_CONTEXTS} that tell most")
        return found

    def read_modality(self, given: Any) -> Modality:
        return Modality(_one_of("modality", given, tuple(Modality)))

    def read_negated(self, given: Any) -> bool:
        if not isinstance(given, bool):
            raise JudgementError("negated: is neither true nor false; write one of both")
        return given

    def read_actor(self, given: Any) -> tuple[Actor, ...]:
        return self._each("actor", given, self._actor)

    def read_recipient(self, given: Any) -> tuple[Actor, ...]:
        return self._each("recipient", given, self._actor)

    def read_sources(self, given: Any) -> tuple[Source, ...]:
        return self._each("sources", given, self._source)

    def read_object(self, given: Any) -> tuple[Filler, ...]:
        return self._each("object", given, lambda at, form: Filler(*self._words(at, form)))

    def read_framework(self, given: Any) -> tuple[Framework, ...]:
        return self._each("framework", given, self._framework)

    def read_place(self, given: Any) -> tuple[Place, ...]:
        return self._each("place", given, self._place)

    def read_time(self, given: Any) -> tuple[Time, ...]:
        return self._each("time", given, self._time)

    def read_amount(self, given: Any) -> tuple[Amount, ...]:
        return self._each("amount", given, self._amount)

    def _each(self, name: str, given: Any, read: Callable[[str, Form], Made]) -> tuple[Made, ...]:
        """A list; what stands there already, as ``plain`` tells it, is taken as it is with all that is known of it."""
        known = {_identity(plain(each)): each for each in getattr(self._event, ATTRIBUTES[name])}
        found = []
        for number, each in enumerate(_list(name, given)):
            at = f"{name}.{number}"
            form = _object(at, each)
            found.append(known.get(_identity(form)) or read(at, form))
        return tuple(found)

    def _actor(self, at: str, form: Form) -> Actor:
        span = self._span(at, form) if form.get("start") is not None else None
        inferred = form.get("inferred", span is None)
        if not isinstance(inferred, bool):
            raise JudgementError(f"{at}.inferred: is neither true nor false; write one of both")
        return Actor(
            span,
            span.of(self._document.text) if span else None,
            self._code(at, form.get("code")),
            _text(f"{at}.name", form.get("name")),
            inferred,
        )

    def _source(self, at: str, form: Form) -> Source:
        actor = self._actor(at, form)
        cue = form.get("cue")
        return Source(
            actor.span,
            actor.text,
            actor.code,
            actor.name,
            actor.inferred,
            cue=None if cue is None else self._span(f"{at}.cue", _object(f"{at}.cue", cue)),
            stance=Stance(_one_of(f"{at}.stance", form.get("stance"), tuple(Stance))),
        )

    def _framework(self, at: str, form: Form) -> Framework:
        span, text = self._words(at, form)
        name = _text(f"{at}.name", form.get("name"))
        if name is None:
            return Framework(span, text)
        found = self._registry.framework(name, self._document.published)
        if found is None:
            raise JudgementError(
                f"{at}.name: the registry has no {name}; look it up under Register, or leave the name out"
            )
        return Framework(span, text, found.name, found.kind)

    def _place(self, at: str, form: Form) -> Place:
        span, text = self._words(at, form)
        country = _text(f"{at}.country", form.get("country"))
        if country is not None and (country not in self._countries or country in organisations()):
            raise JudgementError(f"{at}.country: {country} is no state; write its ISO 3166-1 alpha-3 code")
        name = _text(f"{at}.name", form.get("name"))
        if name is None:
            return Place(span, text, country)
        found = next((p for p in self._registry.places(name) if country in (None, p.country)), None)
        if found is None:
            where = f" in {country}" if country else ""
            raise JudgementError(f"{at}.name: the gazetteer has no {name}{where}; leave the name out")
        return Place(
            span, text, country or found.country, found.name, found.geonameid, found.latitude, found.longitude
        )

    def _time(self, at: str, form: Form) -> Time:
        span, text = self._words(at, form)
        value = _text(f"{at}.value", form.get("value"))
        if value is not None and not _is_time(value):
            raise JudgementError(
                f"{at}.value: {value} is no time; write 2024, 2024-05, 2024-05-17 or 2024-05-17/2024-05-19"
            )
        return Time(span, text, value)

    def _amount(self, at: str, form: Form) -> Amount:
        span, text = self._words(at, form)
        value = _text(f"{at}.value", form.get("value"))
        if value is not None and not _AMOUNT.fullmatch(value):
            raise JudgementError(
                f"{at}.value: {value} is no amount; write a number and a unit, as in 9e9 USD"
            )
        bound = form.get("bound")
        return Amount(span, text, value, None if bound is None else _one_of(f"{at}.bound", bound, BOUNDS))

    def _code(self, at: str, given: Any) -> str:
        found = _CODE.fullmatch(given) if isinstance(given, str) else None
        if not found:
            raise JudgementError(
                f"{at}.code: {given!r} is no code; write a state or organisation, or it and a sector: KOR GOV"
            )
        if found[1] not in self._countries:
            raise JudgementError(
                f"{at}.code: there is no state or organisation {found[1]}; write an ISO 3166-1 alpha-3 code, "
                "one of the codebook, or UNK"
            )
        if found[2] and found[2] not in sectors():
            raise JudgementError(
                f"{at}.code: there is no sector {found[2]}; write one of {', '.join(sorted(sectors()))}"
            )
        return str(given)

    @cached_property
    def _countries(self) -> frozenset[str]:
        states = {row["code"] for row in self._registry.rows("states.csv")}
        return frozenset(states | organisations() | {"UNK", "XXX"})

    def _words(self, at: str, form: Form) -> tuple[Span, str]:
        span = self._span(at, form)
        return span, span.of(self._document.text)

    def _span(self, at: str, form: Form) -> Span:
        """The stretch that a form names; if it says which words stand there, these must."""
        start, end = form.get("start"), form.get("end")
        text = self._document.text
        whole = type(start) is int and type(end) is int  # true is no offset
        if not whole or not 0 <= start < end <= len(text):  # type: ignore[operator]
            raise JudgementError(
                f"{at}: {start} to {end} is no stretch of the document ({len(text)} characters); mark its words"
            )
        span = Span(start, end)  # type: ignore[arg-type]
        words = form.get("text")
        if words is not None and words != span.of(text):
            raise JudgementError(
                f"{at}: the text has {span.of(text)[:80]!r} from {start} to {end}, not {str(words)[:80]!r}; "
                "mark the words again"
            )
        return span


def _identity(form: Form) -> str:
    """What tells two fillers apart, as written: a person may write anything. What only the machine knows does not."""
    cue = form.get("cue") or {}
    told = ("start", "end", "code", "name", "country", "value", "bound", "stance")
    return repr(
        (
            *(form.get(key) or None for key in told),
            bool(form.get("inferred")),
            (cue.get("start"), cue.get("end")) if isinstance(cue, Mapping) else cue,
        )
    )


def _sentence(event: Event, trigger: Span, document: Document) -> Span:
    return event.sentence if event.sentence.contains(trigger) else sentence_of(trigger, document)


def sentence_of(trigger: Span, document: Document) -> Span:
    """The sentence that a trigger stands in.

    :raises JudgementError: it stands in none, or in two.
    """
    found = next((s for s in document_sentences(document) if s.contains(trigger)), None)
    if found is None:
        raise JudgementError("trigger: does not stand in one sentence; mark the word that names the act")
    return found


def _is_time(value: str) -> bool:
    if not _TIME.fullmatch(value):
        return False
    try:
        first, last = interval(value)
    except ValueError:
        return False
    return first <= last


def _list(at: str, given: Any) -> Sequence[Any]:
    if not isinstance(given, list) or len(given) > MOST_FILLERS:
        raise JudgementError(f"{at}: is no list of at most {MOST_FILLERS}; write [] for none")
    return given


def _object(at: str, given: Any) -> Form:
    if not isinstance(given, dict):
        raise JudgementError(f'{at}: is no object; write {{"start": 0, "end": 4, ...}}')
    return given


def _one_of(at: str, given: Any, allowed: Sequence[str]) -> str:
    if not isinstance(given, str) or given not in allowed:
        raise JudgementError(f"{at}: {given!r} is not possible; write one of {', '.join(allowed)}")
    return given


def _text(at: str, given: Any) -> str | None:
    if given is None or given == "":
        return None
    if not isinstance(given, str) or len(given) > LONGEST_NAME or not given.isprintable():
        raise JudgementError(f"{at}: is no text of at most {LONGEST_NAME} characters on one line; shorten it")
    return given.strip() or None
