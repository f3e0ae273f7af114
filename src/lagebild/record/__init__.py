"""The database: append-only documents, events and their evidence."""

from lagebild.record.case_filter import CaseFilter
from lagebild.record.cases import Cases
from lagebild.record.judging import EVENT_KINDS
from lagebild.record.queries import ActorSummary, DocumentSummary, EventFilter, FrameworkSummary
from lagebild.record.queue import Order, Place, QueueLine
from lagebild.record.refusals import ConflictError, NotFoundError
from lagebild.record.rows import EvidenceError
from lagebild.record.standing import Addition, Comparable, Correction, Standing
from lagebild.record.store import Store
from lagebild.record.weighing import CaseSummary

__all__ = [
    "EVENT_KINDS",
    "ActorSummary",
    "Addition",
    "CaseFilter",
    "CaseSummary",
    "Cases",
    "Comparable",
    "ConflictError",
    "Correction",
    "DocumentSummary",
    "EventFilter",
    "EvidenceError",
    "FrameworkSummary",
    "NotFoundError",
    "Order",
    "Place",
    "QueueLine",
    "Standing",
    "Store",
]
