"""A pipeline without a model: it finds one event where the words of ``TEXT`` stand, and fails on request."""

import os
import signal
import time
from collections.abc import Sequence

from making import MODEL, TEXT, make_event

from lagebild.errors import ModelError
from lagebild.pipeline import Pipeline
from lagebild.records import Document, Event, Reading

CRASH, FAULT, LARGE, SLOW = "Absturz.", "Fehler.", "Riesig.", "Langsam."


class FakeReader:
    model = MODEL

    def read(self, documents: Sequence[Document]) -> list[Reading]:
        for document in documents:
            if CRASH in document.text:
                os.kill(os.getpid(), signal.SIGKILL)
            if FAULT in document.text:
                raise RuntimeError("kaputt")
            if LARGE in document.text:
                raise MemoryError
            if SLOW in document.text:
                time.sleep(0.3)
        return [Reading(document.id, (), (), MODEL) for document in documents]


class FakeResolver:
    version = ""

    def resolve(self, document: Document, reading: Reading) -> tuple[Event, ...]:
        return (make_event(document),) if document.text.startswith(TEXT) else ()


def load() -> Pipeline:
    return Pipeline(FakeReader(), FakeResolver())


def load_nothing() -> Pipeline:
    raise ModelError("reader/model: no model there; install lagebild again")


def die_at_once() -> Pipeline:
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError
