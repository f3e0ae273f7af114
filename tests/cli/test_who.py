"""lagebild who, framework, events --framework, doctor with a user's registry"""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from making import MODEL, TEXT, make_document, make_event
from running import Run

from lagebild.cli import doctor
from lagebild.record import Store
from lagebild.records import Framework

PEOPLE = "name,aliases,code,from,to,office,mark\n"


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user's registry folder, set by ``LAGEBILD_REGISTRY``."""
    folder = tmp_path / "eigen"
    folder.mkdir()
    monkeypatch.setenv("LAGEBILD_REGISTRY", str(folder))
    return folder


def words(text: str) -> str:
    return " ".join(text.split())


def test_who_as_table_and_as_json(run: Run) -> None:
    result = run("who", "Außenministerin", "--state", "DEU", "--on", "2024-05-01")
    assert result.code == 0
    assert "Annalena Baerbock Außenministerin DEU GOV 2021-12-08 2025-05-06" in words(result.out)
    (row,) = json.loads(run("who", "US-Präsident", "--on", "1995-01-01", "--json").out)
    assert (row["person"], row["start"], row["mark"]) == ("Bill Clinton", "1993-01-20", "")


def test_who_marks_the_designated(run: Run) -> None:
    out = words(run("who", "US-Präsident", "--on", "2024-12-01").out)
    assert out.index("Joe Biden") < out.index("Donald Trump")
    assert "2025-01-20 designated" in out


def test_who_knows_nobody_or_no_state(run: Run) -> None:
    result = run("who", "Hexenmeister", "-s", "Südkorea")
    assert result.code == 0
    assert result.out.startswith("the registry knows nobody in this office")
    assert json.loads(run("who", "Hexenmeister", "-s", "KOR", "--json").out) == []
    result = run("who", "Präsident", "-s", "Atlantis")
    assert result.code == 1
    assert result.err.startswith("lagebild: Atlantis: no state or organisation of this name; write a code")
    assert "of which state? name it, for example with --state KOR" in run("who", "Präsident").err
    assert run("who", "Papst", "-s", "VAT", "--on", "gestern").code == 2


def test_who_asks_a_users_registry(run: Run, own: Path) -> None:
    (own / "people.csv").write_text(f"{PEOPLE}Ada Test,,NOR GOV,2030,,Nebelministerin,\n", "utf-8")
    (row,) = json.loads(run("who", "Nebelminister", "-s", "Norwegen", "--json").out)
    assert (row["person"], row["end"]) == ("Ada Test", None)


def test_a_framework_as_table_and_as_json(run: Run) -> None:
    out = words(run("framework", "Staaten des Weimarer Dreiecks", "--on", "2015-07-14").out)
    assert "name Weimarer Dreieck" in out
    assert "kind group" in out
    assert "members (3) DEU FRA POL" in out
    row = json.loads(run("framework", "UN-Resolution 1718", "--json").out)
    assert (row["name"], row["kind"], row["from"]) == ("Resolution 1718", "resolution", "2006-10-14")
    assert len(json.loads(run("framework", "EU", "--on", "2020-01-31", "--json").out)["members"]) == 28


def test_an_unknown_framework_or_none_named(run: Run) -> None:
    result = run("framework", "Nebelpakt")
    assert (result.code, result.out) == (1, "")
    assert result.err.startswith("lagebild: Nebelpakt: the registry knows no such framework; `lagebild fram")
    result = run("framework")
    assert (result.code, result.err.startswith("lagebild: name a framework")) == (1, True)
    assert "--candidates" in result.err


@pytest.mark.usefixtures("filled")
def test_candidates_are_words_that_the_registry_lacks(run: Run, database_url: str) -> None:
    assert "the registry knows every framework of the record" in run("framework", "--candidates").out
    document = make_document(f"{TEXT} Nummer 3.")
    event = make_event(document)
    (known,) = event.frameworks
    with Store.open(database_url) as store:
        candidate = replace(event, frameworks=(Framework(known.span, known.text),))
        store.add(document, [candidate], model=MODEL)
    assert json.loads(run("framework", "--candidates", "--json").out) == [
        {"name": "Küstenrunde", "kind": None, "events": 1}
    ]
    assert "Küstenrunde 1" in words(run("framework", "--candidates").out)


def test_a_candidate_is_confirmed_into_a_users_registry(run: Run, own: Path) -> None:
    result = run("framework", "Küstenrunde", "--confirm", "format")
    assert result.code == 0
    assert f"Küstenrunde is in {own / 'frameworks.csv'}" in words(result.out)
    assert json.loads(run("framework", "Küstenrunde", "--json").out)["kind"] == "format"


def test_a_confirmation_is_refused_without_folder_or_with_a_wrong_kind(
    run: Run, own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    result = run("framework", "Küstenrunde", "--confirm", "kreis")
    assert result.code == 1
    assert "kind `kreis`: unknown; write one of treaty" in result.err
    assert list(own.iterdir()) == []
    monkeypatch.delenv("LAGEBILD_REGISTRY")
    result = run("framework", "Küstenrunde", "--confirm", "format")
    assert (result.code, result.err.startswith("lagebild: set LAGEBILD_REGISTRY to a folder")) == (1, True)


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize(("name", "count"), [("Küstenrunde", 2), ("INF-Vertrags", 0), ("Nebelpakt", 0)])
def test_events_under_a_framework(run: Run, name: str, count: int) -> None:
    events = json.loads(run("events", "--framework", name, "--json").out)["events"]
    assert len(events) == count
    assert all(event["framework"][0]["name"] == name for event in events)


@pytest.mark.usefixtures("filled")
def test_events_under_a_framework_by_another_of_its_names(run: Run, database_url: str) -> None:
    document = make_document(f"{TEXT} Nummer 3.")
    event = make_event(document)
    named = replace(event.frameworks[0], name="Resolution 1718", kind="resolution")
    with Store.open(database_url) as store:
        store.add(document, [replace(event, frameworks=(named,))], model=MODEL)
    found = json.loads(run("events", "--framework", "UN-Resolution 1718 (2006)", "--json").out)["events"]
    assert [e["document_id"] for e in found] == [document.id]


@pytest.mark.usefixtures("filled")
def test_doctor_tells_faults_of_a_users_registry(
    run: Run, own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doctor, "_model", lambda folder: iter([doctor.Check("model", True, "test")]))
    sound = {c["name"]: c for c in json.loads(run("doctor", "--json").out)}["registry"]
    assert sound == {"name": "registry", "ok": True, "finding": f"sound, with your files in {own}"}
    (own / "people.csv").write_text(f"{PEOPLE}Ada Test,,QQQ GOV,gestern,,Ministerin,\n", "utf-8")
    result = run("doctor", "--json")
    assert result.code == 1
    (check,) = [c for c in json.loads(result.out) if c["name"] == "registry"]
    assert not check["ok"]
    assert len(check["finding"].splitlines()) == 2
    assert "people.csv, line 2: code `QQQ GOV`: no state or organisation QQQ" in check["finding"]
    assert "FAULT" in run("doctor").out


def test_a_faulty_registry_stops_what_reads_it(run: Run, own: Path) -> None:
    (own / "people.csv").write_text("name\n", "utf-8")
    result = run("who", "US-Präsident")
    assert (result.code, result.out) == (1, "")
    assert result.err.startswith("lagebild: people.csv, line 1: columns missing: aliases, code")
