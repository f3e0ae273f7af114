"""Tokens: who may do what over the network. Of a token only the digest is kept; it is shown once, when it is made."""

import hmac
import re
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any

from sqlalchemy import Select, insert, or_, select, update

from lagebild.errors import SettingsError
from lagebild.record import audit, schema
from lagebild.record.audit import AuditRow, Change
from lagebild.record.refusals import NotFoundError
from lagebild.record.weighing import Opens, now
from lagebild.records.service import Role

PREFIX = "lagebild_"
"""So that scanners for leaked secrets, and people, know what they see."""
SECRET_BYTES = 32
LOCAL = "local"
"""Who sits at this machine; no token may have this name."""
_NAME = re.compile(r"[^\W_][\w .@-]{0,79}")
_TIMES = ("made_at", "expires_at", "revoked_at")
_c = schema.tokens.c


@dataclass(frozen=True, slots=True)
class Token:
    """A token without its secret."""

    id: str
    name: str
    role: Role
    made_at: datetime
    expires_at: datetime | None
    revoked_at: datetime | None

    def holds(self, at: datetime) -> bool:
        return self.revoked_at is None and (self.expires_at is None or at < self.expires_at)


class Access:
    """The tokens of an open record; ``store.access`` has one."""

    def __init__(self, transaction: Opens) -> None:
        self._transaction = transaction

    def add(self, name: str, role: Role, *, days: int | None = None, by: str = LOCAL) -> tuple[Token, str]:
        """Make a token; returns it with its secret, which is kept nowhere.

        :raises SettingsError: the name will not do, or a token in force has it.
        """
        if not _NAME.fullmatch(name) or name.lower() == LOCAL:
            raise SettingsError(
                f"{name!r}: is no name for a token; take 1 to 80 letters, digits, blanks or . @ - _, but not {LOCAL}"
            )
        secret = PREFIX + secrets.token_urlsafe(SECRET_BYTES)
        moment = now()
        expires = None if days is None else moment + timedelta(days=days)
        with self._transaction(writes=True) as connection:
            if connection.execute(_in_force(moment).where(_c.name == name)).first():
                raise SettingsError(
                    f"{name}: a token of this name is in force; revoke it first or take another name"
                )
            row = {
                "id": secrets.token_hex(4), "name": name, "role": role.value, "digest": digest(secret),
                "made_at": moment, "expires_at": expires, "revoked_at": None,
            }  # fmt: skip
            connection.execute(insert(schema.tokens), row)
            details = {"id": row["id"], "role": role.value, "days": days}
            audit.note(connection, Change(by, None, "token add", name, details))
        return _token(row), secret

    def holder(self, secret: str) -> Token | None:
        """The token in force with this secret.

        What is compared is a digest, whose nearness to a right one tells a guesser nothing about the secret.
        """
        asked = digest(secret)
        with self._transaction() as connection:
            row = connection.execute(select(schema.tokens).where(_c.digest == asked)).mappings().first()
        if row is None or not hmac.compare_digest(row["digest"], asked):
            return None
        found = _token(row)
        return found if found.holds(datetime.now(UTC)) else None

    def tokens(self) -> list[Token]:
        """All tokens ever made, oldest first."""
        with self._transaction() as connection:
            found = connection.execute(select(schema.tokens).order_by(_c.made_at, _c.id)).mappings()
            return [_token(row) for row in found]

    def any_in_force(self) -> bool:
        with self._transaction() as connection:
            return connection.execute(_in_force(now())).first() is not None

    def revoke(self, name: str, *, by: str = LOCAL) -> Token:
        """End the token in force with this name or id; it opens nothing from now on.

        :raises NotFoundError: there is none.
        """
        moment = now()
        with self._transaction(writes=True) as connection:
            asked = _in_force(moment).where(or_(_c.name == name, _c.id == name)).order_by(_c.id != name)
            row = connection.execute(asked).mappings().first()
            if row is None:
                raise NotFoundError(
                    f"{name}: no token in force has this name or id; `lagebild token list` has them"
                )
            connection.execute(update(schema.tokens).where(_c.id == row["id"]).values(revoked_at=moment))
            audit.note(connection, Change(by, None, "token revoke", row["name"], {"id": row["id"]}))
        return _token({**row, "revoked_at": moment})

    def audit(self, *, limit: int = 100, after: int | None = None) -> list[AuditRow]:
        """What was changed over the network, and tokens made and revoked: the latest first."""
        with self._transaction() as connection:
            return audit.rows(connection, limit=limit, after=after)


def digest(secret: str) -> str:
    """What is kept of a secret; it has 256 random bits, so a plain digest cannot be guessed back."""
    return sha256(secret.encode("utf-8", "replace")).hexdigest()


def _in_force(moment: datetime) -> Select[Any]:
    return select(schema.tokens).where(
        _c.revoked_at.is_(None), or_(_c.expires_at.is_(None), _c.expires_at > moment)
    )


def _token(row: Any) -> Token:
    times = {name: row[name] and row[name].replace(tzinfo=UTC) for name in _TIMES}
    return Token(row["id"], row["name"], Role(row["role"]), **times)
