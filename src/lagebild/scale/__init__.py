"""Coding on more than one core."""

from lagebild.scale.pool import Pool, default_processes, open_coder

__all__ = ["Pool", "default_processes", "open_coder"]
