"""Lagebild: German reporting on foreign and security policy as a sourced record of events."""

from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from lagebild.records import Event

if TYPE_CHECKING:
    from lagebild.pipeline import Pipeline

__all__ = ["__version__", "read"]

__version__ = "0.1.0"


def read(
    text: str, published: date | None = None, publisher: str | None = None, title: str | None = None
) -> tuple[Event, ...]:
    """The events of a German text; dates such as ``gestern`` are counted from ``published``.

    :raises InputError: the text is empty, damaged or not German.
    :raises ModelError: the model's files are missing or damaged.
    """
    # Imported here, so that ``import lagebild`` stays fast and stages can import their own package.
    from lagebild.intake import from_text

    document = from_text(text, published=published, publisher=publisher, title=title)
    return _pipeline().events([document])[0]


@cache
def _pipeline() -> "Pipeline":
    from lagebild.pipeline import Pipeline
    from lagebild.settings import Settings

    return Pipeline.load(Settings())
