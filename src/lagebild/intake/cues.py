"""The cue words of page furniture, read once from ``data/page_cues.json``."""

import json
import re
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple


class Cues(NamedTuple):
    """What stands on German web pages around the text; see the data file for each list."""

    navigation_lines: frozenset[str]
    tag_headings: frozenset[str]
    navigation_starts: tuple[str, ...]
    navigation_words: frozenset[str]
    sections: frozenset[str]
    link_cues: tuple[str, ...]
    glue_openers: frozenset[str]
    glue_blockers: frozenset[str]
    names_with_article: frozenset[str]
    named_works: frozenset[str]
    titles_of_persons: frozenset[str]
    verbs_of_saying: frozenset[str]
    caption_starts: tuple[str, ...]
    credit_starts: tuple[str, ...]
    picture_agencies: tuple[str, ...]
    alt_text_cues: tuple[str, ...]
    dateline_words: frozenset[str]
    kinds: dict[str, str]
    agencies: frozenset[str]
    publisher_patterns: tuple[str, ...]
    german_words: frozenset[str]
    german_only_words: frozenset[str]
    language_names: dict[str, str]


@cache
def cues() -> Cues:
    """Load the data file, each list as the collection that ``Cues`` names."""
    raw = json.loads((files("lagebild.intake") / "data" / "page_cues.json").read_text(encoding="utf-8"))
    lists: dict[str, Any] = {
        name: (raw[name] if isinstance(raw[name], dict) else _collection(kind)(raw[name]))
        for name, kind in Cues.__annotations__.items()
    }
    return Cues(**lists)


def _collection(kind: object) -> type[frozenset[str]] | type[tuple[str, ...]]:
    return frozenset if getattr(kind, "__origin__", None) is frozenset else tuple


@cache
def any_of(name: str) -> str:
    """An alternation of the entries of one list, longest first, for use inside a regular expression."""
    entries = sorted(getattr(cues(), name), key=len, reverse=True)
    return "|".join(re.escape(entry) for entry in entries)
