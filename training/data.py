"""Annotated documents -> chunks with labels -> padded batches."""

import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor

from lagebild.reader import labels as L
from lagebild.reader.chunks import PIECE, Chunk, plan
from lagebild.reader.tokens import PAD, pieces
from lagebild.records import Span
from lagebild.resolve.actors import ActorResolver

IGNORE = -1
QUIET = 0.25  # share of words in aux chunks that serve as pseudo-triggers without a message


@dataclass
class Pair:
    """One trigger with everything it is to be taught. Word indexes count in the chunk."""

    word: int
    type: int
    start: int
    end: int
    tags: np.ndarray  # [S, layers, 2]: inside, begins
    layers: np.ndarray  # [layers]: 1 where the tags are known
    stance: np.ndarray  # [S]: stance of source words, IGNORE elsewhere
    labels: np.ndarray  # mode, modality, negated, unsaid; IGNORE where unknown
    contexts: np.ndarray | None
    links: np.ndarray | None  # [3, W] 1, 0, IGNORE


@dataclass
class Example:
    ids: list[int]
    first: list[int]
    last: list[int]
    sentence: list[int]  # of each word
    types: np.ndarray  # [W], IGNORE where not read
    pairs: list[Pair] = field(default_factory=list)


def read_jsonl(path: Path) -> list[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def flat_words(chunk: Chunk) -> tuple[list[int], list[int], list[int], list[Span], list[int]]:
    """first, last, piece index, span and sentence of every word of a chunk."""
    first: list[int] = []
    last: list[int] = []
    owner: list[int] = []
    spans: list[Span] = []
    sentence: list[int] = []
    at = 1
    for i, piece in enumerate(chunk.pieces):
        first += [at + f for f in piece.first]
        last += [at + f for f in piece.last]
        owner += [i] * len(piece.words)
        spans += piece.words
        sentence += [piece.sentence] * len(piece.words)
        at += len(piece.ids) + 1
    return first, last, owner, spans, sentence


def _document(doc: dict[str, Any]) -> tuple[str, list[Span], list[dict[str, Any]]]:
    """Text, sentence spans and events with document offsets (the event's sentence index added)."""
    spans: list[Span] = []
    events: list[dict[str, Any]] = []
    at = 0
    for index, sentence in enumerate(doc["sentences"]):
        spans.append(Span(at, at + len(sentence["text"])))
        for event in sentence["events"]:
            moved = {**event, "sentence": index}
            for key in ("trigger", *L.LAYERS[:7], "sources"):
                fillers = [event[key]] if key == "trigger" else event[key]
                shifted = [_shift(f, at) for f in fillers]
                moved[key] = shifted[0] if key == "trigger" else shifted
            events.append(moved)
        at += len(sentence["text"]) + 1
    return "\n".join(s["text"] for s in doc["sentences"]), spans, events


def _shift(filler: dict[str, Any], by: int) -> dict[str, Any]:
    out = dict(filler)
    if filler.get("start") is not None:
        out["start"], out["end"] = filler["start"] + by, filler["end"] + by
    if filler.get("cue"):
        out["cue"] = _shift(filler["cue"], by)
    return out


def _inside(spans: Sequence[Span], filler: dict[str, Any]) -> list[int]:
    """Indexes of the words that a filler covers."""
    if filler.get("start") is None:
        return []
    return [i for i, s in enumerate(spans) if s.start < filler["end"] and filler["start"] < s.end]


def examples(tokenizer: Tokenizer, doc: dict[str, Any], actors: ActorResolver) -> list[Example]:
    """Chunks of one annotated document with all labels."""
    text, sentences, events = _document(doc)
    context = actors.read(text, date.fromisoformat(doc["published"]) if doc.get("published") else None)
    named = [(at, code) for at, code, _ in context.countries]
    return [_example(chunk, events, named) for chunk in plan(pieces(tokenizer, text, sentences, PIECE))]


def _example(chunk: Chunk, events: list[dict[str, Any]], named: Sequence[tuple[int, str]]) -> Example:
    first, last, owner, spans, sentence = flat_words(chunk)
    types = np.zeros(len(spans), np.int64)
    types[[i for i, o in enumerate(owner) if o < chunk.context]] = IGNORE
    example = Example(chunk.ids(), first, last, sentence, types)
    read = {p.sentence for p in chunk.pieces[chunk.context :]}
    shown = {p.sentence for p in chunk.pieces}
    mentions = _mentions(spans, [e for e in events if e["sentence"] in shown])
    countries: dict[str, set[int]] = {}
    for at, code in named:
        here = [i for i, s in enumerate(spans) if s.start <= at < s.end]
        countries.setdefault(code, set()).update(here)
    for event in events:
        words = _inside(spans, event["trigger"]) if event["sentence"] in read else []
        if not words:
            continue
        word = (
            words[-1] if "-" in event["trigger"]["text"] else words[0]
        )  # the head of Ukraine-Krieg is its end
        types[word] = L.TYPES.index(event["type"])
        start = owner.index(owner[word])
        end = len(owner) - owner[::-1].index(owner[word])
        example.pairs.append(_pair(event, spans, word, start, end, (mentions, countries)))
    return example


def _mentions(spans: Sequence[Span], events: list[dict[str, Any]]) -> dict[str, set[int]]:
    """Actor code -> words of all its mentions in the chunk."""
    found: dict[str, set[int]] = {}
    for event in events:
        for key in ("actor", "recipient", "sources"):
            for filler in event[key]:
                found.setdefault(filler["code"], set()).update(_inside(spans, filler))
    return found


def _pair(
    event: dict[str, Any],
    spans: Sequence[Span],
    word: int,
    start: int,
    end: int,
    who: tuple[dict[str, set[int]], dict[str, set[int]]],
) -> Pair:
    size = end - start
    tags = np.zeros((size, len(L.LAYERS), 2), np.float32)
    stance = np.full(size, IGNORE, np.int64)

    def mark(layer: int, filler: dict[str, Any] | None) -> list[int]:
        words = [i - start for i in _inside(spans, filler or {}) if start <= i < end]
        if words:
            tags[words, layer, 0] = 1
            tags[words[0], layer, 1] = 1
        return words

    for layer, role in enumerate(L.LAYERS[:7]):
        for filler in event[role]:
            mark(layer, filler)
    unsaid = 0
    for source in event["sources"]:
        words = mark(7, source)
        mark(8, source["cue"])
        stance[words] = L.STANCES.index(source["stance"])
        if source.get("start") is None and not unsaid:
            unsaid = 1 + L.STANCES.index(source["stance"])
    mode = (event["type"], event["mode"])
    kinds = [
        L.MODES.index(mode) if event["mode"] else 0,
        L.MODALITIES.index(event["modality"]),
        int(event["negated"]),
        unsaid,
    ]
    contexts = np.zeros(len(L.CONTEXTS), np.float32)
    contexts[[L.CONTEXTS.index(c) for c in event["context"]]] = 1
    return Pair(
        word, L.TYPES.index(event["type"]), start, end, tags, np.ones(len(L.LAYERS), np.float32), stance,
        np.array(kinds, np.int64), contexts, _links(event, len(spans), *who),
    )  # fmt: skip


def _links(
    event: dict[str, Any], words: int, mentions: dict[str, set[int]], countries: dict[str, set[int]]
) -> np.ndarray:
    """Where the chunk names whom each role means: annotated mentions of the code, and any naming of its country.

    Annotated mentions of the same country in another office do not count either way.
    """
    links = np.zeros((len(L.LINKED), words), np.float32)
    for i, key in enumerate(("actor", "recipient", "sources")):
        codes = {f["code"] for f in event[key]} - {"UNK", "XXX"}
        near = {c.split()[0] for c in codes}
        for code, where in mentions.items():
            if code not in codes and code.split()[0] in near:
                links[i, list(where)] = IGNORE
        for country in near:
            links[i, list(countries.get(country, ()))] = 1
        for code in codes:
            links[i, list(mentions.get(code, ()))] = 1
    return links


def attribution_examples(tokenizer: Tokenizer, doc: dict[str, Any], rng: random.Random) -> list[Example]:
    """SpkAtt documents: words of messages as pseudo-triggers that teach source and cue, nothing else."""
    tokens = [s["Tokens"] for s in doc["Sentences"]]
    starts: list[list[int]] = []
    sentences: list[Span] = []
    text = ""
    for line in tokens:
        begin, here = len(text), []
        for token in line:
            here.append(len(text))
            text += token + " "
        starts.append(here)
        sentences.append(Span(begin, max(begin, len(text) - 1)))
        text = text[:-1] + "\n" if line else text + "\n"

    def at(key: str) -> dict[str, int]:
        s, t = (int(x) for x in key.split(":"))
        return {"start": starts[s][t], "end": starts[s][t] + len(tokens[s][t]), "sentence": s}

    found = []
    for chunk in plan(pieces(tokenizer, text, sentences, PIECE)):
        first, last, owner, spans, sentence = flat_words(chunk)
        example = Example(chunk.ids(), first, last, sentence, np.full(len(spans), IGNORE, np.int64))
        index = {s.start: i for i, s in enumerate(spans)}
        loud: set[int] = set()
        for note in doc["Annotations"]:
            message = [index[at(k)["start"]] for k in note["Message"] if at(k)["start"] in index]
            loud |= {sentence[i] for i in message}
            parts = {
                layer: [index[at(k)["start"]] for k in note[key] if at(k)["start"] in index]
                for layer, key in ((7, "Source"), (8, "Cue"))
            }
            loud |= {sentence[i] for i in parts[7] + parts[8]}
            usable = [i for i in message if spans[i].end - spans[i].start > 4 and owner[i] >= chunk.context
                      and any(owner[j] == owner[i] for j in parts[7])]  # fmt: skip
            for word in rng.sample(usable, min(2, len(usable))):
                example.pairs.append(_aux_pair(owner, word, parts))
        quiet = [i for i, s in enumerate(spans) if sentence[i] not in loud and s.end - s.start > 6
                 and owner[i] >= chunk.context and rng.random() < QUIET / 5]  # fmt: skip
        for word in quiet:
            example.pairs.append(_aux_pair(owner, word, {}))
        if example.pairs:
            found.append(example)
    return found


def _aux_pair(owner: list[int], word: int, parts: dict[int, list[int]]) -> Pair:
    start = owner.index(owner[word])
    end = len(owner) - owner[::-1].index(owner[word])
    tags = np.zeros((end - start, len(L.LAYERS), 2), np.float32)
    for layer, words in parts.items():
        here = [i - start for i in words if start <= i < end]
        tags[here, layer, 0] = 1
        for i in here:
            tags[i, layer, 1] = i - 1 not in here
    known = np.zeros(len(L.LAYERS), np.float32)
    known[7:] = 1
    return Pair(word, 0, start, end, tags, known, np.full(end - start, IGNORE, np.int64),
                np.full(4, IGNORE, np.int64), None, None)  # fmt: skip


@dataclass
class Batch:
    """Padded tensors of some examples; shapes as in model.py."""

    ids: Tensor
    mask: Tensor
    first: Tensor
    last: Tensor
    types: Tensor
    chunk: Tensor
    word: Tensor
    kind: Tensor
    place: Tensor  # [P, S] word index of each sentence word
    distance: Tensor
    inside: Tensor
    tags: Tensor
    layers: Tensor
    stance: Tensor
    labels: Tensor
    contexts: Tensor
    has_contexts: Tensor
    nearness: Tensor
    links: Tensor


def collate(group: Sequence[Example]) -> Batch:
    b, t, w = len(group), max(len(e.ids) for e in group), max(len(e.first) for e in group)
    t = -(-t // 8) * 8
    ids, mask = np.full((b, t), PAD, np.int64), np.zeros((b, t), np.float32)
    first, last = np.zeros((b, w), np.int64), np.zeros((b, w), np.int64)
    types = np.full((b, w), IGNORE, np.int64)
    pairs = [(i, p) for i, e in enumerate(group) for p in e.pairs]
    n, s = len(pairs), max((p.end - p.start for _, p in pairs), default=1)
    place, distance = np.zeros((n, s), np.int64), np.zeros((n, s), np.int64)
    inside, stance = np.zeros((n, s), np.float32), np.full((n, s), IGNORE, np.int64)
    tags = np.zeros((n, s, len(L.LAYERS), 2), np.float32)
    layers = np.zeros((n, len(L.LAYERS)), np.float32)
    labels = np.full((n, 4), IGNORE, np.int64)
    contexts, has = np.zeros((n, len(L.CONTEXTS)), np.float32), np.zeros(n, np.float32)
    nearness = np.zeros((n, w), np.int64)
    links = np.full((n, len(L.LINKED), w), IGNORE, np.float32)
    for i, e in enumerate(group):
        ids[i, : len(e.ids)], mask[i, : len(e.ids)] = e.ids, 1
        first[i, : len(e.first)], last[i, : len(e.last)] = e.first, e.last
        types[i, : len(e.types)] = e.types
    for j, (i, p) in enumerate(pairs):
        size = p.end - p.start
        place[j, :size] = np.arange(p.start, p.end)
        distance[j, :size] = np.clip(np.arange(p.start, p.end) - p.word, -L.FAR, L.FAR) + L.FAR
        inside[j, :size], stance[j, :size] = 1, p.stance
        tags[j, :size], layers[j], labels[j] = p.tags, p.layers, p.labels
        sentence = np.array(group[i].sentence)
        near = np.clip(sentence - sentence[p.word], -L.SENTENCES_BACK, L.SENTENCES_ON) + L.SENTENCES_BACK
        nearness[j, : len(near)] = near
        if p.contexts is not None and p.links is not None:
            contexts[j], has[j] = p.contexts, 1
            links[j, :, : p.links.shape[1]] = p.links
    arrays = (
        ids, mask, first, last, types, np.array([i for i, _ in pairs], np.int64),
        np.array([p.word for _, p in pairs], np.int64), np.array([p.type for _, p in pairs], np.int64),
        place, distance, inside, tags, layers, stance, labels, contexts, has, nearness, links,
    )  # fmt: skip
    return Batch(*(torch.from_numpy(a) for a in arrays))


def batches(pool: Sequence[Example], size: int, rng: random.Random) -> Iterator[Batch]:
    """Batches of about ``size`` subwords of chunks of like length, in random order."""
    order = sorted(range(len(pool)), key=lambda i: len(pool[i].ids) + rng.random() * 24)
    groups: list[list[Example]] = []
    held: list[Example] = []
    longest = 0
    for i in order:
        longest = max(longest, len(pool[i].ids))
        if held and longest * (len(held) + 1) > size:
            groups.append(held)
            held, longest = [], len(pool[i].ids)
        held.append(pool[i])
    groups.append(held)
    rng.shuffle(groups)
    yield from (collate(group) for group in groups)


def held_out(document: str) -> bool:
    """Every tenth document of each theme (ids end in a running number) is never trained on."""
    return int(document.rsplit("-", 1)[-1]) % 10 == 7
