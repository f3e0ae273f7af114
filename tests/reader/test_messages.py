"""Tags and probabilities made by hand become messages with their parts."""

from pathlib import Path

import numpy as np
import pytest

from lagebild.errors import ModelError
from lagebild.reader import Reader
from lagebild.reader import messages as R
from lagebild.reader.message_marks import (
    BACK,
    BEGINS,
    COLUMNS,
    CONTEXT,
    ENDS,
    INSIDE,
    LAYERS,
    ON,
    OUT,
    PARTS,
    RESUMES,
    SIGNS,
    STRETCH,
    TAGS,
    distances,
    marks,
    sentences_off,
    stretches,
    window,
)
from lagebild.reader.message_network import MessageNetwork
from lagebild.records import Document, Span

TEXT = (
    "Norwegens Außenminister sagte am Montag in Oslo, sein Land werde der Ukraine im Herbst weitere Waffen liefern. "
    "„Wir stehen an der Seite Kiews“, erklärte er. Der Zug nach Bergen fuhr pünktlich ab."
)
LETTERS = {".": OUT, "B": BEGINS, "R": RESUMES, "i": INSIDE, "e": ENDS}
NO_STEPS = np.zeros((LAYERS, len(TAGS), len(TAGS)), np.float32)


def scores(*layers: str) -> np.ndarray:
    """Scores [W, layers, 5] whose best tags are the letters."""
    found = np.zeros((len(layers[0]), LAYERS, len(TAGS)), np.float32)
    for layer, letters in enumerate(layers):
        for i, letter in enumerate(letters):
            found[i, layer, LETTERS[letter]] = 2.0
    return found


def spans_of(text: str) -> list[Span]:
    at, found = 0, []
    for word in text.split(" "):
        found.append(Span(at, at + len(word)))
        at += len(word) + 1
    return found


def parts_of(found: R.Found, count: int, worth: float = 0.9, **words: list[int]) -> R.Parts:
    look = window(found.words, count)
    probabilities = np.full((len(look), len(PARTS)), 0.1, np.float32)
    for name, chosen in words.items():
        probabilities[np.isin(look, chosen), PARTS.index(name)] = 0.9
    return R.Parts(look, probabilities, np.array([0, 3, 0, 0, 0], np.float32), worth)


def test_the_best_tags_are_those_with_the_highest_scores_where_they_fit_together() -> None:
    letters = "..Biie..Be"
    assert R.best_tags(scores(letters, letters)[:, 0], NO_STEPS[0], 0.0) == [LETTERS[c] for c in letters]


def test_nothing_is_inside_that_has_not_begun() -> None:
    tags = R.best_tags(scores("..iie.", "......")[:, 0], NO_STEPS[0], 0.0)
    first = tags.index(INSIDE) if INSIDE in tags else tags.index(ENDS)
    assert tags[first - 1] in (BEGINS, RESUMES)
    assert R.best_tags(scores("iiii", "....")[:, 0], NO_STEPS[0], 0.0)[0] in (OUT, BEGINS, RESUMES)


def test_steps_between_tags_decide_where_scores_do_not() -> None:
    steps = NO_STEPS[0].copy()
    steps[OUT, BEGINS] = -50
    assert R.best_tags(scores(".Bie.", ".....")[:, 0], steps, 0.0) == [OUT] * 5 or BEGINS not in R.best_tags(
        scores(".Bie.", ".....")[:, 0], steps, 0.0
    )


def test_no_words_no_tags() -> None:
    assert R.best_tags(np.zeros((0, len(TAGS)), np.float32), NO_STEPS[0], 0.0) == []


def test_a_message_goes_on_behind_its_cue() -> None:
    (words,) = R.joined([LETTERS[c] for c in "Bie..Rie."])
    assert words.tolist() == [0, 1, 2, 5, 6, 7]


def test_one_that_begins_anew_is_another() -> None:
    assert [w.tolist() for w in R.joined([LETTERS[c] for c in "BieBe"])] == [[0, 1, 2], [3, 4]]


