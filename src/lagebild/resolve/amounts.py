"""Amounts as the codebook writes them: ``fast neun Milliarden Dollar`` -> ``9e9 USD``, ``30 Soldaten`` ->
``30``."""

import json
import re
from functools import lru_cache
from importlib.resources import files

from lagebild.language.numbers import NumberExpression, find_numbers, parse_number

_DATA = json.loads(files("lagebild.language").joinpath("data/units.json").read_text("utf-8"))
_UNITS: dict[str, str] = _DATA["units"]
_NATIONAL: dict[str, str] = _DATA["dollars"]
_SHARES: dict[str, float] = _DATA["shares"]
_LASTING = re.compile(rf"(\w+?)({'|'.join(_DATA['lasting'])})(?:e[mnrs]?)?", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*|[%€$]")
_BETWEEN = re.compile(r"\bzwischen\b.+\bund\b|\w\s+oder\s+\w", re.IGNORECASE)
_ORDINAL = re.compile(r"(\w+?)(?:s?te[nrsm]?|es)\b|(\w+)mal\b", re.IGNORECASE)
_IN_COMPOUND = re.compile(r"(\w+)-(Million|Milliarde|Billion)(?:en|n)?-", re.IGNORECASE)
_WRITTEN_OUT = 1e6  # from here on the corpus writes powers of ten


@lru_cache(maxsize=8192)
def resolve_amount(text: str) -> str | None:
    """Number and unit of an amount; counted things carry no unit, a range is ``low/high``. None if no
    number."""
    text = _IN_COMPOUND.sub(r"\1 \2 ", text)  # ``Fünf-Milliarden-Kredit``
    numbers = find_numbers(text, articles=True)
    share = _share(text, numbers)
    if share is not None:
        return share
    if not numbers:
        return _inside_a_word(text)
    first = _first_meant(numbers)
    unit = _unit(text[first.span.end :])
    return _write(first, unit)


def bound_of(text: str) -> str | None:
    """How the wording bounds the number: ``about``, ``at_least``, ``at_most``, ``range``; None if it is exact.

    ``rund ein Dutzend`` is about twelve, ``fast neun Milliarden`` at most, ``mehr als 100.000`` and ``hunderte`` at
    least.
    """
    numbers = find_numbers(text, articles=True)
    if not numbers:
        return None
    if len(numbers) > 1 and _BETWEEN.search(text):
        return "range"
    number = _first_meant(numbers)
    if number.low is None:
        return "about" if number.high is None else "at_most"
    if number.high is None:
        return "at_least"
    return None if number.exact else "range"


def _first_meant(numbers: list[NumberExpression]) -> NumberExpression:
    """The first number; ``ein`` counts only where there is no other."""
    return next((number for number in numbers if number.value != 1 or not number.exact), numbers[0])


def _write(number: NumberExpression, unit: str | None) -> str:
    value = _figure(number.value)
    if number.low is not None and number.high is not None and number.low != number.high:
        value = f"{_figure(number.low)}/{_figure(number.high)}"
    return f"{value} {unit}" if unit else value


def _figure(value: float) -> str:
    if value < _WRITTEN_OUT:
        return f"{value:.10g}"
    mantissa, _, exponent = f"{value:.9e}".partition("e")
    return f"{mantissa.rstrip('0').rstrip('.')}e{int(exponent)}"


def _unit(rest: str) -> str | None:
    """The unit that follows at once or behind one adjective (``kanadische Dollar``)."""
    words = _WORD.findall(rest[:60])[:2]
    for at, word in enumerate(words):
        unit = _UNITS.get(word.lower())
        if unit is not None:
            before = words[at - 1].lower() if at else ""
            return next((code for stem, code in _NATIONAL.items() if before.startswith(stem)), unit)
        if word[0].isupper():
            return None
    return None


def _share(text: str, numbers: list[NumberExpression]) -> str | None:
    """``die Hälfte``, ``zwei Drittel``."""
    for word in _WORD.findall(text):
        percent = _SHARES.get(word.lower())
        if percent is not None:
            count = numbers[0].value if numbers else 1
            return f"{round(percent * count):g} %" if percent == 33.3 else f"{percent * count:g} %"
    return None


def _inside_a_word(text: str) -> str | None:
    """``dreitägig``, ``zum fünften Mal``, ``zweimal``."""
    lasting = _LASTING.search(text)
    if lasting:
        count = 0.5 if lasting[1].lower() == "halb" else parse_number(lasting[1])
        return f"{count:g} {_DATA['lasting'][lasting[2].lower()]}" if count is not None else None
    for match in _ORDINAL.finditer(text):
        stem = (match[1] or match[2]).lower()
        count = parse_number({"ers": "eins", "drit": "drei", "sieb": "sieben", "ach": "acht"}.get(stem, stem))
        if count is not None:
            return f"{count:g}"
    return None
