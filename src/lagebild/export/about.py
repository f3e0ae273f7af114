"""What an export says of itself: the program, the selection, how to re-check it, and the accuracy card."""

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from lagebild.export.formats import Format
from lagebild.records import Document, Event
from lagebild.reference.accuracy import accuracy

if TYPE_CHECKING:
    from lagebild.record import EventFilter, Store

Pair = tuple[Document, Event]
PROOF = (
    "document_id is the SHA-256 (hex) of the document's text in NFC with every run of white space as one blank; "
    "start and end count Unicode code points of the text as Lagebild stores it, end excluded; "
    "`lagebild verify FILE` re-checks every quote"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """``selection``: the conditions by their names; ``read_at`` tells when a document was last read (UTC)."""

    format: Format
    selection: Mapping[str, str] = field(default_factory=dict)
    made: datetime
    read_at: Callable[[str], datetime]

    @classmethod
    def of(cls, format: Format, store: "Store", wanted: "EventFilter") -> "About":
        given = {name: str(value) for name, value in asdict(wanted).items() if value is not None}
        return cls(
            format=format,
            selection=given,
            made=datetime.now(UTC).replace(microsecond=0),
            read_at=lambda document_id: store.readings(document_id)[-1].added_at.replace(tzinfo=UTC),
        )

    def card(self) -> dict[str, Any]:
        return {
            "program": f"lagebild {version('lagebild')}",
            "format": self.format.value,
            "made": stamp(self.made),
            "selection": dict(self.selection),
            "proof": PROOF,
            "accuracy": accuracy(),
        }

    def card_json(self) -> str:
        """The card on one line, for a file with room for metadata."""
        return json.dumps(self.card(), ensure_ascii=False)


def stamp(moment: datetime) -> str:
    """RFC 3339 in UTC, whole seconds."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
