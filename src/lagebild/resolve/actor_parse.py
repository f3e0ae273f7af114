"""A mention taken apart: a head phrase, its genitives, places and appositions, each a row of typed parts."""

from dataclasses import dataclass, field, replace
from datetime import date

from lagebild.reference.names import fold, tokenize
from lagebild.reference.registry import Entry
from lagebild.resolve.actor_words import HeadWord, Lexicon


@dataclass(frozen=True, slots=True)
class Part:
    """One word or name. ``kind``: name, adjective, title, unknown (capitalised), former, number or other."""

    kind: str
    text: str
    start: int
    end: int
    entries: tuple[Entry, ...] = ()
    head: HeadWord | None = None
    owner: Entry | None = None
    genitive: bool = False

    @property
    def only_person(self) -> bool:
        """Whether the name means people and nothing else."""
        return bool(self.entries) and all(e.kind == "person" for e in self.entries)


@dataclass(slots=True)
class Phrase:
    """Parts between two connectors. ``link``: head, genitive, origin, place, topic, joint, comma or bracket."""

    link: str
    parts: list[Part] = field(default_factory=list)

    def of(self, kind: str) -> list[Part]:
        return [p for p in self.parts if p.kind == kind]


def parse(text: str, lexicon: Lexicon, on: date | None) -> list[Phrase]:
    """Phrases of ``text`` in order; the first is the head phrase."""
    phrases = [Phrase("head")]
    tokens = tokenize(text)
    folded = [fold(t) for t, _, _ in tokens]
    links, joints = lexicon.links, lexicon.words["joints"]
    at, before = 0, 0
    while at < len(tokens):
        word, start, end = tokens[at]
        between = text[before:start]
        if phrases[-1].parts and ("," in between or "(" in between or ";" in between):
            phrases.append(Phrase("bracket" if "(" in between else "comma"))
        size, entries, genitive = lexicon.name_at(folded, at)
        low = word.lower()
        if not size and low in links and word[0].islower():
            if phrases[-1].parts or (phrases[-1].link == "head" and links[low] != "genitive"):
                phrases.append(Phrase(links[low]))
        elif not size and low in joints:
            phrases.append(Phrase("joint"))
        elif not size and low in lexicon.words["articles"]:
            pass
        else:
            last = tokens[at + max(size, 1) - 1][2]
            follows = at + max(size, 1) < len(tokens)
            phrases[-1].parts.append(_part(text, word, start, last, entries, genitive, follows, lexicon, on))
            end = last
            at += max(size, 1) - 1
        before = end
        at += 1
    for phrase in phrases:
        _names_of_people(text, phrase, lexicon)
    return phrases


def _names_of_people(text: str, phrase: Phrase, lexicon: Lexicon) -> None:
    """A city or a paper inside a personal name (``Sofia Sapega``, ``Doug Ford``) names nobody."""
    parts = phrase.parts
    for at, part in enumerate(parts):
        if part.kind != "name" or part.genitive or " " in part.text:
            continue
        kinds = {entry.kind for entry in part.entries}
        nearby = parts[at + 1 : at + 2] + (parts[max(at - 1, 0) : at] if _is_doubtful(part, lexicon) else [])
        if kinds <= {"city", "seat", "org"} and any(_touch(text, part, n) for n in nearby):
            parts[at] = replace(part, kind="unknown", entries=())


def _is_doubtful(part: Part, lexicon: Lexicon) -> bool:
    return fold(part.text) in lexicon.ambiguous


def _touch(text: str, one: Part, other: Part) -> bool:
    """Whether ``other`` is a bare capitalised word next to ``one``."""
    gap = text[one.end : other.start] if one.end <= other.start else text[other.end : one.start]
    return other.kind == "unknown" and other.owner is None and gap.strip() == ""


def _part(
    text: str,
    word: str,
    start: int,
    end: int,
    entries: tuple[Entry, ...],
    genitive: bool,
    follows: bool,
    lexicon: Lexicon,
    on: date | None,
) -> Part:
    if word.lower() in lexicon.words["former"]:
        return Part("former", word, start, end)
    nationals = () if entries and not _is_adjective(word, entries, follows) else lexicon.nationals(word)
    if nationals and (word[0].islower() or follows or not entries):
        return Part("adjective", word, start, end, nationals)
    if entries:
        return Part("name", text[start:end], start, end, entries, genitive=genitive)
    if word[0].isdigit():
        return Part("number", word, start, end)
    head = lexicon.head(word)
    if head and not (head.modifier and lexicon.registry.called(word, on)):
        return Part("title", word, start, end, head=head, owner=lexicon.owner(head, word, on))
    if word[0].isupper():
        owner = _compound_owner(word, lexicon, on)
        return Part("unknown", word, start, end, owner=owner)
    return Part("other", word, start, end)


def _is_adjective(word: str, entries: tuple[Entry, ...], follows: bool) -> bool:
    """``Schweizer Regierung``, ``Deutsche Bank``: an inhabitant's name before a noun is an adjective."""
    return follows and all(e.kind == "people" for e in entries) and word.endswith(("er", "e", "en", "es"))


def _compound_owner(word: str, lexicon: Lexicon, on: date | None) -> Entry | None:
    """``US-Drohne``, ``EU-Staaten``: the owner before a hyphen, also where the head word says nothing."""
    first, hyphen, rest = word.rpartition("-")
    if not hyphen or not rest:
        return None
    known = lexicon.words["owner_prefixes"].get(first.lower())
    if known:
        return Entry("org", known, first)
    for entry in lexicon.registry.names.get(fold(first), ()):
        if entry.kind in ("org", "people", "seat") and entry.holds(on):
            return entry
    return None


def opening_title(before: str, lexicon: Lexicon) -> HeadWord | None:
    """The title directly before a list of states that ``before`` ends with, through commas and ``und``."""
    end = len(before)
    for word, start, stop in reversed(tokenize(before)):
        if before[stop:end].strip() not in ("", ","):
            return None
        folded, end = fold(word), start
        if word.lower() in lexicon.list_words or folded in lexicon.state_words or lexicon.nationals(word):
            continue
        return lexicon.head(word)
    return None
