"""At whom a denial is directed that does not say so: ``bestreitet den Vorwurf`` answers whoever made the charge."""

from collections.abc import Sequence
from dataclasses import replace

from lagebild.language.words import terms_of, tokens
from lagebild.records import Actor, Event, EventType, Stance
from lagebild.resolve.denial_words import denial_words

_FAR_DEED, _FAR_CHARGE = 700, 500
"""Characters between the sentences of a denial and of the denied deed or of the accusation: two or three sentences."""
_NOBODY = frozenset({"UNK", "XXX"})


def with_accusers(text: str, events: Sequence[Event]) -> tuple[Event, ...]:
    """``events`` of one document, the denied deeds with their denial as a source already.

    A denial of a charge without a recipient in its sentence gets who alleges the denied deed, else the actor of the
    nearest accusation of the denier before it.
    """
    return tuple(_directed(text, event, events) for event in events)


def _directed(text: str, event: Event, events: Sequence[Event]) -> Event:
    if event.type is not EventType.REJECT or event.negated or not _denies_charge(text, event):
        return event
    if any(recipient.span is not None for recipient in event.recipients):
        return event
    before = [e for e in reversed(events) if e.trigger.start < event.trigger.start]
    accuser = _who_alleges(event, before) or _who_accuses(event, before)
    return replace(event, recipients=(_unsaid(accuser),)) if accuser else event


def _denies_charge(text: str, event: Event) -> bool:
    words = denial_words()
    objects = (t.of(o.text) for o in event.objects for t in tokens(o.text))
    terms = {term for word in objects for term in terms_of(word).terms}
    return bool(terms & (words.charges | words.reports))


def _who_alleges(denial: Event, before: Sequence[Event]) -> Actor | None:
    """The nearest source of a deed that this denial denies."""
    deniers = {actor.code for actor in denial.actors}
    for event in before:
        denied = any(s.stance is Stance.DENIES and s.cue == denial.trigger for s in event.sources)
        if denied and _distance(event, denial) < _FAR_DEED:
            for source in event.sources:
                known = source.country not in _NOBODY and source.code not in deniers
                if source.stance is Stance.ALLEGES and known:
                    return source
    return None


def _who_accuses(denial: Event, before: Sequence[Event]) -> Actor | None:
    countries = {actor.country for actor in denial.actors}
    for event in before:
        accused = {recipient.country for recipient in event.recipients}
        if event.type is EventType.ACCUSE and accused & countries and _distance(event, denial) < _FAR_CHARGE:
            return next((a for a in event.actors if a.country not in _NOBODY), None)
    return None


def _unsaid(actor: Actor) -> Actor:
    """The same somebody, as a party that the sentence leaves unsaid."""
    return Actor(
        None,
        None,
        actor.code,
        actor.name,
        inferred=True,
        confidence=actor.confidence,
        office=actor.office,
        others=actor.others,
    )


def _distance(first: Event, second: Event) -> int:
    return second.sentence.start - first.sentence.start
