"""Several processes, each with its own pipeline; this one alone hands out work and puts it in order again.

A process that dies (out of memory, killed) is replaced and its batch tried again a document at a time; a
document on which a process dies alone is reported as failed, and the rest goes on.
"""

import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from lagebild.errors import InputError, ModelError
from lagebild.pipeline import Coded, Coder, Other, Pipeline, batches
from lagebild.records import Document
from lagebild.scale.worker import Answer, Broken, Ready, work

if TYPE_CHECKING:
    from lagebild.settings import Settings

BATCHES_AHEAD = 3
"""Batches begun for each process: none waits for a slow neighbour, and the memory stays bounded."""
STARTS_WITHOUT_ANSWER = 3
"""So many processes may die one after the other before they were ready; then something is wrong with all."""


def default_processes() -> int:
    return min(2, os.cpu_count() or 1)


@contextmanager
def open_coder(settings: "Settings", processes: int) -> Iterator[Coder]:
    """A coder on so many processes; with one, in this process."""
    if processes <= 1:
        yield Pipeline.load(settings)
        return
    with Pool(partial(Pipeline.load, settings), processes) as pool:
        yield pool


@dataclass(slots=True)
class _Worker:
    process: SpawnProcess
    pipe: Connection
    job: "_Job | None" = None
    ready: bool = False


@dataclass(slots=True)
class _Job:
    """Documents of one batch at their places in it."""

    batch: "_Batch"
    places: list[int]

    def documents(self) -> list[Document]:
        return [self.batch.items[place] for place in self.places]


@dataclass(slots=True)
class _Batch:
    items: list[Any]
    open: set[int] = field(default_factory=set)
    """Places of the documents that have no result yet."""


class Pool:
    """A ``Coder`` on several processes; use it in a ``with`` block."""

    def __init__(self, load: Callable[[], Pipeline], processes: int) -> None:
        self._load = load
        self._size = processes
        self._workers: list[_Worker] = []
        self._jobs: deque[_Job] = deque()
        self._model: str | None = None
        self._deaths = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the processes at once; they hold nothing that could be lost."""
        for worker in self._workers:
            worker.process.terminate()
        for worker in self._workers:
            worker.process.join()
            worker.pipe.close()
        self._workers.clear()
        self._jobs.clear()

    @property
    def model(self) -> str:
        """What the processes read with; waits for the first of them.

        :raises ModelError: they cannot load it.
        """
        while self._model is None:
            if not self._workers:
                self._start()
            self._receive()
        return self._model

    def stream(self, items: Iterable[Document | Other]) -> Iterator[Coded | Other]:
        coming = batches(items)
        begun: deque[_Batch] = deque()
        more = True
        while more or begun:
            while more and len(begun) < BATCHES_AHEAD * self._size:
                if (found := next(coming, None)) is None:
                    more = False
                    break
                batch = _Batch(found, {i for i, item in enumerate(found) if isinstance(item, Document)})
                begun.append(batch)
                if batch.open:
                    self._jobs.append(_Job(batch, sorted(batch.open)))
                    self._hand_out()
            while begun and not begun[0].open:
                yield from begun.popleft().items
            if begun and begun[0].open:
                self._hand_out()
                self._receive()

    def _hand_out(self) -> None:
        """Give every free process something to do; start another one if there is too much."""
        for worker in list(self._workers):
            if self._jobs and worker.ready and worker.job is None:
                self._give(worker, self._jobs.popleft())
        starting = sum(not worker.ready for worker in self._workers)
        if len(self._jobs) > starting and len(self._workers) < self._size:
            self._start()

    def _give(self, worker: _Worker, job: _Job) -> None:
        try:
            worker.pipe.send(job.documents())
        except OSError:  # it died while it had nothing to do
            self._jobs.appendleft(job)
            self._bury(worker)
        else:
            worker.job = job

    def _start(self) -> None:
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(target=work, args=(theirs, self._load), daemon=True)
        with _interrupts_held():
            process.start()
        theirs.close()  # else the end of the process would not end the pipe
        self._workers.append(_Worker(process, ours))

    def _receive(self) -> None:
        """Wait until a process says something, or ends."""
        talking = {w.pipe: w for w in self._workers if w.job is not None or not w.ready}
        for pipe in wait(list(talking)):
            worker = talking[pipe]  # type: ignore[index]
            try:
                message = worker.pipe.recv()
            except (EOFError, OSError):
                self._bury(worker)
            else:
                self._take(worker, message)

    def _take(self, worker: _Worker, message: Ready | Broken | list[Answer]) -> None:
        if isinstance(message, Broken):
            raise ModelError(message.message)
        if isinstance(message, Ready):
            self._model = message.model
            worker.ready = True
            self._deaths = 0
        elif (job := worker.job) is not None:
            worker.job = None
            for place, document, answer in zip(job.places, job.documents(), message, strict=True):
                error = InputError(document.origin or document.id, *answer.fault) if answer.fault else None
                job.batch.items[place] = Coded(document, answer.events, error)
                job.batch.open.discard(place)

    def _bury(self, worker: _Worker) -> None:
        """Replace a process that died, and see to what it was doing."""
        worker.process.join()
        worker.pipe.close()
        self._workers.remove(worker)
        job = worker.job
        if job is None:
            self._deaths += 1
            if self._deaths == STARTS_WITHOUT_ANSWER:
                raise ModelError(
                    f"reading processes end before they are ready ({_cause(worker)}); "
                    "free some memory or use --processes 1"
                )
        elif len(job.places) > 1:
            self._jobs.extendleft(_Job(job.batch, [place]) for place in reversed(job.places))
        else:
            (document,), (place,) = job.documents(), job.places
            problem = f"the reading process died on it ({_cause(worker)})"
            remedy = "free some memory, use --processes 1 or split the document"
            error = InputError(document.origin or document.id, problem, remedy)
            job.batch.items[place] = Coded(document, error=error)
            job.batch.open.discard(place)
        if not self._workers:
            self._start()


def _cause(worker: _Worker) -> str:
    code = worker.process.exitcode or 0
    if code < 0:
        return (
            f"{signal.Signals(-code).name}, often a lack of memory"
            if code == -9
            else signal.Signals(-code).name
        )
    return f"exit code {code}"


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """A Ctrl-C in here reaches this process afterwards; the new process inherits the mask and gets none."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
