"""Which country a place phrase lies in: ``Nähe von Bagdad``, ``russische Botschaft in Berlin``,
``Nordirak``."""

import json
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from lagebild.reference.names import adjective_stems, fold, tokenize
from lagebild.reference.places import GazetteerPlace, find_places
from lagebild.reference.registry import default_registry

_WORDS = json.loads(files("lagebild.language").joinpath("data/place_words.json").read_text("utf-8"))
_GOVERNING = frozenset(_WORDS["governing"])
_ORDINARY = frozenset(_WORDS["ordinary"])
_DIRECTIONS: tuple[str, ...] = tuple(sorted(_WORDS["directions"], key=len, reverse=True))
_LONGEST = 4  # words in a place's name
_SMALL_CITY = 100_000
_RIVAL_SHARE = 20  # a namesake may be that many times smaller and still be meant
_IN_VIEW = 3  # places named last that a phrase without a name may lie in
_NO_COUNTRIES = frozenset(
    {"UNK", "INT", "IGO", "NGO", "EUU", "UNO", "ICC", "IGH", "WHO", "WTO", "IMF", "SCO", "GCC"}
)
_NAMED, _INHABITED, _ADJECTIVE = 3, 2, 1  # how much a kind of evidence says


@dataclass(frozen=True, slots=True)
class _Hint:
    strength: int
    position: int
    country: str | None


def resolve_place(text: str, *, prefer: Collection[str] = ()) -> str | None:
    """ISO 3166-1 alpha-3 of the country, None if the phrase names none (a sea, ``die Hauptstadt``).

    ``prefer`` are the countries that the context speaks of: they decide between cities of the same name.
    """
    hint = _read(text, tuple(sorted(prefer)))
    return hint.country if hint else None


class PlaceMemory:
    """Resolves the places of one document in reading order; a phrase that names none gets the country in
    view."""

    def __init__(self) -> None:
        self._latest: list[str] = []
        self._seen: Counter[str] = Counter()

    def resolve(self, text: str, parties: Sequence[str] = ()) -> str | None:
        """The country of ``text``. ``parties`` are the countries of the event's actors, then recipients."""
        countries = [code for code in parties if len(code) == 3 and code not in _NO_COUNTRIES]
        hint = _read(text, tuple(sorted(set(countries))))
        if hint is not None:
            if hint.country is not None:
                self._latest = [*self._latest[1 - _IN_VIEW :], hint.country]
                self._seen[hint.country] += 1
            return hint.country
        votes = Counter([*self._latest, *countries, *(country for country, _ in self._seen.most_common(2))])
        return max(votes, key=votes.__getitem__) if votes else None

    def note(self, parties: Sequence[str]) -> None:
        """The parties of an event without a place: they keep their countries in view too."""
        self._seen.update(code for code in parties if len(code) == 3 and code not in _NO_COUNTRIES)


@lru_cache(maxsize=16384)
def _read(text: str, prefer: tuple[str, ...]) -> _Hint | None:
    """The hint that decides; None where the phrase names nothing, its country None where it is a sea."""
    words = [word for word, _, _ in tokenize(text)]
    hints = _hints(words, prefer)
    if not hints:
        return None
    best = max(hint.strength for hint in hints)
    return _choose([hint for hint in hints if hint.strength == best], words)


def _choose(hints: list[_Hint], words: list[str]) -> _Hint:
    """The name that a preposition inside the phrase governs (``Botschaft in Berlin``), else the first."""
    for hint in hints:
        if hint.position > 0 and words[hint.position - 1].lower() in _GOVERNING:
            return hint
    return hints[0]


def _hints(words: list[str], prefer: tuple[str, ...]) -> list[_Hint]:
    found: list[_Hint] = []
    position = 0
    while position < len(words):
        for size in range(min(_LONGEST, len(words) - position), 0, -1):
            hint = _named(words, position, size, prefer)
            if hint is not None:
                found.append(hint)
                position += size
                break
        else:
            hint = _described(words[position], position)
            if hint is not None:
                found.append(hint)
            position += 1
    return found


def _named(words: list[str], position: int, size: int, prefer: tuple[str, ...]) -> _Hint | None:
    phrase = " ".join(words[position : position + size])
    if not any(word[:1].isupper() for word in words[position : position + size]):
        return None
    if size == 1 and phrase in _ORDINARY and len(words) > 1:
        return None
    for form in _forms(phrase):
        state = _state(form)
        if state is not None:
            return _Hint(_NAMED, position, state)
        places = find_places(form)
        if places and (position + size == len(words) or not _is_small(places[0])):
            return _Hint(_NAMED, position, _likeliest(places, prefer).country)
    return None


def _forms(phrase: str) -> list[str]:
    """The phrase, without genitive ``s``, and without a direction before it (``Nordirak``)."""
    forms = [phrase]
    if phrase.endswith("s") and len(phrase) > 4:
        forms.append(phrase[:-1])
    if " " not in phrase:
        for form in tuple(forms):
            forms.extend(_parts(form))
    return forms


def _parts(word: str) -> list[str]:
    """The last part of ``Nord-Waziristan``, ``Nordirak``; both parts of ``Ankara-Besuch``."""
    parts = [part for part in word.split("-") if len(part) > 3] if "-" in word else []
    lower = word.lower()
    for direction in _DIRECTIONS:
        if lower.startswith(direction) and len(word) - len(direction) > 3:
            return [*parts, word[len(direction) :].strip("-").capitalize()]
    return parts


def _state(name: str) -> str | None:
    entries = default_registry().names.get(" ".join(fold(word) for word in name.split(" ")), ())
    states = [entry for entry in entries if entry.kind == "state"]
    return next(
        (entry.country for entry in states if entry.end is None), states[0].country if states else None
    )


def _is_small(place: GazetteerPlace) -> bool:
    """Small cities bear the names of ordinary words (``Keller``, ``Boden``): they need to end the phrase."""
    return place.kind == "city" and 0 < place.population < _SMALL_CITY


def _likeliest(places: tuple[GazetteerPlace, ...], prefer: tuple[str, ...]) -> GazetteerPlace:
    """The first, unless it is a city and the context speaks of the country of another of about its size."""
    first = places[0]
    if first.kind != "city":
        return first
    rivals = (p for p in places if p.country in prefer and p.population * _RIVAL_SHARE >= first.population)
    return next(rivals, first)


def _described(word: str, position: int) -> _Hint | None:
    """``syrische``, ``nordwestsyrischen``, ``Pariser``."""
    adjectives = default_registry().adjectives
    lower = fold(word).lower()
    candidates = [
        lower,
        *(lower[len(d) :] for d in _DIRECTIONS if lower.startswith(d) and len(lower) > len(d) + 4),
    ]
    for candidate in candidates:
        for stem in adjective_stems(candidate):
            if stem in adjectives:
                return _Hint(_ADJECTIVE, position, adjectives[stem][0].country)
    if word[:1].isupper() and word.endswith("er") and len(word) > 5:
        for base in (word[:-2], word[:-2] + "e", word[:-2] + "en", word[:-1]):
            places = find_places(base)
            if places:
                return _Hint(_INHABITED, position, places[0].country)
    return None
