"""The model's manifest: which weights these are, what they were made from, and the thresholds to read with."""

import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path

from lagebild.errors import ModelError
from lagebild.reader import labels as L
from lagebild.reader.decode import Thresholds

FILES = ("words.onnx", "pairs.onnx", "messages.onnx", "message_parts.onnx", "tokenizer.json")


@dataclass(frozen=True, slots=True)
class Manifest:
    """``files`` maps file names to SHA-256 digests; ``name`` identifies the weights in every reading."""

    name: str
    files: dict[str, str]
    thresholds: Thresholds


def label_digest() -> str:
    """One digest of the label sets: weights only fit the sets they were trained with."""
    sets = (L.TYPES, L.LAYERS, L.MODES, L.CONTEXTS, L.MODALITIES, L.STANCES, L.LINKED)
    return hashlib.sha256(json.dumps(sets).encode()).hexdigest()


def model_name(files: dict[str, str], thresholds: Thresholds) -> str:
    """What identifies a reading: the weights and the thresholds they are read with."""
    parts = json.dumps([files, asdict(thresholds)], sort_keys=True)
    return "lagebild-de-" + hashlib.sha256(parts.encode()).hexdigest()[:8]


def digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def load_manifest(folder: Path) -> Manifest:
    path = folder / "manifest.json"
    remedy = "install Lagebild again or set LAGEBILD_MODEL to a folder with a model"
    missing = [name for name in FILES if not (folder / name).is_file()]
    if missing or not path.is_file():
        raise ModelError(
            f"{folder}: model files are missing ({', '.join(missing or ['manifest.json'])}); {remedy}"
        )
    try:
        data = json.loads(path.read_text("utf-8"))
        manifest = Manifest(data["name"], data["files"], Thresholds(**data["thresholds"]))
        labels = data["labels"]
    except (ValueError, KeyError, TypeError) as error:
        raise ModelError(f"{path}: not a manifest ({error}); {remedy}") from error
    if labels != label_digest():
        raise ModelError(f"{folder}: the model was trained for other label sets; {remedy}")
    return manifest


def verify(folder: Path) -> list[str]:
    """What differs between the files and the manifest's digests; empty if all is well."""
    manifest = load_manifest(folder)
    return [
        f"{folder / name}: digest differs from the manifest; install Lagebild again"
        for name, expected in manifest.files.items()
        if digest(folder / name) != expected
    ]
