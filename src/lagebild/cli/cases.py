"""``lagebild cases``, ``case`` and ``dispute``: the same act across documents, and who says what about it."""

from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.text import Text

from lagebild.cli import options, output
from lagebild.records import CaseState, Document, Event, Ledger, Membership, Position, Stance

if TYPE_CHECKING:
    from lagebild.record import CaseSummary

States = Annotated[
    list[CaseState] | None,
    typer.Option("--state", case_sensitive=False, help="Where the case stands; may be given several times."),
]
CaseId = Annotated[
    str, typer.Argument(metavar="CASE", help="Id of a case or its beginning, or the id of one of its events.")
]


def cases(
    actor: options.Actors = None,
    type: options.Type = None,
    state: States = None,
    framework: options.FrameworkOption = None,
    since: options.Since = None,
    until: options.Until = None,
    documents: Annotated[
        int, typer.Option("--documents", min=1, help="Told by at least so many documents.")
    ] = 2,
    as_of: options.AsOf = None,
    limit: options.Limit = 50,
    database: options.Database = None,
    json: options.Json = False,
) -> None:
    """List acts that several documents tell of, the last told of first, with state and independent origins."""
    from lagebild.export.ledger import case_json, examples
    from lagebild.weigh.desk import find_cases

    with options.open_weighed(database) as store:
        wanted = options.case_filter(
            actor, type, state, framework, since, until, as_of=as_of, documents=documents
        )
        found = find_cases(store, wanted, limit=limit + 1)
        shown = found[:limit]
        about = examples(store, shown, wanted.as_of)
    if json:
        output.print_json(
            {"cases": [case_json(case, about.get(case.id)) for case in shown], "more": len(found) > limit}
        )
        return
    _print_list(shown, about)
    if len(found) > limit:
        output.notes().print("more with a higher --limit")


def case(
    case: CaseId,
    why: Annotated[
        bool, typer.Option("--why", help="Also tell why each event is in the case, score by part.")
    ] = False,
    as_of: options.AsOf = None,
    database: options.Database = None,
    json: options.Json = False,
) -> None:
    """Show the ledger of a case: who asserts, alleges and denies it since when, and from how many origins."""
    from lagebild.export.ledger import evidence, ledger_json
    from lagebild.weigh.desk import find_ledger

    with options.open_weighed(database) as store:
        ledger = find_ledger(store, case, options.moment(as_of))
        events, documents = evidence(store, ledger)
        members = store.cases.members(ledger.case_id, options.moment(as_of))
    if json:
        output.print_json(ledger_json(ledger, events, documents, members))
        return
    _print_ledger(ledger, events, documents, output.console())
    if why:
        _print_why(members, events, output.console())


def dispute(
    actor: options.Actors = None,
    type: options.Type = None,
    framework: options.FrameworkOption = None,
    since: options.Since = None,
    until: options.Until = None,
    as_of: options.AsOf = None,
    limit: options.Limit = 20,
    database: options.Database = None,
    json: options.Json = False,
) -> None:
    """List what some assert and others deny, with both sides' wording side by side."""
    from lagebild.export.ledger import evidence, ledger_json
    from lagebild.weigh.desk import find_cases, find_ledger

    with options.open_weighed(database) as store:
        states = [CaseState.DISPUTED, CaseState.DENIED]
        wanted = options.case_filter(actor, type, states, framework, since, until, as_of=as_of, documents=1)
        found = [find_ledger(store, each.id, wanted.as_of) for each in find_cases(store, wanted, limit=limit)]
        told = [(ledger, *evidence(store, ledger)) for ledger in found]
    if json:
        output.print_json({"disputes": [ledger_json(*each) for each in told]})
        return
    console = output.console()
    if not told:
        console.print("no case fits")
    for ledger, events, documents in told:
        _print_sides(ledger, events, documents, console)
        console.print()


def _print_list(found: "list[CaseSummary]", about: dict[str, Event]) -> None:
    made = output.table(
        "case", "type", "who", "to whom", "what", "state", "reality", "told", "origins", "from", "to"
    )
    for each in found:
        event = about.get(each.id)
        made.add_row(
            *map(
                output.cell,
                (
                    each.id, each.type.value,
                    output.who(event.actors) if event else "", output.who(event.recipients) if event else "",
                    event.trigger_text if event else "", each.state.value, each.reality.value,
                    each.documents, each.origins, each.first_published, each.last_published,
                ),
            )
        )  # fmt: skip
    output.console().print(made if found else "no case fits")


def _print_ledger(
    ledger: Ledger, events: dict[str, Event], documents: dict[str, Document], console: Console
) -> None:
    change = ledger.last_change or "on an unknown day"
    head = f"{ledger.case_id} · {ledger.state.value} · {ledger.reality.value} · last change {change}"
    console.print(Text(head, style="bold"))
    for name, position in (("first claim", ledger.first_claim), ("first denial", ledger.first_denial)):
        if position:
            console.print(Text(f"{name:13}{_holder(position)}, {position.published or 'undated'}"))
    console.print()
    console.print(Text(f"{len(ledger.origins)} independent origins", style="bold"))
    for origin in ledger.origins:
        told = f"{origin.kind.value:10}{origin.label} ({len(origin.document_ids)} documents)"
        console.print(Text("  " + output.printable("; ".join([told, *origin.why]))))
    console.print()
    made = output.table("published", "who", "stance", "reality", "passed on by", "publisher", "sentence")
    for position in ledger.positions:
        made.add_row(
            *map(
                output.cell,
                (
                    position.published, _holder(position), position.stance.value, _reality(position),
                    ", ".join(position.chain), position.publisher, _sentence(position, events, documents),
                ),
            )
        )  # fmt: skip
    console.print(made)


def _print_sides(
    ledger: Ledger, events: dict[str, Event], documents: dict[str, Document], console: Console
) -> None:
    made = output.table(
        "say that it is so", "say that it is not", title=f"{ledger.case_id} · {ledger.state.value}"
    )
    made.columns[0].ratio = made.columns[1].ratio = 1
    sides: tuple[list[str], list[str]] = ([], [])
    for position in ledger.positions:
        day = position.published or "undated"
        words = f"{day} {_holder(position)}: {_sentence(position, events, documents)}"
        sides[position.stance is Stance.DENIES].append(words)
    for row in range(max(map(len, sides))):
        made.add_row(*(output.cell(side[row] if row < len(side) else "") for side in sides))
    console.print(made)


def _print_why(members: list[Membership], events: dict[str, Event], console: Console) -> None:
    console.print()
    made = output.table("event", "words", "like", "score", "because")
    for member in members:
        event = events.get(member.event_id)
        parts = sorted((member.parts or {}).items(), key=lambda part: -abs(part[1]))
        because = ", ".join(f"{name} {value:+.1f}" for name, value in parts[:6])
        if member.judgement:
            because = f"judgement {member.judgement}"
        made.add_row(
            *map(
                output.cell,
                (
                    member.event_id[:12], event.trigger_text if event else "", (member.linked_to or "-")[:12],
                    member.score, because or "opened the case",
                ),
            )
        )  # fmt: skip
    console.print(made)


def _reality(position: Position) -> str:
    return f"{'not ' if position.negated else ''}{position.modality.value}"


def _holder(position: Position) -> str:
    return output.printable(f"{position.holder} ({position.code})" if position.code else position.holder)


def _sentence(position: Position, events: dict[str, Event], documents: dict[str, Document]) -> str:
    from lagebild.export.ledger import proof

    document = documents[position.document_id]
    return proof(position, events[position.event_id], document).of(document.text)
