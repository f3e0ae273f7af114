"""Is a text German? Common words answer fast and surely; only for the rest py3langid is asked."""

import re
from functools import cache
from typing import Any

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from lagebild.errors import InputError
from lagebild.intake.cues import cues

_SAMPLE = 6_000
"""Characters judged, taken from the beginning, middle and end."""

_ENOUGH_LETTERS = 80
"""Shorter texts are taken as they are: py3langid calls the headline ``Luxemburg`` Luxembourgish."""

_GERMAN_SHARE = 0.06
"""Share of ``german_only_words`` above which a text is German."""

_SURE = 0.8

_WORD = re.compile(r"[^\W\d_]+")


def check_language(text: str, origin: str) -> None:
    """Raise InputError if the text is long enough to judge and not German, or holds no word at all."""
    sample = _sample(text)
    found = _WORD.findall(sample)
    if not found:
        raise InputError(origin, "no words in it", "give a German text")
    if sum(map(len, found)) < _ENOUGH_LETTERS or german_share(found) >= _GERMAN_SHARE:
        return
    language, confidence = _identifier().classify(sample)
    if language != "de" and confidence >= _SURE:
        name = cues().language_names.get(language, f"language {language!r}")
        raise InputError(origin, f"the text is {name}, not German", "give its German version")


def looks_german(text: str) -> bool:
    """Are there enough common German words in it? Used to judge whether a guessed encoding fits."""
    return german_share(_WORD.findall(_sample(text))) >= _GERMAN_SHARE


def german_share(found: list[str]) -> float:
    """Share of words that are common in German and hardly known elsewhere."""
    known = cues().german_only_words
    return sum(word.lower() in known for word in found) / len(found) if found else 0.0


def _sample(text: str) -> str:
    if len(text) <= _SAMPLE:
        return text
    third = _SAMPLE // 3
    middle = len(text) // 2
    return f"{text[:third]} {text[middle : middle + third]} {text[-third:]}"


@cache
def _identifier() -> Any:
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(sorted(cues().language_names))
    return identifier
