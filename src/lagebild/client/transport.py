"""Requests to a server: the token, another try where a connection is lost, answers as forms, refusals as exceptions."""

import time
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from enum import Enum
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar
from urllib.parse import quote

import httpx
from pydantic import BaseModel

from lagebild.client.errors import UnreachableError, refusal

TRIES = 4
"""Of a request that changes nothing."""
FIRST_WAIT = 0.2
"""Seconds before the second try; each further one waits twice as long."""
SECONDS = 60.0

Answer = TypeVar("Answer", bound=BaseModel)
Item = TypeVar("Item")
Query = Mapping[str, Any]


class Transport:
    """What all requests of a client share; use it in a ``with`` block, or call ``close``."""

    def __init__(self, base_url: str, token: str | None = None, *, http: httpx.Client | None = None) -> None:
        """``http`` takes the place of the connection, for example with a proxy or certificates of your own."""
        self._base = base_url.rstrip("/")
        self._headers = {"Accept": "application/json"}
        if token:
            self._headers["Authorization"] = f"Bearer {token}"
        self._http = http or httpx.Client(timeout=SECONDS)

    def close(self) -> None:
        self._http.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def get(self, path: str, query: Query | None = None, **places: Any) -> httpx.Response:
        """GET a path under ``/api/v1``; ``places`` fill its braces. For routes that have no method of their own.

        :raises ApiError: the server refuses.
        :raises UnreachableError: no answer comes, also after trying again.
        """
        return self._sent("GET", path, places, params=_plain(query or {}))

    def _ask(self, form: type[Answer], path: str, query: Query | None = None, **places: Any) -> Answer:
        return form.model_validate_json(self.get(path, query, **places).content, extra="ignore")

    def _change(
        self, form: type[Answer], path: str, *, method: str = "POST", body: Any = None, **places: Any
    ) -> Answer:
        """Like ``_ask`` for what changes something: it is sent once, because it may have arrived."""
        sent = None if body is None else {k: _word(v) for k, v in body.items() if v is not None}
        answer = self._sent(method, path, places, json=sent)
        return form.model_validate_json(answer.content, extra="ignore")

    def _upload(
        self, form: type[Answer], path: str, files: Sequence[tuple[str, bytes]], fields: Query
    ) -> Answer:
        parts = [("files", file) for file in files]
        answer = self._sent("POST", path, {}, files=parts, data=_plain(fields))
        return form.model_validate_json(answer.content, extra="ignore")

    def _saved(self, file: Path, path: str, query: Query, **places: Any) -> None:
        """Write the answer of a GET as it comes, larger than memory or not; if it breaks off, the old file stays."""
        from lagebild.export.files import atomic_bytes  # its package loads all formats

        address = self._address(path, places)
        try:
            with self._http.stream("GET", address, headers=self._headers, params=_plain(query)) as answer:
                if not answer.is_success:
                    answer.read()
                    raise refusal(answer.status_code, _problem(answer))
                with atomic_bytes(file) as stream:
                    for piece in answer.iter_bytes():
                        stream.write(piece)
        except httpx.TransportError as error:
            raise UnreachableError(
                f"{address}: the file broke off ({type(error).__name__}); try again"
            ) from error

    def _pages(self, form: type[Answer], path: str, query: Query, items: str = "items") -> Iterator[Any]:
        """Every item of a list, a page at a time."""
        after = None
        while True:
            page = self._ask(form, path, {**query, "after": after})
            yield from getattr(page, items)
            after = page.next  # type: ignore[attr-defined]
            if after is None:
                return

    def _sent(self, method: str, path: str, places: Query, **more: Any) -> httpx.Response:
        address = self._address(path, places)
        tries = TRIES if method == "GET" else 1
        for number in range(tries):
            try:
                answer = self._http.request(method, address, headers=self._headers, **more)
                break
            except httpx.TransportError as error:
                if number + 1 == tries:
                    raise UnreachableError(
                        f"{address}: no answer ({type(error).__name__}); does `lagebild serve` run there?"
                    ) from error
                time.sleep(FIRST_WAIT * 2**number)
        if answer.is_success or answer.status_code == 304:
            return answer
        raise refusal(answer.status_code, _problem(answer))

    def _address(self, path: str, places: Query) -> str:
        filled = path.format(**{name: quote(str(value), safe="") for name, value in places.items()})
        return f"{self._base}/api/v1{filled}"


def _problem(answer: httpx.Response) -> Mapping[str, Any]:
    try:
        told = answer.json()
    except ValueError:
        return {"detail": f"{answer.request.url.path}: {answer.status_code} {answer.reason_phrase}"}
    return told if isinstance(told, dict) else {}


def _plain(query: Query) -> dict[str, Any]:
    """Only what asks something, as words."""
    return {name.rstrip("_"): _word(value) for name, value in query.items() if value is not None}


def _word(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, bool):
        return "true" if value else "false"
    return [_word(each) for each in value] if isinstance(value, list | tuple) else value
