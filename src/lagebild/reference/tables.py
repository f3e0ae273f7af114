"""The registry's files: their columns, how they are read, and what is wrong with one.

The same rules hold for the files of the package and for those of a user. Lists in a cell are divided by ``|``;
lines that begin with ``#`` are remarks.
"""

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from lagebild.errors import RegistryError

Row = dict[str, str]

_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
_CODE = re.compile(r"([A-Z0-9]{2,8})( [A-Z]{3})?")
_MEMBER = re.compile(rf"(?P<who>@[\w+/-]+|-?[A-Z0-9]{{2,8}})( ({_DATE.pattern})?\.\.({_DATE.pattern})?)?")
_SHOWN = 20  # faults of one error; more are counted


@dataclass(frozen=True, slots=True)
class Column:
    """``form``: text, names, code (``KOR GOV``), country, sector, date,
    whole, number, members, or the allowed words by ``|``."""

    name: str
    form: str = "text"
    required: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """``key`` is the column by which a user's rows take the place of ours; None: they are added. A user has no table
    that is ``ours_alone``."""

    columns: tuple[Column, ...]
    key: str | None
    ours_alone: bool = False

    @property
    def header(self) -> list[str]:
        return [column.name for column in self.columns]


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """What is wrong in a line of a file, and what to do."""

    file: str
    line: int
    problem: str
    remedy: str

    def __str__(self) -> str:
        where = f"{self.file}, line {self.line}" if self.line else self.file
        return f"{where}: {self.problem}; {self.remedy}"


KINDS_OF_FRAMEWORK = (
    "treaty|resolution|format|initiative|alliance|sanctions|operation|peace_process|exercise|law|document"
)
_NAME, _ALIASES = Column("name", required=True), Column("aliases", "names")
_CODE_COLUMN = Column("code", "code", required=True)
_SPAN = (Column("from", "date"), Column("to", "date"))
_OFFICE = (_NAME, _ALIASES, _CODE_COLUMN, *_SPAN, Column("office"))

TABLES: dict[str, Table] = {
    "states.csv": Table(
        (
            Column("code", "text", required=True),
            Column("iso2"),
            Column("cow"),
            Column("cow_number", "whole"),
            Column("names", "names"),
            Column("adjectives", "names"),
            Column("people", "names"),
            Column("seats", "names"),
            *_SPAN,
        ),
        "code",
    ),
    "cities.csv": Table((Column("code", "country", True), Column("names", "names", True)), None),
    "organisations.csv": Table((_NAME, _ALIASES, _CODE_COLUMN, *_SPAN), "name"),
    "groups.csv": Table(
        (_NAME, _ALIASES, Column("code", "code"), *_SPAN, Column("members", "members", True)), "name"
    ),
    "people.csv": Table((*_OFFICE, Column("mark", "acting|designated")), "name"),
    "people_bulk.csv": Table(_OFFICE, "name", ours_alone=True),
    "offices.csv": Table(
        (Column("kind", required=True), Column("holders", "one|many", True), Column("titles", "names", True)),
        "kind",
    ),
    "titles.csv": Table(
        (
            Column("stem", required=True),
            Column("sector", "sector"),
            Column("kind", "office|rep|weak|state|org", True),
        ),
        "stem",
    ),
    "frameworks.csv": Table(
        (
            _NAME,
            _ALIASES,
            Column("kind", KINDS_OF_FRAMEWORK, True),
            *_SPAN,
            Column("members", "members"),
            Column("about"),
        ),
        "name",
    ),
    "places.csv": Table(
        (
            _NAME,
            Column("country", "country"),
            Column("geonameid", "whole"),
            Column("population", "whole"),
            Column("latitude", "number"),
            Column("longitude", "number"),
            Column("kind", "region|capital|sea|site|city", True),
        ),
        None,
    ),
}


def split(cell: str) -> list[str]:
    return [part for part in cell.split("|") if part]


def read_rows(path: Path) -> Iterator[Row]:
    """The rows of a file that is known to be sound."""
    with path.open(encoding="utf-8-sig", newline="") as handle:
        reader = csv.reader(line for line in handle if not line.startswith("#"))
        header = next(reader)
        for cells in reader:  # half the time of a DictReader; there are 60,000 rows
            if cells:
                yield dict(zip(header, cells, strict=True))


