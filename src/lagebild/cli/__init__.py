"""The command line. Exit codes: 0 done, 1 an error, 2 wrong usage, 3 some inputs failed, 130 interrupted."""

import sys

from lagebild.errors import LagebildError


def main() -> None:
    """Run ``lagebild``; what a user can mend is told in one line."""
    # Reading processes import this module too; they do not need the commands.
    from lagebild.cli.app import app

    try:
        app()
    except LagebildError as error:
        # File names may hold bytes that are no text.
        line = " ".join(str(error).encode("utf-8", "replace").decode("utf-8").split())
        print(f"lagebild: {line}", file=sys.stderr)
        sys.exit(1)
