"""Files that are either whole or not there."""

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import TextIOWrapper
from pathlib import Path
from typing import BinaryIO, TextIO

from lagebild.errors import LagebildError

STANDARD = Path("-")


@contextmanager
def atomic(path: Path, *, encoding: str = "utf-8") -> Iterator[TextIO]:
    """``atomic_bytes`` for text.

    :raises LagebildError: the folder cannot be written or the disk is full.
    """
    if path == STANDARD:
        yield sys.stdout
        sys.stdout.flush()
        return
    with atomic_bytes(path) as raw:
        stream = TextIOWrapper(raw, encoding=encoding, newline="")
        yield stream
        stream.detach()


@contextmanager
def atomic_bytes(path: Path) -> Iterator[BinaryIO]:
    """Write beside ``path`` and put it in place at the end; after an error the old file is as it was.

    ``-`` is standard output; that, a device or a pipe is written as it comes.
    :raises LagebildError: the folder cannot be written or the disk is full.
    """
    if path == STANDARD:
        sys.stdout.flush()
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    temporary: Path | None = None
    try:
        place = path.resolve()  # what a link points to is replaced, not the link
        if place.exists() and not place.is_file():
            with place.open("wb") as stream:
                yield stream
            return
        with tempfile.NamedTemporaryFile(dir=place.parent, prefix=f".{place.name}.", delete=False) as made:
            temporary = Path(made.name)
            yield made.file  # type: ignore[misc]
            made.flush()
            os.fsync(made.fileno())
        temporary.chmod(_mode(place))
        temporary.replace(place)
    except OSError as error:
        _remove(temporary)
        reason = (error.strerror or str(error)).lower()
        raise LagebildError(
            f"{path}: cannot be written ({reason}); check the folder, its permissions and the free space"
        ) from error
    except BaseException:
        _remove(temporary)
        raise


def _mode(path: Path) -> int:
    """What the file had, or what a new file gets here; temporary files are private."""
    with suppress(OSError):
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _remove(path: Path | None) -> None:
    if path is not None:
        path.unlink(missing_ok=True)
