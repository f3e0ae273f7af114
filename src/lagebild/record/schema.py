"""The tables as they are today. ``migrations.py`` makes them; a test holds the two equal.

documents     one text each; ``id`` is its digest, so the same text cannot be stored twice
readings      which model read which document; the highest ``number`` of a document is the reading in force
events        one row an event; columns for what is filtered and sorted by, the rest in ``details``
event_spans   the evidence: every span of every field, with the words that stand there
event_actors  actors, recipients and sources with their codes, offices and other readings
event_frameworks  the treaties, resolutions, formats and bodies of an event that the registry knows
acts          the comparable side of an event (``weigh.acts``) with the case it is in now; act_keys finds those alike
case_events   which case an event was put into and why; the highest ``number`` of an event is in force
cases         one act across documents, with what its ledger said when it was last weighed
weighings     readings whose events have been put into cases; ``marks`` tell where the text may be from
judgements    what people decided about cases and events; event_judgements tells whether an event counts since then
tallies       one row an event with what figures are counted by; ``epoch`` tells when the row last changed
epochs        one row: how often the record has been written to
tokens        who may do what over the network, audit what was done there
jobs          texts and files sent for intake; job_inputs has each of them until it is stored
sentences     where each sentence of a document stands, for full text
sentence_terms  the index of their words, in tables of its own: ``fulltext_sqlite.py``, ``fulltext_postgresql.py``

All times are UTC without zone. No table needs an automatic number, so the same tables fit PostgreSQL.
"""

from sqlalchemy import (
    DDL,
    JSON,
    Boolean,
    Column,
    Date,
    DateTime,
    Double,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    event,
)
from sqlalchemy.schema import ExecutableDDLElement

metadata = MetaData()

migrations = Table(
    "migrations",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("name", Text, nullable=False),
    Column("applied_at", DateTime, nullable=False),
)

documents = Table(
    "documents",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("text", Text, nullable=False),
    Column("published", Date),
    Column("publisher", Text),
    Column("title", Text),
    Column("language", Text, nullable=False),
    Column("kind", Text),
    Column("origin", Text),
    Column("blocks", JSON, nullable=False),
    Column("added_at", DateTime, nullable=False),
)
Index("documents_published", documents.c.published.desc(), documents.c.id)

