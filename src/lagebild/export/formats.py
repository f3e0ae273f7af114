"""The formats of exports in one table: who writes each, what the file is called, what it proves."""

from dataclasses import dataclass
from enum import StrEnum


class Format(StrEnum):
    JSONL = "jsonl"
    CSV = "csv"
    PARQUET = "parquet"
    POLECAT = "polecat"
    PLOVER = "plover"
    GRAPHML = "graphml"
    GEXF = "gexf"
    FTM = "ftm"
    STANDOFF = "standoff"
    ATOM = "atom"


@dataclass(frozen=True, slots=True)
class Form:
    """``module`` is one of ``lagebild.export``; ``card_inside``: the file has room for the accuracy card.

    ``proves``: the file quotes words with their offsets, so that ``lagebild verify`` can check it.
    """

    name: str
    module: str
    extension: str
    media_type: str
    card_inside: bool
    proves: bool
    binary: bool = False


FORMS = {
    Format.JSONL: Form("JSONL", "jsonl", "jsonl", "application/x-ndjson", False, True),
    Format.CSV: Form("CSV", "csv", "csv", "text/csv; charset=utf-8", False, True),
    Format.PARQUET: Form(
        "Parquet", "parquet", "parquet", "application/vnd.apache.parquet", True, True, binary=True
    ),
    Format.POLECAT: Form(
        "POLECAT", "polecat", "txt", "text/tab-separated-values; charset=utf-8", False, False
    ),
    Format.PLOVER: Form("PLOVER JSON", "plover", "plover.jsonl", "application/x-ndjson", False, True),
    Format.GRAPHML: Form("GraphML", "graphml", "graphml", "application/graphml+xml", True, False),
    Format.GEXF: Form("GEXF", "gexf", "gexf", "application/gexf+xml", True, False),
    Format.FTM: Form("FollowTheMoney", "ftm", "ftm.json", "application/x-ndjson", False, True),
    Format.STANDOFF: Form("stand-off JSON", "standoff", "standoff.json", "application/json", True, True),
    Format.ATOM: Form("Atom", "atom", "atom", "application/atom+xml", True, True),
}
"""Beside JSON lines, comma and tab separated values lies ``NAME.card.json``: they have no room for it."""
