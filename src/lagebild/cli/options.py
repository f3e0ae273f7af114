"""Options that several commands share, and what they stand for."""

from datetime import date, datetime, time
from typing import TYPE_CHECKING, Annotated

import typer

from lagebild.errors import SettingsError
from lagebild.records import CaseState, EventType, Modality, Stance
from lagebild.records.counting import Way

if TYPE_CHECKING:  # slow to import; ``--help`` needs none of them
    from lagebild.record import CaseFilter, EventFilter, Store
    from lagebild.reference.registry import Registry
    from lagebild.settings import Settings

_DAY = ["%Y-%m-%d"]

Database = Annotated[
    str | None,
    typer.Option(
        "--database",
        "-d",
        metavar="PATH",
        help="Path or postgresql:// address; else LAGEBILD_DATABASE, else lagebild.db.",
    ),
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON on standard output.")]
Processes = Annotated[
    int | None, typer.Option("--processes", "-p", min=1, help="Reading processes; at most 2 unless given.")
]
Limit = Annotated[int, typer.Option("--limit", "-n", min=1, help="At most so many.")]

Actor = Annotated[
    str | None,
    typer.Option("--actor", "-a", help="Country or full code (RUS, 'DEU GOV') or part of a name, any role."),
]
Actors = Annotated[
    list[str] | None,
    typer.Option(
        "--actor",
        "-a",
        help="Country or full code or part of a name, any role; given several times, all must take part.",
    ),
]
Other = Annotated[
    str | None,
    typer.Option("--other", help="Second actor: one of both acts upon the other, or both act together."),
]
Disputed = Annotated[
    bool | None,
    typer.Option(
        "--disputed/--undisputed", help="Only events whose case is disputed or denied, or only others."
    ),
]
Words = Annotated[
    str | None, typer.Option("--words", metavar="WORDS", help="Words that the event's sentence has.")
]
AsOf = Annotated[
    datetime | None,
    typer.Option(
        "--as-of",
        formats=["%Y-%m-%d", "%Y-%m-%dT%H:%M:%S"],
        metavar="DATE",
        help="What the record knew at the end of this day (or at this moment, UTC).",
    ),
]
On = Annotated[
    datetime | None,
    typer.Option(
        "--on", formats=_DAY, metavar="DATE", help="As the reports until this day tell it; else today."
    ),
]
FrameworkOption = Annotated[
    str | None,
    typer.Option(
        "--framework", metavar="NAME", help="Under this treaty, resolution, format or body of the registry."
    ),
]
Type = Annotated[
    EventType | None, typer.Option("--type", "-t", case_sensitive=False, help="PLOVER event type.")
]
Reality = Annotated[
    Modality | None, typer.Option("--reality", "-r", case_sensitive=False, help="How real the event is.")
]
Negated = Annotated[
    bool | None,
    typer.Option("--negated/--not-negated", help="Only events the text says did not happen, or only others."),
]
StanceOption = Annotated[
    Stance | None,
    typer.Option("--stance", case_sensitive=False, help="With a source that takes this stance."),
]
DocumentId = Annotated[str | None, typer.Option("--document", help="Beginning of a document's id.")]
Publisher = Annotated[str | None, typer.Option("--publisher", help="Exact name of the publisher.")]
Since = Annotated[
    datetime | None,
    typer.Option("--since", formats=_DAY, metavar="DATE", help="Published on this day or later."),
]
Until = Annotated[
    datetime | None,
    typer.Option("--until", formats=_DAY, metavar="DATE", help="Published on this day or earlier."),
]
FromDay = Annotated[
    datetime | None,
    typer.Option(
        "--from", formats=_DAY, metavar="DATE", help="Told to happen on this day or later (else: published)."
    ),
]
ToDay = Annotated[
    datetime | None,
    typer.Option(
        "--to", formats=_DAY, metavar="DATE", help="Told to happen on this day or earlier (else: published)."
    ),
]
Count = Annotated[
    Way,
    typer.Option(
        "--count",
        case_sensitive=False,
        help="Every report, one a day, each case once, or each independent origin of a case once.",
    ),
]
Published = Annotated[
    datetime | None,
    typer.Option(
        "--published", formats=_DAY, metavar="DATE", help="Day of publication (YYYY-MM-DD) of all inputs."
    ),
]


def load_settings(**changes: object) -> "Settings":
    """The settings, with what was given on the command line in their place.

    :raises SettingsError: a variable of the environment is impossible.
    """
    from pydantic import ValidationError

    from lagebild.settings import Settings

    try:
        return Settings(**{name: value for name, value in changes.items() if value is not None})  # type: ignore[arg-type]
    except ValidationError as error:
        first = error.errors()[0]
        name = f"LAGEBILD_{'_'.join(map(str, first['loc'])).upper()}"
        raise SettingsError(
            f"{name}={first['input']!r}: {first['msg'].lower()}; correct or unset it"
        ) from None


def open_store(database: str | None, *, create: bool = False) -> "Store":
    from lagebild.record import Store

    return Store.open(load_settings(database=database).database, create=create)


def open_weighed(database: str | None) -> "Store":
    """The record; a note says if there are documents whose events are in no case yet."""
    from lagebild.cli import output

    store = open_store(database)
    if store.weighing.unweighed(1):
        output.notes().print("some documents have not been weighed; run `lagebild weigh` to see them here")
    return store


def open_registry() -> "Registry":
    """The registry with the user's own files over it.

    :raises RegistryError: one of these is faulty.
    """
    from lagebild.reference.registry import Registry

    return Registry.load(load_settings().registry)


def day(given: datetime | None) -> date | None:
    return given.date() if given else None


def processes(given: int | None) -> int:
    from lagebild.scale import default_processes

    return given or default_processes()


def moment(given: datetime | None) -> datetime | None:
    """The moment that an option means: a day is meant with all its hours (midnight cannot be told from a day)."""
    from lagebild.record.moments import whole_day, whole_second

    if given is None:
        return None
    return whole_second(given) if given.time() != time.min else whole_day(given)


def case_filter(
    actors: list[str] | None,
    type: EventType | None,
    states: list[CaseState] | None,
    framework: str | None,
    since: datetime | None,
    until: datetime | None,
    *,
    as_of: datetime | None,
    documents: int,
) -> "CaseFilter":
    """The filter of cases for the options."""
    from lagebild.record import CaseFilter

    return CaseFilter(
        actors=tuple(actors or ()),
        type=type,
        states=tuple(states or ()),
        framework=_framework_name(framework) if framework else None,
        since=day(since),
        until=day(until),
        documents=documents,
        as_of=moment(as_of),
    )


def event_filter(
    store: "Store",
    *,
    document: str | None,
    actor: str | None,
    framework: str | None,
    type: EventType | None,
    reality: Modality | None,
    negated: bool | None,
    stance: Stance | None,
    publisher: str | None,
    since: datetime | None,
    until: datetime | None,
    other: str | None = None,
    disputed: bool | None = None,
    words: str | None = None,
    from_day: datetime | None = None,
    to_day: datetime | None = None,
    as_of: datetime | None = None,
) -> "EventFilter":
    """The filter for the options; the beginning of a document's id is completed."""
    from lagebild.record import EventFilter

    return EventFilter(
        document_id=store.document(document).id if document else None,
        actor=actor,
        other=other,
        framework=_framework_name(framework) if framework else None,
        type=type,
        modality=reality,
        negated=negated,
        stance=stance,
        disputed=disputed,
        words=words,
        publisher=publisher,
        since=day(since),
        until=day(until),
        from_day=day(from_day),
        to_day=day(to_day),
        as_of=moment(as_of),
    )


def _framework_name(given: str) -> str:
    """The registry's name for what was asked (``UN-Resolution 1718``), else as given."""
    found = open_registry().framework(given)
    return found.name if found else given