def numbered_rows(path: Path, table: Table) -> tuple[list[tuple[int, Row]], list[Fault]]:
    """The rows with their line numbers; those of the wrong shape are faults instead."""
    file, at = path.name, 0

    def lines() -> Iterator[str]:
        nonlocal at
        for number, line in enumerate(path.read_text("utf-8-sig").splitlines(keepends=True), 1):
            if not line.startswith("#"):
                at = number
                yield line

    try:
        reader = csv.reader(lines())
        header = next(reader, [])
    except UnicodeDecodeError as error:
        remedy = "save the file as UTF-8"
        return [], [Fault(file, 1, f"byte {error.start} is no UTF-8", remedy)]
    if header != table.header:
        missing = [name for name in table.header if name not in header]
        surplus = [name for name in header if name not in table.header]
        what = (
            f"columns missing: {', '.join(missing)}" if missing else f"unknown columns: {', '.join(surplus)}"
        )
        if not missing and not surplus:
            what = "columns in another order"
        return [], [Fault(file, at or 1, what, f"the first line has to be `{','.join(table.header)}`")]
    rows: list[tuple[int, Row]] = []
    faults: list[Fault] = []
    for cells in reader:
        if len(cells) == len(header):
            rows.append((at, dict(zip(header, cells, strict=True))))
        elif cells:
            remedy = f"write all {len(header)}, empty ones too, and quote cells that hold a comma"
            faults.append(Fault(file, at, f"{len(cells)} fields instead of {len(header)}", remedy))
    return rows, faults


def faults_of_cells(file: str, line: int, row: Row, table: Table, countries: frozenset[str],
                    sectors: frozenset[str]) -> Iterator[Fault]:  # fmt: skip
    """What is wrong in the cells of one row."""
    for column in table.columns:
        cell = row[column.name]
        if not cell.strip():
            if column.required:
                yield Fault(file, line, f"{column.name} is empty", f"fill in {column.name}")
            continue
        problem = _problem(cell, column.form, countries, sectors)
        if problem:
            yield Fault(file, line, f"{column.name} `{cell}`: {problem[0]}", problem[1])
    start, end = row.get("from", ""), row.get("to", "")
    size = min(len(start), len(end))
    if size and start[:size] > end[:size]:
        yield Fault(file, line, f"begins {start}, after its end {end}", "exchange or correct the dates")


def _problem(
    cell: str, form: str, countries: frozenset[str], sectors: frozenset[str]
) -> tuple[str, str] | None:
    if form == "date":
        if not _is_date(cell):
            return "no date", "write 2024, 2024-05 or 2024-05-17"
    elif form == "whole":
        if not re.fullmatch(r"\d+", cell):
            return "no whole number", "write digits alone"
    elif form == "sector":
        if cell not in {*sectors, "NGO"}:
            return "no sector", f"write one of {', '.join(sorted(sectors))}"
    elif form == "number":
        if not re.fullmatch(r"-?\d+(\.\d+)?", cell):
            return "no number", "write digits, with a point before decimals"
    elif form in ("code", "country"):
        return _code_problem(cell, countries, sectors, sector_allowed=form == "code")
    elif form == "members":
        return _members_problem(cell, countries)
    elif form == "names":
        if any(not name.strip() or name != name.strip() for name in cell.split("|")):
            return "an empty name or spaces around one", "divide names by a single | without spaces"
    elif "|" in form and cell not in form.split("|"):
        return "unknown", f"write one of {form.replace('|', ', ')}"
    return None


def _is_date(cell: str) -> bool:
    try:
        date(*[*map(int, cell.split("-")), 1, 1][:3])
    except ValueError:
        return False
    return _DATE.fullmatch(cell) is not None


def _code_problem(
    cell: str, countries: frozenset[str], sectors: frozenset[str], *, sector_allowed: bool
) -> tuple[str, str] | None:
    found = _CODE.fullmatch(cell)
    if not found or (found[2] and not sector_allowed):
        return "no code", "write a state or organisation" + (", a space and a sector" * sector_allowed)
    if found[1] not in countries:
        return (
            f"no state or organisation {found[1]}",
            "write an ISO 3166-1 alpha-3 code or one of the codebook",
        )
    if found[2] and found[2][1:] not in sectors:
        return f"no sector {found[2][1:]}", f"write one of {', '.join(sorted(sectors))}"
    return None


def _members_problem(cell: str, countries: frozenset[str]) -> tuple[str, str] | None:
    for item in cell.split("|"):
        found = _MEMBER.fullmatch(item.strip())
        if not found:
            return f"`{item}` is no member", "write `DEU`, `DEU 1955-05..1990`, `@EU` or `-DEU`"
        who = found["who"].lstrip("-")
        if not who.startswith("@") and who not in countries:
            return (
                f"no state or organisation {who}",
                "write an ISO 3166-1 alpha-3 code or one of the codebook",
            )
    return None


def refuse(faults: Iterable[Fault]) -> None:
    """:raises RegistryError: there are faults; the message has a line for each."""
    found = sorted(set(faults))
    if found:
        lines = [str(fault) for fault in found[:_SHOWN]]
        if len(found) > _SHOWN:
            lines.append(f"and {len(found) - _SHOWN} more")
        raise RegistryError("\n".join(lines))
