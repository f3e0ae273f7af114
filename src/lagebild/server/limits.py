"""How much a request may bring: what is larger is refused before it is held in memory."""

from fastapi import HTTPException
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from lagebild.server.problems import problem

MOST_BYTES = 64_000_000
"""Of texts and files sent for intake at once: some thousand pages."""
MOST_ELSEWHERE = 1_000_000
"""Of any other request; a judgement about a thousand events has 40 kB."""
INTAKE = "/api/v1/intake/"


class BodyLimit:
    """ASGI middleware: answers 413 to a request whose body is larger than its route takes."""

    def __init__(self, app: ASGIApp, most: int = MOST_BYTES) -> None:
        self.app = app
        self._most = most

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        most = self._most if scope["path"].startswith(INTAKE) else MOST_ELSEWHERE
        told = Headers(scope=scope).get("content-length", "")
        if told.isdigit() and int(told) > most:
            await problem(413, "Content Too Large", _detail(int(told), most))(scope, receive, send)
            return
        brought = 0

        async def receive_counted() -> Message:
            nonlocal brought
            message = await receive()
            brought += len(message.get("body", b""))
            if brought > most:
                raise HTTPException(413, _detail(brought, most))
            return message

        await self.app(scope, receive_counted, send)


def _detail(brought: int, most: int) -> str:
    return f"the request has {brought} bytes or more, {most} are taken; send less at a time"
