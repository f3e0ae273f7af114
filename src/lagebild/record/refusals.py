"""What the record refuses because of what it holds."""

from lagebild.errors import RecordError


class NotFoundError(RecordError):
    """The record holds no such document or event, or several that the given beginning fits."""


class ConflictError(RecordError):
    """A judgement does not fit what the record holds by now."""
