"""Events in forms that other programs read; one module a format."""

from lagebild.export.csv import write_csv
from lagebild.export.files import atomic
from lagebild.export.form import record_json, to_json
from lagebild.export.jsonl import write_jsonl

__all__ = ["atomic", "record_json", "to_json", "write_csv", "write_jsonl"]
