"""``lagebild serve``: the workbench and the API on this machine."""

import socket
import webbrowser
from contextlib import closing
from ipaddress import ip_address
from typing import Annotated

import typer

from lagebild.cli import options, output
from lagebild.errors import SettingsError


def serve(
    host: Annotated[
        str | None, typer.Option("--host", help="Address to listen on; else LAGEBILD_HOST.")
    ] = None,
    port: Annotated[
        int | None,
        typer.Option("--port", min=0, max=65535, help="Port, 0 for a free one; else LAGEBILD_PORT."),
    ] = None,
    open_browser: Annotated[
        bool, typer.Option("--open/--no-open", help="Open the workbench in the browser.")
    ] = True,
    database: options.Database = None,
    json: options.Json = False,
) -> None:
    """Serve the workbench; Ctrl-C ends it."""
    import uvicorn

    from lagebild.pipeline import Pipeline
    from lagebild.server.app import create_app
    from lagebild.server.security import LOCAL_HOSTS

    settings = options.load_settings(database=database, host=host, port=port)
    further = {name.strip() for name in settings.hosts.split(",") if name.strip()}
    hosts = {*LOCAL_HOSTS, _shown(settings.host), socket.gethostname(), *further}
    tokens = settings.tokens == "required" or bool(further) or not _is_loopback(settings.host)
    if tokens:
        _need_token(settings.database, settings.host)
    app = create_app(
        settings.database,
        hosts=hosts,
        registry=settings.registry,
        tokens=tokens,
        max_bytes=settings.max_bytes,
        model=settings.model,
        coder=lambda: Pipeline.load(settings),
    )
    with closing(_listening(settings.host, settings.port)) as listener:
        address = f"http://{_shown(settings.host)}:{listener.getsockname()[1]}/"
        if json:
            output.print_json({"address": address})
        else:
            print(f"Lagebild is at {address} (Ctrl-C ends it)", flush=True)
        if open_browser:
            _open(address)
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning", server_header=False))
        server.run(sockets=[listener])


def _is_loopback(host: str) -> bool:
    """Whether only this machine reaches the address; a name that cannot be looked up fails when it is listened on."""
    try:
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except OSError:
        return False
    return all(ip_address(str(address[0]).partition("%")[0]).is_loopback for *_, address in found)


def _need_token(database: str, host: str) -> None:
    """:raises SettingsError: nobody could sign in."""
    with options.open_store(database, create=True) as store:
        if not store.access.any_in_force():
            raise SettingsError(
                f"{host}: whoever is to reach this server needs a token, and there is none in force; "
                "make one with `lagebild token add NAME --role administrator`, then start again"
            )


def _listening(host: str, port: int) -> socket.socket:
    """A listening socket, so that the address printed is one that answers."""
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        listener = socket.create_server((host, port), family=family)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise SettingsError(
            f"{host}:{port}: cannot listen there ({reason}); choose another with --port or --host"
        ) from None
    # Connections take it over. asyncio does not see to it here, and without it every answer waits 40 ms.
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listener


def _shown(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _open(address: str) -> None:
    try:
        browser = webbrowser.get()
    except webbrowser.Error:
        return
    # A plain GenericBrowser is one for the terminal: it would take the terminal from the server.
    if type(browser) is not webbrowser.GenericBrowser:
        browser.open(address)
