"""Lagebild: German reporting on foreign and security policy as a sourced record of events."""

from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from lagebild.records import Event

if TYPE_CHECKING:
    from lagebild.pipeline import Pipeline
    from lagebild.reference.frameworks import Framework
    from lagebild.reference.offices import Tenure
    from lagebild.reference.registers import Entity
    from lagebild.reference.registry import Registry

__all__ = ["__version__", "entity", "framework", "members", "read", "who"]

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


def who(office: str, state: str | None = None, on: date | None = None) -> "list[Tenure]":
    """Who held an office of a state or organisation (code or German name), on a day or ever.

    ``who("Verteidigungsminister", "KOR", date(2024, 10, 30))``

    :raises UnknownNameError: no such state, or none is named.
    :raises RegistryError: a registry file of the user is faulty.
    """
    from lagebild.reference import registers

    return registers.who(_registry(), office, state, on)


def framework(name: str, on: date | None = None) -> "Framework":
    """A treaty, resolution, format, operation or group of states by any of its names.

    :raises UnknownNameError: the registry has none.
    """
    from lagebild.reference import registers

    return registers.framework(_registry(), name, on)


def members(name: str, on: date | None = None) -> tuple[str, ...]:
    """Codes of the members of a framework or group (``EU``, ``Visegrád-Gruppe``) on a day, today's if None.

    :raises UnknownNameError: the registry has none.
    """
    return _registry().frameworks.members(framework(name, on), on)


def entity(name: str, on: date | None = None) -> "Entity":
    """A state, organisation, group or person by name or code: aliases, offices, members on a day.

    :raises UnknownNameError: the registry has none.
    """
    from lagebild.reference import registers

    return registers.entity(_registry(), name, on)


@cache
def _registry() -> "Registry":
    from lagebild.reference.registry import Registry
    from lagebild.settings import Settings

    return Registry.load(Settings().registry)


@cache
def _pipeline() -> "Pipeline":
    from lagebild.pipeline import Pipeline
    from lagebild.settings import Settings

    return Pipeline.load(Settings())
