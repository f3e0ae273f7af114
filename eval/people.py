"""Whether two names are one person's, and whether a gold party is a person that its words name."""

from collections.abc import Mapping
from typing import Any

from lagebild.reference.names import key_of
from lagebild.reference.registry import default_registry


def person_key(name: str) -> str:
    """The registry's name for a person by any full name, else the folded name itself."""
    for entry in default_registry().meanings(key_of(name)):
        if entry.person is not None:
            return entry.person.name
    return key_of(name).lower()


def is_named_person(party: Mapping[str, Any]) -> bool:
    """A filler whose ``name`` has several words, one of which its text says, and is no body's or state's."""
    name, text = party.get("name") or "", party.get("text") or ""
    words = name.split()
    if len(words) < 2 or not (words[-1] in text or words[0] in text):
        return False
    entries = default_registry().meanings(key_of(name))
    return all(entry.person is not None for entry in entries)
