"""Makes ``toys`` of this folder importable and gives the model, where there is one."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from lagebild.reader import Reader
from lagebild.settings import Settings


@pytest.fixture(scope="session")
def model() -> Path:
    folder = Settings().model
    if not (folder / "manifest.json").is_file():
        pytest.skip(f"no model in {folder}")
    return folder


@pytest.fixture(scope="session")
def reader(model: Path) -> Reader:
    return Reader.load(model)
