"""The command line. Exit codes: 0 done, 1 an error, 2 wrong usage, 3 some inputs failed, 130 interrupted."""

import errno
import os
import sys
from typing import NoReturn

from lagebild.errors import LagebildError, RegistryError


def main() -> None:
    """Run ``lagebild``; what a user can mend is told in one line."""
    # Reading processes import this module too; they do not need the commands.
    from lagebild.cli.app import app

    try:
        app()
    except LagebildError as error:
        # File names may hold bytes that are no text; only a registry's faults take a line each.
        told = str(error).encode("utf-8", "replace").decode("utf-8")
        lines = told.splitlines() if isinstance(error, RegistryError) else [told]
        _fail("\n".join(" ".join(line.split()) for line in lines))
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise
        # Commands name the files they write; what is left is the output that the shell sent somewhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        _fail("standard output: no space left there; free some space or send it elsewhere")


def _fail(line: str) -> NoReturn:
    print(f"lagebild: {line}", file=sys.stderr)
    sys.exit(1)
