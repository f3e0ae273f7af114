"""What takes long to work out and holds until the record is written to."""

from collections.abc import Callable
from threading import Lock
from typing import Generic, TypeVar

_Found = TypeVar("_Found")


class OncePerEpoch(Generic[_Found]):
    """Asks anew only after the record has changed; may be called from several threads."""

    def __init__(self, epoch: Callable[[], int], ask: Callable[[], _Found]) -> None:
        self._epoch = epoch
        self._ask = ask
        self._lock = Lock()
        self._held: tuple[int, _Found] | None = None

    def __call__(self) -> _Found:
        with self._lock:
            now = (
                self._epoch()
            )  # before asking: what is written meanwhile makes the answer too new, never too old
            if self._held is None or self._held[0] != now:
                self._held = now, self._ask()
            return self._held[1]
