"""Options that several commands share, and what they stand for."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, fields
from datetime import date, datetime, time
from functools import wraps
from inspect import Parameter, Signature, signature
from typing import TYPE_CHECKING, Annotated, Any

import typer

from lagebild.errors import SettingsError
from lagebild.records import CaseState, EventType, Modality, Stance
from lagebild.records.counting import Way

if TYPE_CHECKING:  # slow to import; ``--help`` needs none of them
    from lagebild.record import CaseFilter, EventFilter, Store
    from lagebild.reference.registry import Registry
    from lagebild.settings import Settings

Command = Callable[..., None]

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """The options that choose events, as they were given."""

    actor: Actor = None
    other: Other = None
    framework: FrameworkOption = None
    type: Type = None
    reality: Reality = None
    negated: Negated = None
    stance: StanceOption = None
    disputed: Disputed = None
    words: Words = None
    document: DocumentId = None
    publisher: Publisher = None
    since: Since = None
    until: Until = None
    from_day: FromDay = None
    to_day: ToDay = None
    as_of: AsOf = None

    def of(self, store: "Store") -> "EventFilter":
        """What to ask this record; the beginning of a document's id is completed."""
        from lagebild.record import EventFilter

        return EventFilter(
            document_id=store.document(self.document).id if self.document else None,
            actor=self.actor,
            other=self.other,
            framework=_framework_name(self.framework) if self.framework else None,
            type=self.type,
            modality=self.reality,
            negated=self.negated,
            stance=self.stance,
            disputed=self.disputed,
            words=self.words,
            publisher=self.publisher,
            since=day(self.since),
            until=day(self.until),
            from_day=day(self.from_day),
            to_day=day(self.to_day),
            as_of=moment(self.as_of),
        )


WIDER = ("other", "disputed", "words", "from_day", "to_day", "as_of")
"""Of the filters, what ``ask`` does without."""


def filtered(*, without: Collection[str] = ()) -> Callable[[Command], Command]:
    """Give a command the options of ``Filters``, but ``without`` some, where its parameter ``filters`` stands."""
    shared = [
        Parameter(field.name, Parameter.KEYWORD_ONLY, default=field.default, annotation=field.type)
        for field in fields(Filters)
        if field.name not in without
    ]

    def give(command: Command) -> Command:
        @wraps(command)
        def run(**given: Any) -> None:
            filters = Filters(**{option.name: given.pop(option.name) for option in shared})
            command(filters=filters, **given)

        own = signature(command).parameters.values()
        options = [option for one in own for option in (shared if one.name == "filters" else [one])]
        run.__signature__ = Signature(options)  # type: ignore[attr-defined]  # Typer makes the options of this
        return run

    return give


def _framework_name(given: str) -> str:
    """The registry's name for what was asked (``UN-Resolution 1718``), else as given."""
    found = open_registry().framework(given)
    return found.name if found else given
