"""What commands print: JSON or tables on standard output, progress and notes on standard error."""

import json
import sys
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from lagebild.records import Actor, Event, Source

_HARMFUL = (
    range(0x20),
    range(0x7F, 0xA0),
    range(0x202A, 0x202F),
    range(0x2066, 0x206A),
    range(0xD800, 0xE000),
)
_CONTROLS = {code: "\ufffd" for part in _HARMFUL for code in part if chr(code) not in "\n\t"}
"""Controls could steer the terminal, bidirectional marks hide words, lone surrogates cannot be printed."""


PIPE_WIDTH = 160
"""Columns of a table that goes into a file or a pipe, where nothing says how wide it may be."""


def console() -> Console:
    # Made when needed: tests and pipes exchange the streams.
    made = Console(highlight=False)
    return made if made.is_terminal else Console(highlight=False, width=max(made.width, PIPE_WIDTH))


def notes() -> Console:
    return Console(stderr=True, highlight=False)


def print_json(value: Any) -> None:
    text = json.dumps(value, ensure_ascii=False, indent=2, default=str)
    sys.stdout.write(text.encode("utf-8", "replace").decode("utf-8") + "\n")


def printable(text: str) -> str:
    """The text, character for character, without what a terminal would obey."""
    return text.translate(_CONTROLS)


def cell(text: object) -> Text:
    """A cell's words as they are; never read as mark-up."""
    return Text("" if text is None else printable(str(text)))


def table(*columns: str, title: str | None = None) -> Table:
    made = Table(title=title, box=None, header_style="bold", title_justify="left", pad_edge=False)
    for column in columns:
        made.add_column(column, overflow="fold")
    return made


def kind_of(event: Event) -> str:
    return f"{event.type}.{event.mode}" if event.mode else str(event.type)


def reality_of(event: Event) -> str:
    return f"not {event.modality}" if event.negated else str(event.modality)


def who(actors: tuple[Actor, ...]) -> str:
    """Codes with names; a question mark where the text does not name the actor itself."""
    return ", ".join(
        f"{actor.code}{f' ({actor.name})' if actor.name else ''}{'?' if actor.inferred else ''}"
        for actor in actors
    )


def vouching(sources: tuple[Source, ...]) -> str:
    return ", ".join(f"{who((source,))} {source.stance}" for source in sources)
