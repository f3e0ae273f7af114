"""On which side of an act the structure of its noun phrases puts the parties that the reader found."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from lagebild.records import Actor, Event, EventType, Span
from lagebild.resolve.phrases import is_directly_before, is_governed, is_listed, phrase_words, possessive_of

_GIVEN = frozenset({EventType.AID, EventType.SUPPORT, EventType.COOPERATE})
"""``Hilfe für Peru gegen Chile`` is given to Peru."""
_ONE_SIDED = frozenset(
    {
        EventType.AID,
        EventType.REQUEST,
        EventType.ACCUSE,
        EventType.REJECT,
        EventType.THREATEN,
        EventType.PROTEST,
        EventType.SANCTION,
        EventType.MOBILIZE,
        EventType.COERCE,
        EventType.ASSAULT,
    }
)
"""Acts that one side does to another; a meeting or an agreement has all its parties as actors."""


def with_sides(text: str, events: Sequence[Event]) -> tuple[Event, ...]:
    """``events`` of one document, in which words that the phrase of another act or side claims are no party.

    A role never loses its last party.
    """
    beside: dict[Span, list[Event]] = defaultdict(list)
    for event in events:
        beside[event.sentence].append(event)
    return tuple(_settled(text, event, beside[event.sentence]) for event in events)


def _settled(text: str, event: Event, beside: Sequence[Event]) -> Event:
    event = with_own_agent(text, event, beside)
    event = with_owner_before(text, event)
    event = without_opponents(text, event)
    event = with_host(text, event)
    return with_own_people(text, event)


def with_own_agent(text: str, event: Event, beside: Sequence[Event]) -> Event:
    """A noun has one agent: ``die Festnahme Bonis durch Peru nach dem Angriff durch Chile``.

    Who is named after ``durch`` belongs to the nearest noun before, with all who are listed with him, and to no other
    noun of the sentence.
    """
    if not _is_noun(event) or len(event.actors) < 2:
        return event
    agents = _groups(text, event.actors, phrase_words().agents)
    owners = [_owner(group, beside) for group in agents]
    for group, owner in zip(agents, owners, strict=True):
        if owner == event.trigger:
            return replace(event, actors=tuple(group))
    claimed = [a for group, owner in zip(agents, owners, strict=True) if owner for a in group]
    return replace(event, actors=_unless_none(event.actors, [a for a in event.actors if a not in claimed]))


def with_owner_before(text: str, event: Event) -> Event:
    """``Perus Angriff``, ``der peruanische Angriff``: nobody else attacks."""
    if event.type not in _ONE_SIDED or not _is_noun(event) or len(event.actors) < 2:
        return event
    owners = [a for a in event.actors if a.span and is_directly_before(text, a.span, event.trigger)]
    return replace(event, actors=_unless_none(event.actors, owners))


def without_opponents(text: str, event: Event) -> Event:
    """``gegen`` names whom help is directed against, if it goes to somebody else."""
    if event.type not in _GIVEN:
        return event
    opponents = [a for group in _groups(text, event.recipients, phrase_words().against) for a in group]
    kept = [a for a in event.recipients if a not in opponents]
    return replace(event, recipients=_unless_none(event.recipients, kept))


def with_host(text: str, event: Event) -> Event:
    """Who is met ``mit`` in his own country is the host of those who came from abroad."""
    if event.type is not EventType.CONSULT or event.recipients:
        return event
    where = {place.country for place in event.places if place.country}
    at_home = [a for a in event.actors if a.country in where]
    guests = tuple(a for a in event.actors if a not in at_home)
    meeting = phrase_words().meeting
    if guests and at_home and all(a.span and is_governed(text, a.span, meeting) for a in at_home):
        return replace(event, actors=guests, recipients=tuple(at_home))
    return event


def with_own_people(text: str, event: Event) -> Event:
    """``seinen Landsleuten``, ``ihre Truppen`` are of the actor's country."""
    first = event.actors[0] if event.actors else None
    if first is None or first.span is None or first.country in ("UNK", "INT"):
        return event
    country = first.country
    return replace(event, recipients=tuple(_of_country(text, a, country) for a in event.recipients))


def _of_country(text: str, actor: Actor, country: str) -> Actor:
    if actor.span is None or actor.text is None or actor.name or not actor.inferred:
        return actor
    head = actor.text.split()[-1].lower()
    if not head.startswith(phrase_words().own_people) or possessive_of(text, actor.span) is None:
        return actor
    return replace(actor, code=f"{country} {actor.code.partition(' ')[2]}".rstrip())


def _groups(text: str, parties: Iterable[Actor], prepositions: Collection[str]) -> list[list[Actor]]:
    """Those of ``parties`` that follow one of ``prepositions``, with those listed after each, in the text's order."""
    groups: list[list[Actor]] = []
    last: Span | None = None
    for span, party in sorted(((p.span, p) for p in parties if p.span), key=lambda pair: pair[0]):
        if last is not None and is_listed(text, last, span):
            groups[-1].append(party)
        else:
            groups.append([party])
        last = span
    return [group for group in groups if group[0].span and is_governed(text, group[0].span, prepositions)]


def _owner(group: Sequence[Actor], beside: Iterable[Event]) -> Span | None:
    """The trigger of the nearest noun before the group that has one of it as an actor."""
    spans = [actor.span for actor in group if actor.span]
    nouns = [e.trigger for e in beside if _is_noun(e) and any(a.span in spans for a in e.actors)]
    return max((t for t in nouns if t.end <= spans[0].start), default=None)


def _is_noun(event: Event) -> bool:
    return event.trigger_text[:1].isupper()


def _unless_none(parties: tuple[Actor, ...], kept: Sequence[Actor]) -> tuple[Actor, ...]:
    return tuple(kept) or parties
