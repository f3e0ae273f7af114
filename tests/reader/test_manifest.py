"""Missing and damaged model files are told with their remedy."""

import json
from dataclasses import asdict
from pathlib import Path

import pytest

from lagebild.errors import ModelError
from lagebild.reader import Reader, load_manifest, verify
from lagebild.reader.decode import Thresholds
from lagebild.reader.manifest import FILES, digest


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in FILES:
        (tmp_path / name).write_text(name)
    manifest = {
        "name": "versuch",
        "files": {name: digest(tmp_path / name) for name in FILES},
        "thresholds": asdict(Thresholds(trigger=0.6)),
    }
    (tmp_path / "manifest.json").write_text(json.dumps(manifest))
    return tmp_path


def test_a_manifest_names_the_model_and_its_thresholds(folder: Path) -> None:
    manifest = load_manifest(folder)
    assert manifest.name == "versuch"
    assert manifest.thresholds == Thresholds(trigger=0.6)
    assert verify(folder) == []


def test_a_changed_file_is_named(folder: Path) -> None:
    (folder / "pairs.onnx").write_text("anders")
    (fault,) = verify(folder)
    assert "pairs.onnx" in fault
    assert "install Lagebild again" in fault


@pytest.mark.parametrize("name", [*FILES, "manifest.json"])
def test_a_missing_file_is_named(folder: Path, name: str) -> None:
    (folder / name).unlink()
    with pytest.raises(ModelError, match=f"{name}.*LAGEBILD_MODEL"):
        load_manifest(folder)


@pytest.mark.parametrize(
    "content", ["", "{", "[]", "{}", '{"name": "x", "files": {}, "thresholds": {"mut": 1}}']
)
def test_a_damaged_manifest_is_an_error_with_a_remedy(folder: Path, content: str) -> None:
    (folder / "manifest.json").write_text(content)
    with pytest.raises(ModelError, match="not a manifest"):
        load_manifest(folder)


def test_files_that_are_no_model_are_an_error_with_a_remedy(folder: Path) -> None:
    with pytest.raises(ModelError, match="lagebild doctor"):
        Reader.load(folder)


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="missing"):
        Reader.load(tmp_path / "nirgends")
