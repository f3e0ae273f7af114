"""Sentence spans: exact, complete, German abbreviations and quotation marks kept together."""

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lagebild.language.sentences import document_sentences, split_sentences
from lagebild.records import Block, BlockKind, Document, Span


def parts(text: str) -> list[str]:
    return [span.of(text) for span in split_sentences(text)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Sie berief sich gem. Art. 5 Abs. 2 auf das Abkommen.",
        "Das sog. „Fährmann-Format“ tagt in Genf.",
        "Der russ. Gesandte traf z. B. Kollegen aus Wien.",
        "Dr. Klaus Weber und H.-J. Müller sprachen mit Prof. Lind.",
        "Am 13. September und am 3. Mai wurde verhandelt.",
        "Rund 3 Mrd. Euro und 5 Mio. Dollar wurden zugesagt.",
        "Es war der 125. Sitzungstag in Den Haag.",
        "König Ludwig XIV. Frankreich zu nennen, war falsch.",
        "Außenminister a. D. Joschka Lind sprach in St. Gallen.",
        "„Nein!“, rief er.",
        '"Wohin?" fragte sie.',
        "30. Oktober, 2024",
    ],
)
def test_one_sentence_stays_one(sentence: str) -> None:
    assert parts(sentence) == [sentence]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("„Wir gehen.“", "Er ging."),
        ("»Was nun?«", "Niemand wusste es."),
        ("Im Jahr 2024.", "Moskau schwieg."),
        ("Er kam mit Waffen usw.", "Dann ging er."),
        ("Es kostete 5 Mio.", "Die Kosten stiegen."),
        ("Sie reiste nach Israel.", "Moskau schwieg."),
        ("Er sagte es auf seine Art.", "Niemand widersprach."),
        ("Eine Zeile ohne Punkt", "Noch eine"),
    ],
)
def test_boundaries(first: str, second: str) -> None:
    joiner = " " if first.endswith((".", "“", "«")) else "\n"
    assert parts(first + joiner + second) == [first, second]


@given(st.text(alphabet="aB .!?\n„“\"Dr3)('xZ\u2028\r\tß", max_size=120))
def test_spans_are_exact_ordered_and_complete(text: str) -> None:
    spans = split_sentences(text)
    covered = {at for span in spans for at in range(span.start, span.end)}
    assert all(char.isspace() for at, char in enumerate(text) if at not in covered)
    assert all(left.end <= right.start for left, right in pairwise(spans))
    assert all(span.of(text) == span.of(text).strip() != "" for span in spans)
    assert all("\n" not in span.of(text) for span in spans)


def test_blocks_that_say_nothing_are_not_read() -> None:
    text = "nach oben\nEr kam. Er ging."
    blocks = (Block(BlockKind.NAVIGATION, Span(0, 9)), Block(BlockKind.BODY, Span(10, 26)))
    found = document_sentences(Document(id="x", text=text, blocks=blocks))
    assert [span.of(text) for span in found] == ["Er kam.", "Er ging."]


def test_a_sentence_of_5000_words_is_one() -> None:
    assert len(split_sentences("Der Rat " + "und noch ein Rat " * 1250 + "tagte.")) == 1


@pytest.mark.parametrize("unit", ["Abs. 3 ", "a.B. ", '."', "…", "(z. B. ", "Er ging. ", "\n. "])
def test_time_grows_with_length_only(unit: str) -> None:
    def seconds(text: str) -> float:
        begin = time.process_time()
        split_sentences(text)
        return time.process_time() - begin

    small, large = seconds(unit * 3_000), seconds(unit * 24_000)
    assert large < 24 * max(small, 0.02)  # eight times the text; quadratic would be 64 times
