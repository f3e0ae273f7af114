"""From files and texts to documents: furniture marked, date and publisher found, language checked."""

from lagebild.intake.folder import read_bytes, read_path
from lagebild.intake.html import read_html
from lagebild.intake.identity import document_id
from lagebild.intake.jsonl import read_jsonl
from lagebild.intake.text import from_text, read_page

__all__ = ["document_id", "from_text", "read_bytes", "read_html", "read_jsonl", "read_page", "read_path"]
