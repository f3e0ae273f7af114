"""How fast a running server answers over large records: first view, linked views, timeline.

usage: python eval/bench_record.py [--documents 10000] [--events 200000] [--copies 5] [--filters 50] [--keep FOLDER]

The records come from ``made_record.py`` (fixed seed) and are made anew unless --keep names a folder that has them; the
large one is so many copies of the other. Times are from sending a request to having read the whole answer, over
one kept connection on this machine, each question asked once: first views as soon as the server answers, the others
when it has done what it does after its start. Beside them stands the time that the server's own processor work took
(Linux), which says what a machine without other work would need.
"""

import argparse
import http.client
import os
import random
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from shutil import copyfile
from typing import Any
from urllib.parse import urlencode

from lagebild.figures.columns import Reader
from lagebild.record import Store
from lagebild.records import EventType, Modality, Stance
from made_record import (
    COUNTRIES,
    DAYS,
    EVENTS_A_DOCUMENT,
    FIRST_DAY,
    FRAMEWORKS,
    OBJECTS,
    PUBLISHERS,
    SEED,
    grow,
    make,
)

FIRST_VIEW_SECONDS, LINKED_SECONDS, TIMELINE_SECONDS = 1.0, 0.3, 0.15
FIRST_VIEW = (
    "/",
    "/api/v1/health",
    "/api/v1/documents?limit=50",
    "/api/v1/timeline",
    "/api/v1/cases?limit=20",
    "/api/v1/overview",
    "/api/v1/overview/overdue",
)
LINKED = ("timeline", "dyads?top=20", "network", "map", "facets", "events?limit=50", "queue?limit=50")
LINKED_CASES = (
    "cases?limit=50",
    "disputes?limit=20",
    "commitments?limit=50",
    "commitments?limit=50&overdue=true",
)
START_SECONDS = 600
BUSY_SECONDS = 0.02
"""Of a second; a server that nobody asks works less."""


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the table; times in seconds."""

    what: str
    times: list[tuple[float, float]]
    aim: float

    def __str__(self) -> str:
        waited, worked = ([each[i] for each in self.times] for i in (0, 1))
        figures = (
            statistics.median(waited),
            quantile(waited),
            statistics.median(worked),
            quantile(worked),
            self.aim,
        )
        return f"{self.what:44}" + "".join(f"{seconds * 1000:9.0f}" for seconds in figures)


HEAD = f"{'milliseconds':44}{'median':>9}{'p95':>9}{'work':>9}{'work p95':>9}{'aim':>9}"


def quantile(times: list[float], share: float = 0.95) -> float:
    return sorted(times)[min(int(share * len(times)), len(times) - 1)]


def filters(number: int) -> list[dict[str, str]]:
    """Different questions as people ask them; one in eight has words or a name that only the record can look up."""
    dice = random.Random(SEED)
    found = []
    for turn in range(number):
        asked: dict[str, str] = {}
        at = min(int(dice.expovariate(0.15)), len(COUNTRIES) - 1)
        if turn % 16 == 3:
            asked["text"] = dice.choice(OBJECTS)
        elif turn % 16 == 11:
            asked["actor"] = f"Person {dice.randrange(16):x}"
        else:
            asked["actor"] = COUNTRIES[at] + dice.choice(("", "", " GOV"))
            if dice.random() < 0.4:
                asked["other"] = COUNTRIES[(at + 1 + dice.randrange(8)) % len(COUNTRIES)]
        if dice.random() < 0.5:
            first = FIRST_DAY + timedelta(days=dice.randrange(DAYS - 400))
            asked |= {
                "from": first.isoformat(),
                "to": (first + timedelta(days=dice.randrange(30, 2_000))).isoformat(),
            }
        for share, name, values in (
            (0.2, "type", list(EventType)),
            (0.2, "modality", list(Modality)),
            (0.1, "stance", list(Stance)),
            (0.1, "disputed", ["true", "false"]),
            (0.1, "publisher", PUBLISHERS),
            (0.05, "framework", FRAMEWORKS),
        ):
            if dice.random() < share:
                asked[name] = str(dice.choice(values))
        found.append(asked)
    found[0] = {}  # everything
    return found


@dataclass(frozen=True, slots=True)
class Served:
    """A running server and a connection to it."""

    process: int
    connection: http.client.HTTPConnection

    def ask(self, path: str) -> tuple[float, float]:
        """Seconds until the whole answer is there, and those that the server's processor work took."""
        begun, worked = time.perf_counter(), self._worked()
        self.connection.request("GET", path, headers={"Accept": "application/json, text/html"})
        answer = self.connection.getresponse()
        said = answer.read()
        if answer.status != 200:
            raise SystemExit(f"{path}: {answer.status} {said[:300]!r}")
        return time.perf_counter() - begun, self._worked() - worked

    def settle(self) -> None:
        """Wait until the server has done what it does after its start."""
        before = -1.0
        while self._worked() - before > BUSY_SECONDS:
            before = self._worked()
            time.sleep(1)

    def _worked(self) -> float:
        threads = Path(f"/proc/{self.process}/task").glob("*/schedstat")
        return sum(int(each.read_text().split()[0]) for each in threads) / 1e9


