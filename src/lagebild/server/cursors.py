"""Cursors: where the next page of a list begins, as a word that programs pass on and need not understand."""

import base64
import binascii
import json
from datetime import date, datetime
from typing import Annotated, Any

from fastapi import Query

from lagebild.server.problems import invalid

_LONGEST = 2000
LARGEST = 2**63
"""No column holds a larger number."""

After = Annotated[str | None, Query(max_length=_LONGEST, description="`next` of the page before, as it is")]

_READ: dict[type, Any] = {date: date.fromisoformat, datetime: datetime.fromisoformat, int: int, str: str}


def write_cursor(*values: date | datetime | int | str | None) -> str:
    """A cursor with the values by which a list is sorted, of the last line shown."""
    plain = [v.isoformat() if isinstance(v, date) else v for v in values]
    written = json.dumps(plain, ensure_ascii=False, separators=(",", ":")).encode()
    return base64.urlsafe_b64encode(written).decode().rstrip("=")


def read_cursor(given: str | None, *kinds: type) -> tuple[Any, ...] | None:
    """The values in a cursor, each of its kind or None; None where no cursor was given.

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


def _value(value: Any, kind: type) -> Any:
    if value is None:
        return None
    number = isinstance(value, int) and not isinstance(value, bool) and abs(value) < LARGEST
    words = isinstance(value, str) and value.isprintable()
    if not (number if kind is int else words):
        raise TypeError
    return _READ[kind](value)
