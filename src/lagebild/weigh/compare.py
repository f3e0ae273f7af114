"""Two statements of one body or on one matter: what was added, dropped, hardened, softened, and who signs."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from lagebild.language.sentences import document_sentences
from lagebild.records import BlockKind, Document, Event, Span
from lagebild.reference.tone import tone_words
from lagebild.resolve.actors import ActorResolver
from lagebild.weigh.passages import Pairing, features, pair
from lagebild.weigh.signing import Signatory, signatories
from lagebild.weigh.tone import Tone, tones
from lagebild.weigh.words import Word, Wording, same_words, wording, words_of


class Kind(StrEnum):
    """What became of a passage; ``reworded`` and ``kept`` may also have moved."""

    ADDED = "added"
    DROPPED = "dropped"
    HARDENED = "hardened"
    SOFTENED = "softened"
    REWORDED = "reworded"
    MOVED = "moved"
    KEPT = "kept"


@dataclass(frozen=True, slots=True)
class Passage:
    """One sentence, or two neighbours that say together what one says in the other statement."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """``tone_earlier`` and ``tone_later`` are on one scale: that which moved most, else the first that both speak on.

    Of a passage that was added or dropped, its first tone. ``wording`` is empty unless both passages are there.
    """

    kind: Kind
    earlier: Passage | None
    later: Passage | None
    similarity: float
    moved: bool
    tone_earlier: Tone | None
    tone_later: Tone | None
    wording: tuple[tuple[Wording, str], ...]


@dataclass(frozen=True, slots=True)
class Signatories:
    """``kept`` with the place in the later statement."""

    added: tuple[Signatory, ...]
    dropped: tuple[Signatory, ...]
    kept: tuple[Signatory, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """``changes`` in the order of the later statement; what was dropped stands where it stood."""

    earlier: Document
    later: Document
    changes: tuple[Change, ...]
    signatories: Signatories

    def of(self, kind: Kind) -> tuple[Change, ...]:
        return tuple(change for change in self.changes if change.kind is kind)


def in_order(one: Document, other: Document) -> tuple[Document, Document]:
    """The earlier published first; as given where a date is missing or both are of one day."""
    if one.published and other.published and other.published < one.published:
        return other, one
    return one, other


def compare(
    earlier: Document,
    later: Document,
    events_earlier: Iterable[Event],
    events_later: Iterable[Event],
    *,
    actors: ActorResolver | None = None,
) -> Comparison:
    """What changed from one statement to the other. ``actors`` finds signatories by the names of the registry."""
    events = tuple(events_earlier), tuple(events_later)
    signed = [signatories(d, e, actors) for d, e in zip((earlier, later), events, strict=True)]
    statements = [_Statement(d, e, s) for d, e, s in zip((earlier, later), events, signed, strict=True)]
    pairings = pair(
        statements[0].features, statements[1].features, (statements[0].headings, statements[1].headings)
    )
    changes = tuple(_change(pairing, *statements) for pairing in pairings)
    return Comparison(earlier, later, changes, _signatories(*signed))


class _Statement:
    """A document taken apart into sentences with words and tones."""

    def __init__(self, document: Document, events: Sequence[Event], signed: Sequence[Signatory]) -> None:
        self._document = document
        self._events = events
        self._body = frozenset(s.code.split()[0] for s in signed if not s.aligned)
        self._spans = document_sentences(document)
        titles = [block.span for block in document.blocks if block.kind is BlockKind.TITLE]
        self.headings = sum(any(title.contains(span) for title in titles) for span in self._spans)
        self.features = [
            features(words, {s.start for tone in self.tones(words) for s in tone.spans})
            for words in (words_of(document.text, span) for span in self._spans)
        ]

    def words(self, passage: Passage) -> tuple[Word, ...]:
        return words_of(self._document.text, passage.span)

    def tones(self, words: Sequence[Word]) -> tuple[Tone, ...]:
        return tones(words, self._events, self._body)

    def passage(self, numbers: Sequence[int]) -> Passage | None:
        if not numbers:
            return None
        span = Span(self._spans[numbers[0]].start, self._spans[numbers[-1]].end)
        return Passage(span, span.of(self._document.text))


def _change(pairing: Pairing, before: _Statement, after: _Statement) -> Change:
    earlier, later = before.passage(pairing.earlier), after.passage(pairing.later)
    words = before.words(earlier) if earlier else (), after.words(later) if later else ()
    given = before.tones(words[0]), after.tones(words[1])
    if earlier is None or later is None:
        kind = Kind.ADDED if earlier is None else Kind.DROPPED
        return Change(kind, earlier, later, 0.0, False, _first(given[0]), _first(given[1]), ())
    a, b = _shifted(*given)
    return Change(
        _kind(a, b, same_words(*words), pairing.moved),
        earlier,
        later,
        pairing.similarity,
        pairing.moved,
        a,
        b,
        wording(earlier.text, later.text),
    )


def _first(given: Sequence[Tone]) -> Tone | None:
    return given[0] if given else None


def _shifted(earlier: Sequence[Tone], later: Sequence[Tone]) -> tuple[Tone | None, Tone | None]:
    """The tones on the scale of both that moved furthest; without a common scale each side's first."""
    mine, theirs = ({tone.scale: tone for tone in given} for given in (earlier, later))
    both = [scale.name for scale in tone_words().scales if scale.name in mine.keys() & theirs.keys()]
    if not both:
        return _first(earlier), _first(later)
    name = max(both, key=lambda scale: abs(theirs[scale].rank - mine[scale].rank))
    return mine[name], theirs[name]


def _kind(earlier: Tone | None, later: Tone | None, same: bool, moved: bool) -> Kind:
    if earlier and later and earlier.scale == later.scale and earlier.rank != later.rank:
        return Kind.HARDENED if later.rank > earlier.rank else Kind.SOFTENED
    if same:
        return Kind.MOVED if moved else Kind.KEPT
    return Kind.REWORDED


def _signatories(earlier: Sequence[Signatory], later: Sequence[Signatory]) -> Signatories:
    before, after = ({s.code for s in signed} for signed in (earlier, later))
    return Signatories(
        added=tuple(s for s in later if s.code not in before),
        dropped=tuple(s for s in earlier if s.code not in after),
        kept=tuple(s for s in later if s.code in before),
    )
