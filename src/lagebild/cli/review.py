"""``lagebild queue``, ``accept``, ``reject`` and ``correct``: people look at events and decide about them."""

import json as jsons
from typing import TYPE_CHECKING, Annotated, Any

import typer

from lagebild.cli import options, output
from lagebild.cli.judge import By, Reason
from lagebild.errors import JudgementError
from lagebild.records import EventType, Judgement, Modality

if TYPE_CHECKING:
    from lagebild.record import Store

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


@options.filtered(without=options.WIDER)
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
    mode: Annotated[str | None, typer.Option("--mode", help="Mode of the type; empty for none.")] = None,
    reality: options.Reality = None,
    negated: Annotated[
        bool | None, typer.Option("--negated/--not-negated", help="The text says that it does not happen.")
    ] = None,
    context: Annotated[
        list[str] | None, typer.Option("--context", help="PLOVER context; at most two.")
    ] = None,
    actor: Codes = None,
    recipient: Codes = None,
    field: Annotated[
        list[str] | None,
        typer.Option(
            "--field", metavar="JSON", help='Any field: {"time": [{"start": 4, "end": 9, "value": "2024"}]}.'
        ),
    ] = None,
    reason: Reason = None,
    seen: Seen = None,
    database: options.Database = None,
    json: options.Json = False,
) -> None:
    """Put an event with other fields in the place of one; what is not named stays as it is."""
    from lagebild.weigh import review

    fields: dict[str, Any] = {}
    for given in field or ():
        fields |= _parsed(given)
    with options.open_store(database) as store:
        named, known = _named(store, event, seen)
        fields |= _given(type, mode, reality, negated, context)
        for role, codes in (("actor", actor), ("recipient", recipient)):
            if codes is not None:
                fields[role] = [_party(store, named, role, code) for code in codes if code]
        made = review.correct(
            store, named, fields, options.open_registry(), seen=known, made_by=by, reason=reason
        )
        _print(made, json)


def _given(
    type: EventType | None,
    mode: str | None,
    reality: Modality | None,
    negated: bool | None,
    context: list[str] | None,
) -> dict[str, Any]:
    asked = {
        "type": type and type.value, "mode": mode, "modality": reality and reality.value, "negated": negated,
        "context": context,
    }  # fmt: skip
    return {name: value for name, value in asked.items() if value is not None}


def _parsed(given: str) -> dict[str, Any]:
    try:
        found = jsons.loads(given)
    except ValueError:
        found = None
    if not isinstance(found, dict):
        raise JudgementError(f"--field {given[:60]}: is no JSON object; write '{{\"negated\": true}}'")
    return found


def _party(store: "Store", event_id: str, role: str, given: str) -> dict[str, Any]:
    """``SWE GOV=Ministerin``: a code, and words of the event's sentence that stand for it."""
    code, equals, words = given.partition("=")
    form: dict[str, Any] = {"code": code.strip()}
    if equals:
        (event,) = store.events_by_id([event_id])
        text = store.document(event.document_id).text
        at = text.find(words, event.sentence.start, event.sentence.end) if words else -1
        if at < 0:
            raise JudgementError(
                f"--{role} {given}: the sentence has no {words!r}; it reads {event.sentence.of(text)!r}"
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
