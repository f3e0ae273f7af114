"""Paths to documents: a file by its suffix, a folder with all in it. Errors are values; a batch goes on."""

import io
import os
import stat
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import BinaryIO, NamedTuple

from lagebild.errors import InputError
from lagebild.intake.html import read_html
from lagebild.intake.jsonl import read_jsonl
from lagebild.intake.source import MAX_BYTES, decode
from lagebild.intake.text import read_page
from lagebild.records import Document

Found = Iterator[Document | InputError]


class _Given(NamedTuple):
    """What the caller knows about every document of the batch."""

    published: date | None
    publisher: str | None


def read_path(
    path: Path, *, published: date | None = None, publisher: str | None = None, max_bytes: int = MAX_BYTES
) -> Found:
    """Every document under ``path`` in the order of names; what cannot be read comes as InputError.

    ``published`` and ``publisher`` win over what a page says, and stand in where a JSON line gives none.
    Names that begin with a dot or with ``README`` are skipped inside folders.
    ``max_bytes`` holds for a file, in JSONL a line.
    """
    for file in _files(path, frozenset()):
        if isinstance(file, InputError):
            yield file
            continue
        try:
            yield from _read_file(file, _Given(published, publisher), max_bytes)
        except InputError as error:
            yield error
        except OSError as error:
            yield _unreadable(file, error)


def read_bytes(
    data: bytes,
    name: str,
    *,
    published: date | None = None,
    publisher: str | None = None,
    max_bytes: int = MAX_BYTES,
) -> Found:
    """The documents in the bytes of a file of that name, as ``read_path`` would give them."""
    try:
        yield from _read(io.BytesIO(data), Path(name), _Given(published, publisher), max_bytes)
    except InputError as error:
        yield error


def _files(path: Path, above: frozenset[tuple[int, int]]) -> Iterator[Path | InputError]:
    try:
        found = path.stat()
        if stat.S_ISREG(found.st_mode):
            yield path
            return
        if not stat.S_ISDIR(found.st_mode):
            yield InputError(str(path), "neither a file nor a folder", "give a file or a folder")
            return
        here = (found.st_dev, found.st_ino)
        if here in above:
            yield InputError(str(path), "a link that leads back into its own folder", "remove the link")
            return
        names = sorted(os.listdir(path))
    except (OSError, ValueError) as error:
        yield _unreadable(path, error)
        return
    for name in names:
        if not name.startswith((".", "README")):
            yield from _files(path / name, above | {here})


def _read_file(path: Path, given: _Given, max_bytes: int) -> Found:
    _reader(path)  # an unknown suffix is told before the file is opened
    with path.open("rb") as stream:
        yield from _read(stream, path, given, max_bytes)


def _read(stream: BinaryIO, path: Path, given: _Given, max_bytes: int) -> Found:
    yield from _reader(path)(stream, str(path), given, max_bytes)


def _reader(path: Path) -> "_Reader":
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        known = ", ".join(_READERS)
        name = f"the suffix {path.suffix!r} is unknown" if path.suffix else "a file without suffix"
        raise InputError(str(path), name, f"known are {known}")
    return reader


def _unreadable(path: Path, error: OSError | ValueError) -> InputError:
    if isinstance(error, FileNotFoundError):
        return InputError(str(path), "no such file", "check the path")
    if isinstance(error, PermissionError):
        return InputError(str(path), "not allowed to read it", "change its permissions")
    reason = (getattr(error, "strerror", None) or str(error)).lower()
    return InputError(str(path), f"cannot be read ({reason})", "check the file and its folder")


def _whole(stream: BinaryIO, origin: str, max_bytes: int) -> bytes:
    data = stream.read(max_bytes + 1)
    if len(data) > max_bytes:
        raise InputError(origin, f"larger than {max_bytes} bytes", "split it or raise LAGEBILD_MAX_BYTES")
    if not data.strip():
        raise InputError(origin, "the file is empty", "give a German text")
    return data


def _text(stream: BinaryIO, origin: str, given: _Given, max_bytes: int) -> Found:
    text = decode(_whole(stream, origin, max_bytes), origin)
    yield read_page(text, origin, published=given.published, publisher=given.publisher)


def _html(stream: BinaryIO, origin: str, given: _Given, max_bytes: int) -> Found:
    data = _whole(stream, origin, max_bytes)
    yield read_html(data, origin, published=given.published, publisher=given.publisher)


def _jsonl(stream: BinaryIO, origin: str, given: _Given, max_bytes: int) -> Found:
    lines = lines_of(stream, max_bytes)
    for _, document in read_jsonl(
        lines, origin, published=given.published, publisher=given.publisher, max_bytes=max_bytes
    ):
        yield document


def lines_of(stream: BinaryIO, max_bytes: int) -> Iterator[bytes]:
    """Lines of a file of any size; of one longer than ``max_bytes`` only enough is kept to see that it is."""
    while line := stream.readline(max_bytes + 1):
        yield line
        while not line.endswith(b"\n") and len(line) > max_bytes and (rest := stream.readline(max_bytes + 1)):
            line = rest if len(rest) > max_bytes else b"\n"


_Reader = Callable[[BinaryIO, str, _Given, int], Found]
_READERS: dict[str, _Reader] = {".txt": _text, ".html": _html, ".htm": _html, ".jsonl": _jsonl}
"""The seam for new formats: a suffix and a function from an open file to documents."""
