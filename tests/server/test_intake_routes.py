"""Texts and files over the API: kept at once, read in the background, told of one by one."""

import json
import os
import signal
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, text
from starlette.testclient import TestClient

sys.path.insert(0, str(Path(__file__).parents[1] / "record"))

import fakes
from making import TEXT

from lagebild.pipeline import Pipeline
from lagebild.record import Store
from lagebild.record.jobs import JobInput
from lagebild.records import Document, Reading
from lagebild.records.service import InputState, JobState
from lagebild.server import intake, limits, worker
from lagebild.server.app import create_app

RECORD = Path(fakes.__file__).parent
MOST = 3000
SECONDS = 20
Serve = Callable[..., Any]


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'own.db'}"


@pytest.fixture
def client(url: str) -> Iterator[TestClient]:
    app = create_app(url, coder=fakes.load, max_bytes=MOST)
    with TestClient(app, base_url="http://localhost") as client:
        yield client


def ended(client: TestClient, job: str) -> Any:
    """The job when it has ended."""
    deadline = time.monotonic() + SECONDS
    while (found := client.get(f"/api/v1/jobs/{job}").json())["ended_at"] is None:
        assert time.monotonic() < deadline, found
        time.sleep(0.02)
    return found


def sent(client: TestClient, *files: tuple[str, bytes], **fields: str) -> Any:
    answer = client.post("/api/v1/intake/files", files=[("files", file) for file in files], data=fields)
    assert answer.status_code == 202, answer.text
    assert answer.headers["location"] == f"/api/v1/jobs/{answer.json()['id']}"
    return answer.json()


def test_a_text_becomes_a_job_and_then_a_document(client: TestClient) -> None:
    body = {"text": TEXT, "published": "2024-05-04", "publisher": "Bote", "title": "Ein Titel"}
    answer = client.post("/api/v1/intake/text", json=body)
    assert answer.status_code == 202
    assert (answer.json()["made_by"], answer.json()["inputs"]) == ("local", 1)
    job = ended(client, answer.json()["id"])
    assert (job["state"], job["stored"], job["events"], job["waiting"]) == ("done", 1, 1, 0)
    (outcome,) = job["outcomes"]
    document = client.get(f"/api/v1/documents/{outcome['document_id']}").json()
    assert (document["published"], document["publisher"], document["title"]) == (
        "2024-05-04",
        "Bote",
        "Ein Titel",
    )
    assert (document["origin"], len(document["events"])) == ("Ein Titel", 1)


def test_the_headline_of_a_text_is_found_where_nobody_gives_one(client: TestClient) -> None:
    pasted = f"Norwegen hilft der Ukraine mit Booten\n\n{TEXT}"
    job = client.post("/api/v1/intake/text", json={"text": pasted, "published": "2024-05-04"}).json()
    (outcome,) = ended(client, job["id"])["outcomes"]
    document = client.get(f"/api/v1/documents/{outcome['document_id']}").json()
    assert (document["title"], document["text"]) == ("Norwegen hilft der Ukraine mit Booten", pasted)


def test_a_bad_input_costs_no_other_and_tells_its_remedy(client: TestClient) -> None:
    lines = f'{{"text": "{TEXT} Eins."}}\n\n{{"text": 1}}\n'.encode()
    job = sent(
        client,
        ("gut.txt", TEXT.encode()),
        ("leer.txt", b" "),
        ("C:\\x\\bild.png", b"\x89PNG"),
        ("gross.txt", b"x" * (MOST + 1)),
        ("kaputt.txt", f"{TEXT} {fakes.FAULT}".encode()),
        ("zeilen.jsonl", lines),
        ("gleich.txt", TEXT.encode()),
        published="2024-05-04",
        publisher="Bote",
    )
    job = ended(client, job["id"])
    assert [(o["name"], o["status"]) for o in job["outcomes"]] == [
        ("gut.txt", "stored"),
        ("leer.txt", "failed"),
        ("bild.png", "failed"),
        ("gross.txt", "failed"),
        ("kaputt.txt", "failed"),
        ("zeilen.jsonl, line 1", "stored"),
        ("zeilen.jsonl, line 3", "failed"),
        ("gleich.txt", "known"),
    ]
    assert (job["stored"], job["known"], job["failed"], job["events"]) == (2, 1, 5, 2)
    assert all(bool(o["problem"]) == bool(o["remedy"]) == (o["status"] == "failed") for o in job["outcomes"])
    assert "zeilen.jsonl, line 3" not in job["outcomes"][6]["problem"]
    assert client.get("/api/v1/documents").json()["items"][0]["publisher"] == "Bote"


