"""Denials that look back: ``wies den Vorwurf zurück`` makes its speaker a source of what was alleged before."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from lagebild.language.compounds import lemma
from lagebild.language.words import fold, is_stop_word, terms_of, tokens
from lagebild.records import Actor, BlockKind, Document, Event, EventType, Modality, Source, Span, Stance
from lagebild.resolve.accusers import with_accusers
from lagebild.resolve.denial_words import denial_words

WINDOW = 2
"""Sentences that a denial looks back if it names the accusation or the deed. Sources added to the annotated documents
that are trained on, by ``eval/denials.py``: 95 of 99 right at 1, 108 of 117 at 2, 108 of 119 at 3."""
NEAR = 1
"""The same for a denial of ``das`` or of nothing named: 55 of 62 right at 0, 108 of 117 at 1, 110 of 120 at 2."""

_SPEECH = frozenset({EventType.ACCUSE, EventType.REQUEST, EventType.REJECT})
"""Whoever denies an accusation denies the deed, not that he is accused of it."""
_STATE = frozenset({"", "GOV", "MIL", "COP", "SPY", "JUD", "LEG", "PRM", "UNK"})
"""A state's bodies: a government answers for all of them."""
_NOBODY = frozenset({"UNK", "XXX"})
_INFINITIVE = re.compile(r"\bzu [a-zäöüß]+en\b|\b[a-zäöüß]+zu[a-zäöüß]+en\b")
_SAME_SENTENCE = re.compile(r";|, was\b[^,]*$")
"""After which ``das`` or a relative ``was`` means the clause before."""
_CLAUSE_END = re.compile(r"[,;:–]")


@dataclass(frozen=True, slots=True)
class _Denial:
    """``reach``: how many sentences back it looks; ``named``: stems one of which the denied event has to share, if it
    says by name what it denies."""

    event: Event
    reach: int
    named: frozenset[str] = frozenset()


def with_denials(document: Document, sentences: Sequence[Span], events: Sequence[Event]) -> tuple[Event, ...]:
    """``events`` of ``document``; those that a later denial means have its speaker as a further source.

    The denial stays an event of its own, and is directed at whoever made the charge. An event that somebody denies
    already is left as it is.
    """
    if not any(event.type is EventType.REJECT for event in events):
        return tuple(events)
    places = _Places(document, sentences, events)
    found: dict[str, list[Source]] = {}
    for event in events:
        denial = _denial(document.text, event)
        if denial is not None:
            for denier in event.actors:
                for other in _denied(denial, denier, places):
                    found.setdefault(other.id, []).append(_source(denier, event.trigger))
    denied = [replace(e, sources=(*e.sources, *_once(found.get(e.id, [])))) for e in events]
    return with_accusers(document.text, denied)


class _Places:
    """Events by the number of their sentence."""

    def __init__(self, document: Document, sentences: Sequence[Span], events: Sequence[Event]) -> None:
        spans = sorted(sentences) or sorted({e.sentence for e in events})
        starts = [s.start for s in spans]
        titles = [b.span for b in document.blocks if b.kind is BlockKind.TITLE]
        self.titles = {i for i, s in enumerate(spans) if any(s.overlaps(t) for t in titles)}
        self._numbers = {e.id: bisect_right(starts, e.trigger.start) - 1 for e in events}
        self._in: dict[int, list[Event]] = {}
        for event in events:
            self._in.setdefault(self._numbers[event.id], []).append(event)

    def before(self, event: Event, reach: int) -> Iterator[list[Event]]:
        """What the sentence of an event says before it, then the sentences before; body text does not look into the
        title."""
        number = self._numbers[event.id]
        yield [e for e in self._in[number] if e.trigger.start < event.trigger.start]
        for at in range(number - 1, number - 1 - reach, -1):
            if at not in self.titles or number in self.titles:
                yield self._in.get(at, [])

    def beside(self, event: Event) -> list[Event]:
        return self._in[self._numbers[event.id]]


