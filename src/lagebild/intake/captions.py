"""Pictures leave words behind: credits (``© Agentur/Name``), captions and alternative texts."""

import re
from dataclasses import replace
from functools import cache
from itertools import islice

from lagebild.intake.cues import any_of, cues
from lagebild.intake.segments import Segment, cut
from lagebild.language.sentences import split_sentences
from lagebild.records import BlockKind

_LONGEST_CAPTION = 400
"""Characters before a credit that still are one caption; of a longer paragraph only the last sentence is."""

_LONGEST_CREDIT = 200
_LONGEST_CREDIT_WORDS = 14
_LONGEST_ALT_WORDS = 40
_MOST_TRIED = 50
"""Signs of a credit looked at in one line; more stand only in damaged text."""


@cache
def _credit() -> re.Pattern[str]:
    label = rf"(?:{any_of('credit_starts')})(?:\s?(?:©|\(c\))|(?:\s?[-/]\s?\w+)?\s?:)\s?"
    return re.compile(rf"(?:\s[-–—])?[\s,|(\[]*(?:\b(?:{label})|©\s?|\([cC]\)\s)")


@cache
def _agency() -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of('picture_agencies')})\s?(?:$|[/|,()])", re.IGNORECASE)


@cache
def _unlabelled() -> re.Pattern[str]:
    """``dpa/Ole Muster`` as a line of its own or behind the sentence of a caption."""
    names = r"[A-ZÄÖÜ][\w.'’-]*(?:[ /|]+(?:[A-ZÄÖÜ]|(?:dpa|de|di|el|al|van|von)\b)[\w.'’-]*){0,7}"
    return re.compile(rf"(?:^|(?<=[.!?)]))\s*(?:(?i:{any_of('picture_agencies')})\b\s?[/|]\s?)+{names}$")


def has_credit(line: str) -> bool:
    """Whether the line holds the credit of a picture: it is no breadcrumb then, whatever bars it has."""
    return any(_stands(line, match) for match in islice(_credit().finditer(line), _MOST_TRIED)) or (
        _unlabelled().search(line) is not None
    )


@cache
def _glued_sentence() -> re.Pattern[str]:
    return re.compile(rf"(?<=[\w)])\s+(?=(?:{any_of('glue_openers')})\s)")


@cache
def _alt_text() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{any_of('alt_text_cues')})\b", re.IGNORECASE)


def mark_captions(text: str, segments: list[Segment]) -> list[Segment]:
    """Cut credits off; what stands before one is a caption, and so is the alternative text before it."""
    found: list[Segment] = []
    for segment in segments:
        found.extend([segment] if segment.kind else _cut_credit(text, segment))
    loose = any(segment.gap > 1 for segment in found)
    for number, segment in enumerate(found):
        line = segment.span.of(text) if segment.span.end - segment.span.start <= _LONGEST_CAPTION else ""
        following = found[number + 1] if number + 1 < len(found) else None
        if segment.kind is not None or not line:
            continue
        before_picture = following is not None and following.kind in (BlockKind.CAPTION, BlockKind.CREDIT)
        close = before_picture and following is not None and following.gap == 1 and loose
        described = before_picture and _alt_text().search(line) is not None
        started = line.startswith(cues().caption_starts)
        if started or ((close or described) and len(line.split()) <= _LONGEST_ALT_WORDS):
            found[number] = replace(segment, kind=BlockKind.CAPTION)
    return found


def _cut_credit(text: str, segment: Segment) -> list[Segment]:
    line = segment.span.of(text)
    for match in islice(_credit().finditer(line), _MOST_TRIED):
        sign = match.group().lower()
        if not _stands(line, match):
            continue
        window = line[match.end() : match.end() + _LONGEST_CREDIT]
        glued = _glued_sentence().search(window)
        credit = window[: glued.start()] if glued else window
        if len(credit.split()) > _LONGEST_CREDIT_WORDS or ("©" not in sign and _is_prose(credit)):
            continue
        if glued is None and match.end() + len(window) < len(line):
            continue
        return _parts(text, segment, match.start(), match.end() + glued.end() if glued else None)
    if unlabelled := _unlabelled().search(line):
        return _parts(text, segment, unlabelled.start(), None)
    return [segment]


def _stands(line: str, match: re.Match[str]) -> bool:
    sign = match.group().lower()
    return "©" in sign or "(c)" in sign or _label_stands_free(line, match)


def _label_stands_free(line: str, match: re.Match[str]) -> bool:
    """``Foto:`` begins the line, follows a sentence, stands behind a bracket, bar or dash, or an agency behind it."""
    before = line[max(0, match.start() - 3) : match.start()].rstrip()
    parted = not set("(|[").isdisjoint(match.group()) or match.group().lstrip()[:1] in tuple("-–—")
    if _agency().match(line, match.end()):
        return True
    return not before or parted or before.endswith((".", "!", "?", ")", "“", '"'))


def _is_prose(credit: str) -> bool:
    """``Quelle: Moskau liefert wieder Gas.`` speaks; a credit is a list of names."""
    return credit.rstrip().endswith((".", "!", "?")) and len(credit.split()) > 4


def _parts(text: str, segment: Segment, start: int, stop: int | None) -> list[Segment]:
    offset = segment.span.start
    before = text[offset : offset + start]
    parts: list[tuple[int, BlockKind | None]] = []
    sentences = split_sentences(before)
    if len(before) > _LONGEST_CAPTION and "©" not in text[offset + start : offset + start + _LONGEST_CREDIT]:
        parts += [(offset, None)]
    elif len(before) > _LONGEST_CAPTION and len(sentences) > 1:
        parts += [(offset, None), (offset + sentences[-1].start, BlockKind.CAPTION)]
    elif sentences:
        parts += [(offset, BlockKind.CAPTION)]
    parts.append((offset + start, BlockKind.CREDIT))
    if stop is not None:
        parts.append((offset + stop, None))
    return list(cut(text, segment, parts))
