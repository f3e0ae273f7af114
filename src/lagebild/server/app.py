"""The server: REST API and workbench over one record."""

import gc
from asyncio import to_thread
from collections.abc import AsyncIterator, Callable, Collection
from contextlib import asynccontextmanager, suppress
from functools import cache
from importlib.metadata import version
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

from fastapi import Depends, FastAPI

from lagebild.errors import RecordError
from lagebild.figures import Figures
from lagebild.language.words import asked_terms
from lagebild.pipeline import Coder, Pipeline
from lagebild.record import Store
from lagebild.reference.registry import Registry
from lagebild.resolve.actors import ActorResolver
from lagebild.server import (
    cases,
    exports,
    feeds,
    figures,
    intake,
    overview,
    problems,
    questions,
    registers,
    review,
    routes,
    session,
    words,
    workbench,
)
from lagebild.server.access import Gate
from lagebild.server.etag import ETags
from lagebild.server.labels import own_name
from lagebild.server.languages import Languages
from lagebild.server.limits import BodyLimit
from lagebild.server.once import OncePerEpoch
from lagebild.server.openapi import describe
from lagebild.server.security import LOCAL_HOSTS, Guard
from lagebild.server.worker import Worker
from lagebild.settings import Settings

if TYPE_CHECKING:
    from lagebild.reader import Reader

AREAS = (
    (routes, "record"),
    (words, "record"),
    (overview, "record"),
    (exports, "record"),
    (figures, "figures"),
    (cases, "cases"),
    (review, "review"),
    (questions, "questions"),
    (registers, "registers"),
    (intake, "intake"),
    (feeds, "feeds"),
    (session, "access"),
)
"""Parts of the API with the tag under which its description lists each."""


def create_app(
    database: str,
    *,
    hosts: Collection[str] = LOCAL_HOSTS,
    registry: Path | None = None,
    model: Path | None = None,
    tokens: bool = False,
    max_bytes: int = 2_000_000,
    coder: Callable[[], Coder] | None = None,
) -> FastAPI:
    """The application over the database at this URL. It answers only requests addressed to one of ``hosts``.

    ``registry`` is the folder of a user's own registry files, ``model`` that of the reader's (else the package's).
    ``tokens`` demands one of everybody. ``coder`` reads what is sent for intake (else what the settings say), and
    ``max_bytes`` is the size of its largest text.

    :raises RecordError: the database is missing or cannot be read.
    :raises RegistryError: a registry file of the user is faulty.
    """
    names = Registry.load(registry)
    store = Store.open(database)
    counted = Figures(store)
    counts = OncePerEpoch(store.epoch, store.counts)
    worker = Worker(store, coder or (lambda: Pipeline.load(Settings())), max_bytes)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        await to_thread(_warm_words, names)
        warming = Thread(target=_warm, args=(counted, counts), name="lagebild-figures", daemon=True)
        warming.start()
        worker.start()
        yield
        await to_thread(worker.stop)
        await to_thread(warming.join)
        store.close()

    app = FastAPI(
        title="Lagebild",
        version=version("lagebild"),
        summary="Sourced political events from German-language reporting",
        openapi_url="/api/v1/openapi.json",
        # The usual documentation pages load scripts from a foreign host.
        docs_url=None,
        redoc_url=None,
        lifespan=lifespan,
        dependencies=[Depends(routes.plain_address)],
    )
    app.state.store = store
    app.state.figures = counted
    app.state.counts = counts
    app.state.registry = names
    # Made for the first question: it takes a second. Two that come together make two; the last one stays.
    app.state.actors = cache(lambda: ActorResolver(names))
    app.state.reader = cache(lambda: _reader(model or Settings().model))
    app.state.worker = worker
    app.state.max_bytes = max_bytes
    problems.install(app)
    for area, tag in AREAS:
        app.include_router(area.router, tags=[tag])
    workbench.install(app)
    describe(app)
    app.add_middleware(ETags, epoch=store.epoch)
    app.add_middleware(Languages)
    app.add_middleware(BodyLimit)
    app.add_middleware(Gate, store=store, tokens=tokens)
    app.add_middleware(Guard, hosts=hosts)  # the last added is the outermost
    return app


def _warm_words(registry: Registry) -> None:
    """What nearly every view needs; two that asked for it at the same time would load it twice."""
    asked_terms("Lagebildern")  # the first word that no dictionary has loads them all: 0.9 s
    registry.framework("Resolution 0")  # the first framework that is asked for reads their table: 0.5 s
    own_name("RUS", "Russland")  # the first name reads the table of names: 0.2 s


def _warm(figures: Figures, counts: Callable[[], object]) -> None:
    """Read the record before anybody asks; who asks meanwhile waits. If that fails, the first who asks is told why."""
    with suppress(RecordError):
        counts()
        figures.warm()
    gc.collect()
    gc.freeze()  # what is there now stays; looking through it for waste held up an answer by 0.1 s now and then


def _reader(model: Path) -> "Reader":
    """Made for the first word that somebody asks about: it takes two seconds."""
    from lagebild.reader import Reader

    return Reader.load(model)
