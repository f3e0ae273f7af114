"""Who says ``wir`` in a joint declaration: the governments that it names before its first act, or its headline."""

import re

from lagebild.records import Reading, Span
from lagebild.resolve.actors import NameMention, Resolution
from lagebild.resolve.referents import Referents

_FEWEST = 2
_HEAD = 4  # sentences of a document that may say whose declaration it is
_DECLARATION = re.compile(
    r"\b(?:[Gg]emeinsame[mnrs]?|[Ff]olgende[mnrs]?) (?:\w+ )?"
    r"(?:Erklärung|Stellungnahme|Mitteilung|Statement|Kommuniqué)\b"
)
_SIGNERS = re.compile(
    r"(?:minister(?:innen)?n?|chefs|präsident(?:inn)?en|regierungen|kanzlern?|vertreter(?:innen)?n?)"
    r"(?: (?:der|des|von|aus|den))*\s$",
    re.IGNORECASE,
)
"""What stands before the first of them: ``der Außenminister``, ``die Regierungen von``."""
_LISTED = re.compile(r"(?:,|\s|\b(?:und|sowie|der|des|von|den|dem|die)\b|\b[A-ZÄÖÜ][\w-]*)*")
"""What may stand between two of them: no verb and no preposition of a topic (``zu``, ``über``)."""
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


def declared_signatories(text: str, reading: Reading, referents: Referents) -> tuple[Resolution, ...]:
    """``Gemeinsame Erklärung der Außenminister Kanadas und Japans zu Peru`` -> CAN GOV, JPN GOV.

    Only what a document's first sentences say counts; empty where they name fewer than two.
    """
    for sentence in reading.sentences[:_HEAD]:
        if not _DECLARATION.search(text, sentence.start, sentence.end):
            continue
        signed: dict[str, Resolution] = {}
        end = -1
        for name in (n for n in referents.names if sentence.contains(n.span)):
            if end < 0 and not _SIGNERS.search(text[sentence.start : name.span.start]):
                continue
            if end >= 0 and not _LISTED.fullmatch(text, end, name.span.start):
                break
            end = name.span.end
            if _code(name) not in _GROUPS:
                signed.setdefault(_code(name), _signatory(name))
        if len(signed) >= _FEWEST:
            return tuple(signed.values())
    return ()


def _code(name: NameMention) -> str:
    """A state signs by its government, an organisation as a whole."""
    resolution = name.resolution
    return f"{resolution.country} GOV" if resolution.kind in ("state", "office", "group") else resolution.code


def _signatory(name: NameMention) -> Resolution:
    return Resolution(_code(name), name.resolution.name, "pronoun", 0.8)
