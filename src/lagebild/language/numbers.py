"""German figures and number words with the bounds that the wording sets: ``fast neun Milliarden``."""

import json
import re
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from lagebild.records import Span

_WORDS = json.loads(files("lagebild.language").joinpath("data/numbers.json").read_text("utf-8"))
_UNITS: dict[str, int] = _WORDS["units"]
_TENS: dict[str, int] = _WORDS["tens"]
_HALVES: dict[str, float] = _WORDS["halves"]
_MULTIPLIERS: dict[str, float] = _WORDS["multipliers"]
_PLURALS: dict[str, float] = _WORDS["plurals"]
_HALF_WORDS = frozenset(_WORDS["half_words"])
_ARTICLES = frozenset({"ein", "eine", "einen", "einem", "einer", "eines"})
_BOUNDS = ("lower_bound", "upper_bound", "approximate")
_QUALIFIERS: dict[str, str] = {phrase: kind for kind in _BOUNDS for phrase in _WORDS[kind]}

_FIGURE = r"\d{1,3}(?:[.'’\u00a0\u202f ]\d{3})+(?!\d)(?:,\d+)?|\d+(?:,\d+)?"
_TOKEN = re.compile(rf"(?P<figure>{_FIGURE})|(?P<word>[A-Za-zÄÖÜäöüß]+)|(?P<mark>[-–—.,;:()%])")
_COMPOUND = re.compile(r"(?:(.*?)tausend(?:und)?)?(?:(.*?)hundert(?:und)?)?(.*)")
_COUNTED = frozenset({"hundert", "tausend", "dutzend"})
_RANGE_WORDS = frozenset({"bis", "-", "–", "—"})
_SUFFIXES = (("tausend", 1000.0), ("hundert", 100.0))
_LONGEST_NUMBER_WORD = 60  # above it no German number word is meant, and the search stays linear


@dataclass(frozen=True, slots=True)
class NumberExpression:
    """A quantity. ``low`` and ``high`` bound it; None where the wording leaves that side open."""

    span: Span
    value: float
    low: float | None
    high: float | None

    @property
    def exact(self) -> bool:
        return self.low == self.high


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    lower: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Value:
    number: float
    end: int  # position of the token behind it
    factor: float  # the multiplier it was written with, 1 if none
    open: bool = False  # ``Hunderte``: a lower bound only


def find_numbers(text: str, *, articles: bool = False) -> list[NumberExpression]:
    """Every quantity in ``text``, left to right. With ``articles``, ``ein`` and ``eine`` count as 1 too."""
    tokens = [_Token(m[0], m[0].lower(), m.start(), m.end()) for m in _TOKEN.finditer(text)]
    found: list[NumberExpression] = []
    position = 0
    while position < len(tokens):
        parsed = _quantity(tokens, position, articles)
        if parsed is None:
            position += 1
        else:
            found.append(parsed[0])
            position = parsed[1]
    return found


@lru_cache(maxsize=8192)
def parse_number(word: str) -> float | None:
    """The number that one figure (``20.000``, ``3,5``) or number word (``zweihundertfünfzig``) writes."""
    if word[:1].isdigit():
        cleaned = re.sub(r"[.'’\u00a0\u202f ](?=\d{3})", "", word).replace(",", ".")
        return float(cleaned) if re.fullmatch(r"\d+(\.\d+)?", cleaned) else None
    lower = word.lower()
    if lower in _HALVES:
        return _HALVES[lower]
    if not lower or len(lower) > _LONGEST_NUMBER_WORD:
        return None
    match = _COMPOUND.fullmatch(lower)
    if match is None:
        return None
    thousands, hundreds, rest = match.groups()
    parts = (
        (1000, 0 if thousands is None else parse_number(thousands) if thousands else 1),
        (100, 0 if hundreds is None else _below_hundred(hundreds) if hundreds else 1),
        (1, _below_hundred(rest) if rest else 0 if thousands is not None or hundreds is not None else None),
    )
    total = 0.0
    for scale, part in parts:
        if part is None:
            return None
        total += scale * part
    return total


def _below_hundred(word: str) -> int | None:
    if word in _UNITS:
        return _UNITS[word]
    if word in _TENS:
        return _TENS[word]
    one, joint, ten = word.partition("und")
    if joint and ten in _TENS and 0 < _UNITS.get(one, 0) < 10:
        return _TENS[ten] + _UNITS[one]
    return None


def _quantity(tokens: list[_Token], at: int, articles: bool) -> tuple[NumberExpression, int] | None:
    """Qualifier, number, perhaps ``bis`` and a second number."""
    bound, number_at = _qualifier(tokens, at)
    first = _value(tokens, number_at, articles)
    if first is None:
        return None
    second = _range_end(tokens, first.end)
    last = second or first
    span = Span(tokens[at].start, tokens[last.end - 1].end)
    if second is not None:
        low = first.number * (second.factor if first.factor == 1 else 1)
        if low < second.number:
            return NumberExpression(span, second.number, low, second.number), second.end
        last, span = first, Span(span.start, tokens[first.end - 1].end)
    number = first.number
    low_bound = number if bound in (None, "lower_bound") else None
    high_bound = number if bound in (None, "upper_bound") and not first.open else None
    return NumberExpression(span, number, low_bound, high_bound), last.end


def _qualifier(tokens: list[_Token], at: int) -> tuple[str | None, int]:
    for size in (3, 2, 1):
        if at + size < len(tokens):
            phrase = " ".join(token.lower for token in tokens[at : at + size])
            if phrase in _QUALIFIERS:
                return _QUALIFIERS[phrase], at + size
    return None, at


def _value(tokens: list[_Token], at: int, articles: bool) -> _Value | None:
    if at >= len(tokens):
        return None
    lower = tokens[at].lower
    factor = _MULTIPLIERS.get(tokens[at + 1].lower, 1.0) if at + 1 < len(tokens) else 1.0
    if lower in _ARTICLES and factor == 1:
        scaled = _value(tokens, at + 1, False) if at + 1 < len(tokens) else None
        if scaled is not None and (scaled.factor != 1 or tokens[at + 1].lower in _HALF_WORDS):
            return scaled
        return _Value(1.0, at + 1, 1.0) if articles else None
    if lower in _HALF_WORDS:
        if factor != 1:
            return _Value(0.5 * factor, at + 2, factor)
        return _Value(0.5, at + 1, 1.0) if articles else None
    if lower in _PLURALS:
        return _Value(_PLURALS[lower], at + 1, _PLURALS[lower], open=True)
    if lower in _COUNTED or (lower in _MULTIPLIERS and at == 0):
        own = _MULTIPLIERS[lower]  # ``hundert Millionen`` multiplies, ``tausend`` stands alone
        return _Value(own * factor, at + 1 + (factor != 1), own * factor)
    number = parse_number(tokens[at].text)
    if number is None:
        return None
    if factor != 1:
        return _Value(number * factor, at + 2, factor)
    return _Value(number, at + 1, next((n for word, n in _SUFFIXES if lower.endswith(word)), 1.0))


def _range_end(tokens: list[_Token], at: int) -> _Value | None:
    """The second number of ``zwei bis drei``, ``drei- bis viertausend``, ``30–35``."""
    start = at
    while at < len(tokens) and at - start < 2 and tokens[at].lower in _RANGE_WORDS:
        at += 1
    return _value(tokens, at, False) if at > start else None
