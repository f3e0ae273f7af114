"""Bytes of one file to characters, or an error that says what the file is instead of text."""

import codecs
import re

from lagebild.errors import InputError
from lagebild.intake.language_check import looks_german

MAX_BYTES = 2_000_000
"""Largest single text taken in unless the caller says otherwise (the same as ``Settings.max_bytes``)."""

_MAGIC = (
    (b"%PDF-", "a PDF file", "save its text as .txt"),
    (b"PK\x03\x04", "a ZIP or Office file", "unpack it or save its text as .txt"),
    (b"\x1f\x8b", "a gzip file", "unpack it first"),
    (b"BZh", "a bzip2 file", "unpack it first"),
    (b"\xfd7zXZ\x00", "an xz file", "unpack it first"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip file", "unpack it first"),
    (b"\x89PNG", "a PNG picture", "give a text"),
    (b"\xff\xd8\xff", "a JPEG picture", "give a text"),
    (b"GIF8", "a GIF picture", "give a text"),
    (b"\xd0\xcf\x11\xe0", "an old Office file", "save its text as .txt"),
    (b"{\\rtf", "an RTF file", "save it as plain text"),
    (b"SQLite format 3", "an SQLite database", "give a text"),
)
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_DECLARED = re.compile(rb"""charset\s*=\s*["']?\s*([\w-]{3,20})""", re.IGNORECASE)
_TWICE_ENCODED = re.compile("Ã[¤¶¼\u009f\u0178]|â€[žœ\u009d“]")
_TWICE_ENOUGH = 3
_SAVE = "save it as UTF-8"


def decode(data: bytes, origin: str) -> str:
    """The characters of a text file: UTF-8, UTF-16 with its mark, or Windows-1252 if that makes German of it.

    Line ends become ``\\n``. Raises InputError for binary files, NUL bytes, unknown or doubled encodings.
    """
    for magic, name, remedy in _MAGIC:
        if data.startswith(magic):
            raise InputError(origin, f"this is {name}, not text", remedy)
    text = _characters(data, origin)
    if "\0" in text:
        raise InputError(origin, "NUL bytes in it, so it is binary or damaged", f"{_SAVE} text")
    if len(_TWICE_ENCODED.findall(text[:1_000_000])) >= _TWICE_ENOUGH:
        raise InputError(origin, "its umlauts are encoded twice", f"convert it back and {_SAVE}")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _characters(data: bytes, origin: str) -> str:
    if data.startswith(_UTF16):
        try:
            return data.decode("utf-16")
        except UnicodeDecodeError:
            raise InputError(origin, "broken UTF-16", _SAVE) from None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if b"\0" in data:
            raise InputError(origin, "NUL bytes in it, so it is binary or damaged", f"{_SAVE} text") from None
        guess = _windows(data)
        if guess is None:
            raise InputError(origin, f"unknown encoding (byte {error.start} is not UTF-8)", _SAVE) from None
        return guess


def _windows(data: bytes) -> str | None:
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        return None
    return text if looks_german(text) else None


def declared_charset(data: bytes) -> str | None:
    """The character set that an HTML page names in its head, if Python knows it."""
    match = _DECLARED.search(data[:4096])
    if match is None:
        return None
    try:
        return codecs.lookup(match[1].decode("ascii", "ignore")).name
    except LookupError:
        return None
