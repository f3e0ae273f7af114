"""Words of the service around a record: who may do what, and how far a job of intake has come."""

from enum import StrEnum


class Role(StrEnum):
    """What somebody may do; each may also do what those before it may."""

    READER = "reader"
    REVIEWER = "reviewer"
    ADMINISTRATOR = "administrator"

    def may(self, needed: "Role") -> bool:
        order = list(Role)
        return order.index(self) >= order.index(needed)


class JobState(StrEnum):
    WAITING = "waiting"
    READING = "reading"
    WEIGHING = "weighing"
    DONE = "done"
    CANCELLED = "cancelled"
    FAILED = "failed"  # nothing could be read at all; ``problem`` tells why


class InputState(StrEnum):
    """What became of an input; ``begun`` and ``alone`` tell what was being read when the program ended."""

    BEGUN = "begun"
    ALONE = "alone"
    STORED = "stored"
    KNOWN = "known"
    FAILED = "failed"
    CANCELLED = "cancelled"
