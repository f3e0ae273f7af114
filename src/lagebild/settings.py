"""The only reader of the environment: every setting has a default and can be set as ``LAGEBILD_...``."""

from pathlib import Path
from typing import Literal

from pydantic import field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """Where things lie and how much the machine may be used."""

    model_config = SettingsConfigDict(env_prefix="LAGEBILD_")

    database: str = "sqlite:///lagebild.db"
    model: Path = Path(__file__).parent / "reader" / "model"
    registry: Path | None = None
    """Folder with the user's own registry files; they win over those of the package."""
    host: str = "127.0.0.1"
    hosts: str = ""
    """Further names that the server answers to, parted by commas: those by which a proxy is called."""
    tokens: Literal["elsewhere", "required"] = "elsewhere"
    """Who has to show a token: all that do not sit at this machine, or everybody, as behind a proxy."""
    port: int = 8642
    max_bytes: int = 2_000_000
    """Largest single text taken in (a page, a line of JSONL): a book of 700 pages, minutes of reading."""

    @field_validator("registry", mode="before")
    @classmethod
    def _unset_if_empty(cls, value: object) -> object:
        """``LAGEBILD_REGISTRY=`` is no folder; ``~`` is the home."""
        return None if value == "" else Path(str(value)).expanduser() if value is not None else None
