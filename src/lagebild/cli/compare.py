"""``lagebild compare``: two statements, what was hardened, softened, added and dropped, and who signs."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.text import Text

from lagebild.cli import options, output
from lagebild.errors import SettingsError
from lagebild.records import Document

if TYPE_CHECKING:  # slow to import; ``--help`` needs none of them
    from lagebild.weigh.compare import Change, Comparison
    from lagebild.weigh.signing import Signatory
    from lagebild.weigh.tone import Tone
    from lagebild.weigh.words import Wording

CHANGED = "bold reverse"
"""Changed words stand between brackets as well: a file or a pipe has no styles."""


def compare(
    one: Annotated[str, typer.Argument(metavar="DOCUMENT", help="Id of a document, or its beginning.")],
    other: Annotated[
        str, typer.Argument(metavar="DOCUMENT", help="Of another, earlier or later; their dates decide.")
    ],
    database: options.Database = None,
    json: options.Json = False,
) -> None:
    """Compare two statements: passages hardened, softened, added, dropped, reworded, moved; signatories."""
    from lagebild.export.comparison import comparison_json
    from lagebild.record import EventFilter
    from lagebild.resolve.actors import ActorResolver
    from lagebild.weigh.compare import compare as compare_statements
    from lagebild.weigh.compare import in_order

    with options.open_store(database) as store:
        earlier, later = in_order(store.document(one), store.document(other))
        if earlier.id == later.id:
            raise SettingsError(f"{one} and {other}: the same document; name two")
        events = [store.events(EventFilter(document_id=document.id)) for document in (earlier, later)]
    actors = ActorResolver(options.open_registry())
    comparison = compare_statements(earlier, later, *events, actors=actors)
    if json:
        output.print_json(comparison_json(comparison))
        return
    _print(comparison, output.console())


def _print(comparison: "Comparison", console: Console) -> None:
    from lagebild.weigh.compare import Kind

    for name, document in (("earlier", comparison.earlier), ("later", comparison.later)):
        console.print(Text.assemble((f"{name:8}", "bold"), _head(document)))
    for kind in (Kind.HARDENED, Kind.SOFTENED, Kind.ADDED, Kind.DROPPED, Kind.REWORDED, Kind.MOVED):
        _section(console, kind.value, comparison.of(kind))
    console.print()
    console.print(Text("signatories", style="bold"))
    signed = comparison.signatories
    for name, listed in (("added", signed.added), ("dropped", signed.dropped), ("kept", signed.kept)):
        console.print(Text(f"  {name:8}{_names(listed) or '-'}"))
    console.print()
    console.print(Text(f"{len(comparison.of(Kind.KEPT))} passages kept", style="dim"))


def _section(console: Console, title: str, changes: "tuple[Change, ...]") -> None:
    if not changes:
        return
    console.print()
    console.print(Text(f"{title} ({len(changes)})", style="bold"))
    for change in changes:
        told = _told(change)
        if told:
            console.print(Text(f"  {told}", style="italic"))
        for line in _wordings(change):
            console.print(Text.assemble("  ", line), soft_wrap=not console.is_terminal)


def _told(change: "Change") -> str:
    """The grades on the scale that moved, and whether the passage stands elsewhere."""
    from lagebild.weigh.compare import Kind

    told = []
    before, after = change.tone_earlier, change.tone_later
    if before and after and change.kind in (Kind.HARDENED, Kind.SOFTENED):
        told.append(f"{_label(before)}: {_grade(before)} → {_grade(after)}")
    elif change.kind in (Kind.ADDED, Kind.DROPPED) and (tone := before or after):
        told.append(f"{_label(tone)}: {_grade(tone)}")
    if change.moved and change.kind is not Kind.MOVED:
        told.append("moved")
    return ", ".join(told)


def _label(tone: "Tone") -> str:
    from lagebild.reference.tone import tone_words

    return tone_words().scale(tone.scale).label


def _grade(tone: "Tone") -> str:
    """Half a step is no grade of its own: what raised or lowered it is among the words that are marked."""
    step = tone.rank % 1
    listed = _grades(tone)
    if not step:
        return tone.grade
    return f"{tone.grade} ({'verstärkt' if listed < tone.rank else 'abgeschwächt'})"


def _grades(tone: "Tone") -> int:
    from lagebild.reference.tone import tone_words

    return [grade.name for grade in tone_words().scale(tone.scale).grades].index(tone.grade)


def _wordings(change: "Change") -> Iterator[Text]:
    """Both wordings, the changed words of each marked."""
    from lagebild.weigh.compare import Kind
    from lagebild.weigh.words import Wording

    if change.kind is Kind.MOVED and change.later:
        yield Text.assemble("= ", output.printable(change.later.text))
        return
    if not change.wording:
        for mark, passage in (("- ", change.earlier), ("+ ", change.later)):
            if passage:
                yield Text.assemble(mark, output.printable(passage.text))
        return
    yield _marked("- ", change.wording, Wording.REMOVED, Wording.ADDED)
    yield _marked("+ ", change.wording, Wording.ADDED, Wording.REMOVED)


def _marked(
    mark: str, wording: "Iterable[tuple[Wording, str]]", changed: "Wording", left_out: "Wording"
) -> Text:
    """One side of a change; the blanks before changed words stay outside of the brackets."""
    line = Text(mark)
    for op, text in wording:
        words = " ".join(output.printable(text).split())
        if op is left_out:
            continue
        if text[:1].isspace() and line.plain != mark:
            line.append(" ")
        line.append(f"[{words}]" if op is changed else words, style=CHANGED if op is changed else "")
    return line


def _head(document: Document) -> str:
    parts = (document.published, document.publisher, document.title or document.origin, document.id[:10])
    return output.printable(" · ".join(str(part) for part in parts if part))


def _names(signed: "Iterable[Signatory]") -> str:
    """``Norwegen (NOR GOV)``; in the word of the text where the registry gives no name."""
    return output.printable(
        ", ".join(
            f"{s.name} ({s.code}{', aligned' if s.aligned else ''})" if s.name else s.code for s in signed
        )
    )
