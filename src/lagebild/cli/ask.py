"""``lagebild ask``: a question in German words, read by fixed rules, answered with events and passages."""

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from lagebild.cli import options, output
from lagebild.records import Document, Event

if TYPE_CHECKING:
    from lagebild.record.answers import Answer


@options.filtered(without=("negated", *options.WIDER))
def ask(
    question: Annotated[
        str, typer.Argument(metavar="QUESTION", help="In German; names, deeds, dates, words.")
    ],
    *,
    filters: options.Filters,
    limit: options.Limit = 10,
    database: options.Database = None,
    json: options.Json = False,
) -> None:
    """Ask the record: events that fit, then passages; shows how the question was read, options overrule it."""
    from lagebild.export.answer import answer_json, evidence
    from lagebild.record.answers import overruled
    from lagebild.record.questions import read_question
    from lagebild.resolve.actors import ActorResolver

    with options.open_store(database) as store:
        resolver = ActorResolver(options.open_registry())
        wanted = filters.of(store)
        read = overruled(read_question(question, resolver, today=date.today()), wanted)
        answer = store.answer(read, wanted, limit=limit)
        events, documents = evidence(store, answer)
    if json:
        output.print_json(answer_json(answer, events, documents))
    else:
        _print(answer, events, documents)


def _print(answer: "Answer", events: list[Event], documents: dict[str, Document]) -> None:
    console = output.console()
    reading = "; ".join(f"{label} {value}" for label, value in answer.question.reading)
    console.print(output.cell(f"read as: {reading or 'nothing; name who, what or when'}"))
    if answer.without:
        console.print(output.cell(f"nothing fits all of it; without {', '.join(answer.without)}:"))
    console.print()
    made = output.table("published", "type", "who", "to whom", "reality", "sources", "sentence", "document")
    for event in events:
        document = documents[event.document_id]
        told = (
            document.published,
            output.kind_of(event),
            output.who(event.actors),
            output.who(event.recipients),
            output.reality_of(event),
            output.vouching(event.sources) or "(the publisher)",
            event.sentence.of(document.text),
            document.id[:10],
        )
        made.add_row(*map(output.cell, told))
    console.print(made if events else "no events fit")
    console.print()
    made = output.table("published", "publisher", "passage", "document", "at")
    for passage in answer.passages:
        document = documents[passage.document_id]
        place = (document.published, document.publisher, passage.text, document.id[:10], passage.span.start)
        made.add_row(*map(output.cell, place))
    console.print(made if answer.passages else "no passages fit")
