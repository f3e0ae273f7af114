"""Weighing: which events are the same act, from how many origins, who denies it, what became of it."""
