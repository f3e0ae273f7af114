"""The labelled pairs of statements are sound, and comparing them is as good as it was."""

import json
from pathlib import Path
from typing import Any

import pytest

from compare import PAIRS, SPLITS, judge, unread
from lagebild.resolve.actors import ActorResolver
from lagebild.weigh.compare import Kind

FILES = sorted(PAIRS.glob("*.json"))
FLOORS = {"development": 0.96, "held-out": 0.96, "blind": 0.80}
"""Share of labels found: measured 1.00, 1.00 and .86, less a label or two."""


def entry(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return found


@pytest.fixture(scope="module")
def actors() -> ActorResolver:
    return ActorResolver()


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_every_sentence_has_one_label(path: Path) -> None:
    pair = entry(path)
    assert pair["split"] in SPLITS
    for side in ("earlier", "later"):
        labelled = [number for label in pair["labels"] for number in label[side]]
        assert sorted(labelled) == list(range(len(pair[side]["sentences"])))
    for label in pair["labels"]:
        assert label["kind"] in list(Kind)
        assert bool(label["earlier"]) is (label["kind"] != "added")
        assert bool(label["later"]) is (label["kind"] != "dropped")


@pytest.mark.parametrize("split", SPLITS)
def test_the_labels_are_found(split: str, actors: ActorResolver) -> None:
    results = [judge(pair, actors, unread) for pair in map(entry, FILES) if pair["split"] == split]
    right = sum(len({*result.gold} & {*result.found}) for result in results)
    assert right / sum(len(result.gold) for result in results) >= FLOORS[split]
