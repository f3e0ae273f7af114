"""A real server on a free port, and pages of Debian's chromium that watch what they load."""

import threading
import time
from collections.abc import Iterator

import uvicorn
from playwright.sync_api import Browser, Page

from lagebild.server.app import create_app

CHROMIUM = "/usr/bin/chromium"
SECONDS_TO_START = 15
ARGUMENTS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


def serve(database: str) -> Iterator[str]:
    server = uvicorn.Server(uvicorn.Config(create_app(database), port=0, log_level="warning"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    deadline = time.monotonic() + SECONDS_TO_START
    while not server.started:
        assert time.monotonic() < deadline, "the server does not start"
        time.sleep(0.02)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(SECONDS_TO_START)


def watched_page(browser: Browser, address: str, **options: object) -> Iterator[Page]:
    context = browser.new_context(base_url=address, **{"locale": "de-DE", **options})  # type: ignore[arg-type]
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    page.on("request", lambda r: None if r.url.startswith(address) else faults.append(f"asked {r.url}"))
    yield page
    context.close()
    # The browser logs every refused request; refusals are what some tests are about.
    assert [fault for fault in faults if "the server responded with a status" not in fault] == []
