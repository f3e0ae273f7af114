"""What the record refuses because of what it holds."""

from lagebild.errors import RecordError
from lagebild.records import Judgement


class NotFoundError(RecordError):
    """The record holds no such document or event, or several that the given beginning fits."""


class ConflictError(RecordError):
    """A judgement does not fit what the record holds by now; ``judgement`` is the one that came between, if one did."""

    def __init__(self, message: str, judgement: Judgement | None = None) -> None:
        super().__init__(message)
        self.judgement = judgement
