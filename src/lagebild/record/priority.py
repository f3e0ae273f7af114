"""What to review first: how doubtful an event is by itself, and how much hangs on its case."""

from collections.abc import Iterable

from lagebild.records import CONTESTED, CaseState, Modality

GUESSED = 0.9
"""What is left of the confidence in a party whom the text does not name itself."""
SEVERAL = 0.9
"""What is left of it where the same words may mean somebody else."""

OF_A_DISPUTE = 10
"""A case that somebody denies goes before one that so many more documents tell of without dispute."""
OF_A_COMMITMENT = 2
"""What is still to be done may become a commitment that somebody is held to."""


def doubt(confidence: float, parties: Iterable[float]) -> float:
    """From 0, nothing speaks against it, to 1: the reader's own doubt and that about the least certain party."""
    return round(1 - confidence * min(parties, default=1.0), 4)


def certainty(confidence: float, *, inferred: bool, others: bool) -> float:
    """How sure it is who a party is; ``others`` if its words may mean somebody else."""
    return confidence * (GUESSED if inferred else 1) * (SEVERAL if others else 1)


def weight(state: CaseState | None, reality: Modality | None, documents: int | None) -> int:
    """How much hangs on a case: how many documents tell of it, whether it is disputed or still to be done.

    0 for what is in no case that was summed up.
    """
    if documents is None:
        return 0
    return (
        documents + OF_A_DISPUTE * (state in CONTESTED) + OF_A_COMMITMENT * (reality is not Modality.ACTUAL)
    )
