"""The server: REST API and workbench over one record."""

from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager
from importlib.metadata import version

from fastapi import FastAPI

from lagebild.record import Store
from lagebild.server import problems, routes, workbench
from lagebild.server.security import LOCAL_HOSTS, Guard


def create_app(database: str, *, hosts: Collection[str] = LOCAL_HOSTS) -> FastAPI:
    """The application over the database at this URL. It answers only requests addressed to one of ``hosts``.

    :raises RecordError: the database is missing or cannot be read.
    """
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
    problems.install(app)
    app.include_router(routes.router)
    workbench.install(app)
    app.add_middleware(Guard, hosts=hosts)
    return app
