"""Runs a command with a PostgreSQL server of its own, whose address is LAGEBILD_TEST_POSTGRESQL.

usage: python tests/postgresql.py COMMAND...

The server lives in a temporary folder and keeps nothing. It is Debian's (any version) or one on the PATH; where there
is none, the command runs without, or in continuous integration (CI is set) not at all. A server named by
LAGEBILD_TEST_POSTGRESQL itself is used as it is: the tests make and drop schemas in that database.
"""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

VARIABLE = "LAGEBILD_TEST_POSTGRESQL"
USER = "lagebild"
SPEED = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=100")
"""Nothing that a test writes must survive a power cut."""


def binaries() -> Path | None:
    """The folder with ``initdb`` and ``postgres``, the newest of Debian's first."""
    debian = sorted(
        Path("/usr/lib/postgresql").glob("*/bin"), key=lambda p: float(p.parent.name), reverse=True
    )
    found = shutil.which("initdb")
    folders = [*debian, *([Path(found).resolve().parent] if found else [])]
    return next((f for f in folders if (f / "initdb").exists() and (f / "postgres").exists()), None)


@contextmanager
def server() -> Iterator[str]:
    """The address of a database on a server that runs until the end of the block.

    :raises subprocess.CalledProcessError: it cannot be started; what it says is printed.
    """
    found = binaries()
    assert found is not None
    with tempfile.TemporaryDirectory(prefix="lagebild-postgresql-") as name:
        home = Path(name)
        # PostgreSQL refuses to run as root; its Debian package brings a user.
        account = pwd.getpwnam("postgres") if os.geteuid() == 0 else None
        if account is not None:
            os.chown(home, account.pw_uid, account.pw_gid)
        data, port = home / "data", _free_port()

        def run(program: str, *arguments: str) -> None:
            subprocess.run(
                [str(found / program), "-D", str(data), *arguments],
                cwd=home,
                check=True,
                stdout=subprocess.DEVNULL,
                env={"PATH": os.defpath, "LC_ALL": "C"},
                **({"user": account.pw_uid, "group": account.pw_gid} if account else {}),
            )

        # The locale C knows no umlauts: what must not depend on the server's locale does not.
        run("initdb", "--username", USER, "--auth-local=trust", "--auth-host=scram-sha-256", "--locale=C",
            "--encoding=UTF8", "--no-sync")  # fmt: skip
        settings = " ".join(f"-c {each}" for each in SPEED)
        options = f"-p {port} -k {home} -c listen_addresses=127.0.0.1 {settings}"
        log = str(home / "log")
        try:
            run("pg_ctl", "start", "--wait", "--silent", "--log", log, "--options", options)
        except subprocess.CalledProcessError:
            print(
                Path(log).read_text("utf-8", errors="replace") if Path(log).exists() else "", file=sys.stderr
            )
            raise
        try:
            yield f"postgresql://{USER}@/postgres?host={home}&port={port}"
        finally:
            run("pg_ctl", "stop", "--mode=immediate", "--silent")


def _free_port() -> int:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        port: int = held.getsockname()[1]
        return port


def main() -> int:
    command = sys.argv[1:]
    if os.environ.get(VARIABLE):
        return subprocess.call(command)
    if binaries() is None:
        if os.environ.get("CI"):
            print("PostgreSQL is missing; install it with: apt-get install postgresql", file=sys.stderr)
            return 1
        print(
            "no PostgreSQL here: the tests run on SQLite only (apt-get install postgresql)", file=sys.stderr
        )
        return subprocess.call(command)
    # Ctrl-C reaches the command too; the server is stopped once that has ended.
    signal.signal(signal.SIGINT, lambda *_: None)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with server() as address:
        return subprocess.call(command, env={**os.environ, VARIABLE: address})


if __name__ == "__main__":
    sys.exit(main())
