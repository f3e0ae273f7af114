"""What excludes that two acts are one, and what makes it likelier."""

from dataclasses import replace

import pytest
from telling import document, event

from lagebild.weigh.acts import Act, act_of
from lagebild.weigh.similarity import Likeness, compare, compare_each, features, likenesses
from lagebild.weigh.weights import weights

TEXT = (
    "Ministerin Öberg hat am Dienstag in Hafenstadt ihren Kollegen Lund getroffen und über Boote gesprochen."
)


def meeting(
    text: str = TEXT, published: str | None = "2024-05-08", day: str | None = "2024-05-07", **fields: object
) -> Act:
    told = document(text, published)
    given = {
        "type": "CONSULT",
        "by": ["NLD GOV"],
        "to": ["SWE GOV"],
        "time": ("am Dienstag", day) if day else None,
    }
    return act_of(event(told, "getroffen", **{**given, **fields}), told)  # type: ignore[arg-type]


def excluded(one: Act, other: Act) -> str | None:
    return compare([one], [other]).why_not(0, 0)


def likeness(one: Act, other: Act) -> Likeness:
    (found,) = likenesses([(one, other)])
    return found


def told(one: Act, other: Act) -> dict[str, float]:
    return {name: float(values[0, 0]) for name, values in features([one], [other]).items()}


@pytest.mark.parametrize(
    ("other", "why"),
    [
        (meeting(type="AID"), "type"),
        (meeting(type="CONSULT.phone"), "mode"),
        (meeting(day="2024-05-14"), "day"),
        (meeting(day="2024-07"), "time"),
        (meeting(to=["FIN GOV"], by=["EST"]), "parties"),
        (meeting(day="2024-05-08"), None),
        (meeting(day="2024-05"), None),
        (meeting(by=["SWE"], to=["NLD"]), None),
        (meeting(to=[]), None),
    ],
)
def test_exclusions(other: Act, why: str | None) -> None:
    visit = meeting(type="CONSULT.visit")
    assert excluded(visit, other) == excluded(other, visit) == why


def test_two_phone_calls_exclude_nothing() -> None:
    assert excluded(meeting(type="CONSULT.phone"), meeting(type="CONSULT.phone")) is None


def test_other_side_of_an_attack_is_another_act() -> None:
    one, other = meeting(type="ASSAULT"), meeting(type="ASSAULT", by=["SWE"], to=["NLD"])
    assert excluded(one, other) == "parties"


def test_parts_add_up_to_the_logit() -> None:
    found = likeness(meeting(), meeting(TEXT.replace("Dienstag", "Dienstag früh"), "2024-05-09"))
    assert found.logit == pytest.approx(weights().bias + sum(found.parts.values()))
    assert all(found.parts.values())
    assert 0 < found.probability < 1
    assert (found.probability > 0.5) == (found.logit > 0)


def test_likeness_has_no_direction() -> None:
    one, other = meeting(), meeting("Öberg sprach am Dienstag. Lund wurde getroffen.", "2024-05-10")
    assert likeness(one, other) == likeness(other, one)


def test_same_words_on_the_same_day_are_likelier_than_others() -> None:
    same = likeness(meeting(), replace(meeting(), document_id="other"))
    far = likeness(
        meeting(day=None),
        replace(
            meeting("Es ging um Holz. Beide haben sich getroffen.", "2023-11-09", None), document_id="other"
        ),
    )
    assert same.logit > 0 > far.logit


def test_features_stay_in_their_range() -> None:
    for other in (
        meeting(),
        meeting(day=None),
        meeting(published=None),
        meeting(modality="planned", negated=True),
    ):
        assert all(-1 <= value <= 1.5 for value in told(meeting(), other).values())


def test_unknown_days_of_publication_say_nothing() -> None:
    found = told(meeting(published=None), replace(meeting(published=None), document_id="other"))
    assert found["gap"] == 0
    assert found["news_together"] == 0
    assert told(meeting(published=None), meeting(modality="planned"))["planned_again"] == 0


def test_every_weight_is_of_a_feature() -> None:
    one, other = meeting(), replace(meeting(), document_id="other")
    known = {*told(one, one), *told(one, other)}
    assert {name for name in weights().parts if not name.startswith("is_")} <= known


def test_many_acts_are_compared_like_two() -> None:
    acts = [
        meeting(),
        meeting("Öberg sprach am Dienstag. Lund wurde getroffen.", "2024-05-10"),
        meeting(type="AID", day=None, modality="planned"),
        replace(meeting(to=[], day="2024-05"), vector=bytes([3, 250, 7])),
        replace(meeting(published=None), vector=bytes([5, 2, 9]), document_id="other"),
    ]
    together = compare(acts[:3], acts)
    for row, one in enumerate(acts[:3]):
        for column, other in enumerate(acts):
            alone = compare([one], [other])
            assert together.logits[row, column] == pytest.approx(alone.logits[0, 0])
            assert together.why_not(row, column) == alone.why_not(0, 0)


@pytest.mark.parametrize("limit", [0, 100])
def test_comparisons_at_once_are_those_one_by_one(monkeypatch: pytest.MonkeyPatch, limit: int) -> None:
    monkeypatch.setattr("lagebild.weigh.similarity.AT_ONCE", limit)
    talks = [meeting(), meeting(day="2024-05-14")]
    help_given = [meeting(type="AID"), meeting(type="AID", to=["FIN"]), meeting(type="COOPERATE", day=None)]
    for (rows, columns), found in zip(
        sides := [(talks, talks), (help_given[:1], help_given)], compare_each(sides), strict=True
    ):
        alone = compare(rows, columns)
        assert found.logits == pytest.approx(alone.logits)
        assert {why: mask.tolist() for why, mask in found.excluded.items()} == {
            why: mask.tolist() for why, mask in alone.excluded.items()
        }
    assert compare_each([]) == []


def test_why_adds_up_to_what_decided() -> None:
    one, other = meeting(), meeting("Öberg sprach am Dienstag. Lund wurde getroffen.", "2024-05-10")
    assert likeness(one, other).logit == pytest.approx(compare([one], [other]).logits[0, 0], abs=0.02)
