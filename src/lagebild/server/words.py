"""What the reader makes of one word of a document, under ``/api/v1``."""

from typing import TYPE_CHECKING, Annotated, Self

from fastapi import APIRouter, Path, Query, Request
from pydantic import Field
from starlette.exceptions import HTTPException

from lagebild.records import Document
from lagebild.server.forms import Form, SpanForm
from lagebild.server.routes import MAX_OFFSET, PROBLEMS, OpenStore

if TYPE_CHECKING:
    from lagebild.reader import Insight, Reader

router = APIRouter(prefix="/api/v1", responses=PROBLEMS)

Place = Annotated[int, Query(ge=0, le=MAX_OFFSET, description="A character of the word, from 0")]


class ShareForm(Form):
    label: str
    probability: float


class WordForm(Form):
    """Probabilities of the reader, most probable first; what would round to nothing is left out."""

    word: SpanForm
    model: str
    threshold: float = Field(description="Types other than `none` must reach this together to be an event")
    types: list[ShareForm] = Field(description="With `none`: the word names no event")
    realities: list[ShareForm] = Field(description="Of the event that the word would name")
    negated: float
    modes: list[ShareForm]
    roles: list[ShareForm] = Field(description="What the word is to the event of `trigger`, each by itself")

    @classmethod
    def of(cls, found: "Insight", document: Document, model: str) -> Self:
        shares = {
            name: [ShareForm(label=s.label, probability=s.probability) for s in getattr(found, name)]
            for name in ("types", "realities", "modes", "roles")
        }
        word = SpanForm(text=found.word.of(document.text), start=found.word.start, end=found.word.end)
        return cls(
            word=word, model=model, threshold=found.threshold, negated=round(found.negated, 4), **shares
        )


@router.get("/documents/{document_id}/word", summary="What the reader makes of one word, and how sure it is")
def word(
    request: Request,
    store: OpenStore,
    document_id: Annotated[str, Path(max_length=64, description="The id or enough of its beginning")],
    at: Place,
    trigger: Annotated[
        int | None, Query(ge=0, le=MAX_OFFSET, description="A character of the trigger of an event beside it")
    ] = None,
) -> WordForm:
    document = store.document(document_id)
    reader: Reader = request.app.state.reader()
    found = reader.insight(document, at, trigger)
    if found is None:
        raise HTTPException(404, f"at: nothing is read at character {at}; ask for a word of the running text")
    return WordForm.of(found, document, reader.model)
