"""``lagebild queue``, ``accept``, ``reject``, ``correct`` and ``add-event``: people look at events and decide."""

import json as jsons
import re
from typing import TYPE_CHECKING, Annotated, Any

import typer

from lagebild.cli import options, output
from lagebild.cli.judge import By, Reason
from lagebild.errors import JudgementError
from lagebild.records import EventType, Judgement, Modality

if TYPE_CHECKING:
    from lagebild.record import Store
    from lagebild.records import Document, Span

EventId = Annotated[str, typer.Argument(metavar="EVENT", help="Id of an event or its beginning.")]
Seen = Annotated[
    int | None,
    typer.Option(
        "--seen", metavar="NUMBER", help="Refuse if the event has been judged since this judgement."
    ),
]
Codes = Annotated[
    list[str] | None,
    typer.Option(metavar="CODE", help="Code, or 'CODE=words of the sentence'; replaces all of that role."),
]
Mode = Annotated[str | None, typer.Option("--mode", help="Mode of the type; empty for none.")]
Negated = Annotated[
    bool | None, typer.Option("--negated/--not-negated", help="The text says that it does not happen.")
]
Contexts = Annotated[list[str] | None, typer.Option("--context", help="PLOVER context; at most two.")]
Fields = Annotated[
    list[str] | None,
    typer.Option(
        "--field", metavar="JSON", help='Any field: {"time": [{"start": 4, "end": 9, "value": "2024"}]}.'
    ),
]


@options.filtered(without=("as_of",))  # what counts now is judged
def queue(
    *,
    weight: Annotated[
        bool, typer.Option("--weight", help="What most hangs on first, not what is most doubtful.")
    ] = False,
    judged: Annotated[bool, typer.Option("--judged", help="Also what somebody has judged.")] = False,
    filters: options.Filters,
    limit: options.Limit = 20,
    after: Annotated[
        str | None, typer.Option("--after", help="Id of the last event seen; goes on behind it.")
    ] = None,
    database: options.Database = None,
    json: options.Json = False,
) -> None:
    """List events to review, the most doubtful first; all given conditions must hold."""
    from lagebild.export import record_json
    from lagebild.record import Order

    with options.open_weighed(database) as store:
        by = Order.WEIGHT if weight else Order.DOUBT
        behind = store.judging.place(after) if after else None
        found = store.judging.queue(filters.of(store), by=by, judged=judged, limit=limit + 1, after=behind)
        shown = found[:limit]
        events = {event.id: event for event in store.events_by_id([line.event_id for line in shown])}
        texts = {i: store.document(i).text for i in {line.document_id for line in shown}}
    more = shown[-1].event_id if len(found) > limit else None
    if json:
        items = [
            {
                "event": record_json(events[line.event_id], texts[line.document_id]),
                "doubt": line.doubt, "weight": line.weight, "judged": line.judged, "case_id": line.case_id,
                "state": line.state,
            }
            for line in shown
        ]  # fmt: skip
        output.print_json({"queue": items, "next": more})
        return
    made = output.table("event", "doubt", "weight", "type", "who", "to whom", "reality", "sentence")
    for line in shown:
        event = events[line.event_id]
        made.add_row(
            *map(
                output.cell,
                (
                    event.id[:12], f"{line.doubt:.2f}", line.weight, output.kind_of(event),
                    output.who(event.actors), output.who(event.recipients), output.reality_of(event),
                    event.sentence.of(texts[line.document_id]),
                ),
            )
        )  # fmt: skip
    output.console().print(made if shown else "nothing left to review")
    if more:
        output.notes().print(f"more with --after {more}")


def accept(
    event: EventId,
    by: By,
    reason: Reason = None,
    seen: Seen = None,
    database: options.Database = None,
    json: options.Json = False,
) -> None:
    """Note that an event is right as it stands; the queue leaves it out from now on."""
    from lagebild.weigh import review

    with options.open_store(database) as store:
        named, known = _named(store, event, seen)
        _print(review.accept(store, named, seen=known, made_by=by, reason=reason), json)


def reject(
    event: EventId,
    by: By,
    reason: Reason = None,
    seen: Seen = None,
    database: options.Database = None,
    json: options.Json = False,
) -> None:
    """Take out an event that the text does not tell of; it stays on record and no longer counts."""
    from lagebild.weigh import review

    with options.open_store(database) as store:
        named, known = _named(store, event, seen)
        _print(review.reject(store, named, seen=known, made_by=by, reason=reason), json)


def correct(
    event: EventId,
    by: By,
    type: options.Type = None,
    mode: Mode = None,
    reality: options.Reality = None,
    negated: Negated = None,
    context: Contexts = None,
    actor: Codes = None,
    recipient: Codes = None,
    field: Fields = None,
    reason: Reason = None,
    seen: Seen = None,
    database: options.Database = None,
    json: options.Json = False,
) -> None:
    """Put an event with other fields in the place of one; what is not named stays as it is."""
    from lagebild.weigh import review

    fields = _given(field, type, mode, reality, negated, context)
    with options.open_store(database) as store:
        named, known = _named(store, event, seen)
        (old,) = store.events_by_id([named])
        fields |= _parties(store.document(old.document_id), old.sentence, actor, recipient)
        made = review.correct(
            store, named, fields, options.open_registry(), seen=known, made_by=by, reason=reason
        )
        _print(made, json)


