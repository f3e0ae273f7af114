"""Annotated text to labels: what is taught must be what is read."""

import random
from typing import Any

import numpy as np
import pytest

pytest.importorskip("torch")

from backbone import Backbone, build_tokenizer
from data import IGNORE, batches, examples, flat_words, held_out
from lagebild.reader import labels as L
from lagebild.reader.chunks import PIECE, plan
from lagebild.reader.network import _flatten
from lagebild.reader.tokens import pieces
from lagebild.records import Span
from lagebild.resolve.actors import ActorResolver
from markup import parse

LETTERS = sorted(set("▁abcdefghijklmnopqrstuvwxyzäöüßABCDEFGHIJKLMNOPQRSTUVWXYZ.,-"))
NAMES = ["<s>", "<pad>", "</s>", "<unk>", *LETTERS]
TOKENIZER = build_tokenizer(
    Backbone(8, 1, 1, 8, 8, 1e-12, {}, NAMES, [0.0] * 4 + [-5.0] * len(LETTERS), {0xAD: "", 9: " "}, 3),
    list(range(len(NAMES))),
)
ACTORS = ActorResolver()
TEXT = """
## t-007 | 2024-05-04 | newspaper | Bote
= Oslo hilft
- Norwegen half Kiew, sagte Riga.
  * half AID military | a: Norwegen = NOR | r: Kiew = UKR GOV | s: Riga = LVA GOV, sagte, denies
- Es soll Waffen geliefert haben.
  * geliefert AID | a: Es = NOR | r: - = UKR GOV | o: Waffen | planned neg | s: - = UNK, soll, alleges
"""


def document(text: str = TEXT) -> dict[str, Any]:
    documents, faults = parse(text)
    assert faults == []
    return documents[0]


def words_of(chunk: Any, text: str) -> list[str]:
    return [s.of(text) for s in flat_words(chunk)[3]]


def chunks(doc: dict[str, Any]) -> tuple[str, list[Any]]:
    text = "\n".join(s["text"] for s in doc["sentences"])
    spans, at = [], 0
    for s in doc["sentences"]:
        spans.append(Span(at, at + len(s["text"])))
        at += len(s["text"]) + 1
    return text, plan(pieces(TOKENIZER, text, spans, PIECE))


def linked(doc: dict[str, Any], pair: int) -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    """Words that count neither way and words that a role of an event is linked to."""
    text, (chunk,) = chunks(doc)
    words = words_of(chunk, text)
    (example,) = examples(TOKENIZER, doc, ACTORS)
    links = example.pairs[pair].links
    assert links is not None
    open_, found = (
        {role: {words[i] for i in np.flatnonzero(links[n] == value)} for n, role in enumerate(L.LINKED)}
        for value in (IGNORE, 1)
    )
    return open_, found


def test_training_and_reading_see_the_same_words() -> None:
    for chunk in chunks(document())[1]:
        first, last, owner, spans, sentence = flat_words(chunk)
        read_spans, piece, read_sentence, _, read_first, read_last = _flatten(chunk)
        assert (first, last, spans) == (read_first, read_last, read_spans)
        assert (owner, sentence) == (piece.tolist(), read_sentence.tolist())


def test_labels_stand_at_their_words() -> None:
    text, (chunk,) = chunks(document())
    words = words_of(chunk, text)
    (example,) = examples(TOKENIZER, document(), ACTORS)
    assert {words[i]: L.TYPES[t] for i, t in enumerate(example.types) if t > 0} == {
        "half": "AID",
        "geliefert": "AID",
    }
    helped, delivered = example.pairs

    def tagged(pair: Any, layer: str) -> list[str]:
        found = np.flatnonzero(pair.tags[:, L.LAYERS.index(layer), 0])
        return [words[pair.start + i] for i in found]

    assert words[helped.word] == "half"
    assert words[helped.start : helped.end] == ["Norwegen", "half", "Kiew", ",", "sagte", "Riga", "."]
    assert tagged(helped, "actor") == ["Norwegen"]
    assert tagged(helped, "recipient") == ["Kiew"]
    assert tagged(helped, "source") == ["Riga"]
    assert tagged(helped, "cue") == ["sagte"]
    assert tagged(delivered, "object") == ["Waffen"]
    assert tagged(delivered, "recipient") == []
    known = [int(x) for x in helped.stance if x != IGNORE]
    assert known == [L.STANCES.index("denies")]


def test_reality_and_unsaid_sources_are_labels_of_the_trigger() -> None:
    (example,) = examples(TOKENIZER, document(), ACTORS)
    helped, delivered = (p.labels.tolist() for p in example.pairs)
    assert helped == [0, L.MODALITIES.index("actual"), 0, 0]
    assert delivered == [0, L.MODALITIES.index("planned"), 1, 1 + L.STANCES.index("alleges")]


def test_links_lead_to_all_mentions_of_whom_a_role_means() -> None:
    _, delivered = linked(document(), 1)
    # Oslo is marked by nobody: the registry knows that it names Norway
    assert delivered == {"actor": {"Oslo", "Norwegen", "Es"}, "recipient": {"Kiew"}, "source": set()}


def test_links_lead_to_words_that_name_the_country_but_not_to_its_other_offices() -> None:
    more = """
- Der norwegische Minister Weber sprach.
  * sprach CONSULT | a: Der norwegische Minister Weber = NOR GOV
- Es lieferte Raketen.
  * lieferte AID | a: Es = NOR
"""
    open_, found = linked(document(TEXT.strip() + more), -1)
    assert found["actor"] == {"Oslo", "Norwegen", "Es", "norwegische"}
    assert open_["actor"] == {"Der", "Minister", "Weber"}


def test_the_last_word_of_a_hyphenated_trigger_carries_the_type() -> None:
    doc = document(TEXT.strip() + "\n- Der Raketen-Angriff dauerte an.\n  * Raketen-Angriff ASSAULT\n")
    text, (chunk,) = chunks(doc)
    words = words_of(chunk, text)
    (example,) = examples(TOKENIZER, doc, ACTORS)
    assert {words[i] for i in np.flatnonzero(example.types == L.TYPES.index("ASSAULT"))} == {"Angriff"}
    assert words[example.pairs[-1].word] == "Angriff"


def test_the_headline_of_a_later_chunk_teaches_no_trigger() -> None:
    filler = "".join(f"\n- {'wort ' * 30}{i}." for i in range(12))
    doc = document(TEXT.replace("= Oslo hilft", "= Oslo hilft\n  * hilft AID | a: Oslo = NOR GOV") + filler)
    first, *later = examples(TOKENIZER, doc, ACTORS)
    assert later
    assert sum(int((e.types > 0).sum()) for e in (first, *later)) == 3
    assert all((e.types[:2] == IGNORE).all() for e in later)


def test_batches_hold_every_pair_once_and_point_at_their_words() -> None:
    pool = examples(TOKENIZER, document(), ACTORS) * 5
    made = list(batches(pool, 400, random.Random(1)))
    assert sum(len(b.word) for b in made) == 10
    for b in made:
        assert b.ids.shape == b.mask.shape
        assert b.ids.shape[1] % 8 == 0
        assert bool((b.types[b.chunk, b.word] == b.kind).all())
        here = (b.place == b.word.unsqueeze(1)) & (b.inside == 1)
        assert here.sum(1).tolist() == [1] * len(b.word)
        assert bool((b.distance[here] == L.FAR).all())


def test_every_tenth_document_is_held_out() -> None:
    assert [held_out(f"t-{i:03}") for i in range(5, 9)] == [False, False, True, False]
    assert sum(held_out(f"t-{i:03}") for i in range(100)) == 10
