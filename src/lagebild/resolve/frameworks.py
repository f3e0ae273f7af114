"""Under which treaty, resolution, format or body an act happens: the reader's spans and the registry's names."""

from collections.abc import Sequence

from lagebild.records import Document, Framework, Span
from lagebild.reference.registry import Registry

_REST = 40  # characters behind a span in which a name that it begins may end


def frameworks_of(
    document: Document, spans: Sequence[Span], objects: Sequence[Span], registry: Registry
) -> tuple[Framework, ...]:
    """What the reader took for a framework, named where the registry knows it; then what an object names.

    ``kündigte den INF-Vertrag`` has the treaty as its object; it is the framework of the act as well.
    """
    found: dict[Span, Framework] = {}
    for read in spans:
        span = _whole(document, read, registry)
        text = span.of(document.text)
        known = registry.framework(text, document.published)
        found[span] = Framework(span, text, known.name, known.kind) if known else Framework(span, text)
    named = {framework.name for framework in found.values()}
    for span in objects:
        text = span.of(document.text)
        inside = registry.frameworks.within(text, document.published)
        if inside is None or inside[0].kind == "group" or inside[0].name in named:
            continue
        framework, start, end = inside
        part = Span(span.start + start, span.start + end)
        found = {s: f for s, f in found.items() if f.name or not s.overlaps(part)}
        named.add(framework.name)
        found.setdefault(part, Framework(part, part.of(document.text), framework.name, framework.kind))
    return tuple(found.values())


def _whole(document: Document, span: Span, registry: Registry) -> Span:
    """The span with the rest of the name that it begins: ``Resolution`` -> ``Resolution 1718``."""
    more = Span(span.start, min(span.end + _REST, len(document.text)))
    inside = registry.frameworks.within(more.of(document.text).partition("\n")[0], document.published)
    if inside is None or inside[1] > 0 or inside[0].kind == "group":
        return span
    return Span(span.start, max(span.end, span.start + inside[2]))
