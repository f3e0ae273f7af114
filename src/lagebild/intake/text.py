"""Plain text: clean text that a program hands over, and saved pages with furniture around the text."""

from datetime import date

from lagebild.errors import InputError
from lagebild.intake.blocks import recognise
from lagebild.intake.identity import document_id
from lagebild.intake.language_check import check_language
from lagebild.intake.segments import stripped
from lagebild.records import Block, BlockKind, Document, Span


def from_text(
    text: str,
    *,
    published: date | None = None,
    publisher: str | None = None,
    title: str | None = None,
    origin: str | None = None,
    kind: str | None = None,
) -> Document:
    """A document of text that is clean already; every offset counts in ``text`` as given, nothing is changed.

    All of it is BODY; a first line equal to ``title`` is TITLE. Raises InputError for text that is empty,
    damaged or not German.
    """
    check_text(text, origin or "text")
    return Document(
        id=document_id(text),
        text=text,
        published=published,
        publisher=publisher,
        title=title,
        kind=kind,
        origin=origin,
        blocks=_clean_blocks(text, title),
    )


def read_page(
    text: str, origin: str, *, published: date | None = None, publisher: str | None = None
) -> Document:
    """A document of a page saved as plain text: blocks typed, date, publisher and title found."""
    check_text(text, origin)
    page = recognise(text)
    return Document(
        id=document_id(text),
        text=text,
        published=published or page.published,
        publisher=publisher or page.publisher,
        title=page.title,
        kind=page.kind,
        origin=origin,
        blocks=page.blocks,
    )


def check_text(text: str, origin: str) -> None:
    """Raise InputError for text that cannot be read as German."""
    if not text.strip():
        raise InputError(origin, "no text in it", "give a German text")
    if "\0" in text:
        raise InputError(origin, "NUL characters in it", "give clean text")
    if not _is_unicode(text):
        raise InputError(
            origin, "half a character in it (a lone surrogate)", "encode the text again as UTF-8"
        )
    check_language(text, origin)


def _is_unicode(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _clean_blocks(text: str, title: str | None) -> tuple[Block, ...]:
    whole = stripped(text, 0, len(text))
    if whole is None:
        return ()
    line_end = text.find("\n", whole.start, whole.end)
    first = stripped(text, whole.start, line_end if line_end >= 0 else whole.end)
    if title is None or first is None or first.of(text) != title.strip():
        return (Block(BlockKind.BODY, whole),)
    rest = stripped(text, first.end, whole.end)
    head = Block(BlockKind.TITLE, Span(first.start, first.end))
    return (head, Block(BlockKind.BODY, rest)) if rest else (head,)
