"""Codes what was sent for intake, one job after the other, in a thread of the server.

A job is in the record before anybody is told of it, so a server that is killed goes on where it was. What was being
read then is read again alone; an input on which the program ends alone, too, is given up, so that it costs no other.
"""

import logging
import threading
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import cached_property

from lagebild import pipeline
from lagebild.errors import InputError, LagebildError, RecordError
from lagebild.intake import from_text, read_bytes, read_jsonl, read_page
from lagebild.pipeline import Coder, Outcome
from lagebild.record import Store
from lagebild.record.jobs import Job, Pending
from lagebild.record.jobs import Outcome as Noted
from lagebild.records import Document
from lagebild.records.service import InputState, JobState

logger = logging.getLogger(__name__)

INPUTS_AT_A_TIME = 4
"""Few enough that progress shows and a cancelled job ends within seconds."""
SECONDS_TO_TRY_AGAIN = 5.0
"""After the record could not be written (the disk is full, or another process holds it), or another server reads."""
SECONDS_TO_END = 10.0
_A_FAULT = "this is a fault in Lagebild, please report it"


class Worker:
    """``load`` gives the coder; it is called for the first job, because the model takes seconds and memory."""

    def __init__(self, store: Store, load: Callable[[], Coder], max_bytes: int) -> None:
        self._store = store
        self._load = load
        self._max_bytes = max_bytes
        self._wake = threading.Event()
        self._ends = threading.Event()
        self._thread = threading.Thread(target=self._run, name="intake", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def wake(self) -> None:
        """There may be something to do."""
        self._wake.set()

    def stop(self) -> None:
        """End after what is being read; what takes longer is read again by the next server."""
        self._ends.set()
        self._wake.set()
        self._thread.join(SECONDS_TO_END)
        if self._thread.is_alive():
            self._store.jobs.release()

    def _run(self) -> None:
        while not self._ends.is_set():
            try:
                if self._store.jobs.next_open() is None:
                    self._wake.wait()
                    self._wake.clear()
                elif not self._take_turn():
                    self._ends.wait(SECONDS_TO_TRY_AGAIN)
            except RecordError:
                logger.exception("intake waits for the record")
                self._ends.wait(SECONDS_TO_TRY_AGAIN)

    def _take_turn(self) -> bool:
        """Read a job; False if another server is reading."""
        with self._store.jobs.turn() as mine:
            if mine and (job := self._store.jobs.next_open()):
                self._work(job)
        return mine

    def _work(self, job: Job) -> None:
        try:
            while not self._ends.is_set() and (pending := self._store.jobs.begin(job.id, INPUTS_AT_A_TIME)):
                self._store.jobs.settle(job.id, list(self._outcomes(pending)))
            self._store.jobs.weighing(job.id)
            for _ in pipeline.weigh(self._store):
                if self._ends.is_set():
                    return
            if not self._ends.is_set():
                self._store.jobs.end(job.id, JobState.DONE)
        except RecordError:
            raise
        except LagebildError as error:
            self._store.jobs.end(job.id, JobState.FAILED, str(error))
        except Exception as error:
            logger.exception("intake job %s failed", job.id)
            problem = f"{job.id}: cannot be done ({type(error).__name__}); {_A_FAULT}"
            self._store.jobs.end(job.id, JobState.FAILED, problem)

    def _outcomes(self, pending: Sequence[Pending]) -> Iterator[Noted]:
        (given_up, rest) = ([], pending) if pending[0].status is not InputState.ALONE else (pending, [])
        for each in given_up:
            problem = "the program ended twice while this was read; leave it out, or split it"
            yield Noted(each.ordinal, each.name, InputState.FAILED, None, None, problem)
        if rest:
            found = (self._document(each) for each in rest)
            coded = pipeline.add_found(found, self._store, self._coder)
            for each, outcome in zip(rest, coded, strict=True):
                yield _noted(each, outcome)

    @cached_property
    def _coder(self) -> Coder:
        return self._load()

    def _document(self, pending: Pending) -> Document | InputError:
        try:
            return self._read(pending)
        except InputError as error:
            return error
        except Exception as error:
            logger.exception("%s: cannot be read", pending.name)
            return InputError(pending.name, f"cannot be read ({type(error).__name__})", _A_FAULT)

    def _read(self, pending: Pending) -> Document | InputError:
        given, content = pending.given, pending.content
        day = date.fromisoformat(given["published"]) if given.get("published") else None
        publisher = given.get("publisher")
        if given.get("text"):
            words = content.decode("utf-8", "surrogatepass")
            if title := given.get("title"):
                return from_text(words, published=day, publisher=publisher, title=title, origin=pending.name)
            return read_page(words, pending.name, published=day, publisher=publisher)
        if line := given.get("line"):
            ((_, found),) = read_jsonl(
                [content], given["file"], published=day, publisher=publisher, max_bytes=self._max_bytes, first=line
            )  # fmt: skip
            return found
        return next(
            read_bytes(content, pending.name, published=day, publisher=publisher, max_bytes=self._max_bytes)
        )


def _noted(pending: Pending, outcome: Outcome) -> Noted:
    status = InputState(outcome.status.value)
    return Noted(
        pending.ordinal,
        pending.name,
        status,
        outcome.document_id,
        None if outcome.problem else outcome.events,
        outcome.problem,
    )
