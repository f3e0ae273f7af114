"""Sentences paired by what they share: one to one, moved, cut in two."""

from lagebild.records import Span
from lagebild.weigh.passages import Pairing, Weighing, features, pair
from lagebild.weigh.words import words_of


def sentences(*texts: str) -> list[frozenset[str]]:
    return [features(words_of(text, Span(0, len(text))), ()) for text in texts]


BRIDGE = "Die Brücke bei Lindau bleibt gesperrt."
HARBOUR = "Im Hafen warten zwölf Getreideschiffe auf Lotsen."
SCHOOL = "Lehrerinnen unterrichten in Kellern und Zelten."


def places(found: tuple[Pairing, ...]) -> list[tuple[tuple[int, ...], tuple[int, ...], bool]]:
    return [(p.earlier, p.later, p.moved) for p in found]


def test_same_sentences_answer_each_other() -> None:
    found = pair(sentences(BRIDGE, HARBOUR, SCHOOL), sentences(BRIDGE, HARBOUR, SCHOOL))
    assert places(found) == [((0,), (0,), False), ((1,), (1,), False), ((2,), (2,), False)]
    assert {p.similarity for p in found} == {1.0}


def test_one_that_stands_elsewhere_has_moved() -> None:
    found = pair(sentences(BRIDGE, HARBOUR, SCHOOL), sentences(SCHOOL, BRIDGE, HARBOUR))
    assert places(found) == [((2,), (0,), True), ((0,), (1,), False), ((1,), (2,), False)]


def test_a_repeated_sentence_answers_the_nearest() -> None:
    found = pair(sentences(BRIDGE, HARBOUR, BRIDGE), sentences(BRIDGE, HARBOUR, BRIDGE))
    assert not any(p.moved for p in found)


def test_what_answers_nothing_stands_alone() -> None:
    found = pair(sentences(BRIDGE, HARBOUR), sentences(SCHOOL))
    assert places(found) == [((0,), (), False), ((1,), (), False), ((), (0,), False)]


def test_a_heading_answers_only_a_heading() -> None:
    found = pair(sentences(BRIDGE, HARBOUR), sentences(BRIDGE, HARBOUR), headings=(1, 0))
    assert places(found) == [((0,), (), False), ((), (0,), False), ((1,), (1,), False)]


def test_rare_words_weigh_more() -> None:
    common = ["Wir sehen die Lage im Land.", "Wir sehen die Lage im Hafen.", "Wir sehen die Lage im Wald."]
    weighing = Weighing(sentences(*common), sentences(*common))
    a, b, other = sentences("Die Lage im Hafen ist ernst.", "Hafen", "Lage")
    known = {feature for text in sentences(*common) for feature in text}
    assert weighing.similarity(a & known, b) > weighing.similarity(a & known, other)


def test_words_that_are_left_out_make_no_difference() -> None:
    text = "Wir verurteilen den Angriff."
    words = words_of(text, Span(0, len(text)))
    assert "verurteilen" in features(words, ())
    assert "verurteilen" not in features(words, {4})
