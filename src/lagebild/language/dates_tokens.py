"""Words of a text as time tokens: one letter says what kind of time word each is, so that rules are short
patterns.

Letters: ``D`` numeric date, ``C`` clock figures, ``Y`` year, ``N`` number, ``O`` ordinal, ``M`` month,
``W`` weekday,
``P`` part of day, ``S`` season, ``H`` holiday, ``T`` day unit, ``k`` weekend, ``R`` year unit, ``u`` other
unit, ``U`` Uhr, ``p`` past
adjective, ``f`` next, ``t`` this, ``s`` the same, ``g`` today and its kin, ``a`` adverb of day part, ``v``
phase,
``c`` eve and its kin (Vortag), ``x`` year's end and its kin, ``J`` decade, ``l`` later, ``e`` earlier,
``q`` some,
``~`` about, ``r`` reference (derzeit), ``G`` frequency, ``I`` long duration (jahrelang),
``E`` lasting (dreitägig), ``y`` this year (heuer), the
function words of ``dates.json``, ``.`` any other word. Marks stand for themselves.
"""

import json
import re
from functools import lru_cache
from importlib.resources import files
from typing import Any, NamedTuple

from lagebild.language.numbers import parse_number

CALENDAR: dict[str, Any] = json.loads(
    files("lagebild.language").joinpath("data/dates.json").read_text("utf-8")
)

_SHORT_MONTHS = "|".join(word.capitalize() for word in CALENDAR["month_abbreviations"])
_TOKEN = re.compile(
    r"(?P<D>\d{4}-\d{2}-\d{2}(?!\d)|\d{1,2}\.\s?\d{1,2}\.(?:\s?\d{4}|\d{2})?(?!\d))"
    r"|(?P<C>\d{1,2}[.:]\d{2}(?=\s?Uhr)|\d{1,2}:\d{2}(?!\d))"
    r"|(?P<J>\d{2,4}er(?:[- ]?[Jj]ahren?)?(?!\w))"
    r"|(?P<O>\d{1,2}\.(?!\d))"
    r"|(?P<N>\d{1,3}(?:[.'’]\d{3})+(?:,\d+)?|\d+(?:,\d+)?)"
    rf"|(?P<M>(?:{_SHORT_MONTHS})\.)"
    r"|(?P<w>[^\W\d_]+(?:['’][^\W\d_]+)?)"
    r"|(?P<m>[-–—/,;.:!?()])"
)
_MARKS = {"–": "-", "—": "-"}
_UNIT_LETTERS = {"day": "T", "year": "R", "weekend": "k"}
_LASTING = re.compile(rf"(.+?)({'|'.join(CALENDAR['adjective_units'])})(?:e[mnrs]?)?")
_CAPITAL_ONLY = frozenset("MWPSHTRuvcx")
FIRST_YEAR, LAST_YEAR = 1000, 2150  # four figures outside it are amounts


class TimeToken(NamedTuple):
    """One token; a named tuple because a text has hundreds of them."""

    letter: str
    payload: Any
    start: int
    end: int
    text: str


def tokenize(text: str) -> tuple[list[TimeToken], str]:
    """The tokens and their letters as one string of the same length."""
    tokens: list[TimeToken] = []
    for match in _TOKEN.finditer(text):
        kind, word = match.lastgroup, match[0]
        if kind == "w":
            letter, payload = _word(word)
        elif kind == "m":
            letter, payload = _MARKS.get(word, word), None
            letter = "." if letter in "~" else letter
        else:
            letter, payload = _figure(str(kind), word)
        tokens.append(TimeToken(letter, payload, match.start(), match.end(), word))
    return tokens, "".join(token.letter for token in tokens)


def _figure(kind: str, word: str) -> tuple[str, Any]:
    if kind == "D":
        parts = [int(part) for part in re.findall(r"\d+", word)]
        if "-" in word:
            return "D", (parts[0], parts[1], parts[2])
        return "D", (parts[2] if len(parts) > 2 else None, parts[1], parts[0])
    if kind == "M":
        return "M", CALENDAR["month_abbreviations"][word[:-1].lower()]
    if kind == "O":
        return "O", int(word[:-1])
    if kind == "J":
        number = int(re.match(r"\d+", word)[0])  # type: ignore[index]
        return "J", number
    if kind == "N":
        if len(word) == 4 and word.isdigit() and FIRST_YEAR <= int(word) <= LAST_YEAR:
            return "Y", int(word)
        return "N", parse_number(word)
    return kind, word


@lru_cache(maxsize=65536)
def _word(word: str) -> tuple[str, Any]:
    lower = word.lower()
    if word in CALENDAR["roman"] and len(word) > 1:
        return "O", CALENDAR["roman"][word]
    if word == "Morgen":
        return "P", "MO"
    for letter, key in _TABLES:
        table = CALENDAR[key]
        if lower in table:
            if letter in _CAPITAL_ONLY and word[0].islower() and lower not in {"tags", "nächtens"}:
                continue
            payload = table[lower] if isinstance(table, dict) else lower
            return _UNIT_LETTERS.get(str(payload), letter) if letter == "u" else letter, payload
    if lower in CALENDAR["words"]:
        return CALENDAR["words"][lower], lower
    if lower in _ADJECTIVES:
        return _ADJECTIVES[lower]
    if word[0].isupper():
        weekday = _weekday(lower)
        if weekday is not None:
            return "W", weekday
    number = parse_number(lower)
    if number is not None:
        return "N", number
    lasting = _LASTING.fullmatch(word)
    if lasting and (count := parse_number(lasting[1])) is not None:
        return "E", (count, CALENDAR["adjective_units"][lasting[2]])
    return ".", None


def _weekday(lower: str) -> tuple[int, str | None] | None:
    """``Montag``, ``Montags``, ``Montagabend``, ``Freitagnachmittag``."""
    for name, number in CALENDAR["weekdays"].items():
        if lower.startswith(name):
            rest = lower[len(name) :]
            if rest in {"", "s"}:
                return number, None
            part = CALENDAR["dayparts"].get(rest) or CALENDAR["dayparts"].get(rest.removesuffix("s"))
            return (number, part) if part else None
    return None


_TABLES = (
    ("M", "months"), ("g", "deictic_days"), ("y", "deictic_years"), ("a", "daypart_adverbs"),
    ("c", "anaphoric"), ("P", "dayparts"), ("S", "seasons"), ("u", "units"),
    ("x", "phase_compounds"), ("v", "phases"), ("J", "decades"), ("H", "holidays"),
    ("q", "quantities"), ("l", "later"), ("e", "earlier"), ("G", "frequency"),
    ("r", "references"), ("I", "duration_words"), ("d", "articles"), ("~", "approximators"),
)  # fmt: skip


def _adjectives() -> dict[str, tuple[str, Any]]:
    table: dict[str, tuple[str, Any]] = {}
    for letter, key in (("p", "past"), ("f", "next"), ("t", "this"), ("s", "same")):
        for stem in CALENDAR[key]:
            step = 2 if stem in {"vorletzt", "übernächst"} else 1
            table |= {
                stem + ending: (letter, step) for ending in CALENDAR["endings"] if ending or letter in "t"
            }
    for stem, number in CALENDAR["ordinals"].items():
        table |= {stem + ending: ("O", number) for ending in ("e", "en", "er", "es", "em")}
    return table


_ADJECTIVES = _adjectives()
