"""The server: REST API and workbench over one record."""

from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager
from functools import cache
from importlib.metadata import version
from pathlib import Path

from fastapi import FastAPI

from lagebild.record import Store
from lagebild.reference.registry import Registry
from lagebild.resolve.actors import ActorResolver
from lagebild.server import cases, problems, questions, registers, routes, workbench
from lagebild.server.security import LOCAL_HOSTS, Guard


def create_app(
    database: str, *, hosts: Collection[str] = LOCAL_HOSTS, registry: Path | None = None
) -> FastAPI:
    """The application over the database at this URL. It answers only requests addressed to one of ``hosts``.

    ``registry`` is the folder of a user's own registry files.

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
    problems.install(app)
    app.include_router(routes.router)
    app.include_router(registers.router)
    app.include_router(cases.router)
    app.include_router(questions.router)
    workbench.install(app)
    app.add_middleware(Guard, hosts=hosts)
    return app
