"""A file in memory that hands out what was written to it, so that writers of files can be streamed."""

import io
from typing import Any


class Sink(io.RawIOBase):
    """``take`` gives the bytes written since the last ``take``."""

    def __init__(self) -> None:
        super().__init__()
        self._parts: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        part = bytes(data)
        self._parts.append(part)
        return len(part)

    def take(self) -> bytes:
        taken = b"".join(self._parts)
        self._parts.clear()
        return taken
