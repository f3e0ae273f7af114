"""Events into a file or a stream of bytes, in any format of the table, with the accuracy card."""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, cast

from lagebild.export.about import About, Pair
from lagebild.export.files import STANDARD, atomic, atomic_bytes
from lagebild.export.formats import FORMS

if TYPE_CHECKING:
    from lagebild.record import EventFilter, Store
    from lagebild.records import Document

Encode = Callable[[Iterable[Pair], About], Iterator[bytes]]
CARD_ENDING = ".card.json"


@dataclass(frozen=True, slots=True)
class Written:
    """How many events; ``card`` is the file beside the export, None where the export has it inside."""

    events: int
    card: Path | None


def encode(found: Iterable[Pair], about: About) -> Iterator[bytes]:
    """The bytes of the export, made as ``found`` is read.

    :raises LagebildError: the format needs a package that is not installed.
    """
    module = import_module(f"lagebild.export.{FORMS[about.format].module}")
    return cast(Encode, module.encode)(found, about)


def write(found: Iterable[Pair], path: Path, about: About) -> Written:
    """Write an export that is whole or not there, and its card beside it unless ``path`` is no file.

    :raises LagebildError: the folder cannot be written, the disk is full, a package is missing.
    """
    counted = _Counted(found)
    with atomic_bytes(path) as stream:
        for part in encode(counted, about):
            stream.write(part)
    card = None
    if not FORMS[about.format].card_inside and path != STANDARD and path.is_file():
        card = path.with_name(path.name + CARD_ENDING)
        with atomic(card) as text:
            text.write(json.dumps(about.card(), ensure_ascii=False, indent=1) + "\n")
    return Written(counted.count, card)


def selected(store: "Store", wanted: "EventFilter") -> Iterator[Pair]:
    """Events with their documents; those of one document follow each other, so one is kept at a time."""
    document: Document | None = None
    for event in store.iterate(wanted):
        if document is None or document.id != event.document_id:
            document = store.document(event.document_id)
        yield document, event


class _Counted:
    """Counts what is taken from it."""

    def __init__(self, found: Iterable[Pair]) -> None:
        self._found = found
        self.count = 0

    def __iter__(self) -> Iterator[Pair]:
        for pair in self._found:
            self.count += 1
            yield pair
