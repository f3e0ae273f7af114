"""What must hold for whatever model is in use."""

from pathlib import Path

import pytest

from lagebild.reader import Reader, load_manifest, verify
from lagebild.reader.manifest import model_name
from lagebild.records import Block, BlockKind, Document, Mention, Reading, Span

TEXTS = (
    "Norwegen verurteilte den Angriff auf Kiew. "
    "Die Regierung in Oslo forderte Russland auf, seine Truppen abzuziehen.",
    "Finnland sagte Estland gestern drei Millionen Euro zu. Estland dankte. Moskau wies die Kritik zurück.",
    "Der litauische Präsident reiste am Montag nach Warschau, wo er mit Polens Regierungschef über Waffen sprach. "
    "Laut Agenturberichten sollen die beiden auch über Belarus beraten haben. "
    "Minsk bestritt, Soldaten verlegt zu haben.",
    "Das Wetter bleibt wechselhaft.",
)


def document(text: str, name: str = "x") -> Document:
    return Document(id=name, text=text)


def spans(mention: Mention) -> list[Span]:
    found = [mention.trigger, *(a.span for a in mention.arguments if a.span)]
    return found + [s for source in mention.sources for s in (source.span, source.cue) if s]


def outline(reading: Reading) -> list[tuple[Span, str]]:
    return [(m.trigger, m.type) for m in reading.mentions]


def test_the_files_are_those_of_the_manifest(model: Path) -> None:
    assert verify(model) == []


def test_the_name_is_that_of_these_files_and_thresholds(model: Path) -> None:
    manifest = load_manifest(model)
    assert manifest.name == model_name(manifest.files, manifest.thresholds)


def test_the_files_may_be_shipped(model: Path) -> None:
    assert sum(p.stat().st_size for p in model.iterdir()) <= 60_000_000


def test_events_are_found_and_all_their_spans_lie_in_their_sentence(reader: Reader) -> None:
    readings = reader.read([document(t) for t in TEXTS])
    assert sum(len(r.mentions) for r in readings) >= 5
    for text, reading in zip(TEXTS, readings, strict=True):
        assert reading.model == reader.model
        for mention in reading.mentions:
            assert mention.sentence in reading.sentences
            for span in spans(mention):
                assert mention.sentence.contains(span)
                assert span.of(text).strip() == span.of(text) != ""
            for x in (link for a in (*mention.arguments, *mention.sources) for link in a.links):
                assert 0 <= x.span.start < x.span.end <= len(text)
                assert 0 < x.score <= 1
            assert 0 < mention.confidence <= 1
            assert 1 <= len(mention.contexts) <= 2


def test_a_word_names_one_event_and_events_are_in_order(reader: Reader) -> None:
    for reading in reader.read([document(" ".join([t] * 6)) for t in TEXTS]):
        triggers = [m.trigger for m in reading.mentions]
        assert triggers == sorted(set(triggers))


def test_reading_again_gives_the_same(reader: Reader, model: Path) -> None:
    documents = [document(t) for t in TEXTS]
    assert reader.read(documents) == reader.read(documents) == Reader.load(model).read(documents)


def test_a_text_reads_the_same_in_any_company(reader: Reader) -> None:
    """Stored readings may not depend on what was read beside them."""
    long = " ".join(TEXTS * 8)
    documents = [document(t, str(i)) for i, t in enumerate((*TEXTS, long))]
    alone = [reader.read([d])[0] for d in documents]
    assert sum(len(r.mentions) for r in alone) >= 20
    assert reader.read(documents) == alone
    assert reader.read(documents[::-1]) == alone[::-1]


def test_a_sentence_of_5000_words(reader: Reader) -> None:
    calm = (
        "während das Wetter in den Tälern des langen Landes an den meisten Tagen dieses Monats kühl blieb, "
    )
    text = f"Norwegen verurteilte den Angriff auf Kiew, {calm * 3}und " * 90 + "schwieg."
    assert len(text.split()) > 5000
    (reading,) = reader.read([document(text)])
    (sentence,) = reading.sentences
    assert reading.mentions
    assert max(m.trigger.start for m in reading.mentions) > len(text) * 0.9
    assert all(m.sentence == sentence for m in reading.mentions)


@pytest.mark.parametrize("text", ["", " \n\n ", "... !!! ??? – „“ ;", "\u200b\u00ad", "\U0001f600" * 50])
def test_where_nothing_is_said_nothing_is_found(reader: Reader, text: str) -> None:
    (reading,) = reader.read([document(text)])
    assert reading.mentions == ()


def test_no_documents_no_readings(reader: Reader) -> None:
    assert reader.read([]) == []


def test_navigation_is_not_read(reader: Reader) -> None:
    menu, said = Span(0, len(TEXTS[0])), Span(len(TEXTS[0]) + 1, len(TEXTS[0]) + 1 + len(TEXTS[1]))
    blocks = (Block(BlockKind.NAVIGATION, menu), Block(BlockKind.BODY, said))
    (reading,) = reader.read([Document(id="x", text=f"{TEXTS[0]}\n{TEXTS[1]}", blocks=blocks)])
    assert reading.mentions
    assert all(said.contains(m.sentence) for m in reading.mentions)


def test_signs_outside_the_vocabulary_move_no_offset(reader: Reader) -> None:
    text = f"\U0001f1f3\U0001f1f4 Київ ﬁ½ \u00ad– {TEXTS[0]}"
    (reading,) = reader.read([document(text)])
    assert outline(reading)
    words = {m.trigger.of(text) for m in reading.mentions}
    assert words & {"verurteilte", "Angriff", "forderte", "abzuziehen"}
