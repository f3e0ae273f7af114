"""The shapes of two statements compared."""

from pydantic import Field

from lagebild.server.forms import DocumentHead, FillerForm, Form, PartyOfEvent, SpanForm
from lagebild.weigh.compare import Kind
from lagebild.weigh.words import Wording


class ToneForm(Form):
    """How strong a passage speaks on one scale, with the words that say so."""

    scale: str
    label: str
    grade: str
    rank: float
    words: list[SpanForm]


class StatementPassage(SpanForm):
    tone: ToneForm | None


class WordingForm(Form):
    op: Wording
    text: str


class ChangeForm(Form):
    """``earlier`` is null where a passage was added, ``later`` where it was dropped."""

    kind: Kind
    moved: bool
    similarity: float
    earlier: StatementPassage | None = Field(description="Offsets in the earlier document")
    later: StatementPassage | None = Field(description="Offsets in the later document")
    wording: list[WordingForm] = Field(description="Both wordings in one; empty where one passage is missing")


class SignatoryForm(PartyOfEvent, FillerForm):
    aligned: bool = Field(description="Aligned itself with a statement of others")


class SignatoriesForm(Form):
    """Offsets of ``dropped`` count in the earlier document, of the others in the later."""

    added: list[SignatoryForm]
    dropped: list[SignatoryForm]
    kept: list[SignatoryForm]


class ComparisonForm(Form):
    earlier: DocumentHead
    later: DocumentHead
    counts: dict[Kind, int]
    changes: list[ChangeForm] = Field(description="In the order of the later statement")
    signatories: SignatoriesForm
    labels: dict[str, str] = Field(description="Names of the codes of those who sign")
