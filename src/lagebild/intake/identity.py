"""What makes two copies of a text the same document."""

import hashlib
import unicodedata


def document_id(text: str) -> str:
    """SHA-256 (hex) of the text in NFC with every run of white space as one blank."""
    normal = " ".join(unicodedata.normalize("NFC", text).split())
    return hashlib.sha256(normal.encode("utf-8")).hexdigest()
