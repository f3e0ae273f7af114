"""Readable names of actor codes in German or English: ``KOR GOV`` -> ``Südkorea · Regierung``."""

import json
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.resources import files

from babel import Locale
from babel.core import get_global

from lagebild.reference.names import key_of
from lagebild.reference.registry import default_registry
from lagebild.server.languages import DEFAULT, LANGUAGES, language

MOST_NAMES = 10_000
"""Names whose meaning is remembered."""


@cache
def _words() -> dict[str, dict[str, dict[str, str]]]:
    """Kind of code -> code -> language -> name."""
    words: dict[str, dict[str, dict[str, str]]] = json.loads(
        files("lagebild.server").joinpath("labels.json").read_text("utf-8")
    )
    return words


@cache
def country_label(code: str, language: str = DEFAULT) -> str:
    """Name of the first part of an actor code; the code itself where nobody knows a name."""
    words = _words()
    own = words["countries"].get(code) or words["organisations"].get(code)
    if own:
        return own[language]
    # CLDR lists ISO 3166-1 alpha-3 codes as aliases of the alpha-2 codes that its names hang on.
    alpha2 = get_global("territory_aliases").get(code, [code])
    if len(code) != 3 or len(alpha2) != 1:
        return code
    return str(Locale(language).territories.get(alpha2[0], code))


@cache
def actor_label(code: str, language: str = DEFAULT) -> str:
    """Name of a whole actor code, parts joined by a middle dot."""
    country, *sectors = code.split()
    names = [country_label(country, language)]
    for sector in sectors:
        own = _words()["sectors"].get(sector)
        names.append(own[language] if own else sector)
    return " · ".join(names)


def every_name(code: str) -> tuple[str, ...]:
    """What the code of an actor or of a sector is called in each language."""
    sector = _words()["sectors"].get(code)
    return tuple(sector.values()) if sector else tuple(actor_label(code, each) for each in LANGUAGES)


@lru_cache(maxsize=MOST_NAMES)
def own_name(code: str, name: str | None) -> str | None:
    """``name`` if it says more than the code; a German name of the state or organisation itself is left out."""
    if not name:
        return None
    country = code.split(" ")[0]
    names = (country, country_label(country), actor_label(code))
    meanings = default_registry().names
    same = {meaning for one in names for meaning in meanings.get(key_of(one), ())}
    key = key_of(name)
    meant = meanings.get(key) or meanings.get(key.removesuffix("s"), ())
    return None if name in names or not same.isdisjoint(meant) else name


def labels(codes: Iterable[str | None]) -> dict[str, str]:
    """Every code among ``codes`` with its name in the language of the request, sorted by code."""
    asked = language()
    return {code: actor_label(code, asked) for code in sorted({c for c in codes if c and c.strip()})}
