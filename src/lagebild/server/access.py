"""Who may ask for what: open on this machine, tokens with roles elsewhere; every change is noted with its author.

A program sends its token as ``Authorization: Bearer``, a feed reader as the password of ``Basic``, a browser in a
cookie that no script can read. Nothing takes a token out of an address, where logs and histories would keep it.
"""

import base64
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.requests import cookie_parser
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from lagebild.record import Store
from lagebild.record.access import LOCAL, digest
from lagebild.record.audit import Change, acting
from lagebild.records.service import Role
from lagebild.server.problems import problem
from lagebild.server.security import READING

COOKIE = "lagebild_token"
SIGN_IN = "/anmelden"
SESSION = "/api/v1/session"
WRONG_A_MINUTE = 10
"""Different wrong tokens that one address may show a minute; a right one has 256 bits, so this is about noise, not
luck. A browser shows one that has expired with every request of a page, and must be let sign in all the same."""
MINUTE = 60.0
ADDRESSES = 10_000
"""Addresses whose wrong tokens are remembered."""
_FORWARDED = ("forwarded", "x-forwarded-for", "x-forwarded-host")
_FOR_ADMINISTRATORS = ("/api/v1/audit",)
_MOST_SECRET = 200  # characters; ours have 52


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks; ``signed`` if a token says so."""

    name: str
    role: Role
    signed: bool


HERE = Caller(LOCAL, Role.ADMINISTRATOR, signed=False)
"""Whoever sits at this machine, where nobody has to show a token."""


class Gate:
    """ASGI middleware inside the guard: lets through who may, and says to the record who changes it.

    ``tokens`` demands one for everything of the record; else all are let through as the administrator of this
    machine, unless a proxy stands between, which would let in the world.
    """

    def __init__(self, app: ASGIApp, store: Store, *, tokens: bool) -> None:
        self.app = app
        self._store = store
        self._demanded = tokens
        self._wrong = Wrong()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        caller: Caller | None = HERE
        if self._demanded:
            caller = await self._caller(scope, headers)
        scope["state"] = {**scope.get("state", {}), "caller": caller, "gate": self}
        refused = self._refused(scope, headers, caller)
        if refused is not None:
            await refused(scope, receive, send)
        elif caller is None or scope["method"] in READING:
            await self.app(scope, receive, send)
        else:
            change = Change(
                caller.name, caller.role.value, scope["method"], scope["path"], signed=caller.signed
            )
            with acting(change):
                await self.app(scope, receive, send)

    async def admit(self, secret: str, address: str) -> Caller | None:
        """Who has this token; None, and remembered, if nobody has. A right one is let in from a blocked address too:
        others may have shown the wrong ones behind the same proxy."""
        found = None
        if len(secret) <= _MOST_SECRET:
            found = await run_in_threadpool(self._store.access.holder, secret)
        if found is None:
            self._wrong.add(address, secret)
            return None
        return Caller(found.name, found.role, signed=True)

    @property
    def demanded(self) -> bool:
        return self._demanded

    def blocked(self, address: str) -> Response | None:
        """The refusal of a wrong token for an address that has shown too many."""
        seconds = self._wrong.seconds_left(address)
        if not seconds:
            return None
        detail = f"{WRONG_A_MINUTE} wrong tokens within a minute; wait {seconds} seconds, then try again"
        return problem(429, "Too Many Requests", detail, headers={"Retry-After": str(seconds)})

    async def _caller(self, scope: Scope, headers: Headers) -> Caller | None:
        secret = next(_secrets(headers), None)
        return None if secret is None else await self.admit(secret, address_of(scope))

    def _refused(self, scope: Scope, headers: Headers, caller: Caller | None) -> Response | None:
        path = scope["path"]
        if not self._demanded:
            if any(name in headers for name in _FORWARDED):
                return problem(
                    403,
                    "Forbidden",
                    "this came through a proxy, and nobody has to show a token here",
                    remedy="set LAGEBILD_TOKENS=required for a server behind a proxy; see docs/access.md",
                )
            return None
        if path in (SESSION, SIGN_IN) or path.startswith("/assets/") or path == "/icon.svg":
            return None
        if caller is None:
            if not path.startswith("/api"):
                asked = path + (
                    f"?{scope['query_string'].decode('latin-1')}" if scope["query_string"] else ""
                )
                return RedirectResponse(f"{SIGN_IN}?zurueck={quote(asked, safe='')}", status_code=303)
            return self.blocked(address_of(scope)) or unauthorised("this needs a token that is in force")
        needed = _needed(scope["method"], path)
        if not caller.role.may(needed):
            detail = f"{caller.name}: this needs the role {needed}, and the token has {caller.role}"
            return problem(403, "Forbidden", detail)
        return None


class Wrong:
    """Which wrong tokens, by their digests, each address has shown within the last minute."""

    def __init__(self) -> None:
        self._seen: dict[str, tuple[frozenset[str], float]] = {}

    def add(self, address: str, secret: str) -> None:
        shown, since = self._current(address)
        if len(shown) >= WRONG_A_MINUTE:
            return
        self._seen.pop(address, None)
        self._seen[address] = (shown | {digest(secret)}, since)
        while len(self._seen) > ADDRESSES:
            del self._seen[next(iter(self._seen))]

    def seconds_left(self, address: str) -> int:
        """How long the address has to wait; 0 if it need not."""
        shown, since = self._current(address)
        return max(1, round(since + MINUTE - time.monotonic())) if len(shown) >= WRONG_A_MINUTE else 0

    def _current(self, address: str) -> tuple[frozenset[str], float]:
        moment = time.monotonic()
        shown, since = self._seen.get(address, (frozenset[str](), moment))
        return (frozenset(), moment) if moment - since > MINUTE else (shown, since)


def unauthorised(detail: str) -> Response:
    return problem(401, "Unauthorized", detail, headers={"WWW-Authenticate": 'Bearer realm="lagebild"'})


def address_of(scope: Scope) -> str:
    """Where a request comes from; behind a proxy on this machine, what that says."""
    client = cast("tuple[str, int] | None", scope.get("client"))
    return client[0] if client else ""


def _needed(method: str, path: str) -> Role:
    if path.startswith(_FOR_ADMINISTRATORS):
        return Role.ADMINISTRATOR
    return Role.READER if method in READING else Role.REVIEWER


def _secrets(headers: Headers) -> Iterator[str]:
    kind, _, given = headers.get("authorization", "").partition(" ")
    if kind.lower() == "bearer":
        yield given.strip()
    elif kind.lower() == "basic":
        try:
            yield base64.b64decode(given, validate=True).decode("utf-8").partition(":")[2]
        except ValueError:  # neither base64 nor UTF-8, or letters beyond ASCII
            yield ""
    # Another program on this host may have set cookies at which a stricter parser gives up on all of them.
    cookie = cookie_parser(headers.get("cookie", "")).get(COOKIE)
    if cookie is not None:
        yield cookie
