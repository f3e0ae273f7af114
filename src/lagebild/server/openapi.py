"""What ``/api/v1/openapi.json`` says beyond the routes: what their tags mean, how to sign in, an example of each.

The examples are data (``examples.json``); ``tests/server/making_examples.py`` writes them from a small record.
"""

import json
from functools import cache
from importlib.resources import files
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

Json = dict[str, Any]

DESCRIPTION = """German reporting on foreign policy as sourced events.

Lists are read page by page: `next` of an answer is `after` of the next request. Offsets of texts count Unicode code
points. Errors are `application/problem+json` (RFC 9457) with `detail` and `remedy`. Where the server demands
tokens, send one as `Authorization: Bearer TOKEN`: a reader reads, a reviewer also judges and sends texts, an
administrator also sees who changed what."""

TAGS = {
    "record": "Documents, their events, and who stands in them",
    "figures": "Numbers over time, of pairs of actors, of networks and maps",
    "cases": "The same act across documents: ledgers, disputes, commitments, what people decided",
    "review": "Single events: what to look at first, accept, reject, correct, add",
    "questions": "Questions in German words, full text, two statements compared",
    "registers": "States, people and their offices, frameworks and their members",
    "intake": "Texts and files to be read, as jobs",
    "feeds": "Watched queries for feed readers",
    "access": "Who is there, and who changed what",
}
_TOKEN = {"type": "http", "scheme": "bearer", "description": "Made by `lagebild token add`"}


@cache
def examples() -> dict[str, Json]:
    """``GET /api/v1/events`` -> ``path``, ``query``, ``body``, ``media_type``, ``answer`` of one that works."""
    read: dict[str, Json] = json.loads(files("lagebild.server").joinpath("examples.json").read_text("utf-8"))
    return read


def describe(app: FastAPI) -> None:
    """Let ``app`` describe itself with tags, the token and an example of every operation."""

    def described() -> Json:
        if app.openapi_schema is None:
            made = get_openapi(
                title=app.title,
                version=app.version,
                summary=app.summary,
                description=DESCRIPTION,
                routes=app.routes,
                tags=[{"name": name, "description": words} for name, words in TAGS.items()],
            )
            made["components"]["securitySchemes"] = {"token": _TOKEN}
            made["security"] = [{"token": []}, {}]
            for path, operations in made["paths"].items():
                for method, operation in operations.items():
                    _illustrate(operation, examples().get(f"{method.upper()} {path}", {}))
            app.openapi_schema = made
        return app.openapi_schema

    app.openapi = described  # type: ignore[method-assign]


def _illustrate(operation: Json, example: Json) -> None:
    given = {**example.get("path", {}), **example.get("query", {})}
    for parameter in operation.get("parameters", ()):
        if parameter["name"] in given:
            parameter["example"] = given[parameter["name"]]
    if "body" in example:
        for content in operation["requestBody"]["content"].values():
            content["example"] = example["body"]
    if "answer" in example:
        status = next(code for code in operation["responses"] if code.startswith("2"))
        operation["responses"][status]["content"][example["media_type"]]["example"] = example["answer"]
