"""Missing and damaged model files are told with their remedy."""

import json
from dataclasses import asdict
from pathlib import Path

import pytest

from lagebild.errors import ModelError
from lagebild.reader import Reader, load_manifest, verify
from lagebild.reader import labels as L
from lagebild.reader.decode import Thresholds
from lagebild.reader.manifest import FILES, digest, label_digest, model_name


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in FILES:
        (tmp_path / name).write_text(name)
    manifest = {
        "name": "versuch",
        "files": {name: digest(tmp_path / name) for name in FILES},
        "labels": label_digest(),
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
    "content",
    [
        "",
        "{",
        "[]",
        "{}",
        '{"name": "x", "files": {}, "thresholds": {}}',
        '{"name": "x", "files": {}, "labels": "", "thresholds": {"mut": 1}}',
    ],
)
def test_a_damaged_manifest_is_an_error_with_a_remedy(folder: Path, content: str) -> None:
    (folder / "manifest.json").write_text(content)
    with pytest.raises(ModelError, match="not a manifest"):
        load_manifest(folder)


def test_a_model_of_other_label_sets_is_an_error_with_a_remedy(folder: Path) -> None:
    path = folder / "manifest.json"
    path.write_text(path.read_text().replace(label_digest(), "0" * 64))
    with pytest.raises(ModelError, match=r"other label sets.*LAGEBILD_MODEL"):
        load_manifest(folder)


def test_the_label_digest_is_that_of_every_label_in_its_place(monkeypatch: pytest.MonkeyPatch) -> None:
    before = label_digest()
    for name in ("TYPES", "LAYERS", "MODES", "CONTEXTS", "MODALITIES", "STANCES", "LINKED"):
        with monkeypatch.context() as patch:
            patch.setattr(L, name, tuple(reversed(getattr(L, name))))
            assert label_digest() != before, name
    assert label_digest() == before


def test_the_name_is_that_of_the_weights_and_the_thresholds() -> None:
    files = {"words.onnx": "a", "pairs.onnx": "b"}
    name = model_name(files, Thresholds())
    assert name == model_name(dict(reversed(files.items())), Thresholds())
    assert name != model_name(files | {"pairs.onnx": "c"}, Thresholds())
    assert name != model_name(files, Thresholds(unsaid_source=0.6))


def test_files_that_are_no_model_are_an_error_with_a_remedy(folder: Path) -> None:
    with pytest.raises(ModelError, match="lagebild doctor"):
        Reader.load(folder)


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="missing"):
        Reader.load(tmp_path / "nirgends")
