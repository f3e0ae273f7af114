"""Titles of other pages that a saved page has glued into its text.

Two signs are taken: a cue (``Mehr zum Thema - ...``), and a title without a final mark that runs into the
next sentence (``... wegen Gasstreit Der Minister ...``). The second is cautious: it wants a sentence's first
word where German writes no capital, and before it something like a title and not like half a sentence.
"""

import re
from dataclasses import replace
from functools import cache
from itertools import islice

from lagebild.intake.cues import any_of, cues
from lagebild.intake.dates import is_dateline
from lagebild.intake.segments import Segment, cut, ends_sentence
from lagebild.language.sentences import split_sentences, words
from lagebild.records import BlockKind, Span

_FEWEST, _MOST = 4, 24
"""Words of a glued title: fewer are a name (``Partei Die Linke``), more are a sentence."""

_FEWEST_AFTER = 4
_LONGEST_SENTENCE = 1_200
_LONGEST_TITLE = 300
_LINK_LIST_WORDS = 20
_MOST_CUES = 50
"""Cues looked at in one line; more stand only in damaged text."""

_MAY_END = '"“”«»)?!'
_NEIGHBOURHOOD = 20_000
"""Characters to each side in which the use of a name is counted; keeps long texts linear."""

_TOKEN = re.compile(r"\S+")
_TITLE_COLON = re.compile(r"^[\"„»]?[A-ZÄÖÜ0-9][^:.!?\n]{1,70}: ")


@cache
def _cue() -> re.Pattern[str]:
    return re.compile(rf"(?:^|(?<=[.!?\"“”»«)]\s))(?:{any_of('link_cues')})(?=\W|$)[^\w\n\"„»]*")


@cache
def _suspicious() -> re.Pattern[str]:
    """Cheap first look: a sentence's first word after a word, or two capitals before a verb of saying."""
    return re.compile(
        rf"[\w{_MAY_END}]\s(?:(?:{any_of('glue_openers')})\s|[A-ZÄÖÜ]\w+\s(?:{any_of('verbs_of_saying')})\s)"
    )


def mark_links(text: str, segments: list[Segment]) -> list[Segment]:
    """Type link lines and lists, and cut glued link titles out of paragraphs."""
    found: list[Segment] = []
    in_list = False
    for segment in segments:
        if segment.kind is not None:
            found.append(segment)
            in_list = in_list and segment.kind is not BlockKind.NAVIGATION
            continue
        line = segment.span.of(text)
        if in_list and not ends_sentence(line) and len(line.split()) <= _LINK_LIST_WORDS:
            found.append(replace(segment, kind=BlockKind.LINK))
            continue
        in_list = (match := _cue().match(line)) is not None and match.end() == len(line)
        borders = sorted(_cued(line) + _glued(text, segment))
        found.extend(cut(text, segment, _parts(segment, line, borders)) if borders else [segment])
    return found


def _parts(segment: Segment, line: str, links: list[Span]) -> list[tuple[int, BlockKind | None]]:
    offset = segment.span.start
    parts: list[tuple[int, BlockKind | None]] = []
    at = 0
    for link in links:
        if link.start < at:
            continue
        kind = BlockKind.DATELINE if is_dateline(link.of(line).rstrip()) else BlockKind.LINK
        parts += [(offset + at, None), (offset + link.start, kind)]
        at = link.end
    return [*parts, (offset + at, None)]


def _cued(line: str) -> list[Span]:
    """Link titles after a cue: to the glued sentence, else to the end of the title's sentence or line."""
    found = []
    for match in islice(_cue().finditer(line), _MOST_CUES):
        window = line[match.end() : match.end() + _LONGEST_TITLE]
        sentences = split_sentences(window)
        title = sentences[0].of(window) if sentences else ""
        glue = _opener_at(title, minimum=2)
        end = glue if glue is not None else (sentences[0].end if sentences else 0)
        found.append(Span(match.start(), match.end() + end))
    return found


def _glued(text: str, segment: Segment) -> list[Span]:
    line = segment.span.of(text)
    if not _suspicious().search(line):
        return []
    sentences = split_sentences(line)
    if len(sentences) < 2:
        return []
    found = []
    for sentence in sentences:
        if sentence.end - sentence.start > _LONGEST_SENTENCE:
            continue
        phrase = sentence.of(line)
        at = segment.span.start + sentence.start
        glue = _title_end(phrase, text[max(0, at - _NEIGHBOURHOOD) : at + _NEIGHBOURHOOD])
        if glue is not None:
            found.append(Span(sentence.start, sentence.start + glue))
    return found


def _title_end(phrase: str, around: str) -> int | None:
    """Where the title glued before a sentence ends, None if there is none."""
    colon = _TITLE_COLON.match(phrase) is not None
    first = phrase.split(maxsplit=1)[0].strip('"„“»«,')
    if first in words().starters and not colon:
        return None
    glue = _opener_at(phrase, minimum=_FEWEST)
    if glue is None and colon:
        glue = _name_at(phrase, around)
    return glue


def _opener_at(phrase: str, *, minimum: int) -> int | None:
    """Offset of a sentence's first word in mid phrase, its capital explained by nothing but a glued title."""
    tokens = list(_TOKEN.finditer(phrase))
    for number in range(minimum, min(len(tokens) - _FEWEST_AFTER + 1, _MOST + 1)):
        token, before = tokens[number], tokens[number - 1].group()
        if token.group() not in cues().glue_openers or not (before[-1].isalnum() or before[-1] in _MAY_END):
            continue
        if before in cues().named_works or before.endswith(
            tuple(work.lower() for work in cues().named_works)
        ):
            continue
        if before in cues().glue_blockers or " ".join(_two(tokens, number)) in cues().names_with_article:
            continue
        if before.lower() in words().article_before_ordinal or not _closed(phrase[: token.start()]):
            continue
        if any(part.group()[0].islower() for part in tokens[number + 1 : number + 6]):
            return token.start()
    return None


def _two(tokens: list[re.Match[str]], number: int) -> list[str]:
    return [token.group().strip(".,;:!?") for token in tokens[number : number + 2]]


def _name_at(phrase: str, around: str) -> int | None:
    """After a title with a colon: a name that the text uses elsewhere too, then a verb of saying or doing."""
    tokens = list(_TOKEN.finditer(phrase))
    for number in range(_FEWEST, min(len(tokens) - _FEWEST_AFTER + 1, _MOST + 1)):
        before, name, verb = (tokens[at].group() for at in (number - 1, number, number + 1))
        if verb not in cues().verbs_of_saying or not (name[:1].isupper() and name.isalpha()):
            continue
        if not (before[:1].isupper() and before.isalpha()) or before in cues().titles_of_persons:
            continue
        if not _closed(phrase[: tokens[number].start()]) or around.count(f"{before} {name}") > 1:
            continue
        if around.count(name) - around.count(f"{before} {name}") >= 2:
            return tokens[number].start()
    return None


def _closed(left: str) -> bool:
    """No quotation or bracket is open: inside one a capital may stand for other reasons."""
    plain = left.count('"')
    opened = left.count("„") + left.count("»")
    closed = left.count("“") + left.count("”") + left.count("«")
    if opened > closed:
        return opened == closed + plain  # „ closed by the typewriter's mark
    return plain % 2 == 0 and left.count("(") <= left.count(")")
