"""What a reading process does: load a pipeline once, then answer batches until the pipe closes."""

import signal
from collections.abc import Callable, Sequence
from multiprocessing.connection import Connection
from typing import NamedTuple

from lagebild.errors import LagebildError
from lagebild.pipeline import Pipeline
from lagebild.records import Document, Event


class Ready(NamedTuple):
    """The first message: the pipeline is loaded."""

    model: str


class Broken(NamedTuple):
    """The first message if it cannot be loaded."""

    message: str


class Answer(NamedTuple):
    """Events of one document, or problem and remedy; an exception would not survive pickling."""

    events: tuple[Event, ...]
    fault: tuple[str, str] | None


def work(pipe: Connection, load: Callable[[], Pipeline]) -> None:
    """The body of a reading process."""
    # Ctrl-C goes to every process of the terminal; only the parent may decide what it means.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        pipeline = load()
    except LagebildError as error:
        pipe.send(Broken(str(error)))
        return
    pipe.send(Ready(pipeline.model))
    while True:
        try:
            documents = pipe.recv()
        except EOFError:
            return
        pipe.send(_answers(pipeline, documents))


def _answers(pipeline: Pipeline, documents: Sequence[Document]) -> list[Answer]:
    return [
        Answer(coded.events, (coded.error.problem, coded.error.remedy) if coded.error else None)
        for coded in pipeline.code(documents)
    ]