@contextmanager
def serving(database: Path) -> Iterator[Served]:
    """A server of its own over the record."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "lagebild", "serve", "--database", str(database), "--port", str(port)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=START_SECONDS)
        begun = time.perf_counter()
        while True:
            try:
                Served(server.pid, connection).ask("/api/v1/timeline?bin=year")  # waits for the columns
                break
            except OSError:
                connection.close()
                if time.perf_counter() - begun > START_SECONDS or server.poll() is not None:
                    raise
                time.sleep(0.2)
        yield Served(server.pid, connection)
    finally:
        server.terminate()
        server.wait()


def of_cases(asked: dict[str, str], path: str) -> dict[str, Any]:
    """The same question to a list of cases, as the workbench puts it: both actors take part, days of publication."""
    given = {"framework": "framework", "from": "since", "to": "until"}
    if not path.startswith("commitments"):
        given["type"] = "type"
    actors = [asked[name] for name in ("actor", "other") if name in asked]
    return {"actor": actors, **{name: asked[key] for key, name in given.items() if key in asked}}


def address(path: str, asked: Mapping[str, Any]) -> str:
    return f"/api/v1/{path}{'&' if '?' in path else '?'}{urlencode(asked, doseq=True)}"


def first_view(record: Path) -> Iterator[Line]:
    with serving(record) as server:
        for path in FIRST_VIEW:
            yield Line(f"first view {path}", [server.ask(path) for _ in range(5)], FIRST_VIEW_SECONDS)


def linked_views(record: Path, number: int) -> Iterator[Line]:
    with serving(record) as server:
        server.settle()
        for path in LINKED:
            times = [server.ask(address(path, asked)) for asked in filters(number)]
            yield Line(f"linked view {path}", times, LINKED_SECONDS)
        for path in LINKED_CASES:
            times = [server.ask(address(path, of_cases(asked, path))) for asked in filters(number)]
            yield Line(f"linked view {path}", times, LINKED_SECONDS)
        for way in ("daily", "cases", "origins"):
            times = [
                server.ask(address(path, {**asked, "count": way}))
                for asked in filters(number)
                for path in ("timeline", "dyads", "map")
            ]
            yield Line(f"linked views, {way}", times, LINKED_SECONDS)


def timelines(record: Path, number: int) -> Iterator[Line]:
    with serving(record) as server:
        server.settle()
        for way in ("reports", "daily", "cases", "origins"):
            server.ask(address("timeline", {"count": way}))  # the first of a way numbers its things
            for bin in ("month", "day"):
                times = [
                    server.ask(address("timeline", {**asked, "count": way, "bin": bin}))
                    for asked in filters(number)
                ]
                yield Line(f"timeline by {bin}, {way}", times, TIMELINE_SECONDS)


def columns_of(record: Path) -> str:
    with Store.open(str(record), create=False) as store:
        begun = time.perf_counter(), time.process_time()
        columns = Reader(store).columns()
        wall, spent = time.perf_counter() - begun[0], time.process_time() - begun[1]
    size = columns.nbytes / 1e6
    return (
        f"columns of {len(columns)} events read in {wall:.1f} s ({spent:.1f} s of processor), {size:.0f} MB"
    )


def made(folder: Path, events: int) -> Path:
    path = folder / f"made-{events}.db"
    if not path.exists():
        begun = time.perf_counter()
        partial = path.with_suffix(".part")
        partial.unlink(missing_ok=True)
        make(str(partial), events)
        partial.rename(path)
        print(f"made a record of {events} events in {time.perf_counter() - begun:.0f} s", flush=True)
    return path


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--documents", type=int, default=10_000, help="of the first view")
    parser.add_argument("--events", type=int, default=200_000, help="of the linked views")
    parser.add_argument("--copies", type=int, default=5, help="so many times the events for the timeline")
    parser.add_argument("--filters", type=int, default=50)
    parser.add_argument("--keep", type=Path, help="folder for the records, used again if they are there")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = args.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        small, middle = (made(folder, n) for n in (args.documents * EVENTS_A_DOCUMENT, args.events))
        large = folder / f"made-{args.events}-{args.copies}.db"
        if not large.exists():
            partial = large.with_suffix(".part")
            copyfile(middle, partial)
            grow(str(partial), args.copies - 1)
            partial.rename(large)
        print(columns_of(large))
        print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors\n")
        print(HEAD)
        for lines in (
            first_view(small),
            linked_views(middle, args.filters),
            timelines(large, args.filters),
        ):
            for line in lines:
                print(line, flush=True)


if __name__ == "__main__":
    main()
