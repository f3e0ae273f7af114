"""One program at a time does the intake of a record, however many serve it; the system lets go when a program ends."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout
from sqlalchemy import Engine, text

from lagebild.errors import RecordError
from lagebild.record.database import in_memory, translated

BESIDE = "-intake"
"""What the name of the file that is locked adds to that of an SQLite file, as ``-wal`` does."""
_LOCK = 0x1A6EB11D
_KEY = f"{_LOCK}, hashtext(current_schema())"
"""Two numbers are another advisory lock than the one under which tables are made; a schema is a record."""


@contextmanager
def turn(engine: Engine) -> Iterator[bool]:
    """Whether it is this program's turn, until the block ends; False if another has it.

    :raises RecordError: the lock cannot be made, or the server cannot be reached.
    """
    if engine.dialect.name == "sqlite" and in_memory(engine.url):
        yield True
        return
    if engine.dialect.name == "sqlite":
        with _of_file(str(engine.url.database)) as mine:
            yield mine
        return
    with translated(engine.url), engine.connect() as connection:
        # No transaction stays open while texts are read.
        connection.execution_options(writes=True, isolation_level="AUTOCOMMIT")
        mine = bool(connection.execute(text(f"SELECT pg_try_advisory_lock({_KEY})")).scalar())
        try:
            yield mine
        finally:
            if mine:
                connection.execute(text(f"SELECT pg_advisory_unlock({_KEY})"))


@contextmanager
def _of_file(path: str) -> Iterator[bool]:
    lock = FileLock(f"{Path(path).resolve()}{BESIDE}", timeout=0)
    try:
        lock.acquire()
    except Timeout:
        yield False
        return
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise RecordError(
            f"{lock.lock_file}: cannot be made ({reason}); allow writing to its folder"
        ) from error
    try:
        yield True
    finally:
        lock.release()
