"""lagebild events, show, actors, export, doctor, serve"""

import csv
import io
import json
import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import urllib.request
from pathlib import Path

import fakes
import pytest
from making import TEXT, make_document, make_event
from running import Run

from databases import on_sqlite
from lagebild.cli import doctor, serve
from lagebild.cli.show import STYLES, marked
from lagebild.export.spans import evidence
from lagebild.record import Store

pytestmark = pytest.mark.usefixtures("filled")


def test_events_as_table(run: Run) -> None:
    result = run("events")
    assert result.code == 0
    assert result.out.count("AGREE") == 2
    assert "planned" in result.out
    assert "UNK?" in result.out
    assert "NLD GOV (Öberg) asserts, SWE? denies" in " ".join(result.out.split())


def test_events_as_json_in_pages(run: Run) -> None:
    first = json.loads(run("events", "--json", "--limit", 1).out)
    second = json.loads(run("events", "--json", "--limit", 1, "--after", first["next"]).out)
    ids = [page["events"][0]["id"] for page in (first, second)]
    assert len(set(ids)) == 2
    assert second["next"] is None
    assert first["events"][0]["sentence"]["text"].startswith("Nordland")


@pytest.mark.parametrize(
    ("arguments", "count"),
    [
        (
            [
                "--actor",
                "NLD",
                "--type",
                "agree",
                "--reality",
                "planned",
                "--not-negated",
                "--stance",
                "denies",
            ],
            2,
        ),
        (["--publisher", "Küstenbote", "--since", "2024-05-04", "--until", "2024-05-04"], 2),
        (["--negated"], 0),
        (["--actor", "FRA"], 0),
    ],
)
def test_events_filtered(run: Run, arguments: list[str], count: int) -> None:
    assert len(json.loads(run("events", "--json", *arguments).out)["events"]) == count


def test_events_that_do_not_exist(run: Run) -> None:
    assert run("events", "--actor", "FRA").out == "no events fit\n"
    assert run("events", "--type", "DANCE").code == 2
    result = run("events", "--document", "zz")
    assert (result.code, result.err[:24]) == (1, "lagebild: zz: no documen")


def test_show_marks_the_evidence(run: Run, tmp_path: Path) -> None:
    document = make_document(f"{TEXT} Nummer 1.")
    result = run("show", document.id[:12])
    assert result.code == 0
    assert "Nordland hat Südland" in result.out
    for name in STYLES:
        assert name in result.out
    shown = json.loads(run("show", document.id[:12], "--json").out)
    assert shown["document"]["text"] == document.text
    assert len(shown["events"]) == 1


def test_every_span_is_styled_and_styles_differ() -> None:
    document = make_document()
    event = make_event(document)
    spans = list(evidence(event))
    assert {name for name, _ in spans} == set(STYLES)
    text = marked(document, [event])
    assert text.plain == document.text
    for name, span in spans:
        assert any(
            s.style == STYLES[name] and (s.start, s.end) == (span.start, span.end) for s in text.spans
        ), name
    assert len(set(STYLES.values())) == len(STYLES)


def test_text_cannot_steer_the_terminal(run: Run, database_url: str) -> None:
    document = make_document(f"{TEXT} \x1b[2JWeg \u202eund [red]bunt[/red].", title="\x1b]0;x\x07[bold]")
    with Store.open(database_url) as store:
        store.add(document, [], model=fakes.MODEL)
    out = run("show", document.id).out
    assert "\x1b" not in out
    assert "\u202e" not in out
    assert "[red]bunt[/red]" in out


def test_actors(run: Run) -> None:
    rows = json.loads(run("actors", "--json").out)
    assert {"code": "NLD", "name": None, "as_actor": 2, "as_recipient": 0, "as_source": 0} in rows
    assert "Öberg" in run("actors", "--search", "öberg").out
    assert run("actors", "--search", "xyz").out == "no actors fit\n"


def test_export(run: Run, tmp_path: Path) -> None:
    told = run("export", "-o", "a.jsonl").out
    assert told == "2 events written to a.jsonl, the accuracy card to a.jsonl.card.json\n"
    assert len((tmp_path / "a.jsonl").read_text().splitlines()) == 2
    told = json.loads(run("export", "--format", "csv", "-o", "a.csv", "--json").out)
    assert told == {"events": 2, "output": "a.csv", "card": "a.csv.card.json"}
    rows = list(csv.DictReader((tmp_path / "a.csv").read_text(encoding="utf-8-sig").splitlines()))
    assert [row["type"] for row in rows] == ["AGREE", "AGREE"]
    assert (
        len(list(csv.reader(io.StringIO(run("export", "-f", "csv", "-o", "-", "--actor", "FRA").out)))) == 1
    )
    assert run("export", "-o", "-", "--json").code == 2
    assert json.loads(run("export", "-f", "graphml", "-o", "a.graphml", "--json").out)["card"] is None
    assert run("export", "-f", "xml", "-o", "a").code == 2