def _denial(text: str, event: Event) -> _Denial | None:
    """What a denial looks back to; None for another event and for one that says in a clause what else it denies."""
    if event.type is not EventType.REJECT or event.negated:
        return None
    words = denial_words()
    base = _base(text, event)
    before = Span(event.sentence.start, event.trigger.start).of(text)
    after = Span(event.trigger.end, event.sentence.end).of(text)
    objects = [t.of(o.text) for o in event.objects for t in tokens(o.text)]
    terms = {term for word in objects for term in terms_of(word).terms}
    told = any(text[o.span.end : o.span.end + 1] == "," for o in event.objects)  # den Vorwurf, es habe ...
    if terms & words.charges:
        return _Denial(event, 0 if told else WINDOW)
    if base not in words.denials:
        return None
    if terms & (words.reports | words.shares) or words.adverbs & set(_said(after)[:1]):
        return _Denial(event, 0 if told else WINDOW)
    reach = 0 if _SAME_SENTENCE.search(before) else NEAR
    if words.pronouns & set(map(fold, objects) if objects else _said(_CLAUSE_END.split(after)[0])):
        return _Denial(event, reach)
    if objects:
        return _Denial(event, WINDOW, frozenset(_heads(objects)))
    clause = words.clauses & set(_said(after) + _said(before)[:1]) or _INFINITIVE.search(after)
    return None if clause else _Denial(event, reach)


def _base(text: str, event: Event) -> str:
    """The base form of the trigger, with its particle, which may stand elsewhere in the sentence."""
    base = lemma(event.trigger_text)
    for particle, whole in denial_words().separable.get(base, {}).items():
        if re.search(rf"\b{particle}\b", event.sentence.of(text)):
            return fold(whole)
    return fold(base)


def _heads(words: Iterable[str]) -> Iterator[str]:
    """Stems of the words and of what they end in: ``Grenzübertritt`` is a crossing, whatever else is at a border."""
    for stems in (terms_of(word).stems for word in words if not is_stop_word(word)):
        yield from {*stems[:1], *stems[-1:]}


def _said(text: str) -> list[str]:
    return [fold(token.of(text)) for token in tokens(text)]


def _denied(denial: _Denial, denier: Actor, places: _Places) -> list[Event]:
    """The deeds that the denier is said to have done, all of the nearest sentence that tells any."""
    if any(_denies_already(e, denier) for e in places.beside(denial.event)):
        return []
    for events in places.before(denial.event, denial.reach):
        deeds = [e for e in events if _is_said_of(e, denier)]
        meant = [e for e in deeds if denial.named & _stems(e)] if denial.named else deeds
        if meant:
            return meant
    return []


def _denies_already(event: Event, denier: Actor) -> bool:
    """Whether the reader saw that the denier denies this very deed."""
    denying = [s for s in event.sources if s.stance is Stance.DENIES]
    return event.type not in _SPEECH and any(s.country == denier.country for s in denying)


def _is_said_of(event: Event, denier: Actor) -> bool:
    """Whether others say that the denier's side did it, and nobody denies it yet."""
    if event.negated or event.type in _SPEECH or event.modality is Modality.CALLED_FOR:
        return False
    if denier.country in _NOBODY or not any(_same_side(denier, actor) for actor in event.actors):
        return False
    stances = {s.stance for s in event.sources}
    feared = event.modality is Modality.HYPOTHETICAL
    said = Stance.ALLEGES in stances or (Stance.ASSERTS in stances and not feared)
    return said and Stance.DENIES not in stances and not any(_is_own_word(denier, s) for s in event.sources)


def _is_own_word(denier: Actor, source: Source) -> bool:
    """What his side says he does not deny; but bodies of a state do accuse each other."""
    if source.stance is Stance.ALLEGES:
        return source.code == denier.code
    return _same_side(denier, source)


def _same_side(one: Actor, other: Actor) -> bool:
    """A government stands for its army; a party, a company or a rebel only for his like, and for himself if named."""
    if one.country != other.country:
        return False
    sectors = {actor.code.partition(" ")[2] for actor in (one, other)}
    return sectors <= _STATE or (
        len(sectors) == 1 and (one.name == other.name or None in (one.name, other.name))
    )


def _stems(event: Event) -> set[str]:
    words = (event.trigger_text, *(o.text for o in event.objects))
    return {stem for text in words for token in tokens(text) for stem in terms_of(token.of(text)).stems}


def _source(denier: Actor, word: Span) -> Source:
    """The denier as a source; the denying word proves it, in another sentence than that of the denied event."""
    return Source(
        None,
        None,
        denier.code,
        denier.name,
        inferred=True,
        confidence=denier.confidence,
        office=denier.office,
        others=denier.others,
        cue=word,
        stance=Stance.DENIES,
    )


def _once(sources: Iterable[Source]) -> list[Source]:
    """Each denier once, however often he says so."""
    return list({(s.code, s.name): s for s in reversed(list(sources))}.values())[::-1]
