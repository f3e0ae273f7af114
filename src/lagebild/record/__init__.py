"""The database: append-only documents, events and their evidence."""

from lagebild.record.queries import ActorSummary, DocumentSummary, EventFilter, FrameworkSummary
from lagebild.record.rows import EvidenceError
from lagebild.record.store import NotFoundError, Store

__all__ = [
    "ActorSummary",
    "DocumentSummary",
    "EventFilter",
    "EvidenceError",
    "FrameworkSummary",
    "NotFoundError",
    "Store",
]
