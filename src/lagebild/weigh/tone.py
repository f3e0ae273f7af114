"""How strongly a passage condemns, rejects, demands, promises, supports or threatens, and which words prove it.

Only what the statement itself says is graded: not what it demands that others do, what is negated, what a
subordinate clause tells of somebody else, or what by the events of the passage only others do.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from lagebild.records import Event, Span
from lagebild.reference.tone import Modifier, tone_words
from lagebild.weigh.cues import FoundCue, find_cues
from lagebild.weigh.signing import GROUPS
from lagebild.weigh.words import Word

NEAR = 2
"""Words from an intensifier to the cue behind it: ``große und wachsende Sorge``."""
NEGATION_BEFORE, NEGATION_AFTER = 2, 2
"""Words between a negation and its cue: ``haben kein Verständnis``, ``verurteilen wir nicht``."""
MITIGATION = 0.5
"""What a mitigator takes off: less than a grade, so that it never reaches the cue below."""
_ENDINGS = ("e", "en", "er", "es", "em", "n", "r", "s", "m")


@dataclass(frozen=True, slots=True)
class Tone:
    """A grade on a scale. ``rank`` counts grades from 0; half a step lies between two. ``spans`` prove it."""

    scale: str
    grade: str
    rank: float
    spans: tuple[Span, ...]


Reached = list[tuple[Modifier, tuple[int, ...]]]


def tones(
    words: Sequence[Word], events: Iterable[Event] = (), body: frozenset[str] = frozenset()
) -> tuple[Tone, ...]:
    """The highest grade of a passage on each scale that it speaks on, in the order of the scales.

    ``events`` are those of the document, ``body`` the countries and organisations that issue the statement, if known:
    an act of others alone is no tone of the statement.
    """
    acts = tuple(events) if body else ()
    found = [cue for cue in find_cues(words) if not (_negated(cue, words) or _other_sense(cue, words))]
    demands = [cue for cue in found if cue.scale.name == "demand"]
    found = [
        cue
        for cue in found
        if not (_demanded(cue, demands, words) or _of_another(cue, words) or _foreign(cue, words, acts, body))
    ]
    best: dict[str, Tone] = {}
    for tone in _graded(found, words):
        if tone.scale not in best or tone.rank > best[tone.scale].rank:
            best[tone.scale] = tone
    return tuple(best[scale.name] for scale in tone_words().scales if scale.name in best)


def _negated(found: FoundCue, words: Sequence[Word]) -> bool:
    """A negation beside the cue that is no part of it; ``nicht nur`` is none."""
    negations = tone_words().negations
    beside = {place - back for place in found.places for back in range(1, NEGATION_BEFORE + 1)}
    beside |= {found.at + on for on in range(1, NEGATION_AFTER + 1)}
    for place in sorted(beside - set(found.places)):
        if not 0 <= place < len(words) or words[place].clause != words[found.at].clause:
            continue
        only = place + 1 < len(words) and words[place + 1].text.lower() == "nur"
        if words[place].text.lower() in negations and not only:
            return True
    return False


def _other_sense(found: FoundCue, words: Sequence[Word]) -> bool:
    """``zu zehn Jahren Haft verurteilt``, ``forderte drei Menschenleben``: words of the clause tell another meaning."""
    telling = {
        lemma
        for place in found.places
        for lemma in tone_words().other_senses.get(words[place].lemma.lower(), ())
    }
    clause = words[found.at].clause
    return bool(telling) and any(word.clause == clause and word.lemma in telling for word in words)


def _demanded(found: FoundCue, demands: Sequence[FoundCue], words: Sequence[Word]) -> bool:
    """An infinitive in a clause after a demand: ``fordern alle Staaten auf, den Angriff zu verurteilen``."""
    word = words[found.at]
    low = word.text.lower()
    infinitive = words[found.at - 1].text == "zu" or ("zu" in low[1:] and low != word.lemma.lower())
    return infinitive and any(d.at < found.at and words[d.at].clause < word.clause for d in demands)


def _of_another(found: FoundCue, words: Sequence[Word]) -> bool:
    """In a subordinate clause that does not speak of the body: ``dass Ägypten diese Haltung unterstützt``."""
    known = tone_words()
    number = words[found.at].clause
    clause = [word.text.lower() for word in words if word.clause == number]
    if number == 0 or clause[0] not in known.subordinators:
        return False
    return known.speakers.isdisjoint(clause)


def _foreign(found: FoundCue, words: Sequence[Word], events: Sequence[Event], body: frozenset[str]) -> bool:
    """Only others, whom the sentence names, do what the cue tells, by the events; not in a clause that says ``wir``."""
    clause = {word.text.lower() for word in words if word.clause == words[found.at].clause}
    if not tone_words().first_person.isdisjoint(clause):
        return False
    spans = [words[place].span for place in found.places]
    for event in events:
        if any(event.trigger.overlaps(span) for span in spans):
            named = [actor for actor in event.actors if actor.span is not None and not actor.inferred]
            if named and not any(actor.country in body | GROUPS for actor in named):
                return True
    return False


def _graded(found: Sequence[FoundCue], words: Sequence[Word]) -> Iterator[Tone]:
    """Each cue with the strongest of its intensifiers, lowered if a mitigator stands there."""
    for cue, modifiers in zip(found, _modifiers(found, words), strict=True):
        rank = float(cue.cue.grade)
        strongest = max((modifier.by for modifier, _ in modifiers), default=0)
        if strongest:
            rank = cue.scale.raised(cue.cue.grade, strongest)
        grade = cue.scale.grades[int(rank)].name
        if any(not modifier.by for modifier, _ in modifiers):
            rank -= MITIGATION
        proofs = {
            place
            for modifier, places in modifiers
            for place in places
            if modifier.by == strongest or not modifier.by
        }
        spans = tuple(words[place].span for place in sorted({*cue.places, *proofs}))
        yield Tone(cue.scale.name, grade, rank, spans)


def _modifiers(found: Sequence[FoundCue], words: Sequence[Word]) -> list[Reached]:
    """The modifiers of each cue; one belongs to the nearest cue that it reaches."""
    mine: list[Reached] = [[] for _ in found]
    for modifier in tone_words().modifiers if found else ():
        for places in _stands(modifier, words):
            far = [
                (min(abs(p - q) for p in places for q in cue.places), number)
                for number, cue in enumerate(found)
                if _reaches(modifier, places, cue, words)
            ]
            if far:
                mine[min(far)[1]].append((modifier, places))
    return mine


def _stands(modifier: Modifier, words: Sequence[Word]) -> Iterator[tuple[int, ...]]:
    """Where its words stand one after the other; a single one that raises also inflected."""
    size = len(modifier.words)
    wanted = tuple(word.casefold() for word in modifier.words)
    for at in range(len(words) - size + 1):
        here = tuple(word.text.casefold() for word in words[at : at + size])
        inflected = (
            size == 1
            and modifier.by > 0
            and not words[at].capital
            and any(here[0] == wanted[0] + ending for ending in _ENDINGS)
        )
        if here == wanted or inflected:
            yield tuple(range(at, at + size))


def _reaches(modifier: Modifier, places: tuple[int, ...], found: FoundCue, words: Sequence[Word]) -> bool:
    """An inflected word only reaches the noun behind it: ``scharfe Kritik``, but not ``die scharfe Reaktion``."""
    own = bool(modifier.by) and not set(places).isdisjoint(found.places)
    if own or (modifier.scales and found.scale.name not in modifier.scales):
        return False
    same = words[places[0]].clause == words[found.at].clause
    if modifier.reach == "after":
        return same or places[0] > found.at
    exact = len(places) > 1 or words[places[0]].text.lower() == modifier.words[0]
    if modifier.reach == "near" or not exact:
        return same and any(0 < place - places[-1] <= NEAR for place in found.places)
    return same
