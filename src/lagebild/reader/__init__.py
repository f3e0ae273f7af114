"""The reader: one small transformer that finds events, their arguments, reality and sources in German text."""

from lagebild.reader.insight import Insight
from lagebild.reader.manifest import load_manifest, verify
from lagebild.reader.reader import Reader

__all__ = ["Insight", "Reader", "load_manifest", "verify"]
