"""Readable German names of actor codes: ``KOR GOV`` -> ``Südkorea · Regierung``."""

import json
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from babel import Locale
from babel.core import get_global


@cache
def _words() -> dict[str, dict[str, str]]:
    words: dict[str, dict[str, str]] = json.loads(
        files("lagebild.server").joinpath("labels.json").read_text("utf-8")
    )
    return words


@cache
def country_label(code: str) -> str:
    """Name of the first part of an actor code; the code itself where nobody knows a name."""
    words = _words()
    own = words["countries"].get(code) or words["organisations"].get(code)
    if own:
        return own
    # CLDR lists ISO 3166-1 alpha-3 codes as aliases of the alpha-2 codes that its names hang on.
    alpha2 = get_global("territory_aliases").get(code, [code])
    if len(code) != 3 or len(alpha2) != 1:
        return code
    return str(Locale("de").territories.get(alpha2[0], code))


@cache
def actor_label(code: str) -> str:
    """Name of a whole actor code, parts joined by a middle dot."""
    country, *sectors = code.split()
    names = [country_label(country), *(_words()["sectors"].get(s, s) for s in sectors)]
    return " · ".join(names)


def labels(codes: Iterable[str | None]) -> dict[str, str]:
    """Every code among ``codes`` with its name, sorted by code."""
    return {code: actor_label(code) for code in sorted({c for c in codes if c and c.strip()})}