def test_what_resumes_too_far_away_is_another() -> None:
    tags = [BEGINS, ENDS, *[OUT] * (R.FARTHEST + 1), RESUMES, ENDS]
    assert len(list(R.joined(tags))) == 2


def test_candidates_of_several_readings_count_once() -> None:
    found = R.candidates(scores("Bie.", "...."), NO_STEPS, (0.0, 0.1))
    assert [(f.layer, f.words.tolist()) for f in found] == [(0, [0, 1, 2])]


def test_an_eager_reading_finds_more() -> None:
    silent = scores("....", "....")
    assert R.candidates(silent, NO_STEPS, (0.0,)) == []
    assert R.candidates(silent, NO_STEPS, (9.0,))


def test_of_candidates_that_share_words_the_best_is_taken() -> None:
    one, other = R.Found(np.arange(0, 4), 0), R.Found(np.arange(2, 6), 0)
    inner, weak = R.Found(np.arange(1, 3), 1), R.Found(np.arange(6, 9), 0)
    worth = [(one, 0.6), (other, 0.8), (inner, 0.7), (weak, 0.3)]
    kept = R.choose([(f, parts_of(f, 10, w)) for f, w in worth], R.Limits(message=0.5, nested=0.5))
    assert [f for f, _ in kept] == [inner, other]


def test_spans_of_a_message_its_source_cue_and_frame() -> None:
    text = "Man helfe , sagte die Ministerin in Oslo , so gut es gehe ."
    spans = spans_of(text)
    found = R.Found(np.array([0, 1, 9, 10, 11, 12]), 0)
    parts = parts_of(found, len(spans), Source=[4, 5, 6, 7], Cue=[3], Frame=[2, 3, 4, 5, 6, 7, 8])
    said = R.message(spans, found, parts, R.Limits())
    assert [s.of(text) for s in said.message] == ["Man helfe", "so gut es gehe"]
    assert said.source is not None
    assert said.source.of(text) == "die Ministerin in Oslo"
    assert [s.of(text) for s in said.cue] == ["sagte"]
    assert [s.of(text) for s in said.frame] == [", sagte die Ministerin in Oslo ,"]
    assert (said.addressee, said.form, said.confidence) == (None, "Indirect", 0.9)


def test_a_cue_may_have_parts_and_a_source_has_one() -> None:
    text = "Oslo kündigte Hilfe an und Bergen dankte"
    spans = spans_of(text)
    found = R.Found(np.array([2]), 0)
    parts = parts_of(found, len(spans), Source=[0, 5], Cue=[1, 3])
    said = R.message(spans, found, parts, R.Limits())
    assert [s.of(text) for s in said.cue] == ["kündigte", "an"]
    assert said.source is not None
    assert said.source.of(text) in ("Oslo", "Bergen")


@pytest.mark.parametrize(
    ("probabilities", "expected"),
    [([0.9, 0.9, 0.4, 0.9], (0, 3)), ([0.9, 0.1, 0.9, 0.9], (2, 3)), ([0.4, 0.3], None), ([], None)],
)
def test_a_stretch_bridges_a_doubtful_word_but_no_clear_gap(
    probabilities: list[float], expected: tuple[int, int] | None
) -> None:
    spans = [Span(i, i + 1) for i in range(len(probabilities))]
    found = R.stretch(spans, np.array(probabilities, np.float32), 0.5)
    assert found == (Span(expected[0], expected[1] + 1) if expected else None)


def test_a_nested_message_names_the_one_around_it() -> None:
    outer, inner, alone = (
        R.Found(np.arange(0, 8), 0),
        R.Found(np.arange(3, 6), 1),
        R.Found(np.arange(20, 22), 1),
    )
    assert R.enclosing([outer, inner, alone]) == [None, 0, None]
    pairs = [(f, parts_of(f, 30)) for f in (outer, inner)]
    said = R.records([Span(i, i + 1) for i in range(30)], pairs, R.Limits())
    assert [m.nested for m in said] == [None, 0]


