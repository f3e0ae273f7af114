"""The table of formats: every one streams, carries the accuracy card, and survives hostile text."""

import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hostile import LONG, hostile_pair
from making import make_document, make_event
from shipping import Shipped

from lagebild.export import FORMS, About, Format, encode, write
from lagebild.export.about import Pair
from lagebild.export.verify import Verification
from lagebild.record import Store
from lagebild.reference.accuracy import accuracy

PAIR = (make_document(), make_event(make_document()))
INSIDE = [f for f, form in FORMS.items() if form.card_inside]
PROVING = [f for f, form in FORMS.items() if form.proves]
SUMMED_UP = (Format.GRAPHML, Format.GEXF)


def many(number: int, taken: list[int]) -> Iterator[Pair]:
    for at in range(number):
        taken.append(at)
        document = make_document(f"{PAIR[0].text} {at}")
        yield document, make_event(document, at)


def test_every_format_has_its_row_and_its_own_ending() -> None:
    assert set(FORMS) == set(Format)
    assert len({form.extension for form in FORMS.values()}) == len(FORMS)


@pytest.mark.parametrize("format", [f for f in Format if f not in (*SUMMED_UP, Format.PARQUET)])
def test_an_export_is_made_as_it_is_read(format: Format, about: Callable[[Format], About]) -> None:
    """After some bytes only the events in them have been asked for: memory does not grow with the export."""
    taken: list[int] = []
    parts = encode(many(1000, taken), about(format))
    size = 0
    while size < 20_000:
        size += len(next(parts))
    assert len(taken) < 60
    assert size < 60_000


def test_parquet_is_made_a_row_group_at_a_time(
    about: Callable[[Format], About], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lagebild.export.parquet.ROWS_A_GROUP", 10)
    taken: list[int] = []
    parts = encode(many(100, taken), about(Format.PARQUET))
    assert next(parts).startswith(b"PAR1")
    assert len(taken) == 10


@pytest.mark.parametrize("format", SUMMED_UP)
def test_a_network_does_not_grow_with_events_between_the_same_two(format: Format, shipped: Shipped) -> None:
    few, often = (shipped(format, many(number, [])) for number in (10, 500))
    assert len(often) - len(few) < 50


@pytest.mark.parametrize("format", INSIDE)
def test_the_card_is_in_the_file_where_there_is_room(
    format: Format, shipped: Shipped, about: Callable[[Format], About], tmp_path: Path
) -> None:
    path = tmp_path / "export"
    written = write([PAIR], path, about(format))
    assert (written.events, written.card) == (1, None)
    assert list(tmp_path.iterdir()) == [path]
    if format is Format.PARQUET:
        from lagebild.export.parquet import card_in

        assert card_in(path) == about(format).card()
    elif format is Format.STANDOFF:
        assert json.loads(path.read_bytes())["card"] == about(format).card()
    else:
        assert accuracy()["model"].encode() in path.read_bytes()


@pytest.mark.parametrize("format", [f for f in Format if f not in INSIDE])
def test_the_card_lies_beside_the_file_where_there_is_none(
    format: Format, about: Callable[[Format], About], tmp_path: Path
) -> None:
    path = tmp_path / "export.x"
    written = write([PAIR, PAIR], path, about(format))
    assert (written.events, written.card) == (2, tmp_path / "export.x.card.json")
    card = json.loads((tmp_path / "export.x.card.json").read_text("utf-8"))
    assert card["selection"] == {"actor": "NLD"}
    assert card["format"] == format.value
    assert card["accuracy"] == accuracy()


def test_no_card_is_laid_beside_what_is_no_file(about: Callable[[Format], About]) -> None:
    assert write([PAIR], Path("/dev/null"), about(Format.JSONL)).card is None


@pytest.mark.parametrize("format", PROVING)
def test_hostile_words_come_out_as_they_went_in(
    format: Format, about: Callable[[Format], About], kept: Callable[..., Store], tmp_path: Path
) -> None:
    pairs = [hostile_pair(at=1), PAIR]
    path = tmp_path / "export"
    with kept(pairs) as store:
        write(pairs, path, about(format))
        check = Verification(store)
        assert list(check.faults(path)) == []
        assert check.quotes > 10


@pytest.mark.parametrize("format", Format)
def test_a_sentence_of_a_million_characters_is_no_hindrance(
    format: Format, about: Callable[[Format], About], kept: Callable[..., Store], tmp_path: Path
) -> None:
    pair = hostile_pair(LONG.strip())
    path = tmp_path / "export"
    with kept([pair]) as store:
        assert write([pair], path, about(format)).events == 1
        if format in PROVING:
            assert list(Verification(store).faults(path)) == []


@pytest.mark.parametrize("format", Format)
def test_an_export_of_nothing_is_a_file_too(format: Format, shipped: Shipped) -> None:
    made = shipped(format, [])
    lines = (Format.JSONL, Format.PLOVER, Format.FTM)
    assert (made == b"") is (format in lines)


def test_without_pyarrow_the_message_names_the_extra(
    shipped: Shipped, monkeypatch: pytest.MonkeyPatch
) -> None:
    from lagebild.errors import LagebildError

    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(LagebildError, match=r"pip install 'lagebild\[parquet\]'"):
        shipped(Format.PARQUET, [PAIR])


def test_the_table_loads_no_heavy_package() -> None:
    heavy = "('pyarrow', 'lxml', 'sqlalchemy')"
    code = f"import sys, lagebild.export.verify; print(*(m for m in {heavy} if m in sys.modules))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.split() == []


def test_every_format_is_documented() -> None:
    page = (Path(__file__).parents[2] / "docs/exports.md").read_text("utf-8")
    sections = set(re.findall(r"^## (.*)$", page, re.M))
    for format, form in FORMS.items():
        (row,) = [line for line in page.splitlines() if line.startswith(f"| `{format}` |")]
        assert f"`.{form.extension}`" in row
        assert form.name in sections, form.name
        assert ("inside" if form.card_inside else "beside") in row
        assert ("yes" if form.proves else "no") in row
