"""Whether a folder of registry files is sound: cells, overlapping holdings, cycles of names and of members."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path

from lagebild.reference import codebook
from lagebild.reference.names import key_of
from lagebild.reference.offices import OfficeTitles
from lagebild.reference.registry import DATA, Registry
from lagebild.reference.tables import TABLES, Fault, Row, faults_of_cells, numbered_rows, split

Numbered = list[tuple[int, Row]]


def faults_in(folder: Path, registry: Registry) -> list[Fault]:
    """Everything wrong in the registry files of ``folder``, which may speak of what ``registry`` knows."""
    if not folder.is_dir():
        return [Fault(str(folder), 0, "no such folder", "make it or name another as LAGEBILD_REGISTRY")]
    tables: dict[str, Numbered] = {}
    found: list[Fault] = []
    for path in sorted(folder.glob("*.csv")):
        if path.name not in TABLES or (TABLES[path.name].ours_alone and folder != DATA):
            known = ", ".join(name for name, table in TABLES.items() if not table.ours_alone)
            found.append(Fault(path.name, 0, "no file of the registry", f"name it one of {known}"))
            continue
        tables[path.name], faults = numbered_rows(path, TABLES[path.name])
        found += faults
    own = {row["code"] for _, row in tables.get("states.csv", [])}
    states = {row["code"] for row in registry.rows("states.csv")}
    countries = frozenset(states) | own | codebook.organisations()
    for file, rows in tables.items():
        for line, row in rows:
            found += faults_of_cells(file, line, row, TABLES[file], countries, codebook.sectors())
    if found:  # what follows reads the cells
        return found
    found += overlapping(tables.get("people.csv", []), registry.office_titles)
    for file in ("organisations.csv", "frameworks.csv", "groups.csv"):
        found += cycles_of_names(file, tables.get(file, []))
    found += cycles_of_members(_with_ours(tables.get("groups.csv", []), registry))
    own_groups = {
        key_of(name)
        for _, row in tables.get("groups.csv", [])
        for name in (row["name"], *split(row["aliases"]))
    }
    for file in ("frameworks.csv", "groups.csv"):
        found += unknown_groups(file, tables.get(file, []), own_groups, registry)
    return found


def _with_ours(rows: Numbered, registry: Registry) -> Numbered:
    """A user's groups and those of ours that stay; line 0 is ours."""
    own = {row["name"] for _, row in rows}
    return (
        [*rows, *((0, row) for row in registry.rows("groups.csv") if row["name"] not in own)] if rows else []
    )


def unknown_groups(file: str, rows: Numbered, own: Collection[str], registry: Registry) -> Iterator[Fault]:
    """Members given as ``@NAME`` where no group has that name."""
    for line, row in rows:
        for item in split(row["members"]):
            name = item.strip()[1:].split(" ")[0]
            if (
                item.strip().startswith("@")
                and key_of(name) not in own
                and not registry.frameworks.group(name)
            ):
                yield Fault(file, line, f"no group {name}", "add it to groups.csv or list its members")


def overlapping(rows: Numbered, titles: OfficeTitles) -> Iterator[Fault]:
    """Holdings of one office at the same time: by one person, or by two where there is one seat.

    Dates are compared as far as both go: who leaves in ``2010-03`` and who comes on ``2010-03-14`` do not overlap.
    """
    held: dict[tuple[str, ...], Numbered] = defaultdict(list)
    for line, row in rows:
        office = titles.key(row["office"])
        if not office or row["mark"] == "designated":
            continue
        held[row["code"], office, row["name"]].append((line, row))
        if titles.is_single(office) and row["code"].endswith(" GOV"):
            held[row["code"], office].append((line, row))
    seen = set()
    for entries in held.values():
        entries.sort(key=lambda entry: entry[1]["from"])
        latest: tuple[int, Row] | None = None
        for line, row in entries:
            if latest is not None and _before(row["from"], latest[1]["to"]) and line not in seen:
                seen.add(line)
                other = f"{latest[1]['name']} (line {latest[0]})"
                problem = f"{row['name']} holds {row['office']} while {other} still does"
                yield Fault(
                    "people.csv", line, problem, "end the earlier holding or begin the later one after it"
                )
            if latest is None or _before(latest[1]["to"], row["to"]):
                latest = line, row


def _before(start: str, end: str) -> bool:
    """Whether ``start`` is earlier than ``end``; an empty end never comes."""
    if not end:
        return True
    size = min(len(start), len(end))
    return bool(size) and start[:size] < end[:size]


def cycles_of_names(file: str, rows: Numbered) -> Iterator[Fault]:
    """Names that are each other's aliases, so that nobody can tell which is meant."""
    lines = {key_of(row["name"]): line for line, row in rows}
    edges = {
        key_of(row["name"]): [
            k for a in split(row["aliases"]) if (k := key_of(a)) in lines and k != key_of(row["name"])
        ]
        for _, row in rows
    }
    for circle in _circles(edges):
        problem = f"a cycle of aliases: {' -> '.join(circle)}"
        yield Fault(file, lines[circle[0]], problem, "leave the alias out in one of these rows")


def cycles_of_members(rows: Numbered) -> Iterator[Fault]:
    """Groups that are members of themselves by way of ``@``."""
    names = {key_of(name): (line, key_of(row["name"])) for line, row in rows
             for name in (row["name"], *split(row["aliases"]))}  # fmt: skip
    edges = {
        key_of(row["name"]): [
            names[key][1]
            for item in split(row["members"])
            if item.startswith("@") and (key := key_of(item[1:].split(" ")[0])) in names
        ]
        for _, row in rows
    }
    for circle in _circles(edges):
        problem = f"a cycle of members: {' -> '.join(circle)}"
        yield Fault("groups.csv", names[circle[0]][0], problem, "list the states in one of these rows")


def _circles(edges: Mapping[str, Iterable[str]]) -> Iterator[list[str]]:
    """Every circle once, found depth first."""
    done: set[str] = set()
    for start in edges:
        if start in done:
            continue
        path: list[str] = [start]
        waiting = [iter(edges[start])]
        while waiting:
            following = next(waiting[-1], None)
            if following is None:
                done.add(path.pop())
                waiting.pop()
            elif following in path:
                yield [*path[path.index(following) :], following]
            elif following not in done:
                path.append(following)
                waiting.append(iter(edges.get(following, ())))
