"""``lagebild code``: texts in, events out, nothing stored."""

import json as jsonlib
import sys
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, BinaryIO

import typer

from lagebild.cli import options, output
from lagebild.errors import InputError, LagebildError

if TYPE_CHECKING:
    from lagebild.pipeline import Coded
    from lagebild.records import Document


def code(
    source: Annotated[
        Path, typer.Argument(metavar="IN.jsonl", help="Texts, one JSON object a line; - for stdin.")
    ],
    out: Annotated[
        Path, typer.Option("--output", "-o", metavar="OUT.jsonl", help="Where to write; - for stdout.")
    ] = Path("-"),
    processes: options.Processes = None,
    json: Annotated[bool, typer.Option("--json", help="Print a summary as JSON on standard output.")] = False,
) -> None:
    """Turn lines {"id", "text", ...} into lines {"id", "events"} in the same order; nothing is stored."""
    from lagebild.export import atomic
    from lagebild.export.files import STANDARD
    from lagebild.scale import open_coder

    if json and out == STANDARD:
        raise typer.BadParameter("--json needs --output with a file; standard output is taken by the events")
    settings = options.load_settings()
    texts = events = failed = 0
    with (
        _opened(source) as stream,
        open_coder(settings, options.processes(processes)) as coder,
        atomic(out) as written,
    ):
        names: deque[str | None] = deque()
        for coded in coder.stream(_named(stream, str(source), settings.max_bytes, names)):
            row = _row(names.popleft(), coded)
            written.write(jsonlib.dumps(row, ensure_ascii=False) + "\n")
            texts += 1
            events += len(row["events"])
            failed += "error" in row
    if json:
        output.print_json({"texts": texts, "events": events, "failed": failed, "output": str(out)})
    if failed:
        output.notes().print(
            f'{failed} of {texts} lines failed; their lines in the output say why in "error"'
        )
        raise typer.Exit(3)


@contextmanager
def _opened(source: Path) -> Iterator[BinaryIO]:
    if str(source) == "-":
        yield sys.stdin.buffer
        return
    try:
        stream = source.open("rb")
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise LagebildError(f"{source}: cannot be read ({reason}); check the path") from None
    with stream:
        yield stream


def _named(
    stream: BinaryIO, origin: str, max_bytes: int, names: deque[str | None]
) -> "Iterator[Document | InputError]":
    """The documents; their ids wait in ``names`` until the results, which keep the order, come out."""
    from lagebild.intake import read_jsonl

    for name, item in read_jsonl(stream, origin, max_bytes=max_bytes):
        names.append(name)
        yield item


def _row(name: str | None, coded: "Coded | InputError") -> dict[str, Any]:
    from lagebild.export import to_json

    error = coded if isinstance(coded, InputError) else coded.error
    if error is not None or isinstance(coded, InputError):
        return {"id": name, "events": [], "error": str(error)}
    return {"id": name, "events": [to_json(event, coded.document.text) for event in coded.events]}
