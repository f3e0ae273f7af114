"""Who says ``wir`` in a joint declaration: the governments that it names before its first act."""

import re

from lagebild.records import Reading, Span
from lagebild.resolve.actors import NameMention, Resolution
from lagebild.resolve.referents import Referents

_FEWEST = 2
_VERB = re.compile(r"(?<!Wir), (?!und |sowie |der |die |des |dem |von )[a-zäöüß]")
"""Where the list of signatories ends: ``Italiens, verurteilen``."""
_GROUPS = frozenset({"G7", "G20", "UNO", "INT"})
"""A group beside its members says nothing more about who signed."""


def signatories(
    text: str, reading: Reading, referents: Referents, openings: tuple[str, ...]
) -> tuple[Resolution, ...]:
    """``Wir, die Außenminister Kanadas, Japans und Italiens, verurteilen`` -> CAN GOV, JPN GOV, ITA GOV.

    Empty where the text has no such opening or names fewer than two.
    """
    for sentence in reading.sentences:
        if sentence.of(text).startswith(openings):
            acts = [m.trigger.start for m in reading.mentions if sentence.contains(m.trigger)]
            verb = _VERB.search(text, sentence.start, sentence.end)
            end = verb.start() if verb else sentence.end
            opening = Span(sentence.start, min([end, *acts]))
            found = {_code(n): _signatory(n) for n in referents.names if opening.contains(n.span)}
            signed = tuple(r for code, r in found.items() if code not in _GROUPS)
            if len(signed) >= _FEWEST:
                return signed
    return ()


def _code(name: NameMention) -> str:
    """A state signs by its government, an organisation as a whole."""
    resolution = name.resolution
    return f"{resolution.country} GOV" if resolution.kind in ("state", "office", "group") else resolution.code


def _signatory(name: NameMention) -> Resolution:
    return Resolution(_code(name), name.resolution.name, "pronoun", 0.8)
