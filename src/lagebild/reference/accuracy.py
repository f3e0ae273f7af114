"""How good the machine is: the figures of the accuracy card (``data/accuracy.json``), written by ``make eval``."""

import json
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def accuracy() -> dict[str, Any]:
    """``model``, ``command``, ``aims``, ``sets`` with ``about``, ``figures`` and ``types``, ``across_documents``.

    The figures hold for that model alone; an event names the model that read it.
    """
    found: dict[str, Any] = json.loads(
        (files("lagebild.reference") / "data" / "accuracy.json").read_text("utf-8")
    )
    return found
