"""The flow: paths -> intake -> Document -> reader -> Reading -> resolver -> Event -> record -> weigh -> Case."""

import logging
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar

from lagebild.errors import InputError, ModelError
from lagebild.records import Document, Event, Reading

if TYPE_CHECKING:  # reading processes write no database and should start fast
    from lagebild.record import Store
    from lagebild.settings import Settings

_log = logging.getLogger(__name__)

BATCH_DOCUMENTS = 16
BATCH_CHARACTERS = 60_000
"""A batch is what one process reads at a time: it fills the model's own batches and takes a few seconds."""
BATCH_ITEMS = 64
"""What is not read (known or faulty inputs) is passed on at least this often, so that progress shows."""

Other = TypeVar("Other")


class Reads(Protocol):
    @property
    def model(self) -> str: ...

    def read(self, documents: Sequence[Document]) -> list[Reading]: ...


class Resolves(Protocol):
    @property
    def version(self) -> str: ...

    def resolve(self, document: Document, reading: Reading) -> tuple[Event, ...]: ...


@dataclass(frozen=True, slots=True)
class Coded:
    """A document with its events, or with the reason why it has none."""

    document: Document
    events: tuple[Event, ...] = ()
    error: InputError | None = None


class Coder(Protocol):
    """Codes documents, in this process or in others. Other items pass through; the order is kept."""

    @property
    def model(self) -> str: ...

    def stream(self, items: Iterable[Document | Other]) -> Iterator[Coded | Other]: ...


class Pipeline:
    """Reader and resolver, one after the other."""

    def __init__(self, reader: Reads, resolver: Resolves) -> None:
        self._reader = reader
        self._resolver = resolver

    @classmethod
    def load(cls, settings: "Settings") -> "Pipeline":
        """Reader and resolver as the settings say.

        :raises ModelError: the model's files are missing or damaged.
        :raises RegistryError: a registry file of the user is faulty.
        """
        # The reader loads onnxruntime and the resolver its tables; only who reads a text needs them.
        from lagebild.reader import Reader
        from lagebild.resolve import Resolver

        return cls(Reader.load(settings.model), Resolver.load(settings.registry))

    @property
    def model(self) -> str:
        """Which weights read, and with which registry files of the user."""
        return self._reader.model + self._resolver.version

    def events(self, documents: Sequence[Document]) -> list[tuple[Event, ...]]:
        """The events of each document."""
        readings = self._reader.read(documents)
        return [self._resolver.resolve(d, r) for d, r in zip(documents, readings, strict=True)]

    def code(self, documents: Sequence[Document]) -> list[Coded]:
        """Like ``events``, but a document on which something fails does not take the others with it."""
        try:
            return [Coded(d, e) for d, e in zip(documents, self.events(documents), strict=True)]
        except ModelError:
            raise
        except Exception as error:
            if len(documents) > 1:
                return [coded for document in documents for coded in self.code([document])]
            return [Coded(document, error=_fault(document, error)) for document in documents]

    def stream(self, items: Iterable[Document | Other]) -> Iterator[Coded | Other]:
        for batch in batches(items):
            coded = iter(self.code([item for item in batch if isinstance(item, Document)]))
            for item in batch:
                yield next(coded) if isinstance(item, Document) else item


class Status(StrEnum):
    STORED = "stored"
    KNOWN = "known"  # this model has read it before; nothing was added
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one input."""

    origin: str
    status: Status
    document_id: str | None = None
    events: int = 0
    problem: str | None = None


def add(
    paths: Sequence[Path],
    store: "Store",
    coder: Coder,
    *,
    published: date | None = None,
    publisher: str | None = None,
    max_bytes: int,
) -> Iterator[Outcome]:
    """Take in files and folders, code what is new, store it; a document is stored before its outcome is told.

    :raises RecordError: the database cannot be written; what was told as stored is there.
    """
    from lagebild.intake import read_path

    found = (
        item
        for path in paths
        for item in read_path(path, published=published, publisher=publisher, max_bytes=max_bytes)
    )
    yield from add_found(found, store, coder)


def add_found(found: Iterable[Document | InputError], store: "Store", coder: Coder) -> Iterator[Outcome]:
    """Code what is new, store it; an outcome for each, in the same order.

    :raises RecordError: the database cannot be written; what was told as stored is there.
    """
    for item in coder.stream(_unknown(item, store, coder.model) for item in found):
        yield item if isinstance(item, Outcome) else _store(item, store, coder.model)


def weigh(store: "Store") -> Iterator[str]:
    """Put the events of what was added into cases; yields each document when that is stored.

    :raises RecordError: the database cannot be written.
    """
    from lagebild.weigh.weigher import Weigher

    return Weigher(store).pending()


def _unknown(item: Document | InputError, store: "Store", model: str) -> Document | Outcome:
    """The document if it has to be read, else what is to be said about it."""
    if isinstance(item, InputError):
        return Outcome(item.origin, Status.FAILED, problem=f"{item.problem}; {item.remedy}")
    if store.known(item.id, model):
        return Outcome(item.origin or item.id, Status.KNOWN, item.id)
    return store.stored(item) or item


def _store(coded: Coded, store: "Store", model: str) -> Outcome:
    from lagebild.record import EvidenceError

    origin = coded.document.origin or coded.document.id
    if coded.error is not None:
        return Outcome(origin, Status.FAILED, problem=f"{coded.error.problem}; {coded.error.remedy}")
    try:
        added = store.add(coded.document, coded.events, model=model)
    except EvidenceError as error:
        _log.exception("refused by the record")
        return Outcome(origin, Status.FAILED, problem=str(error).removeprefix(f"{origin}: "))
    status = Status.STORED if added else Status.KNOWN
    return Outcome(origin, status, coded.document.id, len(coded.events) if added else 0)


def batches(items: Iterable[Document | Other]) -> Iterator[list[Document | Other]]:
    """Consecutive items, as many as make one piece of work."""
    batch: list[Document | Other] = []
    documents = characters = 0
    for item in items:
        batch.append(item)
        if isinstance(item, Document):
            documents += 1
            characters += len(item.text)
        if documents == BATCH_DOCUMENTS or characters >= BATCH_CHARACTERS or len(batch) == BATCH_ITEMS:
            yield batch
            batch, documents, characters = [], 0, 0
    if batch:
        yield batch


def _fault(document: Document, error: Exception) -> InputError:
    origin = document.origin or document.id
    _log.error("%s: cannot be coded", origin, exc_info=error)
    if isinstance(error, InputError):
        return InputError(origin, error.problem, error.remedy)
    if isinstance(error, MemoryError):
        return InputError(origin, "too large for the memory there is", "split it into several documents")
    return InputError(
        origin,
        f"cannot be coded ({type(error).__name__}: {error})",
        "this is a fault in Lagebild, please report it",
    )