readings = Table(
    "readings",
    metadata,
    Column("document_id", String(64), ForeignKey("documents.id"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("model", Text, nullable=False),
    Column("events", Integer, nullable=False),
    Column("added_at", DateTime, nullable=False),
    UniqueConstraint("document_id", "model"),
)

events = Table(
    "events",
    metadata,
    Column("id", Text, primary_key=True),
    Column("document_id", String(64), nullable=False),
    Column("reading", Integer, nullable=False),
    Column("ordinal", Integer, nullable=False),
    Column("type", Text, nullable=False),
    Column("mode", Text),
    Column("modality", Text, nullable=False),
    Column("negated", Boolean, nullable=False),
    Column("confidence", Double, nullable=False),
    Column("sentence_start", Integer, nullable=False),
    Column("sentence_stop", Integer, nullable=False),
    Column("details", JSON, nullable=False),
    Column("vector", LargeBinary),
    Column("day", Date),  # the day that the text tells, else of publication
    Column("judgement", Integer),  # which made it; none if a model read it
    Column("withdrawn", Integer),  # the judgement that took it out; none if it counts
    ForeignKeyConstraint(["document_id", "reading"], ["readings.document_id", "readings.number"]),
    UniqueConstraint("document_id", "reading", "ordinal"),
)
Index("events_type", events.c.type)
Index("events_day", events.c.day)

event_spans = Table(
    "event_spans",
    metadata,
    Column("event_id", Text, ForeignKey("events.id"), primary_key=True),
    Column("field", Text, primary_key=True),
    Column("ordinal", Integer, primary_key=True, autoincrement=False),
    Column("start", Integer, nullable=False),
    Column("stop", Integer, nullable=False),
    Column("text", Text, nullable=False),
)

event_actors = Table(
    "event_actors",
    metadata,
    Column("event_id", Text, ForeignKey("events.id"), primary_key=True),
    Column("role", Text, primary_key=True),
    Column("ordinal", Integer, primary_key=True, autoincrement=False),
    Column("code", Text, nullable=False),
    Column("country", Text, nullable=False),
    Column("sector", Text),
    Column("name", Text),
    Column("text", Text),  # only where there is no span that proves it
    Column("stance", Text),
    Column("inferred", Boolean, nullable=False),
    Column("confidence", Double, nullable=False),
    Column("office", Text),
    Column("others", JSON),
)
Index("event_actors_code", event_actors.c.code)
Index("event_actors_country", event_actors.c.country)
Index("event_actors_name", event_actors.c.name)

event_frameworks = Table(
    "event_frameworks",
    metadata,
    Column("event_id", Text, ForeignKey("events.id"), primary_key=True),
    Column("ordinal", Integer, primary_key=True, autoincrement=False),
    Column("name", Text, nullable=False),
    Column("kind", Text, nullable=False),
)
Index("event_frameworks_name", event_frameworks.c.name)

sentences = Table(
    "sentences",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("document_id", String(64), ForeignKey("documents.id"), nullable=False),
    Column("start", Integer, nullable=False),
    Column("stop", Integer, nullable=False),
)
Index("sentences_document", sentences.c.document_id)

_SENTENCE_TERMS: ExecutableDDLElement = DDL(  # type: ignore[no-untyped-call]
    "CREATE VIRTUAL TABLE sentence_terms USING fts5(words, terms, stems, content='', tokenize='ascii')"
)
event.listen(sentences, "after_create", _SENTENCE_TERMS.execute_if(dialect="sqlite"))

acts = Table(
    "acts",
    metadata,
    Column("event_id", Text, ForeignKey("events.id"), primary_key=True),
    Column("case_id", Text),  # none once a later reading has taken the event's place
    Column("act", JSON, nullable=False),
    Column("origin", Integer),  # which of its case's independent origins the report goes back to
)
Index("acts_case", acts.c.case_id)

act_keys = Table(
    "act_keys",
    metadata,
    Column("key", Text, primary_key=True),
    Column("day", Integer, primary_key=True, autoincrement=False),
    Column("event_id", Text, ForeignKey("events.id"), primary_key=True),
)

case_events = Table(
    "case_events",
    metadata,
    Column("event_id", Text, ForeignKey("events.id"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("case_id", Text, nullable=False),
    Column("since", DateTime, nullable=False),
    Column("linked_to", Text),
    Column("score", Double, nullable=False),
    Column("parts", JSON),
    Column("judgement", Integer),
)
Index("case_events_case", case_events.c.case_id)

cases = Table(
    "cases",
    metadata,
    Column("id", Text, primary_key=True),
    Column("type", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("reality", Text, nullable=False),
    Column("events", Integer, nullable=False),
    Column("documents", Integer, nullable=False),
    Column("origins", Integer, nullable=False),
    Column("first_published", Date),
    Column("last_published", Date),
    Column("last_change", Date),
    Column("deed", Boolean),  # of something that was to be done
    Column("done", Boolean),  # and somebody reports that it was
    Column("due", Date),  # the day by which, if one was set
)
Index("cases_last_published", cases.c.last_published)
Index("cases_due", cases.c.due, cases.c.id)

weighings = Table(
    "weighings",
    metadata,
    Column("document_id", String(64), ForeignKey("documents.id"), primary_key=True),
    Column("reading", Integer, primary_key=True, autoincrement=False),
    Column("weighed_at", DateTime, nullable=False),
    Column("marks", JSON, nullable=False),
)

judgements = Table(
    "judgements",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("kind", Text, nullable=False),
    Column("made_by", Text, nullable=False),
    Column("made_at", DateTime, nullable=False),
    Column("case_id", Text),  # none where it is about one event
    Column("events", JSON, nullable=False),
    Column("changes", JSON),
    Column("reason", Text),
    Column("undoes", Integer),
)

event_judgements = Table(
    "event_judgements",
    metadata,
    Column("event_id", Text, ForeignKey("events.id"), primary_key=True),
    Column("judgement", Integer, ForeignKey("judgements.number"), primary_key=True, autoincrement=False),
    Column("counts", Boolean, nullable=False),
)
Index("event_judgements_judgement", event_judgements.c.judgement)

tallies = Table(
    "tallies",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("epoch", Integer, nullable=False),
    Column("event_id", Text, ForeignKey("events.id"), nullable=False, unique=True),
    Column("document_id", String(64), nullable=False),
    Column("counts", Boolean, nullable=False),
    Column("day", Date),
    Column("published", Date),
    Column("publisher", Text),
    Column("type", Text, nullable=False),
    Column("modality", Text, nullable=False),
    Column("negated", Boolean, nullable=False),
    Column("actors", Text, nullable=False),
    Column("recipients", Text, nullable=False),
    Column("sources", Text, nullable=False),
    Column("stances", Text, nullable=False),
    Column("frameworks", Text, nullable=False),
    Column("places", Text, nullable=False),
    Column("case_id", Text),
    Column("origin", Integer),
    Column("state", Text),
    Column("doubt", Double),
    Column("weight", Integer),
)
Index("tallies_epoch", tallies.c.epoch)
Index("tallies_doubt", tallies.c.doubt.desc(), tallies.c.event_id)
Index("tallies_weight", tallies.c.weight.desc(), tallies.c.doubt.desc(), tallies.c.event_id)

epochs = Table(
    "epochs",
    metadata,
    Column("one", Integer, primary_key=True, autoincrement=False),
    Column("epoch", Integer, nullable=False),
)

tokens = Table(
    "tokens",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("name", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("digest", String(64), nullable=False),
    Column("made_at", DateTime, nullable=False),
    Column("expires_at", DateTime),
    Column("revoked_at", DateTime),
    UniqueConstraint("digest"),
)

audit = Table(
    "audit",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("at", DateTime, nullable=False),
    Column("who", Text, nullable=False),
    Column("role", Text),
    Column("action", Text, nullable=False),
    Column("target", Text),
    Column("details", JSON),
)

jobs = Table(
    "jobs",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("made_by", Text, nullable=False),
    Column("made_at", DateTime, nullable=False),
    Column("state", Text, nullable=False),
    Column("ended_at", DateTime),
    Column("problem", Text),
)

job_inputs = Table(
    "job_inputs",
    metadata,
    Column("job_id", String(16), ForeignKey("jobs.id"), primary_key=True),
    Column("ordinal", Integer, primary_key=True, autoincrement=False),
    Column("name", Text, nullable=False),
    Column("given", JSON, nullable=False),
    Column("content", LargeBinary),
    Column("status", Text),
    Column("document_id", String(64)),
    Column("events", Integer),
    Column("problem", Text),
)

for _table in metadata.tables.values():
    for _column in _table.c:
        if isinstance(_column.type, String):
            # Ordered and compared by the characters' numbers, as SQLite does, whatever the server's locale.
            _here = type(_column.type)(_column.type.length, collation="C")
            _column.type = _column.type.with_variant(_here, "postgresql")
