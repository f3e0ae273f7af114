"""The words of the domain as frozen records; every offset counts characters in ``Document.text``."""

from lagebild.records.document import SPOKEN_BLOCKS, Block, BlockKind, Document
from lagebild.records.event import (
    Actor,
    Alternative,
    Amount,
    Event,
    Filler,
    Framework,
    Place,
    Source,
    Time,
)
from lagebild.records.reading import Argument, Attribution, Link, Mention, Reading
from lagebild.records.terms import EventType, Modality, Role, Span, Stance

__all__ = [
    "SPOKEN_BLOCKS",
    "Actor",
    "Alternative",
    "Amount",
    "Argument",
    "Attribution",
    "Block",
    "BlockKind",
    "Document",
    "Event",
    "EventType",
    "Filler",
    "Framework",
    "Link",
    "Mention",
    "Modality",
    "Place",
    "Reading",
    "Role",
    "Source",
    "Span",
    "Stance",
    "Time",
]
