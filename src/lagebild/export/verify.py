"""Does an export still say what the documents say? Digest, offsets and words of every quote are checked again."""

import json
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, cast

from lagebild.errors import InputError
from lagebild.export import csv, polecat
from lagebild.export.formats import FORMS, Format
from lagebild.export.quotes import Claim, Fault, Quote
from lagebild.export.xml import possible
from lagebild.records import Document

if TYPE_CHECKING:
    from lagebild.record import Store

Claims = Callable[[Path], Iterator[Claim | Fault]]
_SHOWN = 60
"""Characters of differing words that a fault shows."""
_LOOKED_AT = 65_536
"""Bytes at the beginning of a file that tell its format."""
_LONGEST_LINE = 2**26
"""Of a first line no more is looked at; a large file of another kind may have no line break at all."""


class Verification:
    """Goes through an export; ``lines`` and ``quotes`` count what it has checked so far."""

    def __init__(self, store: "Store") -> None:
        self._store = store
        self._document: Document | None = None
        self.lines = 0
        self.quotes = 0

    def faults(self, path: Path, format: Format | None = None) -> Iterator[Fault]:
        """Everything that is wrong with the export at ``path``, in its order; it is read as it is checked.

        :raises InputError: it cannot be read, is no export of Lagebild, or one that proves nothing.
        """
        form = FORMS[format or recognise(path)]
        if not form.proves:
            able = ", ".join(other.name for other in FORMS.values() if other.proves)
            raise InputError(
                str(path),
                f"{form.name} quotes no words, so it proves nothing",
                f"verify one of these: {able}",
            )
        claims = cast(Claims, import_module(f"lagebild.export.{form.module}").claims)
        for claim in claims(path):
            self.lines += 1
            if isinstance(claim, Fault):
                yield claim
            else:
                yield from self._check(claim, as_xml=form.module == "atom")

    def _check(self, claim: Claim, *, as_xml: bool) -> Iterator[Fault]:
        if self._document is None or self._document.id != claim.document_id:
            self._document = None
            document, problem = _known(self._store, claim.document_id)
            if document is None:
                self.quotes += len(claim.quotes)
                yield Fault(claim.where, problem)
                return
            self._document = document
        text = self._document.text
        if claim.text is not None and claim.text != text:
            yield Fault(claim.where, f"its text is not that of document {claim.document_id[:12]}")
        for quote in claim.quotes:
            self.quotes += 1
            what = _differs(quote, text, as_xml=as_xml)
            if what:
                yield Fault(claim.where, what)


def recognise(path: Path) -> Format:
    """The format of a file, by how it begins.

    :raises InputError: it cannot be read or is no export of Lagebild.
    """
    try:
        with path.open("rb") as stream:
            begins = stream.read(_LOOKED_AT)
            line = begins if b"\n" in begins else begins + stream.readline(_LONGEST_LINE)
    except OSError as error:
        raise InputError(str(path), f"cannot be read ({error.strerror})", "name an export") from error
    if begins.startswith(b"PAR1"):
        return Format.PARQUET
    if begins.startswith(csv.MARK + csv.COLUMNS[0].encode()):
        return Format.CSV
    if begins.startswith("\t".join(polecat.COLUMNS[:3]).encode()):
        return Format.POLECAT
    if begins.startswith(b"<?xml"):
        tags = {b"<feed": Format.ATOM, b"<graphml": Format.GRAPHML, b"<gexf": Format.GEXF}
        found = next((format for tag, format in tags.items() if tag in begins), None)
    else:
        found = _of_json(line.split(b"\n", 1)[0])
    if found is None:
        raise InputError(
            str(path), "is no export of Lagebild that can be recognised", "name its format with --format"
        )
    return found


def _of_json(line: bytes) -> Format | None:
    if line.startswith(b'{"form": "lagebild stand-off'):
        return Format.STANDOFF
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        return None
    keys = set(row) if isinstance(row, dict) else set()
    marks = (
        (Format.FTM, {"schema", "properties"}),
        (Format.PLOVER, {"event_text", "attributes"}),
        (Format.JSONL, {"document_id", "trigger"}),
    )
    return next((format for format, needed in marks if needed <= keys), None)


def _known(store: "Store", document_id: object) -> tuple[Document | None, str]:
    """The document of this digest if the record has it whole, else what is wrong."""
    from lagebild.intake.identity import document_id as digest
    from lagebild.record import NotFoundError

    told = str(document_id)[:_SHOWN]
    try:
        document = store.document(str(document_id))
    except NotFoundError:
        return None, f"the record has no document {told!r}; is it the right database?"
    if document.id != document_id:
        return None, f"{told!r} is not the whole digest of a document"
    if digest(document.text) != document.id:
        return (
            None,
            f"document {told[:12]}: the record's text no longer matches its digest; run `lagebild doctor`",
        )
    return document, ""


def _differs(quote: Quote, text: str, *, as_xml: bool) -> str | None:
    """What is wrong with a quote; XML shows U+FFFD in place of controls that it cannot hold."""
    where = f"{quote.field} [{quote.start}, {quote.end})"
    if not 0 <= quote.start <= quote.end <= len(text):
        return f"{where} lies outside the document, which has {len(text)} characters"
    words = text[quote.start : quote.end]
    if as_xml:
        words = possible(words)
    if words == quote.text:
        return None
    return f"{where}: the export says {_short(quote.text)}, the document {_short(words)}"


def _short(words: str) -> str:
    return repr(words if len(words) <= _SHOWN else words[:_SHOWN] + "…")
