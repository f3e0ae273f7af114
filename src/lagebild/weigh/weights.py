"""What weighing has learned: the weight of each comparison, the rarity of words."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Weights:
    """Learned by ``eval/cases.py --fit``; ``rarity`` is the inverse document frequency of frequent stems."""

    bias: float
    parts: Mapping[str, float]
    rarity: Mapping[str, float]
    rarest: float

    def of_stem(self, stem: str) -> float:
        return self.rarity.get(stem, self.rarest)


@cache
def weights() -> Weights:
    folder = files("lagebild.weigh")
    learned, rarity = (
        json.loads(folder.joinpath(name).read_text("utf-8")) for name in ("weights.json", "rarity.json")
    )
    return Weights(**learned, **rarity)