def test_the_card_beside_an_export_tells_the_selection(run: Run, tmp_path: Path) -> None:
    run("export", "-o", "a.jsonl", "--actor", "NLD", "--reality", "planned", "--since", "2024-05-01")
    card = json.loads((tmp_path / "a.jsonl.card.json").read_text("utf-8"))
    assert card["selection"] == {"actor": "NLD", "modality": "planned", "since": "2024-05-01"}


def test_verify(run: Run, tmp_path: Path) -> None:
    run("export", "-f", "csv", "-o", "a.csv")
    done = run("verify", "a.csv")
    assert (done.code, done.out) == (0, "2 lines, 22 quotes checked, 0 wrong\n")
    path = tmp_path / "a.csv"
    path.write_bytes(path.read_bytes().replace(b"zugesagt", b"verneint", 1))
    done = run("verify", "a.csv")
    assert done.code == 1
    assert done.out.splitlines()[-1] == "2 lines, 22 quotes checked, 1 wrong"
    assert "row 1: trigger [" in done.out
    told = json.loads(run("verify", "a.csv", "--json").out)
    assert (told["lines"], told["quotes"], told["faults"][0]["where"]) == (2, 22, "row 1")
    (tmp_path / "other.db").write_bytes(b"SQLite format 3\0 and more")
    assert "is no export" in run("verify", "other.db").err
    assert run("verify", "a.csv", "--format", "jsonl").code == 1


def test_verify_refuses_what_quotes_nothing(run: Run) -> None:
    run("export", "-f", "gexf", "-o", "a.gexf")
    done = run("verify", "a.gexf")
    assert done.code == 1
    assert "GEXF quotes no words, so it proves nothing; verify one of these: JSONL" in done.err


def test_no_database_yet(run: Run, tmp_path: Path) -> None:
    for command in (["events"], ["actors"], ["show", "a"], ["export", "-o", "a"]):
        result = run(*command, "--database", "none.db")
        assert (result.code, result.err.count("\n")) == (1, 1)
        assert "none.db: no such database; add documents first" in result.err
    assert not (tmp_path / "none.db").exists()


@on_sqlite
@pytest.mark.skipif(
    not Path("/dev/full").is_char_device(), reason="only Linux has a device that is always full"
)
@pytest.mark.parametrize(
    "command",
    [
        ["events", "--json"],
        ["export", "-o", "-"],
        ["export", "-o", "/dev/full"],
        ["export", "-f", "parquet", "-o", "/dev/full"],
        ["export", "-f", "atom", "-o", "/dev/full"],
    ],
)
def test_output_on_a_full_disk(tmp_path: Path, command: list[str]) -> None:
    with open("/dev/full", "w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "lagebild", *command],
            cwd=tmp_path,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
        )
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "no space left" in done.stderr
    assert Path("/dev/full").is_char_device()


def test_impossible_setting(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LAGEBILD_PORT", "viele")
    result = run("events")
    assert result.code == 1
    assert result.err.startswith("lagebild: LAGEBILD_PORT='viele': input should be a valid integer")


@on_sqlite
def test_doctor_finds_missing_model_and_changed_text(run: Run, tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "lagebild.db") as connection:
        connection.execute("UPDATE event_spans SET text = 'anders' WHERE field = 'place'")
    os.environ["LAGEBILD_MODEL"] = str(tmp_path)
    try:
        result = run("doctor", "--json")
    finally:
        del os.environ["LAGEBILD_MODEL"]
    assert result.code == 1
    found = json.loads(result.out)
    assert [c["ok"] for c in found if c["name"] == "python"] == [True]
    assert any("model files are missing" in c["finding"] for c in found if c["name"] == "model")
    faults = [c["finding"] for c in found if c["name"] == "database"]
    assert len(faults) == 2
    assert "place is stored as 'anders', the text has 'Hafenstadt'" in faults[0]


def test_doctor_on_a_whole_database(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "_model", lambda folder: iter([doctor.Check("model", True, "test")]))
    result = run("doctor")
    assert result.code == 0
    assert "2 documents, 2 events, every span proved" in result.out
    assert "none.db is not there yet" in run("doctor", "-d", "none.db").out


def test_doctor_on_a_full_disk(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "FREE_BYTES", 10**18)
    assert "free some space" in run("doctor").out


def test_serve_answers_at_the_address_it_prints(tmp_path: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "lagebild", "serve", "--port", "0", "--no-open"],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout
        line = process.stdout.readline()
        address = re.search(r"http://127\.0\.0\.1:\d+/", line)
        assert address, line
        with urllib.request.urlopen(f"{address.group()}api/v1/openapi.json", timeout=60) as answer:
            assert json.load(answer)["info"]["title"] == "Lagebild"
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(timeout=60)


def test_no_answer_waits_for_the_acknowledgement_of_its_first_packet() -> None:
    with serve._listening("127.0.0.1", 0) as listener, socket.create_connection(listener.getsockname()):
        connection, _ = listener.accept()
        with connection:
            assert connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


def test_serve_on_a_taken_port(run: Run) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        result = run("serve", "--port", port, "--no-open")
    assert result.code == 1
    assert f"lagebild: 127.0.0.1:{port}: cannot listen there (address already in use" in result.err
