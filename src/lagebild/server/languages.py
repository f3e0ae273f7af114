"""The language of what the server names: German or English, as ``Accept-Language`` asks; German if neither."""

from contextvars import ContextVar

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LANGUAGES = ("de", "en")
DEFAULT = LANGUAGES[0]

_asked: ContextVar[str] = ContextVar("language", default=DEFAULT)


def language() -> str:
    """What the request that is being answered asks for; the default outside of a request."""
    return _asked.get()


def preferred(header: str) -> str:
    """The language that an ``Accept-Language`` header ranks highest: ``fr, en;q=0.8, de;q=0.5`` -> ``en``.

    What cannot be read counts as not asked for.
    """
    ranked = [
        (_weight(parameters), name.strip().lower().partition("-")[0])
        for name, _, parameters in (part.partition(";") for part in header.split(","))
    ]
    wanted = [(weight, name) for weight, name in ranked if name in LANGUAGES and weight > 0]
    return max(wanted, key=lambda each: each[0], default=(0.0, DEFAULT))[1]


def _weight(parameters: str) -> float:
    name, _, value = parameters.strip().partition("=")
    if name != "q":
        return 1.0
    try:
        return float(value)
    except ValueError:
        return 0.0


class Languages:
    """Middleware: the language of a request holds while it is answered, and caches keep the answers apart."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not scope["path"].startswith("/api/"):
            await self.app(scope, receive, send)
            return

        async def send_varying(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).add_vary_header("Accept-Language")
            await send(message)

        _asked.set(preferred(Headers(scope=scope).get("accept-language", "")))
        await self.app(scope, receive, send_varying)