def test_a_line_with_nothing_but_a_byte_order_mark_is_no_input(client: TestClient) -> None:
    lines = f'\ufeff\n{{"text": "{TEXT} Eins."}}\n\ufeff \n'.encode()
    job = ended(client, sent(client, ("zeilen.jsonl", lines))["id"])
    assert [(o["name"], o["status"]) for o in job["outcomes"]] == [("zeilen.jsonl, line 2", "stored")]


def test_what_is_done_keeps_no_bytes(client: TestClient, url: str) -> None:
    ended(client, sent(client, ("gut.txt", TEXT.encode()), ("leer.txt", b""))["id"])
    engine = create_engine(url)
    with engine.connect() as connection:
        assert (
            connection.execute(text("SELECT count(*) FROM job_inputs WHERE content IS NOT NULL")).scalar()
            == 0
        )
    engine.dispose()


def test_jobs_are_listed_latest_first_page_by_page(client: TestClient) -> None:
    made = [sent(client, (f"{n}.txt", TEXT.encode()))["id"] for n in range(3)]
    first = client.get("/api/v1/jobs", params={"limit": 2}).json()
    rest = client.get("/api/v1/jobs", params={"limit": 2, "after": first["next"]}).json()
    assert [job["id"] for job in first["items"] + rest["items"]] == made[::-1]
    assert rest["next"] is None


def test_a_cancelled_job_keeps_what_was_stored_and_reads_no_more(url: str) -> None:
    begun, go = threading.Event(), threading.Event()

    def load() -> Any:
        begun.set()
        assert go.wait(SECONDS)
        return fakes.load()

    with TestClient(create_app(url, coder=load), base_url="http://localhost") as client:
        files = [(f"{n}.txt", f"{TEXT} Nummer {n}.".encode()) for n in range(9)]
        job = sent(client, *files)
        assert begun.wait(SECONDS)
        cancelled = client.post(f"/api/v1/jobs/{job['id']}/cancel").json()
        assert (cancelled["state"], cancelled["waiting"]) == ("cancelled", 0)
        go.set()
        other = ended(client, sent(client, ("gut.txt", TEXT.encode()))["id"])
        assert other["state"] == "done"
        job = ended(client, job["id"])
        assert (job["state"], job["stored"], job["cancelled"]) == ("cancelled", 4, 5)
        again = client.post(f"/api/v1/jobs/{job['id']}/cancel")
    assert (again.status_code, again.headers["content-type"]) == (409, "application/problem+json")


def test_without_a_model_the_job_fails_with_the_remedy(url: str) -> None:
    with TestClient(create_app(url, coder=fakes.load_nothing), base_url="http://localhost") as client:
        job = ended(client, sent(client, ("gut.txt", TEXT.encode()))["id"])
    assert (job["state"], job["failed"]) == ("failed", 1)
    assert "install lagebild again" in job["problem"]


def test_a_restarted_server_goes_on_and_gives_up_what_ends_it_twice(url: str) -> None:
    with Store.open(url) as store:
        inputs = [
            JobInput(name=f"{n}.txt", given={}, content=f"{TEXT} Nummer {n}.".encode()) for n in range(6)
        ]
        job = store.jobs.add("Ada", inputs)
        assert len(store.jobs.begin(job.id, 4)) == 4  # a server ends while it reads these
        (alone,) = store.jobs.begin(job.id, 4)  # and another while it reads the first of them alone
        assert (alone.ordinal, alone.status) == (0, InputState.BEGUN)
    with TestClient(create_app(url, coder=fakes.load), base_url="http://localhost") as client:
        done = ended(client, job.id)
    assert [o["status"] for o in done["outcomes"]] == ["failed", *["stored"] * 5]
    assert "ended twice" in done["outcomes"][0]["problem"]


def test_a_killed_server_loses_nothing_that_it_answered_for(url: str, tmp_path: Path) -> None:
    with Store.open(url) as store:
        names = ("a", "b", "c", "d", "crash", "e", "f")
        texts = (f"{TEXT} {fakes.CRASH if name == 'crash' else name}" for name in names)
        inputs = [
            JobInput(name=f"{name}.txt", given={}, content=words.encode())
            for name, words in zip(names, texts, strict=True)
        ]
        job = store.jobs.add("Ada", inputs)
    program = textwrap.dedent(
        f"""
        import sys, time
        sys.path.insert(0, {str(RECORD)!r})
        import fakes
        from lagebild.record import Store
        from lagebild.server.worker import Worker
        store = Store.open({url!r})
        worker = Worker(store, fakes.load, 1_000_000)
        worker.start()
        while store.jobs.next_open():
            time.sleep(0.05)
        worker.stop()
        """
    )
    codes = [subprocess.run([sys.executable, "-c", program], timeout=60).returncode for _ in range(3)]
    assert codes == [-signal.SIGKILL, -signal.SIGKILL, 0]
    with Store.open(url) as store:
        assert store.jobs.job(job.id).state is JobState.DONE
        states = {o.name: o.status for o in store.jobs.outcomes(job.id)}
        assert states.pop("crash.txt") is InputState.FAILED
        assert set(states.values()) <= {InputState.STORED, InputState.KNOWN}
        assert store.counts()["documents"] == 6
        assert not store.weighing.unweighed(1)


