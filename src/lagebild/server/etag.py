"""An ETag on every answer of the API that the record alone decides: nothing is counted twice for the same question.

The tag is weak and made of the record's epoch, the address with its query, the program and who asks. Whatever changes
the record changes its epoch. A route whose answer hangs on anything else says ``Cache-Control: no-store``: no tag.
Belongs inside the guard: only those who may read are told that nothing has changed.
"""

from collections.abc import Callable
from datetime import date
from hashlib import sha256
from importlib.metadata import version
from secrets import token_hex

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from lagebild.errors import RecordError

TAGGED = "/api/v1/"
_OF_WHO_ASKS = ("authorization", "cookie", "accept", "accept-language")


class ETags:
    """ASGI middleware: answers 304 where the asker has the answer already; ``epoch`` is asked at each request."""

    def __init__(self, app: ASGIApp, epoch: Callable[[], int]) -> None:
        self.app = app
        self._epoch = epoch
        # Another program, or other files of the registry, may answer the same question otherwise.
        self._program = f"{version('lagebild')} {token_hex(8)}"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "GET" or not scope["path"].startswith(TAGGED):
            await self.app(scope, receive, send)
            return
        try:
            tag = await run_in_threadpool(self._tag, scope)
        except RecordError:  # the route says what is wrong
            await self.app(scope, receive, send)
            return
        if has(Headers(scope=scope).get("if-none-match", ""), tag):
            await send(
                {"type": "http.response.start", "status": 304, "headers": [(b"etag", tag.encode("ascii"))]}
            )
            await send({"type": "http.response.body", "body": b""})
            return

        async def send_tagged(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] == 200:
                headers = MutableHeaders(scope=message)
                if "no-store" not in headers.get("cache-control", ""):
                    headers.setdefault("ETag", tag)
            await send(message)

        await self.app(scope, receive, send_tagged)

    def _tag(self, scope: Scope) -> str:
        """Taken before the answer is made: what is written meanwhile makes the tag too old, never too new."""
        headers = Headers(scope=scope)
        asked = "\0".join(
            (
                self._program,
                str(self._epoch()),
                date.today().isoformat(),  # what is overdue hangs on the day, and routes go by this one
                scope["path"],
                scope["query_string"].decode("latin-1"),
                *(headers.get(name, "") for name in _OF_WHO_ASKS),
            )
        )
        return f'W/"{sha256(asked.encode()).hexdigest()[:32]}"'


def has(if_none_match: str, tag: str) -> bool:
    """Whether the asker names this tag; weak and strong ones compare alike (RFC 9110, 13.1.2)."""
    opaque = tag.removeprefix("W/")
    return any(given.strip().removeprefix("W/") == opaque for given in if_none_match.split(","))
