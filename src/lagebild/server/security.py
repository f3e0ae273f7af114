"""What every answer of the server carries, and whom it answers at all.

The workbench shows an analyst's own record on 127.0.0.1. A page of somebody else's, open in the same browser,
must not read it: a name that was re-bound to 127.0.0.1 arrives with a foreign ``Host`` header and is refused,
and no script, style, font or frame is loaded from anywhere but this server. Nor may such a page write: what changes
something is only taken from a page of this server, or from a program that is no browser.
"""

import logging
from collections.abc import Collection

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from lagebild.server.problems import problem

logger = logging.getLogger(__name__)

LOCAL_HOSTS = frozenset({"127.0.0.1", "localhost", "[::1]"})

READING = frozenset({"GET", "HEAD", "OPTIONS"})
"""Methods that change nothing."""

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)

HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


def host_name(header: str) -> str:
    """Host without port, lower case: ``[::1]:8642`` -> ``[::1]``."""
    header = header.strip().lower()
    if header.startswith("["):
        return header[: header.find("]") + 1]
    return header.partition(":")[0]


def is_foreign(headers: Headers) -> bool:
    """Whether a page of another origin sent this, by what the browser says of it; programs say nothing.

    Another port of the same host is another origin. ``Sec-Fetch-Site`` is not sent to plain HTTP beyond this machine.
    """
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site not in ("same-origin", "none")
    origin = headers.get("origin")
    return origin is not None and origin.lower().partition("://")[2] != headers.get("host", "").lower()


class Guard:
    """ASGI middleware around everything: refuse foreign hosts and pages, add the security headers to every answer."""

    def __init__(self, app: ASGIApp, hosts: Collection[str] = LOCAL_HOSTS) -> None:
        self.app = app
        self.hosts = frozenset(host_name(h) for h in hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        started = False

        async def send_guarded(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
                # Only assets carry a content hash in their name; everything else is asked for anew.
                headers.setdefault("Cache-Control", "no-cache")
            await send(message)

        sent = Headers(scope=scope)
        host = host_name(sent.get("host", ""))
        if host not in self.hosts:
            answer = problem(
                421,
                "Misdirected Request",
                f"this server is not {host or 'a host without a name'}; call it by its own address",
            )
            await answer(scope, receive, send_guarded)
            return
        if scope["method"] not in READING and is_foreign(sent):
            answer = problem(
                403, "Forbidden", "a page of another origin asked for this; use the workbench's own"
            )
            await answer(scope, receive, send_guarded)
            return
        try:
            await self.app(scope, receive, send_guarded)
        except Exception:
            # What nobody foresaw is answered without its inner workings; they go to the log.
            logger.exception("%s %s failed", scope["method"], scope["path"])
            if started:
                raise
            answer = problem(500, "Internal Server Error", "unexpected error; the server's log tells more")
            await answer(scope, receive, send_guarded)
