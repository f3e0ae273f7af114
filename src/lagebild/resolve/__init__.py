"""Mentions -> codes, names, intervals, amounts: rules over the registry and the reader's links."""

from lagebild.resolve.resolver import Resolver

__all__ = ["Resolver"]
