"""Whether the file still proves what it says: its structure, the digests, every span against the text."""

from collections.abc import Iterator

from sqlalchemy import Connection, select

from lagebild.record import schema


def problems(connection: Connection) -> Iterator[str]:
    """A line for everything that is wrong; nothing if all is well."""
    if connection.dialect.name == "sqlite":  # PostgreSQL lets no such thing happen
        yield from _structure(connection)
    # Intake loads its page parsers on import; only a check needs them here.
    from lagebild.intake import document_id as digest

    documents = schema.documents.c
    for document_id, text in connection.execute(select(documents.id, documents.text).order_by(documents.id)):
        if digest(text) != document_id:
            yield f"document {document_id[:12]}: its text does not match its id; restore a copy of the file"
        yield from _wrong_spans(connection, document_id, text)


def _structure(connection: Connection) -> Iterator[str]:
    for (said,) in connection.exec_driver_sql("PRAGMA integrity_check"):
        if said != "ok":
            yield f"structure: {said}; restore a copy of the file"
    for table, row, parent, _ in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        yield f"{table}: row {row} points to nothing in {parent}; restore a copy of the file"


def _wrong_spans(connection: Connection, document_id: str, text: str) -> Iterator[str]:
    events, spans = schema.events.c, schema.event_spans.c
    query = (
        select(schema.event_spans)
        .join(schema.events, events.id == spans.event_id)
        .where(events.document_id == document_id)
    )
    for row in connection.execute(query):
        if text[row.start : row.stop] != row.text:
            yield (
                f"document {document_id[:12]}, event {row.event_id}: {row.field} is stored as {row.text!r}, "
                f"the text has {text[row.start : row.stop]!r}; restore a copy of the file"
            )
