"""The shape of the overview's answer."""

from datetime import date

from pydantic import Field

from lagebild.records import CaseState, Modality
from lagebild.server.case_forms import CaseLine, Labels
from lagebild.server.forms import DocumentLine, Form


class NewDocuments(Form):
    """The newest of ``total``."""

    items: list[DocumentLine]
    total: int


class NewDisputes(Form):
    """Cases that became disputed or denied, the last told of first, of ``total``."""

    items: list[CaseLine]
    total: int


class TurnForm(Form):
    """A case that stands otherwise than before the day."""

    case: CaseLine
    state_before: CaseState
    reality_before: Modality


class Overview(Form):
    since: date
    newest: date | None = Field(description="Day of the newest document; null if none has a day")
    documents: NewDocuments
    disputes: NewDisputes
    changes: list[TurnForm] = Field(description="The hardest first; new disputes are not repeated")
    labels: Labels
