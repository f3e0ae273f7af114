"""XML written piece by piece: text is escaped, and what XML cannot hold is shown as U+FFFD."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from lagebild.export.sink import Sink

_IMPOSSIBLE = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def possible(text: str) -> str:
    """The text, character for character, without controls that XML 1.0 forbids even when escaped."""
    return _IMPOSSIBLE.sub("\ufffd", text)


class Writer:
    """Elements in one default namespace; ``take`` gives what has been written since."""

    def __init__(self, namespaces: Mapping[str | None, str]) -> None:
        from lxml import etree  # type: ignore[import-untyped]

        self._etree = etree
        self._namespaces = dict(namespaces)
        self._sink = Sink()
        self._file: Any = None

    @contextmanager
    def root(self, name: str, **attributes: str) -> Iterator[None]:
        with self._etree.xmlfile(self._sink, encoding="utf-8", buffered=False) as self._file:
            self._file.write_declaration()
            with self._file.element(self._name(name), attributes, nsmap=self._namespaces):
                yield

    @contextmanager
    def element(self, name: str, **attributes: str) -> Iterator[None]:
        """``name`` may have a prefix (``lb:quote``); an attribute given as ``for_`` is called ``for``."""
        given = {key.rstrip("_"): possible(value) for key, value in attributes.items()}
        with self._file.element(self._name(name), given):
            yield

    def leaf(self, name: str, text: str = "", **attributes: str) -> None:
        with self.element(name, **attributes):
            if text:
                self._file.write(possible(text))

    def take(self) -> bytes:
        return self._sink.take()

    def _name(self, name: str) -> str:
        prefix, colon, local = name.rpartition(":")
        return f"{{{self._namespaces[prefix if colon else None]}}}{local}"
