"""PostgreSQL: opening a connection, saying in one line what is wrong with it, and what is written otherwise there."""

import re

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError

from lagebild.errors import RecordError

NAMES = ("postgresql", "postgres", "postgresql+psycopg")
DRIVER = "postgresql+psycopg"

CONNECT_SECONDS = 5
SILENT_SECONDS = 30
"""How long a server that was reached may leave a message unanswered before it counts as lost."""
CONNECTIONS = 5
MORE_CONNECTIONS = 10
"""Kept open, and opened besides while the others are busy; a server takes 100 unless told otherwise."""

FOLDING = "und-x-icu"
"""The collation for lower case: a database made with the locale C knows ASCII only."""


_LOCK = 0x1A6EB11D
"""Number of the advisory lock under which tables are made."""

_LOST = "the connection to the server was lost; try again once it is running"

_REFUSALS = (
    ("failed to resolve host", "there is no such host; correct the address"),
    ("translate host name", "there is no such host; correct the address"),
    ("authentication failed", "the server refuses this user or password; correct them in the address"),
    ("no password supplied", "the server wants a password; write postgresql://USER:PASSWORD@HOST/NAME"),
    (
        "no pg_hba.conf entry",
        "the server lets nobody in from here; ask who runs it for an entry in pg_hba.conf",
    ),
    ('role "', "the server knows no such user; correct the address or make one (createuser NAME)"),
    ('database "', "the server has no such database; make it (createdb NAME) or correct the address"),
    ("starting up", "the server is just starting; try again in a moment"),
    ("shutting down", "the server is just stopping; try again once it is running"),
    ("too many clients", "the server has no connection left; try again later"),
    (
        "invalid connection option",
        "the address has a parameter that PostgreSQL does not know ({said}); correct it",
    ),
    ("query parameter", "the address has a parameter that PostgreSQL does not know ({said}); correct it"),
    ("nul (0x00)", "a text has the character NUL, which PostgreSQL cannot store; take it out"),
    ("refused", "no server answers there; start it, or correct host and port in the address"),
    ("no such file", "no server answers there; start it, or correct host and port in the address"),
    ("timeout expired", "no server answers there; start it, or correct host and port in the address"),
    ("unreachable", "no server answers there; start it, or correct host and port in the address"),
)
"""Signs in what is said before there is a connection, which has no number."""

_STATES = {
    "25006": "cannot be written here; name the server that takes writes",
    "3F000": "the schema that search_path names is not there; make it or correct the address",
    "40": "another process changed the same rows; try again",
    "42501": "the user lacks rights ({said}); let the owner of the database grant them",
    "42703": "lacks columns; restore a copy, or make a new database and add the documents again",
    "42P01": "lacks tables; restore a copy, or make a new database and add the documents again",
    "53100": "the server's disk is full; free some space and run the same command again, nothing is stored twice",
    "53": "the server has no room for more ({said}); try again later",
    "55P03": "is locked by another process; wait until it has finished, then try again",
    "57P": _LOST,
    "08": _LOST,
}
"""Beginnings of SQLSTATE."""


def open_engine(url: URL, *, lock_seconds: float) -> Engine:
    """An engine whose connections are tried before use, so that a server that was restarted costs one request.

    :raises RecordError: the driver is not installed.
    """
    defaults = {
        "application_name": "lagebild",
        "connect_timeout": CONNECT_SECONDS,
        "tcp_user_timeout": SILENT_SECONDS * 1000,
    }
    given = url.query.get("options", "")
    options = (
        f"-c lock_timeout={round(lock_seconds * 1000)} {given if isinstance(given, str) else ' '.join(given)}"
    )
    arguments = {name: value for name, value in defaults.items() if name not in url.query}
    try:
        engine = create_engine(
            url,
            connect_args={**arguments, "client_encoding": "utf8", "options": options},
            pool_size=CONNECTIONS,
            max_overflow=MORE_CONNECTIONS,
            pool_timeout=lock_seconds,
            pool_pre_ping=True,
        )
    except ImportError:
        raise RecordError(
            f'{shown(url)}: PostgreSQL needs its driver; run pip install "lagebild[postgresql]"'
        ) from None
    # Rows go together, not each in a message of its own.
    engine.dialect.use_insertmanyvalues_wo_returning = True
    event.listen(engine, "begin", _begin)
    return engine


def _begin(connection: Connection) -> None:
    # What is read together must be of one moment; a writer waits for the row of epochs and then sees what is newest.
    if not connection.get_execution_options().get("writes", False):
        connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")


def shown(url: URL) -> str:
    """The address without password and options."""
    short = URL.create("postgresql", url.username, None, url.host, url.port, url.database)
    return short.render_as_string()


def explain(url: URL, error: DBAPIError) -> str:
    """What is wrong and what to do; the password is in none of it."""
    said = _first_line(str(error.orig))
    if url.password is not None:
        said = said.replace(str(url.password), "***")
    state = getattr(error.orig, "sqlstate", None)
    if state is None:
        found = (advice for sign, advice in _REFUSALS if sign in said.lower())
        other = _LOST if error.connection_invalidated else "the database refused ({said})"
    else:
        found = (advice for begins, advice in _STATES.items() if state.startswith(begins))
        other = "the database refused ({said})"
    return next(found, other).format(said=said)


def _first_line(message: str) -> str:
    """What libpq says, without where it was said."""
    lines = [line.strip() for line in message.splitlines() if line.strip()]
    return re.sub(r"^connection (failed|is bad): ", "", lines[0]) if lines else "it gave no reason"


def lock(connection: Connection) -> None:
    """Let one process at a time make or change tables, until its transaction ends."""
    connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")


def check_server(connection: Connection) -> None:
    """Whether this database can hold a record.

    :raises RecordError: it cannot.
    """
    encoding = connection.exec_driver_sql("SHOW server_encoding").scalar()
    if encoding != "UTF8":
        raise RecordError(
            f"{shown(connection.engine.url)}: its texts are kept as {encoding}; make a database with "
            "createdb --encoding=UTF8 --template=template0 NAME"
        )
    folding = f"SELECT 1 FROM pg_collation WHERE collname = '{FOLDING}'"
    if connection.exec_driver_sql(folding).first() is None:
        raise RecordError(
            f"{shown(connection.engine.url)}: this PostgreSQL was built without ICU; use one that has it, "
            "as Debian's and the official images do"
        )


_TYPES = (
    (r"\bBLOB\b", "BYTEA"),
    (r"\bTEXT\b", 'TEXT COLLATE "C"'),
    (r"\bVARCHAR\(\d+\)", r'\g<0> COLLATE "C"'),
)


def translate(statement: str) -> str:
    """A step of ``migrations`` in PostgreSQL's types; texts are ordered as in SQLite, by their characters' numbers."""
    for pattern, here in _TYPES:
        statement = re.sub(pattern, here, statement)
    return statement