def add_event(
    document: Annotated[str, typer.Argument(metavar="DOCUMENT", help="Id of a document or its beginning.")],
    trigger: Annotated[
        str, typer.Option("--trigger", metavar="WORDS", help="Words of the text that name the act.")
    ],
    type: Annotated[EventType, typer.Option("--type", "-t", case_sensitive=False, help="PLOVER type.")],
    by: By,
    at: Annotated[
        int | None,
        typer.Option(
            "--at", metavar="CHARACTER", help="Where the trigger begins, if its words stand there twice."
        ),
    ] = None,
    mode: Mode = None,
    reality: options.Reality = None,
    negated: Negated = None,
    context: Contexts = None,
    actor: Codes = None,
    recipient: Codes = None,
    field: Fields = None,
    reason: Reason = None,
    database: options.Database = None,
    json: options.Json = False,
) -> None:
    """Add an event that the machine missed; what is not named is none, actual and not negated."""
    from lagebild.weigh import review
    from lagebild.weigh.fields import sentence_of

    fields = _given(field, type, mode, reality, negated, context)
    with options.open_store(database) as store:
        found = store.document(document)
        marked = _trigger(found, trigger, at)
        fields["trigger"] = {"start": marked.start, "end": marked.end}
        fields |= _parties(found, sentence_of(marked, found), actor, recipient)
        made = review.add(store, found.id, fields, options.open_registry(), made_by=by, reason=reason)
        _print(made, json)


def _trigger(document: "Document", words: str, at: int | None) -> "Span":
    from lagebild.records import Span

    starts = [found.start() for found in re.finditer(re.escape(words), document.text)] if words else []
    if at is not None:
        starts = [start for start in starts if start == at]
    if not starts:
        place = "" if at is None else f" at character {at}"
        raise JudgementError(
            f"--trigger {words}: the text has no such words{place}; write them as they stand"
        )
    if len(starts) > 1:
        several = ", ".join(map(str, starts))
        raise JudgementError(f"--trigger {words}: stands at the characters {several}; name one with --at")
    return Span(starts[0], starts[0] + len(words))


def _given(
    field: list[str] | None,
    type: EventType | None,
    mode: str | None,
    reality: Modality | None,
    negated: bool | None,
    context: list[str] | None,
) -> dict[str, Any]:
    """Fields of an event from options; those that are named by an option of their own win over ``--field``."""
    fields: dict[str, Any] = {}
    for given in field or ():
        fields |= _parsed(given)
    asked = {
        "type": type and type.value, "mode": mode, "modality": reality and reality.value, "negated": negated,
        "context": context,
    }  # fmt: skip
    return fields | {name: value for name, value in asked.items() if value is not None}


def _parsed(given: str) -> dict[str, Any]:
    try:
        found = jsons.loads(given)
    except ValueError:
        found = None
    if not isinstance(found, dict):
        raise JudgementError(f"--field {given[:60]}: is no JSON object; write '{{\"negated\": true}}'")
    return found


def _parties(
    document: "Document", sentence: "Span", actor: list[str] | None, recipient: list[str] | None
) -> dict[str, Any]:
    return {
        role: [_party(document, sentence, role, code) for code in codes if code]
        for role, codes in (("actor", actor), ("recipient", recipient))
        if codes is not None
    }


def _party(document: "Document", sentence: "Span", role: str, given: str) -> dict[str, Any]:
    """``SWE GOV=Ministerin``: a code, and words of the event's sentence that stand for it."""
    code, equals, words = given.partition("=")
    form: dict[str, Any] = {"code": code.strip()}
    if equals:
        at = document.text.find(words, sentence.start, sentence.end) if words else -1
        if at < 0:
            raise JudgementError(
                f"--{role} {given}: the sentence has no {words!r}; it reads {sentence.of(document.text)!r}"
            )
        form |= {"text": words, "start": at, "end": at + len(words)}
    return form


def _named(store: "Store", event: str, seen: int | None) -> tuple[str, int | None]:
    """The id of the event, and its last judgement if the user does not say which one was seen."""
    from lagebild.weigh import review

    named = review.event_named(store, event)
    return named, store.judging.standing(named).last if seen is None else seen


def _print(made: Judgement, json: bool) -> None:
    from lagebild.export.ledger import judgement_json

    if json:
        output.print_json(judgement_json(made))
        return
    fields = f" ({', '.join(made.changes)}); it is {made.events[-1]} now" if made.changes else ""
    output.console().print(output.cell(f"judgement {made.number}: {made.kind} {made.events[0]}{fields}"))
