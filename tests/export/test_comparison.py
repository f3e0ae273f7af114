"""A comparison as JSON: every passage and word can be found again in its document."""

import json
from datetime import date
from typing import Any

import pytest

from lagebild.export.comparison import comparison_json
from lagebild.records import Document
from lagebild.weigh.compare import Comparison, Kind, Signatories, compare
from lagebild.weigh.signing import Signatory

EARLIER = "Wir bitten Nordland um Auskunft über die Boote. Die Fischer warten im Hafen."
LATER = "Die Häfen bleiben offen. Wir fordern Nordland auf, Auskunft über die Boote zu geben."


@pytest.fixture
def comparison() -> Comparison:
    one = Document(id="a", text=EARLIER, published=date(2024, 1, 2), publisher="Amt", title="Boote")
    return compare(one, Document(id="b", text=LATER), (), ())


def stands(part: dict[str, Any], text: str) -> bool:
    return part["text"] == text[part["start"] : part["end"]]


def test_every_passage_with_its_tone_stands_in_its_document(comparison: Comparison) -> None:
    found = json.loads(json.dumps(comparison_json(comparison)))
    assert found["earlier"] == {"id": "a", "title": "Boote", "published": "2024-01-02", "publisher": "Amt"}
    assert found["later"]["published"] is None
    for change in found["changes"]:
        for side, text in (("earlier", EARLIER), ("later", LATER)):
            if change[side]:
                assert stands(change[side], text)
                assert all(stands(word, text) for word in (change[side]["tone"] or {"words": []})["words"])
    assert {kind: n for kind, n in found["counts"].items() if n} == {"hardened": 1, "added": 1, "dropped": 1}
    assert list(found["counts"]) == [kind.value for kind in Kind]


def test_a_hardened_passage_tells_scale_grades_and_wording(comparison: Comparison) -> None:
    (change,) = [c for c in comparison_json(comparison)["changes"] if c["kind"] == "hardened"]
    assert change["earlier"]["tone"]["label"] == "Forderung"
    assert (change["earlier"]["tone"]["grade"], change["earlier"]["tone"]["rank"]) == ("bittet", 1.0)
    assert [word["text"] for word in change["later"]["tone"]["words"]] == ["fordern", "auf"]
    assert {"op": "removed", "text": " bitten"} in change["wording"]
    assert 0 < change["similarity"] < 1


def test_signatories_without_a_place() -> None:
    one = Document(id="a", text=EARLIER)
    signed = Signatories((Signatory("NLD GOV", "Nordland", None),), (), ())
    found = comparison_json(Comparison(one, one, (), signed))["signatories"]
    assert found["added"] == [
        {"code": "NLD GOV", "name": "Nordland", "aligned": False, "text": None, "start": None, "end": None}
    ]
    assert (found["dropped"], found["kept"]) == ([], [])
