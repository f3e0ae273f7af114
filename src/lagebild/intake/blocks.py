"""Tell a page's text from its furniture: every non-blank character ends up in exactly one typed block."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from lagebild.intake.captions import has_credit, mark_captions
from lagebild.intake.cues import cues
from lagebild.intake.dates import PageDate, mark_datelines
from lagebild.intake.links import mark_links
from lagebild.intake.repeats import mark_repeats
from lagebild.intake.segments import Segment, ends_sentence, normal_words, segments_of
from lagebild.language.sentences import split_sentences
from lagebild.records import Block, BlockKind, Span

_LONGEST_TITLE = 220
_LONGEST_TAG_WORDS = 6
_LONGEST_NAVIGATION = 160
_LONGEST_LEAD = 600
_LEAD_SENTENCES = 4

_LEAD_OVERLAP = 0.5
"""Share of the lead's longer words that the two paragraphs after it take up again."""

_STEM = 6
_BREADCRUMB = re.compile(r"\s[>›»/|]\s")


class Page(NamedTuple):
    """What the text of a page tells about itself."""

    blocks: tuple[Block, ...]
    title: str | None
    published: date | None
    publisher: str | None
    kind: str | None


def recognise(text: str, preset: Sequence[tuple[Span, BlockKind]] = ()) -> Page:
    """Type all of ``text``; ``preset`` holds lines whose kind the format already told (HTML)."""
    known = {span.start: kind for span, kind in preset}
    segments = [replace(line, kind=known.get(line.span.start)) for line in segments_of(text)]
    publisher = _publisher(text, segments)
    segments, dates = mark_datelines(text, segments)
    segments = _mark_navigation(text, segments)
    segments = mark_captions(text, segments)
    segments = mark_links(text, segments)
    segments, title = _mark_title(text, segments)
    segments = mark_repeats(text, segments)
    segments = _mark_lead(text, segments)
    return Page(
        blocks=tuple(Block(segment.kind or BlockKind.BODY, segment.span) for segment in segments),
        title=title,
        published=next((found.value for found in dates if found.value), None),
        publisher=publisher,
        kind=_kind(dates),
    )


def _kind(dates: list[PageDate]) -> str | None:
    return next((found.kind for found in dates if found.kind), None)


def _mark_navigation(text: str, segments: list[Segment]) -> list[Segment]:
    marked: list[Segment] = []
    tags = False
    for segment in segments:
        line = text[segment.span.start : min(segment.span.end, segment.span.start + _LONGEST_NAVIGATION + 1)]
        whole = line.casefold().rstrip(" :.")
        if segment.kind is None and len(line) <= _LONGEST_NAVIGATION:
            tag = tags and len(line.split()) <= _LONGEST_TAG_WORDS and not ends_sentence(line)
            if tag or _is_navigation(line, whole):
                segment = replace(segment, kind=BlockKind.NAVIGATION)
        tags = whole in cues().tag_headings or (tags and segment.kind is BlockKind.NAVIGATION)
        marked.append(segment)
    return marked


def _is_navigation(line: str, whole: str) -> bool:
    if whole in cues().navigation_lines or line.startswith(cues().navigation_starts):
        return True
    found = re.findall(r"[\w-]+", whole)
    if found and all(word in cues().navigation_words or word in cues().sections for word in found):
        return True
    return len(_BREADCRUMB.findall(line)) >= 2 and not ends_sentence(line) and not has_credit(line)


def _mark_title(text: str, segments: list[Segment]) -> tuple[list[Segment], str | None]:
    """The first line that can be a title and has text after it; a shorter line before it is its kicker."""
    given = next((number for number, segment in enumerate(segments) if segment.kind is BlockKind.TITLE), None)
    number = given if given is not None else _title_at(text, segments)
    if number is None:
        return segments, None
    title = segments[number].span.of(text)
    key = normal_words(title)
    marked = list(segments)
    marked[number] = replace(segments[number], kind=BlockKind.TITLE)
    if given is None and number and segments[number - 1].kind is None:
        marked[number - 1] = replace(segments[number - 1], kind=BlockKind.NAVIGATION)
    for other, segment in enumerate(segments):
        if other == number or segment.kind not in (None, BlockKind.TITLE):
            continue
        if (
            segment.span.end - segment.span.start <= 2 * len(title)
            and normal_words(segment.span.of(text)) == key
        ):
            marked[other] = replace(segment, kind=BlockKind.TEASER)
    return marked, title


def _title_at(text: str, segments: list[Segment]) -> int | None:
    candidates: list[int] = []
    for number, segment in enumerate(segments):
        if segment.kind is not None:
            continue
        line = text[segment.span.start : min(segment.span.end, segment.span.start + _LONGEST_TITLE + 1)]
        if len(line) > _LONGEST_TITLE or line.endswith((".", "…", ":", ",", ";")):
            break
        if len(split_sentences(line)) > 2:
            break
        candidates.append(number)
        if len(candidates) == 2:
            break
    body = any(segment.kind is None for segment in segments[candidates[-1] + 1 :]) if candidates else False
    if not candidates or not body:
        return None
    first, last = candidates[0], candidates[-1]
    kicker = last == first + 1 and _word_count(text, segments[first]) <= 2 < 4 <= _word_count(
        text, segments[last]
    )
    return last if kicker else first


def _word_count(text: str, segment: Segment) -> int:
    return len(segment.span.of(text).split())


def _mark_lead(text: str, segments: list[Segment]) -> list[Segment]:
    """An opening paragraph that the next ones take up, or that a picture parts from them, is a lead."""
    body = [number for number, segment in enumerate(segments) if segment.kind is None]
    if len(body) < 3:
        return segments
    first = body[0]
    span = segments[first].span
    if span.end - span.start > _LONGEST_LEAD or len(split_sentences(span.of(text))) > _LEAD_SENTENCES:
        return segments
    if not ends_sentence(span.of(text)):
        return segments
    parted = segments[first + 1].kind in (BlockKind.CREDIT, BlockKind.CAPTION, BlockKind.DATELINE)
    after = {stem for number in body[1:3] for stem in _stems(segments[number].span.of(text))}
    own = _stems(span.of(text))
    if not parted and (not own or len(own & after) / len(own) < _LEAD_OVERLAP):
        return segments
    return [*segments[:first], replace(segments[first], kind=BlockKind.LEAD), *segments[first + 1 :]]


def _stems(line: str) -> set[str]:
    return {word[:_STEM] for word in normal_words(line) if len(word) >= _STEM}


def _publisher(text: str, segments: list[Segment]) -> str | None:
    for segment in segments:
        line = text[segment.span.start : min(segment.span.end, segment.span.start + _LONGEST_NAVIGATION + 1)]
        if len(line) > _LONGEST_NAVIGATION:
            continue
        for pattern in cues().publisher_patterns:
            if match := re.search(pattern, line):
                return _nominative(match["name"].strip(), match["article"] == "des")
    return None


def _nominative(name: str, genitive: bool) -> str:
    """``des Auswärtigen Amts`` -> ``Auswärtiges Amt``; after ``der`` and ``von`` a name keeps its form."""
    if not genitive:
        return name
    found = name.split(" ")
    noun = 1 if len(found) > 1 and found[0].endswith("en") and found[1][:1].isupper() else 0
    if noun:
        found[0] = found[0][:-2] + "es"
    if found[noun].endswith("es"):
        found[noun] = found[noun][:-2]
    elif found[noun].endswith("s"):
        found[noun] = found[noun][:-1]
    return " ".join(found)
