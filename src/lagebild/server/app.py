"""The server: REST API and workbench over one record."""

from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from fastapi import FastAPI

from lagebild.record import Store
from lagebild.reference.registry import Registry
from lagebild.resolve.actors import ActorResolver
from lagebild.server import (
    cases,
    exports,
    overview,
    problems,
    questions,
    registers,
    routes,
    words,
    workbench,
)
from lagebild.server.languages import Languages
from lagebild.server.security import LOCAL_HOSTS, Guard
from lagebild.settings import Settings

if TYPE_CHECKING:
    from lagebild.reader import Reader


def create_app(
    database: str,
    *,
    hosts: Collection[str] = LOCAL_HOSTS,
    registry: Path | None = None,
    model: Path | None = None,
) -> FastAPI:
    """The application over the database at this URL. It answers only requests addressed to one of ``hosts``.

    ``registry`` is the folder of a user's own registry files, ``model`` that of the reader's (else the package's).

    :raises RecordError: the database is missing or cannot be read.
    :raises RegistryError: a registry file of the user is faulty.
    """
    names = Registry.load(registry)
    store = Store.open(database)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        yield
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
    )
    app.state.store = store
    app.state.registry = names
    # Made for the first question: it takes a second. Two that come together make two; the last one stays.
    app.state.actors = cache(lambda: ActorResolver(names))
    app.state.reader = cache(lambda: _reader(model or Settings().model))
    problems.install(app)
    app.include_router(routes.router)
    app.include_router(registers.router)
    app.include_router(cases.router)
    app.include_router(questions.router)
    app.include_router(overview.router)
    app.include_router(words.router)
    app.include_router(exports.router)
    workbench.install(app)
    app.add_middleware(Languages)
    app.add_middleware(Guard, hosts=hosts)
    return app


def _reader(model: Path) -> "Reader":
    """Made for the first word that somebody asks about: it takes two seconds."""
    from lagebild.reader import Reader

    return Reader.load(model)
