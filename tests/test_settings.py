"""Settings come from the environment."""

from pathlib import Path

import pytest

from lagebild.settings import Settings


@pytest.mark.parametrize(
    ("value", "folder"),
    [
        (None, None),
        ("", None),
        ("eigen", Path("eigen")),
        ("~/eigen", Path("~/eigen").expanduser()),
    ],
)
def test_an_unset_or_empty_registry_is_none(
    monkeypatch: pytest.MonkeyPatch, value: str | None, folder: Path | None
) -> None:
    monkeypatch.delenv("LAGEBILD_REGISTRY", raising=False)
    if value is not None:
        monkeypatch.setenv("LAGEBILD_REGISTRY", value)
    assert Settings().registry == folder
