"""Events in forms that other programs read; one module a format, all in the table of ``formats.py``."""

from lagebild.export.about import About
from lagebild.export.files import atomic, atomic_bytes
from lagebild.export.form import record_json, to_json
from lagebild.export.formats import FORMS, Form, Format
from lagebild.export.writing import Written, encode, selected, write

__all__ = [
    "FORMS",
    "About",
    "Form",
    "Format",
    "Written",
    "atomic",
    "atomic_bytes",
    "encode",
    "record_json",
    "selected",
    "to_json",
    "write",
]
