"""HTML pages: trafilatura finds the article, htmldate its day, and the page recogniser types what is left."""

import re
from datetime import date
from typing import Any
from xml.etree import ElementTree

import lxml.html  # type: ignore[import-untyped]

from lagebild.errors import InputError
from lagebild.intake.blocks import recognise
from lagebild.intake.identity import document_id
from lagebild.intake.segments import normal_words
from lagebild.intake.source import declared_charset, decode
from lagebild.intake.text import check_text
from lagebild.records import BlockKind, Document, Span

_CAPTION_MARK = "⁂caption⁂"
"""trafilatura drops figcaptions; as a marked paragraph they come through."""

_TITLE_TAIL = re.compile(r"\s+[|–—-]\s+[^|–—]{2,40}$")
_LINK_SHARE = 0.8
"""A paragraph whose words are links for this share is the title of another page."""

Paragraph = tuple[str, BlockKind | None]


def read_html(
    data: bytes, origin: str, *, published: date | None = None, publisher: str | None = None
) -> Document:
    """A document of an HTML page; ``text`` is the extracted article, a paragraph a line."""
    source = _source(data, origin)
    tree = _tree(source)
    if tree is None:
        raise InputError(origin, "no HTML in it", "give the saved page, or its text as .txt")
    _keep_captions(tree)
    root, meta = _extract(lxml.html.tostring(tree, encoding="unicode"), origin)
    title = _title(meta.get("title"), meta.get("sitename"))
    text, preset = _joined(_with_title(_paragraphs(root), title))
    check_text(text, origin)
    page = recognise(text, preset)
    return Document(
        id=document_id(text),
        text=text,
        published=published or _day(source) or page.published,
        publisher=publisher or meta.get("sitename") or page.publisher,
        title=page.title or title,
        kind=page.kind,
        origin=origin,
        blocks=page.blocks,
    )


def _source(data: bytes, origin: str) -> str:
    charset = declared_charset(data)
    if charset is not None and charset not in ("utf-8", "ascii"):
        try:
            return decode(data.decode(charset).encode("utf-8"), origin)
        except UnicodeDecodeError:
            return decode(data, origin)  # the page lies about itself
    return decode(data, origin)


def _tree(source: str) -> Any:
    body = re.sub(r"^\s*<\?xml[^>]*\?>", "", source)
    try:
        tree = lxml.html.document_fromstring(body) if body.strip() else None
    except (lxml.etree.LxmlError, ValueError):
        return None
    return tree


def _keep_captions(tree: Any) -> None:
    for caption in list(tree.iter("figcaption")):
        words = " ".join(caption.text_content().split())
        if not words:
            continue
        paragraph = lxml.html.Element("p")
        paragraph.text = f"{_CAPTION_MARK} {words}"
        figure = next(caption.iterancestors("figure"), caption)
        paragraph.tail, figure.tail = figure.tail, None
        figure.getparent().replace(figure, paragraph)


def _extract(source: str, origin: str) -> tuple[ElementTree.Element, dict[str, str]]:
    import trafilatura  # slow to load, and most commands read no HTML

    found = trafilatura.extract(
        source,
        output_format="xml",
        with_metadata=True,
        include_comments=False,
        include_links=True,
        favor_recall=True,
    )
    if not found:
        raise InputError(origin, "no article found in the page", "save the article's text as .txt")
    root = ElementTree.fromstring(found)
    main = root.find("main")
    return (main if main is not None else root), dict(root.attrib)


def _paragraphs(root: ElementTree.Element) -> list[Paragraph]:
    found: list[Paragraph] = []
    for element in root:
        if element.tag == "list":
            found += [(_words(item), _link(item)) for item in element.iter("item")]
        elif element.tag == "table":
            found += [
                (" | ".join(_words(cell) for cell in row.iter("cell")), None) for row in element.iter("row")
            ]
        elif element.tag == "quote" and len(element):
            found += _loose(element) + _paragraphs(element)
        elif (words := _words(element)).startswith(_CAPTION_MARK):
            found.append((words.removeprefix(_CAPTION_MARK).strip(), BlockKind.CAPTION))
        else:
            found.append((words, _link(element)))
    return [(words, kind) for words, kind in found if words]


def _loose(element: ElementTree.Element) -> list[Paragraph]:
    return [(" ".join(element.text.split()), None)] if element.text and element.text.strip() else []


def _words(element: ElementTree.Element) -> str:
    return " ".join("".join(element.itertext()).split())


def _link(element: ElementTree.Element) -> BlockKind | None:
    words = _words(element)
    linked = sum(len(_words(part)) for part in element.iter("ref"))
    return BlockKind.LINK if linked and linked >= _LINK_SHARE * len(words) else None


def _title(title: str | None, sitename: str | None) -> str | None:
    """Without the ``| Nordblick`` that pages put after it."""
    tail = _TITLE_TAIL.search(title) if title else None
    if title and tail and (sitename is None or normal_words(tail.group()) == normal_words(sitename)):
        return title[: tail.start()] if sitename or "|" in tail.group() else title
    return title


def _with_title(found: list[Paragraph], title: str | None) -> list[Paragraph]:
    """Mark the title where it stands; put it first if the extraction lost it."""
    if not title:
        return found
    key = normal_words(title)
    for number, (words, _) in enumerate(found):
        if normal_words(words) == key:
            return [*found[:number], (words, BlockKind.TITLE), *found[number + 1 :]]
    return [(title, BlockKind.TITLE), *found]


def _joined(found: list[Paragraph]) -> tuple[str, list[tuple[Span, BlockKind]]]:
    parts: list[str] = []
    preset: list[tuple[Span, BlockKind]] = []
    at = 0
    for words, kind in found:
        if kind is not None and not (kind is BlockKind.CAPTION and "©" in words):
            preset.append((Span(at, at + len(words)), kind))
        parts.append(words)
        at += len(words) + 2
    return "\n\n".join(parts), preset


def _day(source: str) -> date | None:
    import htmldate  # slow to load as well

    try:
        found = htmldate.find_date(source, original_date=True, extensive_search=False)
    except ValueError:
        return None
    return date.fromisoformat(found) if found else None
