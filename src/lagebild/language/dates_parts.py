"""What a rule for time expressions gets and gives: the matched tokens, the context, the meaning."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from lagebild.language.dates_calendar import Period
from lagebild.language.dates_tokens import CALENDAR, TimeToken

TIMEX_UNITS = {
    "second": "TS", "minute": "TM", "hour": "TH", "day": "D", "week": "W", "weekend": "W", "month": "M",
    "quarter": "Q", "half": "H", "year": "Y", "decade": "DE", "century": "CE",
}  # fmt: skip
_PLURAL_UNITS = frozenset(CALENDAR["plural_units"])


@dataclass(frozen=True, slots=True)
class Context:
    """What an expression is read against. ``narrative`` is the day the text is telling about, ``future`` a
    hint."""

    anchor: date | None
    narrative: date | None = None
    future: bool | None = None

    @property
    def base(self) -> date | None:
        return self.narrative or self.anchor


@dataclass(frozen=True, slots=True)
class Meaning:
    """``period`` is None where nothing fixes it; ``timex`` is TimeML's value; ``amount`` and ``unit`` of a
    duration."""

    kind: str
    period: Period | None
    timex: str
    amount: float | None = None
    unit: str | None = None


class Parts:
    """The tokens of one match by letter."""

    def __init__(self, tokens: list[TimeToken]) -> None:
        self.letters = "".join(token.letter for token in tokens)
        self._payloads: dict[str, list[object]] = {}
        for token in tokens:
            self._payloads.setdefault(token.letter, []).append(token.payload)
        self.plural = any(token.text.lower() in _PLURAL_UNITS for token in tokens)

    def all(self, letter: str) -> list:  # type: ignore[type-arg]
        return self._payloads.get(letter, [])

    def get(self, letter: str, at: int = 0):  # type: ignore[no-untyped-def]
        found = self._payloads.get(letter, [])
        return found[at] if len(found) > at else None

    def has(self, *letters: str) -> bool:
        return any(letter in self._payloads for letter in letters)

    @property
    def unit(self) -> str:
        return str(self.get("T") or self.get("R") or self.get("u") or self.get("k"))

    @property
    def direction(self) -> int:
        """-1 for ``vergangen``, 1 for ``kommend``, 0 for ``dies`` or nothing; 2 steps for ``vorletzt``."""
        return int(self.get("f") or 0) - int(self.get("p") or 0)


Builder = Callable[[Parts, Context], Meaning | None]


def dated(period: Period | None, timex: str = "XXXX-XX-XX") -> Meaning:
    return Meaning("DATE", period, period.timex if period else timex)
