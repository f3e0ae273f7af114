"""What single words of a mention say: titles inside German compounds, national adjectives, known names."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from lagebild.language.compounds import word_lists
from lagebild.reference.names import adjective_stems, fold
from lagebild.reference.registry import Entry, Registry, Title

_ENDINGS = ("", "e", "en", "n", "s", "es", "er", "ern", "em", "in", "innen")
_GENITIVES = ("s", "'s", "'", "es", "n", "en")
_SHORT_HEADS = frozenset({"rat", "amt"})
_MOST_PARTS = 4  # of a name with its syllables apart
_MIN_HEAD = 4  # shorter stems end too many unrelated words


@dataclass(frozen=True, slots=True)
class HeadWord:
    """A title found at the end of ``word``; ``modifier`` is what stands before it (``us-``)."""

    word: str
    title: Title
    modifier: str


class Lexicon:
    """Cached word look-ups over one registry."""

    def __init__(self, registry: Registry) -> None:
        self.registry = registry
        self.words = registry.words
        self._names = registry.names
        self._longest = registry.longest
        self._adjectives = registry.adjectives
        self._titles = registry.titles
        self._bare: dict[str, str] = {}
        self.links: dict[str, str] = {
            w: k for k in ("genitive", "origin", "place", "topic") for w in self.words[k]
        }
        self.list_words: frozenset[str] = (
            self.words["articles"] | self.words["joints"] | self.words["genitive"]
        )
        names = (key for key, entries in self._names.items() if entries[0].kind == "state")
        words = {word for key in names for word in key.split(" ")}
        self.state_words = frozenset(words | {word + "s" for word in words})
        self.ambiguous = self.words["ambiguous"] | {fold(w.capitalize()) for w in word_lists().stop_words}
        """Words that are names only beside others; ``Das``, ``Man`` and ``Sein`` are surnames as well."""
        self._heads: dict[str, HeadWord | None] = {}
        self._nationals: dict[str, tuple[Entry, ...]] = {}

    def head(self, word: str) -> HeadWord | None:
        """The title that ``word`` ends in (``Bundesaußenministerin`` -> ``außenminister``)."""
        if word not in self._heads:
            if len(self._heads) > 200_000:
                self._heads.clear()
            self._heads[word] = self._find_head(fold(word).lower()) if word[:1].isupper() else None
        return self._heads[word]

    def _find_head(self, lower: str) -> HeadWord | None:
        best: HeadWord | None = None
        for ending in _ENDINGS:
            if ending and not lower.endswith(ending):
                continue
            residue = lower[: len(lower) - len(ending)]
            for start in range(max(len(residue) - 2, 0)):
                size = len(residue) - start
                if best and size <= len(best.title.stem):
                    break
                modifier = residue[:start]
                if len(modifier) == 1 or (
                    modifier
                    and size < _MIN_HEAD
                    and modifier[-1] != "-"
                    and residue[start:] not in _SHORT_HEADS
                ):
                    continue
                title = self._titles.get(residue[start:])
                if title and not (modifier and title.stem in self.words["whole_words"]):
                    best = HeadWord(lower, title, modifier)
                    break
        return best

    def sector_of_modifier(self, modifier: str) -> str:
        """``oppositions`` -> OPP, ``regierungs`` -> GOV; empty if it names no sector."""
        bare = modifier.rstrip("-")
        for candidate in (bare, bare.removesuffix("s"), bare.removesuffix("n"), bare + "e"):
            title = self._titles.get(candidate)
            if title and title.sector:
                return title.sector
        found = self._find_head(bare.removesuffix("s"))
        return found.title.sector if found else ""

    def nationals(self, word: str) -> tuple[Entry, ...]:
        """States whose adjective ``word`` is (``russischen``, ``Kiewer``)."""
        found = self._nationals.get(word)
        if found is None:
            if len(self._nationals) > 200_000:
                self._nationals.clear()
            found = ()
            for stem in adjective_stems(fold(word).lower()):
                if stem in self._adjectives:
                    found = self._adjectives[stem]
                    break
            else:
                tail = fold(word).lower().rpartition("-")[2]
                if "-" in word and tail != fold(word).lower():
                    found = self.nationals(tail)
            self._nationals[word] = found
        return found

    def says_nothing(self, word: str, folded: str) -> bool:
        """Whether a word written small is neither part of a name nor a national adjective."""
        return word[0].islower() and folded not in self._longest and not self.nationals(word)

    def name_at(self, folded: Sequence[str], at: int) -> tuple[int, tuple[Entry, ...], bool]:
        """Longest known name starting at word ``at``: (number of words, meanings, in the genitive)."""
        first = folded[at]
        longest = self._longest.get(first, 0)
        if not longest and not first[:1].isupper():
            return 0, (), False
        for size in range(min(longest, len(folded) - at), 1, -1):
            key = " ".join(folded[at : at + size])
            entries = self.registry.meanings(key)
            if entries:
                return size, entries, False
            for ending in ("s", "'s", "'", "es"):
                entries = self.registry.meanings(key.removesuffix(ending)) if key.endswith(ending) else ()
                if entries:
                    return size, entries, True
        size, people = self._respelled(folded, at)
        if size:
            return size, people, False
        if first in self._names:
            return 1, self._names[first], False
        bare = self._bare.get(first)
        if bare is None:
            if len(self._bare) > 200_000:
                self._bare.clear()
            bare = self._bare[first] = _without_genitive(first, self._names)
        return (1, self._names[bare], True) if bare else (0, (), False)

    def _respelled(self, folded: Sequence[str], at: int) -> tuple[int, tuple[Entry, ...]]:
        """The longest full name at word ``at`` that is spelled otherwise: ``Yoon Suk-Yeol``, ``Xi Jin Ping``."""
        if folded[at].partition("-")[0].lower() not in self.registry.first_syllables:
            return 0, ()
        end = at + 1
        while end < len(folded) and end - at < _MOST_PARTS and folded[end][:1].isupper():
            end += 1
        for stop in range(end, at + 1, -1):
            people = self.registry.respelled(folded[at:stop])
            if people:
                return stop - at, people
        return 0, ()

    def owner(self, head: HeadWord, word: str, on: date | None) -> Entry | None:
        """Who owns a compound by its first part: ``US-Präsident``, ``Palästinenserpräsident``, ``SPD-Chef``.

        Names of states are topics there (``Syrien-Beauftragter``): they count only before a hyphen and a weak head.
        """
        if not head.modifier:
            return None
        bare = head.modifier.rstrip("-").removeprefix("vize")
        prefixes: dict[str, str] = self.words["owner_prefixes"]
        for part in (
            bare,
            *reversed(bare.split("-")),
        ):  # the us of US-Außenminister stands before another modifier
            if prefixes.get(part):
                return Entry("org", prefixes[part], part)
        original = fold(word)[: len(head.modifier)].rstrip("-")
        for text in (original, original.removesuffix("s"), original.rpartition("-")[2]):
            for entry in self._names.get(text, ()):
                if entry.kind != "person" and entry.holds(on) and (len(text) > 2 or text.isupper()):
                    return entry
        first, hyphen, _ = original.partition("-")  # the party of ``CDU-Außenexperte``
        bodies = self._names.get(first, ()) if hyphen else ()
        return next((entry for entry in bodies if entry.kind == "org" and entry.holds(on)), None)


def first_name(text: str, tokens: Sequence[tuple[str, int, int]], at: int) -> str:
    """The capitalised word directly before word ``at``, unless a sentence may start with it."""
    if at == 0:
        return ""
    word, start, end = tokens[at - 1]
    begins = text[:start].rstrip(" „“»«\"'")[-1:] in ("", ".", ":", "!", "?", "\n", "-", "–")
    return word if word[0].isupper() and not begins and text[end : tokens[at][1]] == " " else ""


def _without_genitive(key: str, names: dict[str, tuple[Entry, ...]]) -> str:
    for ending in _GENITIVES:
        if key.endswith(ending):
            bare = key[: -len(ending)]
            if len(bare) > 2 and bare in names and (ending in ("s", "'s", "'", "es")):
                return bare
    return ""