def test_marks_tell_signs_quotation_and_borders_of_sentences() -> None:
    text = "Er sagte : „ Nein . “ Dann ging er 3 Tage"
    found = marks(text, spans_of(text), np.array([0] * 7 + [1] * 5))
    assert found.shape == (12, COLUMNS)
    assert [SIGNS[i] for i in found[:7, 0]] == ["upper", "lower", "colon", "opens", "upper", "end", "closes"]
    assert SIGNS[found[10, 0]] == "number"
    assert found[:, 1].tolist() == [0, 0, 0, 1, 1, 1, 1, 0, 0, 0, 0, 0]
    assert found[:, 2].tolist() == [1, 0, 0, 0, 0, 0, 2, 1, 0, 0, 0, 2]


def test_plain_quotation_marks_open_and_close_by_turns() -> None:
    text = 'Er sagte " Nein " und ging'
    assert marks(text, spans_of(text), np.zeros(7, np.int64))[:, 1].tolist() == [0, 0, 1, 1, 1, 0, 0]


def test_stretches_cover_every_word_once_and_see_what_stood_before() -> None:
    sentence = np.repeat(np.arange(60), 20)
    found = stretches(sentence)
    assert [start for _, start, _ in found] == [0, *(end for _, _, end in found[:-1])]
    assert found[-1][2] == len(sentence)
    assert all(end - seen <= STRETCH for seen, _, end in found)
    assert all(start - seen == CONTEXT for seen, start, _ in found[1:])
    assert all(end % 20 == 0 for _, _, end in found)
    assert stretches(np.zeros(0, np.int64)) == []
    assert len(stretches(np.zeros(3 * STRETCH, np.int64))) > 2  # one endless sentence is cut anyhow


def test_words_looked_at_are_told_by_distance_and_sentence() -> None:
    words = np.array([100, 101, 104])
    look = window(words, 1000)
    assert (look[0], look[-1]) == (100 - BACK, 104 + ON)
    near = dict(zip(look.tolist(), distances(look, words).tolist(), strict=True))
    assert (near[100], near[104], near[102]) == (0, 0, 1)
    assert near[99] != near[105]
    assert near[99] != near[98]
    sentence = np.repeat(np.arange(50), 25)
    off = dict(zip(look.tolist(), sentences_off(sentence, look, words).tolist(), strict=True))
    assert off[99] < off[100] == off[104] == off[110] < off[125]


def test_messages_of_a_text_have_their_speakers(reader: Reader) -> None:
    (reading,) = reader.read([Document("x", TEXT)])
    said = {m.form: m for m in reading.messages}
    indirect = said["Indirect"]
    assert "weitere Waffen liefern" in " ".join(s.of(TEXT) for s in indirect.message)
    assert indirect.source is not None
    assert "Außenminister" in indirect.source.of(TEXT)
    assert [s.of(TEXT) for s in indirect.cue] == ["sagte"]
    assert "„Wir stehen an der Seite Kiews“" in [s.of(TEXT) for s in said["Direct"].message]
    assert not any("Zug" in s.of(TEXT) for m in reading.messages for s in m.message)


def test_a_long_text_has_messages_in_every_stretch(reader: Reader) -> None:
    text = "\n".join(f"Meldung {i}. {TEXT}" for i in range(25))
    (reading,) = reader.read([Document("x", text)])
    starts = [m.message[0].start for m in reading.messages]
    assert starts == sorted(starts)
    assert min(starts) < len(text) / 20
    assert max(starts) > len(text) * 19 / 20
    for message in reading.messages:
        assert 0 < message.confidence <= 1
        assert message.nested is None or message.nested < len(reading.messages)
        for span in (*message.message, *message.cue, *message.frame):
            assert span.of(text).strip() == span.of(text) != ""


def test_a_text_without_words_has_no_messages(reader: Reader) -> None:
    assert reader.read([Document("x", " \n ")])[0].messages == ()


def test_a_damaged_model_is_an_error_with_a_remedy(tmp_path: Path) -> None:
    for name in ("messages.onnx", "message_parts.onnx"):
        (tmp_path / name).write_text("kein Graph")
    with pytest.raises(ModelError, match="lagebild doctor"):
        MessageNetwork(tmp_path)
