"""The built workbench: its files, and its index page for every address that is a view."""

from importlib.resources import files
from pathlib import Path

from fastapi import FastAPI
from fastapi.responses import FileResponse, Response
from starlette.exceptions import HTTPException
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

STATIC = Path(str(files("lagebild.server").joinpath("static")))

_A_YEAR = "public, max-age=31536000, immutable"


class _Assets(StaticFiles):
    """Files whose names hold a digest of their content: a browser need not ask for them twice."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        answer = await super().get_response(path, scope)
        if answer.status_code == 200:
            answer.headers["Cache-Control"] = _A_YEAR
        return answer


def install(app: FastAPI) -> None:
    """Serve the workbench from ``app``; the API's routes must stand before it."""
    app.mount("/assets", _Assets(directory=STATIC / "assets"), name="assets")

    @app.get("/icon.svg", include_in_schema=False)
    def icon() -> FileResponse:
        return FileResponse(STATIC / "icon.svg")

    @app.get("/{path:path}", include_in_schema=False)
    def view(path: str) -> FileResponse:
        if path == "api" or path.startswith("api/"):
            raise HTTPException(404, f"/{path}: no such part of the API; /api/v1/openapi.json lists all")
        return FileResponse(STATIC / "index.html")
