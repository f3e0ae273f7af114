"""Where in the text an event stands: the span of every field that the document contains."""

from collections.abc import Iterator

from lagebild.records import Event, Span


def evidence(event: Event) -> Iterator[tuple[str, Span]]:
    """Every span of the event with the name of its field."""
    yield "trigger", event.trigger
    for name, fillers in (
        ("actor", event.actors),
        ("recipient", event.recipients),
        ("source", event.sources),
    ):
        yield from ((name, actor.span) for actor in fillers if actor.span)
    yield from (("cue", source.cue) for source in event.sources if source.cue)
    yield from (("object", filler.span) for filler in event.objects)
    yield from (("framework", filler.span) for filler in event.frameworks)
    yield from (("place", place.span) for place in event.places)
    yield from (("time", time.span) for time in event.times)
    yield from (("amount", amount.span) for amount in event.amounts)
