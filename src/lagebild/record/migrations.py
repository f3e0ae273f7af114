"""Numbered steps from an empty file to today's tables. Released steps are never edited: add another.

Every step runs in its own transaction with the row that notes it, so a killed upgrade leaves the file at the
last whole step. A new PostgreSQL database begins with today's tables; only steps that come later change it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection, Engine, func, inspect, select

from lagebild.errors import RecordError
from lagebild.record import deeds, fulltext_postgresql, postgresql, schema, search, tallies
from lagebild.record.database import shown


@dataclass(frozen=True, slots=True)
class Migration:
    """One step: SQL in SQLite's types, which are translated for PostgreSQL.

    ``fill`` writes what no SQL can make of the rows that are there.
    """

    number: int
    name: str
    statements: tuple[str, ...]
    fill: Callable[[Connection], None] | None = None

    def apply(self, connection: Connection) -> None:
        for statement in self.statements:
            here = statement if connection.dialect.name == "sqlite" else postgresql.translate(statement)
            connection.exec_driver_sql(here)
        if self.fill is not None:
            self.fill(connection)
        self.note(connection)

    def note(self, connection: Connection) -> None:
        connection.execute(
            schema.migrations.insert().values(
                number=self.number, name=self.name, applied_at=datetime.now(UTC).replace(tzinfo=None)
            )
        )


MIGRATIONS: tuple[Migration, ...] = (
    Migration(
        1,
        "documents, readings, events and their evidence",
        (
            """CREATE TABLE migrations (
                number INTEGER NOT NULL PRIMARY KEY, name TEXT NOT NULL, applied_at TIMESTAMP NOT NULL)""",
            """CREATE TABLE documents (
                id VARCHAR(64) NOT NULL PRIMARY KEY, text TEXT NOT NULL, published DATE, publisher TEXT,
                title TEXT, language TEXT NOT NULL, kind TEXT, origin TEXT, blocks JSON NOT NULL,
                added_at TIMESTAMP NOT NULL)""",
            "CREATE INDEX documents_published ON documents (published DESC, id)",
            """CREATE TABLE readings (
                document_id VARCHAR(64) NOT NULL REFERENCES documents (id), number INTEGER NOT NULL,
                model TEXT NOT NULL, events INTEGER NOT NULL, added_at TIMESTAMP NOT NULL,
                PRIMARY KEY (document_id, number), UNIQUE (document_id, model))""",
            """CREATE TABLE events (
                id TEXT NOT NULL PRIMARY KEY, document_id VARCHAR(64) NOT NULL, reading INTEGER NOT NULL,
                ordinal INTEGER NOT NULL, type TEXT NOT NULL, mode TEXT, modality TEXT NOT NULL,
                negated BOOLEAN NOT NULL, confidence DOUBLE PRECISION NOT NULL,
                sentence_start INTEGER NOT NULL, sentence_stop INTEGER NOT NULL, details JSON NOT NULL,
                FOREIGN KEY (document_id, reading) REFERENCES readings (document_id, number),
                UNIQUE (document_id, reading, ordinal))""",
            "CREATE INDEX events_type ON events (type)",
            """CREATE TABLE event_spans (
                event_id TEXT NOT NULL REFERENCES events (id), field TEXT NOT NULL, ordinal INTEGER NOT NULL,
                start INTEGER NOT NULL, stop INTEGER NOT NULL, text TEXT NOT NULL,
                PRIMARY KEY (event_id, field, ordinal))""",
            """CREATE TABLE event_actors (
                event_id TEXT NOT NULL REFERENCES events (id), role TEXT NOT NULL, ordinal INTEGER NOT NULL,
                code TEXT NOT NULL, country TEXT NOT NULL, sector TEXT, name TEXT, text TEXT, stance TEXT,
                inferred BOOLEAN NOT NULL, confidence DOUBLE PRECISION NOT NULL,
                PRIMARY KEY (event_id, role, ordinal))""",
            "CREATE INDEX event_actors_code ON event_actors (code)",
            "CREATE INDEX event_actors_country ON event_actors (country)",
        ),
    ),
    Migration(
        2,
        "offices and other readings of actors, frameworks of the registry",
        (
            "ALTER TABLE event_actors ADD COLUMN office TEXT",
            "ALTER TABLE event_actors ADD COLUMN others JSON",
            "CREATE INDEX event_actors_name ON event_actors (name)",
            """CREATE TABLE event_frameworks (
                event_id TEXT NOT NULL REFERENCES events (id), ordinal INTEGER NOT NULL, name TEXT NOT NULL,
                kind TEXT NOT NULL, PRIMARY KEY (event_id, ordinal))""",
            "CREATE INDEX event_frameworks_name ON event_frameworks (name)",
        ),
    ),
    Migration(
        3,
        "full text",
        (
            """CREATE TABLE sentences (
                id INTEGER NOT NULL PRIMARY KEY, document_id VARCHAR(64) NOT NULL REFERENCES documents (id),
                start INTEGER NOT NULL, stop INTEGER NOT NULL)""",
            "CREATE INDEX sentences_document ON sentences (document_id)",
            "CREATE VIRTUAL TABLE sentence_terms USING fts5(words, terms, stems, content='', tokenize='ascii')",
        ),
        fill=search.index_all,
    ),
    Migration(
        4,
        "cases and judgements",
        (
            "ALTER TABLE events ADD COLUMN vector BLOB",
            """CREATE TABLE acts (
                event_id TEXT NOT NULL PRIMARY KEY REFERENCES events (id), case_id TEXT, act JSON NOT NULL)""",
            "CREATE INDEX acts_case ON acts (case_id)",
            """CREATE TABLE act_keys (
                key TEXT NOT NULL, day INTEGER NOT NULL, event_id TEXT NOT NULL REFERENCES events (id),
                PRIMARY KEY (key, day, event_id))""",
            """CREATE TABLE case_events (
                event_id TEXT NOT NULL REFERENCES events (id), number INTEGER NOT NULL, case_id TEXT NOT NULL,
                since TIMESTAMP NOT NULL, linked_to TEXT, score DOUBLE PRECISION NOT NULL, parts JSON,
                judgement INTEGER, PRIMARY KEY (event_id, number))""",
            "CREATE INDEX case_events_case ON case_events (case_id)",
            """CREATE TABLE cases (
                id TEXT NOT NULL PRIMARY KEY, type TEXT NOT NULL, state TEXT NOT NULL, reality TEXT NOT NULL,
                events INTEGER NOT NULL, documents INTEGER NOT NULL, origins INTEGER NOT NULL,
                first_published DATE, last_published DATE, last_change DATE)""",
            "CREATE INDEX cases_state ON cases (state)",
            "CREATE INDEX cases_last_published ON cases (last_published)",
            """CREATE TABLE weighings (
                document_id VARCHAR(64) NOT NULL REFERENCES documents (id), reading INTEGER NOT NULL,
                weighed_at TIMESTAMP NOT NULL, marks JSON NOT NULL, PRIMARY KEY (document_id, reading))""",
            """CREATE TABLE judgements (
                number INTEGER NOT NULL PRIMARY KEY, kind TEXT NOT NULL, made_by TEXT NOT NULL,
                made_at TIMESTAMP NOT NULL, case_id TEXT NOT NULL, events JSON NOT NULL, reason TEXT,
                undoes INTEGER)""",
        ),
    ),
    Migration(
        5,
        "judgements about events, tallies for figures, access, intake jobs",
        (
            "ALTER TABLE events ADD COLUMN day DATE",
            "ALTER TABLE events ADD COLUMN judgement INTEGER",
            "ALTER TABLE events ADD COLUMN withdrawn INTEGER",
            "CREATE INDEX events_day ON events (day)",
            "ALTER TABLE acts ADD COLUMN origin INTEGER",
            "ALTER TABLE judgements RENAME TO older_judgements",
            """CREATE TABLE judgements (
                number INTEGER NOT NULL PRIMARY KEY, kind TEXT NOT NULL, made_by TEXT NOT NULL,
                made_at TIMESTAMP NOT NULL, case_id TEXT, events JSON NOT NULL, changes JSON, reason TEXT,
                undoes INTEGER)""",
            """INSERT INTO judgements (number, kind, made_by, made_at, case_id, events, reason, undoes)
                SELECT number, kind, made_by, made_at, case_id, events, reason, undoes FROM older_judgements""",
            "DROP TABLE older_judgements",
            """CREATE TABLE event_judgements (
                event_id TEXT NOT NULL REFERENCES events (id),
                judgement INTEGER NOT NULL REFERENCES judgements (number), counts BOOLEAN NOT NULL,
                PRIMARY KEY (event_id, judgement))""",
            "CREATE INDEX event_judgements_judgement ON event_judgements (judgement)",
            """CREATE TABLE tallies (
                number INTEGER NOT NULL PRIMARY KEY, epoch INTEGER NOT NULL,
                event_id TEXT NOT NULL UNIQUE REFERENCES events (id), document_id VARCHAR(64) NOT NULL,
                counts BOOLEAN NOT NULL, day DATE, published DATE, publisher TEXT, type TEXT NOT NULL,
                modality TEXT NOT NULL, negated BOOLEAN NOT NULL, actors TEXT NOT NULL, recipients TEXT NOT NULL,
                sources TEXT NOT NULL, stances TEXT NOT NULL, frameworks TEXT NOT NULL, places TEXT NOT NULL,
                case_id TEXT, origin INTEGER, state TEXT)""",
            "CREATE INDEX tallies_epoch ON tallies (epoch)",
            "CREATE TABLE epochs (one INTEGER NOT NULL PRIMARY KEY, epoch INTEGER NOT NULL)",
            "INSERT INTO epochs (one, epoch) VALUES (1, 1)",
            """CREATE TABLE tokens (
                id VARCHAR(16) NOT NULL PRIMARY KEY, name TEXT NOT NULL, role TEXT NOT NULL,
                digest VARCHAR(64) NOT NULL, made_at TIMESTAMP NOT NULL, expires_at TIMESTAMP,
                revoked_at TIMESTAMP, UNIQUE (digest))""",
            """CREATE TABLE audit (
                number INTEGER NOT NULL PRIMARY KEY, at TIMESTAMP NOT NULL, who TEXT NOT NULL, role TEXT,
                action TEXT NOT NULL, target TEXT, details JSON)""",
            """CREATE TABLE jobs (
                id VARCHAR(16) NOT NULL PRIMARY KEY, made_by TEXT NOT NULL, made_at TIMESTAMP NOT NULL,
                state TEXT NOT NULL, ended_at TIMESTAMP, problem TEXT)""",
            """CREATE TABLE job_inputs (
                job_id VARCHAR(16) NOT NULL REFERENCES jobs (id), ordinal INTEGER NOT NULL, name TEXT NOT NULL,
                given JSON NOT NULL, content BLOB, status TEXT, document_id VARCHAR(64), events INTEGER,
                problem TEXT, PRIMARY KEY (job_id, ordinal))""",
        ),
    ),
    Migration(
        7,
        "what to review first",
        (
            "ALTER TABLE tallies ADD COLUMN doubt DOUBLE PRECISION",
            "ALTER TABLE tallies ADD COLUMN weight INTEGER",
            "CREATE INDEX tallies_doubt ON tallies (doubt DESC, event_id)",
            "CREATE INDEX tallies_weight ON tallies (weight DESC, doubt DESC, event_id)",
        ),
        fill=tallies.count_all,  # also what version 5 added: it writes the tallies of today
    ),
    Migration(
        8,
        "by which day what was promised is due",
        (
            # With it, lists of disputes were read in its order and then sorted.
            "DROP INDEX cases_state",
            "ALTER TABLE cases ADD COLUMN deed BOOLEAN",
            "ALTER TABLE cases ADD COLUMN done BOOLEAN",
            "ALTER TABLE cases ADD COLUMN due DATE",
            "CREATE INDEX cases_due ON cases (due, id)",
        ),
        fill=deeds.note_all,
    ),
)


def version(connection: Connection) -> int:
    """The number of the last step taken; 0 for an empty file.

    :raises RecordError: the file holds tables that are not Lagebild's.
    """
    tables = inspect(connection).get_table_names()
    if schema.migrations.name not in tables:
        if tables:
            raise RecordError(
                f"{shown(connection.engine.url)}: is the database of another program; name another"
            )
        return 0
    return connection.execute(select(func.max(schema.migrations.c.number))).scalar() or 0


def upgrade(engine: Engine, steps: Sequence[Migration] = MIGRATIONS, *, create: bool = True) -> int:
    """Take the steps that are missing; returns how many.

    :raises RecordError: a newer Lagebild wrote the file, or a PostgreSQL database is empty and not to be filled.
    """
    on_server = engine.dialect.name != "sqlite"
    newest = steps[-1].number
    taken = 0
    while True:
        with engine.connect() as connection:
            at = _checked_version(connection, newest)
            if at == newest:
                return taken
            if on_server and at == 0 and not create:
                raise RecordError(
                    f"{shown(engine.url)}: has no record yet; add documents first or name another with --database"
                )
        with engine.connect().execution_options(writes=True) as connection, connection.begin():
            # Asked again under the write lock: another process may have upgraded meanwhile.
            if on_server:
                postgresql.lock(connection)
            at = _checked_version(connection, newest)
            missing = [step for step in steps if step.number > at]
            if on_server and at == 0:
                _make(connection)
                taken += len(MIGRATIONS)
            elif missing:
                missing[0].apply(connection)
                taken += 1


def _make(connection: Connection) -> None:
    """Today's tables in an empty PostgreSQL database."""
    postgresql.check_server(connection)
    schema.metadata.create_all(connection)
    fulltext_postgresql.metadata.create_all(connection)
    connection.execute(schema.epochs.insert().values(one=1, epoch=1))
    for step in MIGRATIONS:
        step.note(connection)


def _checked_version(connection: Connection, newest: int) -> int:
    at = version(connection)
    if at > newest:
        raise RecordError(
            f"{shown(connection.engine.url)}: was written by a newer Lagebild (version {at} of the tables, "
            f"{newest} is known here); update lagebild or name another"
        )
    return at
