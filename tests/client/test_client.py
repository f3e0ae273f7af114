"""The client asks a real server what a program would."""

import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import httpx
import own_cases
import pytest
from making import TEXT

from lagebild.client import (
    ApiError,
    Client,
    ConflictError,
    DeniedError,
    InvalidError,
    NotFoundError,
    UnreachableError,
    transport,
)
from lagebild.client import client as module
from lagebild.record import Store
from lagebild.records import EventType, Stance
from lagebild.records.service import JobState, Role
from lagebild.server.app import create_app

CLAIM, DENIAL, PROMISE = (
    make()[1][0].id for make in (own_cases.delivery, own_cases.denial, own_cases.promise)
)
PAGE = Path(__file__).parents[2] / "docs/api.md"
NOT_FOR_PROGRAMS = {"POST /session", "DELETE /session"}
"""Cookies are for browsers."""
SAME_AS = {"/register/frameworks", "/register/framework"}
"""Older addresses of routes that have a method."""


@pytest.fixture
def client(serve: Callable[..., str]) -> Iterator[Client]:
    with Client(serve()) as client:
        yield client


def test_every_route_has_a_method(url: str) -> None:
    source = Path(module.__file__).read_text("utf-8")
    asked = set(re.findall(r'"(/[a-z/._{}]+)"', source))
    described = create_app(url).openapi()["paths"]
    for path, operations in described.items():
        short = path.removeprefix("/api/v1")
        for method in operations:
            if f"{method.upper()} {short}" not in NOT_FOR_PROGRAMS and short not in SAME_AS:
                assert short in asked, f"Client has no method for {method.upper()} {short}"


def test_the_record(client: Client) -> None:
    assert client.health().documents == 3
    assert [line.publisher for line in client.documents()] == ["Küstenpost", "Fjordkurier", "Hafenblatt"]
    (event,) = client.events(actor="NOR", other="LVA", type=EventType.AID)
    assert (event.id, event.sentence.text, event.time[0].value) == (
        PROMISE,
        own_cases.PROMISE,
        "2024-03-05/2024-04-30",
    )
    assert [e.id for e in client.events(stance=Stance.DENIES, since=date(2024, 3, 6))] == [DENIAL]
    assert client.document(event.document_id[:12]).text == own_cases.PROMISE
    assert {line.code for line in client.actors()} == {"DNK", "EST", "EST GOV", "LVA", "NOR"}


