"""Cursors: where the next page of a list begins, as a word that programs pass on and need not understand."""

import base64
import binascii
import json
from datetime import date, datetime
from types import UnionType
from typing import Annotated, Any

from fastapi import Query

from lagebild.server.problems import invalid

_LONGEST = 2000
LARGEST = 2**63
"""No column holds a larger number."""

After = Annotated[str | None, Query(max_length=_LONGEST, description="`next` of the page before, as it is")]

_READ: dict[Any, Any] = {
    date: date.fromisoformat,
    datetime: datetime.fromisoformat,
    float: float,
    int: int,
    str: str,
    str | None: str,
}
_MAY_BE_NONE = (date, str | None)
"""Many a document has no day."""


def write_cursor(*values: date | datetime | int | float | str | None) -> str:
    """A cursor with the values by which a list is sorted, of the last line shown."""
    plain = [v.isoformat() if isinstance(v, date) else v for v in values]
    written = json.dumps(plain, ensure_ascii=False, separators=(",", ":")).encode()
    return base64.urlsafe_b64encode(written).decode().rstrip("=")


def read_cursor(given: str | None, *kinds: type | UnionType) -> tuple[Any, ...] | None:
    """The values in a cursor, each of its kind (a date may be None, too); None where no cursor was given.

    :raises RequestValidationError: it is no cursor of such a list.
    """
    if not given:
        return None
    try:
        padded = given + "=" * (-len(given) % 4)
        values = json.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
        if not isinstance(values, list) or len(values) != len(kinds):
            raise ValueError
        return tuple(_value(v, kind) for v, kind in zip(values, kinds, strict=True))
    except (ValueError, TypeError, binascii.Error, RecursionError):
        raise invalid(
            "query", "after", f"{given[:60]} is no cursor of this list", "take `next` of the page before"
        ) from None


def _value(value: Any, kind: type | UnionType) -> Any:
    if value is None and kind in _MAY_BE_NONE:
        return None
    if kind in (int, float):
        given = int if kind is int else (int, float)
        fits = isinstance(value, given) and not isinstance(value, bool) and abs(value) < LARGEST
    else:
        fits = isinstance(value, str) and value.isprintable()
    if not fits:
        raise TypeError
    return _READ[kind](value)
