"""How much the registry knows of offices, and whether it agrees with another source.

    python eval/offices.py [PHOENIX]

Prints the dated holdings since 1990 and, for the four core offices, the share of states that have a holder on 1 June of
a year. With the Phoenix country actors (``../shared/reference/phoenix_countries_actors.txt``, to 2014) also how many of
the government members known to both have the same country there, and in office then.
"""

import sys
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

from lagebild.reference.names import key_of
from lagebild.reference.registers import CORE_OFFICES
from lagebild.reference.registry import Registry, default_registry

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "training"))

from build_reference import entries, german, load_rules, title_case  # noqa: E402 - found by the line above

YEARS = (1990, 2000, 2010, 2020, 2026)


def states(registry: Registry) -> list[str]:
    """Codes of today's states: those in the Correlates of War list that have not ended."""
    return [r["code"] for r in registry.rows("states.csv") if r["cow_number"] and not r["to"]]


def covered(registry: Registry, kind: str, year: int) -> float:
    """Share of today's states with a holder of an office on 1 June."""
    codes = states(registry)
    return sum(bool(registry.offices.who(kind, c, date(year, 6, 1))) for c in codes) / len(codes)


def agreement(registry: Registry, source: Path) -> Counter[str]:
    """Government members of ``source`` by what the registry says of them in the middle of their time."""
    _, groups = load_rules()
    people = {key_of(n): p for p in registry.people for n in (p.name, *p.aliases) if " " in n}
    found: Counter[str] = Counter()
    for upper, holdings in entries(source):
        for country, sector, start, end in holdings:
            if sector != "GOV" or not start or start > end:
                continue
            original = title_case(upper)
            spelt = german(original, groups[country]) if country in groups else original
            person = people.get(key_of(original)) or people.get(key_of(spelt))
            if person is None:
                continue
            first, last = date.fromisoformat(start), date.fromisoformat(end)
            on = first + timedelta(days=(last - first).days // 2)
            mine = [h for h in person.holdings if h.code.startswith(country)]
            found["same country" if mine else "other country"] += 1
            found["in office then"] += any(h.covers(on) for h in mine)
    return found


def main() -> None:
    registry = default_registry()
    since = [h for p in registry.people for h in p.holdings if h.end is None or h.end.year >= 1990]
    print(f"{len(since)} holdings since 1990, {len(states(registry))} states")
    for kind in CORE_OFFICES:
        print(f"{kind:20s}" + "".join(f"  {year} {covered(registry, kind, year):.2f}" for year in YEARS))
    if len(sys.argv) > 1:
        found = agreement(registry, Path(sys.argv[1]))
        n = found["same country"] + found["other country"]
        print(f"Phoenix: {n} holdings of people known to both, country {found['same country'] / n:.3f}, "
              f"in office then {found['in office then'] / n:.3f}")  # fmt: skip


if __name__ == "__main__":
    main()