def test_lists_are_read_page_by_page(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = [event.id for event in client.events()]
    monkeypatch.setattr(module, "A_PAGE", 1)
    assert [event.id for event in client.events()] == whole
    assert len(list(client.documents())) == 3
    assert len(list(client.cases(documents=1))) == 2


def test_cases_and_what_people_decide(client: Client) -> None:
    (line,) = client.cases(actor=["DNK", "EST"], state=["disputed"])
    case = client.case(line.id)
    assert case.first_denial is not None
    assert case.first_denial.sentence.text == own_cases.DENIAL
    assert [dispute.id for dispute in client.disputes()] == [line.id]
    (promise,) = client.commitments(on=date(2024, 5, 4), overdue=True)
    assert promise.due == date(2024, 4, 30)
    made = client.split(line.id, [DENIAL], made_by="Ada", reason="another delivery")
    assert (made.kind, made.events) == ("split", [DENIAL])
    with pytest.raises(ConflictError):
        client.undo(made.number, made_by="Ada") and client.undo(made.number, made_by="Ada")
    client.merge(line.id, PROMISE, made_by="Ada")
    assert [j.kind for j in client.judgements()] == ["split", "undo", "merge"]
    assert [j.kind for j in client.judgements(latest=True)] == ["merge", "undo", "split"]


def test_an_event_that_was_missed(client: Client) -> None:
    document = own_cases.denial()[0].id
    fields = {"trigger": own_cases.span_in(own_cases.DENIAL, "wies"), "type": "REJECT"}
    made = client.add(document, fields, made_by="Ada", reason="overlooked")
    assert (made.kind, made.made_by, made.reason) == ("add", "Ada", "overlooked")
    assert {event.id for event in client.events(type="REJECT")} == {*made.events}
    with pytest.raises(ConflictError) as conflict:
        client.add(document, fields, made_by="Ben")
    assert conflict.value.status == 409
    with pytest.raises(InvalidError) as invalid:
        client.add(document, {**fields, "type": "KRIEG"}, made_by="Ada")
    assert invalid.value.field == "type"
    client.undo(made.number, made_by="Ada")
    assert list(client.events(type="REJECT")) == []


def test_questions_and_registers(client: Client) -> None:
    assert client.ask("Hat Dänemark Boote an Estland geliefert?").events[0].id in (CLAIM, DENIAL)
    assert [p.text for p in client.search("Eisbrecher")] == [own_cases.PROMISE]
    assert {d.publisher for d in client.documents("Minenräumboote")} == {"Hafenblatt", "Küstenpost"}
    one, other = (line.id for line in client.documents("Minenräumboote"))
    assert client.compare(one, other).earlier.publisher == "Hafenblatt"
    (minister,) = client.who("Außenminister", "NOR", date(2023, 2, 14))
    assert minister.person == "Anniken Huitfeldt"
    assert minister in list(client.offices("NOR", on="2023-02-14"))
    assert client.actor("Estland").code == "EST"
    assert [found.code for found in client.find_actors("Norw", limit=1)] == ["NOR"]
    assert client.framework("Resolution 1718").kind == "resolution"
    assert "Resolution 1718" in [line.name for line in client.frameworks("1718")]
    for feed in (client.event_feed(actor="DNK"), client.case_feed(), client.dispute_feed()):
        assert feed.startswith("<?xml")


def test_figures_and_files(client: Client, tmp_path: Path) -> None:
    assert client.timeline(actor="DNK", count="reports").total == 2
    assert client.timeline(actor="DNK", count="cases").total == 1
    (dyad,) = client.dyads(actor="NOR").items
    assert (dyad.actor, dyad.recipient) == ("NOR", "LVA")
    assert client.network().total == client.map().total == client.facets().total == 3
    client.export("csv", tmp_path / "a.csv", actor="NOR")
    assert own_cases.PROMISE in (tmp_path / "a.csv").read_text("utf-8-sig")
    with pytest.raises(InvalidError, match="format"):
        client.export("doc", tmp_path / "b.doc")
    assert not (tmp_path / "b.doc").exists()
    assert client.export_card("csv", actor="NOR")["selection"] == {"actor": "NOR"}
    assert client.overview(since="2024-03-01").disputes.total == 1
    assert [c.overdue for c in client.overdue(since="2024-03-01", on="2024-05-04")] == [True]
    assert client.accuracy()["model"]


def test_intake(client: Client, tmp_path: Path) -> None:
    job = client.send_text(TEXT, published=date(2024, 5, 4), publisher="Bote")
    (tmp_path / "leer.txt").write_text("")
    second = client.send_files([tmp_path / "leer.txt"], publisher="Bote")
    deadline = time.monotonic() + 20
    while client.job(second.id).ended_at is None:
        assert time.monotonic() < deadline
        time.sleep(0.05)
    assert client.job(job.id).state is JobState.DONE
    (outcome,) = client.job(second.id).outcomes
    assert outcome.remedy == "give a German text"
    assert [line.id for line in client.jobs()] == [second.id, job.id]
    with pytest.raises(ConflictError, match="has ended"):
        client.cancel(job.id)


def test_refusals_are_exceptions_with_the_remedy(client: Client) -> None:
    with pytest.raises(NotFoundError) as found:
        client.document("ffff")
    assert found.value.remedy == "`lagebild events` lists ids"
    with pytest.raises(InvalidError) as invalid:
        list(client.events(type="WAR"))
    assert (invalid.value.field, invalid.value.status) == ("type", 422)
    with pytest.raises(ApiError, match="take `next` of the page before"):
        client.get("/documents", {"after": "x"})


def test_a_token_opens_what_it_may(serve: Callable[..., str], url: str) -> None:
    with Store.open(url) as store:
        secret = store.access.add("Ada", Role.REVIEWER)[1]
        chief = store.access.add("Bo", Role.ADMINISTRATOR)[1]
    address = serve(tokens=True)
    with Client(address) as nobody, pytest.raises(DeniedError, match="/anmelden"):
        nobody.health()
    with Client(address, secret) as client:
        assert client.session().name == "Ada"
        (line,) = client.cases()
        assert client.split(line.id, [DENIAL]).made_by == "Ada"
        with pytest.raises(DeniedError, match="administrator"):
            list(client.audit())
    with Client(address, chief) as client:
        assert [row.who for row in client.audit()] == ["Ada", "local", "local"]


def test_a_lost_connection_is_tried_again_only_where_nothing_changes(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request.method)
        if len(asked) < 3:
            raise httpx.ReadError("lost")
        return httpx.Response(200, json={"tokens": False, "name": None, "role": None, "later": "more"})

    monkeypatch.setattr(transport, "FIRST_WAIT", 0)
    http = httpx.Client(transport=httpx.MockTransport(answer))
    with Client("http://127.0.0.1:1", http=http) as client:
        assert client.session().tokens is False, "what a newer server says beyond is left out"
        assert asked == ["GET"] * 3
        asked.clear()
        with pytest.raises(UnreachableError, match="lagebild serve"):
            client.cancel("a")
        assert asked == ["POST"]


def test_names_in_addresses_are_quoted() -> None:
    asked: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request.url.raw_path.decode())
        return httpx.Response(404, text="no JSON")

    http = httpx.Client(transport=httpx.MockTransport(answer))
    with Client("http://127.0.0.1:1/", http=http) as client, pytest.raises(NotFoundError, match="404"):
        client.framework("a/../b?c")
    assert asked == ["/api/v1/frameworks/a%2F..%2Fb%3Fc"]


def test_an_export_that_breaks_off_leaves_the_old_file(tmp_path: Path) -> None:
    def pieces() -> Iterator[bytes]:
        yield b"half"
        raise httpx.ReadError("gone")

    http = httpx.Client(transport=httpx.MockTransport(lambda _: httpx.Response(200, content=pieces())))
    (tmp_path / "a.csv").write_text("whole")
    with (
        Client("http://127.0.0.1:1", http=http) as client,
        pytest.raises(UnreachableError, match="broke off"),
    ):
        client.export("csv", tmp_path / "a.csv")
    assert {file.name: file.read_text() for file in tmp_path.iterdir()} == {"a.csv": "whole"}


def test_the_client_loads_no_server() -> None:
    program = (
        "import sys, lagebild.client\n"
        "heavy = {'sqlalchemy', 'fastapi', 'onnxruntime', 'numpy', 'babel', 'trafilatura', 'uvicorn'}\n"
        "sys.exit(', '.join(heavy & set(sys.modules)) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")


def test_the_example_of_the_page_runs(serve: Callable[..., str], capsys: pytest.CaptureFixture[str]) -> None:
    section = PAGE.read_text("utf-8").split("\n## Python\n")[1].split("\n## ")[0]
    example = "\n".join(line[4:] for line in section.splitlines() if line.startswith("    "))
    assert "http://127.0.0.1:8642" in example
    exec(compile(example.replace("http://127.0.0.1:8642", serve()), str(PAGE), "exec"), {})
    assert own_cases.DENIAL in capsys.readouterr().out
