"""Exports over the API: the bytes are sent as they are made, in every format of the table."""

from collections.abc import Iterator
from datetime import datetime
from itertools import chain
from typing import Annotated, Any

from fastapi import APIRouter, Path
from fastapi.responses import StreamingResponse

from lagebild.export import FORMS, About, Format, encode, selected
from lagebild.server.forms import Form
from lagebild.server.routes import PROBLEMS, OpenStore, Wanted

BYTES_A_PIECE = 65_536
"""10,000 lines of 1.4 kB took 7 s when each was sent by itself, 0.2 s in pieces of this size (measured)."""

router = APIRouter(prefix="/api/v1", responses=PROBLEMS)

FormatName = Annotated[Format, Path(description="One of the formats of docs/exports.md")]
_ANSWERS: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The file",
        "content": {form.media_type.partition(";")[0]: {} for form in FORMS.values()},
    }
}


class CardForm(Form):
    """``accuracy``: the figures of the model that it names, as ``data/accuracy.json`` in the package."""

    program: str
    format: Format
    made: datetime
    selection: dict[str, str]
    proof: str
    accuracy: dict[str, Any]


@router.get("/export/{format}/card", summary="What an export says of itself, with the accuracy card")
def card(store: OpenStore, wanted: Wanted, format: FormatName) -> CardForm:
    """For formats without room for it; the command writes it beside the file."""
    return CardForm(**About.of(format, store, wanted).card())


@router.get(
    "/export/{format}",
    summary="Events as a file for other programs, all or those that fit",
    response_class=StreamingResponse,
    responses=_ANSWERS,
)
def export(store: OpenStore, wanted: Wanted, format: FormatName) -> StreamingResponse:
    form = FORMS[format]
    parts = encode(selected(store, wanted), About.of(format, store, wanted))
    # What fails does so before the first piece, while the answer can still say so.
    first = next(pieces := _pieces(parts), b"")
    return StreamingResponse(
        chain((first,), pieces),
        media_type=form.media_type,
        headers={
            "Content-Disposition": f'attachment; filename="lagebild.{form.extension}"',
            "Link": f'</api/v1/export/{format}/card>; rel="describedby"; type="application/json"',
        },
    )


def _pieces(parts: Iterator[bytes]) -> Iterator[bytes]:
    """The same bytes in larger pieces."""
    held: list[bytes] = []
    size = 0
    for part in parts:
        held.append(part)
        size += len(part)
        if size >= BYTES_A_PIECE:
            yield b"".join(held)
            held, size = [], 0
    yield b"".join(held)
