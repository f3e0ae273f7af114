"""Files that are either whole or not there."""

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TextIO

from lagebild.errors import LagebildError

STANDARD = Path("-")


@contextmanager
def atomic(path: Path, *, encoding: str = "utf-8") -> Iterator[TextIO]:
    """Write beside ``path`` and put it in place at the end; after an error the old file is as it was.

    ``-`` is standard output; that, a device or a pipe is written as it comes.
    :raises LagebildError: the folder cannot be written or the disk is full.
    """
    if path == STANDARD:
        yield sys.stdout
        sys.stdout.flush()
        return
    temporary: Path | None = None
    try:
        place = path.resolve()  # what a link points to is replaced, not the link
        if place.exists() and not place.is_file():
            with place.open("w", encoding=encoding, newline="") as stream:
                yield stream
            return
        with tempfile.NamedTemporaryFile(
            "w", encoding=encoding, newline="", dir=place.parent, prefix=f".{place.name}.", delete=False
        ) as stream:
            temporary = Path(stream.name)
            yield stream  # type: ignore[misc]
            stream.flush()
            os.fsync(stream.fileno())
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
