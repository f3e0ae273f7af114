"""JSON form and whole files."""

import json
import os
from pathlib import Path

import pytest
from making import TEXT, make_document, make_event

from lagebild.errors import LagebildError
from lagebild.export import atomic, atomic_bytes, record_json, to_json
from lagebild.reference.codebook import quad, score

DOCUMENT = make_document()
EVENT = make_event(DOCUMENT)
KEYS = (
    "trigger type quad score mode context actor recipient object framework place time amount modality negated "
    "sources confidence"
)


def test_form_has_the_keys_of_the_codebook() -> None:
    form = to_json(EVENT, TEXT)
    assert " ".join(form) == KEYS
    assert (form["type"], form["quad"], form["score"]) == ("AGREE", quad("AGREE"), score("AGREE"))
    assert form["trigger"] == {
        "text": "zugesagt",
        "start": TEXT.index("zugesagt"),
        "end": TEXT.index("zugesagt") + 8,
    }
    assert form["time"][0]["value"] == "2024-05-03"
    assert form["amount"][0]["value"] == "4e6 EUR"
    assert form["place"][0]["country"] is None
    assert form["recipient"][1] == {
        "text": None,
        "start": None,
        "end": None,
        "code": "UNK",
        "name": None,
        "inferred": True,
        "confidence": 1.0,
        "office": None,
        "others": [],
    }
    source, denier = form["sources"]
    assert (source["code"], source["stance"], source["name"]) == ("NLD GOV", "asserts", "Öberg")
    at = TEXT.index("sagte.")
    assert source["cue"] == {"text": "sagte.", "start": at, "end": at + 6}
    assert to_json(EVENT)["sources"][0]["cue"] == {"text": None, "start": at, "end": at + 6}
    assert (denier["cue"], denier["stance"]) == (None, "denies")
    assert json.loads(json.dumps(form)) == form


def test_every_offset_of_the_form_holds_its_words() -> None:
    checked = 0
    form = to_json(EVENT, TEXT)
    for value in form.values():
        for filler in value if isinstance(value, list) else [value]:
            if isinstance(filler, dict) and filler["start"] is not None:
                assert TEXT[filler["start"] : filler["end"]] == filler["text"]
                checked += 1
    assert checked == 9


def test_record_form_says_where_the_event_comes_from() -> None:
    form = record_json(EVENT)
    assert (form["id"], form["document_id"], form["model"]) == (EVENT.id, DOCUMENT.id, EVENT.model)
    assert TEXT[form["sentence"]["start"] : form["sentence"]["end"]].endswith("sagte.")


def test_atomic_puts_whole_files_in_place(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    with atomic(path, encoding="utf-8-sig") as stream:
        stream.write("Öl\n")
        assert not path.exists()
    assert path.read_bytes() == b"\xef\xbb\xbf\xc3\x96l\n"
    assert list(tmp_path.iterdir()) == [path]


def test_atomic_keeps_the_old_file_after_an_error(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text("alt")

    def fail() -> None:
        with atomic(path) as stream:
            stream.write("neu")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert path.read_text() == "alt"
    assert list(tmp_path.iterdir()) == [path]


def test_atomic_names_the_file_that_cannot_be_written(tmp_path: Path) -> None:
    with (
        pytest.raises(LagebildError, match=r"none/a\.csv: cannot be written"),
        atomic(tmp_path / "none" / "a.csv"),
    ):
        pass


def test_atomic_replaces_what_a_link_points_to(tmp_path: Path) -> None:
    target, link = tmp_path / "b" / "a.csv", tmp_path / "a.csv"
    target.parent.mkdir()
    target.write_text("alt")
    link.symlink_to(target)
    with atomic(link) as stream:
        stream.write("neu")
    assert link.is_symlink()
    assert target.read_text() == "neu"


def test_atomic_never_puts_a_file_in_the_place_of_a_pipe(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reading = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    with atomic(pipe) as stream:
        stream.write("Zeile\n")
    assert os.read(reading, 100) == b"Zeile\n"
    os.close(reading)
    assert pipe.is_fifo()


def test_atomic_to_standard_output(capsys: pytest.CaptureFixture[str]) -> None:
    with atomic(Path("-")) as stream:
        stream.write("x\n")
    assert capsys.readouterr().out == "x\n"


def test_bytes_are_whole_or_not_there_too(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    with atomic_bytes(path) as stream:
        stream.write(b"PAR1")
        assert not path.exists()
    assert path.read_bytes() == b"PAR1"
    with (
        pytest.raises(LagebildError, match="/dev/full: cannot be written"),
        atomic_bytes(Path("/dev/full")) as s,
    ):
        s.write(b"x")