def test_two_servers_on_one_record_read_every_input_once(database_url: str) -> None:
    read: list[str] = []

    class Noting(fakes.FakeReader):
        def read(self, documents: Sequence[Document]) -> list[Reading]:
            time.sleep(0.05)  # the other server looks for something to do meanwhile
            read.extend(document.id for document in documents)
            return super().read(documents)

    inputs = [JobInput(name=f"{n}.txt", given={}, content=f"{TEXT} Nummer {n}.".encode()) for n in range(9)]
    with Store.open(database_url) as one, Store.open(database_url) as other:
        job = one.jobs.add("Ada", inputs)
        workers = [
            worker.Worker(store, lambda: Pipeline(Noting(), fakes.FakeResolver()), MOST)
            for store in (one, other)
        ]
        for each in workers:
            each.start()
        deadline = time.monotonic() + SECONDS
        while one.jobs.next_open():
            assert time.monotonic() < deadline
            time.sleep(0.02)
        for each in workers:
            each.stop()
        assert [o.status for o in one.jobs.outcomes(job.id)] == [InputState.STORED] * 9
    assert len(read) == len(set(read)) == 9


def test_what_waits_while_another_server_reads_is_read_when_it_has_ended(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker, "SECONDS_TO_TRY_AGAIN", 0.02)
    with Store.open(database_url) as one, Store.open(database_url) as other:
        with one.jobs.turn() as mine, other.jobs.turn() as both:
            assert (mine, both) == (True, False)
            job = other.jobs.add("Ada", [JobInput(name="a.txt", given={}, content=TEXT.encode())])
            waiting = worker.Worker(other, fakes.load, MOST)
            waiting.start()
            time.sleep(0.2)
            assert other.jobs.job(job.id).state is JobState.WAITING
        deadline = time.monotonic() + SECONDS
        while other.jobs.job(job.id).state is not JobState.DONE:
            assert time.monotonic() < deadline
            time.sleep(0.02)
        waiting.stop()


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"text": ""}, "text"),
        ({"text": "Ein Satz.", "published": "gestern"}, "published"),
        ({"text": "Ein Satz.", "publisher": "\0"}, "publisher"),
        ({"text": "Ein Satz.", "title": "\ud800"}, "title"),
        ({"text": "Ein Satz.", "author": "x"}, "author"),
        ({}, "text"),
    ],
)
def test_impossible_texts_are_refused_by_field(client: TestClient, body: dict[str, str], field: str) -> None:
    answer = client.post(
        "/api/v1/intake/text", content=json.dumps(body), headers={"Content-Type": "application/json"}
    )
    assert (answer.status_code, answer.json()["field"]) == (422, field)
    assert client.get("/api/v1/jobs").json()["items"] == []


def test_too_much_is_refused_with_what_may_be_sent(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    long = client.post("/api/v1/intake/text", json={"text": "x" * (MOST + 1)})
    monkeypatch.setattr(intake, "MOST_INPUTS", 2)
    many = client.post("/api/v1/intake/files", files=[("files", (f"{n}.txt", b"x")) for n in range(3)])
    lines = client.post("/api/v1/intake/files", files=[("files", ("a.jsonl", b"{}\n" * 3))])
    more = client.post("/api/v1/intake/files", files=[("files", (f"{n}.txt", b"x")) for n in range(1001)])
    large = client.post("/api/v1/judgements/1/undo", content=b" " * (limits.MOST_ELSEWHERE + 1))

    def pieces() -> Iterator[bytes]:
        for _ in range(limits.MOST_ELSEWHERE // 1000 + 1):
            yield b" " * 1000

    streamed = client.post("/api/v1/judgements/1/undo", content=pieces())
    for answer in (long, many, lines, more, large, streamed):
        assert answer.status_code == 413, answer.text
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.json()["remedy"]
        assert answer.json()["type"] == "urn:lagebild:problem:content-too-large"
    assert client.get("/api/v1/jobs").json()["items"] == []


def test_a_job_that_is_not_there(client: TestClient) -> None:
    for answer in (client.get("/api/v1/jobs/none"), client.post("/api/v1/jobs/none/cancel")):
        assert answer.status_code == 404


def test_hostile_names_are_kept_tame(client: TestClient) -> None:
    job = sent(client, ("../../etc/<b>\u202etxt.txt", TEXT.encode()))
    (outcome,) = ended(client, job["id"])["outcomes"]
    assert outcome["name"] == "<b>txt.txt"
    assert os.sep not in outcome["name"]
